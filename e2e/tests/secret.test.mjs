// The secret: asked for after a reload, tried where it is typed, and kept nowhere.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, beforeEach, test } from 'node:test';

import { axe } from '../harness/axe.mjs';
import { pasted } from '../harness/clipboard.mjs';
import { expect } from '../harness/expect.mjs';
import { settled } from '../harness/page.mjs';
import { enterSecret, signIn } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

const HOUR_MS = 3_600_000;
const { url, gateway, servers, secrets } = await world({ after }, {
  servers: {
    code: { edition: 'community', refusal: 'code' },
    status: { edition: 'community', refusal: '401' },
    professional: { edition: 'professional', dialect: 'documented', refusal: '401', clock: 'both' },
  },
});

beforeEach(() => Promise.all(Object.values(servers).flatMap(({ control }) => [control.restoreClock(), control.clearFaults()])));

const open = (t, name, options = {}) =>
  pages(t, url).open({ connections: [{ slug: name, name: `IM ${name}`, environment: 'test' }], refresh: 'off', ...options });
const field = (page) => page.getByRole('textbox', { name: /^Secret/ });
const goOn = (page) => page.getByRole('button', { name: 'Open', exact: true });
const value = (page) => page.getByRole('textbox', { name: /^Value/ });
const alert = (page) => page.getByRole('main').getByRole('alert');

const DEEP = [
  ['/c/code/system-settings/1', (page) => value(page).waitFor()],
  ['/c/code/system-settings/42', (page) => page.getByRole('heading', { name: 'Setting 42 is not set' }).waitFor()],
  ['/c/code/overview', (page) => page.getByRole('heading', { level: 2, name: 'Node 1' }).waitFor()],
];

for (const [path, arrived] of DEEP) {
  test(`a reload of ${path} asks for the secret in one field and goes on there`, async (t) => {
    const { page } = await open(t, 'code');
    await signIn(page, path, servers.code.secret);
    await arrived(page);
    await page.reload();
    await page.getByRole('heading', { name: 'Secret for IM code' }).waitFor();
    await expect(page.getByRole('textbox')).toHaveCount(1);
    assert.equal(new URL(page.url()).pathname, path);
    const entries = await page.evaluate(() => history.length);
    await field(page).fill(servers.code.secret);
    await page.keyboard.press('Enter');
    await arrived(page);
    assert.equal(new URL(page.url()).pathname, path);
    await expect.poll(() => page.evaluate(() => history.length), { message: 'Back leads where it led before' }).toBe(entries);
  });
}

test('an empty field is said, and nothing is sent', async (t) => {
  const { page } = await open(t, 'code');
  await servers.code.control.clearRequests();
  await page.goto('/c/code/overview');
  await goOn(page).click();
  await page.getByText('Enter the secret.').waitFor();
  await expect(field(page)).toHaveAttribute('aria-invalid', 'true');
  assert.deepEqual(await servers.code.control.requests(), []);
  await axe(page);
});

for (const name of Object.keys(servers)) {
  test(`a wrong secret is explained, stays typed, and the right one goes on: ${name}`, async (t) => {
    const { page, secrets: scan } = await open(t, name);
    const path = `/c/${name}/system-settings/1`;
    await page.goto(path);
    const wrong = `wrong-${servers[name].secret}`;
    await field(page).fill(wrong);
    await goOn(page).click();
    await alert(page).getByText('Wrong secret (244)', { exact: true }).waitFor();
    await alert(page).getByText('The server answered and refused the signature. Compare http.admin.secret_key; check for stray spaces.').waitFor();
    await page.getByText('Failed at: IM server').waitFor();
    await page.getByRole('button', { name: new RegExp(`^IM ${name} .*Not signed in`) }).waitFor();
    await expect(field(page)).toHaveValue(wrong);
    await scan.check([...secrets, wrong]);
    await axe(page);
    await field(page).fill(servers[name].secret);
    await goOn(page).click();
    await value(page).waitFor();
    await expect(value(page)).toHaveValue('3000');
    await page.getByRole('button', { name: new RegExp(`^IM ${name} .*Signed in`) }).waitFor();
    assert.equal(new URL(page.url()).pathname, path);
    await expect(alert(page)).toHaveCount(0);
  });
}

const CLOCKS = [
  ['code', 3, 'a computer three hours behind'],
  ['status', 3, 'a computer three hours behind, refused with 401'],
  ['professional', -3, 'a computer three hours ahead, where both are checked'],
];

