// The server's clock: found by what the server refuses, proposed with its evidence, and kept when an admin confirms it.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, test } from 'node:test';

import { axe } from '../harness/axe.mjs';
import { enterHere, passes, stopsAt } from '../harness/check.mjs';
import * as clock from '../harness/clock.mjs';
import { EXPIRED, HOUR_MS, MINUTE_MS, between, button, card, find, main, signWith, stored } from '../harness/clock.mjs';
import { expect } from '../harness/expect.mjs';
import { PHONE } from '../harness/page.mjs';
import { signIn } from '../harness/sign-in.mjs';
import { startServer } from '../harness/server.mjs';
import { world } from '../harness/world.mjs';

const behind = await startServer('behind', { edition: 'community' });
after(() => behind.stop());
const proxy = await between({ after }, behind.url);

const { servers, open } = await world({ after }, {
  servers: {
    im: { edition: 'community' },
    strict: { edition: 'community', clock: 'both' },
    timeless: { edition: 'community', clock: 'off' },
    professional: { edition: 'professional', refusal: 'code' },
  },
  serve: ['--connect-src', proxy.url],
});

const refused = (t, name, aheadMs, { server = servers[name], ...options } = {}) => clock.refused(t, open, server, aheadMs, options);

/** Whether what was seen is a signature by this secret. */
const isGood = ({ nonce, sign, timestamp }, secret) =>
  sign === createHash('sha1').update(`${nonce}|${secret}|${timestamp}`).digest('hex');

test('a slow computer: found, confirmed, kept on the card, and what was refused is accepted', async (t) => {
  const options = { server: behind, connection: { address: proxy.url } };
  const { page, server, secrets } = await refused(t, 'behind', 5 * HOUR_MS + 12 * MINUTE_MS, options);
  await stopsAt(page, 'Signature', EXPIRED);
  await main(page).getByText('This computer is 5 h 12 min behind the server.', { exact: true }).waitFor();
  await main(page).getByText('refused as too old (243)').first().waitFor();
  await axe(page);
  await expect.poll(async () => (await stored(page)).clock_correction_ms ?? 0, { message: 'nothing is kept before it is confirmed' }).toBe(0);

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
  await card(page).getByText('Clock +5 h 12 min', { exact: true }).waitFor();
  const { clock_correction_ms: kept } = await stored(page);
  assert.ok(Math.abs(kept - (5 * HOUR_MS + 12 * MINUTE_MS)) < MINUTE_MS, `${kept}`);
  // The correction is for signing: what is shown stays this computer's time.
  await signIn(page, '/c/x/system-settings/1', server.secret);
  await card(page).getByText('Signed in', { exact: false }).waitFor();
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: /^Requests/ }).click();
  await page.getByRole('table', { name: 'Requests, newest first' }).getByRole('row').filter({ hasText: 'get_setting' }).first().click();
  const line = await page.getByText(/^timestamp: \d{13}$/).first().innerText();
  assert.ok(Number(line.split(' ')[1]) > Date.now() + 5 * HOUR_MS, `${line} was sent, not this computer’s time`);
  await secrets.check([server.secret]);
});

test('a fast computer at a server that refuses both ways', async (t) => {
  const { page } = await refused(t, 'strict', -(9 * HOUR_MS + 30 * MINUTE_MS));
  await stopsAt(page, 'Signature', EXPIRED);
  await main(page).getByText('This computer is 9 h 30 min ahead of the server.', { exact: true }).waitFor();
  await signWith(page, '−9 h 30 min');
  await passes(page);
  await card(page).getByText('Clock −9 h 30 min', { exact: true }).waitFor();
});

test('a fast computer at a server that lets it pass is found all the same', async (t) => {
  const { page } = await refused(t, 'im', -5 * HOUR_MS);
  await passes(page);
  await find(page);
  await main(page).getByText('This computer is 5 h ahead of the server.', { exact: true }).waitFor();
  await signWith(page, '−5 h');
  await card(page).getByText('Clock −5 h', { exact: true }).waitFor();
  await passes(page);
});

test('a clock that is right, a check that is off, and clocks more than a day apart propose nothing', async (t) => {
  for (const [name, aheadMs, says] of [
    ['im', 20_000, 'This computer’s clock agrees with the server’s to the minute.'],
    ['timeless', 5 * HOUR_MS, 'The server checks no times, so nothing needs correcting.'],
    ['im', -30 * HOUR_MS, 'More than 24 h lie between this computer’s clock and the server’s. Set the clock that is wrong: no correction goes that far.'],
  ]) {
    const { page } = await refused(t, name, aheadMs);
    await passes(page);
    await find(page);
    await main(page).getByText(says, { exact: true }).waitFor();
    await expect(main(page).getByRole('button', { name: /^Sign with/ }), says).toHaveCount(0);
  }
  const { page } = await refused(t, 'im', 26 * HOUR_MS);
  await stopsAt(page, 'Signature', EXPIRED);
  await main(page).getByText(/^More than 24 h lie between/).waitFor();
  await expect(main(page).getByRole('button', { name: /^Sign with/ })).toHaveCount(0);
});

test('a professional server tells its clock the same way', async (t) => {
  const { page } = await refused(t, 'professional', 3 * HOUR_MS);
  await stopsAt(page, 'Signature', EXPIRED);
  await signWith(page, '+3 h');
  await passes(page);
});

test('a proxy’s Date is shown beside, and decides nothing', async (t) => {
  proxy.told.aheadMs = 9 * HOUR_MS;
  t.after(() => (proxy.told.aheadMs = 0));
  const options = { server: behind, connection: { address: proxy.url } };
  const { page } = await refused(t, 'behind', 3 * HOUR_MS, options);
  await stopsAt(page, 'Signature', EXPIRED);
  await main(page).getByText('This computer is 3 h behind the server.', { exact: true }).waitFor();
  const clock = main(page).getByRole('row', { name: /Clock of the proxy/ });
  await expect(clock).toHaveText(/\+9 h/, { useInnerText: true });
  await main(page).getByText(/^The proxy’s clock is another one/).waitFor();
  await button(page, 'Not now').click();
  await expect(button(page, 'Find the server’s clock')).toHaveCount(1);
  await expect.poll(async () => (await stored(page)).clock_correction_ms ?? 0).toBe(0);
  // The same lie without a reason to believe it: nothing is proposed.
  await behind.control.restoreClock();
  await button(page, 'Retry').click();
  await passes(page);
  await find(page);
  await main(page).getByText('This computer’s clock agrees with the server’s to the minute.', { exact: true }).waitFor();
});

test('in Chinese, on a phone', async (t) => {
  await servers.im.control.shiftClock(3 * HOUR_MS + 5 * MINUTE_MS);
  t.after(() => servers.im.control.restoreClock());
  const { page } = await open({
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
