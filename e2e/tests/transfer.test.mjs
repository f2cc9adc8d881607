// Connections as a file: out without secrets, in only after it was shown, and never silently to another server.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { readFile } from 'node:fs/promises';

import { axe } from '../harness/axe.mjs';
import { expect } from '../harness/expect.mjs';
import { worldOnBothOrigins } from '../harness/origins.mjs';
import { PHONE } from '../harness/page.mjs';
import { signIn } from '../harness/sign-in.mjs';

const { servers, secrets, here, onBoth } = await worldOnBothOrigins({ after }, { servers: { a: {}, b: {} } });

const A = { slug: 'a', name: 'IM a', environment: 'production' };
const HOSTILE = '<img src=x onerror="document.documentElement.dataset.hurt=1">\u202Egnp.exe';

const list = (...connections) => JSON.stringify({ firetower_connections: 1, connections });
const row = (slug, more = {}) => ({ slug, name: `IM ${slug}`, address: `/im/${slug}`, environment: 'test', ...more });

async function opened(t, { at = here, path = '/connections', ...options } = {}) {
  const opened = await at.open(t, { connections: [A], refresh: 'off', ...options });
  const { page } = opened;
  await page.goto(path);
  const card = page.getByRole('region', { name: /^(Export and import|导出与导入)$/ }).first();
  const take = async (text, name = 'connections.json') => {
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: /^(Import…|导入…)$/ }).click();
    await (await choosing).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  };
  return { ...opened, card, take, apply: page.getByRole('button', { name: /^Import \d+$/ }) };
}

const stored = (page) => page.evaluate(() => JSON.parse(localStorage.getItem('firetower.connections')).connections);

test('what is exported holds no secret, and another browser takes it', onBoth(async (t, at) => {
  const { page, secrets: scan } = await opened(t, { at, connections: [A, { slug: 'b', read_only: true, clock_correction_ms: 60_000 }] });
  await signIn(page, '/c/a/overview', servers.a.secret);
  await page.getByRole('link', { name: 'Connections' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export 2' }).click();
  const text = await readFile(await (await saving).path(), 'utf8');
  for (const secret of secrets) assert.ok(!text.includes(secret));
  assert.ok(!text.includes('clock'));
  await scan.check(secrets);

  const other = await opened(t, { at, connections: [] });
  await other.take(text);
  await other.apply.click();
  await other.page.getByText('Imported: 2.').waitFor();
  const taken = await stored(other.page);
  assert.deepEqual(taken.map(({ slug, read_only }) => [slug, read_only ?? false]), [['a', false], ['b', true]]);
}));

test('new, same and changed are told apart, and nothing is taken before the button', onBoth(async (t, at) => {
  const { page, take, apply } = await opened(t, { at });
  await take(list(row('b'), { ...row('a'), environment: 'production' }, row('c', { name: HOSTILE })));
  await page.getByText('The file holds 3.').waitFor();
  await page.getByRole('row', { name: /IM b/ }).getByText('new').waitFor();
  await page.getByRole('row', { name: /IM a/ }).getByText('as it is here').waitFor();
  await expect.poll(async () => (await stored(page)).map(({ slug }) => slug)).toStrictEqual(['a']);
  await apply.click();
  await page.getByText('Imported: 2.').waitFor();
  await expect.poll(async () => (await stored(page)).map(({ slug }) => slug)).toStrictEqual(['a', 'b', 'c']);
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset.hurt)).toBe(undefined);
}));

test('an address that changes is said with both, taken by its own tick, and loses the secret', onBoth(async (t, at) => {
  const { page, context, take, apply } = await opened(t, { at });
  await signIn(page, '/c/a/overview', servers.a.secret);
  await page.getByRole('link', { name: 'Connections' }).click();
  const other = await context.newPage();
  await signIn(other, '/c/a/overview', servers.a.secret);
  await take(list({ ...A, address: '/im/b' }));
  const moved = page.getByRole('row', { name: /the address/ });
  await moved.getByText('here /im/a, in the file /im/b').waitFor();
  const tick = moved.getByRole('checkbox');
  await expect(tick).not.toBeChecked();
  await expect(page.getByRole('button', { name: 'Import 0' })).toBeDisabled();
  await tick.check();
  await apply.click();
  await page.getByText('Imported: 1.').waitFor();
  await expect.poll(async () => (await stored(page))[0].address).toBe('/im/b');
  await page.getByRole('link', { name: 'Overview' }).click();
  // The secret of the one server is not tried at the other, in no tab.
  for (const tab of [page, other]) await tab.getByLabel(/^Secret/).waitFor();
}));

