// A correction of the clock that is kept: whether it still fits, where it is proposed besides the check, and how it goes.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { axe } from '../harness/axe.mjs';
import { enterHere, goTo, openCheck, passes, stopsAt } from '../harness/check.mjs';
import * as clock from '../harness/clock.mjs';
import { EXPIRED, HOUR_MS, MINUTE_MS, aheadBy, between, button, card, kept, main, signWith } from '../harness/clock.mjs';
import { expect } from '../harness/expect.mjs';
import { worldOnBothOrigins } from '../harness/origins.mjs';
import { signIn, until } from '../harness/sign-in.mjs';
import { startServer } from '../harness/server.mjs';
import { PASSPHRASE, openVault, vaultOf } from '../harness/vault.mjs';

const EDIT = '/c/x/connection';

const silent = await startServer('silent', { edition: 'community', refusal: '401' });
after(() => silent.stop());
const mute = await between({ after }, silent.url);
mute.told.mute = true;

const { servers, here, onBoth } = await worldOnBothOrigins({ after }, {
  servers: {
    im: { edition: 'community' },
    strict: { edition: 'community', clock: 'both' },
    timeless: { edition: 'community', clock: 'off' },
  },
  serve: ['--connect-src', mute.url],
});

const refused = (t, name, aheadMs, { at = here, server = servers[name], ...options } = {}) =>
  clock.refused(t, (asked) => at.open(t, asked), server, aheadMs, options);

/** A page with a connection to a server whose clock is this far ahead. */
async function opened(t, name, aheadMs, at = here) {
  await aheadBy(t, servers[name], aheadMs);
  return at.open(t, { connections: [{ slug: 'x', name: 'IM x', address: `/im/${name}` }], refresh: 'off' });
}

test('a correction that is needless again is proposed for removal, in every tab', onBoth(async (t, at) => {
  const connection = { clock_correction_ms: 90 * MINUTE_MS };
  const { page, context, server } = await refused(t, 'im', 0, { at, connection });
  const said = await passes(page);
  assert.match(said['Time check'], /The correction of \+1 h 30 min no longer fits/);
  await card(page).getByText('Clock +1 h 30 min', { exact: true }).waitFor();
  const other = await context.newPage();
  await signIn(other, '/c/x/system-settings/1', server.secret);
  await card(other).getByText('Clock +1 h 30 min', { exact: true }).waitFor();
  await main(page).getByText(/^This computer’s clock is right again/).waitFor();
  await button(page, 'Remove the correction').click();
  await passes(page);
  for (const tab of [page, other]) {
    await until('the correction is gone', async () => (await tab.getByText('Clock +1 h 30 min', { exact: true }).count()) === 0);
  }
  // The other tab goes on with its secret.
  await card(other).waitFor();
  await expect(other.getByRole('textbox', { name: /^Secret/ })).toHaveCount(0);
}));

test('a correction that became wrong is proposed anew, and the old one goes', onBoth(async (t, at) => {
  const connection = { clock_correction_ms: 5 * HOUR_MS };
  const { page } = await refused(t, 'im', 11 * HOUR_MS, { at, connection });
  await stopsAt(page, 'Signature', EXPIRED);
  await main(page).getByText('This computer is 11 h behind the server.', { exact: true }).waitFor();
  await signWith(page, '+11 h');
  await passes(page);
  await card(page).getByText('Clock +11 h', { exact: true }).waitFor();
}));

test('a correction that is off is found out by the check that passes with it', async (t) => {
  for (const [name, aheadMs, keptMs, behind] of [
    ['im', 3 * HOUR_MS, 5 * HOUR_MS, '3 h'],
    // Still accepted, and soon not any more.
    ['strict', 5 * HOUR_MS + 5 * MINUTE_MS, 5 * HOUR_MS, '5 h 5 min'],
  ]) {
    const { page } = await refused(t, name, aheadMs, { connection: { clock_correction_ms: keptMs } });
    const said = await passes(page);
    assert.match(said['Time check'], /The correction of \+5 h no longer fits/);
    await main(page).getByText(`This computer is ${behind} behind the server.`, { exact: true }).waitFor();
    await axe(page);
    await expect.poll(() => kept(page), { message: 'nothing changes before it is confirmed' }).toBe(keptMs);
    await expect(button(page, 'Find the server’s clock'), 'it is looked for already').toHaveCount(0);
    await signWith(page, `+${behind}`);
    await main(page).getByText(new RegExp(`The correction of \\+${behind} fits and is needed`)).first().waitFor();
    await passes(page);
  }
});

