// The connection check itself: what it says of servers that are right, what it asks, what it keeps, and what can be done in it.
// Set-ups that go wrong between browser and server are in the other files of this name.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { axe } from '../harness/axe.mjs';
import { pasted } from '../harness/clipboard.mjs';
import { expect } from '../harness/expect.mjs';
import { worldOnBothOrigins } from '../harness/origins.mjs';
import { PHONE, settled } from '../harness/page.mjs';
import { enterSecret } from '../harness/sign-in.mjs';

const { servers, secrets, here, onBoth } = await worldOnBothOrigins({ after }, {
  servers: {
    community: { edition: 'community' },
    documented: { edition: 'professional', dialect: 'documented', data: 'demo' },
    sdk: { edition: 'professional', dialect: 'sdk', data: 'demo' },
    both: { edition: 'professional', dialect: 'both', data: 'demo' },
    shipped: { edition: 'community', secret: '123456' },
    spaced: { edition: 'community', secret: 'a-secret-that-ends-so ' },
    careless: { edition: 'community', clock: 'off' },
  },
  serve: ['--upstream', 'dead=http://127.0.0.1:1'],
});

beforeEach(() =>
  Promise.all(Object.values(servers).map(({ control }) => Promise.all([control.clearRequests(), control.restoreClock()]))),
);

async function check(t, slug, { at = here, ...options } = {}) {
  const opened = await at.open(t, { connections: [{ slug, name: slug }], refresh: 'off', ...options });
  const { page } = opened;
  await page.goto(`/c/${slug}/check`);
  await ended(page);
  const main = page.getByRole('main');
  return {
    ...opened,
    main,
    secret: page.getByRole('textbox', { name: /^(Secret|密钥)/ }),
    retry: page.getByRole('button', { name: /^(Retry with this secret|用此密钥重试)$/ }),
    alert: main.getByRole('alert'),
    bar: main,
  };
}

/** Its list is busy for as long as it goes on. */
async function ended(page) {
  await settled(page);
  await page.getByRole('list').getByRole('listitem').nth(12).waitFor();
}

async function signed(t, slug, options) {
  const opened = await check(t, slug, options);
  await opened.secret.fill(servers[slug].secret);
  await opened.retry.click();
  await opened.page.waitForFunction(() => !document.querySelector('input[name=secret]'));
  await ended(opened.page);
  return opened;
}

const lines = async (page) => (await page.getByRole('main').getByRole('list').getByRole('listitem').allInnerTexts())
  .map((line) => line.replaceAll(/\s+/g, ' ').replace(/ [\d.]+ m?s$/, '').trim());

const WAY = (url, slug) => [
  `Address understood ${url}/im/${slug}`,
  'Mixed content Same origin as this page',
  'This page’s policy connect-src lets this page call its own origin',
  /^Reachable It answered \d+$/,
  'Cross-origin Same origin, so no CORS is needed',
  'Who answers An API, not a page of the proxy’s own',
];
const NODES = (count) => `IM server GET /admin/health lists nodes: ${count}; it needs no secret`;
const AFTER = [
  'Proxy clock In step with this browser. The IM server’s own clock is not known',
  'Signature The server accepted it',
  'Default secret Not the one that every server ships with',
  'Time check A signature that is 3 h old was refused',
];
const GOOD = {
  community: [NODES(1), ...AFTER, 'Edition Community', 'Operations 6 of 15 answered: 4 documented, 2 SDK; 9 missing'],
  both: [NODES(3), ...AFTER, /^Edition Professional · \S+/, 'Operations 15 of 15 answered: 14 documented, 1 SDK; 0 missing'],
  documented: [
    /^IM server It refuses an unsigned request with code \d+, as IM servers do$/, ...AFTER,
    /^Edition Professional · \S+/, 'Operations 14 of 15 answered: 14 documented, 0 SDK; 1 missing',
  ],
  sdk: [NODES(3), ...AFTER, /^Edition Professional · \S+/, 'Operations 13 of 15 answered: 8 documented, 5 SDK; 2 missing'],
};

