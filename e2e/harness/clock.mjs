// The server's clock, as tests of it meet it: one that was moved, a proxy before it, the finder on the page.

import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';

import { asksForSecret, enterHere, openCheck } from './check.mjs';
import { expect } from './expect.mjs';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const EXPIRED = 'Clocks too far apart (243): the signature counts as expired';

const LIFETIME_MS = 2 * HOUR_MS;
/** What a server says of a time that is too old. */
const TOO_OLD = JSON.stringify({ code: 243, msg: 'sign expired', result: { code: 243, msg: 'sign expired' } });

/**
 * What lies between: it keeps what it could sign with (`seen`), and its clock is `told.aheadMs` ahead of the truth. It lets any
 * page read it. `told.mute`: of what is refused it passes on the status alone. `told.liesByMs`: it makes answers up, and refuses
 * by itself what would be too old for a server that is so far ahead.
 */
export async function between(t, target) {
  const told = { aheadMs: 0, mute: false, liesByMs: 0 };
  const seen = [];
  const { hostname, port } = new URL(target);
  const server = createServer((request, response) => {
    const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*', 'access-control-expose-headers': 'date' };
    if (request.method === 'OPTIONS') return response.writeHead(204, cors).end();
    const { nonce, timestamp, sign } = request.headers;
    if (sign) seen.push({ nonce, sign, timestamp: Number(timestamp) });
    if (sign && told.liesByMs && Number(timestamp) < Date.now() + told.liesByMs - LIFETIME_MS) {
      request.resume();
      return response.writeHead(200, { ...cors, 'content-type': 'application/json', date: dateBy(told) }).end(TOO_OLD);
    }
    const passed = ask({ hostname, port, path: request.url, method: request.method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode, { ...cors, 'content-type': 'application/json', date: dateBy(told) });
      if (!told.mute || answer.statusCode !== 401) return answer.pipe(response);
      answer.resume();
      response.end();
    });
    passed.on('error', () => response.destroy());
    request.pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${server.address().port}`, told, seen };
}

const dateBy = ({ aheadMs }) => new Date(Date.now() + aheadMs).toUTCString();

export const main = (page) => page.getByRole('main');
export const button = (page, name) => main(page).getByRole('button', { name, exact: true });
export const card = (page) => page.getByRole('button', { name: /^IM x/ });
export const stored = (page) => page.evaluate(() => JSON.parse(localStorage.getItem('firetower.connections')).connections[0]);

export const kept = async (page) => (await stored(page)).clock_correction_ms ?? 0;

/** Moves the server's clock for the time of a test. */
export async function aheadBy(t, server, aheadMs) {
  await server.control.shiftClock(aheadMs);
  t.after(() => server.control.restoreClock());
}

/** The connection check of a server whose clock is this far ahead, once it has the secret. */
export async function refused(t, open, server, aheadMs, options = {}) {
  await server.control.clearRequests();
  await aheadBy(t, server, aheadMs);
  const opened = await open({
    connections: [{ slug: 'x', name: 'IM x', address: `/im/${server.name}`, ...options.connection }], refresh: 'off', ...options,
  });
  await openCheck(opened.page);
  await asksForSecret(opened.page);
  await enterHere(opened.page, server.secret);
  return { ...opened, server };
}

export async function find(page) {
  await main(page).getByRole('button', { name: /^(Find the server’s clock|推算服务器时钟)$/ }).click();
}

/** What an admin says of a time ahead, so much as `by`. */
export const looked = (page, by) =>
  main(page).getByRole('checkbox', { name: `I looked at the server’s own clock, and it is ${by} ahead of this computer’s`, exact: true });

/** Confirms a correction that was found. One ahead needs an admin's word that the server's own clock says the same. */
export async function signWith(page, by) {
  const confirm = button(page, `Sign with ${by}`);
  if (by.startsWith('+')) {
    await expect(confirm).toBeDisabled();
    await looked(page, by.slice(1)).check();
  }
  await confirm.click();
}
