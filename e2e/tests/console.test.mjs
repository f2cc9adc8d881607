// The API console: any call, signed and sent; reads are told from writes by their path, and nothing claims to be verified.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { ask } from '../harness/api.mjs';
import { axe } from '../harness/axe.mjs';
import { pasted } from '../harness/clipboard.mjs';
import { openConsole } from '../harness/console.mjs';
import { expect } from '../harness/expect.mjs';
import { PHONE, reloadWith, settled } from '../harness/page.mjs';
import { enterSecret, until } from '../harness/sign-in.mjs';
import { world } from '../harness/world.mjs';

const UID = '75735276990792721';
const { url, servers, secrets } = await world({ after }, {
  servers: {
    pro: { edition: 'professional', data: 'demo' },
    com: { edition: 'community', data: 'demo' },
  },
  // A hang must not last the usual 10 s here.
  serve: ['--upstream-timeout-ms', '2500'],
});
const { pro } = servers;

beforeEach(() => Promise.all(Object.values(servers).map(async ({ control }) => {
  await control.clearFaults();
  await control.clearRequests();
})));

/** Opens the console and gives what an admin uses of it. */
const console_ = (t, { name = 'pro', ...options } = {}) => openConsole(t, url, servers[name], name, options);

const query = (page) => Object.fromEntries(new URL(page.url()).searchParams);

test('a documented read is found, sent with Ctrl+Enter, answered and listed', async (t) => {
  const { page, search, path, body, answer, sentTo } = await console_(t);
  await search.fill('message uid');
  await page.getByText('2 of 118').waitFor();
  await page.getByRole('link', { name: /^One file by its message UID\b.*\/admin\/file\/get$/ }).click();
  await expect(path).toHaveValue('/admin/file/get');
  assert.deepEqual(query(page), { path: '/admin/file/get', template: 'file-get' });
  await page.getByText('Known as a read: it changes nothing.').waitFor();
  await expect.poll(async () => JSON.parse(await body.inputValue())).toStrictEqual({ messageUid: 0 });

  // A number that JavaScript would round, and spaces as they were typed.
  const typed = `{ "messageUid" : ${UID} }`;
  await body.fill(typed);
  await body.press('Control+Enter');
  await answer.getByText('Answered: there is no such thing (253)').waitFor();
  await answer.getByText('Code 253: does not exist').waitFor();
  await expect(answer.getByRole('alert')).toHaveCount(0);
  const [sent] = await sentTo('/admin/file/get');
  assert.equal(sent.body, typed);
  await expect(answer).toContainText(`"messageUid": ${UID}`, { useInnerText: true });

  await body.fill('');
  await path.fill('/admin/customer');
  await page.getByText('No body is sent.').or(page.getByText('0 bytes')).first().waitFor();
  await body.press('Control+Enter');
  await answer.getByText('Answered with success').waitFor();
  await expect.poll(async () => (await sentTo('/admin/customer')).at(-1).body).toBe('');
  const list = page.getByRole('region', { name: 'Sent from here in this tab' }).getByRole('listitem');
  await expect(list).toHaveCount(2);
  await list.filter({ hasText: '/admin/file/get' }).getByRole('link').click();
  await page.getByRole('region', { name: 'Request detail' }).getByText(UID).first().waitFor();
  assert.equal(new URL(page.url()).pathname, '/c/pro/requests');
});

test('GET is for health alone, unsigned and without a body', async (t) => {
  const { page, path, body, send, answer } = await console_(t, { at: '?path=/admin/health' });
  await page.getByText('GET, unsigned and without a body').waitFor();
  await body.fill('{}');
  await page.getByText('GET carries no body; what is typed here is not sent.').waitFor();
  await send.click();
  await answer.getByText('Answered with success').waitFor();
  const [health] = (await pro.control.requests()).filter(({ path }) => path === '/admin/health');
  assert.deepEqual([health.method, health.headers.includes('sign')], ['GET', false]);
  for (const [wrong, why] of [
    ['http://im.corp/admin/x', 'Only the path, from /admin/ on: the host is this connection’s.'],
    ['/robot/x', 'A path of the API begins with /admin/.'],
    ['/admin/x?a=1', 'Without ? and #: the API reads nothing from there.'],
    ['/admin/../x', /could be read in two ways/],
    [`/admin/${pro.secret}`, /holds this connection’s secret/],
  ]) {
    await path.fill(wrong);
    await page.getByText(why).first().waitFor();
    await expect(send, wrong).toBeDisabled();
  }
});

