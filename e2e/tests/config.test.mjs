// `config.json`: what the hoster gives and sets, and what stays the admin's.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';

import { axe } from '../harness/axe.mjs';
import { startCorsProxy } from '../harness/cors-proxy.mjs';
import { expect } from '../harness/expect.mjs';
import { newestFiles, openFile } from '../harness/file.mjs';
import { json, startHoster } from '../harness/hoster.mjs';
import { onBothOrigins } from '../harness/origins.mjs';
import { PHONE, settled } from '../harness/page.mjs';
import { enterSecret } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

const { servers: { a, b }, gateway, secrets } = await world({ after }, {
  servers: { a: { edition: 'professional', data: 'demo' }, b: { edition: 'community' } },
  // The policy lets the page read a's files, and the page is not told of it: that is for `config.json`.
  serve: ({ a }) => ['--connect-src', a.url],
});

beforeEach(() => Promise.all([a, b].map(({ control }) => control.clearRequests())));

const GIVEN = { slug: 'prod', name: 'Given prod', address: '/im/a', environment: 'production' };
const OWN = [{ slug: 'own', name: 'Mine', address: '/im/b' }];

async function opened(t, config, path, { at = {}, ...options } = {}) {
  const hoster = await startHoster(t, gateway.url, { config: json(config), way: at.way });
  const { page, ...rest } = await pages(t, hoster.url).open({ connections: OWN, refresh: 'off', ...options });
  await page.goto(path);
  await settled(page);
  return { ...rest, hoster, page, row: (name) => page.getByRole('row').filter({ hasText: name }) };
}

const stored = (page, key = 'firetower.connections') => page.evaluate((key) => JSON.parse(localStorage.getItem(key)), key);

test('given connections stand first, say so, and can be neither edited nor removed', onBothOrigins(async (t, at) => {
  const { page, row } = await opened(t, { connections: [GIVEN] }, '/connections', { at });
  const names = await page.getByRole('rowheader').allInnerTexts();
  assert.deepEqual(names.map((name) => name.replaceAll(/\s+/g, ' ')), ['Given prod given by the hoster', 'Mine']);
  await expect(row('Given prod').getByRole('button')).toHaveCount(0);
  await expect(row('Mine').getByRole('button', { name: 'Remove… Mine' })).toHaveCount(1);
  await page.getByText('What the hoster gives can’t be edited or removed here.').waitFor();
  await axe(page);

  await row('Given prod').getByRole('link', { name: 'View Given prod' }).click();
  await page.getByText(/^The hoster gives this connection in config\.json\. Its name, address and environment are changed there/).waitFor();
  for (const label of ['Address', 'Name', 'Name in links']) {
    await expect(page.getByRole('textbox', { name: label, exact: true }), label).toHaveCount(0);
  }
  await expect(page.getByRole('radio')).toHaveCount(0);
  await axe(page);
  // Its secret is the admin's.
  await page.getByRole('textbox', { name: /^Secret/ }).fill(a.secret);
  await page.getByRole('button', { name: 'Save and open' }).click();
  await page.getByRole('button', { name: /^Given prod .*Production.*Signed in/ }).waitFor();
  await expect.poll(async () => (await stored(page)).connections.map(({ slug }) => slug), { message: 'it is no part of what is stored' }).toStrictEqual(['own']);
}));

test('an only given connection is what the root opens', onBothOrigins(async (t, at) => {
  const { page } = await opened(t, { connections: [GIVEN] }, '/', { at, connections: undefined });
  await page.waitForURL('**/c/prod/overview');
  await page.getByRole('heading', { name: 'Secret for Given prod' }).waitFor();
}));