test('a file that takes read-only or production away is taken by its own tick', onBoth(async (t, at) => {
  const { page, take } = await opened(t, { at, connections: [{ ...A, read_only: true }, { slug: 'b', name: 'IM b', environment: 'production' }] });
  await take(list({ ...row('a'), environment: 'production' }, row('b')));
  for (const [name, change] of [[/IM a/, 'changes read-only (off: it can write)'], [/IM b/, 'changes the environment']]) {
    const found = page.getByRole('row', { name }).last();
    await found.getByText(change).waitFor();
    await expect(found.getByRole('checkbox')).not.toBeChecked();
  }
  await expect(page.getByRole('button', { name: 'Import 0' })).toBeDisabled();
}));

test('what another tab saves meanwhile is compared anew, and takes the tick back', onBoth(async (t, at) => {
  const { page, context, take, apply } = await opened(t, { at });
  await take(list(row('b'), row('c')));
  const found = page.getByRole('row', { name: /IM b/ }).last();
  await found.getByText('new').waitFor();
  await expect(found.getByRole('checkbox')).toBeChecked();
  const other = await context.newPage();
  await other.goto('/connections/new?slug=b');
  await other.getByRole('textbox', { name: 'Address' }).fill('/im/elsewhere');
  await other.getByRole('textbox', { name: 'Name', exact: true }).fill('Mine');
  await other.getByRole('button', { name: 'Save and open' }).click();
  await found.getByText('here /im/elsewhere, in the file /im/b').waitFor();
  await expect(found.getByRole('checkbox')).not.toBeChecked();
  await other.goto('/connections');
  await other.getByRole('row', { name: /Mine/ }).waitFor();
  await apply.click();
  await page.getByText('Imported: 1.').waitFor();
  await other.getByRole('row', { name: /IM c/ }).waitFor();
  await expect.poll(async () => (await stored(page)).map(({ slug, address }) => [slug, address])).toStrictEqual([['a', '/im/a'], ['b', '/im/elsewhere'], ['c', '/im/c']]);
}));

test('a thousand connections are taken, the page’s own among them, and other tabs hear of it once', async (t) => {
  const { page, context, take, apply } = await opened(t, { path: '/c/a/connections' });
  const other = await context.newPage();
  await other.goto('/connections');
  await other.getByText('IM a').first().waitFor();
  await other.evaluate(() => {
    window.heard = 0;
    window.addEventListener('storage', (event) => { if (event.key === 'firetower.connections') window.heard += 1; });
  });
  await take(list({ ...A, address: '/im/a', name: 'Renamed' }, ...Array.from({ length: 999 }, (_, at) => row(`s${at}`))));
  await page.getByText('The file holds 1000.').waitFor();
  await apply.click();
  await page.getByText('Imported: 1000.').waitFor();
  const all = await stored(page);
  assert.deepEqual([all.length, all[0].name, all.at(-1).slug], [1000, 'Renamed', 's998']);
  await other.getByText('IM s998').first().waitFor();
  await expect.poll(() => other.evaluate(() => window.heard)).toBe(1);
});

test('an import keeps what is typed for a new connection, and drops what is typed over one that it changes', async (t) => {
  const { page, take, apply } = await opened(t);
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  const holds = (text) => page.waitForFunction((text) => document.querySelector('input[name=name]')?.value === text, text);
  await page.goto('/connections/new');
  await name.fill('Half typed');
  await page.goto('/c/a/connection');
  await name.fill('Typed over a');
  await page.goto('/connections');
  await take(list(row('b'), { ...A, address: '/im/a', name: 'Renamed' }));
  await apply.click();
  await page.getByText('Imported: 2.').waitFor();
  await page.goto('/c/a/connection');
  await holds('Renamed');
  await page.goto('/connections/new');
  await holds('Half typed');
});

