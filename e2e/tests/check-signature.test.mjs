// Connection check: secrets, clocks, editions and dialects, each with a server of its own behind the gateway.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { asksForSecret, enterHere, openCheck, passes, secretField, stopsAt } from '../harness/check.mjs';
import { SCHEMES, misconfiguredWorld } from '../harness/misconfigured.mjs';
import { location } from '../harness/nginx-parts.mjs';

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
  // Nobody knows what a professional server says under its 401; this one says nothing.
  paths: ({ professional }) => [
    location('/taciturn/', `proxy_pass ${professional}/;`, 'proxy_intercept_errors on; error_page 401 @silent;'),
    location('@silent', 'default_type application/json; return 401 "";'),
  ].join('\n'),
});
const { servers } = world;

/** The check of a server, up to the step that needs the secret. */
async function asks(t, scheme, name, options) {
  const opened = await world.open(t, scheme, `/im/${name}`, options);
  await servers[name].control.clearRequests();
  await openCheck(opened.page);
  if (options?.lang !== 'zh') await asksForSecret(opened.page);
  return opened;
}

async function onlyRead(name) {
  const asked = await servers[name].control.requests();
  assert.deepEqual(asked.filter(({ writes }) => writes).map(({ path }) => path), []);
  assert.ok(asked.length > 0);
}

/** Until the end, with the right secret. */
async function passesWith(t, scheme, name) {
  const opened = await asks(t, scheme, name);
  await enterHere(opened.page, servers[name].secret);
  const said = await passes(opened.page);
  await onlyRead(name);
  return { ...opened, said };
}

for (const scheme of SCHEMES) {
  test(`${scheme}: a wrong secret is named, and the right one typed there goes on to the end`, async (t) => {
    const { page, secrets } = await asks(t, scheme, 'im');
    await enterHere(page, 'wrong-for-sure');
    const { evidence, fix } = await stopsAt(page, 'Signature', 'Wrong secret (244): the server refused the signature');
    assert.match(evidence, /"code":244/);
    assert.match(fix, /grep http\.admin\.secret_key/);
    await enterHere(page, servers.im.secret);
    await passes(page);
    await onlyRead('im');
    await secrets.check([servers.im.secret, 'wrong-for-sure']);
  });

  test(`${scheme}: a secret with a trailing space is told from a wrong one`, async (t) => {
    const { page } = await asks(t, scheme, 'im');
    await enterHere(page, `${servers.im.secret} `);
    await stopsAt(page, 'Signature', 'A secret with a stray space');
    await page.getByRole('button', { name: 'Use it without the spaces' }).click();
    await passes(page);
  });

  test(`${scheme}: a space at the end of the server’s own secret is found`, async (t) => {
    const { page } = await asks(t, scheme, 'spaced');
    await enterHere(page, 'it-ends-with-one');
    await stopsAt(page, 'Signature', 'A secret with a stray space');
    await page.getByRole('button', { name: 'Use it with the space' }).click();
    await passes(page);
    await onlyRead('spaced');
  });

  test(`${scheme}: the 401 of a professional server that says why`, async (t) => {
    const { page } = await asks(t, scheme, 'professional');
    await enterHere(page, 'wrong-for-sure');
    const { evidence } = await stopsAt(page, 'Signature', 'Wrong secret (244): the server refused the signature');
    assert.match(evidence, /^401 /m);
    await enterHere(page, servers.professional.secret);
    await passes(page);
  });

  test(`${scheme}: a 401 that says nothing names its causes as a class`, async (t) => {
    const { page } = await world.open(t, scheme, '/taciturn');
    await openCheck(page);
    await asksForSecret(page);
    await enterHere(page, 'wrong-for-sure');
    const { meaning } = await stopsAt(page, 'Signature', 'Signature refused (HTTP 401): secret or clock');
    for (const cause of [/wrong secret/, /clock/, /headers/]) assert.match(meaning, cause);
    await enterHere(page, servers.professional.secret);
    await passes(page);
  });

  test(`${scheme}: a slow clock is named with 243`, async (t) => {
    await servers.im.control.shiftClock(5 * HOUR_MS);
    t.after(() => servers.im.control.restoreClock());
    const { page } = await asks(t, scheme, 'im');
    await enterHere(page, servers.im.secret);
    const { evidence } = await stopsAt(page, 'Signature', 'Clocks too far apart (243): the signature counts as expired');
    assert.match(evidence, /"code":243/);
    await onlyRead('im');
  });

  test(`${scheme}: a fast clock is named with 243 where the server checks both ways`, async (t) => {
    await servers.strict.control.shiftClock(-5 * HOUR_MS);
    t.after(() => servers.strict.control.restoreClock());
    const { page } = await asks(t, scheme, 'strict');
    await enterHere(page, servers.strict.secret);
    await stopsAt(page, 'Signature', 'Clocks too far apart (243): the signature counts as expired');
  });

  test(`${scheme}: a fast clock that the server lets pass is found by the time check`, async (t) => {
    await servers.im.control.shiftClock(-5 * HOUR_MS);
    t.after(() => servers.im.control.restoreClock());
    const { said } = await passesWith(t, scheme, 'im');
    assert.match(said['Time check'], /This computer’s clock is at least 1 h ahead of the server’s/);
  });

  test(`${scheme}: the secret that servers ship with is a warning`, async (t) => {
    const { page, said } = await passesWith(t, scheme, 'shipped');
    assert.match(said['Default secret'], /123456 is in use/);
    await page.getByText(/^Passed, warnings: 1 · /).waitFor();
  });

  test(`${scheme}: a time check that is off is a warning`, async (t) => {
    const { page, said } = await passesWith(t, scheme, 'timeless');
    assert.match(said['Time check'], /the check is off/);
    await page.getByText(/^Passed, warnings: 1 · /).waitFor();
  });

  test(`${scheme}: a community server in order: its edition, and what it answers in which form`, async (t) => {
    const { said } = await passesWith(t, scheme, 'im');
    assert.match(said['IM server'], /\/admin\/health lists nodes: 1/);
    assert.match(said['Default secret'], /Not the one that every server ships with/);
    assert.match(said['Time check'], /A signature that is 3 h old was refused/);
    assert.match(said.Edition, /Community/i);
    assert.match(said.Operations, /^Operations \d+ documented, [1-9]\d* SDK, [1-9]\d* missing/);
  });

  for (const [name, operations] of [
    ['documented', /[1-9]\d* documented, 0 SDK/],
    ['sdk', /\d+ documented, [1-9]\d* SDK/],
  ]) {
    test(`${scheme}: a professional server that speaks the ${name} dialect alone`, async (t) => {
      const { said } = await passesWith(t, scheme, name);
      assert.match(said.Edition, /Professional/i);
      assert.match(said.Operations, operations);
    });
  }
}

test('in Chinese: a wrong secret', async (t) => {
  const { page } = await asks(t, 'http', 'im', { lang: 'zh' });
  await secretField(page).waitFor();
  await enterHere(page, 'wrong-for-sure');
  const steps = ['地址可识别', '混合内容', '本页安全策略', '可以连通', '跨域', '由谁响应', 'IM 服务器', '代理时钟', '签名', '默认密钥', '时间校验', '版本', '接口'];
  const { said } = await stopsAt(page, '签名', '密钥不正确（244）：服务器拒绝了签名', { steps, notTried: '尚未执行' });
  assert.deepEqual(Object.keys(said), ['依据', '含义', '处理']);
  await enterHere(page, servers.im.secret);
  await passes(page, { steps });
});
