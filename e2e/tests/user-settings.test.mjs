// User settings: finding a user and a setting, and reading it. Nothing here writes.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { ask, changeUserSetting } from '../harness/api.mjs';
import { axe } from '../harness/axe.mjs';
import { pasted } from '../harness/clipboard.mjs';
import { expect, words } from '../harness/expect.mjs';
import { PHONE, settled } from '../harness/page.mjs';
import { enterSecret, signIn } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

const { url, servers, secrets } = await world({ after }, {
  servers: {
    pro: { edition: 'professional', dialect: 'documented', data: 'demo' },
    com: { edition: 'community' },
  },
});

const SET = '/c/pro/user-settings?user=u0001&scope=3&key=1-0-g001';
const HOSTILE_NAME = `<img src=x onerror="document.documentElement.dataset.foreignScript='ran'">`;

beforeEach(() => Promise.all(Object.values(servers).flatMap(({ control }) => [
  control.clearFaults(), control.restoreHabits(), control.clearRequests(),
])));

async function opened(t, path, options = {}) {
  const slug = path.split('/')[2];
  const { page, ...rest } = await pages(t, url).open({ connections: [{ slug, name: `IM ${slug}` }], ...options });
  await signIn(page, path, servers[slug].secret);
  const box = (name) => page.getByRole('textbox', { name, exact: true });
  return {
    page,
    ...rest,
    user: box('User ID'),
    number: page.getByRole('textbox', { name: /^Scope number/ }),
    key: page.getByRole('textbox', { name: /^Key/ }),
    line: box('Line'),
    target: box('Target'),
    value: page.getByRole('textbox', { name: /^Value/ }),
    read: page.getByRole('button', { name: 'Read setting' }),
    find: page.getByRole('button', { name: 'Find user' }),
    catalogue: page.getByRole('combobox', { name: 'Scope' }),
    query: () => Object.fromEntries(new URL(page.url()).searchParams),
  };
}

const asked = async (server, path) => (await server.control.requests()).filter((request) => request.path === path);

test('a user is found by id, login name and mobile, and shown with id, name and type', async (t) => {
  const { page, context, user, find, query } = await opened(t, '/c/pro/user-settings');
  await page.getByText('User settings are read one by one').waitFor();
  await find.click();
  await page.getByText('Say whose setting it is.').waitFor();
  await user.fill('u0001');
  await find.click();
  const person = page.getByRole('status').filter({ hasText: 'userId' });
  await person.getByText(HOSTILE_NAME).waitFor();
  await expect.poll(() => words(person)).toMatch(/userId u0001 .*Login name zhang\.jie\.0001 Type User/);
  assert.deepEqual(query(), { user: 'u0001' });
  await expect.poll(async () => (await asked(servers.pro, '/admin/user/get_info')).length, { message: 'asked once' }).toBe(1);
  await person.getByRole('button', { name: 'Copy ID' }).click();
  await expect.poll(() => pasted(context)).toBe('u0001');

  await page.getByRole('radio', { name: 'By login name' }).check();
  await expect(person, 'what was found by id is no answer to another question').toHaveCount(0);
  await page.getByRole('textbox', { name: 'Login name' }).fill('nobody.at.all');
  await find.click();
  await page.getByText('Nobody has the login name nobody.at.all (253).').waitFor();
  await expect(page.getByRole('alert'), 'a state, not an error').toHaveCount(0);
  await page.getByRole('textbox', { name: 'Login name' }).fill('zhang.jie.0001');
  await find.click();
  await person.getByText('u0001', { exact: true }).waitFor();
  await expect(user, 'the form goes on with the id').toHaveValue('u0001');

  const { result } = await ask(servers.pro, '/admin/user/get_info', { userId: 'u0021' });
  await page.getByRole('radio', { name: 'By mobile' }).check();
  await page.getByRole('textbox', { name: 'Mobile number' }).fill(result.mobile);
  await find.click();
  await person.getByText('u0021', { exact: true }).waitFor();
  assert.deepEqual(query(), { user: 'u0021' });
  await page.goto('/c/pro/user-settings?user=robot01');
  await enterSecret(page, servers.pro.secret);
  await page.getByText('Robot', { exact: true }).waitFor();
  await expect(page.getByRole('link', { name: 'This robot' })).toHaveAttribute('href', /robots\?id=robot01$/);
  assert.equal((await servers.pro.control.requests()).filter(({ writes }) => writes).length, 0);
});

