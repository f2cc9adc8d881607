// Changes: what was written from this browser, how it ended, and the way back.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, beforeEach, test } from 'node:test';

import { changeSetting, heldSetting, SETTING_PATHS } from '../harness/api.mjs';
import { axe } from '../harness/axe.mjs';
import { pasted } from '../harness/clipboard.mjs';
import { PHONE, reloadWith, settled } from '../harness/page.mjs';
import { enterSecret, signIn, until } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

const { url, servers, secrets } = await world({ after }, {
  servers: { a: { edition: 'community' }, b: { edition: 'community' } },
});
const { a } = servers;
const PATHS = SETTING_PATHS.sdk;
const HOSTILE = '<img src=x onerror=alert(1)>\u202egpj.exe';

beforeEach(async () => {
  await a.control.clearFaults();
  await changeSetting(a, 'sdk', 1, '3000', 'most members');
  await changeSetting(a, 'sdk', 1001, 'before', '');
  await a.control.clearRequests();
});

const held = async (id = 1) => (await heldSetting(a, 'sdk', id))?.value;
const writeCount = async () => (await a.control.requests()).filter(({ writes }) => writes).length;
const words = async (locator) => (await locator.innerText()).replaceAll(/\s+/g, ' ').trim();

/** What an admin uses of the page. */
function changes(page) {
  const table = page.getByRole('table', { name: /^(Changes, newest first|变更，最新在前)$/ });
  return {
    table,
    rows: table.getByRole('row').filter({ has: page.getByRole('cell') }),
    detail: page.getByRole('region', { name: /^(Change detail|变更详情)$/ }),
    filter: page.getByRole('navigation', { name: 'Which changes' }),
    find: page.getByRole('searchbox', { name: 'Find in changes' }),
    kind: page.getByRole('combobox', { name: 'What was changed' }),
    verified: page.getByRole('status').filter({ hasText: 'the server holds what you wrote' }),
  };
}

/** Writes values through the dashboard's own form, one after the other: `[id, value]`. */
async function write(page, ...writes) {
  for (const [id, value, end = 'Verified'] of writes) {
    const link = page.getByRole('navigation', { name: 'Settings you know' }).getByRole('link', { name: new RegExp(`^${id}\\b`) });
    if (await link.count()) {
      await link.click();
    } else {
      await page.getByRole('button', { name: 'Open another ID…' }).click();
      await page.getByRole('textbox', { name: 'Setting ID' }).fill(String(id));
      await page.keyboard.press('Enter');
    }
    await page.waitForURL(`**/system-settings/${id}`);
    await page.getByRole('textbox', { name: /^Value/ }).fill(value);
    await page.getByRole('main').getByRole('button', { name: /^Write to / }).last().click();
    await page.getByRole('main').getByText(end, { exact: true }).first().waitFor();
  }
}

const toChanges = async (page) => {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Changes' }).click();
  await page.getByRole('heading', { level: 1, name: 'Changes' }).waitFor();
  await settled(page);
};

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
    assert.equal(await rows.count(), 2);
    assert.match(await words(rows.first()),
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} IM a Write setting Setting 1001 before <img src=x onerror=alert\(1\)> ?U\+202E ?gpj\.exe Verified$/);
    assert.match(await words(rows.nth(1)), /IM a Write setting Largest group size 3000 5000 Verified$/);
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
  assert.match(await words(rows), /5000 7000 Refused$/);
  await filter.getByRole('link', { name: 'Nobody knows 0' }).click();
  await page.getByText('None of the changes kept matches these filters.').waitFor();
  assert.ok(await page.getByRole('button', { name: 'Export CSV' }).isDisabled());
  await page.goBack();
  await page.waitForURL('**/changes?outcome=failed');
  await filter.getByRole('link', { name: 'All 3' }).click();
  await kind.selectOption('Robots');
  await page.waitForURL('**/changes?kind=robot');
  assert.equal(await rows.count(), 0);
  await kind.selectOption('Everything');
  await page.waitForURL('**/changes');
  await find.fill('FIVE');
  await page.waitForURL('**/changes?text=FIVE');
  assert.equal(await rows.count(), 1);
  await rows.click();
  await detail.getByRole('heading', { name: 'Setting 1001' }).waitFor();
  const link = page.url();
  assert.match(link, /\/c\/a\/changes\?text=FIVE&open=\d+-\d+$/);

  await detail.getByRole('button', { name: 'Copy as ISO 8601' }).click();
  await detail.getByRole('button', { name: 'Copied' }).waitFor();
  assert.match(await pasted(context), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  await detail.getByText('Asia/Shanghai, UTC+8').waitFor();
  await detail.getByRole('link', { name: 'Open its page' }).click();
  await page.waitForURL('**/c/a/system-settings/1001');
  await page.goBack();
  await detail.getByRole('heading', { name: 'Setting 1001' }).waitFor();
  await page.reload();
  await detail.getByRole('heading', { name: 'Setting 1001' }).waitFor();
  assert.equal(await rows.getAttribute('aria-selected'), 'true');
  assert.match(await words(detail.getByRole('row').nth(1)), /^value before five$/);
  await detail.getByRole('button', { name: 'Close' }).click();
  await detail.waitFor({ state: 'detached' });
  assert.match(page.url(), /changes\?text=FIVE$/);
  await page.goto('/c/a/changes?open=1-1');
  await page.getByRole('heading', { name: 'This change is not in this browser' }).waitFor();
});