for (const [slug, expected] of Object.entries(GOOD)) {
  test(`a server that is right passes every step: ${slug}`, async (t) => {
    const { page, bar, alert, secrets: scan } = await signed(t, slug);
    const found = await lines(page);
    const all = [...WAY(here.url, slug), ...expected];
    assert.equal(found.length, 13, found.join('\n'));
    all.forEach((line, at) => (line instanceof RegExp ? assert.match(found[at], line) : assert.equal(found[at], line)));
    await expect(bar.getByText(/^All 13 steps passed · /)).toHaveText(/^All 13 steps passed · \d\d:\d\d:\d\d$/, { useInnerText: true });
    await expect(alert).toHaveCount(0);
    await page.getByRole('button', { name: new RegExp(`^${slug} .*Signed in`) }).waitFor();
    const asked = await servers[slug].control.requests();
    assert.deepEqual(asked.filter(({ writes }) => writes), [], 'a check only reads');
    assert.ok(asked.every(({ path }) => !/token|create|update|put|modify|top$/.test(path) || path.endsWith('is_top')));
    assert.ok(asked.length < 40, `${asked.length} requests`);
    await scan.check(secrets);
  });
}

test('without a secret it goes as far as it can, signs nothing, and asks for it in place', async (t) => {
  const { page, main, secret, retry, alert, bar } = await check(t, 'community');
  await main.getByRole('status').getByRole('heading', { name: 'Enter the secret to go on' }).waitFor();
  await expect(alert, 'nothing is wrong').toHaveCount(0);
  await bar.getByText(/^Stopped at step 9 of 13 · /).waitFor();
  await expect.poll(async () => (await lines(page)).slice(9).map((line) => line.replace(/^.* (?=Not)/, ''))).toStrictEqual(Array(4).fill('Not tried yet'));
  const asked = await servers.community.control.requests();
  assert.deepEqual(asked.map(({ method, path }) => `${method} ${path}`), ['GET /admin/health']);
  assert.deepEqual(asked.flatMap(({ headers }) => headers).filter((name) => ['sign', 'nonce', 'timestamp'].includes(name)), []);
  await page.waitForFunction(() => document.activeElement.name === 'secret');
  await retry.click();
  await main.getByText('Enter the secret.').waitFor();
  await expect(secret).toHaveAttribute('aria-invalid', 'true');
});

test('a wrong secret stops it at the signature, with evidence, meaning, fix and the field; the right one becomes the tab’s', onBoth(async (t, at) => {
  const { page, main, secret, retry, alert, bar } = await check(t, 'community', { at });
  await secret.fill('no-such-secret-anywhere');
  await retry.click();
  await alert.getByRole('heading', { name: 'Wrong secret (244): the server refused the signature' }).waitFor();
  await alert.getByText(/^Step 9, Signature\. It answered after [\d.]+ m?s\.$/).waitFor();
  await main.getByText(`POST ${at.url}/im/community/admin/system/get_setting {"id":1} (signed)`).waitFor();
  await main.getByText(/^200 \{"code":244,"msg":"auth failure"/).waitFor();
  await main.getByText(/^The request arrived complete and in time\./).waitFor();
  await main.getByText('grep http.admin.secret_key config/wildfirechat.conf').waitFor();
  await page.getByRole('button', { name: /^community .*Not signed in/ }).waitFor();
  await bar.getByText(/^Stopped at step 9 of 13/).waitFor();
  await axe(page);
  await secret.fill(servers.community.secret);
  await page.keyboard.press('Enter');
  await bar.getByText(/^All 13 steps passed · /).waitFor();
  await page.getByRole('link', { name: 'System settings' }).click();
  await page.getByRole('heading', { level: 1, name: 'System settings' }).waitFor();
  await page.getByRole('button', { name: /^community .*Signed in/ }).waitFor();
  await expect(secret, 'the secret is asked for once').toHaveCount(0);
}));

test('a secret that lies in the vault is had by its passphrase, and the check goes on by itself', async (t) => {
  const { page } = await here.open(t, { refresh: 'off' });
  const passphrase = 'nine quiet foxes by the lake';
  await page.goto('/connections/new');
  await settled(page);
  await page.locator('[name=address]').fill('/im/community');
  await page.locator('[name=secret]').fill(servers.community.secret);
  await page.getByRole('checkbox', { name: 'Keep it in the vault on this computer' }).check();
  await page.locator('[name=new-passphrase]').fill(passphrase);
  await page.locator('[name=passphrase-again]').fill(passphrase);
  await page.locator('[name=name]').fill('Kept');
  await page.getByRole('button', { name: 'Save and open' }).click();
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  await page.goto('/c/kept/check');
  const main = page.getByRole('main');
  await main.getByRole('heading', { name: 'Enter the secret to go on' }).waitFor();
  await main.getByText('So far nothing needed it. From here on it signs what is asked.').waitFor();
  const onServer = main.getByText('grep http.admin.secret_key config/wildfirechat.conf');
  await expect(onServer, 'a passphrase is asked for').toHaveCount(0);
  await main.getByRole('button', { name: 'Type the secret instead' }).click();
  await onServer.waitFor();
  await page.getByRole('button', { name: 'Start over' }).click();
  await main.getByRole('textbox', { name: /^Passphrase/ }).fill(passphrase);
  await main.getByRole('button', { name: 'Open the vault' }).click();
  await main.getByText(/^All 13 steps passed · /).waitFor();
});

test('the secret that a failed step takes is kept in the vault, once the server accepts it and not before', async (t) => {
  const { page, main, secret, retry, bar, context } = await check(t, 'community');
  const passphrase = 'nine quiet foxes by the lake';
  const kept = () => page.evaluate(() => JSON.parse(localStorage.getItem('firetower.vault') ?? 'null')?.entries.length ?? null);
  const tick = main.getByRole('checkbox', { name: 'Keep it in the vault on this computer' });
  await secret.fill('no-such-secret-anywhere');
  await expect(tick, 'nothing is kept unless it is asked for').not.toBeChecked();
  await tick.check();
  // What is missing for it is asked for before anything is tried.
  await servers.community.control.clearRequests();
  await retry.click();
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'new-passphrase');
  assert.deepEqual(await servers.community.control.requests(), []);
  await axe(page);
  await main.locator('[name=new-passphrase]').fill(passphrase);
  await main.locator('[name=passphrase-again]').fill(passphrase);
  await retry.click();
  await main.getByRole('heading', { name: 'Wrong secret (244): the server refused the signature' }).waitFor();
  await expect.poll(kept, { message: 'a wrong one is not kept' }).toBe(0);
  await secret.fill(servers.community.secret);
  await expect(tick, 'what was wanted before is wanted of the next one').toBeChecked();
  await retry.click();
  await bar.getByText(/^All 13 steps passed · /).waitFor();
  await page.waitForFunction(() => JSON.parse(localStorage.getItem('firetower.vault')).entries.length === 1);
  // A tab without a secret has it by the passphrase.
  const other = await context.newPage();
  await other.goto('/c/community/check');
  await other.getByRole('button', { name: 'Start over' }).click();
  await other.getByRole('textbox', { name: /^Passphrase/ }).fill(passphrase);
  await other.getByRole('button', { name: 'Open the vault' }).click();
  await other.getByRole('main').getByText(/^All 13 steps passed · /).waitFor();
});

