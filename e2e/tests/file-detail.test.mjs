// One file in full: what the server said of it, and where its address may lead.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { axe } from '../harness/axe.mjs';
import { pasted } from '../harness/clipboard.mjs';
import { expect, words } from '../harness/expect.mjs';
import { newestFiles, openFile, rowServer } from '../harness/file.mjs';
import { overflow } from '../harness/files.mjs';
import { PHONE, reloadWith, settled } from '../harness/page.mjs';
import { enterSecret, signIn } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

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
  11: '{"messageUid":11,"name":"a.pdf","url":"https://files.example/a.pdf"}',
};
const odd = await rowServer(ODD);
const made = await world({ after }, {
  servers: {
    sdk: { edition: 'professional', dialect: 'sdk', data: 'demo' },
    documented: { edition: 'professional', dialect: 'documented', data: 'demo' },
  },
  serve: ({ sdk }) => ['--file-src', sdk.url, '--upstream', `odd=${odd.url}`],
});
const FILES = await newestFiles(made.servers.sdk);
const fileAt = (ending) => FILES.find(({ url }) => url?.endsWith(ending));
const opened = (t, slug, uid, options) => openFile(t, made, slug, uid, options);

test('a file is shown with every field, exact to the digit, and leads on', async (t) => {
  const file = fileAt('.png');
  const uid = file.messageUid;
  assert.ok(BigInt(uid) > 2n ** 53n, uid);
  const { page, context, field } = await opened(t, 'sdk', uid);
  await expect.poll(() => words(field('Message UID').locator('.mono'))).toBe(uid);
  await expect.poll(() => words(field('Name').locator('.whole'))).toBe(file.name);
  await expect.poll(() => words(field('Size'))).toMatch(new RegExp(`${file.size.toLocaleString('en-US')} bytes`));
  await expect.poll(() => words(field('Sender')), { message: 'its name is beside it' }).toMatch(/^u0001 \S/);
  await expect.poll(() => words(field('Conversation'))).toMatch(new RegExp(` ${file.conversation.target} line ${file.conversation.line}`));
  const time = new Date(file.timestamp);
  await expect(field('Sent').locator('time')).toHaveAttribute('datetime', time.toISOString());
  const local = new Date(file.timestamp + 8 * 3_600_000).toISOString().replace('T', ' ').replace('Z', '');
  await expect.poll(() => words(field('Sent'))).toMatch(new RegExp(`^${local} Asia/Shanghai, UTC\\+8`));
  await expect(page.getByText(/^derived from the message UID/)).toHaveCount(0);
  await expect.poll(() => words(field('Downloads'))).toBe(String(file.downloadCount));
  await expect.poll(() => words(field('URL'))).toBe(file.url);

  for (const [button, text] of [['Copy the message UID', uid], ['Copy the time as ISO 8601', time.toISOString()], ['Copy URL', file.url]]) {
    await page.getByRole('button', { name: button }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    await expect.poll(() => pasted(context)).toBe(text);
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
    await expect(page.getByRole('link', { name, exact: true })).toHaveAttribute('href', href);
  }
  await page.getByText('Answer as JSON, fields: 8').click();
  await page.getByText(`"messageUid": ${uid},`).waitFor();
  await page.getByRole('button', { name: 'Copy JSON' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  await expect.poll(async () => (await pasted(context)).includes(`"messageUid": ${uid},`)).toBe(true);
});

test('what the documented call for one file lacks is said, and the time is derived', async (t) => {
  const file = fileAt('.txt');
  const { page, field } = await opened(t, 'documented', file.messageUid);
  for (const name of ['Sender', 'Conversation', 'Downloads']) await expect.poll(() => words(field(name))).toBe('not given by this server');
  await expect(field('Sent').locator('time')).toHaveAttribute('datetime', new Date(file.timestamp).toISOString());
  await expect.poll(() => words(field('Sent'))).toMatch(/derived from the message UID, since this server gives no time$/);
  await page.getByText(/^Asked for one message, this server gives only its UID, name, URL and size\./).waitFor();
  await expect(page.getByRole('link', { name: /conversation’s files|’s settings/ })).toHaveCount(0);
});

test('a row that came otherwise than it should is shown as it came, and nothing of it runs', async (t) => {
  const uid = '75735276990792721';
  const { page, field } = await opened(t, 'odd', uid);
  await expect.poll(() => words(field('Name'))).toMatch(/^<img src=x onerror=.*>U\+202Egpj\.exe/);
  await expect.poll(() => words(field('Sender'))).toMatch(/^<img src=x onerror=.*>U\+202Egpj\.exe/);
  await expect.poll(() => words(field('Size'))).toBe('"many" as the server sent it, not understood');
  await expect.poll(() => words(field('Conversation'))).toMatch(/^Type 42 t line -1/);
  await expect.poll(() => words(field('Sent')), { message: 'no calendar has it' }).toMatch(/^9223372036854775807 /);
  await expect.poll(() => words(field('Downloads'))).toBe('not given by this server');
  await page.getByRole('heading', { name: 'Fields that Firetower does not know' }).waitFor();
  await expect.poll(async () => [await words(field('md5')), await words(field('sequence'))]).toStrictEqual(['"<b>"', '9007199254740993']);
  await page.getByText('Answer as JSON, fields: 10').click();
  await page.getByText('"sequence": 9007199254740993,').waitFor();
  await expect(page.locator('html')).not.toHaveAttribute('data-foreign-script');
  await expect.poll(() => overflow(page)).toBe(0);
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
    await expect(page.getByRole('link', { name: 'Open in a new tab' }), reason).toHaveCount(0);
    await expect(field('URL').getByRole('link'), reason).toHaveCount(0);
    await expect(preview, reason).toHaveCount(0);
  }
  // The demo's own, whose simulator has such addresses too.
  assert.ok(FILES.some(({ url }) => url === 'file:///etc/passwd'));
  await expect(page.locator('a[href^="javascript:"], a[href^="data:"], a[href^="file:"]')).toHaveCount(0);
  // A host that no policy can name, and a kind that is not shown: links all the same.
  await show('10');
  await page.getByText(/^No preview: a security policy cannot name an IPv6 address such as \[::1\]:9\./).waitFor();
  await show('11');
  await page.getByText('No preview: only images, audio, video and text are shown here.').waitFor();
  await page.getByRole('link', { name: 'Open in a new tab' }).waitFor();
  assert.deepEqual(fetched.map((request) => request.url()), []);
});

test('the panel of a list shows a file in full, on a phone too, and is accessible', async (t) => {
  const file = fileAt('.jpg');
  const { page } = await pages(t, made.url).open({ viewport: PHONE, theme: 'dark', lang: 'zh', refresh: 'off', connections: [{ slug: 'sdk' }] });
  await signIn(page, `/c/sdk/files?view=user&user=u0001&size=200&open=${file.messageUid}`, made.servers.sdk.secret);
  const panel = page.getByRole('region', { name: '文件详情' });
  await panel.getByText(file.messageUid, { exact: true }).waitFor();
  await panel.getByText(file.url, { exact: true }).waitFor();
  await panel.getByRole('button', { name: '显示预览' }).waitFor();
  await panel.getByRole('link', { name: '此消息' }).waitFor();
  await expect.poll(() => overflow(page)).toBe(0);
  await axe(page);
});

test('the detail is used by the keyboard alone, fits a phone, and is accessible in both themes and languages', async (t) => {
  const file = FILES.find(({ name, url }) => name.length === 255 && url?.startsWith('http')) ?? fileAt('.png');
  const { page } = await opened(t, 'sdk', fileAt('.txt').messageUid, { viewport: PHONE });
  const button = page.getByRole('button', { name: 'Show preview' });
  await button.focus();
  await page.keyboard.press('Enter');
  await page.getByText(/<b>not bold<\/b>/).waitFor();
  await page.keyboard.press('Tab');
  await expect.poll(() => page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent)).toMatch(/Copy the name/);
  await page.getByText(/^Answer as JSON/).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Copy JSON' }).waitFor();
  await expect.poll(() => overflow(page)).toBe(0);
  await axe(page);
  await reloadWith(page, { theme: 'dark', lang: 'zh' });
  await page.goto(`/c/sdk/files?view=message&uid=${file.messageUid}`);
  await enterSecret(page, made.servers.sdk.secret);
  await page.getByRole('term').filter({ hasText: '消息 UID' }).waitFor();
  await settled(page);
  await expect.poll(() => overflow(page)).toBe(0);
  await axe(page);
});