test('a given connection lies over one of the same name in links, which is kept', onBothOrigins(async (t, at) => {
  const mine = [{ slug: 'prod', name: 'My prod', address: '/im/b' }, ...OWN];
  const { page, row, hoster } = await opened(t, { connections: [GIVEN] }, '/connections', { at, connections: mine });
  await expect(row('My prod')).toHaveCount(0);
  await page.getByText('1 of this browser’s own are kept and not shown.').waitFor();
  await row('Given prod').getByRole('link', { name: 'View Given prod' }).click();
  await page.getByText('This browser has a connection of its own by this name in links. It is kept,').waitFor();
  await page.getByRole('link', { name: 'Connections' }).click();
  await row('Mine').getByRole('button', { name: 'Remove… Mine' }).click();
  await page.getByRole('button', { name: 'Remove from this browser' }).click();
  await row('Mine').waitFor({ state: 'detached' });
  await expect.poll(async () => (await stored(page)).connections.map(({ name }) => name)).toStrictEqual(['My prod']);
  hoster.config = json({});
  await page.goto('/connections');
  await row('My prod').waitFor();
  await expect(row('Given prod')).toHaveCount(0);
}));

test('a given connection that moves takes no draft and no correction of its clock along', onBothOrigins(async (t, at) => {
  const { page, hoster } = await opened(t, { connections: [GIVEN] }, '/c/prod/system-settings/1', { at });
  await enterSecret(page, a.secret);
  await page.getByRole('textbox', { name: /^Value/ }).fill('1234');
  await page.waitForFunction(() => 'firetower.drafts.prod' in localStorage);
  const kept = [{ slug: 'prod', address: '/im/a', secret_source: 'session', clock_correction_ms: 61_000 }];
  await page.evaluate((kept) => localStorage.setItem('firetower.given', JSON.stringify(kept)), kept);
  await page.reload();
  await settled(page);
  await expect.poll(() => stored(page, 'firetower.given'), { message: 'at its address they stay' }).toStrictEqual(kept);
  await expect.poll(() => page.evaluate(() => 'firetower.drafts.prod' in localStorage)).toBe(true);

  hoster.config = json({ connections: [{ ...GIVEN, address: '/im/b' }] });
  await page.reload();
  await page.getByRole('heading', { name: 'Secret for Given prod' }).waitFor();
  const [{ address, clock_correction_ms }] = await stored(page, 'firetower.given');
  assert.deepEqual([address, clock_correction_ms], ['/im/b', 0]);
  await expect.poll(() => page.evaluate(() => 'firetower.drafts.prod' in localStorage)).toBe(false);
}));

test('where admins may not add their own, nothing offers it and what they have is kept', onBothOrigins(async (t, at) => {
  const closed = 'The hoster gives the connections of this Firetower; no others can be added.';
  const { page, row } = await opened(t, { addConnections: false, connections: [GIVEN] }, '/connections', { at });
  await expect(row('Mine')).toHaveCount(0);
  await page.getByText(closed).waitFor();
  await page.getByText('1 of this browser’s own are kept and not shown.').waitFor();
  const add = page.getByRole('link', { name: /Add connection/ });
  await expect(add).toHaveCount(0);

  await page.goto('/connections/new');
  await page.getByRole('heading', { level: 1, name: 'No connection can be added' }).waitFor();
  await page.getByText(closed).waitFor();
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await axe(page);
  await page.getByRole('link', { name: 'To the connections' }).click();
  await row('Given prod').waitFor();

  await page.goto('/c/own/overview');
  await page.getByText(closed).waitFor();
  await expect(page.getByRole('link', { name: /^Add/ })).toHaveCount(0);

  await page.goto('/c/prod/connections');
  await row('Given prod').waitFor();
  await page.getByRole('button', { name: /Switch connection/ }).click();
  await page.getByRole('listitem').filter({ hasText: 'Given prod' }).waitFor();
  await expect(add).toHaveCount(0);
  await expect.poll(async () => (await stored(page)).connections.map(({ slug }) => slug)).toStrictEqual(['own']);
  assert.deepEqual(await b.control.requests(), []);
}));

test('where nothing is given and nothing may be added, the root says so', onBothOrigins(async (t, at) => {
  const { page } = await opened(t, { addConnections: false }, '/', { at, lang: 'zh', viewport: PHONE, theme: 'dark' });
  await page.getByRole('heading', { level: 1, name: '部署者没有提供连接' }).waitFor();
  await axe(page);
}));

