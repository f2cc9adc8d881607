// The lock: what brings it, in which tabs, and that nothing stays on the page or in the memory of its secrets.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { axe } from '../harness/axe.mjs';
import { expect } from '../harness/expect.mjs';
import { isLocked, lockByButton, locked, MINUTE, openAgain, showsNothingOf, turnTo } from '../harness/lock.mjs';
import { onBothOrigins, worldOnBothOrigins } from '../harness/origins.mjs';
import { PHONE } from '../harness/page.mjs';
import { enterSecret, signIn, until } from '../harness/sign-in.mjs';
import { openVault } from '../harness/vault.mjs';

const { servers, here, onBoth } = await worldOnBothOrigins({ after }, { servers: { a: { edition: 'professional', data: 'demo' } } });
const { a } = servers;
const NAME = 'IM prod cluster';
const SETTING = '/c/a/system-settings/1';

beforeEach(() => Promise.all([a.control.clearFaults(), a.control.clearRequests()]));

async function opened(t, { at = here, path = SETTING, after, clock = false, ...options } = {}) {
  const all = await at.open(t, { connections: [{ slug: 'a', name: NAME, environment: 'production' }], refresh: 'off', ...options });
  const { page, context } = all;
  if (after !== undefined) {
    await context.addInitScript((after) => {
      if (localStorage.getItem('firetower.lock_after') === null) localStorage.setItem('firetower.lock_after', after);
    }, String(after));
  }
  if (clock) await context.clock.install();
  await signIn(page, path, a.secret);
  if (path === SETTING) await value(page).waitFor();
  return { ...all, pass: (ms) => context.clock.runFor(ms) };
}

const value = (page) => page.getByRole('textbox', { name: /^Value/ });
const says = (page, text) => page.getByRole('status').filter({ hasText: text }).waitFor();

for (const [how, lock] of [
  ['the button', lockByButton],
  ['the keys', async (page) => {
    await value(page).focus();
    await page.keyboard.press('Control+Shift+L');
    await locked(page);
  }],
]) {
  test(`${how} locks: no data, no secret, and the same link again`, onBoth(async (t, at) => {
    const { page, secrets: scan } = await opened(t, { at });
    // A step back and one forward, to be tried while it is locked.
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Overview' }).click();
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    await page.goBack();
    await value(page).waitFor();
    const held = await value(page).inputValue();
    assert.notEqual(held, '');
    await value(page).fill('typed-and-not-written');
    await page.getByText('Draft').first().waitFor();
    await lock(page);
    await says(page, 'Locked by hand at');
    await showsNothingOf(page, [NAME, 'typed-and-not-written', 'LARGEST', 'Overview', 'Production']);
    await expect(page).toHaveTitle('Locked · Firetower');
    await expect.poll(() => page.evaluate(() => document.body.dataset.env)).toBe(undefined);
    await expect(page.getByRole('navigation')).toHaveCount(0);
    await scan.check([a.secret]);
    await axe(page);
    // Nothing is asked of the server by a page that is locked.
    await a.control.clearRequests();
    await page.goForward();
    await locked(page);
    await page.goBack();
    await locked(page);
    assert.deepEqual(await a.control.requests(), []);
    // No secret is in memory: the page asks for it.
    await openAgain(page);
    await page.getByRole('heading', { name: `Secret for ${NAME}` }).waitFor();
    assert.equal(new URL(page.url()).pathname, SETTING);
    assert.deepEqual(await a.control.requests(), []);
    await enterSecret(page, a.secret);
    await expect(value(page)).toHaveValue('typed-and-not-written');
    await scan.check([a.secret]);
  }));
}

test('the button’s title says the keys, in both languages, and a phone has it too', async (t) => {
  const { page } = await opened(t, { lang: 'zh', theme: 'dark', viewport: PHONE, path: '/c/a/overview' });
  await page.getByRole('button', { name: '打开导航' }).or(page.locator('.bar .menu')).first().click();
  await expect(page.getByRole('button', { name: '锁定', exact: true })).toHaveAttribute('title', '锁定所有标签页（Ctrl+Shift+L）');
  await lockByButton(page);
  await says(page, '手动锁定');
  await axe(page);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wider <= 0, `${wider} px too wide`);
  // Theme and language can be changed while it is locked.
  await page.getByRole('button', { name: 'English' }).click();
  await says(page, 'Locked by hand at');
});

