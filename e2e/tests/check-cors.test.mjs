// Connection check: addresses on another origin, whose proxy lets the browser read nothing, or only some of it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { asksForSecret, enterHere, openCheck, passes, retry, stopsAt } from '../harness/check.mjs';
import { SCHEMES, misconfiguredWorld } from '../harness/misconfigured.mjs';
import { STRIPPED, allowing, cors, forward, html, location, onOptions } from '../harness/nginx-parts.mjs';

const world = await misconfiguredWorld({
  servers: { im: { edition: 'community' }, professional: { edition: 'professional' } },
  sites: ({ im, professional }) => ({
    right: forward(im, allowing()),
    silent: forward(im),
    'other origin': forward(im, allowing({ origin: 'https://ops.example.internal' })),
    twice: forward(im, cors({ origin: '"*"' }), allowing()),
    portal: location('/', html('Sign in')),
    'no headers': forward(im, allowing({ headers: '' })),
    'some headers': forward(im, allowing({ headers: 'content-type, timestamp' })),
    'no OPTIONS': forward(im, cors(), onOptions(405)),
    // What it refuses, it refuses with HTTP 401, which `add_header` without `always` leaves out.
    'no errors': forward(professional, allowing({ always: '' })),
    stripped: forward(im, allowing(), STRIPPED),
    redirect: location('/', allowing(), 'return 302 /never-asked;'),
    'signed-out': `${location('/login', html('Sign in'))}\n${location('/', 'return 302 /login;')}`,
    mendable: '',
  }),
});
const { im } = world.servers;
const hostOf = (url) => new URL(url).host;

const checked = async (t, scheme, address) => {
  const opened = await world.open(t, scheme, address);
  await im.control.clearRequests();
  await openCheck(opened.page);
  return opened.page;
};

/** Nothing was changed on the server, whatever the check tried. */
async function onlyRead() {
  const asked = await im.control.requests();
  assert.deepEqual(asked.filter(({ writes }) => writes), []);
  return asked;
}

/** What a browser shows of these is the same, so they are named as their class, and the command that tells them apart is given. */
const ONE_CLASS = {
  'no CORS': 'silent',
  'CORS for another origin': 'other origin',
  'CORS said twice': 'twice',
  'a portal without CORS': 'portal',
  'a redirect to a login without CORS': 'signed-out',
};

for (const scheme of SCHEMES) {
  const origin = world.origin(scheme);

  for (const [what, name] of Object.entries(ONE_CLASS)) {
    test(`${scheme}: ${what} is one of the class that may not be read`, async (t) => {
      const site = world.site(name, scheme);
      const page = await checked(t, scheme, site);
      const { evidence, meaning, fix } = await stopsAt(page, 'Cross-origin', `CORS: ${hostOf(site)} does not let this page read its answers`);
      assert.match(evidence, /The browser gave this page no answer/);
      assert.match(evidence, /Answered, but not for this page to read/);
      assert.ok(meaning.includes(origin), meaning);
      for (const cause of [/no Access-Control-Allow-Origin at all/, /another origin/, /redirect to a sign-in page/]) assert.match(meaning, cause);
      assert.ok(fix.includes(`add_header Access-Control-Allow-Origin "${origin}" always;`), fix);
      await onlyRead();
    });
  }

  test(`${scheme}: the admin port itself is of that class`, async (t) => {
    const page = await checked(t, scheme, im.url);
    const { fix } = await stopsAt(page, 'Cross-origin', `CORS: ${hostOf(im.url)} does not let this page read its answers`);
    assert.match(fix, /proxy_pass/);
    await onlyRead();
  });

  for (const [what, name] of Object.entries({ 'CORS without the headers': 'no headers', '405 on OPTIONS': 'no OPTIONS' })) {
    test(`${scheme}: ${what} is one of the class whose preflight fails`, async (t) => {
      const page = await checked(t, scheme, world.site(name, scheme));
      const { meaning, fix } = await stopsAt(page, 'Cross-origin', 'CORS: the preflight (OPTIONS) is refused');
      for (const cause of [/OPTIONS answered with 405/, /without Access-Control-Allow-Headers/]) assert.match(meaning, cause);
      assert.ok(fix.includes(`"${origin}"`), fix);
      assert.match(fix, /content-type, nonce, timestamp, sign/i);
      assert.ok((await onlyRead()).every(({ headers }) => !headers.includes('sign')), 'a call that was not allowed arrived');
    });
  }

  test(`${scheme}: the headers that are not allowed are named`, async (t) => {
    const page = await checked(t, scheme, world.site('some headers', scheme));
    const { fix } = await stopsAt(page, 'Cross-origin', 'CORS: the proxy does not allow the headers nonce, sign');
    assert.ok(fix.includes(`"${origin}"`), fix);
  });

  test(`${scheme}: error answers without the header are told from the rest`, async (t) => {
    const page = await checked(t, scheme, world.site('no errors', scheme));
    const { fix } = await stopsAt(page, 'Cross-origin', 'CORS: some answers lack the header');
    assert.match(fix, /always;/);
  });

  test(`${scheme}: a redirect that may be seen is named`, async (t) => {
    const page = await checked(t, scheme, world.site('redirect', scheme));
    await stopsAt(page, 'Who answers', 'The proxy redirects, probably to a sign-in page');
    assert.equal(world.nginx.asked().filter((line) => line.includes('/never-asked')).length, 0, 'a redirect was followed');
  });

  test(`${scheme}: stripped headers are told from a wrong secret`, async (t) => {
    const page = await checked(t, scheme, world.site('stripped', scheme));
    await asksForSecret(page);
    await enterHere(page, im.secret);
    const { fix } = await stopsAt(page, 'Signature', 'Headers lost (239): the signature did not arrive whole');
    assert.match(fix, /proxy_set_header sign \$http_sign;/);
    await onlyRead();
  });

  test(`${scheme}: a proxy that allows what is needed passes to the end`, async (t) => {
    const page = await checked(t, scheme, world.site('right', scheme));
    await asksForSecret(page);
    await enterHere(page, im.secret);
    const said = await passes(page);
    assert.ok(said['Cross-origin'].includes(`${origin} and the four headers are allowed`), said['Cross-origin']);
    await onlyRead();
  });

  for (const [what, before, title] of [
    ['no CORS', forward(im.url), /^CORS: .* does not let this page read its answers$/],
    ['CORS without the headers', forward(im.url, allowing({ headers: '' })), 'CORS: the preflight (OPTIONS) is refused'],
    ['405 on OPTIONS', forward(im.url, cors(), onOptions(405)), 'CORS: the preflight (OPTIONS) is refused'],
  ]) {
    test(`${scheme}: the lines that are proposed, put into nginx, mend ${what}`, async (t) => {
      await world.nginx.change({ [`${scheme} mendable`]: before });
      const page = await checked(t, scheme, world.site('mendable', scheme));
      const { failed } = await stopsAt(page, 'Cross-origin', title);
      const lines = await proposed(failed);
      await world.nginx.change({ [`${scheme} mendable`]: lines.replaceAll(/http:\/\/(127\.0\.0\.1|localhost|[\w.-]+):18080/g, im.url) });
      await retry(page);
      await asksForSecret(page);
      await enterHere(page, im.secret);
      await passes(page);
    });
  }
}

/** The nginx lines of a fix, as one would copy them. */
async function proposed(failed) {
  return failed.locator('pre, code').filter({ hasText: 'Access-Control-Allow-Origin' }).first().innerText();
}
