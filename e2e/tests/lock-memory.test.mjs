// A lock leaves nothing of a secret in WebAssembly's memory, which is all of the page's memory that Firetower can wipe.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { lockByButton } from '../harness/lock.mjs';
import { worldOnBothOrigins } from '../harness/origins.mjs';
import { settled } from '../harness/page.mjs';
import { signIn } from '../harness/sign-in.mjs';
import { keepSecret, openVault, PASSPHRASE, vaultOf } from '../harness/vault.mjs';
import { inWasmMemory, watchWasmMemory } from '../harness/wasm-memory.mjs';

const { servers, onBoth } = await worldOnBothOrigins({ after }, { servers: { a: { edition: 'professional', data: 'demo' } } });

const TEXTS = [servers.a.secret, PASSPHRASE];
const connection = { slug: 'a', name: 'IM x', environment: 'test' };

test('a session’s secret is gone from memory once it is locked, after many signed calls', onBoth(async (t, at) => {
  const { page } = await at.open(t, { connections: [connection], refresh: 'off' });
  await watchWasmMemory(page);
  await signIn(page, '/c/a/overview', servers.a.secret);
  for (const name of ['System settings', 'Files', 'Robots', 'Overview']) {
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await settled(page);
  }
  const [held] = await inWasmMemory(page, TEXTS);
  assert.ok(held > 0, 'a session has its secret in memory');
  await lockByButton(page);
  assert.deepEqual(await inWasmMemory(page, TEXTS), [0, 0]);
}));

test('the vault’s secrets and passphrase are gone from memory once it is locked', onBoth(async (t, at) => {
  const { page } = await at.open(t, { connections: [connection], refresh: 'off' });
  await watchWasmMemory(page);
  await page.goto(new URL('/c/a/overview', at.url).href);
  const { secret, tick, fresh } = vaultOf(page);
  await secret.fill(servers.a.secret);
  await tick.check();
  await fresh.fill(PASSPHRASE);
  const typed = await inWasmMemory(page, TEXTS);
  assert.ok(typed.every((count) => count > 0), 'both are in memory while they are typed');
  await keepSecret(page, servers.a.secret);
  await lockByButton(page);
  assert.deepEqual(await inWasmMemory(page, TEXTS), [0, 0]);
  await openVault(page);
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  await settled(page);
  const [held] = await inWasmMemory(page, TEXTS);
  assert.ok(held > 0, 'the vault gave the session its secret');
  await lockByButton(page);
  assert.deepEqual(await inWasmMemory(page, TEXTS), [0, 0]);
}));
