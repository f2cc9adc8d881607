// A lock leaves nothing of a secret in WebAssembly's memory, which is all of the page's memory that Firetower can wipe.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { expect } from '../harness/expect.mjs';
import { lockByButton, locked } from '../harness/lock.mjs';
import { worldOnBothOrigins } from '../harness/origins.mjs';
import { settled } from '../harness/page.mjs';
import { robotForm } from '../harness/robots.mjs';
import { signIn, until } from '../harness/sign-in.mjs';
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

test('a write that is under way at a lock keeps its secrets in memory until it is answered, and no longer', onBoth(async (t, at) => {
  const { page } = await at.open(t, { connections: [connection], refresh: 'off' });
  await watchWasmMemory(page);
  await signIn(page, '/c/a/robots?id=robot21', servers.a.secret);
  const { rotate, write, secret } = robotForm(page);
  await rotate.click();
  const texts = [servers.a.secret, await secret.inputValue()];
  await servers.a.control.clearRequests();
  for (const path of ['/admin/robot/create', '/admin/robot/update']) await servers.a.control.addFault('held', { path });
  t.after(() => servers.a.control.clearFaults());
  await write.click();
  await until('the write is held', async () => (await servers.a.control.requests()).some(({ fault }) => fault === 'held'));
  await lockByButton(page);
  const [held] = await inWasmMemory(page, texts);
  assert.ok(held > 0, 'what comes of it is still searched for the secret');
  await servers.a.control.clearFaults();
  await expect.poll(() => inWasmMemory(page, texts)).toStrictEqual([0, 0]);
}));

test('the vault’s secrets and passphrase are gone from memory once it is locked, in all tabs', onBoth(async (t, at) => {
  const { page, context } = await at.open(t, { connections: [connection], refresh: 'off' });
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
  const other = await context.newPage();
  await watchWasmMemory(other);
  await other.goto('/c/a/overview');
  await openVault(other);
  await other.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  await settled(other);
  for (const tab of [page, other]) {
    const [held] = await inWasmMemory(tab, TEXTS);
    assert.ok(held > 0, 'the vault gave the session its secret');
  }
  await lockByButton(page);
  await locked(other);
  for (const tab of [page, other]) assert.deepEqual(await inWasmMemory(tab, TEXTS), [0, 0]);
}));
