// What is typed and not sent outlives a lock and a reload, secrets excepted, and a write under way ends honestly.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { expect } from '../harness/expect.mjs';
import { lockByButton, locked, openAgain, showsNothingOf } from '../harness/lock.mjs';
import { worldOnBothOrigins } from '../harness/origins.mjs';
import { enterSecret, signIn, until } from '../harness/sign-in.mjs';

const { servers, onBoth } = await worldOnBothOrigins({ after }, { servers: { a: { edition: 'professional', dialect: 'sdk', data: 'demo' } } });
const { a } = servers;

beforeEach(() => Promise.all([a.control.clearFaults(), a.control.clearRequests()]));

async function opened(t, at, path) {
  const all = await at.open(t, { connections: [{ slug: 'a', name: 'IM a', environment: 'test' }], refresh: 'off' });
  await signIn(all.page, path, a.secret);
  return all;
}

const box = (page, name) => page.getByRole('textbox', { name });

/** Locks and opens again, and then reloads: `check` must hold after both. */
async function outlives(page, typed, check, { asksSecret = true } = {}) {
  const path = () => new URL(page.url()).pathname + new URL(page.url()).search;
  const before = path();
  await lockByButton(page);
  await showsNothingOf(page, typed);
  await openAgain(page);
  if (asksSecret) await enterSecret(page, a.secret);
  assert.equal(path(), before);
  await check();
  await page.reload();
  if (asksSecret) await enterSecret(page, a.secret);
  await check();
}

async function says(field, wanted) {
  await until(`the field says ${wanted}`, async () => (await field.inputValue().catch(() => '')) === wanted);
}

const FIELDS = [
  ['the id of a setting', '/c/a/system-settings', async (page) => page.getByRole('button', { name: 'Open another id' }).or(page.locator('.flush')).first().click(), (page) => page.locator('#open-id'), '4321'],
  ['the range of a scan', '/c/a/system-settings/scan', null, (page) => box(page, /^From/), '77'],
  ['a pin', '/c/a/pins', null, (page) => page.locator('.pin-ask input[name=user]'), 'kept-user'],
  ['the lines of several pins', '/c/a/pins', null, (page) => box(page, /^Lines/), 'kept-user group g1'],
  ['whose files', '/c/a/files?view=user', null, (page) => page.locator('form.filters input[name=user]'), 'kept-user'],
  ['whose setting', '/c/a/user-settings', null, (page) => page.locator('form.question input[name=scope]'), '1234'],
  ['the id of a robot', '/c/a/robots', null, (page) => page.locator('#open-robot'), 'kept-robot'],
  ['what the console looks for', '/c/a/console', null, (page) => page.getByRole('searchbox').first(), 'robot'],
];

for (const [what, path, before, field, text] of FIELDS) {
  test(`${what} is kept`, onBoth(async (t, at) => {
    const { page } = await opened(t, at, path);
    if (before) await before(page);
    await field(page).fill(text);
    await outlives(page, [`>${text}<`], () => says(field(page), text));
  }));
}

test('the console keeps its body, and one that holds a secret goes with the memory', onBoth(async (t, at) => {
  const { page, secrets: scan } = await opened(t, at, '/c/a/console?path=/admin/system/get_setting');
  const body = box(page, /^Body/);
  await body.fill('{"id": 987}');
  await outlives(page, ['987'], () => says(body, '{"id": 987}'));
  await body.fill(`{"id": "${a.secret}"}`);
  await lockByButton(page);
  await scan.check([a.secret]);
  await openAgain(page);
  await enterSecret(page, a.secret);
  await expect.poll(() => body.inputValue()).not.toContain(a.secret);
  // What is pasted is kept too, unless it is signed.
  await page.locator('details.paste summary').click();
  const line = page.locator('details.paste textarea');
  await line.fill('curl http://x/admin/health');
  await page.reload();
  await enterSecret(page, a.secret);
  await says(line, 'curl http://x/admin/health');
  await page.locator('details.paste summary').click();
  await line.fill("curl http://x/admin/health -H 'sign: 0123456789abcdef'");
  assert.ok(!(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).includes('0123456789abcdef'));
}));

