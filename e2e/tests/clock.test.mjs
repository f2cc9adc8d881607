// The server's clock: found by what the server refuses, proposed with its evidence, and kept when an admin confirms it.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, test } from 'node:test';

import { axe } from '../harness/axe.mjs';
import { enterHere, passes, stopsAt } from '../harness/check.mjs';
import * as clock from '../harness/clock.mjs';
import { EXPIRED, HOUR_MS, MINUTE_MS, between, button, card, find, kept, looked, main, signWith } from '../harness/clock.mjs';
import { expect } from '../harness/expect.mjs';
import { worldOnBothOrigins } from '../harness/origins.mjs';
import { PHONE } from '../harness/page.mjs';
import { enterSecret } from '../harness/sign-in.mjs';
import { startServer } from '../harness/server.mjs';

const behind = await startServer('behind', { edition: 'community' });
after(() => behind.stop());
const proxy = await between({ after }, behind.url);

const { servers, here, onBoth } = await worldOnBothOrigins({ after }, {
  servers: {
    im: { edition: 'community' },
    strict: { edition: 'community', clock: 'both' },
    timeless: { edition: 'community', clock: 'off' },
    professional: { edition: 'professional', refusal: 'code' },
  },
  serve: ['--connect-src', proxy.url],
});

const refused = (t, name, aheadMs, { at = here, server = servers[name], ...options } = {}) =>
  clock.refused(t, (asked) => at.open(t, asked), server, aheadMs, options);
/** The same, with what lies between before the server. */
const through = (t, aheadMs, { connection, ...options } = {}) => {
  proxy.seen.length = 0;
  return refused(t, 'behind', aheadMs, { server: behind, connection: { ...connection, address: proxy.url }, ...options });
};

/** Another tab of this browser, which shows the same connection. */
async function tabBeside(page) {
  const other = await page.context().newPage();
  await other.goto('/c/x/system-settings/1');
  await card(other).waitFor();
  return other;
}

const BEYOND = 'More than 24 h lie between this computer’s clock and the server’s. Set the clock that is wrong: no correction goes that far.';

/** Whether what was seen is a signature by this secret. */
const isGood = ({ nonce, sign, timestamp }, secret) =>
  sign === createHash('sha1').update(`${nonce}|${secret}|${timestamp}`).digest('hex');

test('a slow computer: found, confirmed, kept on the card of every tab, and what was refused is accepted', onBoth(async (t, at) => {
  const { page, server, secrets } = await through(t, 5 * HOUR_MS + 12 * MINUTE_MS, { at });
  const other = await tabBeside(page);
  await stopsAt(page, 'Signature', EXPIRED);
  await main(page).getByText('This computer is 5 h 12 min behind the server.', { exact: true }).waitFor();
  await main(page).getByText('refused as too old (243)').first().waitFor();
  await axe(page);
  await expect.poll(() => kept(page), { message: 'nothing is kept before it is confirmed' }).toBe(0);

  // Whoever stands between saw times ahead of this computer's, none of them signed with the secret.
  const now = Date.now();
  const ahead = proxy.seen.filter(({ timestamp }) => timestamp > now + MINUTE_MS);
  assert.ok(ahead.length > 3 && proxy.seen.length < 50, `${ahead.length} of ${proxy.seen.length}`);
  assert.ok(proxy.seen.some((one) => isGood(one, server.secret)), 'the test can tell a good one');
  assert.deepEqual(ahead.filter((one) => isGood(one, server.secret)), []);
  const newest = Math.max(...ahead.map(({ timestamp }) => timestamp));
  assert.ok(newest <= now + 5 * HOUR_MS + 12 * MINUTE_MS, 'a time lay in the server’s future');

  await signWith(page, '+5 h 12 min');
  const said = await passes(page);
  assert.match(said['Time check'], /A signature that is 3 h old was refused/);
  for (const tab of [page, other]) await card(tab).getByText('Clock +5 h 12 min', { exact: true }).waitFor();
  const by = await kept(page);
  assert.ok(Math.abs(by - (5 * HOUR_MS + 12 * MINUTE_MS)) < MINUTE_MS, `${by}`);
  // The correction is for signing: what is shown stays this computer's time.
  await enterSecret(other, server.secret);
  await card(other).getByText('Signed in', { exact: false }).waitFor();
  await other.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: /^Requests/ }).click();
  await other.getByRole('table', { name: 'Requests, newest first' }).getByRole('row').filter({ hasText: 'get_setting' }).first().click();
  const line = await other.getByText(/^timestamp: \d{13}$/).first().innerText();
  assert.ok(Number(line.split(' ')[1]) > Date.now() + 5 * HOUR_MS, `${line} was sent, not this computer’s time`);
  await secrets.check([server.secret]);
}));