test('a connection that is given read-only writes nothing; another does', onBothOrigins(async (t, at) => {
  const config = { connections: [{ ...GIVEN, readOnly: true }] };
  const { page } = await opened(t, config, '/c/prod/system-settings/1', { at });
  await enterSecret(page, a.secret);
  await page.getByRole('textbox', { name: /^Value/ }).fill('1234');
  await page.getByText('Read-only: this connection writes nothing.').waitFor();
  await expect(page.getByRole('button', { name: /^Write to Given prod/ })).toBeDisabled();
  await page.goto('/c/own/system-settings/1');
  await enterSecret(page, b.secret);
  await page.getByRole('textbox', { name: /^Value/ }).fill('1234');
  await expect(page.getByRole('button', { name: /^Write/ })).toBeEnabled();
  const asked = (await a.control.requests()).filter(({ writes }) => writes);
  assert.deepEqual(asked, []);
}));

test('read-only for all is so for an admin’s own, whose choice is kept under it', onBothOrigins(async (t, at) => {
  const { page, hoster } = await opened(t, { readOnly: true }, '/c/own/connection', { at });
  await page.getByText('The hoster made every connection of this Firetower read-only.').waitFor();
  await expect(page.getByRole('checkbox', { name: /Read-only/ })).toHaveCount(0);
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Renamed');
  await page.getByRole('textbox', { name: /^Secret/ }).fill(b.secret);
  await page.getByRole('button', { name: 'Save and open' }).click();
  await page.getByRole('button', { name: /^Renamed .*Signed in/ }).waitFor();
  const [own] = (await stored(page)).connections;
  assert.deepEqual([own.name, own.read_only], ['Renamed', undefined]);
  await page.getByRole('link', { name: 'System settings' }).click();
  await page.getByText('Read-only', { exact: true }).first().waitFor();
  await page.goto('/c/own/system-settings/1');
  await enterSecret(page, b.secret);
  await page.getByRole('textbox', { name: /^Value/ }).fill('1234');
  await expect(page.getByRole('button', { name: /^Write/ })).toBeDisabled();
  hoster.config = json({});
  await page.goto('/c/own/system-settings/1');
  await enterSecret(page, b.secret);
  await page.getByRole('textbox', { name: /^Value/ }).fill('1235');
  await expect(page.getByRole('button', { name: /^Write/ })).toBeEnabled();
}));

test('the language is the hoster’s until the admin chooses one', onBothOrigins(async (t, at) => {
  const { page } = await opened(t, { language: 'zh', title: '上海运维' }, '/connections', { at });
  await page.evaluate(() => localStorage.removeItem('firetower.lang'));
  await page.reload();
  await page.getByRole('heading', { level: 1, name: '连接管理' }).waitFor();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page).toHaveTitle('连接管理 · 上海运维');
  await page.getByRole('banner').getByText('上海运维').waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Connections' }).waitFor();
}));

test('the title stands in the rail and in the document’s title', onBothOrigins(async (t, at) => {
  const title = 'Operations of the whole company in Shanghai and Beijing';
  for (const viewport of [undefined, PHONE]) {
    const { page } = await opened(t, { title }, '/c/own/overview', { at, viewport });
    await page.waitForFunction((title) => document.title === `Overview · Mine · ${title}`, title);
    if (!viewport) await page.getByRole('complementary').getByText(title).waitFor();
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    await axe(page);
  }
}));

