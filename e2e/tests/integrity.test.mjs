// A file of the app that was changed on its way is not run, and is named.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { test } from 'node:test';

import { axe } from '../harness/axe.mjs';
import { copyDist } from '../harness/dist.mjs';
import { expect } from '../harness/expect.mjs';
import { HOST } from '../harness/origins.mjs';
import { settled } from '../harness/page.mjs';
import { startFiretower } from '../harness/process.mjs';
import { pages } from '../harness/world.mjs';

/** A copy of the build in which one byte of a file is changed in place. */
function copy(t, pattern, change) {
  const dist = copyDist(t);
  const [name] = readdirSync(dist).filter((name) => pattern.test(name));
  if (!name) return { dist };
  const original = readFileSync(join(dist, name));
  const bytes = Buffer.from(original);
  change(bytes);
  assert.equal(bytes.filter((byte, at) => byte !== original[at]).length, 1, 'one byte is another');
  writeFileSync(join(dist, name), bytes);
  return { dist, name, restore: () => writeFileSync(join(dist, name), original) };
}

/** Changes a letter of a text that nothing depends on: what is left is as sound as before. */
const misspell = (right, wrong) => (bytes) => {
  const at = bytes.indexOf(right);
  assert.ok(at >= 0, `the file holds ${right}`);
  bytes.write(wrong, at);
};

async function serve(t, dist) {
  const gateway = await startFiretower(['serve', '--listen', '127.0.0.1:0', '--dist', dist, '--upstream', 'a=http://127.0.0.1:1', '--allow-host', HOST]);
  t.after(() => gateway.stop());
  return gateway.url;
}

// The browser says on the console that a digest is wrong.
const openNoisy = (t, url) => pages(t, url).open({ connections: [{ slug: 'a' }], refresh: 'off', mayBeNoisy: true });

const NAMED = [
  ['the loader', /dashboard-[0-9a-f]+\.js$/, misspell('deprecated', 'deprekated')],
  ['the module', /_bg\.wasm$/, misspell('firetower', 'firetowar')],
  ['the stylesheet', /\.css$/, misspell('margin', 'nargin')],
];

for (const [what, pattern, change] of NAMED) {
  test(`${what} with one byte changed is not used, and is named`, async (t) => {
    const { dist, name, restore } = copy(t, pattern, change);
    const url = await serve(t, dist);
    // Once where browsers call the origin secure, and once on plain http under a name.
    for (const origin of [url, url.replace('127.0.0.1', HOST)]) {
      const { page } = await openNoisy(t, origin);
      await page.goto('/c/a/overview');
      await page.getByRole('heading', { level: 1, name: 'Firetower did not start' }).waitFor();
      await page.getByText('A file of the app is not the one that belongs to this page.').waitFor();
      await page.getByText('What happened').click();
      await page.getByText(`${name} does not have the digest that index.html names`).waitFor();
      await expect(page.getByRole('navigation')).toHaveCount(0);
      // Without its stylesheet no page keeps all rules.
      if (what !== 'the stylesheet') await axe(page);
    }
    restore();
    const { page } = await openNoisy(t, url);
    await page.goto('/c/a/overview');
    await settled(page);
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  });
}

test('the first script with one byte changed does not run, and the page says so without it', async (t) => {
  const { dist } = copy(t, /^boot\.js$/, misspell('Firetower', 'Firetowar'));
  const url = await serve(t, dist);
  for (const origin of [url, url.replace('127.0.0.1', HOST)]) {
    const { page } = await openNoisy(t, origin);
    await page.goto('/c/a/overview');
    await page.getByRole('alert').getByText('Firetower did not start: its first script').waitFor();
    await expect(page.getByRole('heading')).toHaveCount(0);
    await axe(page, { without: ['landmark-one-main', 'page-has-heading-one', 'region'] });
  }
});

test('a module that comes later with one byte changed does not run, and its page says so', async (t) => {
  const { dist, name, restore } = copy(t, /-later-more-.*\.wasm$/, misspell('settings', 'settingz'));
  assert.ok(name, 'the build has a later module');
  const url = await serve(t, dist);
  let shown;
  for (const origin of [url, url.replace('127.0.0.1', HOST)]) {
    const { page } = await openNoisy(t, origin);
    await page.goto('/c/a/requests');
    shown = { page, retry: page.getByRole('alert').getByRole('button', { name: 'Retry' }) };
    await shown.retry.waitFor();
    await expect(page.getByRole('heading', { level: 1, name: 'Requests' }), 'the frame is there').toHaveCount(1);
  }
  restore();
  await shown.retry.click();
  await shown.page.getByRole('button', { name: 'Export JSON' }).waitFor();
});

test('below a path, on a host of plain files, everything is found and checked', async (t) => {
  const dist = copyDist(t);
  const page = join(dist, 'index.html');
  writeFileSync(page, readFileSync(page, 'utf8').replace('<base href="/">', '<base href="/admin/fire/">'));
  const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.svg': 'image/svg+xml' };
  const server = createServer(({ url }, response) => {
    const name = url.startsWith('/admin/fire/') ? url.slice('/admin/fire/'.length) : '../none';
    const file = join(dist, existsSync(join(dist, name)) && extname(name) ? name : 'index.html');
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'text/plain' }).end(readFileSync(file));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { page: shown } = await openNoisy(t, `http://${HOST}:${server.address().port}`);
  await shown.goto('/admin/fire/c/a/overview');
  await settled(shown);
  await shown.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
});