test('production asks before a write and names the server; the answer is not called verified', async (t) => {
  const { page, body, send, answer, sentTo } = await console_(t, { environment: 'production', at: '?template=user-put_setting' });
  const PATH = '/admin/user/put_setting';
  await page.getByText('A write. Nothing here can read back what it did, so it cannot be verified or undone.').waitFor();
  await page.getByRole('listitem').filter({ hasText: 'With a check that it was stored:' }).getByRole('link', { name: 'User settings' }).waitFor();
  const typed = '{"userId":"u0003","scope":1000,"key":"k","value":"v"}';
  await body.fill(typed);
  // The keys send no write: they lead to its button.
  await body.press('Control+Enter');
  await expect(send).toBeFocused();
  await expect(send).toHaveText('Send to IM pro…', { useInnerText: true });
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('alertdialog', { name: 'Send this to IM pro?' });
  await dialog.getByText('"u0003"').waitFor();
  await dialog.getByText(/It may change something on IM pro\./).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await expect.poll(async () => (await sentTo(PATH)).length).toBe(0);

  await send.click();
  await dialog.getByRole('button', { name: 'Send to IM pro' }).click();
  await answer.getByText('The server accepted it; what it did is not verified').waitFor();
  await expect(answer.getByRole('button', { name: 'Retry' })).toHaveCount(0);
  await expect.poll(async () => (await sentTo(PATH)).map((request) => request.body)).toStrictEqual([typed]);
  const read = await ask(pro, '/admin/user/get_setting', { userId: 'u0003', scope: 1000, key: 'k' });
  assert.equal(read.result.value, 'v');
  await written(page, PATH, 'accepted');
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Changes' }).click();
  await page.getByRole('main').getByText(PATH).first().waitFor();
  await expect(page.getByRole('main').getByRole('button', { name: /^Undo/ }).and(page.locator(':enabled'))).toHaveCount(0);
});

/** Waits until the journal has a write of the console to a path, with this outcome. */
const written = (page, path, outcome) => until(`${path} is written down as ${outcome}`, async () => {
  const entries = await page.evaluate(async () => {
    const opened = (request) => new Promise((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
    const found = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await opened(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        found.push(...(await opened(database.transaction(store).objectStore(store).getAll())));
      }
      database.close();
    }
    return found.map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry)));
  });
  return entries.some((entry) => entry.includes(path) && entry.includes(outcome));
});

test('a path that nobody knows is a write, sent to one server and not tried again', async (t) => {
  const { page, path, send, answer, sentTo } = await console_(t);
  await path.fill('/admin/user/get_everything');
  await page.getByText(/^Not a path that Firetower knows, so it counts as a write/).waitFor();
  await send.click();
  // Nobody knows the path, so nobody knows either whether such an answer means that nothing happened.
  const alert = answer.getByRole('alert').filter({ hasText: 'The write was answered as to an unknown path (HTTP 500)' });
  await alert.getByRole('heading', { name: 'Outcome unknown' }).waitFor();
  await expect(answer.getByRole('button', { name: 'Retry' })).toHaveCount(0);
  await expect.poll(async () => (await sentTo('/admin/user/get_everything')).length).toBe(1);
  await written(page, '/admin/user/get_everything', 'unknown');
});