test('by keyboard alone', onBoth(async (t, at) => {
  const { page } = await opened(t, { at });
  await page.keyboard.press('Control+Shift+L');
  await locked(page);
  await page.waitForFunction(() => document.activeElement?.id === 'open-again');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: /^Secret/ }).waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'secret');
  await page.keyboard.type(a.secret);
  await page.keyboard.press('Enter');
  await value(page).waitFor();
}));

test('outside any connection there is the button too', onBoth(async (t, at) => {
  const { page } = await at.open(t, {});
  await page.goto('/connections/new');
  await lockByButton(page);
  await openAgain(page);
  await page.getByRole('textbox', { name: /^Address/ }).waitFor();
}));

test('after 15 minutes without a hand, and not before', onBoth(async (t, at) => {
  const { page, pass } = await opened(t, { at, clock: true });
  await pass(14 * MINUTE);
  await expect.poll(() => isLocked(page)).toBe(false);
  // Somebody is there again.
  await page.keyboard.press('Shift');
  await pass(14 * MINUTE);
  await expect.poll(() => isLocked(page)).toBe(false);
  await pass(MINUTE + 5_000);
  await locked(page);
  await says(page, 'since nothing was done for a while');
  await showsNothingOf(page, [NAME]);
}));

test('after a minute, where that was chosen; the choice is kept', onBoth(async (t, at) => {
  const { page, pass } = await opened(t, { at, clock: true, path: '/c/a/overview' });
  await page.goto('/c/a/connections');
  const choice = page.getByRole('region', { name: 'Lock' }).getByRole('combobox', { name: 'Lock when idle for' });
  await choice.waitFor();
  await expect.poll(() => choice.getByRole('option').allInnerTexts()).toStrictEqual(['Never', '1 min', '5 min', '15 min', '30 min', '1 h', '4 h', '8 h']);
  await expect(choice).toHaveValue('15');
  await choice.selectOption('1 min');
  await expect.poll(() => page.evaluate(() => localStorage.getItem('firetower.lock_after'))).toBe('1');
  await page.reload();
  await expect(choice).toHaveValue('1');
  await axe(page);
  await pass(MINUTE + 5_000);
  await locked(page);
}));

test('after 8 hours and not before; where never was chosen, a sleep and 8 hours out of sight lock all the same', onBoth(async (t, at) => {
  const { page, pass } = await opened(t, { at, clock: true, after: 480 });
  await pass(479 * MINUTE);
  await expect.poll(() => isLocked(page)).toBe(false);
  await pass(MINUTE + 5_000);
  await locked(page);
  const never = await opened(t, { at, clock: true, after: 0 });
  await never.pass(10 * 60 * MINUTE);
  await expect.poll(() => isLocked(never.page)).toBe(false);
  await never.context.clock.fastForward(60 * MINUTE);
  await locked(never.page);
  await says(never.page, 'since this computer slept');
  await openAgain(never.page);
  await turnTo(never.page, 'hidden');
  await never.pass(479 * MINUTE);
  await expect.poll(() => isLocked(never.page)).toBe(false);
  await never.pass(MINUTE + 10_000);
  await locked(never.page);
  await says(never.page, 'since the tab was hidden for a while');
}));

test('where never was chosen, a tab in sight keeps those behind it open', onBoth(async (t, at) => {
  const { page, context, pass } = await opened(t, { at, clock: true, after: 0 });
  const other = await context.newPage();
  await signIn(other, SETTING, a.secret);
  await turnTo(page, 'hidden');
  for (let minutes = 0; minutes < 478; minutes += 2) await pass(2 * MINUTE);
  // The clock of one tab runs after the other's, and what it says of the future counts for nothing.
  for (let steps = 0; steps < 16; steps += 1) await pass(MINUTE / 4);
  await expect.poll(async () => [await isLocked(page), await isLocked(other)]).toStrictEqual([false, false]);
  await turnTo(other, 'hidden');
  await pass(481 * MINUTE);
  await locked(page);
  await locked(other);
}));

