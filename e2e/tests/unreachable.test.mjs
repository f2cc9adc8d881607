// When nobody answers: which of gateway, server, name and network it is, and the way back without a reload.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createTcpServer } from 'node:net';
import { test } from 'node:test';

import { DIST } from '../harness/environment.mjs';
import { expect } from '../harness/expect.mjs';
import { startFiretower } from '../harness/process.mjs';
import { signIn } from '../harness/sign-in.mjs';
import { world } from '../harness/world.mjs';

const CONNECTIONS = [{ slug: 'a', name: 'Main' }];
const alertOf = (page) => page.getByRole('main').getByRole('alert');
const valueOf = (page) => page.getByRole('textbox', { name: /^Value/ });
const node = (page) => page.getByRole('heading', { level: 2, name: 'Node 1' });
const card = (page, state) => page.getByRole('button', { name: new RegExp(`^Main .*${state}`) });

async function editing(t, options) {
  const made = await world(t, { servers: { a: { edition: 'community' } }, ...options });
  const { page } = await made.open({ connections: CONNECTIONS, refresh: 'off' });
  await signIn(page, '/c/a/system-settings/1', made.servers.a.secret);
  await valueOf(page).fill('4321');
  return { ...made, page, alert: alertOf(page) };
}

/** Reads, and then health, fail with this title, until `mend` is done and Retry is pressed. */
async function failsAndRecovers(page, { title, why, step, state = 'Unreachable' }, mend) {
  const alert = alertOf(page);
  await page.getByRole('button', { name: 'Read again' }).click();
  await alert.getByText(title, { exact: true }).waitFor();
  await alert.getByText(why).waitFor();
  await page.getByText(`Failed at: ${step}`, { exact: true }).waitFor();
  await card(page, state).waitFor();
  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await alert.getByText(title, { exact: true }).waitFor();
  await page.getByText('Nothing could be read yet.').waitFor();
  await mend();
  await alert.getByRole('button', { name: 'Retry' }).click();
  await node(page).waitFor();
  await expect(alert).toHaveCount(0);
  await page.getByRole('link', { name: 'System settings' }).click();
  await page.getByRole('link', { name: /^1 Largest group size/ }).click();
  await valueOf(page).waitFor();
  await expect(valueOf(page), 'what was typed is still there').toHaveValue('4321');
  await card(page, 'Signed in').waitFor();
}

test('a dead server: the gateway names the upstream that it cannot reach', async (t) => {
  const { page, servers } = await editing(t);
  await servers.a.stop();
  const words = { title: 'The gateway cannot reach a', why: /Check the address that the gateway was started with/, step: 'proxy' };
  await failsAndRecovers(page, words, () => servers.a.startAgain());
});

test('a dead gateway: the host that cannot be reached is named', async (t) => {
  const { page, gateway, servers, url } = await editing(t);
  const { host } = new URL(url);
  await gateway.stop();
  const words = { title: `Cannot reach ${host}`, why: /^Nothing answered\. Check address, port, firewall/, step: 'network' };
  await failsAndRecovers(page, words, async () => {
    const again = await startFiretower(['serve', '--listen', host, '--dist', DIST, '--upstream', `a=${servers.a.url}`]);
    t.after(() => again.stop());
  });
});

test('no network: the computer is said to be offline', async (t) => {
  const { page } = await editing(t);
  await page.context().setOffline(true);
  const words = { title: 'This computer is offline', why: /Reconnect, then retry\.$/, step: 'browser' };
  await failsAndRecovers(page, words, () => page.context().setOffline(false));
});

test('a server that speaks no HTTP is told from one that is dead', async (t) => {
  const ssh = createTcpServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end('SSH-2.0-OpenSSH_9.6\r\n');
  }).listen(0, '127.0.0.1');
  await once(ssh, 'listening');
  t.after(() => ssh.close());
  const { open } = await world(t, { servers: {}, serve: ['--upstream', `a=http://127.0.0.1:${ssh.address().port}`] });
  const { page } = await open({ connections: CONNECTIONS, refresh: 'off' });
  await signIn(page, '/c/a/system-settings/1', 'any-secret-will-do');
  await alertOf(page).getByText('a does not speak HTTP', { exact: true }).waitFor();
});

test('an upstream that the gateway does not know, and the way to mend the address', async (t) => {
  const { open, servers } = await world(t, { servers: { a: { edition: 'community' } } });
  const { page } = await open({ connections: [{ slug: 'a', name: 'Main', address: '/im/nobody' }], refresh: 'off' });
  await signIn(page, '/c/a/overview', servers.a.secret);
  const alert = alertOf(page);
  await alert.getByText('The gateway has no such upstream', { exact: true }).waitFor();
  await alert.getByText(/Compare the connection’s address with the gateway’s --upstream names\.$/).waitFor();
  await page.getByText('Failed at: proxy', { exact: true }).waitFor();
  await alert.getByRole('button', { name: 'Retry' }).click();
  await alert.getByText('The gateway has no such upstream', { exact: true }).waitFor();
  assert.deepEqual(await servers.a.control.requests(), []);

  await page.getByRole('link', { name: 'Connections' }).click();
  await page.getByRole('link', { name: 'Edit Main' }).click();
  await page.getByRole('textbox', { name: 'Address' }).fill('/im/a');
  await page.getByRole('textbox', { name: /^Secret/ }).fill(servers.a.secret);
  await page.getByRole('button', { name: 'Save and open' }).click();
  await node(page).waitFor();
  await expect(alert).toHaveCount(0);
});

test('a server that hangs: where the gateway waits longer than the page, the page says so', async (t) => {
  const { page, servers } = await editing(t, { serve: ['--upstream-timeout-ms', '60000'] });
  await servers.a.control.addFault('hang', { path: '/admin/system/get_setting' });
  await page.getByRole('button', { name: 'Read again' }).click();
  const alert = alertOf(page);
  await alert.getByText('No answer within 15 s', { exact: true }).waitFor();
  await alert.getByText(/took the request and did not answer in time\./).waitFor();
  await page.getByText('Failed at: network', { exact: true }).waitFor();
  await servers.a.control.clearFaults();
  await alert.getByRole('button', { name: 'Retry' }).click();
  await valueOf(page).waitFor();
  await expect(valueOf(page)).toHaveValue('4321');
});
