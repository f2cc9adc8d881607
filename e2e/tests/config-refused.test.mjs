// `config.json` that is refused, or can't be read: the page says where and why, never a value, and starts nothing.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { axe } from '../harness/axe.mjs';
import { expect } from '../harness/expect.mjs';
import { json, startHoster } from '../harness/hoster.mjs';
import { onBothOrigins } from '../harness/origins.mjs';
import { PHONE } from '../harness/page.mjs';
import { enterSecret, until } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

const { servers: { a }, gateway } = await world({ after }, { servers: { a: { edition: 'community' } } });

async function opened(t, config, { at = {}, base, ...options } = {}) {
  const hoster = await startHoster(t, gateway.url, { config, base, way: at.way });
  const { page, ...rest } = await pages(t, hoster.url).open({ connections: [{ slug: 'a', name: 'Alpha' }], ...options });
  await page.goto('c/a/overview');
  const rows = page.locator('tbody tr');
  return {
    ...rest,
    hoster,
    page,
    title: page.getByRole('alert').getByRole('heading', { level: 1 }),
    retry: page.getByRole('button', { name: /^(Retry|重试)$/ }),
    /** Line, key and what is wrong. */
    problems: async () => (await Promise.all((await rows.all()).map((row) => row.locator('th, td').allInnerTexts()))),
  };
}

/** Nothing of the dashboard is there, and nobody was asked. */
async function nothingStarted(page) {
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByText('Alpha')).toHaveCount(0);
  assert.deepEqual(await a.control.requests(), []);
}

const CLASSES = [
  ['a syntax error', '{\n  "title": "Ops"\n  "readOnly": true\n}', 'Line 3', '', 'A comma or the closing bracket is expected here.'],
  ['a comment', '{\n  // ours\n}', 'Line 2', '', 'JSON has no comments.'],
  ['an empty file', '', 'Line 1', '', 'A value is expected here: a text between double quotes, a number, true, false, a list or an object.'],
  ['a misspelt key', '{\n"readonly": true}', 'Line 2', 'readonly', 'There is no such key. Did you mean readOnly?'],
  ['an unknown key', '{"theme": "dark"}', 'Line 1', 'theme', 'There is no such key.'],
  ['a key that is there twice', '{"readOnly": true,\n"readOnly": false}', 'Line 2', 'readOnly', 'This key is there twice.'],
  ['a wrong type', '{"addConnections": "no"}', 'Line 1', 'addConnections', 'true or false is expected, without quotes.'],
  ['a language that does not exist', '{"language": "de"}', 'Line 1', 'language', 'One of these is expected: en, zh.'],
  ['a time out of range', '{"lockAfterMinutes": 500}', 'Line 1', 'lockAfterMinutes', 'One of these is expected: 0, 1, 5, 15, 30, 60, 240, 480.'],
  ['a threshold out of range', '{"thresholds": {\n"memoryUsedPercent": {\n"critical": 140}}}', 'Line 3', 'thresholds.memoryUsedPercent.critical', 'A number from 0 to 100 is expected.'],
  ['thresholds the wrong way round', '{"thresholds": {"diskUsablePercent": {"attention": 5, "critical": 15}}}', 'Line 1', 'thresholds.diskUsablePercent', 'critical must not be more than attention.'],
  ['a malformed address', '{"connections": [{"slug": "a",\n"address": "im/a"}]}', 'Line 2', 'connections[0].address', 'An address begins with /, http:// or https://.'],
  ['an address with /admin', '{"connections": [{"slug": "a", "address": "/im/a/admin"}]}', 'Line 1', 'connections[0].address', 'A path has no empty part, no . or .., nothing after ? or #, and no /admin, which Firetower adds itself.'],
  ['a template without its target', '{"connections": [{"slug": "a",\n"address": "https://proxy.corp/?url={target}{path}"}]}', 'Line 2', 'connections[0].address', 'After the template and a space stands the server’s address, which begins with http:// or https://.'],
  ['a template with another placeholder', '{"connections": [{"slug": "a", "address": "https://proxy.corp/?url={url} http://im:18080"}]}', 'Line 1', 'connections[0].address', 'A template has one {target} or {target_raw}, at most one {path}, and no other braces.'],
  ['a template that lets the target choose the host', '{"connections": [{"slug": "a", "address": "https://{target}/ http://im:18080"}]}', 'Line 1', 'connections[0].address', 'A placeholder can’t be part of the host: it would decide where the signature goes.'],
  ['a malformed IPv6 address', '{"connections": [{"slug": "a", "address": "http://[::1::2]:18080"}]}', 'Line 1', 'connections[0].address', 'A scheme, a host and at most a port are expected, without a wildcard.'],
  ['a malformed slug', '{"connections": [{"slug": "A b", "address": "/im/a"}]}', 'Line 1', 'connections[0].slug', 'Use 1 to 40 lower-case letters, digits and hyphens.'],
  ['a slug that is there twice', '{"connections": [\n{"slug": "a", "address": "/im/a"},\n{"slug": "a", "address": "/im/b"}]}', 'Line 3', 'connections[1].slug', 'The connection on line 2 has this slug already.'],
  ['a connection without an address', '{"connections": [\n{"slug": "a"}]}', 'Line 2', 'connections[0]', 'address is missing.'],
  ['a malformed origin', '{"fileOrigins": ["https://files.example/path"]}', 'Line 1', 'fileOrigins[0]', 'A scheme, a host and at most a port are expected, without a wildcard.'],
];

