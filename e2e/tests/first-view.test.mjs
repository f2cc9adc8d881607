// Opening the dashboard: it starts, silently, from its own few bytes.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { brotliBytes, FIRST_VIEW_BUDGET_BYTES } from '../harness/dist.mjs';
import { settled } from '../harness/page.mjs';
import { demo } from '../harness/world.mjs';

test('the first view loads only its own files and stays within its budget', async (t) => {
  const { url, open } = await demo(t);
  const { page } = await open();
  const loaded = [];
  page.on('response', (response) => loaded.push(new URL(response.url())));
  await page.goto('/');
  await settled(page);
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();

  assert.deepEqual(loaded.filter(({ origin }) => origin !== url), [], 'something came from another origin');
  const paths = loaded.map(({ pathname }) => pathname);
  // What a hoster may set is asked for once, and a demo has none.
  assert.equal(paths.filter((path) => path === '/config.json').length, 1);
  const assets = new Set(paths.filter((path) => !path.startsWith('/im/') && path !== '/config.json'));
  const sizes = [...assets].map((path) => {
    // Every address of the dashboard itself is answered with its one page.
    const file = path === '/' || path.startsWith('/c/') ? 'index.html' : path.slice(1);
    const bytes = brotliBytes(file);
    assert.notEqual(bytes, undefined, `${path} is no file of the build`);
    return [file, bytes];
  });
  assert.ok(sizes.some(([file]) => file.endsWith('.wasm')), 'no wasm was loaded');
  const total = sizes.reduce((sum, [, bytes]) => sum + bytes, 0);
  assert.ok(total <= FIRST_VIEW_BUDGET_BYTES, `${total} bytes:\n${sizes.map((row) => row.join(' ')).join('\n')}`);
});
