// Requests: what was sent and what came back, for looking into, for handing on, and for doing again in a shell.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { after, beforeEach, test } from 'node:test';
import { promisify } from 'node:util';

import { changeSetting } from '../harness/api.mjs';
import { pasted } from '../harness/clipboard.mjs';
import { expect, words } from '../harness/expect.mjs';
import { settled } from '../harness/page.mjs';
import { signIn } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

const run = promisify(execFile);
const UID = '75735276990792720';
const { url, servers, secrets } = await world({ after }, {
  servers: {
    a: { edition: 'community' },
    quoted: { edition: 'professional', dialect: 'documented', secret: `it's a "long" $ecret \\ \`id\`` },
  },
});
const { a } = servers;
beforeEach(() => a.control.clearFaults());

/** Reads setting 1, and whatever else is asked for, then shows the list. */
async function requests(t, { name = 'a', read = [1] } = {}) {
  const opened = await pages(t, url).open({ refresh: 'off', connections: [{ slug: name }] });
  const { page, context } = opened;
  await signIn(page, `/c/${name}/system-settings/${read[0]}`, servers[name].secret);
  for (const id of read.slice(1)) {
    await page.getByRole('button', { name: 'Open another ID…' }).click();
    await page.getByRole('textbox', { name: 'Setting ID' }).fill(String(id));
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: new RegExp(`^${id}\\b`) }).filter({ hasNotText: 'not read yet' }).waitFor();
    await settled(page);
  }
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: /^Requests/ }).click();
  const table = page.getByRole('table', { name: 'Requests, newest first' });
  await table.waitFor();
  return {
    ...opened,
    table,
    rows: table.getByRole('row').filter({ has: page.getByRole('cell') }),
    detail: page.getByRole('region', { name: 'Request detail' }),
    clipboard: () => pasted(context),
  };
}


test('each exchange is listed with its time, method, path, page, status, code, duration and size', async (t) => {
  const { page, rows, table } = await requests(t);
  const heads = await table.getByRole('columnheader').allInnerTexts();
  assert.deepEqual(heads.map((head) => head.trim()), ['Time', 'Method', 'Path', 'Page', 'Status', 'Code', 'Took', 'Size']);
  const read = rows.filter({ hasText: '/admin/system/get_setting' }).filter({ hasText: 'System settings' }).first();
  await expect.poll(() => words(read)).toMatch(/^\d\d:\d\d:\d\d\.\d{3} POST \/admin\/system\/get_setting System settings 200 0 [\d.]+ m?s \d+ B$/);
  // The form that this server lacks was tried first, and is listed as what it was.
  await expect.poll(() => words(rows.last())).toMatch(/POST \/admin\/get_setting Connections 500 Not offered [\d.]+ m?s 0 B$/);
  await expect.poll(async () => {
    const count = await rows.count();
    const said = [`${count} of ${count} shown`, `${count} of the last 500 kept, in this tab only`];
    return Promise.all(said.map((words) => page.getByText(words).count()));
  }).toStrictEqual([1, 1]);
});

test('failed and slow are filters in the address', async (t) => {
  await a.control.addFault('502-html', { path: '/admin/customer' });
  const { page, rows } = await requests(t);
  await a.control.addFault('latency', { path: '/admin/system/get_setting', times: 1 });
  const nav = page.getByRole('navigation', { name: 'Pages' });
  await nav.getByRole('link', { name: 'System settings' }).click();
  await page.getByRole('link', { name: /^1\b/ }).filter({ hasText: '3000' }).waitFor();
  await nav.getByRole('link', { name: 'Overview' }).click();
  await page.getByRole('heading', { name: 'What this server offers' }).waitFor();
  await nav.getByRole('link', { name: /^Requests/ }).click();
  const filter = page.getByRole('navigation', { name: 'Which requests' });
  await filter.getByRole('link', { name: /^Failed \d+$/ }).click();
  await page.waitForURL('**/requests?show=failed');
  const failed = await rows.allInnerTexts();
  assert.ok(failed.length >= 1 && failed.every((row) => /500|502/.test(row)), failed.join('\n'));
  await rows.filter({ hasText: '502 html' }).filter({ hasText: 'a web page, no code' }).first().waitFor();
  // Another one may have been slow by itself.
  const slow = filter.getByRole('link', { name: /^Slow [1-9]/ });
  await slow.click();
  await page.waitForURL('**/requests?show=slow');
  await rows.filter({ hasText: /[3-9]\.\d\d s/ }).first().waitFor();
  await expect(rows.filter({ hasText: /\d ms/ })).toHaveCount(0);
  await expect(slow).toHaveAttribute('aria-current', 'true');
  await page.goBack();
  await page.waitForURL('**/requests?show=failed');
  await filter.getByRole('link', { name: /^All/ }).click();
  await page.waitForURL('**/requests');
});

test('a click opens one, its address opens it again, and it is closed', async (t) => {
  const { page, rows, detail } = await requests(t);
  await rows.first().click();
  await detail.waitFor();
  assert.match(page.url(), /\/c\/a\/requests\?open=\d+$/);
  await expect(rows.first()).toHaveAttribute('aria-selected', 'true');
  const open = new URL(page.url());
  await detail.getByRole('link', { name: 'Close' }).click();
  await detail.waitFor({ state: 'detached' });
  await page.goBack();
  await detail.waitFor();
  // A link from another tab names a request that only that tab had.
  await page.reload();
  await settled(page);
  await page.getByRole('heading', { name: `Request ${open.searchParams.get('open')} is no longer kept` }).waitFor();
  await page.getByText('Requests live in the tab that made them; a reload or Clear drops them.').waitFor();
});

