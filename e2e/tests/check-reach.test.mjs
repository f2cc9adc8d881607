// Connection check: nothing can be sent, or nobody answers.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { after, test } from 'node:test';

import { launchBrowser } from '../harness/browser.mjs';
import { asksForSecret, openCheck, retry, stopsAt } from '../harness/check.mjs';
import { DIST } from '../harness/environment.mjs';
import { SCHEMES, misconfiguredWorld } from '../harness/misconfigured.mjs';
import { startNginx } from '../harness/nginx.mjs';
import { allowing, dashboard, forward } from '../harness/nginx-parts.mjs';
import { HOST } from '../harness/origins.mjs';
import { startServer } from '../harness/server.mjs';
import { pages } from '../harness/world.mjs';

const dead = await startServer('dead');
await dead.stop();
const ssh = createServer((socket) => {
  socket.on('error', () => socket.destroy());
  socket.end('SSH-2.0-OpenSSH_9.6\r\n');
}).listen(0, '127.0.0.1');
await once(ssh, 'listening');
after(() => ssh.close());

function otherScheme(url) {
  const other = new URL(url);
  return `${other.protocol === 'https:' ? 'http' : 'https'}://${other.host}`;
}

const world = await misconfiguredWorld({
  servers: { im: { edition: 'community' }, slow: { edition: 'community' } },
  upstreams: { dead: dead.url, unknown: 'http://no-such-host.invalid:18080', ssh: `http://127.0.0.1:${ssh.address().port}` },
  sites: ({ im }) => ({ right: forward(im, allowing()), narrow: forward(im, allowing()) }),
  // As a fix says that one tried: what is wrong, and for one of the two what is right as well.
  allows: (origins, site) => [
    ...origins.filter((origin) => ![site('narrow', 'http'), site('narrow', 'https')].includes(origin)),
    ...['right', 'narrow'].flatMap((name) => [otherScheme(site(name, 'http')), otherScheme(site(name, 'https'))]),
  ],
  serve: ['--upstream-timeout-ms', '800'],
});
const { im, slow } = world.servers;
const hostOf = (url) => new URL(url).host;

async function checked(t, scheme, address, options) {
  const opened = await world.open(t, scheme, address, options);
  await im.control.clearRequests();
  await openCheck(opened.page);
  return opened;
}

for (const scheme of SCHEMES) {
  test(`${scheme}: a dead port is one of the class that nobody answers at`, async (t) => {
    const { page } = await checked(t, scheme, world.urls.dead);
    const { meaning, fix } = await stopsAt(page, 'Reachable', `Cannot reach ${hostOf(world.urls.dead)}`);
    for (const cause of [/does not resolve/, /nothing listens/, /firewall/, /certificate/]) assert.match(meaning, cause);
    assert.match(fix, /curl /);
    await retry(page);
    await stopsAt(page, 'Reachable', `Cannot reach ${hostOf(world.urls.dead)}`);
  });

  for (const [what, [name, step, title]] of Object.entries({
    'a server that is down': ['dead', 'Reachable', 'The gateway cannot reach dead'],
    'a name that the gateway cannot resolve': ['unknown', 'Reachable', 'The gateway cannot find unknown’s host'],
    'a server that speaks no HTTP': ['ssh', 'Reachable', 'ssh does not speak HTTP'],
    'an upstream that the gateway does not have': ['nobody', 'Who answers', 'The gateway has no such upstream'],
  })) {
    test(`${scheme}: behind the gateway: ${what}`, async (t) => {
      const { page } = await checked(t, scheme, `/im/${name}`);
      await stopsAt(page, step, title);
    });
  }

  test(`${scheme}: behind the gateway: a server that hangs`, async (t) => {
    await slow.control.addFault('hang');
    t.after(() => slow.control.clearFaults());
    const { page } = await checked(t, scheme, '/im/slow');
    await stopsAt(page, 'Reachable', 'slow did not answer the gateway in time');
  });

  test(`${scheme}: no network`, async (t) => {
    const { page } = await checked(t, scheme, '/im/im');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Start over' }).click();
    await stopsAt(page, 'Reachable', 'This computer is offline');
    await page.context().setOffline(false);
    await retry(page);
    await asksForSecret(page);
  });

  test(`${scheme}: a policy that is too narrow, by the gateway`, async (t) => {
    const address = `${scheme}://other.ft.test:9`;
    const { page } = await checked(t, scheme, address);
    const { fix } = await stopsAt(page, 'This page’s policy', `This page’s own policy does not allow ${address}`);
    assert.ok(fix.includes(`--connect-src ${address}`), fix);
  });
}

