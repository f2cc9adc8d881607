// Changes: what was written from this browser is listed, found, kept and exported.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, beforeEach, test } from 'node:test';

import { changeSetting, heldSetting, SETTING_PATHS } from '../harness/api.mjs';
import { axe } from '../harness/axe.mjs';
import { changes, seedChanges, toChanges, write } from '../harness/changes.mjs';
import { pasted } from '../harness/clipboard.mjs';
import { expect, words } from '../harness/expect.mjs';
import { PHONE, reloadWith, settled } from '../harness/page.mjs';
import { signIn, until } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

const { url, servers, secrets } = await world({ after }, {
  servers: { a: { edition: 'community' }, b: { edition: 'community' } },
});
const { a } = servers;
const PATHS = SETTING_PATHS.sdk;
const HOSTILE = '<img src=x onerror=alert(1)>\u202egpj.exe';
const held = async () => (await heldSetting(a, 'sdk', 1))?.value;

beforeEach(async () => {
  await a.control.clearFaults();
  await changeSetting(a, 'sdk', 1, '3000', 'most members');
  await changeSetting(a, 'sdk', 1001, 'before', '');
  await a.control.clearRequests();
});

/** Opens setting 1, writes, and shows the list. */
async function written(t, writes, options = {}) {
  const opened = await pages(t, url).open({ refresh: 'off', connections: [{ slug: 'a', name: 'IM a' }], ...options });
  await signIn(opened.page, '/c/a/system-settings/1', a.secret);
  await write(opened.page, ...writes);
  await toChanges(opened.page);
  return { ...opened, ...changes(opened.page) };
}

test('each write is listed with when, where, what, before, after and outcome, and a reload keeps it', async (t) => {
  const { page, table, rows, secrets: scan } = await written(t, [[1, '5000'], [1001, HOSTILE]]);
  const heads = await table.getByRole('columnheader').allInnerTexts();
  assert.deepEqual(heads.map((head) => head.trim()), ['When', 'Connection', 'Operation', 'Target', 'Before', 'After', 'Outcome']);
  for (const again of [false, true]) {
    if (again) await page.reload();
    await rows.first().waitFor();
    await expect(rows).toHaveCount(2);
    await expect.poll(() => words(rows.first())).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} IM a Write setting Setting 1001 before <img src=x onerror=alert\(1\)> ?U\+202E ?gpj\.exe Verified$/);
    await expect.poll(() => words(rows.nth(1))).toMatch(/IM a Write setting Largest group size 3000 5000 Verified$/);
  }
  await page.getByText('2 written from this browser').waitFor();
  await page.getByText('2 of 2 shown').waitFor();
  await page.getByText('Times in Asia/Shanghai, UTC+8').waitFor();
  await scan.checkKept(secrets);
});

