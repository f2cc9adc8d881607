// Connection check: what stands at the address answers, and is not the IM server.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { asksForSecret, enterHere, openCheck, passes, retry, stopsAt } from '../harness/check.mjs';
import { SCHEMES, misconfiguredWorld } from '../harness/misconfigured.mjs';
import { allowing, forward, html, location } from '../harness/nginx-parts.mjs';

const world = await misconfiguredWorld({
  servers: { im: { edition: 'community' } },
  // Set-ups that a browser of another origin may read are judged as those of its own.
  sites: ({ im, dead }) => ({
    portal: location('/', allowing(), html('Sign in')),
    'wrong path': `${location('/im/', allowing(), `proxy_pass ${im}/;`)}\n${location('/', allowing(), 'return 404;')}`,
    'bad gateway': forward(dead, allowing()),
    'basic sign-in': forward(im, allowing(), 'auth_basic "proxy"; auth_basic_user_file /dev/null;'),
  }),
  paths: ({ im, dead }) => [
    location('/portal/', html('Sign in')),
    location('/redirect/', 'return 302 https://sso.example.internal/login;'),
    location('/bad-gateway/', `proxy_pass ${dead}/;`),
    location('/basic/', 'auth_basic "proxy"; auth_basic_user_file /dev/null;', `proxy_pass ${im}/;`),
    location('/forbidden/', 'deny all;', `proxy_pass ${im}/;`),
    location('/not-found/', 'return 404;'),
    // The slash that is missing at the end lets nginx pass on the whole path.
    location('/slashless/', `proxy_pass ${im};`),
    location('/other-json/', 'default_type application/json; return 200 "{\\"status\\":\\"UP\\"}";'),
    location('/empty/', 'default_type application/json; return 200 "";'),
    location('/health-only/admin/health', `proxy_pass ${im}/admin/health;`),
    location('/health-only/', `proxy_pass ${im}/nowhere/;`),
  ].join('\n'),
});
const { im } = world.servers;

/** Address → step, title, and what the fix says. */
const OWN_ORIGIN = {
  'portal HTML': ['/portal', 'Who answers', 'A web page answers instead of the API (HTTP 200)', /forward the path/],
  'a redirect to a login': ['/redirect', 'Who answers', 'The proxy redirects, probably to a sign-in page', /Sign in there/],
  'a proxy that reaches no server': ['/bad-gateway', 'Who answers', 'The proxy cannot reach the IM server (HTTP 502)', /On the IM server/],
  'a proxy’s own sign-in': ['/basic', 'Who answers', 'A proxy asks for a sign-in of its own (HTTP 401)', /auth_basic off;/],
  'a proxy that forbids': ['/forbidden', 'Who answers', 'Forbidden on the way (HTTP 403)', /Allow this path/],
  'a path that nginx does not know': ['/not-found', 'Who answers', 'Nothing at this path (HTTP 404)', /\/not-found\/admin\//],
  'a path that nobody forwards': ['/nowhere', 'Who answers', 'The dashboard’s own page answers, not the API', /\/nowhere\//],
  'a path that the server does not know': ['/slashless', 'IM server', 'No admin API at this path (HTTP 500)', /./],
  'another service': ['/other-json', 'IM server', 'This is no IM server: it answers other JSON', /./],
  'an empty answer': ['/empty', 'Who answers', 'An empty answer (HTTP 200)', /./],
};

const FOREIGN = {
  'portal HTML': ['portal', '', 'Who answers', 'A web page answers instead of the API (HTTP 200)'],
  'a wrong path': ['wrong path', '/mi', 'Who answers', 'Nothing at this path (HTTP 404)'],
  'a proxy that reaches no server': ['bad gateway', '', 'Who answers', 'The proxy cannot reach the IM server (HTTP 502)'],
  'a proxy’s own sign-in': ['basic sign-in', '', 'Who answers', 'A proxy asks for a sign-in of its own (HTTP 401)'],
};

async function checked(t, scheme, address, options) {
  const { page } = await world.open(t, scheme, address, options);
  await im.control.clearRequests();
  await openCheck(page);
  return page;
}

const onlyRead = async () =>
  assert.deepEqual((await im.control.requests()).filter(({ writes }) => writes), []);

for (const scheme of SCHEMES) {
  for (const [what, [address, step, title, mends]] of Object.entries(OWN_ORIGIN)) {
    test(`${scheme}: ${what} on the dashboard’s own origin`, async (t) => {
      const page = await checked(t, scheme, address, { httpCredentials: { username: 'nobody', password: 'nothing' } });
      const { evidence, fix } = await stopsAt(page, step, title);
      assert.ok(evidence.includes(address), evidence);
      assert.match(fix, mends);
      await onlyRead();
    });
  }

  for (const [what, [name, path, step, title]] of Object.entries(FOREIGN)) {
    test(`${scheme}: ${what} on another origin`, async (t) => {
      const page = await checked(t, scheme, world.site(name, scheme) + path);
      const { fix } = await stopsAt(page, step, title);
      assert.ok(fix.includes(world.origin(scheme)) || !fix.includes('add_header'), fix);
      await onlyRead();
    });
  }

  test(`${scheme}: health alone is forwarded`, async (t) => {
    const page = await checked(t, scheme, '/health-only');
    await asksForSecret(page);
    await enterHere(page, im.secret);
    await stopsAt(page, 'Signature', 'The proxy forwards health, and nothing else');
    await onlyRead();
  });

  test(`${scheme}: once the proxy is mended, Retry goes on`, async (t) => {
    const page = await checked(t, scheme, world.site('bad gateway', scheme));
    await stopsAt(page, 'Who answers', 'The proxy cannot reach the IM server (HTTP 502)');
    await world.nginx.change({ [`${scheme} bad gateway`]: forward(im.url, allowing()) });
    await retry(page);
    await asksForSecret(page);
    await enterHere(page, im.secret);
    await passes(page);
    await onlyRead();
  });
}
