// Files: three views, their rows, the open file, filter, sort and export.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';

import { askFiles, askGroupFiles } from '../harness/api.mjs';
import { pasted } from '../harness/clipboard.mjs';
import { expect, words } from '../harness/expect.mjs';
import { conversation, filesPage, overflow } from '../harness/files.mjs';
import { settled } from '../harness/page.mjs';
import { enterSecret, signIn } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

const { url, servers, secrets } = await world({ after }, {
  servers: {
    documented: { edition: 'professional', dialect: 'documented', data: 'demo' },
    sdk: { edition: 'professional', dialect: 'sdk', data: 'demo' },
  },
});
const DIALECTS = Object.keys(servers);

async function open(t, name, path = `/c/${name}/files`, options = {}) {
  const opened = await pages(t, url).open({ connections: [{ slug: name }], ...options });
  await signIn(opened.page, path, servers[name].secret);
  return { ...opened, ...filesPage(opened.page) };
}


for (const name of DIALECTS) {
  test(`${name}: a conversation is entered, and its newest files are listed with every digit`, async (t) => {
    const { page, rows, uids, secrets: scan } = await open(t, name);
    await page.getByRole('heading', { name: 'Whose files?' }).waitFor();
    const show = page.getByRole('button', { name: 'Show files' });
    await show.click();
    await page.getByRole('alert').getByText('Enter the user’s ID.').waitFor();
    await expect(page.getByLabel('Read as')).toHaveAttribute('aria-invalid', 'true');
    await page.getByLabel('Read as').fill('u0001');
    await page.getByRole('alert').getByText(/^Enter the target/).waitFor();
    // A key that is pasted fills the other fields.
    await page.getByLabel('Target').fill('1-1-g001');
    await expect(page.getByLabel('Target')).toHaveValue('g001');
    await expect(page.getByLabel('Line')).toHaveValue('1');
    await page.getByLabel('Line').fill('x');
    await page.getByRole('alert').getByText(/^A line is a whole number/).waitFor();
    await page.getByLabel('Line').fill('0');
    await page.getByLabel('Line').press('Enter');
    await page.waitForURL(`**${conversation(name)}`);
    const expected = await askGroupFiles(servers[name], name, { target: 'g001', count: 50 });
    await rows.first().waitFor();
    await expect.poll(uids).toStrictEqual(expected.map(({ messageUid }) => messageUid));
    assert.ok(expected.every(({ messageUid }) => BigInt(messageUid) > 2n ** 53n), 'beyond what a JavaScript number holds');
    await page.getByText('Files 1 to 50 · Newest first · Read').waitFor();
    await page.getByText(/Times in Asia\/Shanghai, UTC\+8/).waitFor();
    await scan.check(secrets);
  });

  test(`${name}: one file by the UID of its message`, async (t) => {
    const [file] = await askFiles(servers[name], '/admin/file/user_files', { userId: 'u0002', offset: 3, desc: true, count: 1 });
    const { page, panel } = await open(t, name, `/c/${name}/files?view=message`);
    const field = page.getByRole('textbox', { name: 'Message UID' });
    await field.fill('12 34');
    await page.getByRole('button', { name: 'Show file' }).click();
    await page.getByRole('alert').getByText(/^A message UID is a whole number/).waitFor();
    await field.fill(` ${file.messageUid} `);
    await field.press('Enter');
    await page.waitForURL(`**/c/${name}/files?view=message&uid=${file.messageUid}`);
    await panel.getByText(file.messageUid).first().waitFor();
    // Nothing of it goes through a number on its way out.
    const path = name === 'sdk' ? '/admin/file/message_file' : '/admin/file/get';
    const sent = (await servers[name].control.requests()).filter((request) => request.path === path).at(-1);
    assert.ok(sent.body.includes(`:${file.messageUid}`), sent.body);
    // 253 is a state.
    const other = '75735276990792720';
    await field.fill(other);
    await field.press('Enter');
    await page.getByRole('heading', { name: `No file is known for message ${other}` }).waitFor();
    await page.goBack();
    await panel.getByText(file.messageUid).first().waitFor();
    await expect(field).toHaveValue(file.messageUid);
  });
}

