// The vault: secrets under one passphrase on this computer, on any origin.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { ask } from '../harness/api.mjs';
import { axe } from '../harness/axe.mjs';
import { pasted } from '../harness/clipboard.mjs';
import { expect } from '../harness/expect.mjs';
import { worldOnBothOrigins } from '../harness/origins.mjs';
import { reloadWith } from '../harness/page.mjs';
import { robotForm } from '../harness/robots.mjs';
import { signIn } from '../harness/sign-in.mjs';
import { PASSPHRASE, keepSecret, openVault, storeVault, storedVault, vaultOf } from '../harness/vault.mjs';

const { servers, here, onBoth } = await worldOnBothOrigins({ after }, {
  servers: { a: {}, b: {}, robots: { edition: 'professional', data: 'demo' } },
});

const BOTH = ['a', 'b'].map((slug) => ({ slug, name: `IM ${slug}` }));
const SETTING = (slug) => `/c/${slug}/system-settings/1`;
const value = (page) => page.getByRole('textbox', { name: /^Value/ });

async function opened(t, path = SETTING('a'), { at = here, ...options } = {}) {
  const all = await at.open(t, { connections: BOTH, refresh: 'off', ...options });
  await all.page.goto(path);
  return { ...all, ...vaultOf(all.page) };
}

/** With the secret of `a` in a vault, and the page loaded anew. */
async function kept(t, options) {
  const all = await opened(t, SETTING('a'), options);
  await keepSecret(all.page, servers.a.secret);
  await value(all.page).waitFor();
  return all;
}

test('a secret is kept, and after a reload one passphrase opens it where the link leads', onBoth(async (t, at) => {
  const { page, secrets, passphrase, secret } = await kept(t, { at });
  await expect.poll(() => page.evaluate(() => isSecureContext)).toBe(at.isSecure);
  await secrets.check([servers.a.secret, PASSPHRASE]);
  await page.reload();
  await passphrase.waitFor();
  await expect(secret).toHaveCount(0);
  await axe(page);
  await secrets.check([servers.a.secret, PASSPHRASE]);
  await openVault(page);
  await value(page).waitFor();
  assert.equal(new URL(page.url()).pathname, SETTING('a'));
  await secrets.check([servers.a.secret, PASSPHRASE]);
}));

test('one passphrase opens all connections, and a second secret goes into the open vault without it', onBoth(async (t, at) => {
  const { page, passphrase, tick, card, row } = await kept(t, { at });
  await page.goto(SETTING('b'));
  await tick.check();
  await passphrase.waitFor();
  await keepSecret(page, servers.b.secret, { isNew: false });
  await value(page).waitFor();
  await page.reload();
  await openVault(page);
  await value(page).waitFor();
  await page.getByRole('button', { name: /^IM b/ }).click();
  await page.getByRole('link', { name: /^IM a/ }).click();
  await page.getByRole('button', { name: /^IM a .*Signed in/ }).waitFor();
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await card.getByText('Open', { exact: true }).waitFor();
  await row('IM a').waitFor();
  await row('IM b').waitFor();
}));

test('a new passphrase is long, is typed twice, and what is wrong with it is said', onBoth(async (t, at) => {
  const { page, secret, tick, fresh, again, goOn } = await opened(t, SETTING('a'), { at });
  await secret.fill(servers.a.secret);
  await tick.check();
  await page.getByText(/^Nobody can recover it\./).waitFor();
  await fresh.fill('short');
  await goOn.click();
  await page.getByText('Shorter than 12 characters.').waitFor();
  await expect(fresh).toHaveAttribute('aria-invalid', 'true');
  await fresh.fill('aaaaaaaaaaaaaaaaaaaa');
  await page.getByText('Too few different characters.').waitFor();
  await fresh.fill(PASSPHRASE);
  await page.getByText(/^Good: long enough/).waitFor();
  await again.fill(`${PASSPHRASE}.`);
  await goOn.click();
  await page.getByText('The two are not the same.').waitFor();
  await expect(again).toHaveAttribute('aria-invalid', 'true');
  await axe(page);
  await expect.poll(() => storedVault(page)).toBe(null);
}));

test('a wrong passphrase says so, changes nothing, and the right one or the secret itself goes on', onBoth(async (t, at) => {
  const { page, passphrase, open, byHand, secret, said } = await kept(t, { at });
  const before = await storedVault(page);
  await page.reload();
  await open.click();
  await page.getByText('Enter the passphrase.').waitFor();
  await passphrase.fill('kites over eight towers');
  await open.click();
  await said('This passphrase does not open the vault. Nothing was changed.').waitFor();
  await expect(passphrase).toHaveAttribute('aria-invalid', 'true');
  await axe(page);
  await expect.poll(() => storedVault(page)).toBe(before);
  await byHand.click();
  await secret.fill(servers.a.secret);
  await page.getByRole('button', { name: 'Open the vault instead' }).click();
  await openVault(page);
  await value(page).waitFor();
  await expect.poll(() => storedVault(page)).toBe(before);
}));

