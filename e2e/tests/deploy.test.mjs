// The dashboard by nginx alone, with the configuration that is given to admins.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { after, test } from 'node:test';

import { listenForNoise } from '../harness/noise.mjs';
import { DIST } from '../harness/environment.mjs';
import { copyDist } from '../harness/dist.mjs';
import { startNginx } from '../harness/nginx.mjs';
import { expect } from '../harness/expect.mjs';
import { HOST } from '../harness/origins.mjs';
import { settled } from '../harness/page.mjs';
import { startFiretower } from '../harness/process.mjs';
import { signIn } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

const { url: gateway, servers: { main } } = await world({ after }, { servers: { main: {} } });

/** What an admin changes. The harness brings its own port and certificate. */
function adapted(dist) {
  const given = readFileSync(new URL('../../deploy/nginx/firetower.conf', import.meta.url), 'utf8');
  const [http, server] = given.split(/^server \{$/m);
  const change = (text, what, by) => {
    assert.match(text, what);
    return text.replace(what, () => by);
  };
  let lines = server.slice(0, server.lastIndexOf('}'));
  for (const ours of [/^ *listen .*$/m, /^ *server_name .*$/m, /^ *ssl_certificate .*$/m, /^ *ssl_certificate_key .*$/m]) lines = change(lines, ours, '');
  lines = change(lines, /(?<=^ *root +)[^;]+/m, dist);
  lines = change(lines, /(?<=proxy_pass )http:\/\/[^/;]+/, main.url);
  return { http, lines };
}

async function nginx(t, dist = DIST, https = true) {
  const { http, lines } = adapted(dist);
  const started = await startNginx({ dashboard: { https, lines } }, { host: https ? HOST : '127.0.0.1', http });
  t.after(() => started.stop());
  return started.urls.dashboard;
}

const answer = async (url, options) => {
  const response = await fetch(url, { redirect: 'manual', ...options });
  return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() };
};

/** Those of the connection and of the body say nothing of policy. */
const OTHER = ['accept-ranges', 'connection', 'content-encoding', 'content-length', 'date', 'keep-alive', 'last-modified', 'server', 'transfer-encoding', 'vary'];
const policies = ({ headers }) => Object.fromEntries(Object.entries(headers).filter(([name]) => !OTHER.includes(name)));

test('the app starts by it, signs in, reads and writes, and stays silent', async (t) => {
  const { page, context } = await pages(t, await nginx(t)).open({ connections: [{ slug: 'main', name: 'IM main' }], refresh: 'off' });
  const noise = listenForNoise(page);
  await signIn(page, '/c/main/system-settings/1', main.secret);
  await page.getByRole('textbox', { name: /^Value/ }).fill('4000');
  await page.getByRole('main').getByRole('button', { name: /^Write to / }).last().click();
  await page.getByText('the server holds what you wrote').waitFor();
  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await page.getByRole('heading', { level: 2, name: 'Node 1' }).waitFor();
  noise.check();
  const seen = await main.control.requests();
  assert.ok(seen.some(({ path }) => path.endsWith('/put_setting')));
  assert.equal((await context.cookies()).length, 0);
  // An id with a dot in it is no file.
  const answered = await page.goto('/c/main/robots/a.b');
  assert.equal(answered.status(), 200);
});

test('files, pages, what is missing and what is forwarded carry what the gateway sends', async (t) => {
  const ours = await nginx(t, DIST, false);
  const named = (pattern) => `/${readdirSync(DIST).find((name) => pattern.test(name))}`;
  const asked = [
    '/', '/index.html', '/boot.js', '/favicon.svg', '/c/main/overview', '/nothing', '/gone.js', '/gone-0123456789abcdef.css', '/config.json',
    named(/_bg\.wasm$/), named(/\.css$/), named(/dashboard-[0-9a-f]+\.js$/),
    '/im/main/admin/health', '/im/main/admin/get_setting',
  ];
  for (const path of asked) {
    const [expected, found] = await Promise.all([answer(gateway + path), answer(ours + path)]);
    assert.equal(found.status, expected.status, path);
    const wanted = policies(expected);
    // An error page of nginx is HTML of its own; the gateway's is text.
    if (found.status >= 400) delete wanted['content-type'];
    const got = policies(found);
    if (found.status >= 400) delete got['content-type'];
    delete wanted['firetower-upstream-content-type'];
    assert.deepEqual(got, wanted, path);
    assert.equal(found.headers.etag, undefined, path);
  }
});

test('config.json is served with the headers of everything else, and a missing one is 404 and not the page', async (t) => {
  const dist = copyDist(t);
  const ours = await nginx(t, dist, false);
  const theirs = await startFiretower(['serve', '--listen', '127.0.0.1:0', '--dist', dist]);
  t.after(() => theirs.stop());
  const index = readFileSync(`${dist}/index.html`, 'utf8');
  for (const url of [theirs.url, ours]) {
    const { status, text } = await answer(`${url}/config.json`);
    assert.equal(status, 404, url);
    assert.ok(!text.includes('<base ') && text.length < index.length / 2, text);
  }

  const given = JSON.stringify({ title: 'Ops Shanghai', connections: [{ slug: 'main', name: 'Given to all', address: '/im/main' }] });
  writeFileSync(`${dist}/config.json`, given);
  const [expected, found, page] = await Promise.all([answer(`${theirs.url}/config.json`), answer(`${ours}/config.json`), answer(`${ours}/`)]);
  assert.equal(found.status, 200);
  assert.equal(found.text, given);
  assert.deepEqual(policies(found), policies(expected), 'as the gateway');
  assert.match(found.headers['content-type'], /^application\/json\b/);
  assert.equal(found.headers['cache-control'], 'no-cache');
  assert.equal(found.headers.etag, undefined);
  const but = ({ 'content-type': _, ...rest }) => rest;
  assert.deepEqual(but(policies(found)), but(policies(page)), 'as the page');

  const opened = await pages(t, ours).open({ refresh: 'off' });
  await opened.page.goto('/connections');
  await settled(opened.page);
  await expect(opened.page.getByRole('main').getByRole('link', { name: 'Given to all', exact: true })).toBeVisible();
});

test('only canonical calls of the admin port are forwarded, with five headers and no query', async (t) => {
  const ours = await nginx(t, copyDist(t), false);
  await main.control.clearRequests();
  for (const path of ['/im/other/admin/health', '/im/main/simulator/requests', '/im/main/admin/../simulator/requests', '/im/main/admin/%2e%2e/simulator/requests', '/im/']) {
    assert.equal((await answer(ours + path)).status, 404, path);
  }
  for (const method of ['PUT', 'DELETE', 'OPTIONS', 'HEAD']) {
    assert.equal((await answer(`${ours}/im/main/admin/health`, { method })).status, 405, method);
  }
  assert.deepEqual(await main.control.requests(), []);
  await answer(`${ours}/im/main/admin/get_setting?secret=1`, {
    method: 'POST',
    headers: { cookie: 'a=b', authorization: 'Basic eDp5', 'content-type': 'application/json', nonce: 'n', timestamp: String(Date.now()), sign: 's' },
    body: '{"id":1}',
  });
  const seen = await main.control.requests();
  assert.equal(seen.length, 1);
  const text = JSON.stringify(seen);
  assert.ok(text.includes('get_setting'), text);
  for (const hidden of ['a=b', 'eDp5', 'secret=1']) assert.ok(!text.includes(hidden), `${hidden} went along: ${text}`);
});