test('a type that the API has no name for keeps its number', async (t) => {
  const { page } = await open(t, 'documented');
  await page.getByLabel('Read as').fill('u0001');
  await page.getByRole('combobox', { name: 'Type' }).selectOption({ label: 'Other…' });
  await page.getByLabel('Type number').fill('17');
  await page.getByLabel('Target').fill('x-1');
  await page.getByRole('button', { name: 'Show files' }).click();
  await page.getByRole('heading', { name: 'u0001 sees no files in Type 17 x-1' }).waitFor();
  await page.reload();
  await enterSecret(page, servers.documented.secret);
  await expect(page.getByLabel('Type number')).toHaveValue('17');
  await page.getByRole('link', { name: 'All files that u0001 sent' }).click();
  await page.waitForURL('**/files?view=user&user=u0001');
  await page.getByText('Files 1 to 50').waitFor();
});

test('a row tells name, type, exact size, sender with name, time and downloads', async (t) => {
  const [file] = await askGroupFiles(servers.documented, 'documented', { target: 'g001', count: 1 });
  const { rows, cell } = await open(t, 'documented', conversation('documented'));
  const row = rows.first();
  await cell(row, 3).getByText(/^u\d{4} .+/).waitFor(); // the name comes beside the id
  await expect.poll(() => words(cell(row, 0))).toMatch(new RegExp(file.name.slice(-8).replaceAll(/[^\w]/g, '.')));
  await expect(cell(row, 2).getByTitle(`${file.size.toLocaleString('en')} bytes`)).toHaveCount(1);
  const time = new Date(file.timestamp + 8 * 3_600_000).toISOString().replace('T', ' ').replace('Z', '');
  await expect.poll(() => words(cell(row, 4))).toBe(time);
  await expect(cell(row, 4).getByTitle(new Date(file.timestamp).toISOString())).toHaveCount(1);
  await expect.poll(() => words(cell(row, 5))).toBe(String(file.downloadCount));
  await expect.poll(() => words(cell(row, 6))).toBe(file.messageUid);
});

test('names from strangers are text: nothing runs, every ending shows, nothing is pushed out of place', async (t) => {
  const { page, rows } = await open(t, 'documented', conversation('documented', '1-0-g001', '&size=200'));
  await rows.first().waitFor();
  const shown = await rows.evaluateAll((all) => all.map((row) => row.cells[0].textContent));
  const expected = await askGroupFiles(servers.documented, 'documented', { target: 'g001', count: 200 });
  assert.ok(expected.some(({ name }) => name.includes('<script>')) && expected.some(({ name }) => name.length === 255));
  const seen = (name) => name.replaceAll(/[\u0000-\u001f\u200b-\u200f\u202a-\u202e\u2060-\u206f]/g, (c) => `U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`);
  for (const [at, { name }] of expected.entries()) assert.equal(shown[at], seen(name));
  // The end of each name is inside its cell.
  const hidden = await rows.evaluateAll((all) => all.filter((row) => {
    const end = row.querySelector('.cut > .end') ?? row.querySelector('.cut');
    return end.getBoundingClientRect().right > row.cells[0].getBoundingClientRect().right;
  }).length);
  assert.equal(hidden, 0);
  await expect.poll(() => overflow(page)).toBe(0);
  await expect(page.locator('[data-foreign-script]')).toHaveCount(0);
});

