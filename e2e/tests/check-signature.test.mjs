// Connection check: secrets, clocks, editions and dialects, each with a server of its own behind the gateway.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { asksForSecret, enterHere, openCheck, passes, stopsAt } from '../harness/check.mjs';
import { signWith } from '../harness/clock.mjs';
import { expect } from '../harness/expect.mjs';
import { SCHEMES, misconfiguredWorld } from '../harness/misconfigured.mjs';
import { STRIPPED, location } from '../harness/nginx-parts.mjs';

const HOUR_MS = 3_600_000;

const world = await misconfiguredWorld({
  servers: {
    im: { edition: 'community' },
    spaced: { edition: 'community', secret: 'it-ends-with-one ' },
    professional: { edition: 'professional' },
    documented: { edition: 'professional', dialect: 'documented', refusal: 'code' },
    sdk: { edition: 'professional', dialect: 'sdk', refusal: 'code' },
    shipped: { edition: 'community', secret: '123456' },
    timeless: { edition: 'community', clock: 'off' },
    strict: { edition: 'community', clock: 'both' },
  },
  // Nobody knows what a professional server says under its 401; this one says nothing. Without a body, nginx puts a page.
  paths: ({ im, professional }) => [
    location('/stripped/', STRIPPED, `proxy_pass ${im}/;`),
    location('/taciturn/', `proxy_pass ${professional}/;`, 'proxy_intercept_errors on; error_page 401 @silent;'),
    location('@silent', 'default_type application/json; return 401 "{}";'),
  ].join('\n'),
});
const { servers } = world;

/** Each set-up is a connection of its own, since a secret is known to one alone. */
const CONNECTIONS = {
  wrong: 'im', trailing: 'im', slow: 'im', fast: 'im', community: 'im', spaced: 'spaced', professional: 'professional',
  documented: 'documented', sdk: 'sdk', shipped: 'shipped', timeless: 'timeless', strict: 'strict',
};

/** What each step that fails for its signature says to do; in the step itself stands what can be done here. */
const FIXES = {
  239: /^Let the proxy pass them on\. In nginx, in this location:\n[^]*proxy_set_header nonce \$http_nonce;\n +proxy_set_header timestamp \$http_timestamp;\n +proxy_set_header sign \$http_sign;/,
  243: /^Set this computer’s clock, or the server’s, then retry\./,
  244: /^On the IM server, see which secret it was started with:\n+grep http\.admin\.secret_key config\/wildfirechat\.conf\b[^]*Then enter it here\. It signs in this browser and is never sent\./,
};