test('the card says what never does not turn off, in both languages', async (t) => {
  const { page } = await opened(t, { after: 0, path: '/c/a/overview' });
  await page.goto('/c/a/connections');
  await page.getByText('All tabs are still locked at once when the computer slept or its clock was set, and after none of them was in sight for 8 h').waitFor();
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByText('所有标签页均处于后台满 8 小时，也会锁定').waitFor();
});

test('a tab that was hidden for long is locked before it is seen', onBoth(async (t, at) => {
  const { page, pass } = await opened(t, { at, clock: true });
  await turnTo(page, 'hidden');
  await pass(15 * MINUTE + 5_000);
  await turnTo(page, 'visible');
  await locked(page);
  await says(page, 'since the tab was hidden for a while');
}));

test('a clock that ran on while nothing else did was a sleep, one that was set back is none to trust, and all tabs lock', onBoth(async (t, at) => {
  const { page, context, pass } = await opened(t, { at, clock: true, after: 480 });
  const other = await context.newPage();
  await signIn(other, SETTING, a.secret);
  const setBack = async () => {
    await context.clock.setSystemTime((await page.evaluate(() => Date.now())) - 20 * MINUTE);
    await pass(MINUTE / 4);
  };
  for (const jump of [() => context.clock.fastForward(20 * MINUTE), setBack]) {
    await jump();
    for (const tab of [page, other]) {
      await locked(tab);
      await says(tab, 'since this computer slept');
      await showsNothingOf(tab, [NAME]);
      await openAgain(tab);
      await tab.getByRole('heading', { name: `Secret for ${NAME}` }).waitFor();
    }
  }
}));

test('the hand that wakes the computer does not keep it open', onBoth(async (t, at) => {
  const { page, context } = await opened(t, { at, clock: true, after: 480 });
  // The clock is ahead, and no timer has run yet.
  await context.clock.setSystemTime(Date.now() + 20 * MINUTE);
  await page.keyboard.press('Shift');
  await locked(page);
}));

test('all tabs are locked at once, and each is opened by itself', onBoth(async (t, at) => {
  const { page, context, secrets: scan } = await opened(t, { at });
  const other = await context.newPage();
  await signIn(other, '/c/a/overview', a.secret);
  await lockByButton(other);
  await locked(page);
  for (const tab of [page, other]) await showsNothingOf(tab, [NAME]);
  // One that is opened now, or reloaded, is locked from its start and asks nothing of a server.
  await a.control.clearRequests();
  const third = await context.newPage();
  await third.goto('/c/a/overview');
  await locked(third);
  await page.reload();
  await locked(page);
  assert.deepEqual(await a.control.requests(), []);
  await scan.check([a.secret]);
  await openAgain(other);
  await page.bringToFront();
  await expect.poll(() => isLocked(page)).toBe(true);
  await openAgain(page);
  await enterSecret(page, a.secret);
}));

test('without a channel between tabs the storage tells', onBoth(async (t, at) => {
  const { page, context } = await opened(t, { at });
  await context.addInitScript(() => delete window.BroadcastChannel);
  await page.reload();
  await enterSecret(page, a.secret);
  const other = await context.newPage();
  await signIn(other, SETTING, a.secret);
  await lockByButton(other);
  await locked(page);
}));

test('somebody in one tab keeps the others open', onBoth(async (t, at) => {
  const { page, context, pass } = await opened(t, { at, clock: true });
  const other = await context.newPage();
  await signIn(other, SETTING, a.secret);
  const lastActive = (tab) => tab.evaluate(() => localStorage.getItem('firetower.active'));
  for (let minutes = 0; minutes < 20; minutes += 5) {
    await other.keyboard.press('Shift');
    // Five minutes go by in no time here, and what one tab stores takes some to reach the other.
    const told = await lastActive(other);
    await until('the other tab heard of it', async () => (await lastActive(page)) === told);
    await pass(5 * MINUTE);
  }
  await expect.poll(async () => [await isLocked(page), await isLocked(other)]).toStrictEqual([false, false]);
  await pass(11 * MINUTE);
  await locked(page);
  await locked(other);
}));

