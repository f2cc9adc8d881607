// Looks for a secret wherever a page could leave it, in whatever form it travels.

import { readFile } from 'node:fs/promises';

import { listenForNoise } from './noise.mjs';

/** What a text may be escaped with, any of it within any other, and what it says without. */
const UNESCAPE = [fromJson, fromHtml, fromPercent, fromForm];

/** JSON in a value that is JSON, in a store that is read as JSON, and there in an address. */
const DEEPEST = 4;

const LETTERS = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', 0: '\0' };
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** Of any letter, whether it had to be escaped or not; of Rust's and JavaScript's own ways too. */
function fromJson(text) {
  return text.replace(/\\(?:u([\da-f]{4})|u\{([\da-f]{1,6})\}|x([\da-f]{2})|([^ux]))/gi, (whole, four, braced, two, letter) =>
    letter ? LETTERS[letter] ?? letter : character(parseInt(four ?? braced ?? two, 16), whole));
}

function fromHtml(text) {
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|([a-z]+));?/gi, (whole, hex, decimal, name) =>
    name ? ENTITIES[name] ?? whole : character(hex ? parseInt(hex, 16) : Number(decimal), whole));
}

function fromPercent(text) {
  return text.replace(/(?:%[\da-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString());
}

function fromForm(text) {
  return fromPercent(text.replaceAll('+', ' '));
}

const character = (code, otherwise) => (code <= 0x10ffff ? String.fromCodePoint(code) : otherwise);

/** The text, and all that it says with its escapes undone. */
function readings(text) {
  const found = new Set([text]);
  let last = [text];
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const next = last.flatMap((text) => UNESCAPE.map((unescape) => unescape(text)));
    last = [...new Set(next)].filter((text) => !found.has(text));
    last.forEach((text) => found.add(text));
  }
  return [...found].map(read);
}

/** The escaped forms that may lie in base64 or as bytes, where no escape can be undone. */
function escaped(secret) {
  const json = JSON.stringify(secret).slice(1, -1);
  const ascii = json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const html = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const form = new URLSearchParams({ '': secret }).toString().slice(1);
  const quoted = [html, html.replaceAll('"', '&quot;'), html.replaceAll('"', '&quot;').replaceAll("'", '&#39;')];
  return [...new Set([secret, json, ascii, ...quoted, encodeURIComponent(secret), form])];
}

/** Whether readings say the secret: as it is, in base64 of both alphabets, as hex or as a list of bytes. */
function finder(secret) {
  const bytes = escaped(secret).map((text) => Buffer.from(text));
  const plain = [secret, bytes[0].toString('latin1'), ...bytes.flatMap(inBase64)];
  const hex = bytes.map((bytes) => bytes.toString('hex'));
  const lists = bytes.map((bytes) => `,${bytes.join(',')},`);
  return (all) => all.some((read) => plain.some((form) => read.text.includes(form))
    || hex.some((form) => read.hex.includes(form)) || lists.some((form) => read.lists.includes(form)));
}

/** What of a text may be bytes is set apart: it is short, and many secrets are looked for. */
const read = (text) => ({
  text,
  hex: (text.match(/[\da-f]{8,}/gi) ?? []).join(' ').toLowerCase(),
  // With the number of each before it, as JSON has it of an array of bytes.
  lists: (text.match(/\d{1,3}(?:\s*,\s*(?:"\d+":\s*)?\d{1,3}(?!\d)){3,}/g) ?? [])
    .map((list) => `,${list.replace(/"\d+":|\s/g, '')},`).join(' '),
});

function inBase64(bytes) {
  // Three bytes are four characters of base64: inside a longer text, it may begin at any of the three. What its
  // neighbours take part in is cut off.
  const base64 = [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64').replace(/=+$/, '');
    return whole.slice([0, 2, 3][before], (bytes.length + before) % 3 === 0 ? undefined : -1);
  });
  return [...base64, ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))];
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
  const finders = secrets.map(finder);
  const holds = (text) => {
    const all = readings(text);
    return finders.some((finds) => finds(all));
  };
  const found = places.filter(({ name, text }) => holds(name) || holds(text))
    // A name that holds it is not said in full.
    .map(({ name }) => (holds(name) ? name.split(' ', 2).join(' ') : name));
  if (found.length > 0) throw new Error(`a secret lies in:\n  ${[...new Set(found)].join('\n  ')}`);
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
