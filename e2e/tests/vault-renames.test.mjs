// A secret in the vault is sealed for its connection's name. A new name is noted while the vault is closed, and carried out once it opens.

import { after, test } from 'node:test';

import { expect } from '../harness/expect.mjs';
import { worldOnBothOrigins } from '../harness/origins.mjs';
import { settled } from '../harness/page.mjs';
import { robotForm } from '../harness/robots.mjs';
import { signIn } from '../harness/sign-in.mjs';
import { PASSPHRASE, keepSecret, openVault, vaultOf } from '../harness/vault.mjs';

const { servers, onBoth } = await worldOnBothOrigins({ after }, {
  servers: { a: {}, b: {}, robots: { edition: 'professional', data: 'demo' } },
});

/** With the secret of IM a in a vault, which is closed. */
async function kept(t, at) {
  const all = await at.open(t, { connections: [{ slug: 'a', name: 'IM a' }], refresh: 'off' });
  await all.page.goto('/c/a/overview');
  await keepSecret(all.page, servers.a.secret);
  await all.page.reload();
  await vaultOf(all.page).passphrase.waitFor();
  return { ...all, ...vaultOf(all.page) };
}

/** In a page that is loaded anew, and so has the vault closed. */
async function rename(page, from, to, more = {}) {
  await page.goto(`/c/${from}/connection`);
  await page.getByRole('textbox', { name: /^Name in links/ }).fill(to);
  for (const [field, value] of Object.entries(more)) {
    await page.getByRole('textbox', { name: new RegExp(`^${field}`) }).fill(value);
  }
  await page.getByRole('button', { name: 'Save and open' }).click();
  await page.waitForURL(`**/c/${to}/overview`);
}

async function add(page, slug, name, address) {
  await page.goto('/connections/new');
  await page.getByRole('textbox', { name: /^Address/ }).fill(address);
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.getByRole('textbox', { name: /^Name in links/ }).fill(slug);
  await page.getByRole('button', { name: 'Save and open' }).click();
  await page.waitForURL(`**/c/${slug}/overview`);
}

/** By the names that the secrets are sealed for. */
const sealedFor = (page) => page.evaluate(() => {
  const { entries } = JSON.parse(localStorage.getItem('firetower.vault') ?? '{"entries":[]}');
  return entries.map(({ of: { slug, address } }) => `${slug} ${address}`);
});

const notes = (page) => page.evaluate(() => localStorage.getItem('firetower.vault-moves'));

const signedIn = (page, name = 'IM a') => page.getByRole('button', { name: new RegExp(`^${name} .*Signed in`) }).waitFor();

test('a connection that was renamed with the vault closed asks for the passphrase, and finds its secret', onBoth(async (t, at) => {
  const { page, passphrase, secret, secrets } = await kept(t, at);
  for (const [from, to] of [['a', 'b'], ['b', 'c']]) {
    await rename(page, from, to);
    await passphrase.waitFor();
    await expect(secret).toHaveCount(0);
    await expect.poll(() => sealedFor(page), 'it takes the key to seal it anew').toStrictEqual(['a /im/a']);
  }
  await openVault(page);
  await signedIn(page);
  await expect.poll(() => sealedFor(page)).toStrictEqual(['c /im/a']);
  await expect.poll(() => notes(page)).toBe(null);
  await page.reload();
  await openVault(page);
  await signedIn(page);
  await secrets.check([servers.a.secret, PASSPHRASE]);
}));

test('a connection that has its name back has its secret too', onBoth(async (t, at) => {
  const { page, passphrase } = await kept(t, at);
  await rename(page, 'a', 'b');
  await rename(page, 'b', 'a');
  await passphrase.waitFor();
  await openVault(page);
  await signedIn(page);
  await expect.poll(() => sealedFor(page)).toStrictEqual(['a /im/a']);
}));

test('another address with the new name has the secret asked for, and said where the vault’s is of', onBoth(async (t, at) => {
  const { page, passphrase, secret } = await kept(t, at);
  await rename(page, 'a', 'b', { Address: '/im/b' });
  await page.getByText('The vault has the secret of this connection at /im/a.').waitFor();
  await secret.waitFor();
  await expect(passphrase).toHaveCount(0);
  await keepSecret(page, servers.b.secret, { isNew: false });
  await expect.poll(() => sealedFor(page)).toStrictEqual(['b /im/b']);
}));

test('who takes the name anew gets nothing of who had it, and both keep their own', onBoth(async (t, at) => {
  const { page, passphrase, secret } = await kept(t, at);
  await rename(page, 'a', 'b');
  // Of the same server, so that nothing but the name tells the two apart.
  await add(page, 'a', 'New a', '/im/a');
  await secret.waitFor();
  await expect(passphrase).toHaveCount(0);
  await page.goto('/c/b/overview');
  await openVault(page);
  await page.goto('/c/a/overview');
  await secret.waitFor();
  await expect.poll(() => sealedFor(page)).toStrictEqual(['b /im/a']);
  await keepSecret(page, servers.a.secret, { isNew: false });
  await expect.poll(() => sealedFor(page)).toStrictEqual(['b /im/a', 'a /im/a']);
  await page.reload();
  await openVault(page);
  await signedIn(page, 'New a');
}));

