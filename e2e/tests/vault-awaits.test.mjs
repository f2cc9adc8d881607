// What was to be kept is kept once a server accepts it, however many attempts it takes, and never before.

import { after, test } from 'node:test';

import { axe } from '../harness/axe.mjs';
import { asksForSecret, goTo, openCheck, passes, retry, secretField } from '../harness/check.mjs';
import { HOUR_MS, aheadBy, button, signWith } from '../harness/clock.mjs';
import { expect } from '../harness/expect.mjs';
import { lockByButton } from '../harness/lock.mjs';
import { worldOnBothOrigins } from '../harness/origins.mjs';
import { emptyStorage, fillStorage } from '../harness/page.mjs';
import { PASSPHRASE, openVault, storedVault, vaultOf } from '../harness/vault.mjs';

const { servers: { x, other }, here, onBoth } = await worldOnBothOrigins({ after }, { servers: { x: {}, other: {} } });

const READ = '/admin/system/get_setting';
const WAITS = 'The vault gets this secret once the server accepts it.';

const signedIn = (page) => page.getByRole('button', { name: /^IM x .*Signed in/ }).waitFor();

/** The names that secrets are kept for; nothing while there is no vault. */
async function kept(page) {
  const text = await storedVault(page);
  return text && JSON.parse(text).entries.map(({ of }) => of.slug);
}

async function opened(t, at = here, path = '/c/x/overview') {
  const all = await at.open(t, { connections: [{ slug: 'x', name: 'IM x' }, { slug: 'other', name: 'IM other' }], refresh: 'off' });
  const { page } = all;
  if (path === 'check') {
    await openCheck(page);
    await asksForSecret(page);
  } else {
    await page.goto(path);
  }
  return { ...all, ...vaultOf(page) };
}

/** Types this, and that it is to be kept in a new vault. */
async function type({ secret, tick, fresh, again }, text) {
  await secret.fill(text);
  await tick.check();
  await fresh.fill(PASSPHRASE);
  await again.fill(PASSPHRASE);
}

const tryIt = (page) => button(page, 'Retry with this secret').click();

/** After a reload the vault has the right one. */
async function opensWithIt(page) {
  await expect.poll(() => kept(page)).toStrictEqual(['x']);
  await page.goto('/c/x/overview');
  await openVault(page);
  await signedIn(page);
}

test('the secret that a check makes of what was typed is kept as that would have been', onBoth(async (t, at) => {
  const { page, secrets, ...parts } = await opened(t, at, 'check');
  await type(parts, `${x.secret} `);
  await tryIt(page);
  await button(page, 'Use it without the spaces').click();
  await passes(page);
  await secrets.check([x.secret, PASSPHRASE]);
  await opensWithIt(page);
}));

test('a clock that is corrected in the check does not lose what was to be kept', onBoth(async (t, at) => {
  const { page, ...parts } = await opened(t, at, 'check');
  await aheadBy(t, x, 3 * HOUR_MS);
  await type(parts, x.secret);
  await tryIt(page);
  await signWith(page, '+3 h');
  await passes(page);
  await opensWithIt(page);
}));

test('a check that is tried again keeps what was to be kept', async (t) => {
  const { page, ...parts } = await opened(t, here, 'check');
  await x.control.addFault('502-html', { path: READ, times: 1 });
  t.after(() => x.control.clearFaults());
  await type(parts, x.secret);
  await tryIt(page);
  await page.getByRole('main').getByRole('alert').waitFor();
  await expect.poll(() => kept(page)).toStrictEqual([]);
  await retry(page);
  await passes(page);
  await opensWithIt(page);
});

test('after a wrong secret the tick stands, and without it nothing is kept', onBoth(async (t, at) => {
  const { page, ...parts } = await opened(t, at, 'check');
  await type(parts, 'not the one');
  await tryIt(page);
  const refused = page.getByRole('heading', { name: 'Wrong secret (244): the server refused the signature' });
  await refused.waitFor();
  await expect(parts.tick).toBeChecked();
  await expect(parts.fresh, 'the vault is made, and open').toHaveCount(0);
  await expect.poll(() => kept(page)).toStrictEqual([]);
  await parts.secret.fill(x.secret);
  await parts.tick.uncheck();
  await tryIt(page);
  await passes(page);
  await goTo(page, '/c/x/overview');
  await signedIn(page);
  await expect.poll(() => kept(page)).toStrictEqual([]);

  await page.goto('/c/x/check?begin=1');
  await asksForSecret(page);
  await expect(parts.tick).not.toBeChecked();
  await parts.tick.check();
  await parts.secret.fill('not the one');
  await parts.passphrase.fill(PASSPHRASE);
  await tryIt(page);
  await refused.waitFor();
  await parts.secret.fill(x.secret);
  await tryIt(page);
  await passes(page);
  await opensWithIt(page);
}));

