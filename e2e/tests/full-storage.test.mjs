// A browser whose storage is full: what can't be kept is said, nothing that was kept is lost, and a lock locks.

import { after, test } from 'node:test';

import { expect } from '../harness/expect.mjs';
import { isLocked, locked, lockByButton } from '../harness/lock.mjs';
import { worldOnBothOrigins } from '../harness/origins.mjs';
import { fillStorage } from '../harness/page.mjs';
import { PASSPHRASE, keepSecret, openVault, storedVault, vaultOf } from '../harness/vault.mjs';

const { servers: { a, b }, onBoth } = await worldOnBothOrigins({ after }, { servers: { a: {}, b: {} } });
const BOTH = ['a', 'b'].map((slug) => ({ slug, name: `IM ${slug}` }));

async function opened(t, at) {
  const { page, context } = await at.open(t, { connections: BOTH, refresh: 'off' });
  await page.goto('/c/a/overview');
  const parts = vaultOf(page);
  // By then the dashboard has written what it writes at its start.
  await parts.secret.waitFor();
  return { page, context, ...parts };
}

test('a secret that can’t be kept is said, is used on wish without, and the vault stays as it was', onBoth(async (t, at) => {
  const { page, tick, goOn, passphrase, secret, said } = await opened(t, at);
  await keepSecret(page, a.secret);
  const before = await storedVault(page);
  await fillStorage(page);
  await page.goto('/c/b/overview');
  await secret.fill(b.secret);
  await tick.check();
  await passphrase.fill(PASSPHRASE);
  await goOn.click();
  await said('The browser did not store it: its storage may be full or blocked.').waitFor();
  await expect.poll(() => storedVault(page)).toBe(before);
  await tick.uncheck();
  await goOn.click();
  await page.getByRole('button', { name: /^IM b .*Signed in/ }).waitFor();
  await page.goto('/c/a/overview');
  await openVault(page);
  await page.getByRole('button', { name: /^IM a .*Signed in/ }).waitFor();
}));

test('a lock holds over a reload and in other tabs, however often it was opened', onBoth(async (t, at) => {
  const { page, context } = await opened(t, at);
  await fillStorage(page);
  for (const time of ['first', 'second']) {
    await lockByButton(page);
    await page.reload();
    await locked(page);
    const other = await context.newPage();
    await other.goto('/c/b/overview');
    await locked(other);
    await other.close();
    await page.getByRole('button', { name: 'Open again' }).click();
    await page.getByRole('textbox', { name: /^Secret/ }).waitFor();
    await expect.poll(() => isLocked(page), { message: `${time} time` }).toBe(false);
  }
}));
