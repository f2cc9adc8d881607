// Nothing is fetched from elsewhere but what the admin opens: all pages of the demo, with every request they make.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { expect } from '../harness/expect.mjs';
import { onBothOrigins } from '../harness/origins.mjs';
import { settled } from '../harness/page.mjs';

/** What the policy would have stopped, told by the browser. */
const recordViolations = () => {
  window.violations = [];
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    window.violations.push(`${effectiveDirective} ${blockedURI}`);
  });
};

const METHODS = ['GET', 'POST'];

test('every page of the demo asks its own origin alone, and its policy stops nothing', onBothOrigins(async (t, at) => {
  const { url, open } = await at.demo(t);
  const { page, context } = await open();
  await context.addInitScript(recordViolations);
  const asked = [];
  context.on('request', (request) => asked.push(request));
  context.on('websocket', (socket) => asked.push({ url: () => socket.url(), method: () => 'WebSocket' }));
  const sound = async () => {
    const elsewhere = asked.filter((request) => new URL(request.url()).origin !== url && !request.url().startsWith(`blob:${url}/`));
    assert.deepEqual(elsewhere.map((request) => request.url()), []);
    assert.deepEqual(asked.filter((request) => !METHODS.includes(request.method())).map((request) => request.method()), []);
    await expect.poll(() => page.evaluate(() => window.violations), { message: 'the policy had to stop something' }).toStrictEqual([]);
    assert.deepEqual(context.serviceWorkers(), []);
  };

  await page.goto('/c/demo/overview');
  await settled(page);
  const links = page.getByRole('navigation', { name: 'Pages' }).getByRole('link');
  const addresses = await links.evaluateAll((links) => links.map((link) => link.href));
  assert.ok(addresses.length >= 10, addresses.join(' '));
  // Below them, what opens inside a page; and what stands beside them.
  const deeper = ['system-settings/1', 'files?view=user&user=u0001', 'robots?id=robot1', 'connections/new', 'no-such-page']
    .map((path) => `${url}/c/demo/${path}`);
  for (const address of [...addresses, ...deeper, `${url}/connections`, `${url}/connections/new`]) {
    await page.evaluate((address) => {
      history.pushState(null, '', address);
      dispatchEvent(new PopStateEvent('popstate'));
    }, address);
    await settled(page);
    await sound();
  }

  // What a page links to elsewhere tells nobody where the link stood, and hands out no window.
  const away = await page.evaluate(() => [...document.querySelectorAll('a[target=_blank]')].map((link) => link.rel));
  for (const rel of away) assert.match(rel, /noopener/);
}));
