// When the app itself does not start, or falls: a page that says so instead of a white one.

import assert from 'node:assert/strict';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { axe } from '../harness/axe.mjs';
import { copyDist } from '../harness/dist.mjs';
import { expect } from '../harness/expect.mjs';
import { settled } from '../harness/page.mjs';
import { startFiretower } from '../harness/process.mjs';
import { demo, pages } from '../harness/world.mjs';
import { sealPage } from '../../xtask/scripts/seal.mjs';

/** Serves a copy of the build in which the files with this ending hold something else, and were built so, or are gone. */
async function broken(t, ending, content) {
  const dist = copyDist(t);
  for (const name of readdirSync(dist).filter((name) => name.includes('_bg.wasm') ? ending === '.wasm' : ending === '.js' && /dashboard.*\.js/.test(name))) {
    if (content === undefined || !name.endsWith(ending)) rmSync(join(dist, name));
    else writeFileSync(join(dist, name), content);
  }
  if (content !== undefined) sealPage(dist);
  const gateway = await startFiretower(['serve', '--listen', '127.0.0.1:0', '--dist', dist, '--upstream', 'a=http://127.0.0.1:1']);
  t.after(() => gateway.stop());
  return pages(t, gateway.url);
}

const DAMAGE = [
  ['without its .wasm', '.wasm', undefined],
  ['with half a .wasm', '.wasm', Buffer.from([0, 0x61, 0x73, 0x6d, 1])],
  ['without its .js', '.js', undefined],
  ['with a .js that throws', '.js', 'throw new Error("cut off")'],
];

for (const [what, ending, content] of DAMAGE) {
  for (const [lang, title, reload] of [['en', 'Firetower could not start', 'Reload'], ['zh', 'Firetower 无法启动', '重新加载']]) {
    test(`${what}, in ${lang}: what happened, and Reload`, async (t) => {
      const { open } = await broken(t, ending, content);
      // The browser names a file that it does not take, and what a script throws.
      const { page } = await open({ lang, theme: 'dark', mayBeNoisy: true });
      await page.goto('/c/a/overview');
      const button = page.getByRole('button', { name: reload });
      await button.waitFor();
      await expect(button).toBeFocused();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title, { useInnerText: true });
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
      await page.locator('summary').click();
      await expect(page.locator('pre'), 'the details say what it was').toHaveText(/.{5}/);
      await axe(page);
      const [navigation] = await Promise.all([page.waitForEvent('load'), button.press('Enter')]);
      assert.ok(navigation);
      await button.waitFor();
    });
  }
}

test('a panic takes the whole page, names what happened, and Reload brings the app back', async (t) => {
  const { open } = await demo(t);
  const { page } = await open();
  await page.goto('/c/demo/overview');
  await settled(page);
  await page.evaluate(() => window.dispatchEvent(new CustomEvent('firetower:panic', { detail: 'index out of <b>bounds</b>' })));
  const reload = page.getByRole('button', { name: 'Reload' });
  await reload.waitFor();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await page.locator('summary').click();
  await expect(page.locator('pre')).toHaveText('index out of <b>bounds</b>', { useInnerText: true });
  await axe(page);
  await reload.click();
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
});