test('https: an http address is mixed content, and nothing is sent', async (t) => {
  const { page } = await checked(t, 'https', world.site('right', 'http'));
  const { meaning } = await stopsAt(page, 'Mixed content', 'An https page may not call an http address');
  assert.match(meaning, /before anything is sent/);
  assert.deepEqual(await im.control.requests(), []);
});

test('http: plain http to an https port is the wrong scheme', async (t) => {
  const address = otherScheme(world.site('right', 'https'));
  const { page } = await checked(t, 'http', address);
  const { fix } = await stopsAt(page, 'Reachable', `Wrong scheme: ${hostOf(address)} answers over https`);
  assert.match(fix, /https:\/\//);
});

test('http: https to a plain-http port is the wrong scheme', async (t) => {
  const address = otherScheme(world.site('right', 'http'));
  const { page } = await checked(t, 'http', address);
  await stopsAt(page, 'Reachable', `Wrong scheme: ${hostOf(address)} answers over http`);
});

test('http: the wrong scheme, where the policy keeps the page from trying the other one', async (t) => {
  const overHttp = otherScheme(world.site('narrow', 'https'));
  const { page } = await checked(t, 'http', overHttp);
  const { meaning } = await stopsAt(page, 'Cross-origin', `CORS: ${hostOf(overHttp)} does not let this page read its answers`);
  assert.match(meaning, /https/);
  const overHttps = otherScheme(world.site('narrow', 'http'));
  const { page: another } = await checked(t, 'http', overHttps);
  const { meaning: why } = await stopsAt(another, 'Reachable', `Cannot reach ${hostOf(overHttps)}`);
  assert.match(why, /plain http/);
});

test('https: https to a plain-http port can’t be told from a dead port', async (t) => {
  const address = otherScheme(world.site('right', 'http'));
  const { page } = await checked(t, 'https', address);
  await stopsAt(page, 'Reachable', `Cannot reach ${hostOf(address)}`);
});

test('a dashboard that an nginx serves under a policy of its own', async (t) => {
  const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'";
  const nginx = await startNginx({ hosted: { lines: dashboard(DIST, POLICY) } }, { host: HOST });
  t.after(() => nginx.stop());
  const address = world.site('right', 'http');
  const { page } = await pages(t, nginx.urls.hosted).open({ connections: [{ slug: 'x', address }], refresh: 'off', mayBeNoisy: true });
  await openCheck(page);
  const { fix } = await stopsAt(page, 'This page’s policy', `This page’s own policy does not allow ${address}`);
  assert.match(fix, new RegExp(`connect-src .*${address}`));
  // As the fix says, in the header of that very host.
  await nginx.change({ hosted: dashboard(DIST, `${POLICY} ${address}`) });
  await page.reload();
  await page.getByRole('button', { name: /^Start (the check|over)$/ }).click();
  await asksForSecret(page);
});

test('a page from elsewhere that the browser keeps from the local network', async (t) => {
  // To the browser, this dashboard comes from the internet.
  const { port } = new URL(world.origin('https'));
  const browser = await launchBrowser([`--ip-address-space-overrides=127.0.0.1:${port}=public`]);
  t.after(() => browser.close());
  const address = world.site('right', 'https');
  const { page, context } = await checked(t, 'https', address, { browser });
  const { meaning, fix } = await stopsAt(page, 'Reachable', `Cannot reach ${hostOf(address)}`);
  assert.match(meaning, /permission for the local network stands at “(prompt|denied)”/);
  assert.match(fix, /Allow local network access/);
  await context.grantPermissions(['clipboard-read', 'local-network-access']);
  await retry(page);
  await asksForSecret(page);
});