test('undo goes the way of every write, and is itself a change that can be undone', async (t) => {
  const { page, rows, detail, verified } = await written(t, [[1, '5000']]);
  await rows.click();
  await a.control.clearRequests();
  await detail.getByRole('button', { name: 'Undo, back to 3000' }).click();
  await verified.waitFor();
  assert.equal(await held(), '3000');
  assert.equal(await writeCount(), 1);
  await rows.nth(1).waitFor();
  assert.match(await words(rows.first()), /Undo: Write setting Largest group size 5000 3000 Verified$/);
  await verified.getByRole('button', { name: 'Undo, back to 5000' }).click();
  await until('it is 5000 again', async () => (await held()) === '5000');
  await rows.nth(2).waitFor();

  // Once more the first one: the server holds 5000, as that left it, and somebody sets it back behind the page.
  await page.getByRole('button', { name: 'Close' }).first().click();
  await rows.last().click();
  await changeSetting(a, 'sdk', 1, '3000', 'most members');
  await detail.getByRole('button', { name: 'Undo, back to 3000' }).click();
  await page.getByRole('status').filter({ hasText: 'The server already holds 3000. Nothing was written.' }).waitFor();
});

test('an undo whose value was changed since is a conflict, and writes nothing until one says so', async (t) => {
  const { page, rows, detail, verified } = await written(t, [[1, '5000']]);
  await rows.click();
  await changeSetting(a, 'sdk', 1, '4321', 'most members');
  await a.control.clearRequests();
  await detail.getByRole('button', { name: 'Undo, back to 3000' }).click();
  const conflict = page.getByRole('alert').filter({ hasText: 'It was changed since' });
  await conflict.filter({ hasText: 'That write left 5000; the server now holds 4321. Nothing was undone.' }).waitFor();
  const row = page.getByRole('table').filter({ hasText: 'You want' }).getByRole('row').nth(1);
  assert.equal(await words(row), 'value 5000 4321 3000');
  assert.equal(await writeCount(), 0);
  assert.equal(await rows.count(), 1, 'nothing was sent, so nothing is listed');
  await page.getByRole('button', { name: 'Leave 4321' }).click();
  await conflict.waitFor({ state: 'detached' });
  assert.equal(await held(), '4321');
  await detail.getByRole('button', { name: 'Undo, back to 3000' }).click();
  await page.getByRole('button', { name: 'Overwrite 4321 with 3000…' }).click();
  await verified.waitFor();
  assert.equal(await held(), '3000');
});

