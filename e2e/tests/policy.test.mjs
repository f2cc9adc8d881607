// What an injected script or text could do under the page's policy: by the gateway's headers, and by the page's own where
// a host of plain files sends none.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { test } from 'node:test';

import { DIST } from '../harness/environment.mjs';
import { expect } from '../harness/expect.mjs';
import { webServer } from '../harness/file.mjs';
import { onBothOrigins } from '../harness/origins.mjs';
import { settled } from '../harness/page.mjs';
import { pages } from '../harness/world.mjs';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.svg': 'image/svg+xml' };

/** Files and nothing else. */
async function plainHost(t) {
  const server = createServer(({ url }, response) => {
    const file = join(DIST, existsSync(join(DIST, url)) && extname(url) ? url : 'index.html');
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' }).end(readFileSync(file));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}`;
}

/** Each tries something, in the page; gives the directive that stopped it, or what came of it. */
async function attempt(page, what, elsewhere) {
  return page.evaluate(async ([what, elsewhere]) => {
    // Out of the call that the test makes, for which the browser makes exceptions.
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const stopped = new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true });
    });
    const add = (tag, properties) => document.body.append(Object.assign(document.createElement(tag), properties));
    const attempts = {
      html: () => { document.createElement('p').innerHTML = '<img src=x onerror="window.ran = 1">'; },
      documentWrite: () => document.write('<p>'),
      parser: () => new DOMParser().parseFromString('<p>', 'text/html'),
      eval: () => (0, eval)('window.ran = 1'),
      scriptText: () => add('script', { textContent: 'window.ran = 1' }),
      scriptFromElsewhere: () => add('script', { src: `${elsewhere}/x.js` }),
      makePolicy: () => trustedTypes.createPolicy('default', { createHTML: (html) => html }),
      handler: () => { document.body.setAttribute('onclick', 'window.ran = 1'); document.body.click(); },
      styleAttribute: () => document.body.setAttribute('style', 'display: none'),
      styleFromElsewhere: () => add('link', { rel: 'stylesheet', href: `${elsewhere}/x.css` }),
      frame: () => add('iframe', { src: elsewhere }),
      object: () => add('object', { data: elsewhere }),
      font: () => new FontFace('x', `url(${elsewhere}/x.woff2)`).load().catch(() => {}),
      worker: () => new Worker(new URL('boot.js', document.baseURI)),
      base: () => document.head.prepend(Object.assign(document.createElement('base'), { href: elsewhere })),
      form: () => { add('form', { action: elsewhere, id: 'away' }); document.querySelector('#away').submit(); },
      manifest: () => add('link', { rel: 'manifest', href: `${elsewhere}/x.json` }),
      image: () => add('img', { src: `${elsewhere}/x.png` }),
      fetch: () => fetch(elsewhere).catch(() => {}),
    };
    try {
      attempts[what]();
    } catch {
      // The event tells.
    }
    return stopped;
  }, [what, elsewhere]);
}

const STOPPED = {
  html: 'require-trusted-types-for', documentWrite: 'require-trusted-types-for', parser: 'require-trusted-types-for',
  eval: 'require-trusted-types-for', scriptText: 'require-trusted-types-for', scriptFromElsewhere: 'require-trusted-types-for', makePolicy: 'trusted-types',
  handler: 'require-trusted-types-for', styleAttribute: 'style-src-attr', styleFromElsewhere: 'style-src-elem', frame: 'frame-src',
  object: 'require-trusted-types-for', font: 'font-src', worker: 'require-trusted-types-for', base: 'base-uri', form: 'form-action',
};

test('by the gateway’s headers, injected text and scripts do nothing, and nothing is sent elsewhere', onBothOrigins(async (t, at) => {
  const { open } = await at.demo(t);
  await stops(await open({ mayBeNoisy: true }), '/c/demo/overview', { ...STOPPED, image: 'img-src', fetch: 'connect-src' });
}));

test('on a host that sends no policy, the page brings its own', onBothOrigins(async (t, at) => {
  const { open } = pages(t, await at.way(t, await plainHost(t)));
  // Which origins an admin connects to is not known there.
  await stops(await open({ connections: [{ slug: 'a' }], mayBeNoisy: true }), '/c/a/overview', STOPPED);
}));

async function stops({ page }, address, expected) {
  const elsewhere = await webServer((_, response) => response.end());
  await page.goto(address);
  await settled(page);
  const found = {};
  for (const what of Object.keys(expected)) found[what] = await attempt(page, what, elsewhere.url);
  assert.deepEqual(found, expected);
  await expect.poll(() => page.evaluate(() => window.ran)).toBe(undefined);
  assert.deepEqual(elsewhere.asked, []);
}

test('no page of another origin gets the dashboard into a frame, or keeps a hold on its window where the origin is secure', onBothOrigins(async (t, at) => {
  const { url, open } = await at.demo(t);
  const { url: other } = await webServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(
    `<!doctype html><title>other</title><iframe src="${url}/c/demo/overview"></iframe>
     <button onclick="window.held = window.open('${url}/c/demo/overview')">open</button>`));
  const { page, context } = await open({ mayBeNoisy: true });
  await page.goto(other);
  await expect.poll(() => page.frames().find((frame) => frame !== page.mainFrame())?.url()).toMatch(/^chrome-error:/);
  const [opened] = await Promise.all([context.waitForEvent('page'), page.getByRole('button', { name: 'open' }).click()]);
  await settled(opened);
  // Browsers heed the header that cuts the two apart on secure origins alone.
  await expect.poll(() => opened.evaluate(() => window.opener === null)).toBe(at.isSecure);
  await page.waitForFunction((closed) => window.held.closed === closed, at.isSecure);
  if (at.isSecure) return;
  // What is held all the same can be sent elsewhere, and not read.
  await assert.rejects(page.evaluate(() => window.held.document.title), /SecurityError/);
}));