test('a mistake is refused with its line, its key and what was expected', onBothOrigins(async (t, at) => {
  const { page, hoster, title, problems } = await opened(t, json({}), { at });
  for (const [what, text, ...problem] of CLASSES) {
    await t.test(what, async () => {
      hoster.config = json(text);
      await page.reload();
      await title.filter({ hasText: 'config.json is refused' }).waitFor();
      await expect.poll(problems).toStrictEqual([problem]);
      await nothingStarted(page);
    });
  }
}));

test('all mistakes are said at once, in both languages, on a phone too', onBothOrigins(async (t, at) => {
  const text = '{\n"titel": "Ops",\n"connections": [{\n"slug": "prod"}],\n"readOnly": 1\n}';
  for (const [lang, theme, viewport] of [['en', 'light'], ['zh', 'dark', PHONE]]) {
    const { page, title, retry, problems } = await opened(t, json(text), { at, lang, theme, viewport });
    await title.waitFor();
    const found = await problems();
    if (lang === 'en') {
      assert.deepEqual(found.map(([line]) => line), ['Line 2', 'Line 3', 'Line 5']);
    } else {
      assert.deepEqual(found[0], ['第 2 行', 'titel', '没有这个键。是否想写 title？']);
      await expect(title).toHaveText('config.json 有误，已拒绝', { useInnerText: true });
    }
    await expect(page).toHaveTitle(`${await title.innerText()} · Firetower`);
    assert.ok(await until('Retry has the focus', () => retry.evaluate((element) => element === document.activeElement)));
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    await axe(page);
    await page.getByRole('button', { name: lang === 'en' ? '中文' : 'English' }).click();
    await page.getByText(lang === 'en' ? '第 5 行' : 'Line 5').waitFor();
  }
}));

const SECRET = 'hunter2-that-nobody-may-see';
const SECRETS = [
  ['a key of its own', `{\n"title": "Ops",\n"secret": "${SECRET}"\n}`, 3, 'secret'],
  ['the server\'s own name', `{"connections": [\n{"slug": "a", "address": "/im/a",\n"http.admin.secret_key": "${SECRET}"}]}`, 3, 'http.admin.secret_key'],
  ['another spelling, deep down', `{"thresholds": {"answerMs": {\n"Access-TOKEN": "${SECRET}"}}}`, 2, 'Access-TOKEN'],
  ['Chinese', `{"管理密钥": "${SECRET}"}`, 1, '管理密钥'],
  ['an escape', `{"\\u0070assword": "${SECRET}"}`, 1, 'password'],
  ['a file that is broken as well', `{\n"title": "Ops",,\n"api_key": "${SECRET}"`, 3, 'api_key'],
  ['an address', `{"connections": [{"slug": "a",\n"address": "https://admin:${SECRET}@im.example/"}]}`, 2, 'connections[0].address'],
];

test('a secret refuses the whole file and is not shown', onBothOrigins(async (t, at) => {
  const { page, hoster, title, secrets, problems } = await opened(t, json({}), { at });
  for (const [where, text, line, key] of SECRETS) {
    await t.test(`in ${where}`, async () => {
      hoster.config = json(text);
      await page.reload();
      await title.filter({ hasText: 'A secret stands in config.json' }).waitFor();
      await expect.poll(problems).toStrictEqual([[`Line ${line}`, key, 'This looks like a secret.']]);
      await page.getByText(/Whoever can open this page can read that file\..* it has to be taken as known/).waitFor();
      await nothingStarted(page);
      await secrets.check([SECRET]);
    });
  }
}));

