// Files: paging forth and back in both forms, links into the middle, whatever the server's habits; and Find.

import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';

import { askFiles, askGroupFiles } from '../harness/api.mjs';
import { expect } from '../harness/expect.mjs';
import { conversation, filesPage } from '../harness/files.mjs';
import { settled } from '../harness/page.mjs';
import { enterSecret, signIn, until } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

const { url, servers } = await world({ after }, {
  servers: {
    documented: { edition: 'professional', dialect: 'documented', data: 'demo' },
    sdk: { edition: 'professional', dialect: 'sdk', data: 'demo' },
  },
});
const DIALECTS = Object.keys(servers);

afterEach(() => Promise.all(Object.values(servers).map(({ control }) =>
  Promise.all([control.restoreHabits(), control.clearFaults()]))));

async function open(t, name, path) {
  const opened = await pages(t, url).open({ connections: [{ slug: name }] });
  await signIn(opened.page, path, servers[name].secret);
  return { ...opened, ...filesPage(opened.page) };
}

const ids = (files) => files.map(({ messageUid }) => messageUid);
const listCalls = async (server) =>
  (await server.control.requests()).filter(({ path }) => /conversation_files|user_files/.test(path)).length;
const disabled = (pager, name) => pager.getByRole('button', { name, exact: true }).isDisabled();
const local = (ms) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19);

