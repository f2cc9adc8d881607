// Connections: adding, editing, removing them, and links that name one.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { axe } from '../harness/axe.mjs';
import { expect } from '../harness/expect.mjs';
import { worldOnBothOrigins } from '../harness/origins.mjs';
import { settled } from '../harness/page.mjs';
import { enterSecret } from '../harness/sign-in.mjs';

const { servers, here, onBoth } = await worldOnBothOrigins({ after }, {
  servers: { a: { edition: 'community' }, b: { edition: 'community' } },
});

beforeEach(() => Promise.all(Object.values(servers).map(({ control }) => control.clearRequests())));

const asked = async () => (await Promise.all(Object.values(servers).map(({ control }) => control.requests()))).flat();
const BOTH = [{ slug: 'a', name: 'Alpha' }, { slug: 'b', name: 'Beta' }];

async function open(t, path, { at = here, ...options } = {}) {
  const opened = await at.open(t, options);
  const { page } = opened;
  await page.goto(path);
  await settled(page);
  return {
    ...opened,
    field: (label) => page.getByRole('textbox', { name: label, exact: typeof label === 'string' }),
    save: page.getByRole('button', { name: 'Save and open' }),
    card: page.getByRole('button', { name: /Switch connection/ }),
  };
}

const local = (page) => page.evaluate(() => ({ ...localStorage }));
const stored = async (page) => JSON.parse((await local(page))['firetower.connections']).connections;

test('a connection is added with its secret and opens, signed in', onBoth(async (t, at) => {
  const { page, field, save, card, secrets } = await open(t, '/', { at });
  await field('Address').fill(' "/im/a/admin/" ');
  await field(/^Secret/).fill(servers.a.secret);
  await field('Name').fill('Staging (EU)');
  await page.getByRole('radio', { name: 'Test' }).check();
  await save.click();
  await page.waitForURL('**/c/staging-eu/overview');
  await page.getByRole('heading', { level: 2, name: 'Node 1' }).waitFor();
  await page.getByRole('button', { name: /^Staging \(EU\) .*Test.*Community.*Signed in/ }).waitFor();
  await page.waitForFunction(() => document.title === 'Overview · Staging (EU) · Firetower');
  await expect(card).toHaveCount(1);
  await expect.poll(() => stored(page)).toStrictEqual([{
    slug: 'staging-eu', name: 'Staging (EU)', address: '/im/a', environment: 'test', secret_source: 'session',
  }]);
  assert.deepEqual((await servers.b.control.requests()), []);
  await secrets.check([servers.a.secret]);

  // The only connection is what the root opens.
  await page.goto('/');
  await page.waitForURL('**/c/staging-eu/overview');
}));

test('without a secret it is asked for when the connection opens', async (t) => {
  const { page, field, save } = await open(t, '/connections/new');
  await field('Address').fill('/im/a');
  await field('Name').fill('Main');
  await save.click();
  await page.waitForURL('**/c/main/overview');
  await page.getByRole('heading', { name: 'Secret for Main' }).waitFor();
  await expect.poll(asked, { message: 'nothing is sent before the secret is there' }).toStrictEqual([]);
  await enterSecret(page, servers.a.secret);
  await page.getByRole('heading', { level: 2, name: 'Node 1' }).waitFor();
});

test('several connections are listed at the root', onBoth(async (t, at) => {
  const { page } = await open(t, '/', { at, connections: BOTH });
  await page.getByRole('heading', { level: 1, name: 'Connections' }).waitFor();
  for (const { slug, name } of BOTH) {
    const row = page.getByRole('row').filter({ hasText: name });
    await row.getByRole('cell', { name: `/im/${slug}`, exact: true }).waitFor();
    await row.getByText('Asked when opened').waitFor();
  }
  await expect.poll(asked).toStrictEqual([]);
}));

/** Signs in at Alpha and opens its form, without a reload. */
async function edit(t, at = here) {
  const opened = await open(t, '/c/a/overview', { at, connections: BOTH });
  const { page, field } = opened;
  await enterSecret(page, servers.a.secret);
  await page.getByRole('link', { name: 'Connections' }).click();
  await page.getByRole('row').filter({ hasText: 'Alpha' }).getByText('In memory').waitFor();
  await page.getByRole('link', { name: 'Edit Alpha' }).click();
  await page.getByRole('heading', { name: 'Edit Alpha' }).waitFor();
  await page.getByText('Leave empty to keep the one in memory.').waitFor();
  await expect.poll(async () => [await field('Address').inputValue(), await field(/^Secret/).inputValue()]).toStrictEqual(['/im/a', '']);
  return opened;
}