test('a row opens over the table, which does not move; filters and pager stay free', async (t) => {
  const { page, rows, cell, panel, pager, uids } = await open(t, 'documented', conversation('documented'));
  const list = await uids();
  // The names come after the rows.
  await cell(rows.nth(3), 3).getByText(/^u\d{4} \S/).waitFor();
  const before = await rows.nth(3).boundingBox();
  await cell(rows.nth(3), 0).click();
  await panel.getByText(list[3]).first().waitFor();
  await page.waitForURL(`**&open=${list[3]}`);
  await expect.poll(() => rows.nth(3).boundingBox()).toStrictEqual(before);
  const isBetween = async () => {
    const [over, name, foot] = await Promise.all([panel.boundingBox(), page.getByLabel('Name').boundingBox(), pager.boundingBox()]);
    return over.y >= name.y + name.height && over.y + over.height <= foot.y;
  };
  await expect.poll(isBetween, { message: 'the panel covers neither filters nor pager' }).toBe(true);
  await panel.getByRole('button', { name: 'Next file' }).click();
  await page.waitForURL(`**&open=${list[4]}`);
  await panel.getByRole('button', { name: 'Previous file' }).click();
  await panel.getByRole('button', { name: 'Previous file' }).click();
  await page.waitForURL(`**&open=${list[2]}`);
  await page.reload();
  await enterSecret(page, servers.documented.secret);
  await panel.getByText(list[2]).first().waitFor();
  await expect(rows.nth(2)).toHaveAttribute('aria-selected', 'true');
  // One step back leads out of the open file, however many were looked at.
  await page.goBack();
  await panel.waitFor({ state: 'detached' });
  await page.goForward();
  await panel.getByRole('button', { name: 'Close' }).click();
  await panel.waitFor({ state: 'detached' });
  assert.equal(new URL(page.url()).searchParams.get('open'), null);
});

test('a link to a file that is not on the page says so, and leads to it', async (t) => {
  const [file] = await askGroupFiles(servers.documented, 'documented', { target: 'g002', count: 1 });
  const { page, panel } = await open(t, 'documented', conversation('documented', '1-0-g001', `&open=${file.messageUid}`));
  await panel.getByRole('heading', { name: `Message ${file.messageUid} is not on this page` }).waitFor();
  await panel.getByRole('link', { name: 'Show this message' }).click();
  await page.waitForURL(`**/files?view=message&uid=${file.messageUid}`);
  await panel.getByText(file.messageUid).first().waitFor();
});

test('by keyboard alone: enter, list, open, go on, close, copy', async (t) => {
  const { page, context, rows, cell, panel } = await open(t, 'documented');
  const focused = (locator) => locator.evaluate((element) => element === document.activeElement);
  await page.getByLabel('Read as').focus();
  await page.keyboard.type('u0001');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect.poll(() => focused(page.getByLabel('Target'))).toBe(true);
  await page.keyboard.type('g001');
  await page.keyboard.press('Enter');
  await rows.first().waitFor();
  await settled(page);
  const list = await filesPage(page).uids();
  await rows.first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => focused(rows.nth(1))).toBe(true);
  await page.keyboard.press('c');
  await page.getByRole('status').getByText('Copied').waitFor();
  await expect.poll(() => pasted(context)).toBe(list[1]);
  await page.keyboard.press('Enter');
  await panel.getByText(list[1]).first().waitFor();
  await page.waitForFunction(() => document.activeElement.matches('[aria-label="File"]'));
  await page.keyboard.press('ArrowDown');
  await page.waitForURL(`**&open=${list[2]}`);
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  await expect.poll(() => focused(rows.nth(2)), { message: 'the focus is back on the row' }).toBe(true);
  // With a file open, the arrows in the table take it along.
  await cell(rows.nth(2), 0).click();
  await page.keyboard.press('ArrowDown');
  await page.waitForURL(`**&open=${list[3]}`);
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
});

