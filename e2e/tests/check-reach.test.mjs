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

/** Addresses without a port. */
const BARE = ['http://silent.test', 'https://silent.test', 'http://plain.test', 'https://plain.test'];
const ADMIN_PORT = 'http://im.test:18080';

const world = await misconfiguredWorld({
  servers: { im: { edition: 'community' }, slow: { edition: 'community' } },
  upstreams: { dead: dead.url, unknown: 'http://no-such-host.invalid:18080', ssh: `http://127.0.0.1:${ssh.address().port}` },
  sites: ({ im }) => ({ right: forward(im, allowing()), narrow: forward(im, allowing()), silent: forward(im) }),
  // As a fix says that one tried: what is wrong, and for one of the two what is right as well.
  allows: (origins, site) => [
    ...origins.filter((origin) => ![site('narrow', 'http'), site('narrow', 'https')].includes(origin)),
    ...['right', 'narrow'].flatMap((name) => [otherScheme(site(name, 'http')), otherScheme(site(name, 'https'))]),
    ...BARE, ADMIN_PORT,
  ],
  serve: ['--upstream-timeout-ms', '2500'],
});
const { im, slow } = world.servers;
const hostOf = (url) => new URL(url).host;

const BEHIND_THE_GATEWAY = {
  'a server that is down': ['dead', 'Reachable', 'The gateway cannot reach dead'],
  'a name that the gateway cannot resolve': ['unknown', 'Reachable', 'The gateway cannot find unknown’s host'],
  'a server that speaks no HTTP': ['ssh', 'Reachable', 'ssh does not speak HTTP'],
  'a server that hangs': ['slow', 'Reachable', 'slow did not answer the gateway in time'],
  'an upstream that the gateway does not have': ['nobody', 'Who answers', 'The gateway has no such upstream'],
};

for (const scheme of SCHEMES) {
  test(`on ${scheme}`, async (t) => {
    const forbidden = `${scheme}://other.ft.test:9`;
    const upstreams = Object.values(BEHIND_THE_GATEWAY).map(([name]) => [name, `/im/${name}`]);
    const { page } = await world.open(t, scheme, { ...Object.fromEntries(upstreams), closed: world.urls.dead, im: '/im/im', forbidden });

    await t.test('a dead port is one of the class that nobody answers at', async () => {
      await openCheck(page, 'closed');
      const title = `Cannot reach ${hostOf(world.urls.dead)}`;
      const { evidence, meaning, fix } = await stopsAt(page, 'Reachable', title);
      assert.match(evidence, /\(without CORS\)\nNothing answered/);
      for (const cause of [/does not resolve/, /nothing listens/, /firewall/, /certificate/]) assert.match(meaning, cause);
      assert.match(fix, /curl /);
      await retry(page);
      await stopsAt(page, 'Reachable', title);
    });

    await slow.control.addFault('hang');
    for (const [what, [name, step, title]] of Object.entries(BEHIND_THE_GATEWAY)) {
      await t.test(`behind the gateway: ${what}`, async () => {
        await openCheck(page, name);
        const { fix } = await stopsAt(page, step, title);
        assert.match(fix, new RegExp(`--upstream ${name}=`));
      });
    }

    await t.test('no network', async () => {
      await openCheck(page, 'im');
      await asksForSecret(page);
      await page.context().setOffline(true);
      await page.getByRole('button', { name: 'Start over' }).click();
      await stopsAt(page, 'Reachable', 'This computer is offline');
      await page.context().setOffline(false);
      await retry(page);
      await asksForSecret(page);
    });

    await t.test('a policy that is too narrow, by the gateway', async () => {
      await openCheck(page, 'forbidden');
      const { fix } = await stopsAt(page, 'This page’s policy', `This page’s own policy does not allow ${forbidden}`);
      assert.ok(fix.includes(`--connect-src ${forbidden}`), fix);
    });

    await slow.control.clearFaults();
  });
}

test('the scheme of the address: mixed content, and https to plain http, on https', async (t) => {
  const plain = world.site('right', 'http');
  const { page } = await world.open(t, 'https', { mixed: plain, wrong: otherScheme(plain) });
  await im.control.clearRequests();
  await openCheck(page, 'mixed');
  const { meaning, evidence } = await stopsAt(page, 'Mixed content', 'An https page may not call an http address');
  assert.match(meaning, /before anything is sent/);
  assert.ok(evidence.includes(world.origin('https')) && evidence.includes(plain), evidence);
  // What would tell it from a dead port, this page may not ask.
  await openCheck(page, 'wrong');
  const { meaning: why } = await stopsAt(page, 'Reachable', `Cannot reach ${hostOf(plain)}`);
  assert.match(why, /speaks plain http/);
  assert.deepEqual(await im.control.requests(), []);
});

