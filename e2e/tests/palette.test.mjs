// Switching connections by card and keyboard, and jumping by a few letters.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { axe } from '../harness/axe.mjs';
import { worldOnBothOrigins } from '../harness/origins.mjs';
import { PHONE } from '../harness/page.mjs';

const { here, onBoth } = await worldOnBothOrigins({ after }, { servers: { a: {}, b: {} } });

const CONNECTIONS = [
  { slug: 'a', name: 'IM a' },
  { slug: 'b', name: '上海 <b>', environment: 'production' },
  { slug: 'c', name: 'Beijing' },
];

async function opened(t, { at = here, ...options } = {}) {
  const all = await at.open(t, { connections: CONNECTIONS, refresh: 'off', ...options });
  await all.page.goto('/c/a/requests?show=failed');
  await all.page.getByRole('heading', { level: 1 }).waitFor();
  return { ...all, input: all.page.getByRole('combobox', { name: /^(Search or jump|搜索或跳转)$/ }) };
}

test('Ctrl+K finds a connection by part of its name and keeps the page', onBoth(async (t, at) => {
  const { page, input } = await opened(t, { at });
  await page.keyboard.press('Control+k');
  await input.fill('上');
  await page.getByRole('option', { name: /上海 <b>.*Production/ }).waitFor();
  assert.equal(await page.getByRole('option').count(), 1);
  await page.keyboard.press('Enter');
  // The same page of the other server, without what was open on this one.
  await page.waitForURL((url) => url.pathname === '/c/b/requests' && url.search === '');
  assert.equal(await page.locator('body').getAttribute('data-env'), 'production');
}));

test('arrows choose among pages and connections, and Escape leaves all as it was', async (t) => {
  const { page, input } = await opened(t);
  await page.getByRole('button', { name: /^Search or jump/ }).click();
  const chosen = () => page.locator('[role=option][aria-selected=true]').innerText();
  assert.match(await chosen(), /上海/);
  await input.press('ArrowUp');
  assert.match(await chosen(), /Connection check/);
  await input.press('ArrowDown');
  await input.press('ArrowDown');
  assert.match(await chosen(), /Beijing/);
  await input.press('Escape');
  await input.waitFor({ state: 'detached' });
  assert.equal(new URL(page.url()).pathname, '/c/a/requests');
  await page.keyboard.press('Control+k');
  await input.fill('nothing of the kind');
  await page.getByText('Nothing is called so.').waitFor();
  await input.fill('置顶');
  await page.getByRole('option', { name: /^Pins/ }).click();
  await page.waitForURL('**/c/a/pins');
});

test('the card is walked by arrows, Home, End and letters', onBoth(async (t, at) => {
  const { page } = await opened(t, { at });
  await page.locator('#conn').press('Enter');
  const focused = () => page.evaluate(() => document.activeElement.innerText);
  await page.waitForFunction(() => document.activeElement.matches('.conn-list a'));
  await page.keyboard.press('ArrowDown');
  assert.match(await focused(), /上海/);
  await page.keyboard.press('End');
  assert.match(await focused(), /Add connection/);
  await page.keyboard.press('Home');
  assert.match(await focused(), /IM a/);
  await page.keyboard.press('b');
  assert.match(await focused(), /Beijing/);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/c/c/overview');
}));

test('opened again at once after Escape it stays open', async (t) => {
  const { page, input } = await opened(t);
  await page.keyboard.press('Control+k');
  await input.waitFor();
  // A browser tells of a closing a moment after it, and somebody may be as quick as that.
  await page.getByRole('dialog', { name: 'Search or jump' }).evaluate(async (dialog) => {
    const told = new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
    dialog.close();
    dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true }));
    await told;
  });
  await input.fill('pins');
  await page.getByRole('option', { name: /^Pins/ }).click();
  await page.waitForURL('**/c/a/pins');
});

for (const [lang, theme, viewport] of [['zh', 'dark', PHONE], ['en', 'light', undefined]]) {
  test(`axe finds nothing, ${theme} ${lang}`, async (t) => {
    const { page, input } = await opened(t, { lang, theme, ...(viewport && { viewport }) });
    await page.keyboard.press('Control+k');
    await input.waitFor();
    await axe(page);
  });
}
