// What one tab does to a connection, and what the other tabs still hold of it then.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { addAgain, field, remove, save, to } from '../harness/connections.mjs';
import { expect } from '../harness/expect.mjs';
import { worldOnBothOrigins } from '../harness/origins.mjs';
import { robotForm } from '../harness/robots.mjs';
import { enterSecret, signIn, until } from '../harness/sign-in.mjs';
import { inWasmMemory, watchWasmMemory } from '../harness/wasm-memory.mjs';

const { servers, here, onBoth } = await worldOnBothOrigins({ after }, {
  servers: { a: { edition: 'professional', data: 'demo' }, b: { edition: 'professional', data: 'demo' } },
});

beforeEach(() => Promise.all(Object.values(servers).map(({ control }) => control.clearRequests())));

/** A page signed in at Alpha, and another tab at its form. */
async function twoTabs(t, at, path) {
  const { page, context } = await at.open(t, { connections: [{ slug: 'a', name: 'Alpha' }, { slug: 'c', name: 'Gamma', address: '/im/a' }], refresh: 'off' });
  await watchWasmMemory(page);
  await signIn(page, path, servers.a.secret);
  const other = await context.newPage();
  await other.goto('/c/a/connection');
  await other.getByRole('heading', { name: 'Edit Alpha' }).waitFor();
  return { page, context, other };
}

const asksSecret = (page) => page.getByRole('heading', { name: 'Secret for Alpha' }).waitFor();

/** Gives the robot a new secret in this tab, which is not noted. */
async function rotated(page) {
  const { rotate, write, secret, once } = robotForm(page);
  await rotate.click();
  const made = await secret.inputValue();
  await write.click();
  await once.waitFor();
  return made;
}

/** Whether the browser asks before it reloads the page, which stays. */
async function asksBeforeReload(page) {
  let asked = false;
  page.once('dialog', (dialog) => {
    asked = true;
    return dialog.dismiss();
  });
  await page.evaluate(() => {
    location.reload();
  }).catch(() => {});
  return () => asked;
}

test('what one tab removes leaves the memory of the others: secret, requests, and a robot’s secret that nobody noted', onBoth(async (t, at) => {
  const { page, other } = await twoTabs(t, at, `/c/a/robots?id=robot${at.isSecure ? 21 : 22}`);
  const made = await rotated(page);
  await remove(other);
  await page.getByRole('heading', { name: 'This browser has no connection “a”' }).waitFor();
  await expect.poll(() => inWasmMemory(page, [servers.a.secret, made])).toStrictEqual([0, 0]);
  await addAgain(other);
  await asksSecret(page);
  await page.getByRole('link', { name: 'Requests' }).click();
  await page.getByRole('heading', { level: 1, name: 'Requests' }).waitFor();
  await expect(page.getByRole('main').getByRole('row')).toHaveCount(0);
  await to(page, 'Robots');
  await enterSecret(page, servers.a.secret);
  await expect(robotForm(page).once).toHaveCount(0);
}));

test('what one tab moves to another address asks for its secret in the others, and again where it comes back', onBoth(async (t, at) => {
  const { page, other } = await twoTabs(t, at, '/c/a/system-settings/7');
  const goTo = async (page, name) => {
    await to(page, 'Connections');
    await page.getByRole('main').getByRole('link', { name, exact: true }).click();
  };
  const move = async (address) => {
    await field(other, 'Address').fill(address);
    await save(other);
    await asksSecret(other);
  };
  await move('/im/b');
  await asksSecret(page);
  await expect.poll(() => inWasmMemory(page, [servers.a.secret])).toStrictEqual([0]);
  await enterSecret(page, servers.b.secret);
  // While this tab is elsewhere, it goes away and comes back.
  await goTo(page, 'Gamma');
  await page.getByRole('heading', { name: 'Secret for Gamma' }).waitFor();
  for (const address of ['/im/a', '/im/b']) {
    await to(other, 'Connections');
    await other.getByRole('link', { name: 'Edit Alpha' }).click();
    await move(address);
  }
  await goTo(page, 'Alpha');
  await asksSecret(page);
  await page.getByRole('link', { name: 'Requests' }).click();
  await page.getByRole('heading', { level: 1, name: 'Requests' }).waitFor();
  await expect(page.getByRole('main').getByRole('row')).toHaveCount(0);
}));

