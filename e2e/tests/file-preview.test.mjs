// The preview of a file: only from allowed origins, only on a click, and explained where there is none.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { expect } from '../harness/expect.mjs';
import { newestFiles, openFile, rowServer, webServer } from '../harness/file.mjs';
import { overflow } from '../harness/files.mjs';
import { until } from '../harness/sign-in.mjs';
import { demo, world } from '../harness/world.mjs';

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
/** Allowed by a connection alone, so that the page's policy stands in the way. */
const elsewhere = await webServer((_, response) => response.writeHead(200, { ...CORS, ...TEXT }).end('text'));
/** Allowed by the connection, and by a policy that was written by hand: the page is not told of it. */
const byHand = await webServer((_, response) => response.writeHead(200, { ...CORS, ...TEXT }).end('allowed by hand'));
let slow = 'not asked';
const store = await webServer(({ url }, response) => {
  if (url === '/away.png') return response.writeHead(302, { location: `${elsewhere.url}/a.png` }).end();
  if (url === '/slow.txt') {
    slow = 'waits';
    response.on('close', () => { slow = 'ended'; });
    return response.writeHead(200, { ...CORS, ...TEXT }).write('and so on');
  }
  const [status, headers, content] = STORED[url] ?? [404, {}, ''];
  return response.writeHead(status, headers).end(content);
});
/** Rows whose files lie there, by UID. */
const at = (uid, url, name) => ({ messageUid: uid, name, url });
const ROWS = {
  20: at(20, `${store.url}/gone.txt`),
  21: at(21, `${store.url}/hidden.txt`),
  22: at(22, `${store.url}/gbk.txt`, '  '),
  23: at(23, `${store.url}/empty.txt`),
  24: at(24, `${store.url}/big.log`, 'big.log'),
  25: at(25, `${store.url}/page.png`, 'page.png'),
  26: at(26, 'http://127.0.0.1:1/dead.png', 'dead.png'),
  27: at(27, `${store.url}/away.png`, 'away.png'),
  28: at(28, `${store.url}/slow.txt`, 'slow.txt'),
  29: at(29, `${byHand.url}/a.txt`, 'a.txt'),
  30: at(30, `${elsewhere.url}/a.png`, 'a.png'),
  31: at(31, `${elsewhere.url}/a.txt`, 'a.txt'),
  32: at(32, `${elsewhere.url}/a.mp3`, 'a.mp3'),
};
const odd = await rowServer(ROWS);
const made = await world({ after }, {
  servers: {
    sdk: { edition: 'professional', dialect: 'sdk', data: 'demo' },
    documented: { edition: 'professional', dialect: 'documented', data: 'demo' },
  },
  // The other server's files may not be shown.
  serve: ({ sdk }) => [
    ...[sdk.url, store.url, 'http://127.0.0.1:1'].flatMap((origin) => ['--file-src', origin]),
    '--connect-src', byHand.url,
    '--upstream', `odd=${odd.url}`,
  ],
});
const FILES = await newestFiles(made.servers.sdk);
const fileAt = (ending) => FILES.find(({ url }) => url?.endsWith(ending));
const opened = (t, slug, uid, options) => openFile(t, made, slug, uid, options);

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
  await expect(page.locator('html'), 'a script in an svg ran').not.toHaveAttribute('data-foreign-script');
});

test('an origin that nobody allowed is not shown but opened, and the way to allow it is told', async (t) => {
  const { page, context, fetched, preview } = await opened(t, 'documented', fileAt('.txt').messageUid);
  const origin = made.servers.documented.url;
  await expect(preview).toHaveCount(0);
  await page.getByText(`No preview: ${origin} is not allowed`).click();
  await page.getByText(`have the gateway started with --file-src ${origin}`).waitFor();
  assert.deepEqual(fetched.map((request) => request.url()), []);

  const link = page.getByRole('link', { name: 'Open in a new tab' });
  await expect.poll(async () => [await link.getAttribute('target'), await link.getAttribute('rel'), await link.getAttribute('referrerpolicy')]).toStrictEqual(['_blank', 'noopener noreferrer', 'no-referrer']);
  const [tab] = await Promise.all([context.waitForEvent('page'), link.click()]);
  await tab.getByText('<b>not bold</b>').waitFor();
  await expect.poll(() => tab.evaluate(() => window.opener)).toBe(null);
  assert.equal((await fetched[0].allHeaders()).referer, undefined);
  await tab.close();
  await page.getByRole('link', { name: 'File origins of this connection' }).click();
  await page.getByRole('textbox', { name: /^File origins/ }).waitFor();
});

test('an origin that the connection allows is shown where the page’s policy lets it', async (t) => {
  const connections = [{ slug: 'odd', file_origins: [byHand.url] }];
  const { preview } = await opened(t, 'odd', '29', { connections });
  await preview.getByRole('button', { name: 'Show preview' }).click();
  await preview.getByText('allowed by hand').waitFor();
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
  // A file store that is allowed, and sends the browser on to one that is not.
  await show('27');
  await preview.getByRole('button', { name: 'Show preview' }).click();
  await preview.getByText(/the file store redirects to another origin, which must be listed too\.$/).waitFor();
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
  await expect(page.locator('html')).not.toHaveAttribute('data-foreign-script');
});

test('a text is read in its own encoding, up to a limit', async (t) => {
  const { page, show, preview } = await opened(t, 'odd', '22');
  const text = preview.getByRole('region', { name: /^Text of/ });
  await preview.getByRole('button', { name: 'Show preview' }).click();
  await expect(text).toHaveText('年报', { useInnerText: true });
  await preview.getByText('Read as gb18030, since it is not UTF-8.').waitFor();
  await show('23');
  await preview.getByRole('button', { name: 'Show preview' }).click();
  await preview.getByText('The file is empty.').waitFor();
  await show('24');
  await preview.getByRole('button', { name: 'Show preview' }).click();
  await preview.getByText('Only the first 256 KiB are read.').waitFor();
  await expect.poll(async () => (await text.textContent()).length).toBe(256 * 1024);
  await expect.poll(() => overflow(page)).toBe(0);
});

test('a text that is still being read is let go when its file is left', async (t) => {
  const { show, preview } = await opened(t, 'odd', '28');
  await preview.getByRole('button', { name: 'Show preview' }).click();
  await until('the file is asked for', () => slow === 'waits');
  await show('23');
  await until('the reading ends', () => slow === 'ended');
});

test('the demo shows its own files without being told to', async (t) => {
  const { open } = await demo(t);
  const { page } = await open({ refresh: 'off' });
  await page.goto(`/c/demo/files?view=message&uid=${fileAt('.png').messageUid}`);
  await page.getByRole('button', { name: 'Show preview' }).click();
  await page.waitForFunction(() => document.querySelector('[aria-label="Preview"] img')?.naturalWidth > 0);
});
