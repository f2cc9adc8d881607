// Connection check: addresses on another origin, whose proxy lets the browser read nothing, or only some of it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { asksForSecret, enterHere, openCheck, passes, retry, stopsAt } from '../harness/check.mjs';
import { expect } from '../harness/expect.mjs';
import { SCHEMES, misconfiguredWorld } from '../harness/misconfigured.mjs';
import { STRIPPED, allowing, cors, forward, html, location, onOptions } from '../harness/nginx-parts.mjs';

const world = await misconfiguredWorld({
  servers: { im: { edition: 'community' }, professional: { edition: 'professional' } },
  sites: ({ im, professional }) => ({
    right: forward(im, allowing()),
    silent: forward(im),
    'other-origin': forward(im, allowing({ origin: 'https://ops.example.internal' })),
    twice: forward(im, cors({ origin: '"*"' }), allowing()),
    portal: location('/', html('Sign in')),
    'signed-out': `${location('/login', html('Sign in'))}\n${location('/', 'return 302 /login;')}`,
    elsewhere: location('/', 'return 302 https://sso.example.internal/login;'),
    redirect: location('/', allowing(), 'return 302 /never-asked;'),
    'no-headers': forward(im, allowing({ headers: '' })),
    'some-headers': forward(im, allowing({ headers: 'content-type, timestamp' })),
    'no-options': forward(im, cors(), onOptions(405)),
    // What it refuses, it refuses with HTTP 401, which `add_header` without `always` leaves out.
    'no-errors': forward(professional, allowing({ always: '' })),
    // What it does not know, a community server answers with HTTP 500.
    'no-500': forward(im, allowing({ always: '' })),
    stripped: forward(im, allowing(), STRIPPED),
    'mend-silent': forward(im),
    'mend-headers': forward(im, allowing({ headers: '' })),
    'mend-options': forward(im, cors(), onOptions(405)),
  }),
});
const { im, professional } = world.servers;
const SITES = ['right', 'silent', 'other-origin', 'twice', 'portal', 'signed-out', 'elsewhere', 'redirect', 'no-headers', 'some-headers',
  'no-options', 'no-errors', 'no-500', 'stripped', 'mend-silent', 'mend-headers', 'mend-options'];
const hostOf = (url) => new URL(url).host;
const PREFLIGHT = 'CORS: the preflight (OPTIONS) is refused';

/** What a browser shows of these is the same, so they are named as their class, and the command that tells them apart is given. */
const ONE_CLASS = {
  'no CORS': 'silent',
  'CORS for another origin': 'other-origin',
  'CORS said twice': 'twice',
  'a portal without CORS': 'portal',
  'a redirect to a login without CORS': 'signed-out',
  'the admin port itself': 'direct',
};

/** The nginx lines of a fix, as one would copy them; only where the server is differs. */
async function proposed(failed) {
  const lines = await failed.locator('pre').filter({ hasText: 'Access-Control-Allow-Origin' }).first().innerText();
  assert.match(lines, /proxy_pass http:\/\/127\.0\.0\.1:18080/);
  return lines.replaceAll('http://127.0.0.1:18080', im.url);
}

