// Several pins at once: pasted lines, what would change, and what each write came to.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { changePin, heldPin, PIN_PATHS } from '../harness/api.mjs';
import { axe } from '../harness/axe.mjs';
import { expect } from '../harness/expect.mjs';
import { enterSecret, signIn, until } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

const { url, servers, secrets } = await world({ after }, {
  servers: {
    documented: { edition: 'professional', dialect: 'documented' },
    sdk: { edition: 'professional', dialect: 'sdk' },
  },
});
const KEY = '1-0-g1';
const USERS = ['alice', 'bob', 'carol', 'dave', 'erin'];

beforeEach(() => Promise.all(Object.entries(servers).map(async ([name, server]) => {
  await server.control.clearFaults();
  for (const user of USERS) await changePin(server, name, user, KEY, false);
  await server.control.clearRequests();
})));

const lines = (...users) => users.map((user) => `${user} group g1`).join('\n');

/** Opens the page with these lines pasted, and gives what an admin uses of it. */
async function several(t, name, text, { environment = 'test', ...options } = {}) {
  const opened = await pages(t, url).open({ connections: [{ slug: name, name: `IM ${name}`, environment }], ...options });
  const { page } = opened;
  const server = servers[name];
  await signIn(page, `/c/${name}/pins`, server.secret);
  const field = page.getByRole('textbox', { name: /^Lines/ });
  await field.fill(text);
  const card = page.getByRole('region', { name: 'Several at once' });
  const table = page.getByRole('table', { name: 'What would change, line by line' });
  return {
    ...opened,
    server,
    paths: PIN_PATHS[name],
    field,
    card,
    held: () => Promise.all(USERS.map((user) => heldPin(server, name, user, KEY))),
    /** What a line shows, from its number to what will change. */
    line: async (number) => {
      const cells = await table.getByRole('row').filter({ has: page.getByRole('cell', { name: String(number), exact: true }) }).getByRole('cell').allInnerTexts();
      return cells.map((cell) => cell.replaceAll(/\s+/g, ' ').trim());
    },
    press: (name) => card.getByRole('button', { name }).click(),
    see: () => card.getByRole('button', { name: 'See what would change' }).click(),
    says: (text) => card.getByText(text).first().waitFor(),
    writes: async () => (await server.control.requests()).filter(({ writes }) => writes).length,
  };
}

for (const name of Object.keys(servers)) {
  test(`${name}: lines are read, compared, written and verified, and turned round`, async (t) => {
    await changePin(servers[name], name, 'alice', KEY, true);
    const { page, line, press, see, says, held, writes, secrets: scan } = await several(t, name, [
      '# who asked for it',
      'alice group g1 0',
      'bob, 群组, g1, 0',
      '',
      'carol\t1\tg1',
      'dave gruop g1 0',
      'erin group',
      'bob 1 g1',
      'mallory group g1 0 0',
      'alice group g1 none',
    ].join('\n'));
    await says('Lines read: 8');
    await see();
    await press(`Pin 2 on IM ${name}`);
    await says('done: 2');
    await expect.poll(() => line(2)).toStrictEqual(['2', 'alice', '1-0-g1', 'Pinned', 'Nothing, already so']);
    const [, user, key, now, outcome] = await line(3);
    assert.deepEqual([user, key, now], ['bob', '1-0-g1', 'Pinned']);
    assert.match(outcome, /^Pinned, verified \d\d:\d\d:\d\d$/);
    await expect.poll(async () => (await line(5)).at(-1)).toMatch(/^Pinned, verified/);
    await expect.poll(() => line(6)).toStrictEqual(['6', 'dave', 'gruop g1 0', '', 'Type not known: gruop']);
    await expect.poll(async () => (await line(7)).at(-1)).toBe('No target');
    await expect.poll(async () => (await line(8)).at(-1)).toBe('Nothing, same as line 3');
    await expect.poll(async () => (await line(9)).at(-1)).toBe('More than four parts');
    await expect.poll(async () => (await line(10)).at(-1)).toBe('Line is no whole number from 0 up: none');
    await says('done: 2 · need nothing: 2 · left out until corrected: 4');
    await expect.poll(held).toStrictEqual([true, true, true, false, false]);
    await expect.poll(writes, { message: 'the one before and these two' }).toBe(3);

    await page.getByRole('radio', { name: 'Unpin' }).check();
    await press(`Unpin 3 on IM ${name}`);
    await says('done: 3');
    await expect.poll(held).toStrictEqual([false, false, false, false, false]);
    await page.getByRole('link', { name: 'Each is in Changes, where it can be undone' }).waitFor();
    await scan.check(secrets);
  });
}

