// Switching connections by card and keyboard, and jumping by a few letters.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { axe } from '../harness/axe.mjs';
import { expect } from '../harness/expect.mjs';
import { worldOnBothOrigins } from '../harness/origins.mjs';
import { PHONE } from '../harness/page.mjs';
import { signIn } from '../harness/sign-in.mjs';

const { here, servers, onBoth } = await worldOnBothOrigins({ after }, { servers: { a: { edition: 'professional' }, b: {} } });

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
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  // The same page of the other server, without what was open on this one.
  await page.waitForURL((url) => url.pathname === '/c/b/requests' && url.search === '');
  await expect(page.locator('body')).toHaveAttribute('data-env', 'production');
}));

test('arrows choose among pages and connections, and Escape leaves all as it was', onBoth(async (t, at) => {
  const { page, input } = await opened(t, { at });
  await page.getByRole('button', { name: /^Search or jump/ }).click();
  const chosen = () => page.locator('[role=option][aria-selected=true]').innerText();
  await expect.poll(chosen).toMatch(/上海/);
  await input.press('ArrowUp');
  await expect.poll(chosen).toMatch(/Connection check/);
  await input.press('ArrowDown');
  await input.press('ArrowDown');
  await expect.poll(chosen).toMatch(/Beijing/);
  await input.press('Escape');
  await input.waitFor({ state: 'detached' });
  assert.equal(new URL(page.url()).pathname, '/c/a/requests');
  await page.keyboard.press('Control+k');
  await input.fill('nothing of the kind');
  await page.getByText('Nothing is called so.').waitFor();
  await input.fill('置顶');
  await page.getByRole('option', { name: /^Pins/ }).click();
  await page.waitForURL('**/c/a/pins');
}));

test('an id leads to what may have it, a conversation and a link to their form', async (t) => {
  const { page, input } = await opened(t);
  await signIn(page, '/c/a/overview', servers.a.secret);
  const choose = async (text, name, address) => {
    await page.keyboard.press('Control+k');
    await input.fill(text);
    await page.getByRole('option', { name }).click();
    await page.waitForURL((url) => url.pathname + url.search === address);
  };
  await page.keyboard.press('Control+k');
  await input.fill(' FireRobot ');
  await expect(page.getByRole('listbox', { name: 'Found' }).getByRole('option')).toHaveText([
    'Open user settings of FireRobot by ID', 'Open robot FireRobot by ID', 'Pins of FireRobot by ID', 'Files sent by FireRobot by ID',
  ], { useInnerText: true });
  // By keyboard the first of them.
  await page.keyboard.press('Enter');
  await page.waitForURL('**/c/a/user-settings?user=FireRobot');
  await choose('FireRobot', /^Open robot FireRobot/, '/c/a/robots?id=FireRobot');
  await choose('u0203', /^Pins of u0203/, '/c/a/pins?user=u0203');
  await page.waitForFunction(() => document.querySelector('.pin-ask input[name=user]')?.value === 'u0203');
  await expect(page.getByText('The address of this page names no user')).toHaveCount(0);
  await choose('1-2-g005', /^Pin of 1-2-g005/, '/c/a/pins?conversation=1-2-g005');
  await page.waitForFunction(() => document.querySelector('.pin-ask input[name=target]')?.value === 'g005');
  await choose('https://tower.corp/c/im/pins?user=u2&conversation=1-0-g7', /^Files of 1-0-g7.*from the link/, '/c/a/files?view=conversation&user=u2&conversation=1-0-g7');
  await choose('1001', /^Open system setting 1001/, '/c/a/system-settings/1001');
  await choose('75735276990792720', /^File of message 75735276990792720/, '/c/a/files?view=message&uid=75735276990792720');
});

for (const [platform, keys] of [['MacIntel', '⌘K'], ['Linux x86_64', 'Ctrl K']]) {
  test(`the button names the keys of ${platform}, and they open it`, async (t) => {
    const { page, input, context } = await opened(t);
    await context.addInitScript((platform) => Object.defineProperty(navigator, 'platform', { get: () => platform }), platform);
    await page.reload();
    await page.getByRole('button', { name: `Search or jump… ${keys}` }).waitFor();
    await page.keyboard.press(platform === 'MacIntel' ? 'Meta+k' : 'Control+k');
    await input.waitFor();
  });
}

test('the card is walked by arrows, Home, End and letters', onBoth(async (t, at) => {
  const { page } = await opened(t, { at });
  await page.locator('#conn').press('Enter');
  const focused = () => page.evaluate(() => document.activeElement.innerText);
  await page.waitForFunction(() => document.activeElement.matches('.conn-list a'));
  await page.keyboard.press('ArrowDown');
  await expect.poll(focused).toMatch(/上海/);
  await page.keyboard.press('End');
  await expect.poll(focused).toMatch(/Add connection/);
  await page.keyboard.press('Home');
  await expect.poll(focused).toMatch(/IM a/);
  await page.keyboard.press('b');
  await expect.poll(focused).toMatch(/Beijing/);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/c/c/overview');
}));

test('opened again at once after Escape it stays open', onBoth(async (t, at) => {
  const { page, input } = await opened(t, { at });
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
  await page.getByRole('option', { name: 'Pins page' }).click();
  await page.waitForURL('**/c/a/pins');
}));

for (const [lang, theme, viewport] of [['zh', 'dark', PHONE], ['en', 'light', undefined]]) {
  test(`axe finds nothing, ${theme} ${lang}`, async (t) => {
    const { page, input } = await opened(t, { lang, theme, ...(viewport && { viewport }) });
    await page.keyboard.press('Control+k');
    await input.waitFor();
    await axe(page);
  });
}

for (const path of ['/connections', '/connections/new', '/c/nobody/overview']) {
  test(`outside any connection, at ${path}, Ctrl+K finds the connections`, onBoth(async (t, at) => {
    const { page } = await at.open(t, { connections: CONNECTIONS, refresh: 'off' });
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    const found = page.getByRole('dialog').getByRole('option');
    await expect(found).toHaveCount(3);
    await axe(page);
    await page.getByRole('combobox', { name: 'Search or jump' }).fill('beij');
    await expect(found).toHaveCount(1);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/c/c/overview');
    await page.getByRole('heading', { name: 'Secret for Beijing' }).waitFor();
  }));
}
