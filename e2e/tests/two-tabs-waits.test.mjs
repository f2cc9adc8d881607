// What is waited for in one tab while another one renames, removes or overtakes its connection: how it ends counts for what the
// connection is by then.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { changes, toChanges } from '../harness/changes.mjs';
import { addAgain, field, remove, save, to } from '../harness/connections.mjs';
import { expect } from '../harness/expect.mjs';
import { worldOnBothOrigins } from '../harness/origins.mjs';
import { robotForm } from '../harness/robots.mjs';
import { enterSecret, signIn, until } from '../harness/sign-in.mjs';
import { PASSPHRASE, openVault, storedVault, vaultOf } from '../harness/vault.mjs';
import { inWasmMemory, watchWasmMemory } from '../harness/wasm-memory.mjs';

const { servers: { a }, onBoth } = await worldOnBothOrigins({ after }, { servers: { a: { edition: 'professional', data: 'demo' } } });

beforeEach(async () => {
  await a.control.clearFaults();
  await a.control.clearRequests();
});

const gone = (page) => page.getByRole('heading', { name: 'This browser has no connection “a”' }).waitFor();
const held = () => until('a request is held', async () => (await a.control.requests()).some(({ fault }) => fault === 'held'));

/** A page, and another tab at the form of its connection. */
async function twoTabs(t, at, path, { isSignedIn = true } = {}) {
  const { page, context } = await at.open(t, { connections: [{ slug: 'a', name: 'Alpha' }], refresh: 'off' });
  await watchWasmMemory(page);
  if (isSignedIn) await signIn(page, path, a.secret);
  else await page.goto(path);
  const other = await context.newPage();
  await other.goto('/c/a/connection');
  await other.getByRole('heading', { name: 'Edit Alpha' }).waitFor();
  return { page, other };
}

async function rename(other) {
  await field(other, 'Name in links').fill('first');
  await save(other);
}

for (const [what, faults] of [
  ['still reading', [undefined]],
  ['on its way', ['/admin/modify_setting', '/admin/system/put_setting']],
]) {
  test(`a write that is ${what} while its connection is renamed stands in the new name’s changes, with its end`, onBoth(async (t, at) => {
    const { page, other } = await twoTabs(t, at, '/c/a/system-settings/1');
    await field(page, /^Value/).fill(`${Date.now() % 5000}`);
    for (const path of faults) await a.control.addFault('held', { path });
    await page.getByRole('button', { name: /^Write to Alpha/ }).click();
    await held();
    await rename(other);
    await page.waitForURL('**/c/first/system-settings/1');
    await a.control.clearFaults();
    await toChanges(page);
    const { rows } = changes(page);
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText('Verified');
    // Kept under that name, for another tab, and nothing is left under the old one.
    await toChanges(other);
    await expect(changes(other).rows).toContainText('Verified');
    await other.goto('/connections/new');
    await addAgain(other);
    await toChanges(other);
    await other.getByText('Nothing was changed from this browser yet').waitFor();
  }));
}

/** Types the secret, to be kept in a new vault, and presses the button; the answer is held. */
async function tries(page) {
  const { secret, tick, fresh, again, goOn } = vaultOf(page);
  await secret.fill(a.secret);
  await tick.check();
  await fresh.fill(PASSPHRASE);
  await again.fill(PASSPHRASE);
  await a.control.addFault('held');
  await goOn.click();
  await held();
}

test('a secret that is tried while its connection is removed is kept nowhere', onBoth(async (t, at) => {
  const { page, other } = await twoTabs(t, at, '/c/a/overview', { isSignedIn: false });
  await tries(page);
  await remove(other);
  await gone(page);
  await a.control.clearFaults();
  await expect.poll(() => inWasmMemory(page, [a.secret, PASSPHRASE])).toStrictEqual([0, 0]);
  await expect.poll(() => storedVault(page)).toBe(null);
  // Who takes the name has nothing of it.
  await addAgain(other);
  await vaultOf(page).secret.waitFor();
  await expect(page.getByText(/^The vault gets this secret/)).toHaveCount(0);
}));