test('filter and sort cover the loaded rows, say so, and stay in the address', async (t) => {
  const { page, rows, cell, table } = await open(t, 'documented', conversation('documented', '1-0-g001', '&size=100'));
  const expected = await askGroupFiles(servers.documented, 'documented', { target: 'g001', count: 100 });
  await page.getByText('Filter and sort look through these 100 rows only.').first().waitFor();
  const asked = (await servers.documented.control.requests()).length;
  await page.getByLabel('Name').fill('INVOICE');
  const named = expected.filter(({ name }) => name.includes('invoice'));
  await page.getByText(`${named.length} of these 100 rows match.`).waitFor();
  await expect(rows).toHaveCount(named.length);
  await page.getByLabel('Name').fill('');
  await page.getByRole('combobox', { name: 'Type' }).last().selectOption({ label: 'Archive' });
  const packed = expected.filter(({ name }) => name.endsWith('.zip'));
  await page.getByText(`${packed.length} of these 100 rows match.`).waitFor();
  await page.getByLabel('Size from').fill('1 MiB');
  const large = packed.filter(({ size }) => size >= 1 << 20);
  await page.getByText(`${large.length} of these 100 rows match.`).waitFor();
  await page.getByLabel('Size to').fill('much');
  await page.getByRole('alert').getByText(/^A size is a number of bytes/).waitFor();
  await page.getByLabel('Size to').fill('');
  await table.getByRole('button', { name: 'Size' }).click();
  const largest = [...large].sort((one, other) => other.size - one.size).map(({ messageUid }) => messageUid);
  await page.waitForFunction((uid) => document.querySelector('tbody tr').lastElementChild.textContent === uid, largest[0]);
  await expect.poll(() => filesPage(page).uids()).toStrictEqual(largest);
  await expect(table.getByRole('columnheader', { name: 'Size' })).toHaveAttribute('aria-sort', 'descending');
  assert.match(page.url(), /&type=archive&min=1048576&sort=-size$/);
  await page.reload();
  await enterSecret(page, servers.documented.secret);
  await expect.poll(() => filesPage(page).uids()).toStrictEqual(largest);
  await expect(page.getByLabel('Size from')).toHaveValue('1 MiB');
  // A time: of the third file and older.
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await page.getByLabel('Sent to').fill(new Date(expected[2].timestamp + 8 * 3_600_000).toISOString().slice(0, 19));
  await page.getByText('98 of these 100 rows match.').waitFor();
  await table.getByRole('button', { name: 'Size' }).click();
  await table.getByRole('button', { name: 'Size' }).click();
  await expect.poll(() => words(cell(rows.first(), 6)), { message: 'in the order of the server again' }).toBe(expected[2].messageUid);
  const lists = (await servers.documented.control.requests()).slice(asked).filter(({ path }) => path.includes('conversation_files'));
  assert.equal(lists.length, 1, 'only the reload asked the server');
});

test('the shown rows are exported: CSV for spreadsheets and JSON, with every digit', async (t) => {
  const { page, rows } = await open(t, 'documented', conversation('documented', '1-0-g001', '&size=200&name=passwd'));
  await rows.first().waitFor();
  const expected = (await askGroupFiles(servers.documented, 'documented', { target: 'g001', count: 200 }))
    .filter(({ name }) => name.includes('passwd'));
  assert.ok(expected.length > 0);
  const save = async (format) => {
    const button = page.getByRole('button', { name: `Export ${expected.length} rows as ${format}` });
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
  };
  const csv = await save('CSV');
  assert.equal(csv.name, 'firetower-files.csv');
  const lines = csv.text.trimEnd().split('\r\n');
  assert.ok(lines[0].startsWith('\ufeff"messageUid","name","size","userId",'));
  assert.equal(lines.length, expected.length + 1);
  for (const [at, { messageUid, name, size, userId, timestamp }] of expected.entries()) {
    assert.ok(lines[at + 1].startsWith(`"${messageUid}","${name}","${size}","${userId}","1","g001","0","${new Date(timestamp).toISOString()}"`), lines[at + 1]);
  }
  const json = await save('JSON');
  assert.equal(json.name, 'firetower-files.json');
  const file = JSON.parse(json.text);
  assert.equal(file.connection, 'documented');
  assert.deepEqual(file.files.map(({ messageUid }) => messageUid), expected.map(({ messageUid }) => messageUid));
  for (const secret of secrets) assert.ok(!csv.text.includes(secret) && !json.text.includes(secret));
});