for (const scheme of SCHEMES) {
  test(`on ${scheme}`, async (t) => {
    const origin = world.origin(scheme);
    const address = Object.fromEntries([...SITES.map((name) => [name, world.site(name, scheme)]), ['direct', im.url]]);
    const { page, secrets } = await world.open(t, scheme, address);
    const ALLOWS = `add_header Access-Control-Allow-Origin "${origin}" always;`;
    const class_ = (name) => `CORS: ${hostOf(address[name])} does not let this page read its answers`;

    for (const [what, name] of Object.entries(ONE_CLASS)) {
      await t.test(`${what} is one of the class that may not be read`, async () => {
        await openCheck(page, name);
        const { evidence, meaning, fix } = await stopsAt(page, 'Cross-origin', class_(name));
        assert.match(evidence, /The browser gave this page no answer/);
        assert.match(evidence, /Answered, but not for this page to read/);
        assert.ok(meaning.includes(origin), meaning);
        for (const cause of [/no Access-Control-Allow-Origin at all/, /another origin/, /redirect to a sign-in page/]) assert.match(meaning, cause);
        assert.ok(fix.includes(ALLOWS), fix);
        assert.match(fix, /curl -i /);
      });
    }

    await t.test('a redirect to a login elsewhere shows by the page’s own policy', async () => {
      await openCheck(page, 'elsewhere');
      const { evidence, fix } = await stopsAt(page, 'Cross-origin', 'The proxy redirects, probably to a sign-in page');
      assert.match(evidence, /A redirect to where this page’s policy lets nothing go/);
      assert.match(fix, /no cookies/);
    });

    await t.test('a redirect that may be seen is named, and not followed', async () => {
      await openCheck(page, 'redirect');
      await stopsAt(page, 'Who answers', 'The proxy redirects, probably to a sign-in page');
      assert.deepEqual(world.nginx.asked().filter((line) => line.includes('/never-asked')), []);
    });

    for (const [what, name] of Object.entries({ 'CORS without the headers': 'no-headers', '405 on OPTIONS': 'no-options' })) {
      await t.test(`${what} is one of the class whose preflight fails`, async () => {
        await openCheck(page, name);
        const { meaning, fix } = await stopsAt(page, 'Cross-origin', PREFLIGHT);
        for (const cause of [/OPTIONS answered with 405/, /without Access-Control-Allow-Headers/]) assert.match(meaning, cause);
        assert.ok(fix.includes(ALLOWS), fix);
        assert.match(fix, /"content-type, nonce, timestamp, sign"/);
      });
    }

    await t.test('the headers that are not allowed are named', async () => {
      await openCheck(page, 'some-headers');
      const { fix } = await stopsAt(page, 'Cross-origin', 'CORS: the proxy does not allow the headers nonce, sign');
      assert.ok(fix.includes(ALLOWS), fix);
    });

    await t.test('no signed request went where none was allowed', async () => {
      const asked = await im.control.requests();
      assert.ok(asked.length > 0);
      assert.deepEqual(asked.filter(({ headers, writes }) => writes || headers.includes('sign')), []);
    });

    await t.test('error answers without the header are a warning, until one of them is what counts', async () => {
      await openCheck(page, 'no-errors');
      await asksForSecret(page);
      await enterHere(page, 'wrong-for-sure');
      const { meaning, fix } = await stopsAt(page, 'Signature', 'CORS: some answers lack the header');
      assert.match(meaning, /add_header without “always”/);
      assert.ok(fix.includes(ALLOWS), fix);
      await enterHere(page, professional.secret);
      const said = await passes(page);
      assert.match(said['Cross-origin'], /and not the answer to another call/);
    });

    await t.test('where only what is not there lacks the header, the secret that is right is not asked for again', async () => {
      await openCheck(page, 'no-500');
      await asksForSecret(page);
      await enterHere(page, im.secret);
      const { meaning, failed } = await stopsAt(page, 'Signature', 'CORS: some answers lack the header');
      assert.match(meaning, /The secret is right/);
      await expect(failed.getByRole('textbox')).toHaveCount(0);
      await world.nginx.change({ [`${scheme} no-500`]: await proposed(failed) });
      await retry(page);
      await passes(page);
    });

    await t.test('stripped headers are told from a wrong secret', async () => {
      await openCheck(page, 'stripped');
      await asksForSecret(page);
      await enterHere(page, im.secret);
      const { fix, failed } = await stopsAt(page, 'Signature', 'Headers lost (239): the signature did not arrive whole');
      assert.match(fix, /proxy_set_header sign \$http_sign;/);
      // Beside the location that lets the page read, which the new one takes nothing from.
      await world.addTo(scheme, { stripped: await proposed(failed) });
      await retry(page);
      await passes(page);
    });

    await t.test('a proxy that allows what is needed passes to the end', async () => {
      await openCheck(page, 'right');
      await asksForSecret(page);
      await enterHere(page, im.secret);
      const said = await passes(page);
      assert.ok(said['Cross-origin'].includes(`${origin} and the four headers are allowed`), said['Cross-origin']);
      assert.match(said['Mixed content'], scheme === 'http' ? /Over plain http everyone on the way sees the signed requests/ : /both use https/);
    });

    for (const [what, name, title] of [
      ['no CORS', 'mend-silent', class_('mend-silent')],
      ['CORS without the headers', 'mend-headers', PREFLIGHT],
      ['405 on OPTIONS', 'mend-options', PREFLIGHT],
    ]) {
      await t.test(`the lines that are proposed, put into nginx, mend ${what}`, async () => {
        await openCheck(page, name);
        const { failed } = await stopsAt(page, 'Cross-origin', title);
        await world.nginx.change({ [`${scheme} ${name}`]: await proposed(failed) });
        await retry(page);
        await asksForSecret(page);
        await enterHere(page, im.secret);
        await passes(page);
      });
    }

    await t.test('it read, and left no secret anywhere', async () => {
      const asked = [...await im.control.requests(), ...await professional.control.requests()];
      assert.deepEqual(asked.filter(({ writes }) => writes), []);
      // Of a request that its preflight stopped, Chromium never tells all headers.
      await secrets.checkKept([...world.secrets, 'wrong-for-sure']);
      await Promise.all([im.control.clearRequests(), professional.control.clearRequests()]);
    });
  });
}