test('a tab follows its connection to another name in links, with all that is typed', onBoth(async (t, at) => {
  const { page, other } = await twoTabs(t, at, '/c/a/system-settings/7');
  await field(page, /^Value/).fill('half written');
  await field(other, 'Name in links').fill('first');
  await save(other);
  await page.waitForURL('**/c/first/system-settings/7');
  await page.getByRole('button', { name: /^Alpha .*Signed in/ }).waitFor();
  await expect(field(page, /^Value/)).toHaveValue('half written');
  await field(page, /^Value/).fill('half written, and more');
  await page.reload();
  await enterSecret(page, servers.a.secret);
  await expect(field(page, /^Value/)).toHaveValue('half written, and more');
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.endsWith('.a'))), []);
}));

test('a robot’s secret that was not noted stays at hand under the new name', onBoth(async (t, at) => {
  const robot = `robot${at.isSecure ? 23 : 24}`;
  const { page, other } = await twoTabs(t, at, `/c/a/robots?id=${robot}`);
  const made = await rotated(page);
  await field(other, 'Name in links').fill('first');
  await save(other);
  await page.waitForURL(`**/c/first/robots?id=${robot}`);
  const { once } = robotForm(page);
  await once.waitFor();
  await expect(once.locator('input')).toHaveValue(made);
  const asked = await asksBeforeReload(page);
  await expect.poll(asked, { message: 'it is still at stake' }).toBe(true);
}));

test('a write that is on its way while its connection is renamed leaves no draft behind', onBoth(async (t, at) => {
  const { page, other } = await twoTabs(t, at, '/c/a/system-settings/1');
  await field(other, 'Name in links').fill('first');
  const text = at.isSecure ? '711' : '712';
  await field(page, /^Value/).fill(text);
  for (const path of ['/admin/modify_setting', '/admin/system/put_setting']) await servers.a.control.addFault('held', { path });
  t.after(() => servers.a.control.clearFaults());
  await page.getByRole('button', { name: /^Write to Alpha/ }).click();
  await until('the write is held', async () => (await servers.a.control.requests()).some(({ fault }) => fault === 'held'));
  await save(other);
  await page.waitForURL('**/c/first/system-settings/1');
  await servers.a.control.clearFaults();
  const drafts = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('firetower.drafts.')));
  await expect.poll(drafts).toStrictEqual([]);
}));

test('a renamed connection takes its drafts along, and what is typed', async (t) => {
  const { page } = await here.open(t, { connections: [{ slug: 'a', name: 'Alpha' }], refresh: 'off' });
  await signIn(page, '/c/a/system-settings/7', servers.a.secret);
  const all = [
    ['system-settings/7', () => field(page, /^Value/), 'a setting'],
    ['user-settings?user=user1&scope=0&key=k', () => field(page, /^Value/), 'a user setting'],
    ['robots?id=robot25', () => field(page, /^Callback/), 'http://a.robot/'],
    ['console?path=/admin/user/get_info', () => field(page, /^Body/), '{"userId": "typed"}'],
    ['pins', () => field(page, /^Lines/), 'u1 group g1'],
    ['system-settings/scan', () => field(page, /^From/), '77'],
  ];
  for (const [path, typed, text] of all) {
    await page.goto(`/c/a/${path}`);
    await enterSecret(page, servers.a.secret);
    await typed().fill(text);
  }
  await to(page, 'Connections');
  await page.getByRole('link', { name: 'Edit Alpha' }).click();
  await field(page, 'Name in links').fill('first');
  await save(page);
  await page.waitForURL('**/c/first/overview');
  const left = await page.evaluate(() => [...Object.keys(localStorage).filter((key) => key.endsWith('.a')), ...Object.keys(sessionStorage).filter((key) => key.includes('.a.'))]);
  assert.deepEqual(left, []);
  for (const [path, typed, text] of all) {
    await page.goto(`/c/first/${path}`);
    await enterSecret(page, servers.a.secret);
    await expect(typed(), path).toHaveValue(text);
  }
});

test('a list that another tab stored in a newer way is said to be that, and what is changed here holds here', onBoth(async (t, at) => {
  const { page, other } = await twoTabs(t, at, '/c/a/overview');
  await to(page, 'Connections');
  await page.getByRole('row').filter({ hasText: 'Alpha' }).waitFor();
  const newer = '{"version":2,"connections":[],"vaults":[]}';
  await other.evaluate((newer) => localStorage.setItem('firetower.connections', newer), newer);
  const told = page.getByText(/^Another tab stored the connections in a way that this tab can’t read/);
  await told.waitFor();
  await page.getByRole('link', { name: 'Edit Alpha' }).click();
  await told.waitFor();
  await field(page, 'Name').fill('Alpha, changed');
  await save(page);
  await page.getByRole('button', { name: /^Alpha, changed .*Signed in/ }).waitFor();
  assert.equal(await page.evaluate(() => localStorage.getItem('firetower.connections')), newer);
}));