for (const name of DIALECTS) {
  test(`${name}: forth, and back without the server; a link opens at the same first row, and leads back too`, async (t) => {
    const server = servers[name];
    const list = ids(await askGroupFiles(server, name, { target: 'g001', count: 200 }));
    const { page, uids, turn, pager } = await open(t, name, conversation(name));
    await expect.poll(uids).toStrictEqual(list.slice(0, 50));
    for (const name of ['Newest', 'Newer']) await expect.poll(() => disabled(pager, name)).toBe(true);
    await turn('Older');
    await page.getByText('Files 51 to 100 · Newest first').waitFor();
    await expect.poll(uids).toStrictEqual(list.slice(50, 100));
    await turn('Older');
    await expect.poll(uids).toStrictEqual(list.slice(100, 150));
    const link = page.url();
    assert.match(link, name === 'sdk' ? /&offset=100$/ : new RegExp(`&first=\\d{13}\\.${list[100]}$`));
    const calls = await listCalls(server);
    await turn('Newer');
    await expect.poll(uids).toStrictEqual(list.slice(50, 100));
    await page.goBack();
    await expect.poll(uids).toStrictEqual(list.slice(100, 150));
    await page.goBack();
    await page.goBack();
    await expect.poll(uids).toStrictEqual(list.slice(0, 50));
    await page.goForward();
    await expect.poll(uids).toStrictEqual(list.slice(50, 100));
    await expect.poll(() => listCalls(server), { message: 'pages that were read are kept' }).toBe(calls);

    const other = await open(t, name, new URL(link).pathname + new URL(link).search);
    await expect.poll(() => other.uids()).toStrictEqual(list.slice(100, 150));
    await other.turn('Older');
    await expect.poll(() => other.uids()).toStrictEqual(list.slice(150, 200));
    await other.page.reload();
    await enterSecret(other.page, server.secret);
    await expect.poll(() => other.uids()).toStrictEqual(list.slice(150, 200));
    for (const from of [100, 50, 0]) {
      await other.turn('Newer');
      await expect.poll(() => other.uids()).toStrictEqual(list.slice(from, from + 50));
    }
    await expect.poll(() => disabled(other.pager, 'Newer'), { message: 'this is where the list begins' }).toBe(true);
  });

  test(`${name}: new files that arrive while one pages hide none and show none twice`, async (t) => {
    const server = servers[name];
    const there = ids(await askGroupFiles(server, name, { target: 'g003', count: 160 }));
    const { uids, turn } = await open(t, name, conversation(name, '1-0-g003', '&size=20'));
    const shown = await uids();
    await server.control.setHabits({ arriving: 7 });
    for (let page = 0; page < 6; page += 1) {
      await turn('Older');
      const more = await uids();
      assert.equal(more.length, 20);
      shown.push(...more);
    }
    assert.equal(new Set(shown).size, shown.length, 'a file is shown twice');
    assert.deepEqual(there.filter((uid) => shown.includes(uid)), there.slice(0, 140));
  });

  test(`${name}: oldest first too, up to the files that arrive meanwhile, and back from a link`, async (t) => {
    const server = servers[name];
    const asked = { userId: 'u0004', offset: 0, count: 1000, desc: false };
    const there = ids(await askFiles(server, '/admin/file/user_files', asked));
    assert.ok(there.length > 300 && there.length < 1000, String(there.length));
    const { page, uids, turn, pager } = await open(t, name, `/c/${name}/files?view=user&user=u0004&order=oldest&size=100`);
    const shown = await uids();
    await server.control.setHabits({ arriving: 7 });
    for (let turns = 0; turns < 2; turns += 1) {
      await turn('Newer');
      shown.push(...await uids());
    }
    const last = new URL(page.url());
    // Somebody sends faster than one reads for as long as each call brings more.
    await server.control.setHabits({ arriving: 0 });
    for (let turns = 0; turns < 10 && !(await disabled(pager, 'Newer')); turns += 1) {
      await turn('Newer');
      shown.push(...await uids());
    }
    assert.equal(new Set(shown).size, shown.length, 'a file is shown twice');
    assert.deepEqual(shown.slice(0, there.length), there, 'a file that was there is hidden, or out of its place');
    assert.ok(shown.length > there.length, 'those that came meanwhile stand behind them');
    // What was read later lies where it lay, whatever arrived since.
    const other = await open(t, name, last.pathname + last.search);
    await expect.poll(() => other.uids()).toStrictEqual(there.slice(200, 300));
    for (const from of [100, 0]) {
      await other.turn('Older');
      await expect.poll(() => other.uids()).toStrictEqual(there.slice(from, from + 100));
    }
  });

  test(`${name}: a conversation oldest first, while files arrive`, async (t) => {
    const server = servers[name];
    const { page, uids, turn } = await open(t, name, conversation(name, '1-0-g003', '&size=20&order=oldest'));
    const before = [await uids()];
    for (let at = 0; at < 4; at += 1) {
      await turn('Newer');
      before.push(await uids());
    }
    await server.control.setHabits({ arriving: 7 });
    await page.goto(conversation(name, '1-0-g003', '&size=20&order=oldest'));
    await enterSecret(page, server.secret);
    const after = [await uids()];
    for (let at = 0; at < 4; at += 1) {
      await turn('Newer');
      after.push(await uids());
    }
    assert.deepEqual(after, before);
  });

  test(`${name}: oldest first, other sizes, and the last page`, async (t) => {
    const server = servers[name];
    const { page, uids, turn, pager } = await open(t, name, `/c/${name}/files?view=user&user=u0003`);
    const asked = { userId: 'u0003', offset: 0, count: 1000 };
    const newest = ids(await askFiles(server, '/admin/file/user_files', { ...asked, desc: true }));
    await expect.poll(uids).toStrictEqual(newest.slice(0, 50));
    await page.getByRole('combobox', { name: 'Order' }).selectOption({ label: 'Oldest first' });
    await page.waitForURL('**&order=oldest');
    const oldest = ids(await askFiles(server, '/admin/file/user_files', { ...asked, desc: false }));
    await expect.poll(uids).toStrictEqual(oldest.slice(0, 50));
    await expect.poll(() => disabled(pager, 'Oldest')).toBe(true);
    await page.getByRole('combobox', { name: 'Rows' }).selectOption('200');
    await page.waitForURL('**&size=200&order=oldest');
    await expect.poll(uids).toStrictEqual(oldest.slice(0, 200));
    await turn('Newer');
    await turn('Newer');
    await expect.poll(uids).toStrictEqual(oldest.slice(400));
    assert.ok(oldest.length < 600);
    await expect.poll(() => disabled(pager, 'Newer')).toBe(true);
    await page.getByText('This is the last page.').waitFor();
    await page.goBack();
    await expect.poll(uids).toStrictEqual(oldest.slice(200, 400));
    await turn('Oldest');
    await expect.poll(uids).toStrictEqual(oldest.slice(0, 200));
  });

  test(`${name}: find reads on until a row matches, says how far it is, and can be stopped`, async (t) => {
    const server = servers[name];
    const list = await askGroupFiles(server, name, { target: 'g002', count: 4000 });
    const wanted = list.filter(({ name: file }) => file.endsWith('.zip') && file.includes('备份')).slice(0, 3);
    const [first] = wanted;
    const far = list.findIndex(({ messageUid }) => messageUid === first.messageUid);
    const { page, panel, uids } = await open(t, name, conversation(name, '1-0-g002', '&size=20'));
    await page.getByRole('button', { name: 'Find…' }).click();
    await page.getByRole('status').getByText(/^Say what to find/).waitFor();
    await expect(page.getByLabel('Name')).toBeFocused();
    await page.getByLabel('Name').fill('备份');
    await page.getByRole('combobox', { name: 'Type' }).last().selectOption({ label: 'Archive' });
    await page.getByRole('button', { name: 'Find…' }).click();
    await page.getByRole('status').getByText(`Found. Files looked at: ${(far + 1).toLocaleString('en')}.`).waitFor();
    await panel.getByText(first.messageUid).first().waitFor();
    await expect.poll(async () => (await uids()).includes(first.messageUid)).toBe(true);
    await page.waitForURL(`**&open=${first.messageUid}`);
    // The result is in the address.
    await page.reload();
    await enterSecret(page, server.secret);
    await panel.getByText(first.messageUid).first().waitFor();
    for (const next of wanted.slice(1)) {
      await page.getByRole('button', { name: /^Find (the next one|on further pages)$/ }).click();
      await page.waitForURL(`**&open=${next.messageUid}`);
      await page.getByRole('button', { name: 'Find the next one' }).waitFor();
    }
    await page.goBack();
    await panel.getByText(wanted[1].messageUid).first().waitFor();

    // What is nowhere is looked for to the end; a call that hangs is not waited for.
    await page.getByLabel('Name').fill('nowhere');
    await server.control.addFault('hang', { path: '/admin/file/conversation_files' });
    await page.getByRole('button', { name: 'Find on further pages' }).click();
    await page.getByRole('status').getByText(/^Looked at so far: files \d+, pages \d+, [\d,]+ files\/s/).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    const stopped = page.getByRole('status').getByText(/^Stopped\. Looked at: files \d+, pages \d+; none matches/);
    const told = await stopped.innerText();
    // Gone on with and stopped again before anything came, nothing more was looked at.
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(stopped).toHaveText(told, { useInnerText: true });
    await server.control.clearFaults();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('status').getByText(/^The end of the list was reached, and nothing matches\. Files looked at from here on: [34],\d+\./).waitFor();
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await page.getByRole('button', { name: 'Clear the filter' }).waitFor({ state: 'detached' });
  });
}