test('nobody of this id is a state, and settings are read all the same', async (t) => {
  await changeUserSetting(servers.pro, 'gone', 1001, 'k', 'still here');
  const { page, value } = await opened(t, '/c/pro/user-settings?user=gone&scope=1001&key=k');
  await page.getByText('Nobody has the ID gone (253).').waitFor();
  await page.getByText('a server may keep those of a user who is gone').waitFor();
  await expect(value).toHaveValue('still here');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('every built-in scope is in the catalogue, and any number can be entered', async (t) => {
  const { page, user, number, catalogue, read, query } = await opened(t, '/c/pro/user-settings');
  const names = await catalogue.getByRole('option').allInnerTexts();
  assert.deepEqual(names.slice(1, 29).map((name) => name.split(' · ')[0]), Array.from({ length: 28 }, (_, at) => String(at + 1)));
  assert.match(names[3], /^3 · Conversation on top$/);
  for (const [text, said] of [
    ['3', 'Built in: WildfireChat’s clients and servers read it.'],
    ['15', 'The protocol stack’s own: the vendor says not to use it directly.'],
    ['29', 'Reserved: below 1000 and not in the vendor’s list'],
    ['-7', 'Reserved: below 1000 and not in the vendor’s list'],
    ['1000', 'Your own: 1000 and up belong to your systems'],
  ]) {
    await number.fill(text);
    await page.getByText(said).waitFor();
  }
  await expect(catalogue).toHaveValue('own');
  await catalogue.selectOption('28');
  await expect(number).toHaveValue('28');
  await user.fill('u0001');
  for (const [wrong, said] of [['', 'Choose a scope, or type its number.'], ['x', 'A scope is a whole number'], ['2147483648', 'A scope is a whole number']]) {
    await number.fill(wrong);
    await read.click();
    await page.getByText(said).first().waitFor();
  }
  await expect.poll(async () => (await asked(servers.pro, '/admin/user/get_setting')).length).toBe(0);
  await number.fill('2147483647');
  await read.click();
  await page.getByRole('heading', { name: 'Not set' }).waitFor();
  assert.deepEqual(query(), { user: 'u0001', scope: '2147483647', key: '' });
});

test('a key is built from type, line and target, and taken apart when it is typed', async (t) => {
  const { page, user, number, key, line, target, read, value, query } = await opened(t, '/c/pro/user-settings?user=u0001');
  const type = page.getByRole('combobox', { name: 'Type' });
  await number.fill('1000');
  await expect(line, 'there is no builder where keys are free').toHaveCount(0);
  await number.fill('3');
  await expect(user).toHaveValue('u0001');
  await target.fill('g001');
  await expect(key).toHaveValue('1-0-g001');
  await type.selectOption({ label: '0 · Single' });
  await line.fill('2');
  await expect(key).toHaveValue('0-2-g001');
  await line.fill('-1');
  await page.getByText('A line is a whole number, 0 and up.').waitFor();
  await expect(key, 'a wrong part does not spoil the key').toHaveValue('0-2-g001');
  await key.fill('7-3-a-b-c');
  await expect.poll(async () => [await type.inputValue(), await line.inputValue(), await target.inputValue()]).toStrictEqual(['7', '3', 'a-b-c']);
  await key.fill('g001');
  await page.getByText('Not of the form type-line-target').waitFor();
  await key.fill('1-0-g001');
  await read.click();
  await page.getByRole('heading', { name: 'Conversation on top' }).waitFor();
  await expect(value).toHaveValue('1');
  assert.deepEqual(query(), { user: 'u0001', scope: '3', key: '1-0-g001' });

  await page.getByRole('heading', { name: 'Which setting' }).click();
  await number.fill('5');
  await page.getByText('the key is the group’s ID alone').first().waitFor();
  await page.getByRole('button', { name: 'Use g001' }).click();
  await expect(key).toHaveValue('g001');
  await read.click();
  await page.getByRole('heading', { name: 'Group hide nickname' }).waitFor();
});

test('a link opens the setting, Back and Forward go through them, and links lead on', async (t) => {
  const { page, value } = await opened(t, SET);
  await page.getByRole('heading', { name: 'Conversation on top' }).waitFor();
  await expect(value).toHaveValue('1');
  await page.getByRole('definition').filter({ hasText: 'Group g001' }).waitFor();
  const href = (name) => page.getByRole('link', { name }).first().getAttribute('href');
  await expect.poll(() => href('This pin on the Pins page')).toMatch(/pins\?user=u0001&conversation=1-0-g001$/);
  await expect.poll(() => href('Files of this conversation')).toMatch(/files\?view=conversation&user=u0001&conversation=1-0-g001$/);
  await expect.poll(() => href('This user’s files')).toMatch(/files\?view=user&user=u0001$/);
  const looked = page.getByRole('navigation', { name: 'Looked at' });
  await page.getByRole('heading', { name: 'Which setting' }).click();
  await page.getByRole('textbox', { name: /^Scope number/ }).fill('1000');
  await page.getByRole('textbox', { name: /^Key/ }).fill('theme');
  await page.getByRole('button', { name: 'Read setting' }).click();
  await page.getByRole('heading', { name: 'Your own scope' }).waitFor();
  await expect(value).toHaveValue('dark');
  await expect(looked.getByRole('link')).toHaveCount(2);
  await page.goBack();
  await page.getByRole('heading', { name: 'Conversation on top' }).waitFor();
  await expect(value).toHaveValue('1');
  await page.goForward();
  await page.getByRole('heading', { name: 'Your own scope' }).waitFor();
  await page.reload();
  await enterSecret(page, servers.pro.secret);
  await expect(value).toHaveValue('dark');
  await expect.poll(async () => (await looked.getByRole('link').allInnerTexts()).map((row) => row.split('\n')[0])).toStrictEqual(['1000', '3']);
  await looked.getByRole('link', { name: /^3/ }).click();
  await page.getByRole('heading', { name: 'Conversation on top' }).waitFor();
  await expect(looked.getByRole('link', { name: /^3/ })).toHaveAttribute('aria-current', 'true');
  await page.getByRole('button', { name: 'Forget in this browser: User setting 1000, theme, of u0001' }).click();
  await page.reload();
  await enterSecret(page, servers.pro.secret);
  await expect(looked.getByRole('link')).toHaveCount(1);
});

test('not set is one state in all its three shapes', async (t) => {
  const { page, value } = await opened(t, '/c/pro/user-settings?user=u0002&scope=1000&key=none');
  for (const unset of ['253', 'no-value', 'null']) {
    await servers.pro.control.setHabits({ unset });
    await page.getByRole('button', { name: 'Read again' }).click();
    await page.waitForFunction(() => !document.querySelector('.progress'));
    await page.getByRole('heading', { name: 'Not set' }).waitFor();
    await expect(value).toHaveValue('');
    await expect(page.getByRole('alert'), unset).toHaveCount(0);
    await page.getByText('Type a value first.').waitFor();
  }
  await changeUserSetting(servers.pro, 'u0002', 1000, 'none', '');
  await page.getByRole('button', { name: 'Read again' }).click();
  await page.getByRole('heading', { name: 'Not set' }).waitFor({ state: 'detached' });
  await page.getByText('Nothing to write: the value is as on the server.').waitFor();
});

test('community: not offered, said before and after trying', async (t) => {
  const { page } = await opened(t, '/c/com/user-settings?user=u1&scope=1000&key=k');
  const title = page.getByRole('heading', { name: 'User settings: only in the professional edition' });
  await title.waitFor();
  await page.goto('/c/com/overview');
  await enterSecret(page, servers.com.secret);
  await page.getByText('Community', { exact: true }).first().waitFor();
  await servers.com.control.clearRequests();
  await page.getByRole('link', { name: /^User settings/ }).click();
  await title.waitFor();
  await page.getByText('Nothing was sent, and nothing is broken.').waitFor();
  assert.deepEqual((await servers.com.control.requests()).filter(({ path }) => path.includes('/user/')), []);
  await page.getByRole('button', { name: 'Try it anyway' }).click();
  await page.getByRole('textbox', { name: 'User ID' }).fill('FireRobot');
  await page.getByRole('textbox', { name: /^Scope number/ }).fill('1000');
  await page.getByRole('button', { name: 'Read setting' }).click();
  await title.waitFor();
  await page.getByText('HTTP 404, or HTTP 500 with an empty body, to every form of this call.').waitFor();
  await expect.poll(async () => (await asked(servers.com, '/admin/user/get_setting')).length).toBe(1);
  await axe(page);
});

test('a reading that fails stays in place, and Retry reads', async (t) => {
  await servers.pro.control.addFault('502-html', { path: '/admin/user/get_setting' });
  await servers.pro.control.addFault('closed', { path: '/admin/user/get_info' });
  const { page, value, secrets: scan } = await opened(t, SET);
  const failed = page.getByRole('alert').filter({ hasText: 'Got a web page instead of the API (HTTP 502)' });
  await failed.waitFor();
  await servers.pro.control.clearFaults();
  await page.locator('section').filter({ has: failed }).last().getByRole('button', { name: 'Retry' }).click();
  await expect(value).toHaveValue('1');
  await page.getByRole('button', { name: 'Retry' }).click();
  await page.getByRole('alert').waitFor({ state: 'detached' });
  await scan.check(secrets);
});

test('hostile names, values and keys stay text, and the keyboard alone reads a setting', async (t) => {
  const hostile = '"><svg onload=alert(1)>\u202e&x=1#y';
  await changeUserSetting(servers.pro, 'u0002', 1001, hostile, '<b>bold</b>\nline\u200b');
  const { page, user, read, value, query } = await opened(t, '/c/pro/user-settings');
  await user.focus();
  await page.keyboard.type('u0002');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('1001');
  await page.keyboard.press('Tab');
  await page.keyboard.insertText(hostile);
  await page.getByText('Contains control or invisible characters, and is sent exactly so.').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Your own scope' }).waitFor();
  await expect(value).toHaveValue('<b>bold</b>\nline\u200b');
  assert.equal(query().key, hostile);
  await expect(page.getByRole('definition').filter({ hasText: 'svg onload' })).toHaveText('"><svg onload=alert(1)>U+202E&x=1#y', { useInnerText: true });
  await page.getByText('Contains line breaks, control or invisible characters').waitFor();
  await page.getByRole('paragraph').filter({ hasText: /^<b>bold<\/b>U\+000AlineU\+200B$/ }).waitFor();
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset.foreignScript)).toBe(undefined);
  await expect(read, 'the question is folded away').toBeHidden();
});