test('filters, text and the open change are in the address; Back and a copied link lead there again', async (t) => {
  const { page, context, rows, detail, filter, find, kind } = await written(t, [[1, '5000'], [1001, 'five']]);
  await a.control.addFault('250', { path: PATHS.write, times: 1 });
  await page.goBack();
  await write(page, [1, '7000', 'Nothing was written. Your draft is kept.']);
  await toChanges(page);
  await filter.getByRole('link', { name: 'All 3' }).waitFor();
  await filter.getByRole('link', { name: 'Not as meant 1' }).click();
  await page.waitForURL('**/changes?outcome=failed');
  await expect(rows).toHaveCount(1);
  await expect.poll(() => words(rows)).toMatch(/5000 7000 Refused$/);
  await filter.getByRole('link', { name: 'Nobody knows 0' }).click();
  await page.getByText('None of the changes kept matches these filters.').waitFor();
  await expect(page.getByRole('button', { name: 'Export CSV' })).toBeDisabled();
  await page.goBack();
  await page.waitForURL('**/changes?outcome=failed');
  await filter.getByRole('link', { name: 'All 3' }).click();
  await kind.selectOption('Robots');
  await page.waitForURL('**/changes?kind=robot');
  await expect(rows).toHaveCount(0);
  await kind.selectOption('Everything');
  await page.waitForURL('**/changes');
  await find.fill('FIVE');
  await page.waitForURL('**/changes?text=FIVE');
  await expect(rows).toHaveCount(1);
  await rows.click();
  await detail.getByRole('heading', { name: 'Setting 1001' }).waitFor();
  const link = page.url();
  assert.match(link, /\/c\/a\/changes\?text=FIVE&open=\d+-\d+$/);

  await detail.getByRole('button', { name: 'Copy as ISO 8601' }).click();
  await detail.getByRole('button', { name: 'Copied' }).waitFor();
  await expect.poll(() => pasted(context)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  await detail.getByText('Asia/Shanghai, UTC+8').waitFor();
  await detail.getByRole('link', { name: 'Open its page' }).click();
  await page.waitForURL('**/c/a/system-settings/1001');
  await page.goBack();
  await detail.getByRole('heading', { name: 'Setting 1001' }).waitFor();
  await page.reload();
  await detail.getByRole('heading', { name: 'Setting 1001' }).waitFor();
  await expect(rows).toHaveAttribute('aria-selected', 'true');
  await expect.poll(() => words(detail.getByRole('row').nth(1))).toMatch(/^value before five$/);
  await detail.getByRole('button', { name: 'Close' }).click();
  await detail.waitFor({ state: 'detached' });
  assert.match(page.url(), /changes\?text=FIVE$/);
  await page.goto('/c/a/changes?open=1-1');
  await page.getByRole('heading', { name: 'This change is not in this browser' }).waitFor();
});

test('another tab’s write appears by itself, and forgetting here forgets there', async (t) => {
  const { page, context, rows } = await written(t, [[1, '5000']]);
  const second = await context.newPage();
  await signIn(second, '/c/a/system-settings/1', a.secret);
  await write(second, [1, '5500']);
  await rows.filter({ hasText: '5500' }).filter({ hasText: 'Verified' }).waitFor();
  await toChanges(second);
  const dialog = page.getByRole('alertdialog', { name: 'Forget the changes of IM a?' });
  await page.getByRole('button', { name: 'Forget all…' }).click();
  await dialog.getByText('2 entries go from this browser for good, with their Undo. The server is not touched.').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(rows).toHaveCount(2);
  await page.getByRole('button', { name: 'Forget all…' }).click();
  await dialog.getByRole('button', { name: 'Forget them' }).click();
  for (const tab of [page, second]) {
    await tab.getByRole('heading', { name: 'Nothing was changed from this browser yet' }).waitFor();
  }
  await page.reload();
  await page.getByRole('link', { name: 'Open the system settings' }).click();
  await page.waitForURL('**/c/a/system-settings');
});

test('one connection’s changes are no other’s, and go with its name; at another address nothing is undone', async (t) => {
  const { page, rows, detail } = await written(t, [[1, '5000']], {
    connections: [{ slug: 'a', name: 'IM a' }, { slug: 'b', name: 'IM b' }],
  });
  await page.goto('/c/b/changes');
  await page.getByRole('heading', { name: 'Nothing was changed from this browser yet' }).waitFor();
  await page.goto('/c/a/connection');
  await page.getByLabel(/^Name in links/).fill('renamed');
  await page.getByRole('button', { name: 'Save and open' }).click();
  await page.waitForURL('**/c/renamed/overview');
  await page.goto('/c/renamed/changes');
  await expect(rows).toHaveCount(1);
  await expect.poll(() => words(rows)).toMatch(/3000 5000 Verified$/);
  await page.goto('/c/renamed/connection');
  await page.getByLabel(/^Address/).fill('/im/b');
  await page.getByRole('button', { name: 'Save and open' }).click();
  await page.waitForURL('**/c/renamed/overview');
  await page.goto('/c/renamed/changes');
  await rows.click();
  await detail.getByText('Today it is /im/b.').waitFor();
  await detail.getByText(/^It was written at another address than this connection has today/).waitFor();
  await expect(page.getByRole('button', { name: /^Undo/ })).toHaveCount(0);
});

test('exports hold what the filters let through, every digit and no formula', async (t) => {
  const { page, find } = await written(t, [[1, '5000'], [1001, '=HYPERLINK("http://x")']]);
  const saved = async (name) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
  };
  const json = await saved('Export JSON');
  assert.equal(json.name, 'firetower-changes.json');
  const { connection, changes: all } = JSON.parse(json.text);
  assert.equal(connection, 'IM a');
  assert.deepEqual(all.map(({ target, after, outcome }) => [target, after.value, outcome]), [
    ['system-setting 1001', '=HYPERLINK("http://x")', 'verified'],
    ['system-setting 1', '5000', 'verified'],
  ]);
  assert.match(all[0].time, /^\d{4}-\d\d-\d\dT.*Z$/);
  await find.fill('5000');
  await page.getByText('1 of 2 shown').waitFor();
  const csv = await saved('Export CSV');
  assert.equal(csv.name, 'firetower-changes.csv');
  const lines = csv.text.trimEnd().split('\r\n');
  assert.equal(lines.length, 2);
  assert.match(lines[1], /^"\d{4}-[^"]*Z","IM a","\/im\/a","system-setting","system-setting 1","\{""desc"":""most members"",""value"":""3000""\}"/);
  for (const secret of secrets) assert.ok(!json.text.includes(secret) && !csv.text.includes(secret));
});