test('a correction that fits costs three questions, and one that is spare can be removed', async (t) => {
  const count = async (aheadMs, keptMs) => {
    const { page, server } = await refused(t, 'im', aheadMs, { connection: { clock_correction_ms: keptMs } });
    const said = await passes(page);
    return { page, said: said['Time check'], asked: (await server.control.requests()).length };
  };
  const plain = await count(0, 0);
  const needed = await count(5 * HOUR_MS, 5 * HOUR_MS);
  assert.match(needed.said, /A signature that is 3 h old was refused. The correction of \+5 h fits and is needed/);
  assert.ok(needed.asked <= plain.asked + 3, `${needed.asked} with, ${plain.asked} without`);
  await expect(button(needed.page, 'Remove the correction')).toHaveCount(0);
  const spare = await count(90 * MINUTE_MS, 90 * MINUTE_MS);
  assert.match(spare.said, /fits, and this computer’s own time would be accepted as well/);
  await button(spare.page, 'Remove the correction').click();
  await until('it is not stored', async () => !(await kept(spare.page)));
  await passes(spare.page);
});

test('a correction is offered for removal where no time is checked, and where the server names no reason', async (t) => {
  const clock_correction_ms = 5 * HOUR_MS;
  for (const [name, says, options] of [
    ['timeless', /^The server checks no times/, { connection: { clock_correction_ms } }],
    ['mute', /^The server refuses without saying/, { server: silent, connection: { clock_correction_ms, address: mute.url } }],
  ]) {
    const { page } = await refused(t, name, 0, options);
    const said = await passes(page);
    if (name === 'mute') assert.match(said['Time check'], /The correction of \+5 h no longer fits/);
    await main(page).getByText(says).waitFor();
    if (name === 'mute') {
      await main(page).getByText('Compare the clocks by hand', { exact: true }).click();
      await main(page).getByRole('textbox', { name: 'What the server printed' }).fill(`${Math.floor(Date.now() / 1000)}`);
      await button(page, 'Compare').click();
      await main(page).getByText(/^This computer’s clock is right again/).waitFor();
      await axe(page);
    }
    await button(page, 'Remove the correction').first().click();
    await passes(page);
    await expect.poll(() => kept(page)).toBe(0);
  }
});

test('a page that meets 243 leads to the check, which proposes, and back to the page', async (t) => {
  const { page } = await opened(t, 'im', 0);
  await openCheck(page);
  await enterHere(page, servers.im.secret);
  await passes(page);
  // From now on a check of before says that all is well, and does not begin by itself.
  await aheadBy(t, servers.im, 5 * HOUR_MS);
  await goTo(page, '/c/x/system-settings/1');
  const alert = main(page).getByRole('alert');
  await alert.getByText('Signature expired (243)', { exact: true }).waitFor();
  await main(page).getByRole('link', { name: 'Connection check' }).click();
  await stopsAt(page, 'Signature', EXPIRED);
  await signWith(page, '+5 h');
  await passes(page);
  await button(page, 'Back to the page that failed').click();
  await main(page).getByRole('textbox', { name: /^Value/ }).waitFor();
  assert.equal(new URL(page.url()).pathname, '/c/x/system-settings/1');
});

