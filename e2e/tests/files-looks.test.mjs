// Files in both languages, themes and sizes: nothing overflows, axe finds nothing.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { axe } from '../harness/axe.mjs';
import { expect } from '../harness/expect.mjs';
import { conversation, overflow } from '../harness/files.mjs';
import { DESKTOP, PHONE, settled } from '../harness/page.mjs';
import { signIn } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

const { url, servers } = await world({ after }, {
  servers: { a: { edition: 'professional', dialect: 'documented', data: 'demo' } },
});

for (const [viewport, theme, lang] of [
  [DESKTOP, 'light', 'en'],
  [DESKTOP, 'dark', 'zh'],
  [PHONE, 'light', 'zh'],
  [PHONE, 'dark', 'en'],
]) {
  test(`${viewport.width} px, ${theme}, ${lang}`, async (t) => {
    const { page } = await pages(t, url).open({ connections: [{ slug: 'a' }], viewport, theme, lang });
    const check = async (what) => {
      await settled(page);
      await expect.poll(() => overflow(page), { message: what }).toBe(0);
      await axe(page);
    };
    const table = page.getByRole('table');
    const row = page.locator('tbody').getByRole('row').nth(1);
    await signIn(page, '/c/a/files?size=20', servers.a.secret);
    await page.getByRole('button', { name: /^(Show files|查看文件)$/ }).click();
    await page.getByRole('alert').waitFor();
    await check('nothing asked, and told so');

    await page.getByRole('textbox', { name: /^(Read as|查看身份)/ }).fill('u0001');
    await page.getByRole('textbox', { name: /^(Target|目标 ID)/ }).fill('1-0-g001');
    await page.keyboard.press('Enter');
    await table.waitFor();
    await check('a list');
    await row.getByRole('cell').first().click();
    await page.getByRole('region', { name: /^(File|文件详情)$/ }).last().waitFor();
    await check('an open file');
    await page.getByRole('button', { name: /^(Close|关闭)$/ }).last().click();

    await page.getByRole('textbox', { name: /^(Name|名称)/ }).fill('nowhere');
    await check('nothing matches');
    await servers.a.control.addFault('502-html', { path: '/admin/file/conversation_files' });
    await page.getByRole('button', { name: /^(Find on further pages|在后续页中查找)$/ }).click();
    await page.getByRole('alert').waitFor();
    await check('a search that failed');
    await servers.a.control.clearFaults();
    assert.ok(page.url().endsWith(conversation('a', '1-0-g001', '&size=20&name=nowhere')), page.url());
  });
}