for (const [name, ahead, what] of CLOCKS) {
  test(`an expired signature is explained and recovers by Retry: ${what}`, async (t) => {
    const { page } = await open(t, name);
    await servers[name].control.shiftClock(ahead * HOUR_MS);
    await page.goto(`/c/${name}/system-settings/1`);
    await field(page).fill(servers[name].secret);
    await goOn(page).click();
    await alert(page).getByText('Signature expired (243)', { exact: true }).waitFor();
    await alert(page).getByText(/^This computer’s clock is more than 2 h behind the server’s/).waitFor();
    await expect(field(page)).toHaveValue(servers[name].secret);
    await servers[name].control.restoreClock();
    await alert(page).getByRole('button', { name: 'Retry' }).click();
    await value(page).waitFor();

    // The same on a page that is open: what was typed stays.
    await value(page).fill('4321');
    await servers[name].control.shiftClock(ahead * HOUR_MS);
    await page.getByRole('button', { name: 'Read again' }).click();
    await alert(page).getByText('Signature expired (243)', { exact: true }).waitFor();
    await servers[name].control.restoreClock();
    await alert(page).getByRole('button', { name: 'Retry' }).click();
    await value(page).waitFor();
    await expect(value(page)).toHaveValue('4321');
  });
}

test('a computer that is ahead is right where only a slow one is refused', async (t) => {
  const { page } = await open(t, 'code');
  await servers.code.control.shiftClock(-5 * HOUR_MS);
  await signIn(page, '/c/code/system-settings/1', servers.code.secret);
  await value(page).waitFor();
});

test('a secret that is changed on the server while a page is open is mended where it fails', async (t) => {
  const { page } = await open(t, 'code');
  await signIn(page, '/c/code/system-settings/1', servers.code.secret);
  await servers.code.control.addFault('401');
  await page.getByRole('button', { name: 'Read again' }).click();
  await alert(page).getByText('Wrong secret (244)', { exact: true }).waitFor();
  await alert(page).getByRole('link', { name: 'Edit this connection' }).click();
  await page.getByText('Leave empty to keep the one in memory.').waitFor();
  await servers.code.control.clearFaults();
  await field(page).fill(servers.code.secret);
  await page.getByRole('button', { name: 'Save and open' }).click();
  await page.getByRole('heading', { level: 2, name: 'Node 1' }).waitFor();
  await page.getByRole('button', { name: /^IM code .*Signed in/ }).waitFor();
});

test('in a whole session the secret and the signatures are kept nowhere', async (t) => {
  const { page, context, secrets: scan } = await open(t, 'none', { connections: undefined });
  const { secret } = servers.code;
  const signs = [];
  context.on('request', (request) => {
    const sign = request.headers().sign;
    if (sign) signs.push(sign);
  });
  const clean = async () => {
    await scan.check([secret]);
    await scan.checkKept(signs);
  };

  await page.goto('/');
  await page.getByRole('textbox', { name: 'Address' }).fill('/im/code');
  await field(page).fill(secret);
  await page.locator('[name=name]').fill('Main');
  await page.getByRole('radio', { name: 'Test' }).check();
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.getByText('The server accepted it').waitFor();
  await clean();
  await page.getByRole('button', { name: 'Save and open' }).click();
  await page.getByRole('heading', { level: 2, name: 'Node 1' }).waitFor();
  await page.getByRole('button', { name: /Signed in/ }).waitFor();
  await clean();

  // A write, and one that fails.
  await page.getByRole('link', { name: 'System settings' }).click();
  await page.getByRole('navigation', { name: 'Settings you know' }).getByRole('link').first().click();
  await value(page).fill('4000');
  await page.getByRole('button', { name: 'Write to Main' }).click();
  await page.getByText('the server holds what you wrote').waitFor();
  await servers.code.control.addFault('500-java');
  await page.getByRole('button', { name: 'Read again' }).click();
  await alert(page).waitFor();
  await page.getByText('Details').click();
  await page.getByText('sign: not shown').waitFor();
  await page.getByRole('main').getByRole('button', { name: 'Copy as curl' }).first().click();
  await servers.code.control.clearFaults();
  await page.getByRole('main').getByRole('button', { name: 'Copied' }).waitFor();
  const curl = await pasted(context);
  assert.match(curl, /\$IM_SECRET/);
  for (const hidden of [secret, ...signs]) assert.ok(!curl.includes(hidden), 'a curl line holds what it must not');
  await clean();

  // The list of requests, one of them open, and its export.
  await page.getByRole('link', { name: /^Requests/ }).click();
  await page.getByRole('row').filter({ hasText: 'get_setting' }).first().click();
  await page.getByRole('heading', { name: 'As curl' }).waitFor();
  await clean();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export JSON' }).click()]);
  const exported = await readFile(await download.path(), 'utf8');
  assert.ok(JSON.parse(exported).requests.length >= 5);
  assert.ok(signs.length >= 5);
  for (const hidden of [secret, ...signs]) assert.ok(!exported.includes(hidden), 'the export holds what it must not');

  await page.reload();
  await settled(page);
  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await page.getByRole('heading', { name: 'Secret for Main' }).waitFor();
  await clean();
  await enterSecret(page, secret);
  await clean();
  for (const hidden of [secret, ...signs]) assert.ok(!gateway.printed.join('\n').includes(hidden), 'the gateway logged it');
});
