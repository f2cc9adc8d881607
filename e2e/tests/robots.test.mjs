// Robots read: the list in both editions, one by its id, what is wrong with one, and nothing that a robot holds runs.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, beforeEach, test } from 'node:test';

import { ask } from '../harness/api.mjs';
import { axe } from '../harness/axe.mjs';
import { expect } from '../harness/expect.mjs';
import { PHONE, settled } from '../harness/page.mjs';
import { enterSecret, signIn } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

/** A server of whose two robots one has no secret to tell, and of whose list nothing is left. Whose `wrong-bot` is, it says when it is let. */
const odd = createServer((request, response) => {
  const body = [];
  request.on('data', (part) => body.push(part)).on('end', async () => {
    const asked = body.length > 0 ? JSON.parse(Buffer.concat(body)) : {};
    const robot = { userId: asked.robotId, name: 'r', displayName: 'Quiet', gender: 0, owner: 'r', callback: '' };
    const answers = {
      '/admin/user/get_all_robots': { robotInfoList: [] },
      '/admin/user/get_robot_info': { absent: robot, blank: { ...robot, secret: '' } }[asked.robotId],
    };
    const result = answers[request.url];
    if (request.url === '/admin/robot/create') oddWrites.push(asked.userId);
    if (request.url === '/admin/user/get_info') {
      oddLookUps.push(asked.userId);
      if (asked.userId === 'wrong-bot') await mayAnswer;
    }
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(result ? { code: 0, msg: 'success', result } : { code: 253, msg: 'not exist' }));
  });
});
const oddWrites = [];
const oddLookUps = [];
let letAnswer;
const mayAnswer = new Promise((answer) => { letAnswer = answer; });
odd.listen(0, '127.0.0.1');
await once(odd, 'listening');
after(() => odd.close());

const { url, servers, secrets } = await world({ after }, {
  servers: {
    professional: { edition: 'professional', data: 'demo' },
    community: { edition: 'community', data: 'demo' },
  },
  serve: ['--upstream', `odd=http://127.0.0.1:${odd.address().port}`],
});

beforeEach(() => Promise.all(Object.values(servers).map(async (server) => {
  await server.control.clearFaults();
  await server.control.clearRequests();
})));

/** Opens the page at a query and gives its parts. */
async function robots(t, name, query = '', options = {}) {
  const opened = await pages(t, url).open({ connections: [{ slug: name, name: `IM ${name}` }], ...options });
  const { page } = opened;
  await signIn(page, `/c/${name}/robots${query}`, servers[name]?.secret ?? 'any-secret-will-do');
  const list = page.getByRole('navigation', { name: /^(Robots|机器人)$/ });
  return {
    ...opened,
    list,
    rows: list.getByRole('link'),
    row: (id) => list.getByRole('link').filter({ hasText: new RegExp(`${id}$`) }),
    card: page.getByRole('main').locator('section').filter({ has: page.getByLabel(/^(Callback|回调地址)/) }).first(),
    field: (label) => page.getByRole('textbox', { name: new RegExp(`^${label}`) }),
    paths: async () => (await servers[name].control.requests()).map(({ path }) => path),
  };
}

const secretOf = async (server, id) => (await ask(server, '/admin/user/get_robot_info', { robotId: id })).result.secret;

test('the professional list is paged, in the address, and narrowed by a filter that says what it covers', async (t) => {
  const { page, rows, row, paths, secrets: scan } = await robots(t, 'professional');
  await row('robot19').waitFor();
  await expect(rows).toHaveCount(20);
  await page.getByText('1 to 20, others follow').waitFor();
  await expect(page.getByRole('button', { name: 'Previous page' })).toBeDisabled();
  await expect.poll(async () => (await paths()).includes('/admin/user/all'), { message: 'users are not read for it' }).toBe(false);

  await page.getByRole('button', { name: 'Next page' }).click();
  await page.waitForURL('**/robots?page=2');
  await row('robot39').waitFor();
  await page.goto('/c/professional/robots?page=4');
  await enterSecret(page, servers.professional.secret);
  await page.getByText('61 to 61 of 61').waitFor();
  await expect(page.getByRole('button', { name: 'Next page' })).toBeDisabled();
  await page.goto('/c/professional/robots?page=9');
  await enterSecret(page, servers.professional.secret);
  await page.getByText('The server has no robots on page 9.').waitFor();
  await page.getByRole('link', { name: 'To the first page' }).click();
  await row('robot19').waitFor();

  const filter = page.getByRole('searchbox', { name: 'Filter these 20' });
  await filter.fill('ROBOT0');
  await page.waitForURL('**/robots?filter=ROBOT0');
  await page.getByText('Looks only at the 20 robots of this page.').waitFor();
  await page.getByText('9 of the 20 on this page').waitFor();
  await filter.fill('robot6');
  await page.getByText('None of these has it in its name or ID.').waitFor();
  await page.getByRole('link', { name: 'Read all, then filter' }).click();
  await row('robot60').waitFor();
  await page.getByText('Looks at all 61 robots.').waitFor();
  assert.match(page.url(), /filter=robot6&all=1$/);
  await page.getByText(/^61 robots, read \d/).waitFor();
  const every = await Promise.all(['FireRobot', 'robot01', 'robot60'].map((id) => id === 'FireRobot' ? '' : secretOf(servers.professional, id)));
  await scan.checkKept([...secrets, ...every.filter(Boolean)]);
});

