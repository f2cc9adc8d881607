// The server's clock: found by what the server refuses, proposed with its evidence, and kept when an admin confirms it.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';
import { after, test } from 'node:test';

import { axe } from '../harness/axe.mjs';
import { asksForSecret, enterHere, goTo, openCheck, passes, stopsAt } from '../harness/check.mjs';
import { PHONE } from '../harness/page.mjs';
import { signIn, until } from '../harness/sign-in.mjs';
import { startServer } from '../harness/server.mjs';
import { world } from '../harness/world.mjs';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const EDIT = '/c/x/connection';
const EXPIRED = 'Clocks too far apart (243): the signature counts as expired';

/**
 * What lies between: it keeps what it could sign with (`seen`), and its clock is `told.aheadMs` ahead of the truth. It lets any
 * page read it. `told.mute`: of what is refused it passes on the status alone.
 */
async function between(target) {
  const told = { aheadMs: 0, mute: false };
  const seen = [];
  const { hostname, port } = new URL(target);
  const server = createServer((request, response) => {
    const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*', 'access-control-expose-headers': 'date' };
    if (request.method === 'OPTIONS') return response.writeHead(204, cors).end();
    const { nonce, timestamp, sign } = request.headers;
    if (sign) seen.push({ nonce, sign, timestamp: Number(timestamp) });
    const passed = ask({ hostname, port, path: request.url, method: request.method, headers: request.headers }, (answer) => {
      const date = new Date(Date.now() + told.aheadMs).toUTCString();
      response.writeHead(answer.statusCode, { ...cors, 'content-type': 'application/json', date });
      if (!told.mute || answer.statusCode !== 401) return answer.pipe(response);
      answer.resume();
      response.end();
    });
    passed.on('error', () => response.destroy());
    request.pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${server.address().port}`, told, seen };
}

const behind = await startServer('behind', { edition: 'community' });
after(() => behind.stop());
const proxy = await between(behind.url);
const silent = await startServer('silent', { edition: 'community', refusal: '401' });
after(() => silent.stop());
const mute = await between(silent.url);
mute.told.mute = true;

const { servers, open } = await world({ after }, {
  servers: {
    im: { edition: 'community' },
    strict: { edition: 'community', clock: 'both' },
    timeless: { edition: 'community', clock: 'off' },
    professional: { edition: 'professional', refusal: 'code' },
  },
  serve: ['--connect-src', proxy.url, '--connect-src', mute.url],
});

const main = (page) => page.getByRole('main');
const button = (page, name) => main(page).getByRole('button', { name, exact: true });
const card = (page) => page.getByRole('button', { name: /^IM x/ });
const stored = (page) => page.evaluate(() => JSON.parse(localStorage.getItem('firetower.connections')).connections[0]);

/** The connection check of a server whose clock is this far ahead, once it has the secret. */
async function refused(t, name, aheadMs, { server = servers[name], ...options } = {}) {
  await server.control.clearRequests();
  await server.control.shiftClock(aheadMs);
  t.after(() => server.control.restoreClock());
  const opened = await open({
    connections: [{ slug: 'x', name: 'IM x', address: `/im/${name}`, ...options.connection }], refresh: 'off', ...options,
  });
  await openCheck(opened.page);
  await asksForSecret(opened.page);
  await enterHere(opened.page, server.secret);
  return { ...opened, server };
}

async function aheadBy(t, server, aheadMs) {
  await server.control.shiftClock(aheadMs);
  t.after(() => server.control.restoreClock());
}

/** A page with a connection to a server whose clock is this far ahead. */
async function opened(name, aheadMs, t) {
  if (t) await aheadBy(t, servers[name], aheadMs);
  return open({ connections: [{ slug: 'x', name: 'IM x', address: `/im/${name}` }], refresh: 'off' });
}

async function find(page) {
  await main(page).getByRole('button', { name: /^(Find the server’s clock|推算服务器时钟)$/ }).first().click();
}

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
  assert.equal((await stored(page)).clock_correction_ms ?? 0, 0, 'nothing is kept before it is confirmed');

  // Whoever stands between saw times ahead of this computer's, none of them signed with the secret.
  const now = Date.now();
  const ahead = proxy.seen.filter(({ timestamp }) => timestamp > now + MINUTE_MS);
  assert.ok(ahead.length > 3 && proxy.seen.length < 50, `${ahead.length} of ${proxy.seen.length}`);
  assert.ok(proxy.seen.some((one) => isGood(one, server.secret)), 'the test can tell a good one');
  assert.deepEqual(ahead.filter((one) => isGood(one, server.secret)), []);
  const newest = Math.max(...ahead.map(({ timestamp }) => timestamp));
  assert.ok(newest <= now + 5 * HOUR_MS + 12 * MINUTE_MS, 'a time lay in the server’s future');

  await button(page, 'Sign with +5 h 12 min').click();
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
  await button(page, 'Sign with −9 h 30 min').click();
  await passes(page);
  await card(page).getByText('Clock −9 h 30 min', { exact: true }).waitFor();
});

test('a fast computer at a server that lets it pass is found all the same', async (t) => {
  const { page } = await refused(t, 'im', -5 * HOUR_MS);
  await passes(page);
  await find(page);
  await main(page).getByText('This computer is 5 h ahead of the server.', { exact: true }).waitFor();
  await button(page, 'Sign with −5 h').click();
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
    assert.equal(await main(page).getByRole('button', { name: /^Sign with/ }).count(), 0, says);
  }
  const { page } = await refused(t, 'im', 26 * HOUR_MS);
  await stopsAt(page, 'Signature', EXPIRED);
  await main(page).getByText(/^More than 24 h lie between/).waitFor();
  assert.equal(await main(page).getByRole('button', { name: /^Sign with/ }).count(), 0);
});

test('a professional server tells its clock the same way', async (t) => {
  const { page } = await refused(t, 'professional', 3 * HOUR_MS);
  await stopsAt(page, 'Signature', EXPIRED);
  await button(page, 'Sign with +3 h').click();
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
  assert.match(await clock.innerText(), /\+9 h/);
  await main(page).getByText(/^The proxy’s clock is another one/).waitFor();
  await button(page, 'Not now').click();
  assert.equal(await button(page, 'Find the server’s clock').count(), 1);
  assert.equal((await stored(page)).clock_correction_ms ?? 0, 0);
  // The same lie without a reason to believe it: nothing is proposed.
  await behind.control.restoreClock();
  await button(page, 'Retry').click();
  await passes(page);
  await find(page);
  await main(page).getByText('This computer’s clock agrees with the server’s to the minute.', { exact: true }).waitFor();
});

test('a correction that is needless again is proposed for removal, in every tab', async (t) => {
  const connection = { clock_correction_ms: 90 * MINUTE_MS };
  const { page, context, server } = await refused(t, 'im', 0, { connection });
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
  assert.equal(await other.getByRole('textbox', { name: /^Secret/ }).count(), 0);
});

test('a correction that became wrong is proposed anew, and the old one goes', async (t) => {
  const connection = { clock_correction_ms: 5 * HOUR_MS };
  const { page } = await refused(t, 'im', 11 * HOUR_MS, { connection });
  await stopsAt(page, 'Signature', EXPIRED);
  await main(page).getByText('This computer is 11 h behind the server.', { exact: true }).waitFor();
  await button(page, 'Sign with +11 h').click();
  await passes(page);
  await card(page).getByText('Clock +11 h', { exact: true }).waitFor();
});

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
    assert.equal((await stored(page)).clock_correction_ms, keptMs, 'nothing changes before it is confirmed');
    assert.equal(await button(page, 'Find the server’s clock').count(), 0, 'it is looked for already');
    await button(page, `Sign with +${behind}`).click();
    assert.match((await passes(page))['Time check'], new RegExp(`The correction of \\+${behind} fits and is needed`));
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
  assert.equal(await button(needed.page, 'Remove the correction').count(), 0);
  const spare = await count(90 * MINUTE_MS, 90 * MINUTE_MS);
  assert.match(spare.said, /fits, and this computer’s own time would be accepted as well/);
  await button(spare.page, 'Remove the correction').click();
  await until('it is not stored', async () => !(await stored(spare.page)).clock_correction_ms);
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
    assert.equal((await stored(page)).clock_correction_ms ?? 0, 0);
  }
});

test('a page that meets 243 leads to the check, which proposes, and back to the page', async (t) => {
  const { page } = await opened('im', 0);
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
  await button(page, 'Sign with +5 h').click();
  await passes(page);
  await button(page, 'Back to the page that failed').click();
  await main(page).getByRole('textbox', { name: /^Value/ }).waitFor();
  assert.equal(new URL(page.url()).pathname, '/c/x/system-settings/1');
});

test('where the secret is typed, the clock is corrected beside it, and what was typed is tried again', async (t) => {
  const { page, secrets } = await opened('im', 5 * HOUR_MS, t);
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
  await button(page, 'Sign with +5 h').click();
  await main(page).getByText('Wrong secret (244)', { exact: true }).waitFor();
  assert.equal(await secret.inputValue(), wrong);
  await main(page).getByText('Clock +5 h', { exact: true }).waitFor();
  assert.equal((await stored(page)).clock_correction_ms ?? 0, 0, 'a correction is kept with a secret that is accepted');
  await secret.fill(servers.im.secret);
  await button(page, 'Open').click();
  await main(page).getByRole('textbox', { name: /^Value/ }).waitFor();
  await card(page).getByText('Clock +5 h', { exact: true }).waitFor();
  await secrets.check([servers.im.secret, wrong]);

  const { page: right } = await opened('im', 5 * HOUR_MS, t);
  await right.goto('/c/x/system-settings/1');
  await main(right).getByRole('textbox', { name: /^Secret/ }).fill(servers.im.secret);
  await button(right, 'Open').click();
  await button(right, 'Sign with +5 h').click();
  await main(right).getByRole('textbox', { name: /^Value/ }).waitFor();
  await card(right).getByText('Clock +5 h', { exact: true }).waitFor();
});

test('the check beside the form of a new connection proposes it too, and saving keeps it', async (t) => {
  await aheadBy(t, servers.im, 5 * HOUR_MS);
  const { page } = await open({ refresh: 'off' });
  await page.goto('/connections/new');
  await main(page).getByRole('textbox', { name: 'Address' }).fill('/im/im');
  await main(page).getByRole('textbox', { name: /^Secret/ }).fill(servers.im.secret);
  await main(page).getByRole('textbox', { name: 'Name', exact: true }).fill('IM x');
  await button(page, 'Check').click();
  await main(page).getByText(EXPIRED, { exact: true }).waitFor();
  await button(page, 'Sign with +5 h').click();
  await main(page).getByText('The server accepted it', { exact: true }).waitFor();
  await page.getByText(/^Signs with \+5 h/).waitFor();
  await button(page, 'Save and open').click();
  await card(page).getByText('Clock +5 h', { exact: true }).waitFor();
  const { clock_correction_ms: kept } = await stored(page);
  assert.ok(Math.abs(kept - 5 * HOUR_MS) < MINUTE_MS, `${kept}`);
});

test('it is listed, removed in the form, and dropped with the address', async (t) => {
  const opened = () => open({
    connections: [{ slug: 'x', name: 'IM x', address: '/im/im', clock_correction_ms: 2 * HOUR_MS }], refresh: 'off',
  });
  const { page } = await opened();
  await page.goto('/connections');
  await main(page).getByText('Clock +2 h', { exact: true }).waitFor();
  await page.goto(EDIT);
  await page.getByText(/^Signs with \+2 h/).waitFor();
  await axe(page);
  await button(page, 'Remove the correction').click();
  await button(page, 'Save and open').click();
  await until('it is not stored', async () => !(await stored(page)).clock_correction_ms);

  const { page: moved } = await opened();
  await moved.goto(EDIT);
  await moved.getByText(/^Signs with \+2 h/).waitFor();
  await moved.getByRole('textbox', { name: 'Address' }).fill('/im/strict');
  await until('it is not said', async () => (await moved.getByText(/^Signs with \+2 h/).count()) === 0);
  await button(moved, 'Save and open').click();
  await until('it is not stored', async () => !(await stored(moved)).clock_correction_ms);
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
  assert.equal(await tables.count(), 2);
  for (const table of await tables.all()) {
    const { x, width: wide } = await table.boundingBox();
    assert.ok(x >= 0 && x + wide <= width, `the evidence is ${wide} wide at ${x}`);
  }
  assert.ok(await page.evaluate((width) => document.documentElement.scrollWidth <= width, width), 'the page scrolls sideways');
  await main(page).getByRole('button', { name: '以 +3 小时 5 分 签名' }).click();
  await page.getByText(/^(13 步全部通过|已通过，警告 \d+ 项) · /).waitFor({ state: 'attached' });
});
