// The form of a connection: what it forgives, what it refuses, what its check finds.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { axe } from '../harness/axe.mjs';
import { expect } from '../harness/expect.mjs';
import { worldOnBothOrigins } from '../harness/origins.mjs';
import { settled } from '../harness/page.mjs';

const { url, servers, here, onBoth } = await worldOnBothOrigins({ after }, {
  servers: {
    community: { edition: 'community' },
    documented: { edition: 'professional', dialect: 'documented', data: 'demo' },
    both: { edition: 'professional', dialect: 'both', data: 'demo' },
  },
  serve: ['--upstream', 'dead=http://127.0.0.1:1'],
});

beforeEach(() => Promise.all(Object.values(servers).map(({ control }) => control.clearRequests())));

/** Everything that any server was asked since the test began. */
const asked = async () => (await Promise.all(Object.values(servers).map(({ control }) => control.requests()))).flat();

async function form(t, { at = here, ...options } = {}, path = '/connections/new') {
  const opened = await at.open(t, options);
  const { page } = opened;
  await page.goto(path);
  await settled(page);
  const field = (name) => page.getByRole('textbox', { name });
  return {
    ...opened,
    address: field('Address'),
    secret: field(/^Secret/),
    name: field('Name', { exact: true }).and(page.locator('[name=name]')),
    slug: field('Name in links'),
    files: field(/^File origins/),
    save: page.getByRole('button', { name: 'Save and open' }),
    check: page.getByRole('button', { name: 'Check', exact: true }),
    found: page.locator('section').filter({ has: page.getByRole('heading', { name: 'What Firetower found' }) }),
  };
}

const stored = (page) => page.evaluate(() => JSON.parse(localStorage.getItem('firetower.connections'))?.connections);
const isInvalid = async (field) => (await field.getAttribute('aria-invalid')) === 'true';

test('the first run asks for a server, and asks no server', async (t) => {
  const { page, address } = await form(t, {}, '/');
  await page.getByRole('heading', { level: 1, name: 'Connect an IM server' }).waitFor();
  await address.waitFor();
  await expect(page.getByRole('navigation'), 'there are no pages without a connection').toHaveCount(0);
  await expect.poll(asked).toStrictEqual([]);
  await axe(page);
});

