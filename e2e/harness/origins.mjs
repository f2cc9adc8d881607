// The same dashboard on an origin that browsers call secure and on one that they don't.
//
// On plain http under a name, as on many an intranet, there is no `crypto.subtle`, no clipboard for scripts and no cache
// storage. Tests open http://127.0.0.1 otherwise, which browsers take for secure.

import { startNginx } from './nginx.mjs';
import { demo, pages, world } from './world.mjs';

/** The name of both origins; the browser finds it at 127.0.0.1 (`browser.mjs`). */
export const HOST = 'ft.test';

/** What makes `firetower serve` and `firetower demo` answer under that name. */
const ALLOWED = ['--allow-host', HOST];

/** https://ft.test, by an nginx before what answers at `url`; it ends with `t`. */
async function secureWay(t, url) {
  const nginx = await startNginx(
    { dashboard: { https: true, lines: `location / { proxy_pass ${url}; proxy_set_header Host $http_host; }` } },
    { host: HOST },
  );
  t.after(() => nginx.stop());
  return nginx.urls.dashboard;
}

/** http://ft.test: a page from there has no secure context. */
const plainWay = (_, url) => url.replace('127.0.0.1', HOST);

/** What answers at `url`, on an origin of each kind; it ends with `t`. */
export const waysTo = async (t, url) => ({ secure: await secureWay(t, url), plain: plainWay(t, url) });

const ORIGINS = [
  { name: 'a secure origin', isSecure: true, way: secureWay },
  { name: 'a plain-http origin', isSecure: false, way: plainWay },
];

/**
 * The body of a test that runs `fn(t, at)` on each origin. `at.world(t, options)` is `world`, whose `url` and pages are of that
 * origin, as are those of `at.demo(t)`; `at.way(t, url)` leads to whatever else answers at `url`, and `at.isSecure` says which one it is.
 */
export const onBothOrigins = (fn) => onEach(ORIGINS.map(({ way, ...at }) => ({
  ...at,
  way,
  world: (t, options) => world(t, { ...named(options), urlOf: (url) => way(t, url) }),
  demo: (t) => demo(t, { args: ALLOWED, urlOf: (url) => way(t, url) }),
})), fn);

/**
 * One `world` for a whole file, that both origins lead to: `onBoth(fn)` is the body of a test that runs `fn(t, at)` on each,
 * where `at.url` is of that origin and `at.open(t, options)` opens a page there. `here` is as `at`, of 127.0.0.1.
 */
export async function worldOnBothOrigins(t, options) {
  const made = await world(t, named(options));
  const reached = (at, url) => ({ ...at, url, open: (t, options) => pages(t, url).open(options) });
  const both = await Promise.all(ORIGINS.map(async (at) => reached(at, await at.way(t, made.url))));
  return { ...made, here: reached({}, made.url), onBoth: (fn) => onEach(both, fn) };
}

const onEach = (origins, fn) => async (t) => {
  for (const at of origins) await t.test(`on ${at.name}`, (t) => fn(t, at));
};

function named({ serve = [], ...options } = {}) {
  return { ...options, serve: (servers) => [...ALLOWED, ...(typeof serve === 'function' ? serve(servers) : serve)] };
}