test('the text survives a reload and what was typed meanwhile keeps what was read; 500 lines are the limit', async (t) => {
  const { page, field, line, see, says, press, card } = await several(t, 'documented', lines('alice', 'bob'));
  await page.getByRole('radio', { name: 'Unpin' }).check();
  await page.reload();
  await enterSecret(page, servers.documented.secret);
  await expect(field).toHaveValue(lines('alice', 'bob'));
  await expect(page.getByRole('radio', { name: 'Unpin' })).toBeChecked();
  await page.getByRole('radio', { name: 'Pin', exact: true }).check();
  await see();
  await says('Pin 2 on IM documented');
  await field.fill(`${lines('alice', 'bob', 'carol')}`);
  await expect.poll(async () => (await line(1))[3]).toBe('Not pinned');
  await expect.poll(async () => (await line(3))[3]).toBe('Not read yet');
  await press('Read the rest (1)');
  await says('Pin 3 on IM documented');
  await axe(page);
  await field.fill('u 1 g\n'.repeat(503));
  await says('At most 500 lines at once. Left out at the end: 3.');
  await field.fill('');
  await card.getByRole('button', { name: /on IM|See|Read/ }).first().waitFor({ state: 'detached' });
  await page.reload();
  await enterSecret(page, servers.documented.secret);
  await expect(field).toHaveValue('');
});

test('production asks once for the whole, naming the server and the count', async (t) => {
  const { page, see, says, press, held, writes } = await several(t, 'documented', lines('alice', 'bob', 'carol'), { environment: 'production' });
  await see();
  await press('Pin 3 on IM documented…');
  const dialog = page.getByRole('alertdialog', { name: 'Pin 3 on IM documented?' });
  await dialog.getByText(/This is a production server\. .* on IM documented: 3\./).waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await expect.poll(writes).toBe(0);
  await press('Pin 3 on IM documented…');
  await dialog.getByRole('button', { name: 'Pin 3 on IM documented' }).click();
  await says('done: 3');
  await expect.poll(held).toStrictEqual([true, true, true, false, false]);
});

test('it can be stopped between rows and gone on with, with counts and a rate', async (t) => {
  const { page, server, paths, see, says, press, held, line } = await several(t, 'documented', lines(...USERS));
  await see();
  await says('Pin 5 on IM documented');
  await server.control.addFault('latency', { path: paths.write });
  await press('Pin 5 on IM documented');
  const progress = page.getByRole('progressbar', { name: 'Writing…' });
  await page.getByText(/^1 of 5 · 0\.\d a second · about \d+ s left$/).waitFor();
  await press('Stop after this row');
  await expect(progress).toHaveAttribute('aria-valuenow', '1');
  await expect(progress).toHaveAttribute('aria-valuemax', '5');
  await expect(page.getByRole('radio', { name: 'Unpin' })).toBeDisabled();
  await progress.waitFor({ state: 'detached' });
  await server.control.clearFaults();
  await says('done: 2');
  await expect.poll(held).toStrictEqual([true, true, false, false, false]);
  await expect.poll(async () => (await line(3)).at(-1)).toBe('Pinned');
  await press('Pin 3 on IM documented');
  await says('done: 5');
  await expect.poll(held).toStrictEqual([true, true, true, true, true]);
});