test('the form of a connection is kept but for its secret, and forgotten once it was saved', onBoth(async (t, at) => {
  const { page, secrets: scan } = await at.open(t, { refresh: 'off' });
  await page.goto('/connections/new');
  await box(page, /^Address/).fill('/im/a');
  await page.getByLabel('Name', { exact: true }).fill('My server');
  await box(page, /^Secret/).fill(a.secret);
  await page.getByRole('radio', { name: 'Test' }).check({ force: true });
  const kept = async () => {
    await says(page.getByLabel('Name', { exact: true }), 'My server');
    await says(box(page, /^Address/), '/im/a');
    await expect(box(page, /^Secret/)).toHaveValue('');
    await expect(page.getByRole('radio', { name: 'Test' })).toBeChecked();
  };
  await outlives(page, ['My server'], kept, { asksSecret: false });
  await scan.check([a.secret]);
  await page.getByRole('button', { name: 'Save and open' }).click();
  await page.getByRole('heading', { name: 'Secret for My server' }).waitFor();
  await expect.poll(() => page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('firetower.kept')))).toStrictEqual([]);
  await page.goto('/connections/new');
  await page.getByLabel('Name', { exact: true }).waitFor();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('');
}));

test('what was typed for a connection is forgotten with it', onBoth(async (t, at) => {
  const { page } = await opened(t, at, '/c/a/robots');
  await page.locator('#open-robot').fill('kept-robot');
  await until('it is kept', () => page.evaluate(() => JSON.stringify({ ...sessionStorage }).includes('kept-robot')));
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Connections' }).click();
  await page.getByRole('button', { name: /^Remove|^Forget/ }).first().click();
  await page.getByRole('alertdialog').getByRole('button', { name: /^Remove|^Forget/ }).click();
  await until('it is forgotten', () => page.evaluate(() => !JSON.stringify({ ...sessionStorage }).includes('kept-robot')));
}));

test('a write that a lock overtakes is in the journal as written and not read back', onBoth(async (t, at) => {
  const { page } = await opened(t, at, '/c/a/system-settings/1');
  const value = box(page, /^Value/);
  const before = await value.inputValue();
  const text = at.isSecure ? '611' : '612';
  await value.fill(text);
  await a.control.addFault('latency', { path: '/admin/system/put_setting' });
  const sent = page.waitForRequest((request) => request.url().endsWith('/put_setting'));
  const answered = page.waitForResponse((response) => response.url().endsWith('/put_setting'));
  await page.getByRole('button', { name: /^Write to IM a/ }).click();
  await sent;
  await page.keyboard.press('Control+Shift+L');
  await locked(page);
  await answered;
  await openAgain(page);
  await enterSecret(page, a.secret);
  // The draft stays, since nobody saw that the server holds it.
  await until('the draft is there', async () => (await value.inputValue()) === text);
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Changes' }).click();
  const row = page.getByRole('row').filter({ hasText: text });
  await row.getByText('Written, not verified').first().waitFor();
  assert.notEqual(before, text);
}));

test('so is one whose connection was edited meanwhile: nothing is signed after the lock', onBoth(async (t, at) => {
  const { page, context } = await at.open(t, { connections: [{ slug: 'a', name: 'IM a', environment: 'test' }], refresh: 'off' });
  await signIn(page, '/c/a/system-settings/1', a.secret);
  const other = await context.newPage();
  await other.goto('/c/a/connection');
  await other.getByLabel('Name', { exact: true }).fill('IM renamed');
  const text = `6${at.isSecure ? 2 : 3}1`;
  await box(page, /^Value/).fill(text);
  await a.control.addFault('held', { path: '/admin/system/put_setting' });
  const answered = page.waitForResponse((response) => response.url().endsWith('/put_setting'));
  await page.getByRole('button', { name: /^Write to IM a/ }).click();
  await until('the write is held', async () => (await a.control.requests()).some(({ fault }) => fault === 'held'));
  await other.getByRole('button', { name: 'Save and open' }).click();
  await page.getByRole('button', { name: /^IM renamed / }).waitFor();
  await page.keyboard.press('Control+Shift+L');
  await locked(page);
  await a.control.clearRequests();
  await a.control.clearFaults();
  await answered;
  await openAgain(page);
  await page.getByRole('heading', { name: 'Secret for IM renamed' }).waitFor();
  assert.deepEqual(await a.control.requests(), []);
  await enterSecret(page, a.secret);
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Changes' }).click();
  await page.getByRole('row').filter({ hasText: text }).getByText('Written, not verified').first().waitFor();
}));