test('a space too many is named on whichever side it is, and mended by one button', async (t) => {
  for (const [slug, typed, button] of [
    ['community', `${servers.community.secret} `, 'Use it without the spaces'],
    ['spaced', servers.spaced.secret.trim(), 'Use it with the space'],
  ]) {
    const { main, secret, retry, alert, bar } = await check(t, slug);
    await secret.fill(typed);
    await retry.click();
    await alert.getByRole('heading', { name: 'A secret with a stray space' }).waitFor();
    // The server's own can be taken out there, and what was typed tried again.
    await expect(alert.getByRole('button', { name: 'Retry' })).toHaveCount(slug === 'spaced' ? 1 : 0);
    await main.getByRole('button', { name: button }).click();
    await bar.getByText(/^All 13 steps passed · /).waitFor();
  }
});

test('the shipped secret and a check of times that is off are warnings, with the line to change', async (t) => {
  const shipped = await signed(t, 'shipped');
  await shipped.bar.getByText(/^Passed, warnings: 1 · /).waitFor();
  await shipped.main.getByText(/^123456 is in use, which every server ships with/).waitFor();
  await shipped.main.getByText('openssl rand -hex 24').waitFor();
  const careless = await signed(t, 'careless');
  await careless.main.getByText(/^A signature that is 30 days old was accepted: the check is off/).waitFor();
  await careless.main.getByText('http.admin.no_check_time false').waitFor();
  await careless.page.getByRole('button', { name: 'Copy report' }).click();
  await careless.page.getByRole('button', { name: 'Copied' }).waitFor();
  const report = await pasted(careless.context);
  assert.equal(report.match(/\/admin\/system\/get_setting \{"id":1\} \(signed, backdated\)\n {4}200 \{"code":0/g).length, 2, report);
  assert.match(report, /get_setting \{"id":1\}（以较早的时间签名）/);
});

test('a clock of this computer that runs ahead is not taken for a check that is off', async (t) => {
  await servers.community.control.shiftClock(-90 * 60 * 1000);
  const { main } = await signed(t, 'community');
  await main.getByText(/^On: 30 days old was refused, 3 h old was not\./).waitFor();
});

test('a server whose clock is ahead refuses with 243, and nothing is said of the secret', async (t) => {
  await servers.community.control.shiftClock(3 * 60 * 60 * 1000);
  const { page, secret, retry, alert } = await check(t, 'community');
  await secret.fill(servers.community.secret);
  await retry.click();
  await alert.getByRole('heading', { name: /^Clocks too far apart \(243\)/ }).waitFor();
  await expect.poll(async () => (await lines(page)).length).toBe(13);
});

test('the report tells a colleague everything in both languages, and holds no secret', onBoth(async (t, at) => {
  const { page, context, secret, retry, alert, secrets: scan } = await check(t, 'community', { at });
  await secret.fill('a-secret-that-is-wrong');
  await retry.click();
  await alert.waitFor();
  await page.getByRole('button', { name: 'Copy report' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const report = await pasted(context);
  for (const part of [
    'Firetower connection check: community', `Address: ${at.url}/im/community`, '1. [passed] Address understood:',
    '9. [FAILED] Signature: Wrong secret (244): the server refused the signature', '"code":244',
    'grep http.admin.secret_key config/wildfirechat.conf', '13. [-] Operations: Not tried yet',
    'Firetower 连接诊断：community', '9. [失败] 签名：密钥不正确（244）：服务器拒绝了签名',
  ]) assert.ok(report.includes(part), `${part} is missing in:\n${report}`);
  assert.doesNotMatch(report, /a-secret-that-is-wrong|\b[0-9a-f]{40}\b|nonce:|sign:/);
  await scan.check(['a-secret-that-is-wrong', ...secrets]);
}));

test('what was found is kept over a reload: how it ended, and what is not offered, with the reason', onBoth(async (t, at) => {
  const { page, main, bar } = await signed(t, 'community', { at });
  await bar.getByText(/^All 13 steps passed · /).waitFor();
  await servers.community.control.clearRequests();
  await page.reload();
  await settled(page);
  await main.getByText(/^Last check, \d{4}-\d\d-\d\d \d\d:\d\d: All 13 steps passed$/).waitFor();
  assert.deepEqual(await servers.community.control.requests(), [], 'it is begun anew only when asked to');
  await main.getByText('Which operation answers how').click();
  await main.getByRole('row', { name: '/admin/system/get_setting SDK' }).waitFor();
  await main.getByRole('row', { name: /^\/admin\/system\/put_setting .* SDK$/ }).waitFor();
  await main.getByRole('row', { name: '/admin/user/get_setting not offered', exact: true }).waitFor();

  await page.getByRole('link', { name: /^Files/ }).click();
  await enterSecret(page, servers.community.secret);
  await main.getByRole('heading', { name: /: only in the professional edition$/ }).waitFor();
  await main.getByText(/^As the connection check of \d{4}-\d\d-\d\d \d\d:\d\d found: HTTP 404/).waitFor();
  const asked = await servers.community.control.requests();
  assert.ok(asked.every(({ path }) => !path.startsWith('/admin/file/')), 'what is known to be missing is not asked for');

  await page.getByRole('button', { name: 'Upgraded since? Check again' }).click();
  await main.getByRole('heading', { name: /: only in the professional edition$/ }).waitFor({ state: 'detached' });
  const rows = await page.evaluate(() => JSON.parse(localStorage.getItem('firetower.capabilities.community')).rows);
  assert.deepEqual(rows.filter(([path]) => path.startsWith('/admin/file/')).map(([path]) => path),
    ['/admin/file/user_files'], 'what it needs is to be asked anew');

  await page.getByRole('link', { name: 'Connection check' }).click();
  await page.getByRole('button', { name: 'Start over' }).click();
  await bar.getByText(/^All 13 steps passed · /).waitFor();
}));

const kept = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => /^firetower\.(capabilities|check)\./.test(key)).sort());

test('another tab follows; a new name takes it along, another address and removing forget it', onBoth(async (t, at) => {
  const { page, context, bar } = await check(t, 'community', { at });
  const second = await context.newPage();
  await second.goto('/c/community/connections');
  await settled(second);
  const files = second.getByRole('navigation').getByRole('link', { name: /^Files/ });
  await expect(files).toHaveText('Files', { useInnerText: true });
  await page.getByRole('textbox', { name: /^Secret/ }).fill(servers.community.secret);
  await page.getByRole('button', { name: 'Retry with this secret' }).click();
  await bar.getByText(/^All 13 steps passed · /).waitFor();
  await second.getByRole('navigation').getByRole('link', { name: 'Files Pro' }).waitFor();
  await second.close();

  const edit = async (slug, field, value) => {
    await page.goto(`/c/${slug}/connection`);
    await settled(page);
    await page.locator(`[name=${field}]`).fill(value);
    await page.getByRole('button', { name: 'Save and open' }).click();
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  };
  await expect.poll(() => kept(page)).toStrictEqual(['firetower.capabilities.community', 'firetower.check.community']);
  await edit('community', 'slug', 'renamed');
  await expect.poll(() => kept(page)).toStrictEqual(['firetower.capabilities.renamed', 'firetower.check.renamed']);
  await edit('renamed', 'address', '/im/both');
  await expect.poll(() => kept(page)).toStrictEqual([]);
}));

test('the last step says how far it is while it asks, and how many were answered', async (t) => {
  const { main, secret, retry, bar } = await check(t, 'community');
  await servers.community.control.addFault('latency', { path: '/admin/user/get_robot_info', times: 1 });
  t.after(() => servers.community.control.clearFaults());
  await secret.fill(servers.community.secret);
  await retry.click();
  const step = main.getByRole('listitem').filter({ hasText: 'Operations' });
  await step.getByText('Asking 10 of 15…', { exact: true }).waitFor();
  await bar.getByText(/^All 13 steps passed · /).waitFor();
  await step.getByText('6 of 15 answered: 4 documented, 2 SDK; 9 missing', { exact: true }).waitFor();
});

test('a check that is cancelled says so, and keeps nothing', async (t) => {
  const { page, secret, retry, bar } = await check(t, 'sdk');
  await page.evaluate(() => localStorage.removeItem('firetower.check.sdk'));
  await servers.sdk.control.addFault('hang', { path: '/admin/get_setting' });
  t.after(() => servers.sdk.control.clearFaults());
  await secret.fill(servers.sdk.secret);
  await retry.click();
  await bar.getByText('Step 9 of 13…').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await bar.getByText('Cancelled', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Start over' }).waitFor();
  await expect.poll(() => kept(page)).toStrictEqual([]);
});

test('an error on another page leads to the check, which names the step', async (t) => {
  const { page } = await here.open(t, { connections: [{ slug: 'dead', name: 'dead' }], refresh: 'off' });
  await page.goto('/c/dead/system-settings/1');
  await enterSecret(page, 'whatever-it-may-be');
  const alert = page.getByRole('main').getByRole('alert');
  await alert.getByRole('link', { name: 'Connection check' }).click();
  await alert.getByRole('heading', { name: 'The gateway cannot reach dead' }).waitFor();
  await alert.getByText(/^Step 4, Reachable\./).waitFor();
  await page.getByRole('main').getByText(/does not accept connections/).first().waitFor();
  await page.getByRole('button', { name: /^dead .*Unreachable/ }).waitFor();
  await alert.getByRole('button', { name: 'Retry' }).click();
  await alert.getByRole('heading', { name: 'The gateway cannot reach dead' }).waitFor();
});

test('by keyboard alone: from the navigation to a check that passed', async (t) => {
  const { page } = await here.open(t, { connections: [{ slug: 'community', name: 'community' }], refresh: 'off' });
  await page.goto('/c/community/changes');
  await settled(page);
  await page.getByRole('link', { name: 'Connection check' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.name === 'secret');
  await page.keyboard.type(servers.community.secret);
  await page.keyboard.press('Enter');
  await page.getByText(/^All 13 steps passed · /).waitFor();
  await page.getByText('Which operation answers how').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('columnheader', { name: 'Form' }).waitFor();
});

test('it is as usable on a phone, in Chinese and in the dark', async (t) => {
  const { page, secret, retry, alert, main } = await check(t, 'community', { lang: 'zh', theme: 'dark', viewport: PHONE });
  await secret.fill('错误的密钥');
  await retry.click();
  await alert.getByRole('heading', { name: '密钥不正确（244）：服务器拒绝了签名' }).waitFor();
  await main.getByText('尚未执行').first().waitFor();
  const isWider = () => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  await expect.poll(isWider, { message: 'nothing is cut off at the side' }).toBe(false);
  await axe(page);
  await secret.fill(servers.community.secret);
  await retry.click();
  await main.getByText('各接口的响应方式').click();
  await main.getByRole('columnheader', { name: '形式' }).waitFor();
  await expect.poll(isWider, { message: 'nor is the table' }).toBe(false);
});