test('the scheme of the address, on http: the other one is tried, as far as the policy lets the page', async (t) => {
  const site = (name, scheme) => otherScheme(world.site(name, scheme));
  const addresses = {
    'to-https': site('right', 'https'), 'to-http': site('right', 'http'), 'narrow-https': site('narrow', 'https'), 'narrow-http': site('narrow', 'http'),
  };
  const { page } = await world.open(t, 'http', addresses);
  await openCheck(page, 'to-https');
  const { fix } = await stopsAt(page, 'Reachable', `Wrong scheme: ${hostOf(addresses['to-https'])} answers over https`);
  assert.match(fix, /https:\/\//);
  await openCheck(page, 'to-http');
  await stopsAt(page, 'Reachable', `Wrong scheme: ${hostOf(addresses['to-http'])} answers over http`);
  await openCheck(page, 'narrow-https');
  const { meaning, evidence } = await stopsAt(page, 'Cross-origin', `CORS: ${hostOf(addresses['narrow-https'])} does not let this page read its answers`);
  assert.match(meaning, /a port of https gives to plain http/);
  assert.ok(evidence.includes(`The page’s policy blocked ${otherScheme(addresses['narrow-https'])}/admin/health by connect-src`), evidence);
  await openCheck(page, 'narrow-http');
  const { meaning: why } = await stopsAt(page, 'Reachable', `Cannot reach ${hostOf(addresses['narrow-http'])}`);
  assert.match(why, /speaks plain http/);
});

test('an address without a port: what answers at the port of the other scheme proves nothing', async (t) => {
  const at = (site, scheme) => `127.0.0.1:${new URL(world.site(site, scheme)).port}`;
  const rules = [
    'MAP ft.test 127.0.0.1',
    `MAP silent.test:80 ${at('silent', 'http')}`, `MAP silent.test:443 ${at('right', 'https')}`,
    // As a certificate that is not trusted, a dead port is nothing to a page.
    `MAP plain.test:80 ${at('right', 'http')}`, `MAP plain.test:443 127.0.0.1:${new URL(dead.url).port}`,
  ];
  const browser = await launchBrowser([`--host-resolver-rules=${rules.join(', ')}`]);
  t.after(() => browser.close());
  const { page } = await world.open(t, 'http', { silent: 'http://silent.test', plain: 'https://plain.test' }, { browser });
  await openCheck(page, 'silent');
  await stopsAt(page, 'Cross-origin', 'CORS: silent.test does not let this page read its answers');
  await openCheck(page, 'plain');
  await stopsAt(page, 'Reachable', 'Cannot reach plain.test');
});

for (const [scheme, step, title] of [
  ['https', 'Mixed content', 'An https page may not call an http address'],
  ['http', 'Cross-origin', 'CORS: im.test:18080 is probably the admin port itself'],
]) {
  test(`the admin port itself, from a page over ${scheme}: the lines and the address that are proposed lead there`, async (t) => {
    const { host } = new URL(im.url);
    const browser = await launchBrowser([`--host-resolver-rules=MAP ft.test 127.0.0.1, MAP im.test:18080 ${host}`]);
    t.after(() => browser.close());
    // What a connection is to become. The gateway has no upstream of the name.
    const { page } = await world.open(t, scheme, { direct: ADMIN_PORT, then: '/im/main' }, { browser });
    await openCheck(page, 'direct');
    const { fix, failed } = await stopsAt(page, step, title);
    assert.match(fix, /Then let the connection’s address be \/im\/main\./);
    if (scheme === 'http') assert.match(fix, new RegExp(`--upstream main=${ADMIN_PORT}`));
    const lines = await failed.locator('pre').filter({ hasText: /^location / }).innerText();
    assert.ok(lines.includes(`proxy_pass ${ADMIN_PORT}/admin/;`), lines);
    await world.addTo(scheme, { dashboard: lines.replaceAll(ADMIN_PORT, im.url) });
    await openCheck(page, 'then');
    await asksForSecret(page);
  });
}

test('a dashboard that an nginx serves under a policy of its own', async (t) => {
  const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'";
  const nginx = await startNginx({ hosted: { lines: dashboard(DIST, POLICY) } }, { host: HOST });
  t.after(() => nginx.stop());
  const address = world.site('right', 'http');
  const { page } = await pages(t, nginx.urls.hosted).open({ connections: [{ slug: 'x', name: 'IM x', address }], refresh: 'off', mayBeNoisy: true });
  await openCheck(page, 'x');
  const { fix } = await stopsAt(page, 'This page’s policy', `This page’s own policy does not allow ${address}`);
  assert.match(fix, new RegExp(`connect-src .*${address}`));
  // As the fix says, in the header of that very host.
  await nginx.change({ hosted: dashboard(DIST, `${POLICY} ${address}`) });
  await page.reload();
  await page.getByRole('button', { name: /^Start (the check|over)$/ }).click();
  await asksForSecret(page);
});

/** To this browser, the dashboard comes from the internet. */
async function fromOutside(t, scheme) {
  const { port } = new URL(world.origin(scheme));
  const browser = await launchBrowser([`--ip-address-space-overrides=127.0.0.1:${port}=public`]);
  t.after(() => browser.close());
  const address = world.site('right', scheme);
  const opened = await world.open(t, scheme, { x: address }, { browser });
  await openCheck(opened.page, 'x');
  return { ...opened, title: `Cannot reach ${hostOf(address)}` };
}

test('a page from elsewhere that the browser keeps from the local network: its permission is named', async (t) => {
  const { page, context, title } = await fromOutside(t, 'https');
  const { evidence, meaning, fix } = await stopsAt(page, 'Reachable', title);
  assert.match(evidence, /Permission local-network-access: (prompt|denied)/);
  assert.match(meaning, /permission for the local network stands at “(prompt|denied)”: if ft\.test:\d+ is in the local network/);
  // To a host that is gone it has nothing to do with it, so what tells comes first.
  assert.match(fix, /curl [^]*allow local network access/);
  await context.grantPermissions(['clipboard-read', 'local-network-access']);
  await retry(page);
  await asksForSecret(page);
});

test('a page from elsewhere over plain http, which may not ask for it', async (t) => {
  const { page, title } = await fromOutside(t, 'http');
  const { meaning, fix } = await stopsAt(page, 'Reachable', title);
  assert.match(meaning, /plain http from outside the local network/);
  assert.match(fix, /open it over https, or from inside/);
});
