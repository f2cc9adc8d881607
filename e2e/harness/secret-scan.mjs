// Looks for a secret wherever a page could leave it.

import { listenForNoise } from './noise.mjs';

/** The forms in which a text travels: as it is, in a URL, in base64 and as hex. */
function forms(secret) {
  const bytes = Buffer.from(secret);
  // Three bytes are four characters of base64: inside a longer text, it may begin at any of the three. What its
  // neighbours take part in is cut off.
  const base64 = [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64').replace(/=+$/, '');
    return whole.slice([0, 2, 3][before], (bytes.length + before) % 3 === 0 ? undefined : -1);
  });
  return [secret, encodeURIComponent(secret), bytes.toString('hex'), ...base64];
}

/**
 * Records every request and console line of a browser context from now on.
 *
 * `check(secrets)` also reads what the open pages show and store, and throws with the places that hold one of the
 * secrets. It never says the secret itself. `checkKept` leaves out the requests: a signature must be sent, and kept
 * nowhere.
 */
export function watchForSecrets(context) {
  const requests = [];
  const consoles = [];
  const watch = (page) => consoles.push(listenForNoise(page).heard);
  context.on('page', watch);
  context.pages().forEach(watch);
  context.on('request', (request) => requests.push(request));

  async function kept() {
    if (requests.length === 0) throw new Error('the scan saw no request: start it before the page is opened');
    return [
      ...consoles.flat().map((text) => ({ name: 'a console message', text })),
      ...(await Promise.all(context.pages().map(describePage))).flat(),
      { name: 'a cookie', text: JSON.stringify(await context.cookies()) },
    ];
  }

  return {
    async check(secrets) {
      refuse(secrets, [...(await Promise.all(requests.map(describeRequest))), ...(await kept())]);
    },
    async checkKept(secrets) {
      refuse(secrets, await kept());
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

async function describePage(page) {
  const stored = await page.evaluate(readStores);
  const named = { localStorage: 'local storage', sessionStorage: 'session storage', indexedDB: 'IndexedDB',
    caches: 'a cache', history: 'the history entry', name: 'the window\'s name', page: 'the page' };
  return [
    { name: 'the address', text: page.url() },
    ...Object.entries(named).map(([key, name]) => ({ name, text: stored[key] })),
  ];
}

/** Runs in the page. */
async function readStores() {
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
    indexedDB: JSON.stringify(databases),
    caches: cached.join('\n'),
    history: JSON.stringify(history.state) ?? '',
    name: window.name,
    page: document.documentElement.outerHTML,
  };
}
