// The harness itself: what it promises to notice, it notices.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';

import { axe } from '../harness/axe.mjs';
import { startFiretower } from '../harness/process.mjs';
import { reloadWith } from '../harness/page.mjs';
import { pages } from '../harness/world.mjs';

const GOOD = '<!doctype html><html lang="en"><title>t</title><link rel="icon" href="data:,"><main><h1>Good</h1></main></html>';

/** Serves one page under every address. */
async function served(t, html = GOOD) {
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(html));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return pages(t, `http://127.0.0.1:${server.address().port}`);
}

test('a silent page passes', async (t) => {
  const { open } = await served(t);
  const { page, noise, secrets } = await open();
  await page.goto('/');
  noise.check();
  await secrets.check(['hunter2']);
  await axe(page);
});

test('noise is heard, the browser\'s own lines are not', async (t) => {
  const { open } = await served(t);
  const { page, noise } = await open({ mayBeNoisy: true });
  await page.goto('/');
  await page.evaluate(() => console.error('Failed to load resource: the server responded with a status of 502'));
  noise.check();
  await page.evaluate(() => console.debug('left in'));
  assert.throws(() => noise.check(), /console\.debug: left in/);
});

test('an uncaught error is noise', async (t) => {
  const { open } = await served(t, `${GOOD}<script>throw new Error('boom')</script>`);
  const { page, noise } = await open({ mayBeNoisy: true });
  await page.goto('/');
  assert.throws(() => noise.check(), /uncaught: boom/);
});

const LEAKS = {
  'a request': (secret) => fetch(`/?q=${encodeURIComponent(secret)}`),
  'a request header': (secret) => fetch('/', { headers: { 'x-secret': secret } }),
  'a request body': (secret) => fetch('/', { method: 'POST', body: JSON.stringify({ secret }) }),
  'local storage': (secret) => localStorage.setItem('k', btoa(`{"a":"${secret}"}`)),
  'session storage': (secret) => sessionStorage.setItem('k', secret),
  IndexedDB: (secret) =>
    new Promise((resolve) => {
      const opening = indexedDB.open('d');
      opening.onupgradeneeded = () => opening.result.createObjectStore('s').put({ secret }, 1);
      opening.onsuccess = () => resolve(opening.result.close());
    }),
  'IndexedDB, as bytes': (secret) =>
    new Promise((resolve) => {
      const opening = indexedDB.open('d');
      opening.onupgradeneeded = () => opening.result.createObjectStore('s').put({ bytes: new TextEncoder().encode(`a${secret}`) }, 1);
      opening.onsuccess = () => resolve(opening.result.close());
    }),
  'a cache': async (secret) => (await caches.open('c')).put('/kept', new Response(secret)),
  'a cookie': (secret) => { document.cookie = `k=${[...new TextEncoder().encode(secret)].map((byte) => byte.toString(16).toUpperCase()).join('')}`; },
  'the window\'s name': (secret) => { window.name = secret; },
  'the address': (secret) => { history.pushState(null, '', `#${encodeURIComponent(secret)}`); history.back(); },
  'a field': (secret) => {
    const field = document.querySelector('main').appendChild(document.createElement('input'));
    field.value = secret;
  },
  'an attribute of the page': (secret) => document.querySelector('h1').setAttribute('data-x', encodeURIComponent(secret)),
  'the download a.txt': (secret) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([secret]));
    link.download = 'a.txt';
    link.click();
  },
  'the history entry': (secret) => history.replaceState({ secret }, ''),
  'the page': (secret) => document.querySelector('h1').append(secret),
  'a console message': (secret) => console.log(secret),
};

/** What the scan calls it. */
const named = (place) => place.replace(/^(a request) .*|, as bytes$|^an attribute of /, '$1');

/** Written otherwise in JSON, in HTML, in an address and in a form, and each of them has its own reasons. */
const AWKWARD = 'hunter2 "\\/<?&+%2b\'';

for (const [place, leak] of Object.entries(LEAKS)) {
  test(`a secret in ${place} is found, and not repeated`, async (t) => {
    const { open } = await served(t);
    const { page, secrets } = await open({ mayBeNoisy: true });
    await page.goto('/');
    const came = place.startsWith('the download') ? page.waitForEvent('download') : undefined;
    await page.evaluate(leak, AWKWARD);
    await came;
    await assert.rejects(secrets.check([AWKWARD]), (problem) => {
      assert.match(problem.message, new RegExp(named(place)));
      assert.doesNotMatch(problem.message, /hunter2/);
      return true;
    });
    const kept = secrets.checkKept([AWKWARD]);
    await (place.startsWith('a request') ? kept : assert.rejects(kept, new RegExp(named(place))));
  });
}

