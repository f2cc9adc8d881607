// Connection check: what stands at the address answers, and is not the IM server.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { asksForSecret, enterHere, openCheck, passes, retry, stopsAt } from '../harness/check.mjs';
import { SCHEMES, misconfiguredWorld } from '../harness/misconfigured.mjs';
import { allowing, forward, html, location } from '../harness/nginx-parts.mjs';

// Nobody has an account.
const BASIC = 'auth_basic "proxy"; auth_basic_user_file /dev/null;';

const world = await misconfiguredWorld({
  servers: { im: { edition: 'community' } },
  // Set-ups that a browser of another origin may read are judged as those of its own.
  sites: ({ im, dead }) => ({
    portal: location('/', allowing(), html('Sign in')),
    'wrong-path': `${location('/im/', allowing(), `proxy_pass ${im}/;`)}\n${location('/', allowing(), 'return 404;')}`,
    'bad-gateway': forward(dead, allowing()),
    mendable: forward(dead, allowing()),
    basic: forward(im, allowing(), BASIC),
    forbidden: forward(im, allowing(), 'deny all;'),
  }),
  paths: ({ im, dead }) => [
    location('/portal/', html('Sign in')),
    location('/redirect/', 'return 302 https://sso.example.internal/login;'),
    location('/bad-gateway/', `proxy_pass ${dead}/;`),
    location('/basic/', BASIC, `proxy_pass ${im}/;`),
    location('/forbidden/', 'deny all;', `proxy_pass ${im}/;`),
    location('/not-found/', 'return 404;'),
    // The slash that is missing at the end lets nginx pass on the whole path.
    location('/slashless/', `proxy_pass ${im};`),
    location('/other-json/', 'default_type application/json; return 200 "{\\"status\\":\\"UP\\"}";'),
    location('/empty/', 'default_type application/json; return 200 "";'),
    location('/other-codes/', 'default_type application/json; return 200 "{\\"code\\":401,\\"msg\\":\\"未登录\\"}";'),
    location('/basic-but-health/admin/health', `proxy_pass ${im}/admin/health;`),
    location('/basic-but-health/', BASIC, `proxy_pass ${im}/;`),
    location('/health-only/admin/health', `proxy_pass ${im}/admin/health;`),
    location('/health-only/', `proxy_pass ${im}/nowhere/;`),
  ].join('\n'),
});
const { im } = world.servers;