test('a new name keeps the secret and everything else', async (t) => {
  const { page, field, save } = await edit(t);
  await field('Name').fill('Alpha, renamed');
  await save.click();
  await page.waitForURL('**/c/a/overview');
  await page.getByRole('heading', { level: 2, name: 'Node 1' }).waitFor();
  await page.getByRole('button', { name: /^Alpha, renamed .*Signed in/ }).waitFor();
  await expect.poll(async () => (await stored(page)).map(({ slug, name }) => [slug, name])).toStrictEqual([['a', 'Alpha, renamed'], ['b', 'Beta']]);
});

test('a new name in links moves the connection, and the old link knows nobody', onBoth(async (t, at) => {
  const { page, field, save } = await edit(t, at);
  await field('Name in links').fill('first');
  await save.click();
  await page.waitForURL('**/c/first/overview');
  await page.getByRole('heading', { level: 2, name: 'Node 1' }).waitFor();
  await page.goto('/c/a/overview');
  await page.getByRole('heading', { name: 'This browser has no connection “a”' }).waitFor();
}));

test('a new address drops the secret: it was given for another server', onBoth(async (t, at) => {
  const { page, field, save } = await edit(t, at);
  await field('Address').fill('/im/b');
  await save.click();
  await page.waitForURL('**/c/a/overview');
  await page.getByRole('heading', { name: 'Secret for Alpha' }).waitFor();
  assert.deepEqual(await servers.b.control.requests(), []);
  await expect.poll(async () => (await stored(page))[0].address).toBe('/im/b');
}));

test('a new address drops the drafts: they began from what another server held', async (t) => {
  const { page } = await open(t, '/c/a/system-settings/1', { connections: BOTH });
  await enterSecret(page, servers.a.secret);
  await page.getByRole('textbox', { name: /^Value/ }).fill('1234');
  await page.waitForFunction(() => 'firetower.drafts.a' in localStorage);
  await page.getByRole('link', { name: 'Connections' }).click();
  await page.getByRole('link', { name: 'Edit Alpha' }).click();
  await page.getByRole('textbox', { name: 'Address' }).fill('/im/b');
  await page.getByRole('button', { name: 'Save and open' }).click();
  await page.getByRole('heading', { name: 'Secret for Alpha' }).waitFor();
  await expect.poll(() => page.evaluate(() => localStorage.getItem('firetower.drafts.a'))).toBe(null);
});

test('the check of an edited connection sends its secret to its own address only', async (t) => {
  const { page, field } = await edit(t);
  const found = page.locator('section').filter({ has: page.getByRole('heading', { name: 'What Firetower found' }) });
  const check = page.getByRole('button', { name: 'Check', exact: true });
  await check.click();
  await found.getByText('The server accepted it').waitFor();
  await field('Address').fill('/im/b');
  await check.click();
  await found.getByText('no secret to try').waitFor();
  assert.deepEqual((await servers.b.control.requests()).map(({ path }) => path), ['/admin/health']);
});

test('removing asks first, and then forgets all of it', onBoth(async (t, at) => {
  const three = [...BOTH, { slug: 'c', name: 'Gamma' }];
  const { page, card } = await open(t, '/c/a/system-settings/7', { at, connections: three });
  await enterSecret(page, servers.a.secret);
  await page.getByRole('textbox', { name: /^Value/ }).fill('half written');
  await page.waitForFunction(() => 'firetower.drafts.a' in localStorage && 'firetower.settings.a' in localStorage);
  await page.getByRole('link', { name: 'Connections' }).click();
  const remove = page.getByRole('button', { name: 'Remove… Alpha' });
  const dialog = page.getByRole('alertdialog', { name: 'Remove Alpha?' });

  await remove.click();
  await dialog.getByText(/^This browser forgets its address, .* Nothing changes on the server\.$/).waitFor();
  await axe(page);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await remove.click();
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await expect.poll(async () => (await stored(page)).map(({ slug }) => slug)).toStrictEqual(['a', 'b', 'c']);

  const writes = async () => (await asked()).filter(({ writes }) => writes);
  await remove.click();
  await dialog.getByRole('button', { name: 'Remove from this browser' }).click();
  await card.waitFor({ state: 'detached' });
  await page.getByRole('row').filter({ hasText: 'Beta' }).waitFor();
  await expect(page.getByRole('row').filter({ hasText: 'Alpha' })).toHaveCount(0);
  const left = await local(page);
  assert.deepEqual(JSON.parse(left['firetower.connections']).connections.map(({ slug }) => slug), ['b', 'c']);
  assert.deepEqual(Object.keys(left).filter((key) => key.endsWith('.a')), []);
  await expect.poll(writes).toStrictEqual([]);
  await page.goto('/c/a/overview');
  await page.getByRole('heading', { name: 'This browser has no connection “a”' }).waitFor();
}));