test('a failed undo is retried as the undo that it is, and the draft on the setting’s page is left alone', async (t) => {
  const { page, rows, detail, verified } = await written(t, [[1, '5000']]);
  await page.goBack();
  await page.getByRole('textbox', { name: /^Value/ }).fill('6000');
  await page.getByText('Draft kept in this browser').waitFor();
  await toChanges(page);
  await rows.click();
  await a.control.addFault('250', { path: PATHS.write, times: 1 });
  await detail.getByRole('button', { name: 'Undo, back to 3000' }).click();
  await page.getByText('Nothing was written.', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Retry' }).click();
  await verified.waitFor();
  assert.equal(await held(), '3000');
  assert.deepEqual(await Promise.all((await rows.all()).map(words)).then((all) => all.map((row) => row.split(' ').at(-1))),
    ['Verified', 'Refused', 'Verified']);
  await page.goBack();
  await page.goBack();
  await page.getByRole('alert').filter({ hasText: 'You started from 5000; the server now holds 3000.' }).waitFor();
  assert.equal(await page.getByRole('textbox', { name: /^Value/ }).inputValue(), '6000');
});

test('what was made cannot be deleted, and what never arrived can be written again', async (t) => {
  const id = 77_001 + Math.floor(Math.random() * 10_000);
  const { page, rows, detail, verified } = await written(t, [[id, 'first']]);
  await rows.click();
  await detail.getByText('It was not there before, and nothing in the API deletes it: this cannot be undone.').waitFor();
  assert.equal(await page.getByRole('button', { name: /^Undo/ }).count(), 0);
  await a.control.addFault('closed', { path: PATHS.write, times: 1 });
  await page.goBack();
  await page.goBack();
  await write(page, [1, '5000', 'Not written']);
  await toChanges(page);
  await rows.filter({ hasText: 'Not written' }).click();
  await detail.getByRole('button', { name: 'Write it again' }).click();
  await verified.waitFor();
  assert.equal(await held(), '5000');
});

test('an unknown outcome is read back before anything else is offered, and the entry is finished', async (t) => {
  const opened = await pages(t, url).open({ refresh: 'off', connections: [{ slug: 'a', name: 'IM a' }] });
  const { page } = opened;
  const { rows, detail } = changes(page);
  await signIn(page, '/c/a/system-settings/1', a.secret);
  await page.getByRole('textbox', { name: /^Value/ }).fill('5000');
  await a.control.addFault('hang-after', { path: PATHS.write });
  await page.getByRole('main').getByRole('button', { name: /^Write to / }).click();
  await until('the write arrived', writeCount);
  await a.control.addFault('closed', { path: PATHS.read });
  // Meanwhile it is listed as what it is: under way in this tab.
  await toChanges(page);
  await rows.filter({ hasText: 'Writing…' }).waitFor();
  await rows.click();
  await detail.getByText('This tab still waits for the answer.').first().waitFor();
  assert.equal(await detail.getByRole('button', { name: /Undo|Read back|again/ }).count(), 0);
  await detail.getByText('Outcome unknown').waitFor();
  await detail.getByText('Nobody knows what it came to. Read back first; undo or another try is offered after that.').waitFor();
  assert.equal(await page.getByRole('button', { name: /^Undo|again$/ }).filter({ hasNotText: 'Read again' }).count(), 0);
  await detail.getByRole('button', { name: 'Read back' }).click();
  await page.getByRole('button', { name: 'Retry' }).waitFor();
  await a.control.clearFaults();
  await page.getByRole('button', { name: 'Retry' }).click();
  await detail.getByText('Verified', { exact: true }).waitFor();
  await page.reload();
  assert.match(await words(rows), /3000 5000 Verified$/);
  assert.equal(await writeCount(), 1);
});

test('a form that does not know what its write came to writes nothing before it was read back', async (t) => {
  const { page } = await pages(t, url).open({ refresh: 'off', connections: [{ slug: 'a' }] });
  await signIn(page, '/c/a/system-settings/1', a.secret);
  const value = page.getByRole('textbox', { name: /^Value/ });
  await value.fill('5000');
  await a.control.addFault('latency', { path: PATHS.write, times: 1 });
  const button = page.getByRole('main').getByRole('button', { name: /^Write to / });
  await button.click();
  await until('the write arrived', writeCount);
  await a.control.addFault('closed', { path: PATHS.read });
  await page.getByRole('alert').filter({ hasText: 'Written, not verified' }).waitFor();
  await value.fill('6000');
  await page.getByText('Read back first: nobody knows yet what the last write came to.').waitFor();
  assert.ok(await button.isDisabled());
  await page.getByRole('button', { name: 'Read back' }).click();
  await page.getByRole('alert').filter({ hasText: 'Written, not verified' }).waitFor();
  await a.control.clearFaults();
  await page.getByRole('button', { name: 'Read back' }).click();
  // The write is verified now, and what was typed since is a draft over it.
  await page.getByRole('status').filter({ hasText: 'the server holds what you wrote' }).waitFor();
  assert.equal(await value.inputValue(), '6000');
  await button.click();
  await until('the second write arrived', async () => (await held()) === '6000');
  assert.equal(await writeCount(), 2);
});

test('a tab that was closed leaves an entry that says that nobody knows', async (t) => {
  const opened = await pages(t, url).open({ refresh: 'off', connections: [{ slug: 'a', name: 'IM a' }] });
  const { page, context } = opened;
  await signIn(page, '/c/a/system-settings/1', a.secret);
  await page.getByRole('textbox', { name: /^Value/ }).fill('5000');
  await a.control.addFault('latency', { path: PATHS.write });
  await page.getByRole('main').getByRole('button', { name: /^Write to / }).click();
  await until('the write arrived', writeCount);
  const second = await context.newPage();
  await page.close();
  await second.goto('/c/a/changes');
  const { rows, detail } = changes(second);
  await rows.filter({ hasText: 'Nobody knows' }).click();
  await detail.getByText(/^It was sent, and no end was noted: its tab was closed or reloaded/).waitFor();
  // After a reload the secret is asked for where it is needed.
  await detail.getByText('This needs the connection’s secret, which a reload forgets.').waitFor();
  await detail.getByRole('button', { name: 'Enter the secret…' }).click();
  await enterSecret(second, a.secret);
  await until('the write took effect', async () => (await held()) === '5000');
  await detail.getByRole('button', { name: 'Read back' }).click();
  await detail.getByRole('button', { name: 'Undo, back to 3000' }).waitFor();
  assert.match(await words(rows), /3000 5000 Verified$/);
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
  assert.equal(await rows.count(), 2);
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
  await page.getByLabel(/^Link name/).fill('renamed');
  await page.getByRole('button', { name: /^Save/ }).click();
  await page.waitForURL((address) => !address.pathname.endsWith('/connection'));
  await page.goto('/c/renamed/changes');
  assert.match(await words(rows), /3000 5000 Verified$/);
  await page.goto('/c/renamed/connection');
  await page.getByLabel(/^Address/).fill('/im/b');
  await page.getByRole('button', { name: /^Save/ }).click();
  await page.waitForURL((address) => !address.pathname.endsWith('/connection'));
  await page.goto('/c/renamed/changes');
  await rows.click();
  await detail.getByText('Today it is /im/b.').waitFor();
  await detail.getByText(/^It was written at another address than this connection has today/).waitFor();
  assert.equal(await page.getByRole('button', { name: /^Undo/ }).count(), 0);
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
  assert.equal(await held(), '3000');
  await page.getByText('2, in this tab only').waitFor();
});

test('a database that never answers does not keep a write waiting for ever', async (t) => {
  const { page, context } = await pages(t, url).open({ refresh: 'off', connections: [{ slug: 'a' }] });
  await context.addInitScript(() => { IDBFactory.prototype.open = () => document.createElement('i'); });
  await context.addInitScript(() => { IDBFactory.prototype.open = () => Object.create(IDBOpenDBRequest.prototype); });
  await signIn(page, '/c/a/system-settings/1', a.secret);
  await write(page, [1, '5000']);
  assert.equal(await held(), '5000');
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
  assert.equal(await words(rows.nth(1)), await page.evaluate(() => document.activeElement.innerText.replaceAll(/\s+/g, ' ').trim()));
  await page.keyboard.press('Enter');
  await detail.waitFor();
  const undo = detail.getByRole('button', { name: 'Undo, back to 3000' });
  await until('Tab reaches Undo', async () => {
    await page.keyboard.press('Tab');
    return undo.evaluate((button) => button === document.activeElement);
  });
  await page.keyboard.press('Enter');
  await verified.waitFor();
  assert.equal(await held(), '3000');
});

test('production asks before an undo and names the server', async (t) => {
  const opened = await pages(t, url).open({ refresh: 'off', connections: [{ slug: 'a', name: 'IM a', environment: 'production' }] });
  const { page } = opened;
  const { rows, detail, verified } = changes(page);
  const dialog = page.getByRole('alertdialog', { name: 'Write to IM a?' });
  await signIn(page, '/c/a/system-settings/1', a.secret);
  await page.getByRole('textbox', { name: /^Value/ }).fill('5000');
  await page.getByRole('main').getByRole('button', { name: /^Write to / }).last().click();
  await dialog.getByRole('button', { name: 'Write to IM a' }).click();
  await verified.waitFor();
  await toChanges(page);
  await rows.click();
  await detail.getByRole('button', { name: 'Undo, back to 3000…' }).click();
  await dialog.getByText('This is a production server. “Largest group size” changes at once.').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await detail.waitFor();
  assert.equal(await held(), '5000');
  await detail.getByRole('button', { name: 'Undo, back to 3000…' }).click();
  await dialog.getByRole('button', { name: 'Write to IM a' }).click();
  await verified.waitFor();
  assert.equal(await held(), '3000');
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