test('the form titles the document, and never by a connection that was open before', async (t) => {
  const { page } = await form(t, { connections: [{ slug: 'main', name: 'Main' }] }, '/c/main/connections');
  await page.waitForFunction(() => document.title === 'Connections · Main · Firetower');
  await page.getByRole('link', { name: 'Add connection…' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Connect an IM server' }).waitFor();
  await page.waitForFunction(() => document.title === 'Connect an IM server · Firetower');
});

const PASTED = [
  ['"/im/community"', '/im/community', 'Left out: the quotes.'],
  ['“/im/community”', '/im/community', 'Left out: the quotes.'],
  [' /im/com munity ', '/im/community', 'Left out: spaces.'],
  ['/im/community/', '/im/community', 'Left out: a trailing slash.'],
  ['/im/community/admin', '/im/community', 'Left out: /admin and what follows, which Firetower adds itself.'],
  [
    `${url}/im/community/admin/health?x=1#y`,
    '/im/community',
    'Left out: what follows ? or #, /admin and what follows, which Firetower adds itself.',
  ],
  ['／ｉｍ／community', '/im/community', 'full-width characters made narrow.'],
  ['ｈｔｔｐ：／／im。example／im', 'http://im.example/im', 'full-width characters made narrow.'],
  ['im.example/im', 'http://im.example/im', 'http:// was added.'],
  ['im.example:18080/im/', 'http://im.example:18080/im', 'Left out: a trailing slash. http:// was added.'],
];

test('a pasted address is forgiven, and what was understood is shown', async (t) => {
  const { page, address } = await form(t);
  for (const [pasted, understood, mended] of PASTED) {
    await address.fill(pasted);
    const whole = understood.startsWith('/') ? `${url}${understood}` : understood;
    await page.getByText(`Understood as ${whole}`, { exact: true }).waitFor();
    await page.getByText(mended, { exact: true }).waitFor();
    await expect.poll(() => isInvalid(address), { message: pasted }).toBe(false);
  }
  await page.getByText(/^Port 18080 is usually the admin port itself/).waitFor();
  await page.getByText(/^Over plain http everyone on the way sees the signed requests/).waitFor();
  await page.getByText(`Another origin: its proxy must allow ${url} by CORS, and so must this dashboard’s connect-src.`).waitFor();
  // What needs no mending is not repeated.
  await address.fill('/im/community');
  await page.getByText(/^Understood as/).waitFor({ state: 'detached' });
  await expect.poll(asked, { message: 'typing asks nobody' }).toStrictEqual([]);
});

const REFUSED = [
  ['ftp://im.example', 'ftp: is no address of a web server; it begins with http:// or https://, or with / for this host.'],
  ['javascript:alert(1)', 'javascript: is no address of a web server; it begins with http:// or https://, or with / for this host.'],
  ['http://admin:pw@im.example', 'Take the user name and password out of the address; browsers refuse to call it so.'],
  ['http://im..example', 'The host name in this address is not complete.'],
  ['/im/../x', 'This path cannot be forwarded: it contains . or .. or an empty part.'],
];

test('what is no address says why, and can be neither checked nor saved', async (t) => {
  const { page, address, name, save, check } = await form(t);
  await name.fill('Main');
  for (const [typed, why] of REFUSED) {
    await address.fill(typed);
    await page.getByText(why, { exact: true }).waitFor();
    await expect.poll(() => isInvalid(address), { message: typed }).toBe(true);
    await expect(check, typed).toBeDisabled();
    await save.click();
    await page.waitForFunction(() => document.activeElement.name === 'address');
    await expect.poll(() => stored(page), { message: typed }).toBe(undefined);
    await save.focus();
  }
});

test('saving an empty form says what is missing, at the first of it', onBoth(async (t, at) => {
  const { page, address, name, slug, save } = await form(t, { at });
  await slug.fill('');
  await save.click();
  for (const missing of ['Enter the proxy’s address.', 'Give the connection a name.', 'Use 1 to 40 lower-case letters, digits and hyphens.']) {
    await page.getByText(missing, { exact: true }).waitFor();
  }
  await expect.poll(async () => [await isInvalid(address), await isInvalid(name), await isInvalid(slug)]).toStrictEqual([true, true, true]);
  await page.waitForFunction(() => document.activeElement.name === 'address');
  await expect.poll(() => stored(page)).toBe(undefined);
}));

test('a name in links follows the name, is one of its kind, and is checked', onBoth(async (t, at) => {
  const { page, address, name, slug, save } = await form(t, { at, connections: [{ slug: 'main', name: 'Main' }] });
  await address.fill('/im/community');
  for (const [typed, proposed] of [['Production (Shanghai)', 'production-shanghai'], ['生产集群', 'im'], ['Main', 'main-2']]) {
    await name.fill(typed);
    await page.getByText(`Links read /c/${proposed}/… Lower-case letters, digits and hyphens.`).waitFor();
    await expect(slug).toHaveValue(proposed);
  }
  for (const wrong of ['Main', 'a b', 'a/b', '主', 'x'.repeat(41)]) {
    await slug.fill(wrong);
    await page.getByText('Use 1 to 40 lower-case letters, digits and hyphens.', { exact: true }).waitFor();
    await expect.poll(() => isInvalid(slug), { message: wrong }).toBe(true);
  }
  await slug.fill('main');
  await page.getByText('Another connection already uses main.', { exact: true }).waitFor();
  await save.click();
  await page.waitForFunction(() => document.activeElement.name === 'slug');
  await expect.poll(async () => (await stored(page)).map(({ slug }) => slug)).toStrictEqual(['main']);
  // Chosen by hand, it follows the name no longer.
  await slug.fill('second');
  await name.fill('Another');
  await save.click();
  await page.waitForURL('**/c/second/overview');
  await expect.poll(async () => (await stored(page)).map(({ slug, name }) => [slug, name])).toStrictEqual([['main', 'Main'], ['second', 'Another']]);
}));

const NO_ORIGINS = [
  ['files.example', 'files.example is no origin: it begins with http:// or https://.'],
  ['https://a, javascript:alert(1)', 'javascript:alert(1) is no origin: it begins with http:// or https://.'],
  ['https://files.example/path', 'https://files.example/path is no origin: write scheme, host and at most a port, without a path or a wildcard.'],
  ['https://*.example', 'https://*.example is no origin: write scheme, host and at most a port, without a path or a wildcard.'],
  ['http://[::1]:9000', 'http://[::1]:9000: a security policy cannot name an IPv6 address. Give the host a name.'],
  ['https://a:70000', 'https://a:70000: a port is a number from 1 to 65535.'],
];

test('file origins are a list, checked piece by piece and kept with the connection', onBoth(async (t, at) => {
  const { page, address, name, files, save } = await form(t, { at });
  await address.fill('/im/community');
  await name.fill('Main');
  for (const [typed, why] of NO_ORIGINS) {
    await files.fill(typed);
    await page.getByText(why, { exact: true }).waitFor();
    await expect.poll(() => isInvalid(files), { message: typed }).toBe(true);
  }
  await save.click();
  await page.waitForFunction(() => document.activeElement.name === 'file-origins');
  await expect.poll(() => stored(page)).toBe(undefined);
  await files.fill(' https://Files.example/\nhttp://10.0.0.5:9000，https://files.example:443 ');
  await expect.poll(() => isInvalid(files)).toBe(false);
  await save.click();
  await page.waitForURL('**/c/main/overview');
  await expect.poll(async () => (await stored(page))[0].file_origins).toStrictEqual(['https://files.example', 'http://10.0.0.5:9000']);

  await page.goto('/c/main/connection');
  await settled(page);
  await expect(files).toHaveValue('https://files.example\nhttp://10.0.0.5:9000');
  await files.fill('');
  await save.click();
  await page.waitForURL('**/c/main/overview');
  await expect.poll(async () => (await stored(page))[0].file_origins, { message: 'an empty list is none' }).toBe(undefined);
}));

test('the shipped secret and one with spaces are warned of', async (t) => {
  const { page, secret } = await form(t);
  await secret.fill('123456');
  await page.getByText(/^This is the secret that every server ships with\. .* change http\.admin\.secret_key on the server\.$/).waitFor();
  await secret.fill('123456 ');
  await page.getByText('The secret begins or ends with a space. It is used exactly as typed.').waitFor();
  await expect(page.getByText(/every server ships with/)).toHaveCount(0);
  await expect(secret).toHaveAttribute('type', 'password');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(secret).toHaveAttribute('type', 'text');
});

const PASSED = [
  /^Reachable It answered \d+$/, 'Cross-origin Same origin, so no CORS is needed',
];
const SIGNED = [/^Proxy clock In step with this browser/, 'Signature The server accepted it'];
const FOUND = [
  ['community', [...PASSED, /^IM server .* lists nodes: 1;/, ...SIGNED, 'Edition Community', /^Operations /]],
  ['documented', [...PASSED, /^IM server It refuses an unsigned request with code/, ...SIGNED, /^Edition Professional · \S+/, /^Operations /]],
  ['both', [...PASSED, /^IM server .* lists nodes: 3;/, ...SIGNED, /^Edition Professional · \S+/, /^Operations /]],
];

for (const [upstream, expected] of FOUND) {
  test(`the check of a server shows what it is: ${upstream}`, async (t) => {
    const { page, address, secret, check, found } = await form(t);
    await address.fill(`/im/${upstream}`);
    await secret.fill(servers[upstream].secret);
    await expect.poll(asked, { message: 'nothing is sent before it is asked for' }).toStrictEqual([]);
    await check.click();
    await found.getByText('Which operation answers how').waitFor();
    const lines = (await found.getByRole('listitem').allInnerTexts())
      .map((line) => line.replaceAll(/\s+/g, ' ').replace(/ [\d.]+ m?s$/, '').trim());
    assert.equal(lines.length, expected.length, lines.join('\n'));
    expected.forEach((line, at) => (line instanceof RegExp ? assert.match(lines[at], line) : assert.equal(lines[at], line)));
    await expect.poll(async () => (await asked()).every(({ writes }) => !writes), { message: 'a check only reads' }).toBe(true);
    await expect.poll(() => stored(page), { message: 'a check stores nothing' }).toBe(undefined);
  });
}

test('a check without a secret asks for health alone, unsigned', async (t) => {
  const { address, check, found } = await form(t);
  await address.fill('/im/community');
  await check.click();
  await found.getByText('no secret to try').waitFor();
  const requests = await asked();
  assert.deepEqual(requests.map(({ path }) => path), ['/admin/health']);
  assert.deepEqual(requests.flatMap(({ headers }) => headers).filter((name) => ['sign', 'nonce', 'timestamp'].includes(name)), []);
});

test('a check that fails says at which step, keeps what was typed and goes on by Retry', onBoth(async (t, at) => {
  const { page, address, secret, check, found } = await form(t, { at });
  const alert = found.getByRole('alert');
  await address.fill('/im/dead');
  await secret.fill('no-secret-at-all');
  await check.click();
  await alert.getByText('The gateway cannot reach dead', { exact: true }).waitFor();
  await found.getByText('Step 4, Reachable.', { exact: true }).waitFor();

  await address.fill('/im/community');
  // A path is asked as the page was: over plain http, or not.
  await expect(page.getByText(/^Over plain http everyone on the way sees/)).toHaveCount(at.isSecure ? 0 : 1);
  await check.click();
  await alert.getByText('Wrong secret (244): the server refused the signature', { exact: true }).waitFor();
  await found.getByText(/lists nodes: 1;/).waitFor();
  await found.getByText('Step 9, Signature.', { exact: true }).waitFor();
  await expect.poll(async () => [await address.inputValue(), await secret.inputValue()]).toStrictEqual(['/im/community', 'no-secret-at-all']);
  await secret.fill(servers.community.secret);
  await alert.getByRole('button', { name: 'Retry' }).click();
  await found.getByText('The server accepted it').waitFor();
  await expect(alert).toHaveCount(0);
}));

test('a failed check is as accessible as the form', async (t) => {
  const { page, address, check, found } = await form(t);
  await address.fill('/im/dead');
  await check.click();
  await found.getByRole('alert').waitFor();
  await axe(page);
});

test('the form can be filled and sent by the keyboard alone', async (t) => {
  const { page, address, secret, name, slug, files, save } = await form(t);
  const tabTo = async (field, most = 12) => {
    for (let pressed = 0; pressed < most; pressed += 1) {
      await page.keyboard.press('Tab');
      if (await field.evaluate((element) => element === document.activeElement)) return;
    }
    assert.fail(`${field} is not reached within ${most} tabs`);
  };
  await tabTo(address);
  await page.keyboard.type('/im/community');
  await tabTo(secret, 1);
  await page.keyboard.type(servers.community.secret);
  await tabTo(name, 3);
  await page.keyboard.type('By Keyboard');
  await tabTo(page.getByRole('radio', { name: 'Production' }), 1);
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('radio', { name: 'Test' })).toBeChecked();
  await tabTo(slug, 2);
  await tabTo(files, 1);
  await tabTo(save, 1);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/c/by-keyboard/overview');
  await page.getByRole('button', { name: /^By Keyboard .*Test.*Signed in/ }).waitFor();
});