const changed = (change) => (text) => JSON.stringify(change(JSON.parse(text)));
const UNREADABLE = {
  'cut off': [(text) => text.slice(0, text.length / 2), /^The vault in this browser is damaged/],
  'not a vault': [() => '"hello"', /^The vault in this browser is damaged/],
  'of a later version': [changed((vault) => ({ ...vault, version: 2 })), /^The vault in this browser was made by a later version/],
};

test('a vault that can\'t be read is left unchanged and said, and the secret is asked for', onBoth(async (t, at) => {
  const { page, secret, goOn, card } = await kept(t, { at });
  const sound = await storedVault(page);
  for (const [what, [change, words]] of Object.entries(UNREADABLE)) {
    const text = change(sound);
    await storeVault(page, text);
    await page.goto(SETTING('a'));
    await page.getByText(words).waitFor();
    await axe(page);
    await secret.fill(servers.a.secret);
    await goOn.click();
    await value(page).waitFor();
    await page.getByRole('link', { name: 'Connections', exact: true }).click();
    await card.getByText(words).waitFor();
    await expect.poll(() => storedVault(page), { message: what }).toBe(text);
  }
}));

test('a head that was changed says damaged, and a lowered cost is not taken', onBoth(async (t, at) => {
  const { page, passphrase, open } = await kept(t, { at });
  const text = changed((vault) => ({ ...vault, cost: { ...vault.cost, passes: 1 } }))(await storedVault(page));
  await storeVault(page, text);
  await page.reload();
  await passphrase.fill(PASSPHRASE);
  await open.click();
  await page.getByText(/^The vault in this browser is damaged/).waitFor();
  await expect.poll(() => storedVault(page)).toBe(text);
}));

test('a secret that was changed, or moved to another connection, is not used and is asked for again', onBoth(async (t, at) => {
  const { page, secret, card, fresh, again, said } = await kept(t, { at });
  const moved = changed((vault) => ({
    ...vault,
    entries: [{ ...vault.entries[0], of: { ...vault.entries[0].of, slug: 'b', address: '/im/b' } }],
  }))(await storedVault(page));
  await storeVault(page, moved);
  await page.goto(SETTING('b'));
  await openVault(page);
  await page.getByText(/^This secret was changed, or was kept for another connection or address/).waitFor();
  await secret.waitFor();
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await card.getByText('Changed; does not open').waitFor();
  await card.getByRole('button', { name: 'Change passphrase…' }).click();
  await expect(page.getByRole('textbox', { name: /^Passphrase now/ })).toBeFocused();
  await page.getByRole('textbox', { name: /^Passphrase now/ }).fill(PASSPHRASE);
  await fresh.fill('another one altogether');
  await again.fill('another one altogether');
  await page.getByRole('button', { name: 'Change passphrase', exact: true }).click();
  await said('Secrets in the vault that do not open would be lost.').waitFor();
  await expect.poll(() => storedVault(page)).toBe(moved);
  await page.goBack();
  // The vault is open, so keeping it again needs no passphrase, and mends it.
  await keepSecret(page, servers.b.secret, { isNew: false, passphrase: '' });
  await page.reload();
  await openVault(page);
  await value(page).waitFor();
}));

test('a check that meets such a secret says so, and mends it with the one that is typed', onBoth(async (t, at) => {
  const { page, secret, tick, passphrase, open } = await kept(t, { at });
  const turned = (text) => text.replace(/^../, (digits) => (digits === '00' ? '11' : '00'));
  await storeVault(page, changed((vault) => {
    const [{ of, secret: { nonce, sealed } }] = vault.entries;
    return { ...vault, entries: [{ of, secret: { nonce, sealed: turned(sealed) } }] };
  })(await storedVault(page)));
  await page.goto('/c/a/check');
  await passphrase.fill(PASSPHRASE);
  await open.click();
  await page.getByText(/^This secret was changed, or was kept for another connection or address/).waitFor();
  await axe(page);
  await expect(tick).toBeChecked();
  await secret.fill(servers.a.secret);
  await page.getByRole('button', { name: 'Retry with this secret' }).click();
  await page.getByRole('button', { name: /^IM a .*Signed in/ }).waitFor();
  await page.goto(SETTING('a'));
  await openVault(page);
  await value(page).waitFor();
}));

