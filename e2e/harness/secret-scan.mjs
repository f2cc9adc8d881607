// Looks for a secret wherever a page could leave it.

import { readFile } from 'node:fs/promises';

import { listenForNoise } from './noise.mjs';

/** The forms in which a text travels: as it is, in a URL, in base64 of both alphabets, as hex and as a list of bytes. */
function forms(secret) {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString('hex');
  // Three bytes are four characters of base64: inside a longer text, it may begin at any of the three. What its
  // neighbours take part in is cut off.
  const base64 = [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64').replace(/=+$/, '');
    return whole.slice([0, 2, 3][before], (bytes.length + before) % 3 === 0 ? undefined : -1);
  });
  const ofUrls = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  return [secret, encodeURIComponent(secret), hex, hex.toUpperCase(), [...bytes].join(','), ...base64, ...ofUrls];
}

/**
 * Records every request, console line, address and download of a browser context from now on.
 *
 * `check(secrets)` also reads what the open pages show, hold in their fields and store, and throws with the places that
 * hold one of the secrets. It never says the secret itself. `checkKept` leaves out the requests: a signature must be
 * sent, and kept nowhere. `elsewhere` are further places, `{ name: text }`, such as a log or the clipboard; with `fields`,
 * what was typed into a masked field counts as well. What is named in `except` is not looked at.
 */
export function watchForSecrets(context) {
  const [requests, consoles, addresses, downloads] = [[], [], [], []];
  const watch = (page) => {
    consoles.push(listenForNoise(page).heard);
    page.on('framenavigated', (frame) => addresses.push(frame.url()));
    page.on('download', (download) => downloads.push(download));
  };
  context.on('page', watch);
  context.pages().forEach(watch);
  context.on('request', (request) => requests.push(request));

  async function kept({ elsewhere = {}, fields = false, except = [] } = {}) {
    if (requests.length === 0) throw new Error('the scan saw no request: start it before the page is opened');
    const places = [
      ...consoles.flat().map((text) => ({ name: 'a console message', text })),
      ...addresses.map((text) => ({ name: 'the address', text })),
      ...(await Promise.all(downloads.map(describeDownload))),
      ...(await Promise.all(context.pages().map((page) => describePage(page, fields)))).flat(),
      { name: 'a cookie', text: JSON.stringify(await context.cookies()) },
      ...Object.entries(elsewhere).map(([name, text]) => ({ name, text })),
    ];
    const unknown = except.filter((name) => !places.some((place) => place.name === name));
    if (unknown.length > 0) throw new Error(`the scan knows no ${unknown.join(', ')}`);
    return places.filter(({ name }) => !except.includes(name));
  }

  return {
    async check(secrets, options) {
      refuse(secrets, [...(await Promise.all(requests.map(describeRequest))), ...(await kept(options))]);
    },
    async checkKept(secrets, options) {
      refuse(secrets, await kept(options));
    },
  };
}

function refuse(secrets, places) {
  const wanted = secrets.flatMap(forms);
  const found = places.filter(({ text }) => wanted.some((secret) => text.includes(secret)));
  if (found.length > 0) {
    throw new Error(`a secret lies in:\n  ${[...new Set(found.map(({ name }) => name))].join('\n  ')}`);
  }
}

async function describeRequest(request) {
  const headers = await request.allHeaders().catch(() => request.headers());
  return {
    name: `a request to ${new URL(request.url()).pathname}`,
    text: [request.url(), JSON.stringify(headers), request.postData() ?? ''].join('\n'),
  };
}

async function describeDownload(download) {
  const path = await download.path();
  return { name: `the download ${download.suggestedFilename()}`, text: path ? await readFile(path, 'utf8') : '' };
}

async function describePage(page, fields) {
  const stored = await page.evaluate(readStores, fields);
  const named = { localStorage: 'local storage', sessionStorage: 'session storage', indexedDB: 'IndexedDB',
    caches: 'a cache', history: 'the history entry', name: 'the window\'s name', page: 'the page', fields: 'a field' };
  return [
    { name: 'the address', text: page.url() },
    ...Object.entries(named).map(([key, name]) => ({ name, text: stored[key] })),
  ];
}

/** Runs in the page. */
async function readStores(masked) {
  // Bytes as the characters that they are, since JSON would show none of them.
  const readable = (_, value) => {
    if (!(value instanceof ArrayBuffer || ArrayBuffer.isView(value))) return value;
    const bytes = new Uint8Array(value.buffer ?? value, value.byteOffset ?? 0, value.byteLength);
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  };
  const readDatabase = (name) =>
    new Promise((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = async () => {
        const database = opening.result;
        const read = (store) =>
          new Promise((done, fail) => {
            const objects = database.transaction(store).objectStore(store);
            const [keys, values] = [objects.getAllKeys(), objects.getAll()];
            values.onerror = () => fail(values.error);
            values.onsuccess = () => done([keys.result, values.result]);
          });
        const stores = await Promise.all([...database.objectStoreNames].map(read));
        database.close();
        resolve(stores);
      };
    });
  const databases = await Promise.all((await indexedDB.databases()).map(({ name }) => readDatabase(name)));
  const cached = [];
  // Only secure origins have caches.
  for (const name of (await globalThis.caches?.keys()) ?? []) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      cached.push(request.url, await (await cache.match(request)).text());
    }
  }
  return {
    localStorage: JSON.stringify({ ...localStorage }),
    sessionStorage: JSON.stringify({ ...sessionStorage }),
    indexedDB: JSON.stringify(databases, readable),
    caches: cached.join('\n'),
    history: JSON.stringify(history.state) ?? '',
    name: window.name,
    page: document.documentElement.outerHTML,
    fields: [...document.querySelectorAll('input, textarea, select, output')]
      .filter((field) => masked || field.type !== 'password').map((field) => field.value).join('\n'),
  };
}