/** Opens the page with a secret that nobody can judge, and that is to be kept. */
async function unjudged(t, at, fault = '502-html') {
  const all = await opened(t, at);
  await x.control.addFault(fault, { path: READ });
  t.after(() => x.control.clearFaults());
  await type(all, x.secret);
  await all.goOn.click();
  await all.page.getByText(WAITS).waitFor();
  await expect(all.secret).toHaveCount(0);
  await expect.poll(() => kept(all.page)).toStrictEqual([]);
  return all;
}

test('a secret that no server could judge opens the page, and is stored with the first answer that accepts it', onBoth(async (t, at) => {
  for (const fault of ['502-html', '250']) {
    const { page, secrets } = await unjudged(t, at, fault);
    await axe(page);
    await secrets.check([x.secret, PASSPHRASE]);
    await x.control.clearFaults();
    await goTo(page, '/c/x/system-settings/1');
    await signedIn(page);
    await expect(page.getByText(WAITS)).toHaveCount(0);
    await secrets.check([x.secret, PASSPHRASE]);
    await opensWithIt(page);
  }
}));

test('what no server accepted before the tab ends is not stored', async (t) => {
  const { page, secret } = await unjudged(t, here);
  await page.reload();
  await secret.waitFor();
  await expect.poll(() => kept(page)).toStrictEqual([]);
});

test('a lock ends the waiting, and nothing is stored', onBoth(async (t, at) => {
  const { page, secret, goOn, secrets } = await unjudged(t, at);
  await lockByButton(page);
  await secrets.check([x.secret, PASSPHRASE]);
  await page.getByRole('button', { name: 'Open without the vault' }).click();
  await x.control.clearFaults();
  await secret.fill(x.secret);
  await goOn.click();
  await signedIn(page);
  await expect(page.getByText(WAITS)).toHaveCount(0);
  await expect.poll(() => kept(page)).toStrictEqual([]);
}));

test('what waits goes by the connection’s new name, and is not another one’s', async (t) => {
  const { page } = await unjudged(t, here);
  await goTo(page, '/c/x/connection');
  await page.getByRole('textbox', { name: /^Name in links/ }).fill('renamed');
  await page.getByRole('button', { name: 'Save and open' }).click();
  await page.waitForURL('**/c/renamed/overview');
  await page.getByText(WAITS).waitFor();
  await goTo(page, '/c/other/overview');
  await page.getByRole('button', { name: /^IM other/ }).waitFor();
  await expect(page.getByText(WAITS)).toHaveCount(0);
  await page.getByRole('textbox', { name: /^Secret/ }).fill(other.secret);
  await button(page, 'Open').click();
  await page.getByRole('button', { name: /^IM other .*Signed in/ }).waitFor();
  await expect.poll(() => kept(page)).toStrictEqual([]);
  await x.control.clearFaults();
  await goTo(page, '/c/renamed/system-settings/1');
  await signedIn(page);
  await expect.poll(() => kept(page)).toStrictEqual(['renamed']);
});

const UNKEPT = 'The server accepted this secret, but the vault did not get it. The browser did not store it: its storage may be full or blocked.';

test('a secret that was accepted and could not be kept is said, on a page and in the check', onBoth(async (t, at) => {
  const { page, ...parts } = await unjudged(t, at);
  await fillStorage(page);
  await x.control.clearFaults();
  await goTo(page, '/c/x/system-settings/1');
  await page.getByRole('status').getByText(UNKEPT).waitFor();
  await signedIn(page);
  await expect.poll(() => kept(page)).toStrictEqual([]);
  // Once there is room it can be kept after all, and nothing of it is left to be said.
  await emptyStorage(page);
  await goTo(page, '/c/x/connection');
  await parts.secret.fill(x.secret);
  await parts.tick.check();
  await page.getByRole('button', { name: 'Save and open' }).click();
  await expect.poll(() => kept(page)).toStrictEqual(['x']);
  await signedIn(page);
  await expect(page.getByText(UNKEPT)).toHaveCount(0);

  const second = await opened(t, at, 'check');
  await type(second, 'not the one');
  await tryIt(second.page);
  await second.page.getByRole('heading', { name: /^Wrong secret/ }).waitFor();
  await fillStorage(second.page);
  await secretField(second.page).fill(x.secret);
  await tryIt(second.page);
  await second.page.getByRole('alert').getByText('The browser did not store it: its storage may be full or blocked.').waitFor();
  await expect.poll(() => kept(second.page)).toStrictEqual([]);
}));