test('a connection at another address asks for the secret again and says why', onBoth(async (t, at) => {
  const { page, secret, passphrase } = await kept(t, { at });
  await page.goto('/c/a/connection');
  await page.getByRole('textbox', { name: /^Address/ }).fill('/im/b');
  await page.getByRole('button', { name: 'Save and open' }).click();
  await page.getByText('The vault has the secret of this connection at /im/a.').waitFor();
  await expect(passphrase).toHaveCount(0);
  await axe(page);
  await keepSecret(page, servers.b.secret, { isNew: false });
  await page.reload();
  await openVault(page);
  await page.getByRole('button', { name: /^IM a .*Signed in/ }).waitFor();
  await expect(secret).toHaveCount(0);
}));

test('the connection form keeps a secret too, and a renamed connection takes it along', onBoth(async (t, at) => {
  const { page, tick, fresh, again, secret, row } = await opened(t, '/connections/new', { at, connections: [] });
  await page.getByRole('textbox', { name: /^Address/ }).fill('/im/a');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('One');
  await expect(tick, 'without a secret there is nothing to keep').toHaveCount(0);
  await secret.fill(servers.a.secret);
  await tick.check();
  await fresh.fill(PASSPHRASE);
  await again.fill(PASSPHRASE);
  await axe(page);
  await page.getByRole('button', { name: 'Save and open' }).click();
  await page.getByRole('button', { name: /^One .*Signed in/ }).waitFor();
  await page.reload();
  await openVault(page);
  await page.getByRole('button', { name: /^One .*Signed in/ }).waitFor();
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await page.getByRole('link', { name: /^Edit One/ }).click();
  await page.getByRole('textbox', { name: /^Name in links/ }).fill('two');
  await page.getByRole('button', { name: 'Save and open' }).click();
  await page.waitForURL('**/c/two/overview');
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await row('One').waitFor();
  await page.waitForFunction(() => {
    const { entries } = JSON.parse(localStorage.getItem('firetower.vault'));
    return entries.length === 1 && entries[0].of.slug === 'two';
  });
  await page.reload();
  await page.goto('/c/two/overview');
  await openVault(page);
  await page.getByRole('button', { name: /^One .*Signed in/ }).waitFor();
}));

test('the passphrase is changed by who knows it, and the old one opens nothing any more', onBoth(async (t, at) => {
  const { page, card, passphrase, fresh, again, said } = await kept(t, { at });
  const before = await storedVault(page);
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await card.getByRole('button', { name: 'Change passphrase…' }).click();
  await expect(page.getByRole('textbox', { name: /^Passphrase now/ })).toBeFocused();
  const change = page.getByRole('button', { name: 'Change passphrase', exact: true });
  const other = '望火楼上 看见远处的烟';
  await page.getByRole('textbox', { name: /^Passphrase now/ }).fill('not the one at all');
  await fresh.fill(other);
  await again.fill(other);
  await axe(page);
  await change.click();
  await said('This passphrase does not open the vault.').waitFor();
  await expect.poll(() => storedVault(page)).toBe(before);
  // The new one need not be typed again.
  await expect(fresh).toHaveValue(other);
  await expect(again).toHaveValue(other);
  await page.getByRole('textbox', { name: /^Passphrase now/ }).fill(PASSPHRASE);
  await change.click();
  await card.getByText('The passphrase was changed.').waitFor();
  await expect.poll(() => storedVault(page)).not.toBe(before);
  await page.goto(SETTING('a'));
  await passphrase.fill(PASSPHRASE);
  await page.locator('form').getByRole('button', { name: 'Open the vault' }).click();
  await said('This passphrase does not open the vault.').waitFor();
  await openVault(page, other);
  await value(page).waitFor();
}));

test('one is forgotten, or all, after a question; a removed connection takes its own along', onBoth(async (t, at) => {
  const { page, card, row, dialog, secret } = await kept(t, { at });
  await page.goto(SETTING('b'));
  await keepSecret(page, servers.b.secret, { isNew: false });
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await row('IM b').getByRole('button', { name: /^Forget/ }).click();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await row('IM b').getByRole('button', { name: /^Forget/ }).click();
  await dialog.getByRole('heading', { name: 'Forget this secret?' }).waitFor();
  await axe(page);
  await dialog.getByRole('button', { name: 'Forget it' }).click();
  await row('IM b').waitFor({ state: 'detached' });
  await row('IM a').waitFor();
  await page.getByRole('button', { name: 'Remove… IM a' }).click();
  await dialog.getByRole('button', { name: 'Remove from this browser' }).click();
  await card.getByText('The vault is empty.').waitFor();
  await card.getByRole('button', { name: 'Forget all…' }).click();
  await dialog.getByRole('button', { name: 'Forget the vault' }).click();
  await card.getByText(/^Nothing is kept on this computer/).waitFor();
  await expect.poll(() => storedVault(page)).toBe(null);
  await page.goto(SETTING('b'));
  await secret.waitFor();
}));

