// A whole session with lock and vault, on a secure and on a plain-http origin: wherever it could leave the secret, it is not there.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';

import { ask } from '../harness/api.mjs';
import { toChanges, write } from '../harness/changes.mjs';
import { passes } from '../harness/check.mjs';
import { pasted } from '../harness/clipboard.mjs';
import { startCorsProxy } from '../harness/cors-proxy.mjs';
import { expect } from '../harness/expect.mjs';
import { onBothOrigins } from '../harness/origins.mjs';
import { settled } from '../harness/page.mjs';
import { robotForm } from '../harness/robots.mjs';
import { enterSecret, signIn } from '../harness/sign-in.mjs';

const ROBOT = 'robot24';
const PASSPHRASE = 'nine kites over a slow river';

/** Long, and with characters that an address, a form and base64 write otherwise. */
const longSecret = () => `k9+/=&%ü ${randomBytes(24).toString('hex')}`;

/** Goes to each page by its link in the rail, and looks there. */
async function eachPage(page, look) {
  const pagesOf = page.getByRole('navigation', { name: 'Pages' });
  const links = await pagesOf.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  assert.ok(links.length >= 10, links.join(' '));
  for (const link of links) {
    await pagesOf.locator(`a[href="${link}"]`).click();
    await settled(page);
    await look();
  }
}

