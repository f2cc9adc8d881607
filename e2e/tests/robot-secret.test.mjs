// A robot's secret: nothing takes a new one away before it was noted, and nothing else keeps it.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, beforeEach, test } from 'node:test';

import { ask } from '../harness/api.mjs';
import { axe } from '../harness/axe.mjs';
import { toChanges } from '../harness/changes.mjs';
import { expect } from '../harness/expect.mjs';
import { PHONE } from '../harness/page.mjs';
import { robotForm } from '../harness/robots.mjs';
import { enterSecret, signIn, until } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

const { url, servers, secrets } = await world({ after }, {
  servers: { professional: { edition: 'professional', data: 'demo' } },
});
const { professional } = servers;

beforeEach(() => professional.control.clearFaults());

const READ = '/admin/user/get_robot_info';
const WRITE = '/admin/robot/create';
const held = async (id) => {
  const { updateDt, ...robot } = (await ask(professional, READ, { robotId: id })).result;
  return robot;
};
const writes = async () => (await professional.control.requests()).filter(({ path }) => path.endsWith(WRITE));

async function opened(t, query, options = {}) {
  const all = await pages(t, url).open({ connections: [{ slug: 'professional', name: 'IM professional' }], ...options });
  const { page } = all;
  await signIn(page, `/c/professional/robots?${query}`, professional.secret);
  await professional.control.clearRequests();
  const parts = robotForm(page);
  await page.getByLabel(/^(Callback|回调地址)/).waitFor();
  return { ...all, ...parts };
}

test('rotating over another’s rotation is a conflict, and overwriting it is said to be that', async (t) => {
  const before = await held('robot21');
  const { page, rotate, write, secret, once, said } = await opened(t, 'id=robot21');
  await rotate.click();
  const made = await secret.inputValue();
  await ask(professional, WRITE, { ...before, secret: 'rotated-by-another-admin' });
  await professional.control.clearRequests();
  await write.click();
  const conflict = said('Someone else changed it meanwhile');
  await conflict.filter({ hasText: 'You started from the secret that you read; the server now holds another secret.' }).waitFor();
  await page.getByText('Somebody else replaced the secret after you read it.').waitFor();
  await axe(page);
  await expect.poll(writes).toStrictEqual([]);
  await expect(once).toHaveCount(0);
  await page.getByRole('button', { name: /^Overwrite another secret with my new secret/ }).click();
  await once.waitFor();
  await expect(once.locator('input')).toHaveValue(made);
  await expect.poll(() => held('robot21')).toStrictEqual({ ...before, secret: made });
});

test('a reading that fails takes nothing away: neither the form, nor the receipt, nor the secret', async (t) => {
  const { page, field, rotate, write, secret, once, verified } = await opened(t, 'id=robot22');
  const again = page.getByRole('button', { name: 'Read again' });
  const failed = page.getByRole('alert').filter({ hasText: '502' });
  const below = page.getByText(/^What stands below was read \d/);
  await rotate.click();
  const made = await secret.inputValue();
  await professional.control.addFault('502-html', { path: READ, times: 1 });
  await again.click();
  await failed.waitFor();
  await below.waitFor();
  await expect(secret).toHaveValue(made);
  // While the write is under way.
  await professional.control.addFault('hang-after', { path: WRITE });
  await write.click();
  await until('the write arrived', async () => (await writes()).length > 0);
  await professional.control.addFault('502-html', { path: READ, times: 1 });
  await again.click();
  await failed.waitFor();
  await verified.waitFor();
  await failed.waitFor({ state: 'detached' });
  await once.waitFor();
  // And after it.
  await professional.control.addFault('502-html', { path: READ });
  await again.click();
  await failed.waitFor();
  await axe(page);
  await expect(once.locator('input')).toHaveValue(made);
  await verified.waitFor();
  await professional.control.clearFaults();
  await page.getByRole('button', { name: 'Retry' }).click();
  await failed.waitFor({ state: 'detached' });
  await below.waitFor({ state: 'detached' });
  await expect(once.locator('input')).toHaveValue(made);
  await field('Callback').waitFor();
});