test('a community server has no such list: robots are picked out of all users, with progress, and can be stopped', async (t) => {
  const { page, rows, row, paths } = await robots(t, 'community');
  await row('FireRobot').waitFor();
  await page.getByText('1 to 20 of 62').waitFor();
  await expect(rows).toHaveCount(20);
  await row('wfc_file_transfer').waitFor();
  await page.getByText(/This server has no list of robots/).waitFor();
  await page.getByText(/^62 robots, read/).waitFor();
  const asked = await paths();
  assert.ok(asked.filter((path) => path === '/admin/user/all').length >= 5, 'all pages were followed');
  await page.getByRole('button', { name: 'Next page' }).click();
  await page.getByText('21 to 40 of 62').waitFor();
  await page.goBack();
  await page.getByText('1 to 20 of 62').waitFor();
  await page.getByRole('searchbox').fill('robot5');
  await page.getByText('1 to 10 of 10').waitFor();
  await page.getByText('Looks at all 62 robots.').waitFor();

  await servers.community.control.addFault('latency', { path: '/admin/user/all' });
  await page.getByRole('button', { name: 'Read again' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Cancel' }).waitFor({ state: 'detached' });
  await servers.community.control.clearFaults();

  await row('robot50').click();
  await page.waitForURL('**/robots?id=robot50&filter=robot5');
  await page.getByLabel('Callback').waitFor();
  await expect.poll(async () => (await paths()).includes('/admin/user/get_robot_info')).toBe(true);
});

test('a list that fails says so in place and comes back; what it read already stays', async (t) => {
  const { page, row } = await robots(t, 'professional');
  await row('robot19').waitFor();
  await servers.professional.control.addFault('502-html', { path: '/admin/user/get_all_robots' });
  await page.getByRole('button', { name: 'Read again' }).click();
  const alert = page.getByRole('alert').filter({ hasText: '502' });
  await alert.waitFor();
  await row('robot19').waitFor();
  await servers.professional.control.clearFaults();
  await page.getByRole('button', { name: 'Retry' }).click();
  await alert.waitFor({ state: 'detached' });
});

test('an empty list says what would fill it', async (t) => {
  const { page } = await robots(t, 'odd');
  await page.getByRole('heading', { name: 'No robots here' }).waitFor();
  await page.getByText('The server answered with an empty list.').waitFor();
  await axe(page);
});

test('a robot whose secret the server keeps to itself can’t be written unless the secret is rotated', async (t) => {
  const { page, field } = await robots(t, 'odd', '?id=absent');
  const write = page.getByRole('button', { name: 'Write to IM odd' });
  for (const id of ['absent', 'blank']) {
    await field('Robot ID').fill(id);
    await field('Robot ID').press('Enter');
    await page.waitForURL(`**/robots?id=${id}`);
    await page.getByText('not handed out by the server').waitFor();
    await field('Display name').fill('Loud');
    await page.locator('#why-not').filter({ hasText: 'The server does not hand out this robot’s secret' }).waitFor();
    await expect(write).toBeDisabled();
    await page.getByText('unknown, so nothing can be sent').waitFor();
    await page.getByLabel('Secret that the bot uses').fill('x');
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByText('The server does not hand out the secret, so there is nothing to compare with.').waitFor();
    await page.getByRole('button', { name: 'Rotate…' }).click();
    await expect(write).toBeEnabled();
  }
  assert.deepEqual(oddWrites, []);
});

test('one robot by id: deep link, reload, Back, and a field for any id', async (t) => {
  const { page, row, field } = await robots(t, 'professional', '?id=robot04');
  await expect(field('Callback')).toHaveValue('https://bot:p%40ss@hooks.example.com/recv?token=not-for-show');
  await expect(row('robot04')).toHaveAttribute('aria-current', 'true');
  await page.reload();
  await enterSecret(page, servers.professional.secret);
  await expect(field('Name')).toHaveValue('robot04');
  // It is on another page of the list.
  await field('Robot ID').fill('robot55');
  await field('Robot ID').press('Enter');
  await page.waitForURL('**/robots?id=robot55');
  await page.getByRole('main').locator('h2').filter({ hasText: '55' }).waitFor();
  await expect(field('Name')).toHaveValue('robot55');
  await page.goBack();
  await page.getByRole('main').locator('h2').filter({ hasText: '04' }).waitFor();
  await expect(field('Name')).toHaveValue('robot04');
  // The owner's name stands under the id.
  const owner = await field('Owner').inputValue();
  const { result } = await ask(servers.professional, '/admin/user/get_info', { userId: owner });
  await page.getByText(`${owner} ${result.displayName}`).waitFor();
});

test('253: nobody, a person and a built-in robot are told apart, and none is an error', async (t) => {
  const { page, field } = await robots(t, 'professional', '?id=nobody');
  await page.getByRole('heading', { name: 'There is no robot nobody' }).waitFor();
  await page.getByText('No user has this ID either.').waitFor();
  await page.getByRole('link', { name: 'New robot with this ID…' }).waitFor();
  await field('Robot ID').fill('u0020');
  await field('Robot ID').press('Enter');
  await page.getByText('A user has this ID, and it is not a robot.').waitFor();
  await expect(page.getByRole('link', { name: 'New robot with this ID…' })).toHaveCount(0);
  await field('Robot ID').fill('wfc_file_transfer');
  await field('Robot ID').press('Enter');
  await page.getByText('The server lists it as a robot of its own').waitFor();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await field('Robot ID').fill('FireRobot');
  await field('Robot ID').press('Enter');
  await page.getByLabel('Callback').waitFor();
  await expect(field('Display name')).toHaveValue('小火');
});

test('an error of one robot stays in place, with Retry', async (t) => {
  const { page, row, field } = await robots(t, 'professional');
  await row('robot06').waitFor();
  await servers.professional.control.addFault('502-html', { path: '/admin/user/get_robot_info' });
  await row('robot06').click();
  await page.getByRole('alert').filter({ hasText: '502' }).waitFor();
  await servers.professional.control.clearFaults();
  await page.getByRole('button', { name: 'Retry' }).click();
  await field('Callback').waitFor();
});

test('Check robot compares the bot’s secret without showing either, and tells who is blocked', async (t) => {
  const { page, field, row, secrets: scan } = await robots(t, 'professional', '?id=robot09');
  const held = await secretOf(servers.professional, 'robot09');
  const pasted = page.getByLabel('Secret that the bot uses');
  const compare = page.getByRole('button', { name: 'Compare' });
  await expect(compare).toBeDisabled();
  for (const [text, said] of [
    [held, 'Equal to the server’s'],
    [`${held.slice(1)}0`, 'Different from the server’s'],
    [` ${held}\t`, 'Differs only by spaces around it'],
    [held.toUpperCase(), 'Differs only in capital and small letters'],
    [` ${held.toUpperCase()}`, 'Differs only by spaces around it and in capital and small letters'],
  ]) {
    await pasted.fill(text);
    await pasted.press('Enter');
    await page.getByText(new RegExp(`^${said} \\(server read`)).waitFor();
  }
  await servers.professional.control.addFault('502-html', { path: '/admin/user/get_robot_info', times: 1 });
  await compare.click();
  await page.getByRole('status').filter({ hasText: /web page|502/ }).waitFor();
  // It is compared with what the server holds now, and never sent.
  await scan.check([...secrets, held, held.toUpperCase()]);

  await page.getByText('Not blocked').waitFor();
  for (const [id, said] of [['robot07', 'Muted: it signs in and reads, and cannot send'], ['robot08', 'Forbidden: it cannot sign in']]) {
    await row(id).click();
    await page.getByText(said).waitFor();
  }
  await servers.professional.control.addFault('closed', { path: '/admin/user/check_block_status', times: 1 });
  await row('robot10').click();
  await page.getByRole('status').getByRole('button', { name: 'Retry' }).click();
  await page.getByText('Not blocked').waitFor();
  await expect(field('Name')).toHaveValue('robot10');
});

test('a server without the call that tells who is blocked says so', async (t) => {
  await servers.community.control.addFault('500-empty', { path: '/admin/user/check_block_status' });
  const { page } = await robots(t, 'community', '?id=robot11');
  await page.getByText('This server has no call that tells (/admin/user/check_block_status).').waitFor();
});

test('a callback is tried by a line for the IM host, where it is an address at all; hostile names are text', async (t) => {
  const { page, row, field } = await robots(t, 'professional', '?id=robot04');
  const line = page.locator('pre');
  await line.waitFor();
  const text = await line.innerText();
  assert.match(text, /^curl -sS -i -g .*'https:\/\/bot:p%40ss@hooks\.example\.com\/recv\?token=not-for-show'/);
  assert.ok(!text.includes(await secretOf(servers.professional, 'robot04')));
  await page.getByText(/^Run it on the IM host, in a shell/).waitFor();
  await row('robot03').click();
  await page.getByText(/The callback is not an http or https address, so the server cannot call it/).waitFor();
  await expect(line).toHaveCount(0);
  await expect(page.locator('a[href^="javascript"]')).toHaveCount(0);
  await row('robot06').click();
  await page.getByText('The robot has no callback: the server sends it no messages.').waitFor();

  await row('robot01').filter({ hasText: '<img src=x' }).click();
  await page.getByText('"robot01"').first().waitFor();
  const hostile = '<img src=x onerror="document.documentElement.dataset.foreignScript=\'ran\'">';
  await expect(field('Display name')).toHaveValue(hostile);
  await row('robot02').click();
  await page.getByText('"robot02"').first().waitFor();
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset.foreignScript)).toBe(undefined);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
});

