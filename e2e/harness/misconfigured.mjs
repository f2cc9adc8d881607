// A world with everything wrong that an admin can get wrong, on https and on plain http at once.

import { after } from 'node:test';

import { DIST } from './environment.mjs';
import { startNginx } from './nginx.mjs';
import { forward } from './nginx-parts.mjs';
import { HOST } from './origins.mjs';
import { startFiretower } from './process.mjs';
import { startServer } from './server.mjs';
import { pages } from './world.mjs';

/** The two ways to reach the dashboard, by their names in a test's title. */
export const SCHEMES = ['https', 'http'];

/**
 * Starts it for all tests of a file.
 *
 * - `servers`: options of `firetower simulate` by name; each is an upstream of the gateway too.
 * - `upstreams`: further ones, by name.
 * - `sites(urls)`: lines of an nginx on origins of their own, by name, given the addresses of the servers and of `dead`, where
 *   nobody listens.
 * - `allows(origins, site)`: what the page's policy allows, given all of these and `site(name, scheme)`; unset, them all.
 * - `paths(urls)`: lines of the nginx that the dashboard itself is reached by.
 */
export async function misconfiguredWorld(options) {
  const acts = [];
  const end = async () => {
    while (acts.length > 0) await acts.pop()();
  };
  after(end);
  try {
    return await build(options, acts);
  } catch (problem) {
    // No hook runs after a file that fails before its first test, and what was started would keep it from ending.
    await end();
    throw problem;
  }
}

async function build({ servers = {}, upstreams = {}, sites = () => ({}), paths = () => '', allows = (origins) => origins, serve = [] }, acts) {
  const started = await Promise.all(Object.entries(servers).map(([name, options]) => startServer(name, options)));
  acts.push(...started.map((server) => () => server.stop()));
  const gone = await startServer('gone');
  await gone.stop();
  const urls = { dead: gone.url, ...Object.fromEntries(started.map(({ name, url }) => [name, url])) };

  const before = sites(urls);
  const foreign = Object.entries(before);
  const onBoth = (entries) => Object.fromEntries(SCHEMES.flatMap((scheme) =>
    entries.map(([name, lines]) => [`${scheme} ${name}`, { https: scheme === 'https', lines }])));
  const nginx = await startNginx(onBoth([['dashboard', ''], ...foreign]), { host: HOST });
  acts.push(() => nginx.stop());

  const named = { ...upstreams, ...Object.fromEntries(started.map(({ name, url }) => [name, url])) };
  const site = (name, scheme) => nginx.urls[`${scheme} ${name}`];
  const allowed = allows([...Object.values(nginx.urls), gone.url, ...started.map(({ url }) => url)], site);
  const gateway = await startFiretower([
    'serve', '--listen', '127.0.0.1:0', '--dist', DIST, '--allow-host', HOST,
    ...Object.entries(named).flatMap(([name, url]) => ['--upstream', `${name}=${url}`]),
    ...allowed.flatMap((origin) => ['--connect-src', origin]),
    ...serve,
  ]);
  acts.push(() => gateway.stop());
  const lines = `${paths(urls)}\n${forward(gateway.url, 'proxy_set_header Host $http_host;')}`;
  await nginx.change(Object.fromEntries(SCHEMES.map((scheme) => [`${scheme} dashboard`, lines])));

  return {
    nginx,
    gateway,
    urls,
    servers: Object.fromEntries(started.map((server) => [server.name, server])),
    secrets: started.map(({ secret }) => secret),
    /** The dashboard's origin. */
    origin: (scheme) => site('dashboard', scheme),
    /** Adds lines to sites, by name, and to the `dashboard`: beside what is there, as an admin would who leaves the rest alone. */
    addTo: (scheme, more) => nginx.change(Object.fromEntries(Object.entries(more).map(([name, its]) =>
      [`${scheme} ${name}`, `${its}\n${name === 'dashboard' ? lines : before[name]}`]))),
    /** The address of a site of its own origin. */
    site,
    /** A page of the dashboard that knows these connections, `{ slug: address }`. Chromium itself complains about CORS on the console. */
    open: (t, scheme, addresses, options = {}) =>
      pages(t, site('dashboard', scheme)).open({
        connections: Object.entries(addresses).map(([slug, address]) => ({ slug, name: `IM ${slug}`, address })),
        refresh: 'off',
        mayBeNoisy: true,
        ...options,
      }),
  };
}