const base64 = (text) => Buffer.from(text).toString('base64');
const bytes = (text) => [...Buffer.from(text)];
const json = (text) => JSON.stringify({ text });
const FORMS = {
  'as it is': (text) => text,
  'in JSON': json,
  'in JSON that is in JSON, which is in JSON': (text) => json(json(json(text))),
  'in JSON of ASCII alone': (text) => json(text).replace(/[^\0-\x7f]/g, (unit) => `\\u00${unit.charCodeAt(0).toString(16)}`),
  'in JSON whose every letter is escaped': (text) => [...text].map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  'in a text of HTML': (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
  'in an attribute of HTML': (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&#x27;'),
  'in HTML, by numbers': (text) => [...text].map((unit) => `&#${unit.charCodeAt(0)};`).join(''),
  'in a query': (text) => `?q=${encodeURIComponent(text)}`,
  'in an address, with what may stand there': (text) => encodeURI(text),
  'with each byte in percent, in small letters': (text) => bytes(text).map((byte) => `%${byte.toString(16)}`).join(''),
  'in a form': (text) => new URLSearchParams({ a: '1', q: text }).toString(),
  'in a form, in JSON': (text) => json(new URLSearchParams({ q: text }).toString()),
  'in JSON, in a query': (text) => `?q=${encodeURIComponent(json(text))}`,
  'in base64': base64,
  'in base64, one byte on': (text) => base64(`a${text}b`),
  'in base64, two bytes on': (text) => base64(`ab${text}abc`),
  'in base64 of addresses': (text) => Buffer.from(text).toString('base64url'),
  'in base64, in a query': (text) => `?q=${encodeURIComponent(base64(text))}`,
  'in JSON, in base64': (text) => base64(json(text)),
  'in a form, in base64': (text) => base64(new URLSearchParams({ q: text }).toString()),
  'in hex': (text) => Buffer.from(text).toString('hex'),
  'in capital hex': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  'in JSON, in hex': (text) => Buffer.from(json(text)).toString('hex'),
  'as bytes': (text) => `[${bytes(text).join(', ')}]`,
  'as bytes with their numbers': (text) => JSON.stringify(new Uint8Array(bytes(text))),
};

test('a secret is found in each form in which it may travel, and nothing else is', async (t) => {
  const { open } = await served(t);
  const { page, secrets } = await open();
  await page.goto('/');
  const secret = `${AWKWARD}ü~!*()`;
  for (const [form, put] of Object.entries(FORMS)) {
    await assert.rejects(secrets.check([secret], { elsewhere: { 'the log': `before ${put(secret)} after` } }), /the log/, form);
    await secrets.check([secret.replace('2', '3')], { elsewhere: { 'the log': `before ${put(secret)} after` } });
  }
});

test('a secret in a place’s name is found there, and not repeated', async (t) => {
  const { open } = await served(t);
  const { page, secrets } = await open();
  await page.goto('/');
  await page.evaluate(() => fetch('/files/hunter2'));
  await assert.rejects(secrets.check(['hunter2']), { message: 'a secret lies in:\n  a request' });
});

test('a masked field counts where it is asked for, and other places where they are given', async (t) => {
  const { open } = await served(t, GOOD.replace('</main>', '<form><input type="password" autocomplete="off" aria-label="Secret"></form></main>'));
  const { page, secrets } = await open();
  await page.goto('/');
  await page.getByLabel('Secret').fill('hunter2');
  await secrets.check(['hunter2']);
  await assert.rejects(secrets.check(['hunter2'], { fields: true }), /a field/);
  await assert.rejects(secrets.check(['hunter2'], { elsewhere: { 'the log': 'aHVudGVyMg==' } }), /the log/);
});

test('axe names what is wrong', async (t) => {
  const { open } = await served(t, '<!doctype html><html><title>t</title><main><h1>t</h1><input></main></html>');
  const { page } = await open();
  await page.goto('/');
  await assert.rejects(axe(page), /html-has-lang[\s\S]*label/);
});

test('choices are there before the first load and stay changed after a reload', async (t) => {
  const { open } = await served(t);
  const { page } = await open({ theme: 'dark', lang: 'zh', connections: [{ slug: 'a' }] });
  const read = () => page.evaluate(() => ['theme', 'lang', 'connections'].map((key) => localStorage[`firetower.${key}`]));
  await page.goto('/');
  const [theme, lang, connections] = await read();
  assert.deepEqual([theme, lang], ['dark', 'zh']);
  assert.equal(JSON.parse(connections).connections[0].address, '/im/a');
  await reloadWith(page, { theme: 'light' });
  assert.deepEqual((await read()).slice(0, 2), ['light', 'zh']);
});

test('a process that ends before it is ready says why', async () => {
  const program = process.execPath;
  await assert.rejects(startFiretower(['-e', 'console.error("no dist"); process.exit(3)'], { program }), /3:\nno dist/);
  await assert.rejects(startFiretower(['x'], { program: 'firetower-no-such-program' }), /does not start/);
});

test('a process is ready when it says so, and ends when asked to', async () => {
  const program = process.execPath;
  const script = 'console.log("listening on http://127.0.0.1:9"); setInterval(() => {}, 1000)';
  const started = await startFiretower(['-e', script], { program });
  assert.equal(started.url, 'http://127.0.0.1:9');
  await started.stop();
  await started.stop();
});