/** One node, by the GiB of 4 that its heap uses and by the load on its 8 cores. */
const nodes = (heap, load) => [{
  node: '1',
  disk: { usable: 300e9, free: 300e9, space: 500e9 },
  memory: { avail: 2 ** 32, max: 2 ** 32, free: (4 - heap) * 2 ** 30 },
  cpu: { cores: 8, load },
}];
const [GOOD, BAD] = [nodes(1, 1), nodes(3.9375, 16)];
const [HEAP, LOAD] = ['Node 1 uses 25% of its heap', 'Node 1 has a load of 1.00 on 8 cores'];
const FOUND = [
  [GOOD, {}, 'status', 'Healthy.'],
  [GOOD, { memoryUsedPercent: { attention: 25 } }, 'status', HEAP],
  [GOOD, { memoryUsedPercent: { attention: 20, critical: 25 } }, 'alert', HEAP],
  [GOOD, { loadPerCore: { attention: 0.125 } }, 'status', LOAD],
  [GOOD, { loadPerCore: { attention: 0.1, critical: 0.125 } }, 'alert', LOAD],
  [GOOD, { diskUsablePercent: { attention: 60 } }, 'status', 'Node 1 is low on disk'],
  [GOOD, { diskUsablePercent: { attention: 60, critical: 60 } }, 'alert', 'Node 1 is low on disk'],
  [GOOD, { answerMs: { attention: 0 } }, 'status', /^The server took .* to answer/],
  [GOOD, { answerMs: { attention: 0, critical: 0 } }, 'alert', /^The server took .* to answer/],
  // Limits that are higher than the usual ones keep quiet what is over those.
  [BAD, {}, 'alert', 'Further findings: 1'],
  [BAD, { memoryUsedPercent: { attention: 99, critical: 100 }, loadPerCore: { attention: 3, critical: 4 } }, 'status', 'Healthy.'],
];

test('thresholds are the hoster’s, and the overview goes by each', onBothOrigins(async (t, at) => {
  t.after(() => b.control.restoreNodes());
  const { page, hoster } = await opened(t, {}, '/c/own/overview', { at });
  for (const [nodes, thresholds, role, sentence] of FOUND) {
    await b.control.setNodes(nodes);
    hoster.config = json({ thresholds });
    await page.reload();
    await enterSecret(page, b.secret);
    await page.getByRole('main').getByRole(role).filter({ hasText: sentence }).waitFor();
  }
}));

test('a given connection’s file origins allow a preview to it, and to no other', onBothOrigins(async (t, at) => {
  const given = [{ ...GIVEN, fileOrigins: [a.url] }, { ...GIVEN, slug: 'second', name: 'Given second' }];
  const { hoster } = await opened(t, { connections: given }, '/connections', { at });
  const made = { url: hoster.url.slice(0, -1), servers: { prod: a, second: a } };
  const file = (await newestFiles(a)).find(({ url }) => url?.endsWith('.txt'));
  const { preview } = await openFile(t, made, 'prod', file.messageUid, { connections: undefined });
  await preview.getByRole('button', { name: 'Show preview' }).click();
  await preview.getByText(/<b>not bold<\/b>/).waitFor();

  const { page, fetched, preview: none } = await openFile(t, made, 'second', file.messageUid, { connections: undefined });
  await page.getByText(`No preview: ${a.url} is not allowed`).waitFor();
  await expect(none).toHaveCount(0);
  assert.deepEqual(fetched.map((request) => request.url()), []);
}));

test('the time until Firetower locks is the hoster’s until the admin chooses one', onBothOrigins(async (t, at) => {
  const { page } = await opened(t, { lockAfterMinutes: 60 }, '/c/own/connections', { at });
  const after = page.getByRole('combobox', { name: 'Lock when idle for' });
  await expect(after).toHaveValue('60');
  await after.selectOption('5 min');
  await page.reload();
  await after.waitFor();
  await expect(after).toHaveValue('5');
}));