test('an id that is corrected while it is looked up is neither written nor looked up twice at once', async (t) => {
  const { page, field } = await robots(t, 'odd', '?new=');
  const create = page.getByRole('button', { name: /^Create on / });
  const asking = page.getByRole('button', { name: 'Looking up the ID…' });
  const before = oddWrites.length;
  await field('User ID').fill('wrong-bot');
  await field('Name').fill('right-bot');
  await create.click();
  await asking.waitFor();
  await field('User ID').fill('right-bot');
  await expect(asking, 'one at a time').toBeDisabled();
  letAnswer();
  await create.waitFor();
  assert.deepEqual(oddWrites.slice(before), []);
  await Promise.all([page.waitForResponse('**/admin/robot/create'), create.click()]);
  assert.deepEqual(oddWrites.slice(before), ['right-bot']);
  assert.deepEqual(oddLookUps.filter((id) => id?.endsWith('-bot')), ['wrong-bot', 'right-bot']);
});

test('by keyboard alone: from the list into a robot and out of it', async (t) => {
  const { page, row, field } = await robots(t, 'professional');
  await row('robot05').waitFor();
  await row('robot05').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/robots?id=robot05');
  await field('Callback').waitFor();
  const rotate = page.getByRole('button', { name: 'Rotate…' });
  await rotate.focus();
  await page.keyboard.press('Enter');
  const secret = page.getByLabel('New secret');
  await secret.waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'secret');
  await page.getByRole('button', { name: 'Keep the old secret' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.textContent === 'Rotate…');
  await expect(page.getByText('Draft kept in this browser')).toHaveCount(0);
});

for (const [theme, lang] of [['light', 'en'], ['dark', 'zh']]) {
  test(`axe, on a phone and wide, ${theme} ${lang}`, async (t) => {
    const { page, row, list } = await robots(t, 'professional', '?id=robot10', { theme, lang, viewport: PHONE });
    await page.getByLabel(/^(Callback|回调地址)/).waitFor();
    await expect(list, 'the list is one step back').not.toBeVisible();
    const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
    await expect.poll(fits).toBe(true);
    await page.getByRole('button', { name: /^(Rotate|更换)…$/ }).click();
    await page.locator('summary').click();
    await expect.poll(fits).toBe(true);
    await axe(page);
    await page.getByRole('link', { name: /^(Robots|机器人)$/ }).first().click();
    await row('robot10').waitFor();
    await expect.poll(fits).toBe(true);
    await page.setViewportSize({ width: 1440, height: 900 });
    await row('robot10').click();
    await page.getByLabel(/^(New secret|新密钥)/).or(page.getByRole('button', { name: /^(Rotate|更换)…$/ })).first().waitFor();
    await settled(page);
    await axe(page);
  });
}
