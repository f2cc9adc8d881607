// A CORS proxy that takes its target with each request: the template in the form, and everything that is asked through it.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { after, beforeEach, test } from 'node:test';
import { promisify } from 'node:util';

import { axe } from '../harness/axe.mjs';
import { changes, toChanges } from '../harness/changes.mjs';
import { asksForSecret, enterHere, openCheck, passes, stopsAt } from '../harness/check.mjs';
import { pasted } from '../harness/clipboard.mjs';
import { startCorsProxy } from '../harness/cors-proxy.mjs';
import { expect } from '../harness/expect.mjs';
import { waysTo, worldOnBothOrigins } from '../harness/origins.mjs';
import { PHONE, settled } from '../harness/page.mjs';
import { signIn, until } from '../harness/sign-in.mjs';
import { startServer } from '../harness/server.mjs';
import { keepSecret, vaultOf } from '../harness/vault.mjs';

const run = promisify(execFile);
const im = await startServer('im', { edition: 'professional', data: 'demo' });
after(() => im.stop());
const proxy = await startCorsProxy();
after(() => proxy.stop());
const proxies = await waysTo({ after }, proxy.url);
const { url: own, here, onBoth } = await worldOnBothOrigins({ after }, {
  servers: {},
  serve: Object.values(proxies).flatMap((url) => ['--connect-src', url]),
});

beforeEach(() => {
  proxy.asked.length = 0;
  return im.control.clearRequests();
});

const encoded = encodeURIComponent(im.url);
/** What comes after the proxy's origin: in a template, and in the request's line to the proxy then. */
const TEMPLATES = {
  '{target}': { rest: '/?url={target}{path}', line: (path) => `/?url=${encoded}${encodeURIComponent(path)}` },
  '{target} alone': { rest: '/?url={target}', line: (path) => `/?url=${encoded}${encodeURIComponent(path)}` },
  '{target_raw}': { rest: '/raw/{target_raw}{path}', line: (path) => `/raw/${im.url}${path}` },
};
/** The proxy where a page of this origin may reach it: from https, over https. */
const proxyFor = ({ isSecure }) => (isSecure ? proxies.secure : proxies.plain);
const templateFor = (at) => `${proxyFor(at)}${TEMPLATES['{target}'].rest}`;
const WRITE = /\/admin\/.*(put_setting|modify_setting)$/;
const stored = (page) => page.evaluate(() => JSON.parse(localStorage.getItem('firetower.connections'))?.connections);
/** The whole of what is said of whoever runs a proxy: how long each request lets them act as admin. */
const WARNINGS = {
  en: (host) => `Whoever runs ${host} sees every signed request and can act as admin with any of them, for two hours after the last one, and longer where this computer’s clock is ahead of the server’s.`,
  zh: (host) => `${host} 的运营者能看到每个签名请求，并可凭其中任何一个以管理员身份操作，直到最后一个请求后两小时；若本机时钟快于服务器，则更久。`,
};
const hostOf = (at) => new URL(proxyFor(at)).host;
const warned = (page, host, lang = 'en') => expect(page.getByRole('main').getByText(WARNINGS[lang](host), { exact: true })).toBeVisible();
const field = (page, name) => page.getByRole('textbox', { name, exact: true });
const through = (template) => [{ slug: 'x', name: 'IM x', address: `${template} ${im.url}` }];

async function form(t, { at = here, ...options } = {}) {
  const opened = await at.open(t, options);
  await opened.page.goto('/connections/new');
  await settled(opened.page);
  return opened;
}

// Another value each time: the server is the same.
let value = 20;