test('a browser without a database says so, and this tab works all the same', async (t) => {
  const { page, context } = await pages(t, url).open({ refresh: 'off', connections: [{ slug: 'a' }] });
  await context.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }));
  await signIn(page, '/c/a/system-settings/1', a.secret);
  await write(page, [1, '5000']);
  await toChanges(page);
  const { rows, detail, verified } = changes(page);
  await page.getByText(/^The browser does not keep this list/).waitFor();
  await page.getByText('1, in this tab only').waitFor();
  await rows.click();
  await detail.getByRole('button', { name: 'Undo, back to 3000' }).click();
  await verified.waitFor();
  await expect.poll(held).toBe('3000');
  await page.getByText('2, in this tab only').waitFor();
});

test('a database that never answers does not keep a write waiting for ever', async (t) => {
  const { page, context } = await pages(t, url).open({ refresh: 'off', connections: [{ slug: 'a' }] });
  await context.addInitScript(() => {
    const handlers = ['onsuccess', 'onerror', 'onblocked', 'onupgradeneeded'].map((name) => [name, { value: null, writable: true }]);
    const silent = { ...Object.fromEntries(handlers), readyState: { value: 'pending' } };
    IDBFactory.prototype.open = () => Object.create(IDBOpenDBRequest.prototype, silent);
  });
  await signIn(page, '/c/a/system-settings/1', a.secret);
  await write(page, [1, '5000']);
  await expect.poll(held).toBe('5000');
});

test('the list is used by keyboard alone, and Escape leads back to its row', async (t) => {
  const { page, rows, detail, verified } = await written(t, [[1, '5000'], [1001, 'x']]);
  await rows.first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await detail.waitFor();
  await page.waitForFunction(() => document.activeElement?.tagName === 'H2');
  await page.keyboard.press('Escape');
  await detail.waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement?.tagName === 'TR');
  await expect.poll(() => words(rows.nth(1))).toBe(await page.evaluate(() => document.activeElement.innerText.replaceAll(/\s+/g, ' ').trim()));
  await page.keyboard.press('Enter');
  await detail.waitFor();
  const undo = detail.getByRole('button', { name: 'Undo, back to 3000' });
  await until('Tab reaches Undo', async () => {
    await page.keyboard.press('Tab');
    return undo.evaluate((button) => button === document.activeElement);
  });
  await page.keyboard.press('Enter');
  await verified.waitFor();
  await expect.poll(held).toBe('3000');
});