test('390 px: the setting comes alone, one step back is the question, and nothing overflows', async (t) => {
  const { page, user, value } = await opened(t, SET, { viewport: PHONE });
  const fits = () => expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await value.waitFor();
  await expect(user).toBeHidden();
  await fits();
  await page.getByRole('link', { name: 'Another setting' }).click();
  await user.waitFor();
  await page.getByText(HOSTILE_NAME).first().waitFor();
  await fits();
  await page.getByRole('navigation', { name: 'Looked at' }).getByRole('link').first().click();
  await value.waitFor();
});

test('a connection that is removed takes the list of what was looked at with it', async (t) => {
  const { page, value } = await opened(t, SET);
  await value.waitFor();
  await page.waitForFunction(() => 'firetower.user-settings.pro' in localStorage);
  assert.equal((await page.evaluate(() => localStorage.getItem('firetower.user-settings.pro'))).includes('"1"'), false, 'without values');
  await page.getByRole('link', { name: 'Connections' }).click();
  await page.getByRole('button', { name: 'Remove… IM pro' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: /^Remove/ }).click();
  await page.waitForFunction(() => !('firetower.user-settings.pro' in localStorage));
});

for (const [theme, lang] of [['light', 'en'], ['dark', 'zh']]) {
  test(`axe finds nothing, ${theme} ${lang}`, async (t) => {
    const { page } = await opened(t, '/c/pro/user-settings?user=u0001', { theme, lang });
    await page.getByText(HOSTILE_NAME).first().waitFor();
    await axe(page);
    await page.goto(SET);
    await enterSecret(page, servers.pro.secret);
    await page.getByRole('textbox', { name: /^(Value|值)/ }).fill('0');
    await settled(page);
    await axe(page);
  });
}
