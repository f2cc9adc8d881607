// What most tests need: IM servers, the gateway before them, pages; all gone when the test ends.

import { DIST } from './environment.mjs';
import { openPage } from './page.mjs';
import { startFiretower } from './process.mjs';
import { startServer } from './server.mjs';

/**
 * Starts simulated servers and `firetower serve` before them.
 *
 * `servers` maps an upstream's name to the options of `firetower simulate`; `serve` adds arguments to the gateway, as a
 * list or as a function of the servers by name. `urlOf` gives the address under which pages are opened, from the gateway's.
 * When the test ends, every page must have been silent.
 */
export async function world(t, { servers = { a: {} }, serve = [], urlOf = (url) => url } = {}) {
  const rubbish = collect(t);
  const started = await Promise.all(
    Object.entries(servers).map(async ([name, options]) => {
      const server = await startServer(name, options);
      rubbish.add(() => server.stop());
      return server;
    }),
  );
  const upstreams = started.flatMap(({ name, url }) => ['--upstream', `${name}=${url}`]);
  const byName = Object.fromEntries(started.map((server) => [server.name, server]));
  const more = typeof serve === 'function' ? serve(byName) : serve;
  const gateway = await startFiretower(['serve', '--listen', '127.0.0.1:0', '--dist', DIST, ...upstreams, ...more]);
  rubbish.add(() => gateway.stop());
  const url = await urlOf(gateway.url);
  return {
    url,
    gateway,
    servers: byName,
    /** All servers' secrets, for a scan. */
    secrets: started.map(({ secret }) => secret),
    open: opener(url, rubbish),
  };
}

/** Starts `firetower demo`: one server and a connection that is ready to use. `urlOf` is as in `world`. */
export async function demo(t, { args = [], urlOf = (url) => url } = {}) {
  const rubbish = collect(t);
  const gateway = await startFiretower(['demo', '--listen', '127.0.0.1:0', '--dist', DIST, ...args]);
  rubbish.add(() => gateway.stop());
  const url = await urlOf(gateway.url);
  return { url, gateway, open: opener(url, rubbish) };
}

/** Opens pages that a test file serves itself. */
export function pages(t, url) {
  return { open: opener(url, collect(t)) };
}

/** `open(options)` gives `{ page, context, noise, secrets }`, see `openPage`. `mayBeNoisy` leaves out the check. */
function opener(url, rubbish) {
  return async ({ mayBeNoisy = false, ...options } = {}) => {
    const opened = await openPage(url, options);
    rubbish.add(() => opened.close());
    if (!mayBeNoisy) rubbish.add(() => opened.noise.check());
    return opened;
  };
}

/** Runs what was added, last first, when the test ends; all of it, even where some fails. */
function collect(t) {
  const acts = [];
  t.after(async () => {
    const problems = [];
    for (const act of acts.reverse()) await Promise.resolve().then(act).catch((problem) => problems.push(problem));
    if (problems.length === 1) throw problems[0];
    if (problems.length > 1) throw new Error(problems.map(({ message }) => message).join('\n'));
  });
  return { add: (act) => acts.push(act) };
}
