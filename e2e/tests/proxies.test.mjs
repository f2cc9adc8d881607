// What stands between: proxies that answer for themselves, and addresses on another origin.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, test } from 'node:test';

import { expect } from '../harness/expect.mjs';
import { settled } from '../harness/page.mjs';
import { enterSecret, signIn } from '../harness/sign-in.mjs';
import { startServer } from '../harness/server.mjs';
import { world } from '../harness/world.mjs';

const alertOf = (page) => page.getByRole('main').getByRole('alert');

/** A web server that answers as it is told; `asked` is what it was asked. */
async function proxy(t, answer) {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${server.address().port}`, asked };
}

const HTML = '<!doctype html><title>Sign in</title><script>document.documentElement.dataset.foreignScript = "ran"</script>';
const envelope = (code, msg) => [200, { 'content-type': 'application/json' }, JSON.stringify({ code, msg })];

/** An answer, and how it is explained: title, what it means, where it failed. */
const ANSWERS = {
  'a redirect': [
    [302, { location: '/elsewhere' }, ''],
    'The proxy answers with a redirect', /^Probably to a sign-in page of .* Firetower follows no redirect/, 'proxy',
  ],
  'a sign-in page under 401': [
    [401, { 'content-type': 'text/html', 'www-authenticate': 'Basic realm="proxy"' }, HTML],
    'Not signed in (HTTP 401)', /or a proxy asks for a sign-in of its own\.$/, 'HTTP',
  ],
  'a firewall': [
    [403, { 'content-type': 'text/html' }, HTML],
    'Forbidden on the way (HTTP 403)', /^The IM server never answers 403/, 'proxy',
  ],
  'something unheard of': [
    [418, { 'content-type': 'text/plain' }, 'teapot'],
    'Unexpected answer (HTTP 418)', /look at the answer under Details, and at the proxy’s log\.$/, 'HTTP',
  ],
  'dropped headers': [envelope(239, 'not sign'), 'Signature incomplete (239)', /let it forward them\.$/, 'IM server'],
  'an unknown code': [envelope(9999, 'whatever'), 'The server answered code 9999', 'It says: whatever', 'IM server'],
};

for (const [what, [[status, headers, body], title, why, step]] of Object.entries(ANSWERS)) {
  test(`${what} is explained, and Retry asks again`, async (t) => {
    const { url, asked } = await proxy(t, (_, response) => response.writeHead(status, headers).end(body));
    const { open } = await world(t, { servers: {}, serve: ['--upstream', `p=${url}`] });
    const { page } = await open({ connections: [{ slug: 'p' }], refresh: 'off' });
    await page.goto('/c/p/system-settings/1');
    await page.getByRole('textbox', { name: /^Secret/ }).fill('any-secret-will-do');
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    const alert = alertOf(page);
    await alert.getByText(title, { exact: true }).waitFor();
    await alert.getByText(why, { exact: true }).waitFor();
    await page.getByText(`Failed at: ${step}`, { exact: true }).waitFor();
    assert.ok(asked.every((line) => line.includes('/admin/')), `something else was asked:\n${asked.join('\n')}`);
    await expect(page.locator('html'), 'a foreign page ran').not.toHaveAttribute('data-foreign-script');
    await settled(page);
    const before = asked.length;
    await Promise.all([
      page.waitForResponse((response) => response.url().includes('/im/p/')),
      alert.getByRole('button', { name: 'Retry' }).click(),
    ]);
    await expect.poll(() => asked.length).toBeGreaterThan(before);
    await alert.getByText(title, { exact: true }).waitFor();
  });
}

const community = await startServer('far', { edition: 'community' });
after(() => community.stop());
const far = (address) => ({ connections: [{ slug: 'far', name: 'Far', address }], refresh: 'off' });

/** Chromium writes these two itself, and no page can keep it from that. */
const BROWSERS_OWN = {
  csp: /Content Security Policy/,
  cors: /blocked by CORS policy|net::ERR_FAILED/,
};

test('an address that the dashboard’s own policy forbids: the policy is named, and nothing is sent', async (t) => {
  const { open } = await world(t, { servers: {} });
  const { page, noise } = await open({ ...far(community.url), mayBeNoisy: true });
  await community.control.clearRequests();
  await signIn(page, '/c/far/system-settings/1', community.secret);
  const alert = alertOf(page);
  await alert.getByText('This page may not call that address', { exact: true }).waitFor();
  await alert.getByText(`Start the gateway with --connect-src ${community.url}, or add it`).waitFor();
  await page.getByText('Failed at: browser', { exact: true }).waitFor();
  assert.deepEqual(await community.control.requests(), []);
  assert.deepEqual(noise.heard.filter((line) => !BROWSERS_OWN.csp.test(line)), []);
});

test('an address that allows no cross-origin calls: CORS is named, with the origin to allow', async (t) => {
  const { open, url } = await world(t, { servers: {}, serve: ['--connect-src', community.url] });
  const { page, noise } = await open({ ...far(community.url), mayBeNoisy: true });
  await signIn(page, '/c/far/system-settings/1', community.secret);
  const alert = alertOf(page);
  await alert.getByText('The browser probably blocked a cross-origin answer', { exact: true }).waitFor();
  await alert.getByText(`Allow the origin ${url} at the proxy, with the headers content-type, nonce, timestamp and sign.`).waitFor();
  await page.getByText('Failed at: CORS', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await alert.getByText('The browser probably blocked a cross-origin answer', { exact: true }).waitFor();
  assert.deepEqual(noise.heard.filter((line) => !BROWSERS_OWN.cors.test(line)), []);
});

test('a dead address on another origin is not taken for CORS', async (t) => {
  const gone = await startServer('gone');
  await gone.stop();
  const { open } = await world(t, { servers: {}, serve: ['--connect-src', gone.url] });
  const { page } = await open(far(gone.url));
  await signIn(page, '/c/far/system-settings/1', gone.secret);
  await alertOf(page).getByText(`Cannot reach ${new URL(gone.url).host}`, { exact: true }).waitFor();
});

test('a proxy on another origin that allows this one works', async (t) => {
  const allowing = await proxy(t, async (request, response) => {
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
    response.setHeader('access-control-allow-headers', 'content-type, nonce, timestamp, sign');
    if (request.method === 'OPTIONS') return response.writeHead(204).end();
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { nonce, timestamp, sign } = request.headers;
    const headers = sign ? { 'content-type': 'application/json', nonce, timestamp, sign } : {};
    const body = request.method === 'GET' ? undefined : Buffer.concat(chunks);
    const answer = await fetch(community.url + request.url.replace('/deep/path', ''), { method: request.method, headers, body });
    return response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  });
  const { open } = await world(t, { servers: {}, serve: ['--connect-src', allowing.url] });
  const { page } = await open(far(`${allowing.url}/deep/path`));
  await page.goto('/c/far/system-settings/1');
  await enterSecret(page, community.secret);
  await page.getByRole('textbox', { name: /^Value/ }).waitFor();
  await page.getByRole('button', { name: /^Far .*Signed in/ }).waitFor();
  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await page.getByRole('heading', { level: 2, name: 'Node 1' }).waitFor();
});