test('a secret that is kept under the name of before is not taken along by who had it', onBoth(async (t, at) => {
  const { page, secret } = await kept(t, at);
  await rename(page, 'a', 'b');
  await add(page, 'a', 'New a', '/im/b');
  // The vault is opened by keeping: what was noted comes first.
  await secret.waitFor();
  await keepSecret(page, servers.b.secret, { isNew: false });
  await expect.poll(() => sealedFor(page)).toStrictEqual(['b /im/a', 'a /im/b']);
  await page.goto('/c/b/overview');
  await openVault(page);
  await signedIn(page);
}));

test('removing takes out what was kept under a name of before, of robots too, and nothing of who has that name now', onBoth(async (t, at) => {
  const { page, card, row, dialog, fresh, again, secret } = await at
    .open(t, { connections: [{ slug: 'robots', name: 'IM robots' }], refresh: 'off' })
    .then(({ page }) => ({ page, ...vaultOf(page) }));
  await signIn(page, '/c/robots/robots?id=robot05', servers.robots.secret);
  const { rotate, write, once } = robotForm(page);
  await rotate.click();
  await write.click();
  await once.waitFor();
  const before = page.getByRole('region', { name: 'The secret before' });
  const keep = before.getByRole('button', { name: 'Keep the old secret in the vault' });
  await keep.click();
  await fresh.fill(PASSPHRASE);
  await again.fill(PASSPHRASE);
  await keep.click();
  await before.getByText('Kept in the vault').waitFor();
  await page.goto('/c/robots/overview');
  await keepSecret(page, servers.robots.secret, { isNew: false });
  await expect.poll(() => sealedFor(page)).toStrictEqual(['robots /im/robots', 'robots /im/robots']);

  await rename(page, 'robots', 'renamed');
  await add(page, 'robots', 'Another', '/im/a');
  await secret.waitFor();
  const remove = async (name) => {
    await page.goto('/connections');
    await page.getByRole('button', { name: `Remove… ${name}` }).click();
    await dialog.getByRole('button', { name: 'Remove from this browser' }).click();
  };
  await remove('Another');
  await row('IM robots').filter({ hasText: 'Old secret of robot robot05' }).waitFor();
  await expect(card.getByText('no connection of this name')).toHaveCount(0);
  await expect.poll(() => sealedFor(page)).toHaveLength(2);
  await remove('IM robots');
  await card.getByText('The vault is empty.').waitFor();
  await expect.poll(() => sealedFor(page)).toStrictEqual([]);
}));

test('one is forgotten by the name of now, without the passphrase', onBoth(async (t, at) => {
  const { page, card, row, dialog } = await kept(t, at);
  await rename(page, 'a', 'b');
  await page.goto('/connections');
  await settled(page);
  await row('IM a').getByRole('button', { name: /^Forget/ }).click();
  await dialog.getByRole('button', { name: 'Forget it' }).click();
  await card.getByText('The vault is empty.').waitFor();
  await expect.poll(() => sealedFor(page)).toStrictEqual([]);
}));

test('a tab that has the vault open carries out what another one noted', onBoth(async (t, at) => {
  const { page, context, card } = await kept(t, at);
  await page.goto('/connections');
  await card.getByRole('button', { name: 'Open the vault' }).click();
  await openVault(page);
  await card.getByText('Open', { exact: true }).waitFor();
  const second = await context.newPage();
  await rename(second, 'a', 'b');
  await expect.poll(() => sealedFor(second)).toStrictEqual(['b /im/a']);
  await expect.poll(() => notes(second)).toBe(null);
  // A tab behind another one is slowed down by the browser.
  await page.bringToFront();
  await card.getByText('Open', { exact: true }).waitFor();
  await second.bringToFront();
  await second.reload();
  await openVault(second);
  await signedIn(second);
}));

test('notes of a vault that is gone are not carried out in the next one', onBoth(async (t, at) => {
  const { page, card, dialog, secret } = await kept(t, at);
  await rename(page, 'a', 'b');
  await page.goto('/connections');
  await card.getByRole('button', { name: 'Forget all…' }).click();
  await dialog.getByRole('button', { name: 'Forget the vault' }).click();
  await card.getByText(/^Nothing is kept on this computer/).waitFor();
  await add(page, 'a', 'New a', '/im/a');
  await secret.waitFor();
  await keepSecret(page, servers.a.secret);
  await page.reload();
  await openVault(page);
  await signedIn(page, 'New a');
  await expect.poll(() => sealedFor(page)).toStrictEqual(['a /im/a']);
}));

test('an old robot secret is kept although its page is left while the vault is made', onBoth(async (t, at) => {
  const { page } = await at.open(t, { connections: [{ slug: 'robots', name: 'IM robots' }], refresh: 'off' });
  const { fresh, again } = vaultOf(page);
  await signIn(page, '/c/robots/robots?id=robot06', servers.robots.secret);
  const { rotate, write, once } = robotForm(page);
  await rotate.click();
  await write.click();
  await once.waitFor();
  const keep = page.getByRole('button', { name: 'Keep the old secret in the vault' });
  await keep.click();
  await fresh.fill(PASSPHRASE);
  await again.fill(PASSPHRASE);
  await keep.click();
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Overview' }).click();
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  await expect.poll(() => sealedFor(page)).toStrictEqual(['robots /im/robots']);
}));