test('a fast computer at a server that refuses both ways', onBoth(async (t, at) => {
  const { page, server } = await refused(t, 'strict', -(9 * HOUR_MS + 30 * MINUTE_MS), { at });
  const other = await tabBeside(page);
  await stopsAt(page, 'Signature', EXPIRED);
  await main(page).getByText('This computer is 9 h 30 min ahead of the server.', { exact: true }).waitFor();
  await expect.poll(() => kept(page), { message: 'nothing is kept before it is confirmed' }).toBe(0);
  await signWith(page, '−9 h 30 min');
  await passes(page);
  for (const tab of [page, other]) await card(tab).getByText('Clock −9 h 30 min', { exact: true }).waitFor();
  await enterSecret(other, server.secret);
  await card(other).getByText('Signed in', { exact: false }).waitFor();
}));

test('a fast computer at a server that lets it pass is found all the same', async (t) => {
  const { page } = await refused(t, 'im', -5 * HOUR_MS);
  await passes(page);
  await find(page);
  await main(page).getByText('This computer is 5 h ahead of the server.', { exact: true }).waitFor();
  await signWith(page, '−5 h');
  await card(page).getByText('Clock −5 h', { exact: true }).waitFor();
  await passes(page);
});

test('a clock that is right, and a check that is off, propose nothing', async (t) => {
  for (const [name, aheadMs, says] of [
    ['im', 20_000, 'This computer’s clock agrees with the server’s to the minute.'],
    ['timeless', 5 * HOUR_MS, 'The server checks no times, so nothing needs correcting.'],
  ]) {
    const { page } = await refused(t, name, aheadMs);
    await passes(page);
    await find(page);
    await main(page).getByText(says, { exact: true }).waitFor();
    await expect(main(page).getByRole('button', { name: /^Sign with/ }), says).toHaveCount(0);
  }
});

test('clocks more than a day apart propose nothing, and up to a day something', onBoth(async (t, at) => {
  const { page: fast } = await refused(t, 'im', -30 * HOUR_MS, { at });
  await passes(fast);
  await find(fast);
  await main(fast).getByText(BEYOND, { exact: true }).waitFor();
  await expect(main(fast).getByRole('button', { name: /^Sign with/ })).toHaveCount(0);
  for (const [aheadMs, says, count] of [
    [26 * HOUR_MS, BEYOND, 0],
    [23 * HOUR_MS + 50 * MINUTE_MS, 'This computer is 23 h 50 min behind the server.', 1],
  ]) {
    const { page } = await refused(t, 'im', aheadMs, { at });
    await stopsAt(page, 'Signature', EXPIRED);
    await main(page).getByText(says, { exact: true }).waitFor();
    await expect(main(page).getByRole('button', { name: /^Sign with/ }), says).toHaveCount(count);
  }
}));

test('a correction that was stored with more than a day signs with a day', onBoth(async (t, at) => {
  for (const [aheadMs, by] of [[24 * HOUR_MS, '+24 h'], [-24 * HOUR_MS, '−24 h']]) {
    // As far as what is capped leads, so that the server takes it.
    const connection = { clock_correction_ms: 1.25 * aheadMs };
    const { page, server } = await through(t, aheadMs, { at, connection });
    await passes(page);
    await card(page).getByText(`Clock ${by}`, { exact: true }).waitFor();
    const good = proxy.seen.filter((one) => isGood(one, server.secret)).map(({ timestamp }) => timestamp - Date.now());
    const furthest = aheadMs > 0 ? Math.max(...good) : good[0];
    assert.ok(Math.abs(furthest - aheadMs) < MINUTE_MS, `${furthest} is not ${by}`);
  }
}));

test('a professional server tells its clock the same way', async (t) => {
  const { page } = await refused(t, 'professional', 3 * HOUR_MS);
  await stopsAt(page, 'Signature', EXPIRED);
  await signWith(page, '+3 h');
  await passes(page);
});