test('the vault is closed by hand, and a second tab follows what the first does', onBoth(async (t, at) => {
  const { page, context, card } = await kept(t, { at });
  const second = await context.newPage();
  await second.goto(SETTING('a'));
  const other = vaultOf(second);
  await openVault(second);
  await second.getByRole('link', { name: 'Connections', exact: true }).click();
  await other.card.getByText('Open', { exact: true }).waitFor();

  // A tab behind another one is slowed down by the browser.
  await page.bringToFront();
  await page.goto(SETTING('b'));
  await keepSecret(page, servers.b.secret, { isNew: false });
  await other.row('IM b').waitFor();
  await other.card.getByText('Open', { exact: true }).waitFor();
  await second.bringToFront();
  await second.getByRole('link', { name: 'IM b', exact: true }).click();
  await second.getByRole('button', { name: /^IM b .*Signed in/ }).waitFor();
  await second.getByRole('link', { name: 'Connections', exact: true }).click();

  await page.bringToFront();
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await expect(card.getByRole('button', { name: 'Close the vault' })).toHaveAttribute('title', /^It closes in this tab alone\./);
  await card.getByRole('button', { name: 'Close the vault' }).click();
  await card.getByText('Closed', { exact: true }).waitFor();
  await other.card.getByText('Open', { exact: true }).waitFor();

  await card.getByRole('button', { name: 'Forget all…' }).click();
  await vaultOf(page).dialog.getByRole('button', { name: 'Forget the vault' }).click();
  await other.card.getByText(/^Nothing is kept on this computer/).waitFor();
}));

test('the old secret of a robot that was rotated is kept, shown and copied while the vault is open, and forgotten', onBoth(async (t, at) => {
  const { page, context, secrets, card, row, fresh, again, dialog } = await opened(t, '/c/robots/overview', {
    at,
    connections: [{ slug: 'robots', name: 'IM robots' }],
  });
  await signIn(page, '/c/robots/robots?id=robot05', servers.robots.secret);
  const { result: { secret: old } } = await ask(servers.robots, '/admin/user/get_robot_info', { robotId: 'robot05' });
  const { rotate, write, once } = robotForm(page);
  await rotate.click();
  await write.click();
  await once.waitFor();
  const before = page.getByRole('region', { name: 'The secret before' });
  await before.getByText(/^The server no longer takes it\./).waitFor();
  const written = await page.evaluate(() => Date.now());
  await expect.poll(() => page.evaluate(() => Date.now())).toBeGreaterThan(written);
  const keep = before.getByRole('button', { name: 'Keep the old secret in the vault' });
  await keep.click();
  await fresh.fill(PASSPHRASE);
  await again.fill(PASSPHRASE);
  await axe(page);
  await keep.click();
  await before.getByText('Kept in the vault').waitFor();
  const rotatedAt = JSON.parse(await storedVault(page)).entries[0].of.rotated_at_ms;
  assert.ok(rotatedAt <= written, `${rotatedAt}: it was rotated then, and is kept now`);
  await once.getByRole('button', { name: 'Done, hide it' }).click();
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  const kept = row('Old secret of robot robot05');
  await kept.getByRole('button', { name: 'Show' }).click();
  const shown = kept.getByRole('textbox', { name: 'The secret before' });
  await expect(shown).toHaveValue(old);
  await axe(page);
  await kept.getByRole('button', { name: 'Copy' }).click();
  await kept.getByRole('button', { name: 'Copied' }).waitFor();
  await expect.poll(() => pasted(context)).toBe(old);
  await card.getByRole('button', { name: 'Close the vault' }).click();
  await shown.waitFor({ state: 'detached' });
  await kept.getByText('Open the vault to see it').waitFor();
  await secrets.checkKept([old, PASSPHRASE]);
  await kept.getByRole('button', { name: /^Forget/ }).click();
  await dialog.getByRole('button', { name: 'Forget it' }).click();
  await card.getByText('The vault is empty.').waitFor();
}));

test('in Chinese too, in either theme, axe finds nothing', async (t) => {
  const { page, secrets } = await kept(t);
  for (const theme of ['light', 'dark']) {
    await reloadWith(page, { lang: 'zh', theme });
    await page.getByRole('heading', { name: '打开保险库' }).waitFor();
    await axe(page);
    await page.goto('/c/a/connections');
    await page.getByRole('region', { name: '保险库' }).getByText('已关闭').waitFor();
    await axe(page);
    await page.goto(SETTING('a'));
  }
  await secrets.check([servers.a.secret, PASSPHRASE]);
});