test('each row has its own outcome: faster, refused, ignored; the failed alone are tried again', async (t) => {
  const { server, paths, see, says, press, held, line, writes } = await several(t, 'sdk', lines('alice', 'bob', 'carol', 'dave'));
  await see();
  await says('Pin 4 on IM sdk');
  await changePin(server, 'sdk', 'alice', KEY, true);
  await server.control.clearRequests();
  // Bob's is refused. Carol's stays unsaid: the rule for one path replaces the one before.
  await server.control.addFault('250', { path: paths.write, times: 1 });
  await press('Pin 4 on IM sdk');
  await says('failed: 1');
  // What failed is counted while the rows after it are still being written.
  await until('dave’s is written', async () => (await held())[3]);
  await expect.poll(async () => (await line(1)).at(-1)).toBe('Pinned already: not from this form. Nothing was sent.');
  await expect.poll(async () => (await line(2)).at(-1)).toBe('Nothing was written: Too many calls (250)');
  await expect.poll(async () => (await line(3)).at(-1)).toMatch(/^Pinned, verified/);
  await expect.poll(held).toStrictEqual([true, false, true, true, false]);
  await server.control.addFault('changed-write', { path: paths.write, times: 1 });
  await press('Retry the failed (1)');
  await says('Accepted, and still not pinned');
  await server.control.addFault('closed', { path: paths.write, times: 1 });
  await press('Retry the failed (1)');
  await says(/^Not written, read back: /);
  await server.control.addFault('closed-after', { path: paths.write, times: 1 });
  await press('Retry the failed (1)');
  await says(/^Pinned, verified \d\d:\d\d:\d\d; the answer to the write was lost$/);
  await expect.poll(held).toStrictEqual([true, true, true, true, false]);
  await expect.poll(writes, { message: 'carol’s, dave’s and four for bob' }).toBe(6);
});

test('an unknown outcome is said as unknown, and read back before anything is tried again', async (t) => {
  const { server, paths, see, says, press, held, line, writes } = await several(t, 'documented', lines('alice', 'bob'));
  await see();
  await says('Pin 2 on IM documented');
  await server.control.addFault('hang-after', { path: paths.write, times: 1 });
  await press('Pin 2 on IM documented');
  await until('the write arrived', writes);
  await server.control.addFault('closed', { path: paths.read, times: 1 });
  await says('unknown: 1');
  await expect.poll(async () => (await line(1)).at(-1)).toMatch(/^Outcome unknown: .* Read back$/);
  await says('done: 1');
  await server.control.addFault('502-html', { path: paths.read, times: 1 });
  await press('Read back line 1');
  await says('Outcome unknown: a web page, no code');
  await press('Retry the failed (1)');
  await says('done: 2');
  await expect.poll(async () => (await line(1)).at(-1)).toMatch(/the answer to the write was lost$/);
  await expect.poll(writes, { message: 'nothing was written a second time' }).toBe(2);
  await expect.poll(held).toStrictEqual([true, true, false, false, false]);
});

test('what fails for all ends by itself; what could not be read is read again', async (t) => {
  const { server, paths, see, says, press, line, writes } = await several(t, 'documented', lines(...USERS));
  await server.control.addFault('250', { path: paths.read });
  await see();
  await says(/^Ended by itself: three in a row failed/);
  await expect.poll(async () => (await line(3)).at(-1)).toBe('Could not be read: Too many calls (250)');
  await expect.poll(async () => (await line(4)).slice(3)).toStrictEqual(['Not read yet', '']);
  await server.control.clearFaults();
  await press('See what would change');
  await says('Pin 5 on IM documented');
  await server.control.addFault('502-html', { path: paths.read });
  await press('Pin 5 on IM documented');
  await says(/^Ended by itself: three in a row failed/);
  await says('failed: 3');
  await expect.poll(writes, { message: 'nothing is written unread' }).toBe(0);
  await server.control.clearFaults();
  await press('Retry the failed (3)');
  await says('done: 3');
  await press('Pin 2 on IM documented');
  await says('done: 5');
});

test('with the keyboard alone: from the lines to what each came to', async (t) => {
  const { page, field, says, held } = await several(t, 'documented', '', { environment: 'production' });
  const focused = () => page.evaluate(() => document.activeElement.textContent.trim());
  const tabTo = async (name) => {
    for (let step = 0; await focused() !== name; step += 1) {
      assert.ok(step < 8, `${name} is near, and ${await focused()} is not it`);
      await page.keyboard.press('Tab');
    }
  };
  await field.focus();
  await page.keyboard.insertText(lines('alice', 'bob'));
  await says('Lines read: 2');
  await tabTo('See what would change');
  await page.keyboard.press('Enter');
  await says('Pin 2 on IM documented…');
  await tabTo('Pin 2 on IM documented…');
  await page.keyboard.press('Enter');
  await page.getByRole('alertdialog').waitFor();
  await tabTo('Pin 2 on IM documented');
  await page.keyboard.press('Space');
  await says('done: 2');
  await expect.poll(held).toStrictEqual([true, true, false, false, false]);
});
