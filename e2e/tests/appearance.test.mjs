// How every page stands: accessible in both themes and languages, on a phone, by keyboard alone.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { changeSetting } from '../harness/api.mjs';
import { axe } from '../harness/axe.mjs';
import { expect } from '../harness/expect.mjs';
import { PHONE, settled } from '../harness/page.mjs';
import { signIn } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

const { url, servers } = await world({ after }, {
  servers: { a: { edition: 'professional', dialect: 'documented', data: 'demo' }, sick: { edition: 'community' } },
});
const { a, sick } = servers;
await changeSetting(a, 'documented', 808, '\u202e<b>值</b> '.repeat(6), `${'long'.repeat(16)}`);
await sick.control.addFault('502-html');

const CONNECTIONS = [{ slug: 'a', name: '生产 & <b>long</b> name of a cluster', environment: 'production' }, { slug: 'sick' }];
const write = (page) => page.getByRole('button', { name: /^(Write to|写入) / });

/** Every page and state: how one gets there. */
const VIEWS = {
  'first run': async (page) => page.goto('/connections/new?slug=new'),
  'list of connections at the start': async (page) => page.goto('/'),
  'secret prompt': async (page) => page.goto('/c/a/overview'),
  'refused secret': async (page) => {
    await page.goto('/c/a/overview');
    await page.getByLabel(/^(Secret|密钥)/).fill('123456 ');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: '244' }).waitFor();
  },
  'unknown connection': async (page) => page.goto('/c/nobody/overview'),
  'unknown page': async (page) => page.goto('/c/a/no-such-page'),
  connections: async (page) => page.goto('/c/a/connections'),
  'removing a connection': async (page) => {
    await page.goto('/c/a/connections');
    await page.getByRole('button', { name: /^(Remove|移除)/ }).first().click();
    await page.getByRole('alertdialog').waitFor();
  },
  'editing a connection': async (page) => page.goto('/c/a/connection'),
  overview: async (page) => {
    await signIn(page, '/c/a/overview', a.secret);
    await page.getByRole('heading', { name: /^(What this server offers|此服务器提供的功能)$/ }).waitFor();
  },
  'failed overview': async (page) => {
    await signIn(page, '/c/sick/overview', sick.secret);
    await page.getByRole('alert').waitFor();
    await page.locator('summary').first().click();
  },
  'settings without a choice': async (page) => signIn(page, '/c/a/system-settings', a.secret),
  'setting with a draft': async (page) => {
    await signIn(page, '/c/a/system-settings/1', a.secret);
    await page.getByLabel(/^(Value|值)/).fill('many');
  },
  'setting with hostile texts': async (page) => signIn(page, '/c/a/system-settings/808', a.secret),
  'setting that is not set': async (page) => signIn(page, '/c/a/system-settings/809', a.secret),
  'failed setting': async (page) => signIn(page, '/c/sick/system-settings/1', sick.secret),
  'question before a write': async (page) => {
    await signIn(page, '/c/a/system-settings/1003', a.secret);
    await page.getByLabel(/^(Value|值)/).fill('asked');
    await write(page).last().click();
    await page.getByRole('alertdialog').waitFor();
  },
  receipt: async (page) => {
    await changeSetting(a, 'documented', 1002, 'before');
    await signIn(page, '/c/a/system-settings/1002', a.secret);
    await page.getByLabel(/^(Value|值)/).fill('after');
    await write(page).last().click();
    await page.getByRole('alertdialog').getByRole('button').last().click();
    await page.getByText(/^(Verified|已核实)$/).waitFor();
  },
  conflict: async (page) => {
    await changeSetting(a, 'documented', 1001, 'before');
    await signIn(page, '/c/a/system-settings/1001', a.secret);
    await page.getByLabel(/^(Value|值)/).fill('mine');
    await changeSetting(a, 'documented', 1001, 'theirs');
    await write(page).last().click();
    await page.getByRole('alertdialog').getByRole('button').last().click();
    await page.getByRole('alert').waitFor();
  },
  requests: async (page) => {
    await signIn(page, '/c/sick/overview', sick.secret);
    await page.getByRole('alert').waitFor();
    await page.evaluate(() => document.querySelector('a[href*="requests"]').click());
    await page.getByRole('table').waitFor();
  },
  'one request': async (page) => {
    await VIEWS.requests(page);
    await page.getByRole('table').getByRole('row').last().click();
    await page.getByRole('region', { name: /^(Request detail|请求详情)$/ }).waitFor();
  },
  'requests of a fresh tab': async (page) => page.goto('/c/a/requests?open=3'),
};

/** Everything that stands out to the right of the window without a scrolling box of its own around it. */
const overhanging = (page) => page.evaluate(() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > width + 1)
    .map((element) => `${element.tagName.toLowerCase()}.${element.className.baseVal ?? element.className}`).slice(0, 5);
});