test('hundreds of changes of every kind, hostile ones too, are listed and say what can be done', async (t) => {
  const { page } = await pages(t, url).open({ refresh: 'off', connections: [{ slug: 'a', name: 'IM a' }] });
  await page.goto('/c/a/changes');
  await page.getByRole('heading', { name: 'Nothing was changed from this browser yet' }).waitFor();
  const user = HOSTILE.repeat(4);
  const robot = { name: 'r1', displayName: 'Robot', secret: null };
  const many = Array.from({ length: 230 }, (_, at) => ({
    at: 1_790_000_000_000 + at, target: { systemSetting: { id: 1001 } }, before: { value: `${at}`, desc: '' }, after: { value: `${at + 1}`, desc: '' },
  }));
  await seedChanges(page, 'a', [
    ...many,
    { target: { raw: { path: '/admin/message/send' } }, after: { body: `{"uid":75735276990792721,"text":"${HOSTILE}"}` }, outcome: 'accepted' },
    { target: { robot: { id: 'robot1' } }, before: robot, after: robot, rotated: true },
    { target: { robot: { id: 'robot2' } }, before: robot, after: robot, rotated: true, outcome: 'unknown' },
    { target: { pin: { user, conversation: { type: 1, target: 'g1', line: 0 } } }, before: { top: '0' }, after: { top: '1' }, outcome: 'differs', found: { top: '0' } },
    { target: { userSetting: { user, scope: 1001, key: HOSTILE } }, before: { value: HOSTILE }, after: { value: 'x' }, address: '/im/elsewhere', name: HOSTILE },
  ]);
  await page.getByRole('button', { name: 'Read again' }).click();
  const { rows, detail, filter, kind } = changes(page);
  await page.getByText('235 of 235 shown').waitFor();
  await expect(rows).toHaveCount(200);
  await page.getByRole('button', { name: 'Show 35 more' }).click();
  await expect(rows).toHaveCount(235);
  await expect(page.getByRole('button', { name: /^Show/ })).toHaveCount(0);
  for (const [row, why] of [
    [0, /^It was written at another address than this connection has today/],
    [1, 'The server held the same before and after: there is nothing to undo.'],
    [2, /^Only a secret tells whether it was written/],
    [3, 'Only the secret was replaced, and a replaced secret does not come back: this cannot be undone.'],
    [4, 'The API console sent it, and nobody knows how to read it back: it cannot be undone here.'],
  ]) {
    await rows.nth(row).click();
    await detail.getByText(why).waitFor();
    await expect(page.getByRole('button', { name: /^(Undo|Read back|Write it again)/ })).toHaveCount(0);
  }
  await detail.getByText('"uid":75735276990792721').waitFor();
  await expect.poll(() => words(rows.nth(1))).toMatch(/Pin .* not pinned pinned Not what was written$/);
  await expect(page.locator('img')).toHaveCount(0);
  await filter.getByRole('link', { name: 'Not verifiable 1' }).click();
  await expect(rows).toHaveCount(1);
  await filter.getByRole('link', { name: /^All/ }).click();
  await kind.selectOption('Robots');
  await page.waitForURL('**/changes?kind=robot');
  await expect(rows).toHaveCount(2);
  await page.setViewportSize(PHONE);
  await page.goto('/c/a/changes');
  await rows.first().click();
  await detail.waitFor();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  assert.ok(!wide, 'hostile text overflows a phone');
});

test('accessible in both languages and themes, and nothing overflows a phone', async (t) => {
  const { page, rows, detail } = await written(t, [[1, '5000'], [1001, HOSTILE]]);
  await rows.first().click();
  await detail.waitFor();
  for (const [theme, lang, viewport] of [['light', 'en', null], ['dark', 'zh', PHONE]]) {
    if (viewport) await page.setViewportSize(viewport);
    await reloadWith(page, { theme, lang });
    await settled(page);
    await rows.first().waitFor();
    await axe(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    assert.ok(!wide, `${theme} ${lang} overflows`);
  }
  await page.goto('/c/a/changes');
  await axe(page);
});