test('a line of the document, one of ours and one in the body open as requests', async (t) => {
  const { page, context, path, body, send, answer } = await console_(t);
  const DOCUMENT = String.raw`curl -X POST -H "nonce:76616" -H "timestamp":"1558350862502" -H "sign":"b98f9b0717f59febccf1440067a7f50d9b31bdde" -H "Content-Type:application/json" -d   \
  "{                       \
    \"userId\":\"u0001\",       \
    \"conversation\":{              \
      \"type\":1,            \
      \"target\":\"g001\",      \
      \"line\":0           \
    }                        \
  }"                                \
  http://localhost:18080/admin/conversation/is_top`;
  await page.getByText('From a curl line…').click();
  const line = page.getByRole('textbox', { name: 'curl line' });
  await line.fill('curl -d @body.json http://a/admin/x');
  await page.getByRole('button', { name: 'Open as a request' }).click();
  await page.getByText('Its body lies in the file body.json, which this page cannot read. Paste the body itself.').waitFor();
  await line.fill(DOCUMENT);
  await page.getByRole('button', { name: 'Open as a request' }).click();
  await page.getByText('Its signature was dropped; this request is signed anew. http://localhost:18080 is not called: it goes to IM pro.').waitFor();
  await expect(path).toHaveValue('/admin/conversation/is_top');
  await send.click();
  await answer.getByText('Answered with success').waitFor();
  await answer.getByText('"value": true').waitFor();

  const typed = await body.inputValue();
  await page.getByRole('button', { name: 'Copy as curl' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const ours = await pasted(context);
  assert.ok(ours.includes('$IM_SECRET') && !ours.includes(pro.secret));
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(path).toHaveValue('');
  // Where it hardly belongs, it is noticed.
  await body.fill(ours);
  await page.getByText('This is a curl line, not a body.').waitFor();
  await page.getByRole('button', { name: 'Open as a request' }).first().click();
  await expect.poll(async () => [await path.inputValue(), await body.inputValue()]).toStrictEqual(['/admin/conversation/is_top', typed]);
});

test('a body that is no JSON says where, and is sent as typed all the same', async (t) => {
  const { page, body, send, answer, sentTo } = await console_(t, { at: '?template=user-get_info' });
  const typed = '{\n  "userId": "值"x\n}';
  await body.fill(typed);
  await page.getByText('Not JSON at line 2, column 16. It is sent as typed all the same.').waitFor();
  await expect(body).toHaveAttribute('aria-invalid', 'true');
  await send.click();
  await answer.getByRole('alert').getByText(/^The server could not handle the request/).waitFor();
  await expect.poll(async () => (await sentTo('/admin/user/get_info'))[0].body).toBe(typed);
  await body.fill('{"userId":"u0002"}');
  await answer.getByRole('button', { name: 'Retry' }).click();
  await answer.getByText('Answered with success').waitFor();
});

test('each kind of failure of a read is explained and can be retried; a write whose answer is lost is unknown', async (t) => {
  const { page, path, body, send, answer } = await console_(t, { at: '?template=user-get_info' });
  await body.fill('{"userId":"u0002"}');
  for (const [fault, title] of Object.entries({
    401: 'Wrong secret (244)',
    '502-html': 'Got a web page instead of the API (HTTP 502)',
    'broken-json': 'The answer is not JSON',
    hang: 'pro did not answer the gateway in time',
    250: 'Too many calls (250)',
  })) {
    await pro.control.addFault(fault, { path: '/admin/user/get_info' });
    await send.click();
    await answer.getByRole('alert').getByText(title, { exact: true }).waitFor();
    await pro.control.clearFaults();
    await answer.getByRole('button', { name: 'Retry' }).click();
    await answer.getByText('Answered with success').waitFor();
  }
  const WRITE = '/admin/user/put_setting';
  await path.fill(WRITE);
  await body.fill('{"userId":"u0004","scope":1000,"key":"k","value":"v"}');
  for (const [fault, title] of Object.entries({ 'closed-after': /pro closed the connection/, '200-empty': /Empty answer/ })) {
    await pro.control.addFault(fault, { path: WRITE });
    await send.click();
    const alert = answer.getByRole('alert').filter({ hasText: title });
    await alert.getByRole('heading', { name: 'Outcome unknown' }).waitFor();
    await alert.getByText(/The server may have done it or not\. Look where its effect should show before you send it again/).waitFor();
    await expect(answer.getByRole('button', { name: 'Retry' })).toHaveCount(0);
    await pro.control.clearFaults();
  }
  await written(page, WRITE, 'unknown');
});

test('a community server lacks some calls: said before and after', async (t) => {
  const { page, send, answer } = await console_(t, { name: 'com', at: '?template=user-get_all_robots' });
  await page.getByText('A community server does not have this call; it answers as to an unknown path.').waitFor();
  await send.click();
  await answer.getByText('The server does not offer this call (HTTP 500)').waitFor();
});

test('a write that a community server lacks is refused, and not said to be unknown', async (t) => {
  const { page, body, send, answer } = await console_(t, { name: 'com', at: '?template=chatroom-mute_all' });
  await page.getByText('A community server does not have this call; it answers as to an unknown path.').waitFor();
  await body.fill('{"chatroomId":"c","status":1}');
  await send.click();
  await answer.getByRole('alert').getByText('The server does not offer this call (HTTP 500)').waitFor();
  await expect(answer.getByText(/Outcome unknown/)).toHaveCount(0);
  await written(page, '/admin/chatroom/mute_all', 'refused');
});

test('keys are never shown, stored or copied', async (t) => {
  const { page, context, body, send, answer, secrets: scan, path } = await console_(t, { at: '?template=user-get_robot_info' });
  const { result: { secret } } = await ask(pro, '/admin/user/get_robot_info', { robotId: 'robot01' });
  await page.getByText(/^Its answer holds a key\./).waitFor();
  await body.fill('{"robotId":"robot01"}');
  await send.click();
  await answer.getByText('Answered with success').waitFor();
  await answer.getByText('"secret": "not shown"').waitFor();
  await path.fill('/admin/robot/create');
  await body.fill('{"userId":"robot99","name":"r99","displayName":"R","secret":"hush-hush-1"}');
  await page.getByText('It holds a secret, so it is not stored: a reload forgets it.').waitFor();
  await page.getByRole('region', { name: 'Request', exact: true }).getByRole('button', { name: 'Copy as curl' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const line = await pasted(context);
  assert.ok(line.includes('"secret":"') && line.includes('${HIDDEN_1:?not shown}') && !line.includes('hush'), line);
  await send.click();
  await answer.getByText('The server accepted it; what it did is not verified').waitFor();
  await written(page, '/admin/robot/create', 'accepted');
  await page.reload();
  await enterSecret(page, pro.secret);
  await expect.poll(() => body.inputValue()).not.toContain('hush');
  await scan.checkKept([...secrets, secret, 'hush-hush-1']);
});

test('a link opens the request, the body survives a reload, and Back goes to what was before', async (t) => {
  const { page, path, body } = await console_(t, { at: '?template=group-get_info' });
  await page.waitForURL((now) => now.searchParams.get('path') === '/admin/group/get_info');
  await body.fill('{"groupId":"g001"}');
  await body.blur();
  await page.reload();
  await enterSecret(page, pro.secret);
  await expect(body).toHaveValue('{"groupId":"g001"}');
  // Another page and back by the navigation, which names no request.
  const nav = page.getByRole('navigation', { name: 'Pages' });
  await nav.getByRole('link', { name: 'Robots' }).click();
  await nav.getByRole('link', { name: 'API console' }).click();
  await page.waitForURL((now) => now.searchParams.get('template') === 'group-get_info');
  await expect(body).toHaveValue('{"groupId":"g001"}');
  await page.getByRole('link', { name: /^Read a chatroom/ }).click();
  await expect.poll(async () => [await path.inputValue(), query(page).template]).toStrictEqual(['/admin/chatroom/info', 'chatroom-info']);
  await page.getByRole('button', { name: 'Put it back' }).click();
  await expect.poll(async () => [await path.inputValue(), await body.inputValue()]).toStrictEqual(['/admin/group/get_info', '{"groupId":"g001"}']);
  await page.getByRole('link', { name: /^Read a chatroom/ }).click();
  await page.getByRole('link', { name: /^Destroy a chatroom/ }).click();
  await page.goBack();
  await page.waitForURL((now) => now.searchParams.get('template') === 'chatroom-info');
  await expect(path).toHaveValue('/admin/chatroom/info');
});

test('by keyboard alone: from the search to the answer', async (t) => {
  const { page, search, body, answer } = await console_(t);
  await search.focus();
  await page.keyboard.type('get_info');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.waitForURL((now) => now.searchParams.get('template') === 'group-get_info');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(search).toBeFocused();
  await search.fill('user/get_info');
  await page.keyboard.press('Enter');
  await page.waitForURL((now) => now.searchParams.get('template') === 'user-get_info');
  await page.keyboard.press('Tab');
  for (let at = 0; at < 12 && !(await body.evaluate((field) => field === document.activeElement)); at += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('{"userId":"u0002"}');
  await page.keyboard.press('Control+Enter');
  await answer.getByText('Answered with success').waitFor();
});

test('a phone shows the request first; nothing overflows; axe finds nothing in either theme and language', async (t) => {
  const { page, body, send, answer } = await console_(t, { viewport: PHONE, at: '?template=user-get_info' });
  const search = page.getByRole('searchbox');
  await expect(search).not.toBeVisible();
  await page.getByRole('heading', { name: 'Templates' }).click();
  await search.waitFor();
  await body.fill('{"userId":"u0001"}');
  await send.click();
  await answer.getByText('Answered with success').waitFor();
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(overflow).toBe(0);
  await axe(page);
  await reloadWith(page, { theme: 'dark', lang: 'zh' });
  await enterSecret(page, pro.secret);
  await body.fill('{"userId":"u0001",}');
  await page.getByText('第 1 行第 19 列不是有效 JSON，仍会按原样发送。').waitFor();
  await send.click();
  await answer.getByRole('alert').waitFor();
  await expect.poll(overflow).toBe(0);
  await axe(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await settled(page);
  await axe(page);
  await expect(page.locator('html')).not.toHaveAttribute('data-foreign-script');
});