test('in a whole session, unlocked, locked, after a reload and with the vault, the secret lies nowhere in the clear', onBothOrigins(async (t, at) => {
  const secret = longSecret();
  const { gateway, servers: { main }, open } = await at.world(t, {
    servers: { main: { edition: 'professional', dialect: 'documented', data: 'demo', secret } },
  });
  const { page, context, secrets: scan } = await open({ refresh: 'off' });
  const held = async () => (await ask(main, '/admin/user/get_robot_info', { robotId: ROBOT })).result.secret;
  const signs = [];
  context.on('request', (request) => {
    const { sign } = request.headers();
    if (sign) signs.push(sign);
  });
  const hidden = [await held()];
  const clipboards = [];
  const look = async (options) => {
    const elsewhere = {
      'the gateway’s log': gateway.printed.join('\n'),
      'the server’s log': main.log(),
      'what the server was sent': JSON.stringify(await main.control.requests()),
      'the clipboard': clipboards.join('\n'),
    };
    await scan.check([secret], { elsewhere, ...options });
    // Signatures and robots' secrets travel, and are kept nowhere.
    const { 'what the server was sent': _, ...kept } = elsewhere;
    await scan.checkKept([...signs, ...hidden], { elsewhere: kept, ...options });
  };
  const copy = async (button) => {
    await button.click();
    await page.getByRole('main').getByRole('button', { name: /^Copied/ }).first().waitFor();
    clipboards.push(await pasted(context));
  };
  /** As a link of the app does, without a reload. */
  const go = (address) => page.evaluate((address) => {
    history.pushState(null, '', address);
    dispatchEvent(new PopStateEvent('popstate'));
  }, address);
  const pagesOf = page.getByRole('navigation', { name: 'Pages' });

  // The first run, with the secret in its field.
  await page.goto('/');
  await page.getByRole('textbox', { name: 'Address' }).fill('/im/main');
  await page.locator('[name=name]').fill('Main');
  await page.getByRole('radio', { name: 'Test' }).check();
  await page.getByLabel(/^Secret/).fill(secret);
  await look();
  await page.getByRole('button', { name: 'Save and open' }).click();
  await page.getByRole('button', { name: /Signed in/ }).waitFor();
  await look();

  // Each page.
  await eachPage(page, look);

  // A write, and a robot's secret replaced: shown once, on request, and noted.
  await pagesOf.getByRole('link', { name: 'System settings' }).click();
  await write(page, [1, '4000']);
  await look();
  await pagesOf.getByRole('link', { name: 'Robots' }).click();
  await go(`/c/main/robots?id=${ROBOT}`);
  const robot = robotForm(page);
  await robot.rotate.click();
  hidden.push(await robot.secret.inputValue());
  await robot.write.click();
  await robot.once.waitFor();
  await expect.poll(held).toBe(hidden.at(-1));
  await look();
  await robot.once.getByRole('button', { name: 'Done, hide it' }).click();
  await look({ fields: true });

  // The console: an answer with a secret in it, and its line for a shell.
  await pagesOf.getByRole('link', { name: /console/i }).click();
  await page.getByRole('textbox', { name: /^Path/ }).fill('/admin/user/get_robot_info');
  await page.getByRole('textbox', { name: /^Body/ }).fill(`{"robotId":"${ROBOT}"}`);
  await page.getByRole('button', { name: /^Send to/ }).click();
  await page.getByRole('region', { name: 'Answer' }).getByText('"secret": "not shown"').waitFor();
  await copy(page.getByRole('region', { name: 'Request', exact: true }).getByRole('button', { name: 'Copy as curl' }));
  await look();

  // A failure with its details, the list of requests, and all that leaves as a file.
  const exported = async (name) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
    await download.path();
  };
  await pagesOf.getByRole('link', { name: /^Requests/ }).click();
  await page.getByRole('row').filter({ hasText: 'get_robot_info' }).first().click();
  await copy(page.getByRole('button', { name: 'Copy as curl' }));
  await exported('Export JSON');
  await toChanges(page);
  await exported('Export JSON');
  await exported('Export CSV');
  await pagesOf.getByRole('link', { name: 'Connections' }).click();
  await exported('Export 1');
  await look();
  await go('/c/main/check');
  await page.getByRole('button', { name: 'Start over' }).click();
  await passes(page);
  await copy(page.getByRole('button', { name: 'Copy report' }));
  await look();

  // Locked, in both tabs: not even a masked field holds it.
  const second = await context.newPage();
  await second.goto(page.url());
  await settled(second);
  await look();
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  for (const tab of [page, second]) await tab.getByRole('heading', { name: 'Locked' }).waitFor();
  await look({ fields: true });
  await Promise.all([page.reload(), second.reload()]);
  for (const tab of [page, second]) await tab.getByRole('heading', { name: 'Locked' }).waitFor();
  await look({ fields: true });
  await second.close();

  // After a reload nobody is signed in. Now the vault keeps it.
  await page.getByRole('button', { name: 'Open again' }).click();
  await go('/c/main/overview');
  await page.getByRole('heading', { name: 'Secret for Main' }).waitFor();
  await look({ fields: true });
  hidden.push(PASSPHRASE);
  await page.getByRole('checkbox', { name: 'Keep it in the vault on this computer' }).check();
  for (const label of [/^New passphrase/, /^The same once more/]) await page.getByRole('textbox', { name: label }).fill(PASSPHRASE);
  await enterSecret(page, secret);
  await page.getByRole('button', { name: /Signed in/ }).waitFor();
  await expect.poll(() => page.evaluate(() => localStorage.getItem('firetower.vault')), { message: 'the vault is there' }).toBeTruthy();
  await look({ fields: true });
  const openVault = async () => {
    await page.getByRole('textbox', { name: /^Passphrase/ }).fill(PASSPHRASE);
    await page.getByRole('main').getByRole('button', { name: 'Open the vault' }).click();
    await page.getByRole('button', { name: /Signed in/ }).waitFor();
    await look({ fields: true });
  };
  await page.reload();
  await page.getByRole('textbox', { name: /^Passphrase/ }).waitFor();
  await look({ fields: true });
  await openVault();
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await page.getByRole('heading', { name: 'Locked' }).waitFor();
  await look({ fields: true });
  await openVault();
  await page.reload();
  await page.getByRole('textbox', { name: /^Passphrase/ }).waitFor();
  await look({ fields: true });

  assert.ok(signs.length > 10);
  assert.deepEqual(clipboards.map((text) => text.includes('$IM_SECRET')), [true, true, false], 'curl lines sign in the shell');
}));