for (const [what, { rest, line }] of Object.entries(TEMPLATES)) {
  test(`${what}: typed, understood, saved, read and written through, and shown as it was sent`, onBoth(async (t, at) => {
    const { page, secrets } = await form(t, { at, refresh: 'off' });
    const template = `${proxyFor(at)}${rest}`;
    await expect(field(page, 'Target address'), 'the second field belongs to a template').toHaveCount(0);
    await field(page, 'Address').fill(template);
    await field(page, 'Target address').fill(`${im.url}/`);
    await page.getByText(`${proxyFor(at)}${line('/admin/health')}`, { exact: true }).waitFor();
    await warned(page, hostOf(at));
    await axe(page);
    assert.deepEqual(proxy.asked, [], 'nothing is sent before it is asked for');
    await page.locator('[name=name]').fill('IM x');
    await page.getByRole('radio', { name: 'Test' }).check({ force: true });
    await field(page, /^Secret/).fill(im.secret);
    await page.getByRole('button', { name: 'Save and open' }).click();
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    await expect.poll(async () => (await stored(page)).map(({ address }) => address)).toStrictEqual([`${template} ${im.url}`]);

    // After a reload, from what is stored.
    await signIn(page, '/c/im-x/system-settings/1', im.secret);
    await field(page, /^Value/).fill(String(value++));
    await page.getByRole('button', { name: /^Write to IM x/ }).click();
    await page.getByText(/^Verified/).first().waitFor();
    const written = proxy.asked.filter(({ target }) => WRITE.test(target));
    assert.equal(written.length, 1);
    assert.equal(written[0].line, line(new URL(written[0].target).pathname));

    const sent = `${proxyFor(at)}${line(new URL(written[0].target).pathname)}`;
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: /^Requests/ }).click();
    const rows = page.getByRole('table', { name: 'Requests, newest first' }).getByRole('row');
    await rows.filter({ hasText: /put_setting|modify_setting/ }).first().click();
    const detail = page.getByRole('region', { name: 'Request detail' });
    const curl = await detail.getByText('curl -sS').innerText();
    assert.ok(curl.includes(`'${sent}'`), curl);
    await secrets.check([im.secret]);
  }));
}

test('the connection check goes through it, and says who sees what', onBoth(async (t, at) => {
  const { page } = await at.open(t, { connections: through(templateFor(at)), refresh: 'off', mayBeNoisy: true });
  await openCheck(page);
  // Before anything is signed for them to see.
  await asksForSecret(page);
  await warned(page, hostOf(at));
  await enterHere(page, im.secret);
  const said = await passes(page);
  assert.match(said['IM server'], /lists nodes/);
  await warned(page, hostOf(at));
  await axe(page);
  assert.ok(proxy.asked.every(({ target }) => target.startsWith(`${im.url}/admin/`)));
}));

const KEY = 'tr0ub4d';
/** What stands in its place. */
const GONE = '<PROXY_KEY>';

