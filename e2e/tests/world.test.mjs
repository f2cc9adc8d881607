// The world that the other tests live in: real processes, reached as the dashboard reaches them.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { world } from '../harness/world.mjs';

test('servers are reached through the gateway by their names, each by itself', async (t) => {
  const { url, servers } = await world(t, { servers: { a: { data: 'fresh' }, b: { data: 'demo' } } });
  const nodes = async (name) => (await (await fetch(`${url}/im/${name}/admin/health`)).json()).result.length;
  assert.deepEqual([await nodes('a'), await nodes('b')], [1, 3]);
  assert.equal((await fetch(`${url}/im/c/admin/health`)).status, 404);
  assert.notEqual(servers.a.secret, servers.b.secret);
});

test('the remote control changes one server and is out of the gateway\'s reach', async (t) => {
  const { url, servers } = await world(t, { servers: { a: {}, b: {} } });
  const health = (name) => fetch(`${url}/im/${name}/admin/health`);
  await servers.a.control.addFault('502-html', { times: 1 });
  assert.equal((await health('b')).status, 200);
  assert.equal((await health('a')).status, 502);
  assert.equal((await health('a')).status, 200);
  assert.equal((await servers.a.control.requests()).length, 2);
  await servers.a.control.clearRequests();
  assert.equal((await servers.a.control.requests()).length, 0);
  await assert.rejects(servers.a.control.addFault('no-such-fault'), /400/);
  assert.equal((await fetch(`${url}/im/a/simulator/requests`)).status, 404);
});

test('a server goes away and comes back where it was', async (t) => {
  const { url, servers } = await world(t);
  const status = async () => (await fetch(`${url}/im/a/admin/health`)).status;
  assert.equal(await status(), 200);
  await servers.a.stop();
  assert.equal(await status(), 502);
  await servers.a.startAgain();
  assert.equal(await status(), 200);
});
