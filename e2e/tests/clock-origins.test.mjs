// A correction of the clock, backward and forward, on a secure and on a plain-http origin: proposed, confirmed, and then on the
// card of every tab.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { asksForSecret, enterHere, openCheck, passes, stopsAt } from '../harness/check.mjs';
import { card, signWith, stored } from '../harness/clock.mjs';
import { expect } from '../harness/expect.mjs';
import { worldOnBothOrigins } from '../harness/origins.mjs';
import { signIn, until } from '../harness/sign-in.mjs';

const HOUR_MS = 60 * 60_000;

const { servers: { im }, onBoth } = await worldOnBothOrigins({ after }, {
  servers: { im: { edition: 'community', clock: 'both' } },
});

const kept = async (page) => (await stored(page)).clock_correction_ms ?? 0;

const WAYS = {
  forward: [5 * HOUR_MS, 'This computer is 5 h behind the server.', '+5 h'],
  backward: [-9.5 * HOUR_MS, 'This computer is 9 h 30 min ahead of the server.', '−9 h 30 min'],
};

for (const [way, [aheadMs, proposed, by]] of Object.entries(WAYS)) {
  test(`a correction ${way} is proposed, kept once it is confirmed, and signs in another tab`, onBoth(async (t, at) => {
    await im.control.shiftClock(aheadMs);
    t.after(() => im.control.restoreClock());
    const { page, context, secrets } = await at.open(t, { connections: [{ slug: 'x', name: 'IM x', address: '/im/im' }], refresh: 'off' });
    const other = await context.newPage();
    await other.goto('/c/x/system-settings/1');
    await openCheck(page);
    await asksForSecret(page);
    await enterHere(page, im.secret);
    await stopsAt(page, 'Signature', 'Clocks too far apart (243): the signature counts as expired');
    const main = page.getByRole('main');
    await main.getByText(proposed, { exact: true }).waitFor();
    await expect.poll(() => kept(page), { message: 'nothing is kept before it is confirmed' }).toBe(0);

    await signWith(page, by);
    await passes(page);
    assert.ok(Math.abs((await kept(page)) - aheadMs) < 60_000, `${await kept(page)}`);
    for (const tab of [page, other]) await card(tab).getByText(`Clock ${by}`, { exact: true }).waitFor();
    await signIn(other, '/c/x/system-settings/1', im.secret);
    await until('the other tab is signed in', () => card(other).getByText('Signed in').count());
    await secrets.check([im.secret]);
  }));
}