test('where the secret is typed, the clock is corrected beside it, and what was typed is tried again', onBoth(async (t, at) => {
  const { page, secrets } = await opened(t, 'im', 5 * HOUR_MS, at);
  await page.goto('/c/x/system-settings/1');
  const secret = main(page).getByRole('textbox', { name: /^Secret/ });
  // The server judges the time first: whether the secret is right comes out once the clock is.
  const wrong = `wrong-${servers.im.secret}`;
  await servers.im.control.clearRequests();
  await secret.fill(wrong);
  await button(page, 'Open').click();
  await main(page).getByText('Signature expired (243)', { exact: true }).waitFor();
  await main(page).getByText('This computer is 5 h behind the server.', { exact: true }).waitFor();
  const asked = (await servers.im.control.requests()).length;
  assert.ok(asked < 30, `one search, and not one after the other: ${asked} questions`);
  await axe(page);
  await signWith(page, '+5 h');
  await main(page).getByText('Wrong secret (244)', { exact: true }).waitFor();
  await expect(secret).toHaveValue(wrong);
  await main(page).getByText('Clock +5 h', { exact: true }).waitFor();
  await expect.poll(() => kept(page), { message: 'a correction is kept with a secret that is accepted' }).toBe(0);
  await secret.fill(servers.im.secret);
  await button(page, 'Open').click();
  await main(page).getByRole('textbox', { name: /^Value/ }).waitFor();
  await card(page).getByText('Clock +5 h', { exact: true }).waitFor();
  await secrets.check([servers.im.secret, wrong]);

  const { page: right } = await opened(t, 'im', 5 * HOUR_MS, at);
  await right.goto('/c/x/system-settings/1');
  await main(right).getByRole('textbox', { name: /^Secret/ }).fill(servers.im.secret);
  await button(right, 'Open').click();
  await signWith(right, '+5 h');
  await main(right).getByRole('textbox', { name: /^Value/ }).waitFor();
  await card(right).getByText('Clock +5 h', { exact: true }).waitFor();
}));

test('a passphrase that was typed with the secret is not lost to a clock that is corrected', async (t) => {
  const { page } = await opened(t, 'im', 5 * HOUR_MS);
  await page.goto('/c/x/system-settings/1');
  const { secret, tick, fresh, again, goOn } = vaultOf(page);
  await secret.fill(servers.im.secret);
  await tick.check();
  await fresh.fill(PASSPHRASE);
  await again.fill(PASSPHRASE);
  await goOn.click();
  await signWith(page, '+5 h');
  const value = main(page).getByRole('textbox', { name: /^Value/ });
  await value.waitFor();
  await until('the correction is stored', () => kept(page));
  await page.reload();
  await openVault(page);
  await value.waitFor();
  await card(page).getByText('Clock +5 h', { exact: true }).waitFor();
});

test('the check beside the form of a new connection proposes it too, and saving keeps it', onBoth(async (t, at) => {
  await aheadBy(t, servers.im, 5 * HOUR_MS);
  const { page } = await at.open(t, { refresh: 'off' });
  await page.goto('/connections/new');
  await main(page).getByRole('textbox', { name: 'Address' }).fill('/im/im');
  await main(page).getByRole('textbox', { name: /^Secret/ }).fill(servers.im.secret);
  await main(page).getByRole('textbox', { name: 'Name', exact: true }).fill('IM x');
  await button(page, 'Check').click();
  await main(page).getByText(EXPIRED, { exact: true }).waitFor();
  await signWith(page, '+5 h');
  await main(page).getByText('The server accepted it', { exact: true }).waitFor();
  await page.getByText(/^Signs with \+5 h/).waitFor();
  await button(page, 'Save and open').click();
  await card(page).getByText('Clock +5 h', { exact: true }).waitFor();
  const by = await kept(page);
  assert.ok(Math.abs(by - 5 * HOUR_MS) < MINUTE_MS, `${by}`);
}));

test('it is listed, removed in the form, and dropped with the address', onBoth(async (t, at) => {
  const known = () => at.open(t, {
    connections: [{ slug: 'x', name: 'IM x', address: '/im/im', clock_correction_ms: 2 * HOUR_MS }], refresh: 'off',
  });
  const { page } = await known();
  await page.goto('/connections');
  await main(page).getByText('Clock +2 h', { exact: true }).waitFor();
  await page.goto(EDIT);
  await page.getByText(/^Signs with \+2 h/).waitFor();
  await axe(page);
  await button(page, 'Remove the correction').click();
  await button(page, 'Save and open').click();
  await until('it is not stored', async () => !(await kept(page)));

  const { page: moved } = await known();
  await moved.goto(EDIT);
  await moved.getByText(/^Signs with \+2 h/).waitFor();
  await moved.getByRole('textbox', { name: 'Address' }).fill('/im/strict');
  await until('it is not said', async () => (await moved.getByText(/^Signs with \+2 h/).count()) === 0);
  await button(moved, 'Save and open').click();
  await until('it is not stored', async () => !(await kept(moved)));
}));