test('a search that fails keeps what it knows, and Retry goes on', async (t) => {
  const server = servers.documented;
  const { page } = await open(t, 'documented', conversation('documented', '1-0-g004', '&size=20&name=nowhere'));
  await settled(page);
  await server.control.addFault('502-html', { path: '/admin/file/conversation_files', times: 1 });
  await page.getByRole('button', { name: 'Find on further pages' }).click();
  await page.getByRole('alert').getByText(/^Got a web page instead of the API/).waitFor();
  await page.getByRole('status').getByText(/^Stopped\. Looked at: files 20, pages 1; none matches/).waitFor();
  await page.getByRole('alert').getByRole('button', { name: 'Retry' }).click();
  const all = await askGroupFiles(server, 'documented', { target: 'g004', count: 10_000 });
  const counted = `The end of the list was reached, and nothing matches. Files looked at from here on: ${all.length.toLocaleString('en')}.`;
  await page.getByRole('status').getByText(counted).waitFor();
});

test('a time to begin with, in the zone of the browser', async (t) => {
  const server = servers.documented;
  const [, , third] = await askGroupFiles(server, 'documented', { target: 'g005', count: 3 });
  const { page, uids } = await open(t, 'documented', conversation('documented', '1-0-g005'));
  await page.getByLabel('From', { exact: true }).fill(local(third.timestamp - 1000));
  await page.getByLabel('From', { exact: true }).press('Enter');
  const from = Math.floor((third.timestamp - 1000) / 1000) * 1000;
  await page.waitForURL(`**&from=${from}`);
  await expect.poll(uids).toStrictEqual(ids(await askGroupFiles(server, 'documented', { target: 'g005', count: 50, from })));
  await page.reload();
  await enterSecret(page, server.secret);
  await settled(page);
  await expect(page.getByLabel('From', { exact: true })).toHaveValue(local(from));
  await page.goto(conversation('documented', '1-0-g005', '&from=1000'));
  await enterSecret(page, server.secret);
  await page.getByText('Asked from 1970-01-01 08:00:01.000 on.').waitFor();
  await page.getByRole('link', { name: 'Ask without a time to begin with' }).click();
  await page.getByText('Files 1 to 50').waitFor();
});