/** The gateway with the file, as `firetower serve --config` has it. */
async function withGateway(t, at, config, servers) {
  const folder = mkdtempSync(join(tmpdir(), 'firetower-config-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'ops.json');
  return at.world(t, {
    servers,
    serve: (started) => {
      writeFileSync(file, JSON.stringify(config(started)));
      return ['--config', file];
    },
  });
}

/** Asked by the page itself, which alone knows where the name of its origin leads. */
const headersOf = (page, path) => page.evaluate(async (path) => Object.fromEntries((await fetch(path)).headers), path);

test('the gateway serves it, and its policy lets through what the file names', onBothOrigins(async (t, at) => {
  const made = await withGateway(t, at, ({ a }) => ({
    title: 'Ops',
    fileOrigins: [a.url],
    connections: [{ ...GIVEN, slug: 'a' }, { slug: 'far', address: `${b.url}/im`, environment: 'test' }],
  }), { a: { edition: 'professional', data: 'demo' } });
  const file = (await newestFiles(made.servers.a)).find(({ url }) => url?.endsWith('.png'));
  const { page, preview, noise } = await openFile(t, made, 'a', file.messageUid, { connections: undefined, mayBeNoisy: true });
  await preview.getByRole('button', { name: 'Show preview' }).click();
  await page.waitForFunction(() => document.querySelector('[aria-label="Preview"] img')?.naturalWidth > 0);
  // Chromium remarks on a picture that comes over http to a page over https, from this machine or not.
  assert.deepEqual(noise.heard.filter((line) => !at.isSecure || !line.includes('Mixed Content')), []);
  assert.equal((await headersOf(page, '/config.json'))['cache-control'], 'no-cache');
  const policy = (await headersOf(page, '/'))['content-security-policy'];
  assert.ok(policy.includes(`connect-src 'self' ${b.url} ${made.servers.a.url};`), policy);
}));

test('a template is given with its target, and the gateway’s policy lets through its proxy alone', onBothOrigins(async (t, at) => {
  const proxy = await startCorsProxy();
  t.after(() => proxy.stop());
  const made = await withGateway(t, at, ({ a }) => ({
    connections: [{ ...GIVEN, address: `${proxy.url}/?url={target}{path} ${a.url}` }],
  }), { a: { edition: 'professional', data: 'demo' } });
  const { page } = await made.open({ connections: undefined, refresh: 'off' });
  await page.goto('/c/prod/overview');
  await enterSecret(page, made.servers.a.secret);
  await page.getByRole('heading', { level: 2, name: 'Node 1' }).waitFor();
  assert.ok(proxy.asked.length > 0 && proxy.asked.every(({ target }) => target.startsWith(made.servers.a.url)));
  const policy = (await headersOf(page, '/'))['content-security-policy'];
  assert.ok(policy.includes(`connect-src 'self' ${proxy.url};`), policy);
}));

test('an IPv6 address is given as it is typed, and as a template’s target', async (t) => {
  const { page, row } = await opened(t, {
    connections: [
      { ...GIVEN, address: 'http://[::1]:18080' },
      { slug: 'far', name: 'Far', address: 'https://proxy.example/?url={target}{path} http://[fd00::5]:18080', environment: 'test' },
    ],
  }, '/connections');
  await row('Given prod').getByText('http://[::1]:18080').waitFor();
  await row('Far').getByText('https://proxy.example/?url={target}{path} http://[fd00::5]:18080').waitFor();
  await row('Far').getByRole('link', { name: 'View Far' }).click();
  await page.getByText('http://[fd00::5]:18080').first().waitFor();
});

test('two tabs have the given ones both, and follow each other’s own', onBothOrigins(async (t, at) => {
  const { page, context, row } = await opened(t, { connections: [GIVEN] }, '/connections', { at });
  const other = await context.newPage();
  await other.goto('/connections');
  await other.getByRole('row').filter({ hasText: 'Given prod' }).waitFor();
  await row('Mine').getByRole('button', { name: 'Remove… Mine' }).click();
  await page.getByRole('button', { name: 'Remove from this browser' }).click();
  await other.getByRole('row').filter({ hasText: 'Mine' }).waitFor({ state: 'detached' });
  await expect(other.getByRole('row').filter({ hasText: 'Given prod' })).toHaveCount(1);
}));

test('a secret that is typed for a given connection is kept nowhere', onBothOrigins(async (t, at) => {
  const { page, secrets: scan } = await opened(t, { connections: [GIVEN] }, '/c/prod/overview', { at });
  await enterSecret(page, a.secret);
  await page.getByRole('heading', { level: 2, name: 'Node 1' }).waitFor();
  await scan.check(secrets);
}));