for (const [name, go] of Object.entries(VIEWS)) {
  test(`${name}: accessible and inside the window, on a screen and on a phone, light and dark`, async (t) => {
    const { page } = await pages(t, url).open({ refresh: 'off', connections: CONNECTIONS });
    const problems = [];
    const look = async (theme, lang) => {
      await settled(page);
      const where = `${page.viewportSize().width} ${theme} ${lang}`;
      const [title, root] = [await page.title(), page.locator('html')];
      if (!/^.+ · Firetower$/.test(title)) problems.push(`${where}: the title is ${JSON.stringify(title)}`);
      await expect.poll(async () => [await root.getAttribute('lang'), await root.getAttribute('data-theme')]).toStrictEqual([lang, theme]);
      const over = await overhanging(page);
      if (over.length > 0) problems.push(`${where}: too wide: ${over.join(', ')}`);
      await axe(page).catch((problem) => problems.push(`${where}: ${problem.message}`));
    };
    await go(page);
    await look('light', 'en');
    // The same state in everything else at once. The switches may lie in the drawer or behind a question.
    await page.getByRole('button', { name: /^Theme: light/, includeHidden: true }).dispatchEvent('click');
    await page.getByRole('button', { name: '中文', includeHidden: true }).dispatchEvent('click');
    await page.waitForFunction(() => document.documentElement.lang === 'zh-CN');
    await page.setViewportSize(PHONE);
    await look('dark', 'zh-CN');
    assert.equal(problems.length, 0, problems.join('\n'));
  });
}

test('titles name page and connection', async (t) => {
  const { page } = await pages(t, url).open({ connections: [{ slug: 'a', name: 'Cluster A' }, { slug: 'sick' }] });
  await signIn(page, '/c/a/overview', a.secret);
  const nav = page.getByRole('navigation', { name: 'Pages' });
  for (const title of ['Overview', 'System settings', 'Requests', 'Connections']) {
    await nav.getByRole('link', { name: new RegExp(`^${title}`) }).click();
    await page.waitForFunction((title) => document.title === title, `${title} · Cluster A · Firetower`);
    await expect(nav.getByRole('link', { name: new RegExp(`^${title}`) })).toHaveAttribute('aria-current');
  }
});

test('theme and language are switched at once and kept', async (t) => {
  const { page } = await pages(t, url).open({ connections: [{ slug: 'a' }, { slug: 'sick' }] });
  await page.goto('/c/a/connections');
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.getByRole('button', { name: 'Theme: light. Switch to dark' }).click();
  await expect.poll(ground).not.toBe(light);
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('heading', { level: 1, name: '连接管理' }).waitFor();
  const dark = await ground();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: '连接管理' }).waitFor();
  await expect.poll(async () => [await page.getAttribute('html', 'lang'), await page.getAttribute('html', 'data-theme'), await ground()]).toStrictEqual(['zh-CN', 'dark', dark]);
});

test('on a phone the rail is a drawer, opened and closed by keyboard', async (t) => {
  const { page } = await pages(t, url).open({ viewport: PHONE, connections: [{ slug: 'a' }, { slug: 'sick' }] });
  await page.goto('/c/a/connections');
  const menu = page.getByRole('button', { name: 'Open the menu' });
  const nav = page.getByRole('navigation', { name: 'Pages' });
  await expect(nav).not.toBeVisible();
  await menu.focus();
  await page.keyboard.press('Enter');
  await nav.waitFor();
  await expect(menu).toHaveAttribute('aria-expanded', 'true');
  const inside = () => page.evaluate(() => document.querySelector('#rail').contains(document.activeElement));
  await page.keyboard.press('Tab');
  await expect.poll(inside, { message: 'Tab goes into the drawer' }).toBe(true);
  await page.keyboard.press('Escape');
  await nav.waitFor({ state: 'hidden' });
  await expect(menu, 'the focus is back at the button').toBeFocused();
  await page.keyboard.press('Enter');
  await nav.getByRole('link', { name: 'Requests' }).press('Enter');
  await page.waitForURL('**/c/a/requests');
  await nav.waitFor({ state: 'hidden' });
});

test('from the overview to a verified change of setting 1 by keyboard alone', async (t) => {
  await changeSetting(a, 'documented', 1, '3000', 'd');
  const { page } = await pages(t, url).open({ refresh: 'off', connections: [{ slug: 'a', environment: 'production' }] });
  await page.goto('/c/a/overview');
  /** Presses Tab until the focus is on what is wanted, and sees that it shows. */
  const tabTo = async (role, name) => {
    const wanted = page.getByRole(role, { name });
    await wanted.first().waitFor();
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab');
      const there = await wanted.evaluateAll((found) => {
        const at = document.activeElement;
        return found.includes(at) && getComputedStyle(at).outlineStyle !== 'none' && parseFloat(getComputedStyle(at).outlineWidth) >= 2;
      });
      if (there) return;
    }
    throw new Error(`Tab never came, visibly, to ${role} ${name}`);
  };
  const secret = page.getByLabel(/^Secret/);
  await secret.waitFor();
  while (!(await secret.evaluate((field) => field === document.activeElement))) await page.keyboard.press('Tab');
  await page.keyboard.type(a.secret);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Check now' }).waitFor();
  await tabTo('link', 'System settings');
  await page.keyboard.press('Enter');
  await tabTo('link', /^1\b/);
  await page.keyboard.press('Enter');
  await tabTo('textbox', /^Value/);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('7000');
  await tabTo('button', /^Write to a/);
  await page.keyboard.press('Enter');
  await page.getByRole('alertdialog').waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement.textContent), { message: 'the harmless answer has the focus' }).toBe('Cancel');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'Verified' }).waitFor();
});

test('the first Tab skips to the content', async (t) => {
  const { page } = await pages(t, url).open({ connections: [{ slug: 'a' }] });
  await page.goto('/c/a/connections');
  await settled(page);
  await page.keyboard.press('Tab');
  await expect.poll(() => page.evaluate(() => document.activeElement.textContent)).toBe('Skip to the content');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement.id)).toBe('main');
  assert.match(page.url(), /\/c\/a\/connections/);
});