for (const [what, rest] of [
  ['before the target', '/?key=tr0ub4d&uri={target}{path}'],
  ['ended by a semicolon', '/?key=tr0ub4d;uri={target}{path}'],
  ['in the value that holds the target', '/?key=tr0ub4d,{target_raw}'],
]) {
  test(`a template that the proxy does not understand is told by what it is asked, and its key, ${what}, stays out of the report`, async (t) => {
    const { page, context } = await here.open(t, { connections: through(`${proxyFor(here)}${rest}`), refresh: 'off', mayBeNoisy: true });
    await openCheck(page);
    const { fix, failed, evidence } = await stopsAt(page, 'IM server', 'No admin API at this path (HTTP 404)');
    assert.ok(evidence.includes('no target in /?'), 'what the proxy echoes is shown');
    for (const part of [`${proxyFor(here)}/?key=${GONE}`, `${im.url}/admin/health`]) assert.ok(fix.includes(part), fix);
    await expect(failed.locator('pre').filter({ hasText: /^location / }), 'how the proxy finds its target, nobody knows').toHaveCount(0);
    await page.getByRole('button', { name: 'Copy report' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const report = await pasted(context);
    assert.ok(report.includes('This report holds no secret') && report.includes('no target in /?'), report);
    assert.ok(!report.includes(KEY), report);
    await expect(page.getByRole('main')).not.toContainText(KEY);
  });
}

// What a proxy may want, and how the line for the shell asks for it.
for (const [what, rest, line] of [
  ['ended by a semicolon', '/?key=tr0ub4d;url={target}{path}', `/?key='"\${PROXY_KEY:?not shown}"';url=${encoded}`],
  ['in the value that holds the target', '/?key=tr0ub4d|{target_raw}', `/?key='"\${PROXY_KEY:?not shown}"'|${im.url}`],
  ['in two parts', '/?key=tr0&token=ub4d&url={target}{path}', `/?key='"\${PROXY_KEY:?not shown}"'&token='"\${PROXY_KEY_2:?not shown}"'&url=${encoded}`],
]) {
  test(`a key ${what} goes to the proxy and leaves by no file and no line`, onBoth(async (t, at) => {
    const hidden = what === 'in two parts' ? ['=tr0', '=ub4d'] : [KEY];
    const keys = what === 'in two parts' ? { PROXY_KEY: 'tr0', PROXY_KEY_2: 'ub4d' } : { PROXY_KEY: KEY };
    const { page, context } = await at.open(t, { connections: through(`${proxyFor(at)}${rest}`), refresh: 'off' });
    const without = (text, where) => hidden.forEach((key) => assert.ok(!text.includes(key), `${where} holds the key: ${text}`));
    const copied = async (button) => {
      await button.click();
      await page.getByRole('main').getByRole('button', { name: /^Copied/ }).first().waitFor();
      return pasted(context);
    };
    const curl = async (button) => {
      const text = await copied(button);
      without(text, 'a curl line');
      assert.ok(text.includes(line), text);
      return text;
    };
    const file = async (name) => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name, exact: true }).click()]);
      const text = await readFile(await download.path(), 'utf8');
      without(text, download.suggestedFilename());
      return text;
    };
    const pagesOf = page.getByRole('navigation', { name: 'Pages' });

    await signIn(page, '/c/x/system-settings/1', im.secret);
    await field(page, /^Value/).fill(String(value++));
    await curl(page.getByRole('button', { name: 'Copy as curl' }));
    await page.getByRole('button', { name: /^Write to IM x/ }).click();
    await page.getByText(/^Verified/).first().waitFor();
    assert.ok(proxy.asked.every((asked) => hidden.every((key) => asked.line.includes(key))), 'the proxy gets its key');

    await pagesOf.getByRole('link', { name: /^Requests/ }).click();
    const rows = page.getByRole('table', { name: 'Requests, newest first' }).getByRole('row');
    await rows.filter({ hasText: /get_setting/ }).first().click();
    const detail = page.getByRole('region', { name: 'Request detail' });
    const read = await curl(detail.getByRole('button', { name: 'Copy as curl' }));
    await expect(page.getByRole('main')).toContainText(GONE);
    for (const key of hidden) await expect(page.getByRole('main')).not.toContainText(key);
    assert.ok((await file('Export JSON')).includes(GONE), 'what was taken out is seen');

    await toChanges(page);
    await changes(page).rows.first().click();
    await changes(page).detail.getByText(`${proxyFor(at)}/?`).waitFor();
    await expect(changes(page).detail.getByText('at another address than today’s'), 'it is the address that it was written at').toHaveCount(0);
    for (const key of hidden) await expect(page.getByRole('main')).not.toContainText(key);
    for (const name of ['Export JSON', 'Export CSV']) assert.ok((await file(name)).includes(GONE));

    await pagesOf.getByRole('link', { name: /console/i }).click();
    await page.getByRole('textbox', { name: /^Path/ }).fill('/admin/user/get_info');
    await curl(page.getByRole('region', { name: 'Request', exact: true }).getByRole('button', { name: 'Copy as curl' }));

    await pagesOf.getByRole('link', { name: 'Connection check' }).click();
    await passes(page);
    for (const key of hidden) await expect(page.getByRole('main')).not.toContainText(key);
    without(await copied(page.getByRole('button', { name: 'Copy report' })), 'the report');

    await pagesOf.getByRole('link', { name: 'Connections' }).click();
    await page.getByRole('cell', { name: GONE }).waitFor();
    for (const key of hidden) await expect(page.getByRole('main')).not.toContainText(key);

    // The line runs once the admin sets the key, and not before.
    if (at.isSecure) return;
    const env = { ...process.env, IM_SECRET: im.secret };
    const here = read.replaceAll(new URL(proxyFor(at)).host, new URL(proxy.url).host);
    await assert.rejects(run('sh', ['-c', here], { env }), /PROXY_KEY: not shown/);
    proxy.asked.length = 0;
    const { stdout } = await run('sh', ['-c', here], { env: { ...env, ...keys } });
    assert.equal(JSON.parse(stdout).code, 0);
    assert.ok(hidden.every((key) => proxy.asked[0].line.includes(key)), proxy.asked[0].line);
  }));
}

test('a key that was changed is in nothing that is said of what the vault keeps', onBoth(async (t, at) => {
  const template = (key) => `${proxyFor(at)}/?key=${key}&url={target}{path}`;
  const { page } = await at.open(t, { connections: through(template(KEY)), refresh: 'off' });
  await page.goto('/c/x/overview');
  await keepSecret(page, im.secret);
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await page.getByRole('link', { name: /^Edit/ }).first().click();
  await until('the fields are filled', async () => (await field(page, 'Address').inputValue()) === template(KEY));
  await field(page, 'Address').fill(template('another-key'));
  await page.getByRole('button', { name: 'Save and open' }).click();
  await page.getByText('The vault has the secret of this connection at').filter({ hasText: GONE }).waitFor();
  for (const key of [KEY, 'another-key']) await expect(page.getByRole('main')).not.toContainText(key);
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await vaultOf(page).row('the connection is at another address now').filter({ hasText: GONE }).waitFor();
  for (const key of [KEY, 'another-key']) await expect(page.getByRole('main')).not.toContainText(key);
}));