for (const scheme of SCHEMES) {
  test(`on ${scheme}`, async (t) => {
    const addresses = Object.fromEntries(Object.entries(CONNECTIONS).map(([slug, name]) => [slug, `/im/${name}`]));
    const { page, secrets } = await world.open(t, scheme, { ...addresses, stripped: '/stripped', taciturn: '/taciturn', unsaid: '/taciturn' });

    /** Up to the step that needs the secret; then with this one. */
    async function signing(slug, secret) {
      await openCheck(page, slug);
      await asksForSecret(page);
      await enterHere(page, secret);
    }

    async function passesWith(slug) {
      await signing(slug, servers[CONNECTIONS[slug]].secret);
      return passes(page);
    }

    await t.test('a wrong secret is named, and the right one typed there goes on to the end', async () => {
      await signing('wrong', 'wrong-for-sure');
      const { evidence, fix, failed } = await stopsAt(page, 'Signature', 'Wrong secret (244): the server refused the signature');
      assert.match(evidence, /"code":244/);
      assert.match(fix, FIXES[244]);
      await expect(failed.getByRole('textbox', { name: /^Secret/ })).toBeFocused();
      await enterHere(page, servers.im.secret);
      await passes(page);
    });

    await t.test('headers that were lost on the way are named with 239, with the lines that pass them on', async () => {
      await signing('stripped', servers.im.secret);
      const { evidence, fix, failed } = await stopsAt(page, 'Signature', 'Headers lost (239): the signature did not arrive whole');
      assert.match(evidence, /"code":239/);
      assert.match(fix, FIXES[239]);
      // The secret was not looked at.
      await expect(failed.getByRole('textbox', { name: /^Secret/ })).toHaveCount(0);
      const count = async () => (await servers.im.control.requests()).length;
      const before = await count();
      await failed.getByRole('button', { name: 'Retry', exact: true }).click();
      await expect.poll(count).toBeGreaterThan(before);
      await stopsAt(page, 'Signature', 'Headers lost (239): the signature did not arrive whole');
    });

    await t.test('a secret with a trailing space is told from a wrong one', async () => {
      await signing('trailing', `${servers.im.secret} `);
      await stopsAt(page, 'Signature', 'A secret with a stray space');
      await page.getByRole('button', { name: 'Use it without the spaces' }).click();
      await passes(page);
    });

    await t.test('a space at the end of the server’s own secret is found', async () => {
      await signing('spaced', 'it-ends-with-one');
      await stopsAt(page, 'Signature', 'A secret with a stray space');
      await page.getByRole('button', { name: 'Use it with the space' }).click();
      await passes(page);
    });

    await t.test('the 401 of a professional server that says why', async () => {
      await signing('professional', 'wrong-for-sure');
      const { evidence } = await stopsAt(page, 'Signature', 'Wrong secret (244): the server refused the signature');
      assert.match(evidence, /^401 /m);
      await enterHere(page, servers.professional.secret);
      await passes(page);
    });

    await t.test('a 401 that says nothing names its causes as a class', async () => {
      await signing('taciturn', 'wrong-for-sure');
      const { meaning, fix, failed } = await stopsAt(page, 'Signature', 'Signature refused (HTTP 401): secret or clock');
      for (const cause of [/wrong secret/, /clock/, /headers/]) assert.match(meaning, cause);
      assert.match(fix, FIXES[244]);
      await expect(failed.getByRole('textbox', { name: /^Secret/ })).toBeFocused();
      await failed.getByText('Compare the clocks by hand', { exact: true }).waitFor();
      await enterHere(page, servers.professional.secret);
      await passes(page);
    });

    await t.test('a 401 that says nothing lets the clock be corrected by what the server’s own shell says', async (t) => {
      const { professional } = servers;
      await professional.control.shiftClock(5 * HOUR_MS);
      t.after(() => professional.control.restoreClock());
      await signing('unsaid', professional.secret);
      await stopsAt(page, 'Signature', 'Signature refused (HTTP 401): secret or clock');
      const main = page.getByRole('main');
      await main.getByText(/^If the secret is right, the clock may be the cause\./).waitFor();
      await main.getByText('Compare the clocks by hand', { exact: true }).click();
      const paste = async (text) => {
        await main.getByRole('textbox', { name: 'What the server printed' }).fill(text);
        await main.getByRole('button', { name: 'Compare', exact: true }).click();
      };
      await paste('half past nine');
      await main.getByText(/^Paste the seconds since 1970/).waitFor();
      const seconds = Math.floor(Date.now() / 1000);
      await paste(`${seconds + 25 * 3600}`);
      await main.getByText(/^More than 24 h lie between/).waitFor();
      await paste(`${seconds + 5 * 3600}`);
      await main.getByText('This computer is 5 h behind the server.', { exact: true }).waitFor();
      await main.getByText(/^Server, as you pasted it: /).waitFor();
      // What was pasted is the server's own clock, so that nothing is left to be looked at.
      await main.getByRole('button', { name: 'Sign with +5 h' }).click();
      await passes(page);
    });

    /** The remedy of 243: the server's clock is looked for, and this computer's corrected, for signatures alone. */
    async function correctClock(by) {
      await signWith(page, by);
      await passes(page);
    }

    await t.test('a slow clock is named with 243, and corrected there', async (t) => {
      await servers.im.control.shiftClock(5 * HOUR_MS);
      t.after(() => servers.im.control.restoreClock());
      await signing('slow', servers.im.secret);
      const { evidence, fix, failed } = await stopsAt(page, 'Signature', 'Clocks too far apart (243): the signature counts as expired');
      assert.match(evidence, /"code":243/);
      assert.match(fix, FIXES[243]);
      await failed.getByRole('button', { name: 'Sign with +5 h', exact: true }).waitFor();
      await correctClock('+5 h');
    });

    await t.test('a fast clock is named with 243 where the server checks both ways, and corrected there', async (t) => {
      await servers.strict.control.shiftClock(-5 * HOUR_MS);
      t.after(() => servers.strict.control.restoreClock());
      await signing('strict', servers.strict.secret);
      await stopsAt(page, 'Signature', 'Clocks too far apart (243): the signature counts as expired');
      await correctClock('−5 h');
    });

    await t.test('a fast clock that the server lets pass is found by the time check', async (t) => {
      await servers.im.control.shiftClock(-5 * HOUR_MS);
      t.after(() => servers.im.control.restoreClock());
      const said = await passesWith('fast');
      assert.match(said['Time check'], /This computer’s clock is at least 1 h ahead of the server’s/);
    });

    await t.test('the secret that servers ship with is a warning', async () => {
      const said = await passesWith('shipped');
      assert.match(said['Default secret'], /123456 is in use/);
      await page.getByText(/^Passed, warnings: 1 · /).waitFor();
    });

    await t.test('a time check that is off is a warning', async () => {
      const said = await passesWith('timeless');
      assert.match(said['Time check'], /the check is off/);
      await page.getByText(/^Passed, warnings: 1 · /).waitFor();
    });

    await t.test('a community server in order: its edition, and what it answers in which form', async () => {
      const said = await passesWith('community');
      assert.match(said['IM server'], /\/admin\/health lists nodes: 1/);
      assert.match(said['Default secret'], /Not the one that every server ships with/);
      assert.match(said['Time check'], /A signature that is 3 h old was refused/);
      assert.match(said.Edition, /Community/);
      assert.match(said.Operations, /^Operations \d+ of \d+ answered: \d+ documented, [1-9]\d* SDK; [1-9]\d* missing/);
      await page.getByText(/^All 13 steps passed · /).waitFor();
    });

    for (const [name, operations] of [
      ['documented', /[1-9]\d* documented, 0 SDK/],
      ['sdk', /\d+ documented, [1-9]\d* SDK/],
    ]) {
      await t.test(`a professional server that speaks the ${name} dialect alone`, async () => {
        const said = await passesWith(name);
        assert.match(said.Edition, /Professional/);
        assert.match(said.Operations, operations);
      });
    }

    await t.test('it read, and left no secret anywhere', async () => {
      const asked = (await Promise.all(Object.values(servers).map(({ control }) => control.requests()))).flat();
      assert.ok(asked.length > 0);
      assert.deepEqual(asked.filter(({ writes }) => writes).map(({ path }) => path), []);
      // The name of the default secret is written on the page, on purpose.
      await secrets.check([...world.secrets.filter((secret) => secret !== '123456'), 'wrong-for-sure']);
    });
  });
}

test('in Chinese: a wrong secret', async (t) => {
  const { page } = await world.open(t, 'http', { wrong: '/im/im' }, { lang: 'zh' });
  const steps = ['地址可识别', '混合内容', '本页安全策略', '可以连通', '跨域', '由谁响应', 'IM 服务器', '代理时钟', '签名', '默认密钥', '时间校验', '版本', '接口'];
  const chinese = { steps, notTried: '尚未执行' };
  await openCheck(page, 'wrong');
  await asksForSecret(page, chinese);
  await enterHere(page, 'wrong-for-sure');
  const { said } = await stopsAt(page, '签名', '密钥不正确（244）：服务器拒绝了签名', chinese);
  assert.deepEqual(Object.keys(said), ['依据', '含义', '处理']);
  await enterHere(page, servers.im.secret);
  await passes(page, chinese);
});
