// The same dashboard on an origin that browsers call secure and on one that they don't.
//
// On plain http under a name, as on many an intranet, there is no `crypto.subtle`, no clipboard for scripts and no cache
// storage. Tests open http://127.0.0.1 otherwise, which browsers take for secure.

import { startNginx } from './nginx.mjs';
import { world } from './world.mjs';

/** The name of both origins; the browser finds it at 127.0.0.1 (`browser.mjs`). */
export const HOST = 'ft.test';

/**
 * Runs `fn(t, at)` twice, as tests of `t`. `at.world(t, options)` is `world`, whose `url` and pages are of that origin;
 * `at.isSecure` says which one it is.
 */
export async function onBothOrigins(t, fn) {
  for (const at of [secureOrigin, plainOrigin]) {
    await t.test(`on ${at.name}`, (t) => fn(t, at));
  }
}

/** http://ft.test: a page from there has no secure context. */
export const plainOrigin = {
  name: 'a plain-http origin',
  isSecure: false,
  world: (t, options) => named(t, options, (url) => url.replace('127.0.0.1', HOST)),
};

/** https://ft.test, by an nginx before the gateway. */
export const secureOrigin = {
  name: 'a secure origin',
  isSecure: true,
  world: (t, options) => named(t, options, async (url) => {
    const nginx = await startNginx(
      { dashboard: { https: true, lines: `location / { proxy_pass ${url}; proxy_set_header Host $http_host; }` } },
      { host: HOST },
    );
    t.after(() => nginx.stop());
    return nginx.urls.dashboard;
  }),
};

function named(t, options = {}, urlOf) {
  const { serve = [] } = options;
  const more = ['--allow-host', HOST];
  return world(t, {
    ...options,
    serve: (servers) => [...more, ...(typeof serve === 'function' ? serve(servers) : serve)],
    urlOf,
  });
}