test('what was stored stands in both fields, and another target is another address', onBoth(async (t, at) => {
  const { page } = await at.open(t, { connections: through(templateFor(at)), refresh: 'off' });
  await page.goto('/connections');
  await page.getByRole('cell', { name: `${templateFor(at)} ${im.url}` }).waitFor();
  await signIn(page, '/c/x/system-settings/1', im.secret);
  await page.getByRole('link', { name: 'Connections' }).click();
  await page.getByRole('link', { name: /^Edit/ }).first().click();
  await until('the fields are filled', async () => (await field(page, 'Target address').inputValue()) === im.url);
  await expect(field(page, 'Address')).toHaveValue(templateFor(at));
  await field(page, 'Target address').fill('http://127.0.0.1:1');
  await page.getByRole('button', { name: 'Save and open' }).click();
  await until('it is stored', async () => (await stored(page))[0].address.endsWith(' http://127.0.0.1:1'));
  await page.goto('/c/x/system-settings/1');
  await field(page, /^Secret/).waitFor();
}));

test('a template that is pasted with its target fills both fields', async (t) => {
  const { page } = await form(t);
  await field(page, 'Address').fill(`“https://p.example/?url={target}{path} http://im:18080/”`);
  await until('it is split', async () => (await field(page, 'Target address').inputValue()).includes('im:18080'));
  await page.getByText('https://p.example/?url=http%3A%2F%2Fim%3A18080%2Fadmin%2Fhealth', { exact: true }).waitFor();
});

test('what is no template is refused with its reason', async (t) => {
  const { page } = await form(t);
  for (const [template, target, reason] of [
    ['https://p.example/{url}', '', '{url} is no placeholder. A template knows these: {target} {target_raw} {path}'],
    ['https://p.example/?{path}', '', 'This template has no {target} and no {target_raw}.'],
    ['https://p.example/{target}{target_raw}', '', 'A template has one target and at most one {path}.'],
    ['https://{target}/', '', 'A placeholder can’t be part of the host: it would decide where the signature goes.'],
    ['https://a:b@p.example/{target}', '', /^Take the user name and password out/],
    ['https://p.example/{target}', 'im:18080', 'The target begins with http:// or https://.'],
    ['https://p.example/{target}', 'http://a:b@im', /^Take the user name and password out/],
  ]) {
    await field(page, 'Address').fill(template);
    if (target) await field(page, 'Target address').fill(target);
    await page.getByText(reason, { exact: true }).first().waitFor();
    const wrong = field(page, target ? 'Target address' : 'Address');
    await expect(wrong, `${template} ${target}`).toHaveAttribute('aria-invalid', 'true');
  }
  await field(page, 'Address').fill('https://p.example/{target}');
  await field(page, 'Target address').fill('');
  await page.getByRole('button', { name: 'Save and open' }).click();
  await page.getByText('Enter the IM server’s address as the proxy sees it.').waitFor();
});

test('of the own origin nobody else is warned of; elsewhere a plain address is', async (t) => {
  const { page } = await form(t);
  await field(page, 'Address').fill(`${own}/cors?url={target}`);
  await field(page, 'Target address').fill('http://im:18080');
  await page.getByText(`${own}/cors?url=http%3A%2F%2Fim%3A18080%2Fadmin%2Fhealth`, { exact: true }).waitFor();
  await expect(page.getByText(/^Whoever runs/)).toHaveCount(0);
  await field(page, 'Address').fill('https://proxy.example/im');
  await warned(page, 'proxy.example');
  await expect(field(page, 'Target address')).toHaveCount(0);
});

test('in Chinese the form and the check warn of as much', onBoth(async (t, at) => {
  const { page } = await at.open(t, { connections: through(templateFor(at)), refresh: 'off', lang: 'zh', mayBeNoisy: true });
  await page.goto('/c/x/connection');
  await settled(page);
  await warned(page, hostOf(at), 'zh');
  await openCheck(page);
  await warned(page, hostOf(at), 'zh');
}));

test('in Chinese, on a phone', async (t) => {
  const { page } = await form(t, { lang: 'zh', viewport: PHONE, theme: 'dark' });
  await page.locator('[name=address]').fill('https://p.example/?url={target}{path}');
  await page.getByRole('textbox', { name: '目标地址' }).fill('http://im:18080');
  await page.getByText('健康检查将请求').waitFor();
  await warned(page, 'p.example', 'zh');
  await axe(page);
  const { width } = PHONE;
  await expect.poll(() => page.evaluate((width) => document.documentElement.scrollWidth <= width, width), { message: 'the page scrolls sideways' }).toBe(true);
});