test('the form of the SDKs knows no such time, and says so', async (t) => {
  const { page, uids } = await open(t, 'sdk', conversation('sdk', '1-0-g005', '&from=1000'));
  await expect.poll(async () => (await uids()).length).toBe(50);
  await page.getByText(/^This server takes the form of the SDKs/).waitFor();
  await expect(page.getByLabel('From', { exact: true })).toBeDisabled();
});

for (const [what, habits] of [
  ['from-time exclusive, pages capped at 60 rows', { from_time: 'exclusive', count_cap: 60 }],
  ['flat rows without a time that say filename', { row_conversation: 'flat', row_time: 'left-out', row_name: 'filename' }],
]) {
  test(`${what}: the same files, forth and back and by link`, async (t) => {
    const server = servers.documented;
    const list = ids(await askGroupFiles(server, 'documented', { target: 'g001', count: 200 }));
    await server.control.setHabits(habits);
    const { page, rows, cell, uids, turn } = await open(t, 'documented', conversation('documented'));
    await expect.poll(uids).toStrictEqual(list.slice(0, 50));
    await turn('Older');
    await expect.poll(uids).toStrictEqual(list.slice(50, 100));
    await page.reload();
    await enterSecret(page, server.secret);
    await expect.poll(uids).toStrictEqual(list.slice(50, 100));
    await turn('Newer');
    await expect.poll(uids).toStrictEqual(list.slice(0, 50));
    const derived = await cell(rows.first(), 4).getByTitle('The server gave no time; this one is derived from the message UID.').count();
    assert.equal(derived, habits.row_time ? 1 : 0);
    await expect(cell(rows.first(), 0)).not.toContainText('no name', { useInnerText: true });
  });
}

test('rows without an id are shown, marked, and can be opened', async (t) => {
  const server = servers.documented;
  await server.control.setHabits({ without_uid_every: 3 });
  const { page, rows, panel, uids, turn, cell } = await open(t, 'documented', conversation('documented', '1-0-g002', '&size=20'));
  const first = await uids();
  assert.equal(first.length, 20);
  const without = first.map((uid, at) => (uid ? -1 : at)).filter((at) => at >= 0);
  assert.ok(without.length >= 5, first.join());
  await cell(rows.nth(without[0]), 0).getByText('no UID').waitFor();
  await cell(rows.nth(without[0]), 0).click();
  await page.waitForURL(`**&open=row-${without[0]}`);
  await panel.waitFor();
  await page.reload();
  await enterSecret(page, server.secret);
  await panel.waitFor();
  await expect(rows.nth(without[0])).toHaveAttribute('aria-selected', 'true');
  await turn('Older');
  const second = (await uids()).filter(Boolean);
  assert.ok(second.length >= 10 && !second.some((uid) => first.includes(uid)));
  await turn('Newer');
  await expect.poll(uids).toStrictEqual(first);
});

test('a millisecond with more files than a server gives at once is said to hold more', async (t) => {
  const server = servers.documented;
  // Once there are 10 000 files in one millisecond, 1 100 of them in this group.
  const all = [];
  let from = 4e12;
  const crowd = await until('the crowded millisecond is found', async () => {
    const list = await askGroupFiles(server, 'documented', { target: 'g001', count: 10_000, from });
    all.push(...list);
    from = list.at(-1).timestamp;
    const counts = new Map();
    for (const { timestamp } of list) counts.set(timestamp, (counts.get(timestamp) ?? 0) + 1);
    return [...counts].find(([, count]) => count > 1_000)?.[0];
  });
  await server.control.setHabits({ count_cap: 300 });
  const { page, uids, turn } = await open(t, 'documented', conversation('documented', '1-0-g001', `&size=200&from=${crowd}`));
  await expect.poll(async () => (await uids()).length).toBe(200);
  await turn('Older');
  await expect.poll(async () => (await uids()).length).toBe(200);
  await page.getByText(/^More may have been sent at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} than is shown/).waitFor();
});
