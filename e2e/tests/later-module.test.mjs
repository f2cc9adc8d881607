// Most pages lie in a module of their own, which the first view does without. When it does not arrive, that is said.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { axe } from '../harness/axe.mjs';
import { DIST } from '../harness/environment.mjs';
import { expect } from '../harness/expect.mjs';
import { lockByButton } from '../harness/lock.mjs';
import { settled } from '../harness/page.mjs';
import { startFiretower } from '../harness/process.mjs';
import { storeVault } from '../harness/vault.mjs';
import { pages } from '../harness/world.mjs';

const GOLDEN = new URL('../../vault/golden/vault-1.json', import.meta.url);

const isLater = (name) => /-later-.*\.wasm$/.test(name);

test('a page whose module does not arrive says so, keeps the frame, and comes when asked again', async (t) => {
  const dist = mkdtempSync(join(tmpdir(), 'firetower-dist-'));
  t.after(() => rmSync(dist, { recursive: true }));
  cpSync(DIST, dist, { recursive: true });
  const [later] = readdirSync(dist).filter(isLater);
  assert.ok(later, 'the build has a later module');
  const files = readdirSync(dist).filter((name) => name.startsWith(later));
  for (const name of files) renameSync(join(dist, name), join(dist, `away-${name}`));
  const gateway = await startFiretower(['serve', '--listen', '127.0.0.1:0', '--dist', dist, '--upstream', 'a=http://127.0.0.1:1']);
  t.after(() => gateway.stop());

  // The browser says on the console that a file is missing.
  const { page } = await pages(t, gateway.url).open({ connections: [{ slug: 'a' }], mayBeNoisy: true });
  await page.goto('/c/a/requests');
  const retry = page.getByRole('alert').getByRole('button', { name: 'Retry' });
  await retry.waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'Overview' }).waitFor();
  await axe(page);
  for (const name of files) renameSync(join(dist, `away-${name}`), join(dist, name));
  await retry.click();
  await page.getByRole('heading', { level: 1, name: 'Requests' }).waitFor();
});

test('a lock opens without the vault too where its form does not arrive', async (t) => {
  const dist = mkdtempSync(join(tmpdir(), 'firetower-dist-'));
  t.after(() => rmSync(dist, { recursive: true }));
  cpSync(DIST, dist, { recursive: true });
  const later = readdirSync(dist).filter((name) => name.includes('-later-more-'));
  assert.ok(later.length, 'the build has the module of the form');
  for (const name of later) rmSync(join(dist, name));
  const gateway = await startFiretower(['serve', '--listen', '127.0.0.1:0', '--dist', dist, '--upstream', 'a=http://127.0.0.1:1']);
  t.after(() => gateway.stop());
  const { page } = await pages(t, gateway.url).open({ connections: [{ slug: 'a' }], mayBeNoisy: true });
  await page.goto('/c/a/overview');
  await page.getByRole('textbox', { name: /^Secret/ }).waitFor();
  await storeVault(page, readFileSync(GOLDEN, 'utf8').trimEnd());
  await page.reload();
  await lockByButton(page);
  const alert = page.getByRole('alert');
  await alert.getByRole('button', { name: 'Retry' }).waitFor();
  await axe(page);
  await alert.getByRole('button', { name: 'Open without the vault' }).click();
  await page.getByRole('textbox', { name: /^Secret/ }).waitFor();
});

test('the overview does without it', async (t) => {
  const gateway = await startFiretower(['demo', '--listen', '127.0.0.1:0', '--dist', DIST]);
  t.after(() => gateway.stop());
  const { page } = await pages(t, gateway.url).open();
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('/c/demo/overview');
  await settled(page);
  assert.equal(asked.filter((url) => isLater(new URL(url).pathname)).length, 0);
  await page.getByRole('link', { name: 'Requests' }).click();
  await page.getByRole('heading', { level: 1, name: 'Requests' }).waitFor();
  const came = asked.map((url) => new URL(url).pathname).filter(isLater);
  assert.equal(new Set(came).size, came.length, 'each once');
  assert.equal(came.filter((name) => /-later-more-/.test(name)).length, 1);
  // What reads a hoster's config.json is loaded where there is one.
  assert.ok(!came.some((name) => /-later-config-/.test(name)));
});

test('what is typed in the palette while its list is on its way is searched when it comes', async (t) => {
  const gateway = await startFiretower(['serve', '--listen', '127.0.0.1:0', '--dist', DIST, '--upstream', 'a=http://127.0.0.1:1']);
  t.after(() => gateway.stop());
  const connections = [{ slug: 'a', name: 'Alpha' }, { slug: 'b', name: 'Beijing' }];
  const { page, context } = await pages(t, gateway.url).open({ connections, refresh: 'off' });
  await page.goto('/c/a/overview');
  await settled(page);
  const browser = await context.newCDPSession(page);
  await browser.send('Network.enable');
  await browser.send('Network.emulateNetworkConditions', { offline: false, latency: 3000, downloadThroughput: -1, uploadThroughput: -1 });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('bei');
  const input = page.getByLabel('Search or jump').getByRole('textbox');
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText('Reading…');
  await expect(input).toHaveValue('bei');
  await expect(page.getByRole('option')).toHaveText([/Beijing/, /bei/, /bei/, /bei/, /bei/], { useInnerText: true });
  await page.keyboard.type('jing');
  await expect(page.getByRole('combobox', { name: 'Search or jump' })).toHaveValue('beijing');
  await expect(page.getByRole('option').first()).toHaveText(/^Beijing/, { useInnerText: true });
  await page.keyboard.press('Enter');
  await page.waitForURL('**/c/b/overview');
});