for (const connections of [[], BOTH.slice(0, 1), BOTH]) {
  test(`a link to an unknown connection asks, with ${connections.length} known`, async (t) => {
    const { page, card, field } = await open(t, '/c/zzz/system-settings/1', { connections });
    await page.getByRole('heading', { name: 'This browser has no connection “zzz”' }).waitFor();
    assert.equal(new URL(page.url()).pathname, '/c/zzz/system-settings/1');
    await expect(card, 'no other connection is in its place').toHaveCount(0);
    await expect.poll(() => page.getByRole('main').getByRole('listitem').getByRole('link').allInnerTexts()).toStrictEqual(connections.map(({ name }) => name));
    await expect.poll(() => page.evaluate(() => document.body.dataset.env)).toBe('');
    await page.getByRole('link', { name: 'Add “zzz”…' }).click();
    await page.getByRole('heading', { level: 1, name: 'Connect an IM server' }).waitFor();
    await expect(field('Name in links')).toHaveValue('zzz');
    await expect.poll(asked).toStrictEqual([]);
  });
}

test('production has its edge on every page, and only production', onBoth(async (t, at) => {
  const { page } = await open(t, '/c/a/overview', { at, connections: [{ ...BOTH[0], environment: 'production' }, BOTH[1]] });
  const env = () => page.evaluate(() => document.body.dataset.env);
  const edge = () => page.evaluate(() => getComputedStyle(document.body).borderBlockStartWidth);
  await enterSecret(page, servers.a.secret);
  for (const link of ['Overview', 'System settings', 'Requests', 'Connections']) {
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: link }).click();
    await page.getByRole('heading', { level: 1, name: link }).waitFor();
    await expect.poll(async () => [await env(), await edge()], { message: link }).toStrictEqual(['production', '4px']);
  }
  await page.getByRole('link', { name: 'Beta', exact: true }).click();
  await page.getByRole('heading', { name: 'Secret for Beta' }).waitFor();
  await expect.poll(async () => [await env(), await edge()]).toStrictEqual(['test', '0px']);
}));

test('an address that leads nowhere says so and leads back', async (t) => {
  const { page } = await open(t, '/nonsense', { connections: BOTH });
  await page.getByRole('heading', { level: 1, name: 'There is no such page' }).waitFor();
  await page.getByText('Firetower has nothing at /nonsense.').waitFor();
  await page.getByRole('link', { name: 'Go to the overview' }).click();
  await page.getByRole('heading', { level: 1, name: 'Connections' }).waitFor();

  await page.goto('/c/b/nonsense');
  await page.getByRole('heading', { level: 1, name: 'There is no such page' }).waitFor();
  await page.getByRole('link', { name: 'Go to the overview' }).click();
  await page.waitForURL('**/c/b/overview');
});

for (const path of ['/', '/c/zzz/overview', '/nonsense', '/c/a/nonsense', '/c/a/connections', '/c/a/connection']) {
  test(`axe finds nothing at ${path}, in either theme`, async (t) => {
    for (const theme of ['light', 'dark']) {
      const { page } = await open(t, path, { connections: BOTH, theme });
      await axe(page);
    }
  });
}

const UNREADABLE = {
  'broken text': '{"version":1,"connections":[{"slug":"a"',
  'a newer version': '{"version":2,"connections":[],"vaults":[]}',
  'a connection without an address': '{"version":1,"connections":[{"slug":"a","name":"A","environment":"test"}]}',
};

for (const [what, text] of Object.entries(UNREADABLE)) {
  test(`a stored list that can't be read is set aside unchanged: ${what}`, async (t) => {
    const { page, field, save } = await open(t, '/');
    await page.evaluate((text) => localStorage.setItem('firetower.connections', text), text);
    await page.reload();
    await page.getByText(/^The connections stored in this browser could not be read\./).waitFor();
    await expect.poll(async () => (await local(page))['firetower.connections.unreadable']).toBe(text);
    await field('Address').fill('/im/a');
    await field('Name').fill('New');
    await save.click();
    await page.waitForURL('**/c/new/overview');
    await expect.poll(async () => (await local(page))['firetower.connections.unreadable']).toBe(text);
    await expect.poll(async () => (await stored(page)).map(({ slug }) => slug)).toStrictEqual(['new']);
  });
}

test('what another tab does to the list is seen here', onBoth(async (t, at) => {
  const { page, context } = await open(t, '/c/a/overview', { at, connections: BOTH });
  await enterSecret(page, servers.a.secret);
  const other = await context.newPage();
  await other.goto('/c/b/connections');
  await other.getByRole('button', { name: 'Remove… Alpha' }).click();
  await other.getByRole('button', { name: 'Remove from this browser' }).click();
  await page.getByRole('heading', { name: 'This browser has no connection “a”' }).waitFor();
}));