test('an address that leads through another origin warns of who runs it, before it is taken', onBoth(async (t, at) => {
  const { page, take } = await opened(t, { at });
  const template = 'https://proxy.example/?url={target}{path} http://im.internal:18080';
  await take(list(row('b', { address: template }), { ...A, address: 'https://elsewhere.example/im' }, row('c')));
  for (const [name, host] of [[/IM b/, 'proxy.example'], [/IM a.*elsewhere/, 'elsewhere.example']]) {
    await page.getByRole('row', { name }).getByText(`Whoever runs ${host} sees every signed request and can act as admin`).waitFor();
  }
  await expect(page.getByText(/^Whoever runs/)).toHaveCount(2);
  await expect.poll(async () => (await stored(page)).map(({ slug }) => slug)).toStrictEqual(['a']);
}));

test('a file that is no list of connections is refused with a reason', onBoth(async (t, at) => {
  const { page, take } = await opened(t, { at });
  for (const [text, reason] of [
    ['not json', 'It is not JSON: line 1, column 2.'],
    ['{}', 'no list of connections that Firetower exported'],
    ['{"firetower_connections":9,"connections":[]}', 'A later Firetower wrote it (format 9).'],
    [list({ ...row('b'), secret: 'hunter2-hunter2' }), 'It holds “secret”, which looks like a secret.'],
    [list(row('b'), row('b')), 'Connection 2 in it has the same name in links'],
    [list(row('b', { address: 'javascript:alert(1)' })), 'Connection 1 in it has an address'],
    [' '.repeat(1024 * 1024 + 1), 'It is larger than 1 MiB'],
  ]) {
    await take(text);
    await page.getByRole('alert').getByText(reason).waitFor();
  }
  assert.ok(!(await page.content()).includes('hunter2'));
  await expect.poll(async () => (await stored(page)).map(({ slug }) => slug)).toStrictEqual(['a']);
}));

test('a duplicate begins from another one, without its secret and its clock', onBoth(async (t, at) => {
  const { page } = await opened(t, { at, connections: [{ ...A, read_only: true, clock_correction_ms: 60_000, file_origins: ['https://files.example'] }] });
  await page.getByRole('link', { name: 'Duplicate IM a' }).click();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('IM a copy');
  await expect(page.getByRole('textbox', { name: 'Address' })).toHaveValue('/im/a');
  await expect(page.getByRole('checkbox', { name: 'Read-only' })).toBeChecked();
  await expect.poll(async () => (await stored(page)).length).toStrictEqual(1);
  await page.getByRole('button', { name: 'Save and open' }).click();
  await page.waitForURL('**/c/im-a-copy/overview');
  const [, copy] = await stored(page);
  assert.deepEqual(
    { ...copy, secret_source: undefined },
    { slug: 'im-a-copy', name: 'IM a copy', address: '/im/a', environment: 'production', read_only: true, file_origins: ['https://files.example'], secret_source: undefined },
  );
  await page.getByLabel(/^Secret/).waitFor();
}));

for (const [lang, theme, viewport] of [['zh', 'dark', PHONE], ['en', 'light', undefined]]) {
  test(`axe finds nothing, ${theme} ${lang}`, async (t) => {
    const { page, take } = await opened(t, { lang, theme, ...(viewport && { viewport }) });
    await take(list(row('b'), { ...A, address: 'https://elsewhere.example/im' }));
    const both = page.getByText(/\/im\/a.*https:\/\/elsewhere\.example\/im/);
    await both.waitFor();
    // The loudest of it is read without scrolling sideways.
    const { x, width } = await both.boundingBox();
    assert.ok(x >= 0 && x + width <= page.viewportSize().width, `${x} + ${width}`);
    await axe(page);
  });
}