test('a trial of a secret that a lock overtakes signs nobody in', onBoth(async (t, at) => {
  const { page } = await at.open(t, { connections: [{ slug: 'a', name: NAME }], refresh: 'off' });
  await page.goto(SETTING);
  await a.control.addFault('latency');
  await page.getByRole('textbox', { name: /^Secret/ }).fill(a.secret);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByRole('button', { name: /^Checking/ }).waitFor();
  await lockByButton(page);
  await a.control.clearFaults();
  await openAgain(page);
  await page.getByRole('heading', { name: `Secret for ${NAME}` }).waitFor();
}));

test('a ready connection of the demo has no secret after a lock until the page is reloaded', onBothOrigins(async (t, at) => {
  const { open } = await at.demo(t);
  const { page } = await open({ refresh: 'off' });
  await page.goto('/');
  await page.getByRole('heading', { level: 2, name: /^Node/ }).or(page.getByRole('heading', { level: 1, name: 'Overview' })).first().waitFor();
  await lockByButton(page);
  await page.getByText('came with the page').waitFor();
  await page.reload();
  await locked(page);
  await openAgain(page);
  await page.getByRole('textbox', { name: /^Secret/ }).waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  await expect(page.getByRole('textbox', { name: /^Secret/ })).toHaveCount(0);
}));

test('where there is a vault, its passphrase opens the lock and the same link', onBoth(async (t, at) => {
  const PASSPHRASE = 'correct horse battery staple';
  const { page, context, secrets: scan } = await at.open(t, { connections: [{ slug: 'a', name: NAME, environment: 'production' }], refresh: 'off' });
  await page.goto(SETTING);
  await page.getByRole('textbox', { name: /^Secret/ }).fill(a.secret);
  await page.getByRole('checkbox', { name: /vault/ }).check();
  await page.getByRole('textbox', { name: /^New passphrase/ }).fill(PASSPHRASE);
  await page.getByRole('textbox', { name: /^The same once more/ }).fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await value(page).waitFor();
  await value(page).fill('typed-and-not-written');
  const second = await context.newPage();
  await second.goto('/c/a/overview');
  await openVault(second, PASSPHRASE);
  await second.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  await lockByButton(page);
  await showsNothingOf(page, [NAME, 'typed-and-not-written']);
  // In all tabs the vault is closed.
  await locked(second);
  await showsNothingOf(second, [NAME]);
  await second.getByRole('textbox', { name: /^Passphrase/ }).waitFor();
  await second.close();
  await scan.checkKept([a.secret, PASSPHRASE]);
  await page.bringToFront();
  const passphrase = page.getByRole('textbox', { name: /^Passphrase/ });
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'passphrase');
  await axe(page);
  await passphrase.fill('not this one at all');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: /./ }).first().waitFor();
  await locked(page);
  await showsNothingOf(page, [NAME]);
  // A tab that is opened now asks for the passphrase too.
  const other = await context.newPage();
  await other.goto('/c/a/overview');
  await locked(other);
  await other.getByRole('textbox', { name: /^Passphrase/ }).waitFor();
  await passphrase.fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await value(page).waitFor();
  await expect(value(page)).toHaveValue('typed-and-not-written');
  assert.equal(new URL(page.url()).pathname, SETTING);
  // Without the vault, the page asks for the secret or the passphrase.
  await lockByButton(page);
  await page.getByRole('button', { name: 'Open without the vault' }).click();
  await page.getByRole('textbox', { name: /^(Secret|Passphrase)/ }).first().waitFor();
  await expect(value(page)).toHaveCount(0);
  await scan.check([a.secret, PASSPHRASE]);
}));