test('a key in a proxy’s template lies with the addresses of connections, goes out in those of requests, and is nowhere else', onBothOrigins(async (t, at) => {
  const [key, secret] = [randomBytes(12).toString('hex'), longSecret()];
  const proxy = await startCorsProxy();
  t.after(() => proxy.stop());
  const way = await at.way(t, proxy.url);
  const { gateway, servers: { main }, open } = await at.world(t, {
    servers: { main: { edition: 'professional', dialect: 'documented', data: 'demo', secret } },
    serve: ['--connect-src', way],
  });
  const address = `${way}/?apikey=${key}&url={target}{path} ${main.url}`;
  const { page, context, secrets: scan } = await open({ refresh: 'off', connections: [{ slug: 'x', name: 'IM x', address }] });
  const clipboards = [];
  const look = async (options) => {
    const elsewhere = {
      'the gateway’s log': gateway.printed.join('\n'),
      'the server’s log': main.log(),
      'what the server was sent': JSON.stringify(await main.control.requests()),
      'the clipboard': clipboards.join('\n'),
    };
    await scan.check([secret], { elsewhere, ...options });
    await scan.checkKept([key], { elsewhere, except: ['local storage'], ...options });
    // Each belongs to one address, by which it is known.
    const byAddress = ['firetower.connections', 'firetower.capabilities.x', 'firetower.check.x'];
    await expect.poll(() => page.evaluate(([key, names]) =>
      Object.keys(localStorage).filter((name) => localStorage[name].includes(key) && !names.includes(name)), [key, byAddress])).toStrictEqual([]);
  };
  const copy = async (button) => {
    await button.click();
    await page.getByRole('main').getByRole('button', { name: /^Copied/ }).first().waitFor();
    clipboards.push(await pasted(context));
  };
  const exported = async (name) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
    await download.path();
  };
  const pagesOf = page.getByRole('navigation', { name: 'Pages' });

  await signIn(page, '/c/x/overview', secret);
  await look();
  await eachPage(page, look);
  await pagesOf.getByRole('link', { name: 'System settings' }).click();
  await write(page, [1, '4000']);
  await copy(page.getByRole('button', { name: 'Copy receipt' }));
  await toChanges(page);
  await page.getByRole('table', { name: 'Changes, newest first' }).getByRole('row').nth(1).click();
  await exported('Export JSON');
  await exported('Export CSV');
  await look();
  await pagesOf.getByRole('link', { name: /console/i }).click();
  await page.getByRole('textbox', { name: /^Path/ }).fill('/admin/user/no_such_call');
  await copy(page.getByRole('region', { name: 'Request', exact: true }).getByRole('button', { name: 'Copy as curl' }));
  await page.getByRole('button', { name: /^Send to/ }).click();
  await page.getByRole('region', { name: 'Answer' }).getByText('curl -sS').waitFor();
  await look();
  await pagesOf.getByRole('link', { name: /^Requests/ }).click();
  await page.getByRole('row').filter({ hasText: 'get_setting' }).first().click();
  await copy(page.getByRole('button', { name: 'Copy as curl' }));
  await exported('Export JSON');
  await look();
  await pagesOf.getByRole('link', { name: 'Connection check' }).click();
  await page.getByRole('button', { name: 'Start over' }).click();
  await passes(page);
  await copy(page.getByRole('button', { name: 'Copy report' }));
  await look();
  await pagesOf.getByRole('link', { name: 'Connections' }).click();
  await page.getByRole('cell', { name: '<PROXY_KEY>' }).waitFor();
  await look();

  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await page.getByRole('heading', { name: 'Locked' }).waitFor();
  await look({ fields: true });

  assert.ok(proxy.asked.length > 10 && proxy.asked.every(({ line }) => line.includes(`apikey=${key}`)), 'the proxy gets its key');
  assert.deepEqual(clipboards.map((text) => text.includes('PROXY_KEY')), [false, true, true, true]);
}));
