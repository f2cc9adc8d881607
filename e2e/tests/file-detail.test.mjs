// One file in full: what the server said of it, where its address may lead, and its preview.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, test } from 'node:test';

import { askText } from '../harness/api.mjs';
import { axe } from '../harness/axe.mjs';
import { pasted } from '../harness/clipboard.mjs';
import { PHONE, reloadWith, settled } from '../harness/page.mjs';
import { enterSecret, signIn } from '../harness/sign-in.mjs';
import { demo, pages, world } from '../harness/world.mjs';

/** A web server of this test's own. `asked` is what came: method, path and headers. */
async function webServer(answer) {
  const asked = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    asked.push({ line: `${request.method} ${request.url}`, headers: request.headers });
    answer(request, response, body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${server.address().port}`, asked };
}

const CORS = { 'access-control-allow-origin': '*' };
const TEXT = { 'content-type': 'text/plain' };
const GBK = Buffer.from([0xc4, 0xea, 0xb1, 0xa8]);
const STORED = {
  '/gone.txt': [404, CORS, 'gone'],
  '/hidden.txt': [200, TEXT, 'for no page'],
  '/gbk.txt': [200, { ...CORS, ...TEXT }, GBK],
  '/empty.txt': [200, { ...CORS, ...TEXT }, ''],
  '/big.log': [200, { ...CORS, ...TEXT }, `${'line\n'.repeat(60_000)}the end`],
  '/page.png': [200, { 'content-type': 'text/html' }, '<script>document.documentElement.dataset.foreignScript = "ran"</script>'],
};
const store = await webServer(({ url }, response) => response.writeHead(...(STORED[url] ?? [404, {}, '']).slice(0, 2)).end(STORED[url]?.[2]));
/** Allowed by a connection alone, so that the page's policy stands in the way. */
const elsewhere = await webServer((_, response) => response.writeHead(200, { ...CORS, ...TEXT }).end('text'));

const HOSTILE = '<img src=x onerror="document.documentElement.dataset.foreignScript=1">\u202egpj.exe';
/** Rows as a server may send them, by UID. */
const ODD = {
  '75735276990792721': `{"messageUid":75735276990792721,"userId":${JSON.stringify(HOSTILE)},"name":${JSON.stringify(HOSTILE)},"size":"many","url":"javascript:alert(1)",
    "conversation":{"type":42,"target":"t","line":-1},"timestamp":9223372036854775807,"md5":"<b>","sequence":9007199254740993,"downloadCount":null}`,
  2: '{"messageUid":2,"name":"a.html","url":"data:text/html,<script>alert(1)</script>"}',
  3: '{"messageUid":3,"name":"passwd.txt","url":"file:///etc/passwd"}',
  4: '{"messageUid":4,"name":"a.png","url":"https://bank.example@evil.example/a.png"}',
  5: '{"messageUid":5,"name":"a.png","url":" JavaScript:alert(1)"}',
  6: '{"messageUid":6,"name":"a.png","url":"/files/a.png"}',
  7: '{"messageUid":7,"name":"a.png","url":"http:/h/a.png"}',
  8: '{"messageUid":8,"name":"a.png","url":"http://127.1/a.png"}',
  9: '{"messageUid":9,"name":"a.png","url":""}',
  10: '{"messageUid":10,"name":"a.png","url":"http://[::1]:9/a.png"}',
  11: `{"messageUid":11,"name":"a.pdf","url":"${store.url}/a.pdf"}`,
  20: `{"messageUid":20,"url":"${store.url}/gone.txt"}`,
  21: `{"messageUid":21,"url":"${store.url}/hidden.txt"}`,
  22: `{"messageUid":22,"name":"  ","url":"${store.url}/gbk.txt"}`,
  23: `{"messageUid":23,"url":"${store.url}/empty.txt"}`,
  24: `{"messageUid":24,"name":"big.log","url":"${store.url}/big.log"}`,
  25: `{"messageUid":25,"name":"page.png","url":"${store.url}/page.png"}`,
  26: '{"messageUid":26,"name":"dead.png","url":"http://127.0.0.1:1/dead.png"}',
  30: `{"messageUid":30,"name":"a.png","url":"${elsewhere.url}/a.png"}`,
  31: `{"messageUid":31,"name":"a.txt","url":"${elsewhere.url}/a.txt"}`,
  32: `{"messageUid":32,"name":"a.mp3","url":"${elsewhere.url}/a.mp3"}`,
};
const odd = await webServer(({ url }, response, body) => {
  const uid = /"messageUid":(\d+)/.exec(body)?.[1];
  const result = url === '/admin/get_setting' ? '{"id":1,"value":"1","desc":""}' : url === '/admin/file/get' && ODD[uid];
  const answer = result ? `{"code":0,"msg":"success","result":${result}}` : '{"code":253,"msg":"not exist"}';
  response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
});

const servers = {
  sdk: { edition: 'professional', dialect: 'sdk', data: 'demo' },
  documented: { edition: 'professional', dialect: 'documented', data: 'demo' },
};
/** Its own files and those of the store may be shown; the other server's may not. */
const serve = ({ sdk }) => [
  ...[sdk.url, store.url, 'http://127.0.0.1:1'].flatMap((origin) => ['--file-src', origin]),
  '--upstream', `odd=${odd.url}`,
];
const made = await world({ after }, { servers, serve });

/** The newest files of a user, whose UIDs are texts here. */
const listed = await askText(made.servers.sdk, '/admin/file/user_files', { userId: 'u0001', offset: 0, desc: true, count: 200 });
const FILES = JSON.parse(listed.replaceAll(/"messageUid":(\d+)/g, '"messageUid":"$1"')).result;
const fileAt = (ending) => FILES.find(({ url }) => url?.endsWith(ending));

/** A page that has a file of this server open; `show` opens another one. */
async function opened(t, server, uid, options = {}) {
  const { mayBeNoisy, ...rest } = options;
  const open = await pages(t, made.url).open({ mayBeNoisy, refresh: 'off', connections: [{ slug: server }], ...rest });
  const { page, context } = open;
  const fetched = [];
  context.on('request', (request) => {
    if (new URL(request.url()).origin !== made.url) fetched.push(request);
  });
  await signIn(page, `/c/${server}/files?view=message&uid=${uid}`, made.servers[server]?.secret ?? 'any-secret');
  const field = (name) => page.getByRole('term').filter({ hasText: name instanceof RegExp ? name : new RegExp(`^${name}$`) }).locator('xpath=following-sibling::dd[1]');
  const show = async (wanted) => {
    await page.evaluate((address) => {
      history.pushState(null, '', address);
      dispatchEvent(new PopStateEvent('popstate'));
    }, `/c/${server}/files?view=message&uid=${wanted}`);
    await field('Message UID').getByText(wanted, { exact: true }).waitFor();
  };
  await field(/^(Message UID|消息 UID)$/).waitFor();
  return { ...open, fetched, field, show, preview: page.getByRole('region', { name: 'Preview', exact: true }) };
}

const words = async (locator) => (await locator.innerText()).replaceAll(/\s+/g, ' ').trim();
const isFlat = (page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

test('a file is shown with every field, exact to the digit, and leads on', async (t) => {
  const file = fileAt('.png');
  const uid = file.messageUid;
  assert.ok(BigInt(uid) > 2n ** 53n, uid);
  const { page, context, field } = await opened(t, 'sdk', uid);
  assert.equal(await words(field('Message UID').locator('.mono')), uid);
  assert.equal(await words(field('Name').locator('.whole')), file.name);
  assert.match(await words(field('Size')), new RegExp(`${file.size.toLocaleString('en-US')} bytes`));
  assert.match(await words(field('Sender')), /^u0001 \S/, 'its name is beside it');
  assert.match(await words(field('Conversation')), new RegExp(` ${file.conversation.target} line ${file.conversation.line}`));
  const time = new Date(file.timestamp);
  assert.equal(await field('Sent').locator('time').getAttribute('datetime'), time.toISOString());
  const local = new Date(file.timestamp + 8 * 3_600_000).toISOString().replace('T', ' ').replace('Z', '');
  assert.match(await words(field('Sent')), new RegExp(`^${local} Asia/Shanghai, UTC\\+8`));
  assert.equal(await page.getByText(/^derived from the message UID/).count(), 0);
  assert.equal(await words(field('Downloads')), String(file.downloadCount));
  assert.equal(await words(field('URL')), file.url);

  for (const [button, text] of [['Copy the message UID', uid], ['Copy the time as ISO 8601', time.toISOString()], ['Copy URL', file.url]]) {
    await page.getByRole('button', { name: button }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    assert.equal(await pasted(context), text);
    await page.getByRole('button', { name: 'Copied' }).blur();
  }
  const { type, line, target } = file.conversation;
  const at = `user=u0001&conversation=${type}-${line}-${target}`;
  for (const [name, href] of [
    ['u0001’s files', 'c/sdk/files?view=user&user=u0001'],
    ['u0001’s settings', 'c/sdk/user-settings?user=u0001'],
    ['This conversation’s files', `c/sdk/files?view=conversation&${at}`],
    ['Pinned for u0001?', `c/sdk/pins?${at}`],
  ]) {
    assert.equal(await page.getByRole('link', { name, exact: true }).getAttribute('href'), href);
  }
  await page.getByText('Answer as JSON, fields: 8').click();
  await page.getByText(`"messageUid": ${uid},`).waitFor();
  await page.getByRole('button', { name: 'Copy JSON' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  assert.ok((await pasted(context)).includes(`"messageUid": ${uid},`));
});

test('what the documented call for one file lacks is said, and the time is derived', async (t) => {
  const file = fileAt('.txt');
  const { page, field } = await opened(t, 'documented', file.messageUid);
  for (const name of ['Sender', 'Conversation', 'Downloads']) assert.equal(await words(field(name)), 'not given by this server');
  assert.equal(await field('Sent').locator('time').getAttribute('datetime'), new Date(file.timestamp).toISOString());
  assert.match(await words(field('Sent')), /derived from the message UID, since this server gives no time$/);
  await page.getByText(/^Asked for one message, this server gives only its UID, name, URL and size\./).waitFor();
  assert.equal(await page.getByRole('link', { name: /conversation’s files|’s settings/ }).count(), 0);
});

test('a row that came otherwise than it should is shown as it came, and nothing of it runs', async (t) => {
  const uid = '75735276990792721';
  const { page, field } = await opened(t, 'odd', uid);
  assert.match(await words(field('Name')), /^<img src=x onerror=.*>U\+202Egpj\.exe/);
  assert.match(await words(field('Sender')), /^<img src=x onerror=.*>U\+202Egpj\.exe/);
  assert.equal(await words(field('Size')), '"many" as the server sent it, not understood');
  assert.match(await words(field('Conversation')), /^Type 42 t line -1/);
  assert.match(await words(field('Sent')), /^9223372036854775807 /, 'no calendar has it');
  assert.equal(await words(field('Downloads')), 'not given by this server');
  await page.getByRole('heading', { name: 'Fields that Firetower does not know' }).waitFor();
  assert.deepEqual([await words(field('md5')), await words(field('sequence'))], ['"<b>"', '9007199254740993']);
  await page.getByText('Answer as JSON, fields: 10').click();
  await page.getByText('"sequence": 9007199254740993,').waitFor();
  assert.equal(await page.locator('html').getAttribute('data-foreign-script'), null);
  assert.ok(await isFlat(page));
});

const NO_LINKS = [
  [2, 'Not a link: data: is not an address of a web server.'],
  [3, 'Not a link: file: is not an address of a web server.'],
  [4, 'Not a link: what stands before the @ is a user name and not the host. It would lead to evil.example.'],
  [5, 'Not a link: it holds a control character, or begins or ends with a blank.'],
  [6, 'Not a link: without http:// or https:// in front'],
  [7, 'Not a link: two slashes and a host must follow http: or https:.'],
  [8, 'Not a link: its host is not a plain name or address'],
  [9, 'It is empty, so there is nothing to open.'],
];

test('an address that leads elsewhere than it seems is text with a reason, and never a link', async (t) => {
  const { page, field, show, fetched, preview } = await opened(t, 'odd', '75735276990792721');
  await field('URL').getByText(/^Not a link: javascript: is not an address of a web server/).waitFor();
  for (const [uid, reason] of NO_LINKS) {
    await show(String(uid));
    await field('URL').getByText(reason).waitFor();
    assert.equal(await page.getByRole('link', { name: 'Open in a new tab' }).count(), 0, reason);
    assert.equal(await field('URL').getByRole('link').count(), 0, reason);
    assert.equal(await preview.count(), 0, reason);
  }
  // The demo's own, whose simulator has such addresses too.
  assert.ok(FILES.some(({ url }) => url === 'file:///etc/passwd'));
  assert.equal(await page.locator('a[href^="javascript:"], a[href^="data:"], a[href^="file:"]').count(), 0);
  // A host that no policy can name, and a kind that is not shown: links all the same.
  await show('10');
  await page.getByText(/^No preview: a security policy cannot name an IPv6 address such as \[::1\]:9\./).waitFor();
  await show('11');
  await page.getByText('No preview: only images, audio, video and text are shown here.').waitFor();
  await page.getByRole('link', { name: 'Open in a new tab' }).waitFor();
  assert.deepEqual(fetched.map((request) => request.url()), []);
});

test('image, sound, film and text are shown on a click, without referrer, and not before', async (t) => {
  const { page, show, fetched, preview } = await opened(t, 'sdk', fileAt('.png').messageUid);
  const isLoaded = (tag) => {
    const element = document.querySelector(`[aria-label="Preview"] ${tag}`);
    return element.naturalWidth > 0 || element.readyState > 0;
  };
  for (const [ending, tag] of [['.png', 'img'], ['.jpg', 'img'], ['-script.svg', 'img'], ['.mp3', 'audio'], ['.mp4', 'video'], ['.txt', 'pre']]) {
    const file = fileAt(ending);
    fetched.length = 0;
    await show(file.messageUid);
    await preview.getByText(`Nothing is fetched from ${new URL(file.url).host} before you press it.`).waitFor();
    assert.deepEqual(fetched.map((request) => request.url()), [], ending);
    await preview.getByRole('button', { name: 'Show preview' }).click();
    const shown = preview.locator(tag);
    await shown.waitFor();
    if (tag === 'pre') await preview.getByText(/<b>not bold<\/b>/).waitFor();
    else await page.waitForFunction(isLoaded, tag);
    assert.ok(fetched.length > 0);
    for (const request of fetched) {
      assert.equal(request.url(), file.url);
      const headers = Object.keys(await request.allHeaders());
      for (const name of ['referer', 'cookie', 'sign', 'nonce', 'timestamp', 'authorization']) assert.ok(!headers.includes(name), `${ending}: ${name}`);
    }
    await preview.getByRole('button', { name: 'Hide preview' }).click();
    await shown.waitFor({ state: 'detached' });
  }
  assert.equal(await page.locator('html').getAttribute('data-foreign-script'), null, 'a script in an svg ran');
});

test('an origin that nobody allowed is not shown but opened, and the way to allow it is told', async (t) => {
  const { page, context, fetched, preview } = await opened(t, 'documented', fileAt('.txt').messageUid);
  const origin = made.servers.documented.url;
  assert.equal(await preview.count(), 0);
  await page.getByText(`No preview: ${origin} is not allowed`).click();
  await page.getByText(`have the gateway started with --file-src ${origin}`).waitFor();
  assert.deepEqual(fetched.map((request) => request.url()), []);

  const link = page.getByRole('link', { name: 'Open in a new tab' });
  assert.deepEqual(
    [await link.getAttribute('target'), await link.getAttribute('rel'), await link.getAttribute('referrerpolicy')],
    ['_blank', 'noopener noreferrer', 'no-referrer'],
  );
  const [tab] = await Promise.all([context.waitForEvent('page'), link.click()]);
  await tab.getByText('<b>not bold</b>').waitFor();
  assert.equal(await tab.evaluate(() => window.opener), null);
  assert.equal((await fetched[0].allHeaders()).referer, undefined);
  await tab.close();
  await page.getByRole('link', { name: 'File origins of this connection' }).click();
  await page.getByRole('textbox', { name: /^File origins/ }).waitFor();
});

test('an origin that the connection allows and the page’s policy does not is blocked, and said to be', async (t) => {
  const connections = [{ slug: 'odd', file_origins: [elsewhere.url, 'not an origin'] }];
  const { show, preview, noise } = await opened(t, 'odd', '30', { connections, mayBeNoisy: true });
  for (const uid of ['30', '31', '32']) {
    await show(uid);
    await preview.getByRole('button', { name: 'Show preview' }).click();
    await preview.getByRole('alert').getByText(/^Blocked by this page’s own security policy/).waitFor();
    await preview.getByText(`Start the gateway with --file-src ${elsewhere.url};`).waitFor();
  }
  assert.deepEqual(elsewhere.asked, []);
  assert.ok(noise.heard.length > 0 && noise.heard.every((line) => line.includes('Content Security Policy')), noise.heard.join('\n'));
});

const FAILURES = [
  ['20', /^The file store answers HTTP 404: the file is gone/],
  ['21', /^127\.0\.0\.1:\d+ answers, but lets no page read its text \(CORS\), or the file is gone\. Have the file store allow the origin http/],
  ['25', /^The file store answers, but with nothing that this browser can show/],
  ['26', /^Nobody answers at 127\.0\.0\.1:1\./],
];

test('a preview that fails says why, and can be tried again', async (t) => {
  const { page, show, preview } = await opened(t, 'odd', '20', { mayBeNoisy: true });
  for (const [uid, why] of FAILURES) {
    await show(uid);
    await preview.getByRole('button', { name: 'Show preview' }).click();
    await preview.getByRole('alert').getByText(why).waitFor();
  }
  await show('20');
  await preview.getByRole('button', { name: 'Show preview' }).click();
  await preview.getByRole('alert').waitFor();
  STORED['/gone.txt'] = [200, { ...CORS, ...TEXT }, 'back again'];
  await preview.getByRole('button', { name: 'Try again' }).click();
  await preview.getByText('back again').waitFor();
  assert.equal(await page.locator('html').getAttribute('data-foreign-script'), null);
});

test('a text is read in its own encoding, up to a limit', async (t) => {
  const { page, show, preview } = await opened(t, 'odd', '22');
  const text = preview.getByRole('region', { name: /^Text of/ });
  await preview.getByRole('button', { name: 'Show preview' }).click();
  assert.equal(await text.innerText(), '年报');
  await preview.getByText('Read as gb18030, since it is not UTF-8.').waitFor();
  await show('23');
  await preview.getByRole('button', { name: 'Show preview' }).click();
  await preview.getByText('The file is empty.').waitFor();
  await show('24');
  await preview.getByRole('button', { name: 'Show preview' }).click();
  await preview.getByText('Only the first 256 KiB are read.').waitFor();
  assert.equal((await text.textContent()).length, 256 * 1024);
  assert.ok(await isFlat(page));
});

test('the detail is used by the keyboard alone, fits a phone, and is accessible in both themes and languages', async (t) => {
  const file = FILES.find(({ name, url }) => name.length === 255 && url?.startsWith('http')) ?? fileAt('.png');
  const { page } = await opened(t, 'sdk', fileAt('.txt').messageUid, { viewport: PHONE });
  const button = page.getByRole('button', { name: 'Show preview' });
  await button.focus();
  await page.keyboard.press('Enter');
  await page.getByText(/<b>not bold<\/b>/).waitFor();
  await page.keyboard.press('Tab');
  assert.match(await page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent), /Copy the name/);
  await page.getByText(/^Answer as JSON/).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Copy JSON' }).waitFor();
  assert.ok(await isFlat(page));
  await axe(page);
  await reloadWith(page, { theme: 'dark', lang: 'zh' });
  await page.goto(`/c/sdk/files?view=message&uid=${file.messageUid}`);
  await enterSecret(page, made.servers.sdk.secret);
  await page.getByRole('term').filter({ hasText: '消息 UID' }).waitFor();
  await settled(page);
  assert.ok(await isFlat(page));
  await axe(page);
});

test('the demo shows its own files without being told to', async (t) => {
  const { open } = await demo(t);
  const { page } = await open({ refresh: 'off' });
  await page.goto(`/c/demo/files?view=message&uid=${fileAt('.png').messageUid}`);
  await page.getByRole('button', { name: 'Show preview' }).click();
  await page.waitForFunction(() => document.querySelector('[aria-label="Preview"] img')?.naturalWidth > 0);
});