test('a proxy’s Date is shown beside, and decides nothing', onBoth(async (t, at) => {
  proxy.told.aheadMs = 9 * HOUR_MS;
  t.after(() => (proxy.told.aheadMs = 0));
  const { page } = await through(t, 3 * HOUR_MS, { at });
  await stopsAt(page, 'Signature', EXPIRED);
  await main(page).getByText('This computer is 3 h behind the server.', { exact: true }).waitFor();
  const clock = main(page).getByRole('row', { name: /Clock of the proxy/ });
  await expect(clock).toHaveText(/\+9 h/, { useInnerText: true });
  await main(page).getByText(/^The proxy’s clock is another one/).waitFor();
  await button(page, 'Not now').click();
  await expect(button(page, 'Find the server’s clock')).toHaveCount(1);
  await expect.poll(() => kept(page)).toBe(0);
  // The same lie without a reason to believe it: nothing is proposed.
  await behind.control.restoreClock();
  await button(page, 'Retry').click();
  await passes(page);
  await find(page);
  await main(page).getByText('This computer’s clock agrees with the server’s to the minute.', { exact: true }).waitFor();
}));

test('a proxy that makes up what the server refuses corrects nothing by itself', onBoth(async (t, at) => {
  // Its Date tells the same tale.
  Object.assign(proxy.told, { aheadMs: 5 * HOUR_MS, liesByMs: 5 * HOUR_MS });
  t.after(() => Object.assign(proxy.told, { aheadMs: 0, liesByMs: 0 }));
  const { page, server } = await through(t, 0, { at });
  await stopsAt(page, 'Signature', EXPIRED);
  await main(page).getByText('This computer is 5 h behind the server.', { exact: true }).waitFor();
  await main(page).getByText(/^Whoever runs what lies between could have made these answers up/).waitFor();
  const confirm = button(page, 'Sign with +5 h');
  await expect(confirm).toBeDisabled();
  await axe(page);
  await looked(page, '5 h').check();
  await expect(confirm).toBeEnabled();
  await looked(page, '5 h').uncheck();
  await expect(confirm).toBeDisabled();
  assert.equal(await kept(page), 0, 'nothing is kept');

  // Nor where the secret is typed, on a page of its own.
  const other = await tabBeside(page);
  await main(other).getByRole('textbox', { name: /^Secret/ }).fill(server.secret);
  await button(other, 'Open').click();
  await expect(button(other, 'Sign with +5 h')).toBeDisabled();

  // The server's own clock shows nothing of it, and the proxy goes without a time that the server would take later.
  await button(page, 'Not now').click();
  await page.reload();
  await card(page).waitFor();
  await expect(card(page)).not.toContainText('Clock');
  assert.equal(await kept(page), 0, 'nothing was kept');
  const good = proxy.seen.filter((one) => isGood(one, server.secret));
  assert.ok(good.length > 0, 'the test can tell a good one');
  assert.deepEqual(good.filter(({ timestamp }) => timestamp > Date.now()), []);
  assert.ok(proxy.seen.some(({ timestamp }) => timestamp > Date.now() + 2 * HOUR_MS), 'it was led on as far as it could');
}));

test('in Chinese, on a phone', async (t) => {
  await servers.im.control.shiftClock(3 * HOUR_MS + 5 * MINUTE_MS);
  t.after(() => servers.im.control.restoreClock());
  const { page } = await here.open(t, {
    connections: [{ slug: 'x', name: 'IM x', address: '/im/im' }], refresh: 'off', lang: 'zh', viewport: PHONE,
  });
  await page.goto('/c/x/check');
  await enterHere(page, servers.im.secret);
  await main(page).getByText('本机比服务器慢 3 小时 5 分。', { exact: true }).waitFor();
  await axe(page);
  await main(page).getByText(/^全部 \d+ 次询问$/).click();
  const { width } = PHONE;
  const tables = main(page).locator('.clock table');
  await expect(tables).toHaveCount(2);
  for (const table of await tables.all()) {
    const { x, width: wide } = await table.boundingBox();
    assert.ok(x >= 0 && x + wide <= width, `the evidence is ${wide} wide at ${x}`);
  }
  await expect.poll(() => page.evaluate((width) => document.documentElement.scrollWidth <= width, width), { message: 'the page scrolls sideways' }).toBe(true);
  const confirm = main(page).getByRole('button', { name: '以 +3 小时 5 分 签名' });
  await expect(confirm).toBeDisabled();
  await main(page).getByRole('checkbox', { name: '我已查看服务器自身的时钟，它比本机快 3 小时 5 分' }).check();
  await confirm.click();
  await page.getByText(/^(13 步全部通过|已通过，警告 \d+ 项) · /).waitFor({ state: 'attached' });
});