test('a secret that is tried while its connection is renamed is kept under the new name', onBoth(async (t, at) => {
  const { page, other } = await twoTabs(t, at, '/c/a/system-settings/1', { isSignedIn: false });
  await tries(page);
  await rename(other);
  await page.waitForURL('**/c/first/system-settings/1');
  await a.control.clearFaults();
  await page.getByRole('button', { name: /^Alpha .*Signed in/ }).waitFor();
  await expect.poll(async () => JSON.parse((await storedVault(page)) ?? '{"entries":[]}').entries.map(({ of }) => of.slug)).toStrictEqual(['first']);
  await page.reload();
  await openVault(page);
  await page.getByRole('button', { name: /^Alpha .*Signed in/ }).waitFor();
}));

test('a robot’s new secret does not come back to a connection that is gone, and no tab asks because of it', onBoth(async (t, at) => {
  const { page, other } = await twoTabs(t, at, `/c/a/robots?id=robot${at.isSecure ? 21 : 22}`);
  const { rotate, write, secret } = robotForm(page);
  const asks = () => page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));
  await rotate.click();
  const made = await secret.inputValue();
  for (const path of ['/admin/robot/create', '/admin/robot/update']) await a.control.addFault('held', { path });
  await write.click();
  await held();
  await expect.poll(asks, { message: 'while it is written the browser asks' }).toBe(true);
  await remove(other);
  await gone(page);
  await a.control.clearFaults();
  await expect.poll(() => inWasmMemory(page, [a.secret, made])).toStrictEqual([0, 0]);
  await expect.poll(asks).toBe(false);
}));

test('a tab that can’t read what another one stored writes nothing, and moves and forgets nothing of it', onBoth(async (t, at) => {
  const { page, other } = await twoTabs(t, at, '/c/a/system-settings/1');
  await field(page, /^Value/).fill('4321');
  await expect.poll(() => page.evaluate(() => localStorage.getItem('firetower.drafts.a'))).toContain('4321');
  await a.control.addFault('held');
  await page.getByRole('button', { name: /^Write to Alpha/ }).click();
  await held();
  await other.evaluate(() => localStorage.setItem('firetower.connections', '{"version":2,"connections":[]}'));
  await page.getByRole('alert').getByText('This tab no longer follows the others').waitFor();
  await page.getByText('Read-only', { exact: true }).first().waitFor();
  await a.control.clearFaults();
  await page.getByRole('alert').filter({ hasText: 'Not sent: ' }).waitFor();
  assert.deepEqual((await a.control.requests()).filter(({ writes }) => writes), []);
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key !== 'firetower.active' && key.startsWith('firetower.')).sort());
  const before = await kept();
  assert.ok(before.includes('firetower.drafts.a'));
  await to(page, 'Connections');
  await page.getByRole('link', { name: 'Edit Alpha' }).click();
  await rename(page);
  await page.waitForURL('**/c/first/overview');
  await expect.poll(kept).toStrictEqual(before);
  await to(page, 'Connections');
  await page.getByRole('button', { name: 'Remove… Alpha' }).click();
  await page.getByRole('button', { name: 'Remove from this browser' }).click();
  await expect(page.getByRole('button', { name: /^Remove… Alpha/ })).toHaveCount(0);
  await expect.poll(kept).toStrictEqual(before);
}));

/** In one task, so that this tab hears of the first list when the second one is what is stored. */
const storeBoth = (other, lists) => other.evaluate((lists) => {
  for (const list of lists) localStorage.setItem('firetower.connections', JSON.stringify({ version: 1, ...list }));
}, lists);

const storedList = (page) => page.evaluate(() => JSON.parse(localStorage.getItem('firetower.connections')).connections);

test('a connection that went and came back before this tab heard of it asks for its secret, and takes it', onBoth(async (t, at) => {
  const { page, other } = await twoTabs(t, at, '/c/a/system-settings/1');
  const connections = await storedList(page);
  await storeBoth(other, [{ connections: [] }, { connections }]);
  await page.getByRole('heading', { name: 'Secret for Alpha' }).waitFor();
  await enterSecret(page, a.secret);
  await page.getByRole('button', { name: /^Alpha .*Signed in/ }).waitFor();
  await field(page, /^Value/).waitFor();
}));