test('the list is used by keyboard: arrows, Enter, c, Escape', async (t) => {
  const { page, rows, detail, clipboard } = await requests(t);
  await rows.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await detail.waitFor();
  await expect(rows.nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('c');
  const path = (await rows.nth(1).getByRole('cell').nth(2).innerText()).trim();
  await expect.poll(clipboard).toContain(path);
  assert.ok((await clipboard()).includes('curl -sS'));
  await page.keyboard.press('Escape');
  await detail.waitFor({ state: 'detached' });
  assert.equal(new URL(page.url()).search, '');
});

test('the detail shows pretty JSON with every digit, and neither secret nor signature', async (t) => {
  await changeSetting(a, 'sdk', 606, UID, `{"uid":${UID}}`);
  const { page, rows, detail, secrets: scan } = await requests(t, { read: [1, 606] });
  await rows.filter({ hasText: '/admin/system/get_setting' }).first().click();
  await detail.getByText('"id": 606').first().waitFor();
  const shown = await detail.innerText();
  assert.ok(shown.includes(`"value": "${UID}"`) && shown.includes(`{\\"uid\\":${UID}}`), shown);
  assert.match(shown, /HTTP 200/);
  assert.match(shown, /nonce: not shown[\s\S]*timestamp: \d{13}[\s\S]*sign: not shown/);
  await scan.check(secrets);
  const line = await detail.getByText('curl -sS').innerText();
  assert.ok(line.includes('$IM_SECRET') && !/sign: [0-9a-f]{40}/.test(await page.content()));
});

test('the export is a file of all requests, without secrets', async (t) => {
  const signs = [];
  await changeSetting(a, 'sdk', 606, UID, 'a long number');
  const { page, rows } = await requests(t, { read: [606] });
  page.on('request', (request) => signs.push(request.headers().sign));
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'System settings' }).click();
  await page.getByRole('link', { name: /^606\b/ }).filter({ hasText: UID }).waitFor();
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: /^Requests/ }).click();
  await rows.first().waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export JSON' }).click()]);
  assert.equal(download.suggestedFilename(), 'firetower-requests.json');
  const text = await readFile(await download.path(), 'utf8');
  const file = JSON.parse(text);
  assert.equal(file.connection, 'a');
  await expect(rows).toHaveCount(file.requests.length);
  const read = file.requests.find(({ body }) => body === '{"id":606}');
  assert.deepEqual([read.method, read.url, read.status, read.code], ['POST', `${url}/im/a/admin/system/get_setting`, 200, 0]);
  assert.ok(read.answer.includes(UID));
  for (const hidden of [...secrets, ...signs.filter(Boolean)]) assert.ok(!text.includes(hidden), 'a secret or signature was exported');
  assert.ok(signs.some(Boolean), 'no signed request was seen');
});

test('Clear forgets them all', async (t) => {
  const { page } = await requests(t);
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByRole('heading', { name: 'No request yet' }).waitFor();
  await expect(page.getByRole('button', { name: 'Export JSON' })).toBeDisabled();
  await expect(page.getByRole('navigation', { name: 'Pages' }).getByText(/failed/)).toHaveCount(0);
});

for (const [name, path] of [['a', '/admin/system/get_setting'], ['quoted', '/admin/get_setting']]) {
  test(`${name}: the copied curl line gets the same answer in a shell`, async (t) => {
    const { rows, detail, clipboard } = await requests(t, { name });
    await rows.filter({ hasText: path }).first().click();
    await detail.getByRole('button', { name: 'Copy as curl' }).click();
    await detail.getByRole('button', { name: 'Copied' }).waitFor();
    const line = await clipboard();
    await expect.poll(() => detail.locator('pre').textContent(), { message: 'the line shown is the line copied' }).toBe(line);
    assert.ok(line.includes(`${url}/im/${name}${path}`), 'it goes through the gateway, as the dashboard did');
    assert.ok(!line.includes(servers[name].secret), 'the line holds the secret');
    const answerOf = async (command) => {
      const { stdout } = await run('sh', ['-c', command], { env: { ...process.env, IM_SECRET: servers[name].secret } });
      return JSON.parse(stdout);
    };
    const answer = await answerOf(line);
    assert.equal(answer.code, 0);
    assert.equal(answer.result.value, '3000');
    const shown = (await detail.innerText()).replaceAll(/\s+/g, ' ');
    assert.ok(shown.includes(`"value": "${answer.result.value}"`) && shown.includes(`"desc": "${answer.result.desc}"`), shown);
    // Straight to the server, and with another secret.
    assert.deepEqual(await answerOf(line.replace(`${url}/im/${name}`, servers[name].url)), answer);
    const { stdout } = await run('sh', ['-c', `${line} -o /dev/null -w '%{http_code}'`], { env: { ...process.env, IM_SECRET: 'wrong' } });
    assert.equal(stdout, name === 'a' ? '200' : '401');
  });
}

test('the curl line of a write is offered beside the form, and does what the button would', async (t) => {
  const { page, context } = await pages(t, url).open({ connections: [{ slug: 'a' }] });
  await changeSetting(a, 'sdk', 707, 'old', 'kept');
  await signIn(page, '/c/a/system-settings/707', a.secret);
  const value = `it's $HOME \`id\` "值" 😀`;
  await page.getByRole('textbox', { name: /^Value/ }).fill(value);
  await page.getByRole('button', { name: 'Copy as curl' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const { stdout } = await run('sh', ['-c', await pasted(context)], { env: { ...process.env, IM_SECRET: a.secret } });
  assert.equal(JSON.parse(stdout).code, 0);
  await page.getByRole('button', { name: 'Read again' }).click();
  await page.getByRole('link', { name: /^707/ }).filter({ hasText: value }).waitFor();
});
