// A fresh browser profile with one page in it, watched from its first request on.

import { browser as sharedBrowser } from './browser.mjs';
import { listenForNoise } from './noise.mjs';
import { watchForSecrets } from './secret-scan.mjs';

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** The dashboard's own key for each thing it remembers. */
const KEYS = { theme: 'firetower.theme', lang: 'firetower.lang', refresh: 'firetower.refresh' };

/**
 * Opens a page whose relative addresses start at `baseURL`.
 *
 * `theme` ("light" | "dark"), `lang` ("en" | "zh") and `refresh` ("off" | "5s" | …) are as if chosen before;
 * `connections` are known to the browser, without secrets: `{ slug, name?, address?, environment?, file_origins?, read_only? }`.
 * `browser` is the test file's own where none is given. `httpCredentials` is what is typed into the browser's own prompt for
 * a name and password; without it, the prompt stays open for ever.
 */
export async function openPage(baseURL, options = {}) {
  const { theme = 'light', lang = 'en', refresh, viewport = DESKTOP, connections } = options;
  const context = await (options.browser ?? (await sharedBrowser())).newContext({
    baseURL,
    viewport,
    locale: 'en-GB',
    timezoneId: 'Asia/Shanghai',
    colorScheme: theme,
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
    // A test's nginx has a certificate that nobody signed.
    ignoreHTTPSErrors: true,
    httpCredentials: options.httpCredentials,
  });
  const secrets = watchForSecrets(context);
  await remember(context, stored({ theme, lang, refresh, connections }));
  const page = await context.newPage();
  const noise = listenForNoise(page);
  return { page, context, noise, secrets, close: () => context.close() };
}

function stored({ theme, lang, refresh, connections }) {
  const entries = Object.entries({ theme, lang, refresh }).filter(([, value]) => value !== undefined);
  const values = Object.fromEntries(entries.map(([name, value]) => [KEYS[name], value]));
  if (connections) {
    const whole = connections.map(({ slug, name = slug, address = `/im/${slug}`, environment = 'test', ...rest }) => ({
      slug, name, address, environment, ...rest,
    }));
    values['firetower.connections'] = JSON.stringify({ version: 1, connections: whole });
  }
  return values;
}

/** Puts values into local storage before the page's first load, and not again: a reload finds what the page left. */
async function remember(context, values) {
  await context.addInitScript((values) => {
    const MARK = 'firetower-test.remembered';
    if (window !== window.top || sessionStorage.getItem(MARK)) return;
    sessionStorage.setItem(MARK, 'yes');
    for (const [key, value] of Object.entries(values)) localStorage.setItem(key, value);
  }, values);
}

/** Changes theme or language as the dashboard stores them, and reloads. */
export async function reloadWith(page, chosen) {
  await page.evaluate((values) => {
    for (const [key, value] of Object.entries(values)) localStorage.setItem(key, value);
  }, stored(chosen));
  await page.reload();
}

/** Waits until the page has its title and nothing on it says that it is loading. */
export async function settled(page) {
  await page.getByRole('heading', { level: 1 }).waitFor();
  // The page that stands in for a broken app has a title too.
  if (await page.locator('.fallen').count()) throw new Error(`the app is broken: ${await page.locator('.fallen').innerText()}`);
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
}

/** Takes away again what `fillStorage` put there. */
export const emptyStorage = (page) => page.evaluate(() => {
  for (const key of Object.keys(localStorage).filter((key) => key.startsWith('full-'))) localStorage.removeItem(key);
});

/** Leaves no room in the storage of the page's origin, to the last letter. */
export const fillStorage = (page) => page.evaluate(() => {
  let size = 1 << 22;
  for (let key = 0; size > 0; key += 1) {
    try {
      localStorage.setItem(`full-${key}`, 'x'.repeat(size));
    } catch {
      size >>= 1;
    }
  }
});