test('the browser asks before a new secret is lost, and only then', async (t) => {
  const { page, rotate, write, secret, once } = await opened(t, 'id=robot23');
  const asked = [];
  // It is stayed on the page.
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    return dialog.dismiss();
  });
  const leave = () => Promise.all([
    page.waitForEvent('dialog'),
    page.evaluate(() => location.reload()),
  ]);
  await rotate.click();
  const made = await secret.inputValue();
  await professional.control.addFault('hang-after', { path: WRITE });
  await write.click();
  await until('the write arrived', async () => (await writes()).length > 0);
  await leave();
  await once.waitFor();
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Overview' }).click();
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  await leave();
  await page.goBack();
  await once.waitFor();
  await expect(once.locator('input')).toHaveValue(made);
  await once.getByRole('button', { name: 'Done, hide it' }).click();
  await once.waitFor({ state: 'detached' });
  await page.reload();
  await enterSecret(page, professional.secret);
  await page.getByText('kept as it is').waitFor();
  assert.deepEqual(asked, ['beforeunload', 'beforeunload']);
});

test('rotated, created and compared: no export, no store and no raw answer holds a robot’s secret', async (t) => {
  const before = await held('robot24');
  const { page, field, rotate, write, create, secret, once, secrets: scan } = await opened(t, 'id=robot24');
  const compare = async (text, said) => {
    await page.getByLabel('Secret that the bot uses').fill(text);
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByText(new RegExp(`^${said} the server’s`)).waitFor();
  };
  await compare(before.secret, 'Equal to');
  await rotate.click();
  const rotated = await secret.inputValue();
  await write.click();
  await once.waitFor();
  await compare(before.secret, 'Different from');
  await compare(rotated, 'Equal to');
  await page.getByRole('link', { name: 'New robot…' }).click();
  await field('User ID').fill('unseen-bot');
  await field('Name').fill('unseen-bot');
  const created = await secret.inputValue();
  await create.click();
  await once.waitFor();
  await expect.poll(async () => (await held('unseen-bot')).secret).toBe(created);
  const hidden = [...secrets, before.secret, rotated, created];
  await scan.checkKept(hidden);

  const menu = page.getByRole('navigation', { name: 'Pages' });
  await menu.getByRole('link', { name: /console/i }).click();
  await page.getByRole('textbox', { name: /^Path/ }).fill(READ);
  await page.getByRole('textbox', { name: /^Body/ }).fill('{"robotId":"robot24"}');
  await page.getByRole('button', { name: /^Send to/ }).click();
  await page.getByRole('region', { name: 'Answer' }).getByText('"secret": "not shown"').waitFor();
  await scan.checkKept(hidden);

  const exported = async (name) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
    return readFile(await download.path(), 'utf8');
  };
  await menu.getByRole('link', { name: /^Requests/ }).click();
  const requests = await exported('Export JSON');
  await scan.checkKept(hidden);
  await toChanges(page);
  const texts = [requests, await exported('Export JSON'), await exported('Export CSV')];
  await scan.checkKept(hidden);
  for (const text of texts) {
    assert.ok(text.includes('robot24') && text.includes('unseen-bot'), 'it holds what was done');
    for (const one of hidden) assert.ok(!text.includes(one), 'an export holds a secret');
  }
});

for (const [theme, lang] of [['light', 'en'], ['dark', 'zh']]) {
  test(`the warning and the new secret, on a phone: axe and its width, ${theme} ${lang}`, async (t) => {
    const { page, rotate, write, once, said } = await opened(t, `id=robot${lang === 'en' ? 25 : 26}`, { theme, lang, viewport: PHONE });
    const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
    await rotate.click();
    await said(/^(Running bots stop|运行中的机器人会中断)/).waitFor();
    await expect.poll(fits).toBe(true);
    await axe(page);
    await write.click();
    await once.waitFor();
    await once.getByRole('button', { name: /^(Show|显示)$/ }).click();
    await expect.poll(fits).toBe(true);
    await axe(page);
  });
}