/** The path of a proxy on the dashboard's own origin, or a site of its own with a path; the step, its title, and what the fix says. */
const SET_UPS = {
  'portal HTML': ['/portal', 'Who answers', 'A web page answers instead of the API (HTTP 200)', /forward the path/],
  'a redirect to a login': ['/redirect', 'Who answers', 'The proxy redirects, probably to a sign-in page', /Sign in there/],
  'a proxy that reaches no server': ['/bad-gateway', 'Who answers', 'The proxy cannot reach the IM server (HTTP 502)', /On the IM server/],
  'a proxy’s own sign-in': ['/basic', 'Who answers', 'A proxy asks for a sign-in of its own (HTTP 401)', /auth_basic off;/],
  'a proxy that forbids': ['/forbidden', 'Who answers', 'Forbidden on the way (HTTP 403)', /Allow this path[^]*deny all;/],
  'a path that nginx does not know': ['/not-found', 'Who answers', 'Nothing at this path (HTTP 404)', /\/not-found\/admin\//],
  'a path that nobody forwards': ['/nowhere', 'Who answers', 'The dashboard’s own page answers, not the API', /\/nowhere\//],
  'a path that the server does not know': ['/slashless', 'IM server', 'No admin API at this path (HTTP 500)', /proxy_pass .*\/admin\/;/],
  'another service': ['/other-json', 'IM server', 'This is no IM server: it answers other JSON', /grep http\.admin\.port/],
  'another service that wraps its answers alike': ['/other-codes', 'IM server', 'This is no IM server: it answers other JSON', /grep http\.admin\.port/],
  'an empty answer': ['/empty', 'Who answers', 'An empty answer (HTTP 200)', /curl /],
  'portal HTML on another origin': ['portal', 'Who answers', 'A web page answers instead of the API (HTTP 200)', /Forward the path/],
  'a wrong path on another origin': ['wrong-path/mi', 'Who answers', 'Nothing at this path (HTTP 404)', /\/mi\/admin\//],
  'a proxy of another origin that reaches no server': ['bad-gateway', 'Who answers', 'The proxy cannot reach the IM server (HTTP 502)', /On the IM server/],
  'a sign-in of a proxy of another origin': ['basic', 'Who answers', 'A proxy asks for a sign-in of its own (HTTP 401)', /auth_basic off;/],
  'a proxy of another origin that forbids': ['forbidden', 'Who answers', 'Forbidden on the way (HTTP 403)', /Allow this path[^]*deny all;/],
};
const slugOf = (place) => (place.startsWith('/') ? `own${place.replaceAll('/', '-')}` : place.replaceAll('/', '-'));

function addressOf(place, scheme) {
  if (place.startsWith('/')) return place;
  const [name, ...path] = place.split('/');
  return [world.site(name, scheme), ...path].join('/');
}

for (const scheme of SCHEMES) {
  test(`on ${scheme}`, async (t) => {
    const places = [...Object.values(SET_UPS).map(([place]) => place), '/health-only', '/basic-but-health', 'mendable'];
    const addresses = Object.fromEntries(places.map((place) => [slugOf(place), addressOf(place, scheme)]));
    const { page, secrets } = await world.open(t, scheme, addresses, { httpCredentials: { username: 'nobody', password: 'nothing' } });

    const proposed = {};

    for (const [what, [place, step, title, mends]] of Object.entries(SET_UPS)) {
      await t.test(what, async () => {
        await openCheck(page, slugOf(place));
        const { evidence, fix, failed } = await stopsAt(page, step, title);
        assert.ok(evidence.includes(addressOf(place, scheme)), evidence);
        assert.match(fix, mends);
        const lines = failed.locator('pre').filter({ hasText: /^location / });
        if (await lines.count()) proposed[place] = await lines.innerText();
      });
    }

    await t.test('the lines that are proposed, put into nginx, mend each of them', async () => {
      const mended = ['/portal', '/basic', '/forbidden', '/not-found', '/nowhere', '/slashless', '/other-json', '/other-codes'];
      const elsewhere = ['portal', 'wrong-path/mi', 'basic', 'forbidden'];
      assert.deepEqual(Object.keys(proposed), [...mended, ...elsewhere]);
      // What they leave open is where the server is, and which computer this is.
      const asPasted = (lines) => lines.replaceAll('http://127.0.0.1:18080', im.url).replaceAll('192.0.2.10', '127.0.0.1');
      await world.addTo(scheme, {
        dashboard: mended.map((place) => asPasted(proposed[place])).join('\n'),
        ...Object.fromEntries(elsewhere.map((place) => [place.split('/')[0], asPasted(proposed[place])])),
      });
      for (const place of [...mended, ...elsewhere]) {
        await openCheck(page, slugOf(place));
        await page.getByRole('button', { name: /^Start (the check|over)$/ }).click();
        await asksForSecret(page);
      }
      await enterHere(page, im.secret);
      await passes(page);
    });

    await t.test('a sign-in that health is exempt from is no wrong secret', async () => {
      await openCheck(page, slugOf('/basic-but-health'));
      await asksForSecret(page);
      await enterHere(page, im.secret);
      const { fix } = await stopsAt(page, 'Signature', 'A proxy asks for a sign-in of its own (HTTP 401)');
      assert.match(fix, /auth_basic off;/);
    });

    await t.test('health alone is forwarded', async () => {
      await openCheck(page, slugOf('/health-only'));
      await asksForSecret(page);
      await enterHere(page, im.secret);
      await stopsAt(page, 'Signature', 'The proxy forwards health, and nothing else');
    });

    await t.test('once the proxy is mended, Retry goes on', async () => {
      await openCheck(page, 'mendable');
      await stopsAt(page, 'Who answers', 'The proxy cannot reach the IM server (HTTP 502)');
      await world.nginx.change({ [`${scheme} mendable`]: forward(im.url, allowing()) });
      await retry(page);
      await asksForSecret(page);
      await enterHere(page, im.secret);
      await passes(page);
    });

    await t.test('it read, and left no secret anywhere', async () => {
      assert.deepEqual((await im.control.requests()).filter(({ writes }) => writes), []);
      await secrets.check(world.secrets);
    });
  });
}