test('a secret is refused in Chinese as loudly, and goes on when it is taken out', onBothOrigins(async (t, at) => {
  const { page, hoster, title, retry, problems, secrets } = await opened(t, json(`{"password": "${SECRET}"}`), { at, lang: 'zh', theme: 'dark' });
  await title.filter({ hasText: 'config.json 中写有密钥' }).waitFor();
  await page.getByText(/凡是能打开此页面的人都能读取该文件/).waitFor();
  await expect.poll(problems).toStrictEqual([['第 1 行', 'password', '这看起来是密钥。']]);
  await axe(page);
  await retry.click();
  await until('it was asked again', () => hoster.asked === 2);
  await title.filter({ hasText: 'config.json 中写有密钥' }).waitFor();
  hoster.config = json('{}');
  await retry.click();
  await page.getByRole('heading', { name: 'Alpha 的密钥' }).waitFor();
  await expect(title).toHaveCount(0);
  await secrets.check([SECRET]);
}));

const UNREAD = [
  ['an error of the server', { status: 500, body: 'down' }, /^The server of this page answered 500\./],
  ['a refusal', { status: 403, body: '' }, /^The server of this page answered 403\./],
  ['a redirect', { status: 302, headers: { location: '/login' } }, /sends the browser elsewhere, perhaps to a login page/],
  ['a connection that ends', undefined, /gave no whole answer/],
];

for (const [what, answer, why] of UNREAD) {
  test(`${what} starts nothing, and Retry goes on once it is mended`, async (t) => {
    const opening = await opened(t, { status: 404 });
    const { page, hoster, title, retry } = opening;
    // A connection that ends on the first load would be tried again by the browser itself.
    await page.getByRole('heading', { name: 'Secret for Alpha' }).waitFor();
    hoster.config = answer;
    await page.reload();
    await title.filter({ hasText: 'config.json could not be read' }).waitFor();
    await page.getByText(why).waitFor();
    await nothingStarted(page);
    await axe(page);
    hoster.config = json({ title: 'Ops' });
    await retry.click();
    await page.getByRole('heading', { name: 'Secret for Alpha' }).waitFor();
    await page.waitForFunction(() => document.title === 'Overview · Alpha · Ops');
    await expect(title).toHaveCount(0);
  });
}

const NONE = [
  ['no file', { status: 404, body: 'none' }],
  ['a file that is gone', { status: 410, body: '' }],
  ['a page instead of a file', { status: 200, headers: { 'content-type': 'text/html' }, body: '\n<!DOCTYPE html><html><title>Firetower</title></html>' }],
  ['an empty object', json('{}')],
];

for (const [what, answer] of NONE) {
  test(`with ${what} everything is as each admin has it, after one request`, onBothOrigins(async (t, at) => {
    const { page, hoster, title } = await opened(t, answer, { at });
    await enterSecret(page, a.secret);
    await page.getByRole('heading', { level: 2, name: 'Node 1' }).waitFor();
    await page.getByRole('link', { name: 'Requests' }).click();
    await page.getByRole('heading', { level: 1, name: 'Requests' }).waitFor();
    assert.equal(hoster.asked, 1);
    await expect(title).toHaveCount(0);
    await a.control.clearRequests();
  }));
}

test('below another path it is read from beside the page, and refused there as well', onBothOrigins(async (t, at) => {
  const { page, hoster, title, retry, problems } = await opened(t, json('{"language": "de"}'), { at, base: '/tower/' });
  await title.filter({ hasText: 'config.json is refused' }).waitFor();
  assert.deepEqual((await problems()).map(([, key]) => key), ['language']);
  hoster.config = json({ connections: [{ slug: 'given', name: 'Given', address: '/tower/im/a', environment: 'test' }] });
  await retry.click();
  await page.getByRole('heading', { name: 'Secret for Alpha' }).waitFor();
  await page.goto('c/given/overview');
  await enterSecret(page, a.secret);
  await page.getByRole('heading', { level: 2, name: 'Node 1' }).waitFor();
  assert.equal(new URL(page.url()).pathname, '/tower/c/given/overview');
}));
