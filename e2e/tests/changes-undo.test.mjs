// Undo, another try and reading back, from the list of changes and from the form: each goes the way of every write, and
// nothing is offered that nobody knows to be right.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { ask, changeSetting, heldSetting, SETTING_PATHS } from '../harness/api.mjs';
import { changes, seedChanges, toChanges, write } from '../harness/changes.mjs';
import { expect, words } from '../harness/expect.mjs';
import { enterSecret, signIn, until } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

const { url, servers } = await world({ after }, {
  servers: { a: { edition: 'community' } },
});
const { a } = servers;
const PATHS = SETTING_PATHS.sdk;
const held = async () => (await heldSetting(a, 'sdk', 1))?.value;
const writeCount = async () => (await a.control.requests()).filter(({ writes }) => writes).length;

beforeEach(async () => {
  await a.control.clearFaults();
  await changeSetting(a, 'sdk', 1, '3000', 'most members');
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

test('undo goes the way of every write, and is itself a change that can be undone', async (t) => {
  const { page, rows, detail, verified } = await written(t, [[1, '5000']]);
  await rows.click();
  await a.control.clearRequests();
  await detail.getByRole('button', { name: 'Undo, back to 3000' }).click();
  await verified.waitFor();
  await expect.poll(held).toBe('3000');
  await expect.poll(writeCount).toBe(1);
  await rows.nth(1).waitFor();
  await expect.poll(() => words(rows.first())).toMatch(/Undo: Write setting Largest group size 5000 3000 Verified$/);
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
  await expect.poll(() => words(row)).toBe('value 5000 4321 3000');
  await expect.poll(writeCount).toBe(0);
  await expect(rows, 'nothing was sent, so nothing is listed').toHaveCount(1);
  await page.getByRole('button', { name: 'Leave 4321' }).click();
  await conflict.waitFor({ state: 'detached' });
  await expect.poll(held).toBe('4321');
  await detail.getByRole('button', { name: 'Undo, back to 3000' }).click();
  await page.getByRole('button', { name: 'Overwrite 4321 with 3000', exact: true }).click();
  await verified.waitFor();
  await expect.poll(held).toBe('3000');
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
  await expect.poll(held).toBe('3000');
  await expect.poll(async () => (await Promise.all((await rows.all()).map(words))).map((row) => row.split(' ').at(-1))).toStrictEqual(['Verified', 'Refused', 'Verified']);
  await page.goBack();
  await page.goBack();
  await page.getByRole('alert').filter({ hasText: 'You started from 5000; the server now holds 3000.' }).waitFor();
  await expect(page.getByRole('textbox', { name: /^Value/ })).toHaveValue('6000');
});

test('what was made cannot be deleted, and what never arrived can be written again', async (t) => {
  const id = 77_001 + Math.floor(Math.random() * 10_000);
  const { page, rows, detail, verified } = await written(t, [[id, 'first']]);
  await rows.click();
  await detail.getByText('It was not there before, and nothing in the API deletes it: this cannot be undone.').waitFor();
  await expect(page.getByRole('button', { name: /^Undo/ })).toHaveCount(0);
  await a.control.addFault('closed', { path: PATHS.write, times: 1 });
  await page.goBack();
  await page.goBack();
  await write(page, [1, '5000', 'Not written']);
  await toChanges(page);
  await rows.filter({ hasText: 'Not written' }).click();
  await detail.getByRole('button', { name: 'Write it again' }).click();
  await verified.waitFor();
  await expect.poll(held).toBe('5000');
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
  await expect(detail.getByRole('button', { name: /Undo|Read back|again/ })).toHaveCount(0);
  await detail.getByText('Outcome unknown').waitFor();
  await detail.getByText('Nobody knows what it came to. Read back first; undo or another try is offered after that.').waitFor();
  await expect(page.getByRole('button', { name: /^Undo|again$/ }).filter({ hasNotText: 'Read again' })).toHaveCount(0);
  await detail.getByRole('button', { name: 'Read back' }).click();
  await page.getByRole('button', { name: 'Retry' }).waitFor();
  await a.control.clearFaults();
  await page.getByRole('button', { name: 'Retry' }).click();
  await detail.getByText('Verified', { exact: true }).waitFor();
  await page.reload();
  await expect(rows).toHaveCount(1);
  await expect.poll(() => words(rows)).toMatch(/3000 5000 Verified$/);
  await expect.poll(writeCount).toBe(1);
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
  await expect(button).toBeDisabled();
  const failedReads = async () => (await a.control.requests()).filter(({ path, fault }) => path === PATHS.read && fault === 'closed').length;
  const failedBefore = await failedReads();
  await page.getByRole('button', { name: 'Read back' }).click();
  // The fault must have met this reading before it goes.
  await until('it was read back in vain', async () => (await failedReads()) > failedBefore);
  await page.getByRole('alert').filter({ hasText: 'Written, not verified' }).waitFor();
  await a.control.clearFaults();
  await page.getByRole('button', { name: 'Read back' }).click();
  // The write is verified now, and what was typed since is a draft over it.
  await page.getByRole('status').filter({ hasText: 'the server holds what you wrote' }).waitFor();
  await expect(value).toHaveValue('6000');
  await button.click();
  await until('the second write arrived', async () => (await held()) === '6000');
  await expect.poll(writeCount).toBe(2);
});

test('a tab that was closed leaves an entry that says that nobody knows', async (t) => {
  const opened = await pages(t, url).open({ refresh: 'off', connections: [{ slug: 'a', name: 'IM a' }] });
  const { page, context } = opened;
  await signIn(page, '/c/a/system-settings/1', a.secret);
  await page.getByRole('textbox', { name: /^Value/ }).fill('5000');
  await a.control.addFault('hang-after', { path: PATHS.write });
  await page.getByRole('main').getByRole('button', { name: /^Write to / }).click();
  await until('the write arrived', writeCount);
  const second = await context.newPage();
  await second.clock.install();
  await page.close();
  await second.goto('/c/a/changes');
  const { rows, detail } = changes(second);
  await rows.filter({ hasText: 'Nobody knows' }).click();
  await detail.getByText(/^It was sent, and no end was noted: its tab was closed or reloaded/).waitFor();
  // Whether the other tab is gone shows with time.
  await detail.getByText('Another tab may still be waiting for the answer. Read back is offered 30 s after it was sent.').waitFor();
  await expect(detail.getByRole('button', { name: /Read back|secret/ })).toHaveCount(0);
  await second.clock.runFor(31_000);
  // After a reload the secret is asked for where it is needed.
  await detail.getByText('This needs the connection’s secret, which a reload forgets.').waitFor();
  await detail.getByRole('button', { name: 'Enter the secret…' }).click();
  await enterSecret(second, a.secret);
  await a.control.clearFaults();
  await detail.getByRole('button', { name: 'Read back' }).click();
  await detail.getByRole('button', { name: 'Undo, back to 3000' }).waitFor();
  await expect(rows).toHaveCount(1);
  await expect.poll(() => words(rows)).toMatch(/3000 5000 Verified$/);
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
  await dialog.getByText('This is a production server. Largest group size changes at once.').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await detail.waitFor();
  await expect.poll(held).toBe('5000');
  await detail.getByRole('button', { name: 'Undo, back to 3000…' }).click();
  await dialog.getByRole('button', { name: 'Write to IM a' }).click();
  await verified.waitFor();
  await expect.poll(held).toBe('3000');
});


test('undoing a robot’s change leaves its secret and everything else as it is', async (t) => {
  const robot = {
    userId: 'robot-1', name: 'robot-1', displayName: 'Second', portrait: 'http://p', owner: 'robot-1', secret: 'hush-hush-hush', callback: 'http://c',
  };
  await ask(a, '/admin/robot/create', robot);
  const read = async () => {
    const { updateDt: _, ...held } = (await ask(a, '/admin/user/get_robot_info', { robotId: 'robot-1' })).result;
    return held;
  };
  const now = await read();
  assert.equal(now.secret, robot.secret);
  const names = ['name', 'displayName', 'callback', 'secret', 'owner', 'portrait', 'gender', 'mobile', 'email', 'address', 'company', 'social', 'extra', 'robotExtra'];
  const record = (changed) => Object.fromEntries(
    names.map((name) => [name, name === 'secret' ? null : String({ ...now, ...changed }[name] ?? '')]),
  );
  const { page, secrets: scan } = await pages(t, url).open({ refresh: 'off', connections: [{ slug: 'a', name: 'IM a' }] });
  await signIn(page, '/c/a/system-settings/1', a.secret);
  await toChanges(page);
  await seedChanges(page, 'a', [
    { target: { robot: { id: 'robot-1' } }, before: record({ displayName: 'First' }), after: record({}), rotated: true },
  ]);
  await page.getByRole('button', { name: 'Read again' }).click();
  const { rows, detail, verified } = changes(page);
  await rows.click();
  await detail.getByText(/^The secret was to be replaced too/).waitFor();
  await detail.getByRole('button', { name: 'Undo all but the secret, which does not come back' }).click();
  await verified.waitFor();
  await expect.poll(read).toStrictEqual({ ...now, displayName: 'First' });
  await rows.nth(1).waitFor();
  await expect.poll(() => words(rows.first())).toMatch(/Undo: Write robot Robot robot-1.* displayName Second displayName First Verified$/);
  await scan.checkKept([robot.secret]);
});
