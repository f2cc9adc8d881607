// What is kept last is what the vault holds: over a change of name, and over another tab at work.

import { after, test } from 'node:test';

import { expect } from '../harness/expect.mjs';
import { worldOnBothOrigins } from '../harness/origins.mjs';
import { PASSPHRASE, keepSecret, openVault, storedVault, vaultOf } from '../harness/vault.mjs';

const { servers: { a }, onBoth } = await worldOnBothOrigins({ after }, { servers: { a: {} } });
const OTHER = 'four herons on the ice';

const signedIn = (page) => page.getByRole('button', { name: /^IM a .*Signed in/ }).waitFor();

async function kept(t, at) {
  const { page, ...rest } = await at.open(t, { connections: [{ slug: 'a', name: 'IM a' }], refresh: 'off' });
  await page.goto('/c/a/overview');
  await keepSecret(page, a.secret);
  return { page, ...rest, ...vaultOf(page) };
}

test('a secret that is kept while its connection is renamed is not replaced by the one before', onBoth(async (t, at) => {
  const { page, secret, tick } = await kept(t, at);
  // The form keeps what is typed, right or not. What the vault holds then shows in whether it signs in after a reload.
  for (const [slug, typed, state] of [['b', 'wrong', 'Not signed in'], ['c', a.secret, 'Signed in']]) {
    await page.getByRole('link', { name: 'Connections', exact: true }).click();
    await page.getByRole('link', { name: /^Edit IM a/ }).click();
    await page.getByRole('textbox', { name: /^Name in links/ }).fill(slug);
    await secret.fill(typed);
    await expect(tick, 'what was kept before is kept again').toBeChecked();
    await page.getByRole('button', { name: 'Save and open' }).click();
    await page.waitForURL(`**/c/${slug}/overview`);
    await page.waitForFunction((slug) => {
      const { entries } = JSON.parse(localStorage.getItem('firetower.vault'));
      return entries.length === 1 && entries[0].of.slug === slug;
    }, slug);
    await page.reload();
    await openVault(page);
    await page.getByRole('button', { name: new RegExp(`^IM a .*${state}`) }).waitFor();
  }
}));

test('a secret that no server could accept yet takes no other’s place', onBoth(async (t, at) => {
  const { page, tick, byHand, secret, passphrase, goOn } = await kept(t, at);
  const before = await storedVault(page);
  await a.stop();
  t.after(() => a.startAgain());
  await page.reload();
  await byHand.click();
  await secret.fill('a typing error');
  await tick.check();
  await passphrase.fill(PASSPHRASE);
  await goOn.click();
  await page.getByRole('button', { name: /^IM a .*Unreachable/ }).waitFor();
  await secret.waitFor({ state: 'detached' });
  await expect.poll(() => storedVault(page)).toBe(before);
}));

/**
 * Runs in the page. The next time it draws a random number, as it does before it derives a key, it says so to the other tabs,
 * and is busy until one of them has stored something: a cookie, unlike storage, is seen by a page that is busy. Its next timer
 * is then late enough for the news to have come, however slow the machine is.
 */
function beBusy() {
  const draw = Crypto.prototype.getRandomValues;
  Crypto.prototype.getRandomValues = function (bytes) {
    Crypto.prototype.getRandomValues = draw;
    new BroadcastChannel('busy').postMessage('now');
    const end = performance.now() + 20_000;
    while (!document.cookie.includes('stored') && performance.now() < end);
    const { setTimeout: timer } = window;
    window.setTimeout = (act) => {
      window.setTimeout = timer;
      const hear = ({ key }) => {
        if (key !== 'firetower.vault') return;
        window.removeEventListener('storage', hear);
        timer(act);
      };
      window.addEventListener('storage', hear);
      return 0;
    };
    return draw.call(this, bytes);
  };
}

/** Runs in the page. Stores a vault as soon as another tab is busy. */
function storeWhenBusy(text) {
  new BroadcastChannel('busy').onmessage = () => {
    localStorage.setItem('firetower.vault', text);
    document.cookie = 'stored=yes';
    document.documentElement.dataset.stored = 'yes';
  };
}

const hasStored = (page) => page.locator('html[data-stored]').waitFor();

test('what another tab kept while the passphrase was being changed is not lost', onBoth(async (t, at) => {
  const { page, context, card, fresh, again, said } = await kept(t, at);
  // Another secret in the same vault, as another tab keeps it.
  const entry = (whole) => ({ ...whole.entries[0], of: { ...whole.entries[0].of, slug: 'elsewhere' } });
  const whole = JSON.parse(await storedVault(page));
  const two = JSON.stringify({ ...whole, entries: [...whole.entries, entry(whole)] });
  const second = await context.newPage();
  await second.goto('/connections');
  await second.evaluate(storeWhenBusy, two);

  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await card.getByRole('button', { name: 'Change passphrase…' }).click();
  await expect(page.getByRole('textbox', { name: /^Passphrase now/ })).toBeFocused();
  await page.getByRole('textbox', { name: /^Passphrase now/ }).fill(PASSPHRASE);
  await fresh.fill(OTHER);
  await again.fill(OTHER);
  await page.evaluate(beBusy);
  await page.getByRole('button', { name: 'Change passphrase', exact: true }).click();
  await hasStored(second);
  await said('or changed or forgotten in another tab.').waitFor();
  await expect.poll(() => storedVault(page)).toBe(two);
}));

test('a vault that another tab made meanwhile is not replaced', onBoth(async (t, at) => {
  const first = await kept(t, at);
  const theirs = await storedVault(first.page);
  const { page, context } = await at.open(t, { connections: [{ slug: 'a', name: 'IM a' }], refresh: 'off' });
  const second = await context.newPage();
  await second.goto('/connections');
  await second.evaluate(storeWhenBusy, theirs);
  // In the form, which tries nothing before it keeps it: the first random number is the vault's.
  await page.goto('/c/a/connection');
  const { secret, tick, fresh, again, said } = vaultOf(page);
  await secret.fill(a.secret);
  await tick.check();
  await fresh.fill(OTHER);
  await again.fill(OTHER);
  await page.evaluate(beBusy);
  await page.getByRole('button', { name: 'Save and open' }).click();
  await hasStored(second);
  await said('A vault was made in another tab meanwhile.').waitFor();
  await expect.poll(() => storedVault(page)).toBe(theirs);
}));

test('a passphrase that was changed in one tab closes the vault in the other', onBoth(async (t, at) => {
  const { page, context, card, fresh, again } = await kept(t, at);
  const second = await context.newPage();
  await second.goto('/c/a/overview');
  await openVault(second);
  await second.getByRole('link', { name: 'Connections', exact: true }).click();
  const other = vaultOf(second);
  await other.card.getByText('Open', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await card.getByRole('button', { name: 'Change passphrase…' }).click();
  await expect(page.getByRole('textbox', { name: /^Passphrase now/ })).toBeFocused();
  await page.getByRole('textbox', { name: /^Passphrase now/ }).fill(PASSPHRASE);
  await fresh.fill(OTHER);
  await again.fill(OTHER);
  await page.getByRole('button', { name: 'Change passphrase', exact: true }).click();
  await card.getByText('The passphrase was changed.').waitFor();
  await other.card.getByText('Closed', { exact: true }).waitFor();
  await second.goto('/c/a/overview');
  await openVault(second, OTHER);
  await signedIn(second);
}));
