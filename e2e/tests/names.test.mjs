// Names beside ids: looked up in batches, once, and never in the way of the id itself.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { ask } from '../harness/api.mjs';
import { expect, words } from '../harness/expect.mjs';
import { settled } from '../harness/page.mjs';
import { enterSecret, signIn, until } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

const { url, servers } = await world({ after }, {
  servers: { pro: { edition: 'professional', data: 'demo' }, com: { edition: 'community', data: 'demo' } },
});
const [ONE, MANY] = ['/admin/user/get_info', '/admin/user/batch_get_infos'];

beforeEach(() => Promise.all(Object.values(servers).map(({ control }) => control.clearFaults())));

/** Asks for some users' groups, whose request names them all; gives the list of users beside it. */
async function users(t, name, ids, { act = async () => {} } = {}) {
  const opened = await pages(t, url).open({ refresh: 'off', connections: [{ slug: name }] });
  const { page } = opened;
  await signIn(page, `/c/${name}/console?path=/admin/unknown/call`, servers[name].secret);
  const { control } = servers[name];
  await page.getByText(name === 'com' ? 'Community' : 'Professional', { exact: true }).first().waitFor();
  await control.clearRequests();
  await act(control);
  await page.getByRole('textbox', { name: /^Body/ }).fill(JSON.stringify({ userIds: ids }));
  await page.getByRole('textbox', { name: /^Path/ }).focus();
  const lookups = async () => (await control.requests()).filter(({ path }) => path === ONE || path === MANY);
  const row = (id) => page.getByRole('region', { name: 'Request', exact: true }).getByRole('listitem').filter({ hasText: id });
  await row(ids[0]).waitFor();
  return { ...opened, control, lookups, row };
}

const nameOf = async (server, userId) => (await ask(server, ONE, { userId })).result.displayName;

test('ids that are shown together are one question, and each is asked for once', async (t) => {
  const ids = ['u0100', 'u0101', 'u0102', 'nobody-of-this-id'];
  const expected = await nameOf(servers.pro, 'u0101');
  const { page, row, lookups } = await users(t, 'pro', ids);
  await row('u0101').filter({ hasText: expected }).waitFor();
  await expect.poll(() => words(row('nobody-of-this-id'))).toBe('nobody-of-this-id');
  await expect.poll(async () => (await lookups()).map(({ path, body }) => [path, JSON.parse(body)])).toStrictEqual([[MANY, { list: ids }]]);

  // The same ids elsewhere in the session: known, or known to be nobody's.
  await page.getByRole('button', { name: /^Send to/ }).click();
  await page.getByRole('region', { name: 'Answer', exact: true }).getByRole('link', { name: 'Open in Requests' }).click();
  const detail = page.getByRole('region', { name: 'Request detail' });
  await detail.getByRole('listitem').filter({ hasText: 'u0101' }).filter({ hasText: expected }).waitFor();
  await settled(page);
  await expect.poll(async () => (await lookups()).length).toBe(1);
  await page.getByRole('row').filter({ hasText: MANY }).filter({ hasText: 'Names' }).waitFor();
});

test('a community server is asked for one after the other, and never in a batch', async (t) => {
  const ids = ['u0100', 'u0101', 'nobody-of-this-id', 'u0102'];
  const expected = await nameOf(servers.com, 'u0102');
  const { row, lookups } = await users(t, 'com', ids);
  await row('u0102').filter({ hasText: expected }).waitFor();
  await expect.poll(async () => (await lookups()).map(({ path, body }) => [path, JSON.parse(body).userId])).toStrictEqual(ids.map((id) => [ONE, id]));
});

test('a failure says nothing and is asked again once, when the id is shown again', async (t) => {
  const ids = ['u0200', 'u0201'];
  const { page, row, lookups, control } = await users(t, 'pro', ids, { act: (control) => control.addFault('502-html', { path: MANY }) });
  const show = async (userIds) => {
    await page.getByRole('textbox', { name: /^Body/ }).fill(JSON.stringify({ userIds }));
    await page.getByRole('textbox', { name: /^Path/ }).focus();
    await row(userIds.at(-1)).waitFor();
  };
  const failed = (count) => page.getByRole('navigation', { name: 'Pages' }).getByText(`${count} failed`).waitFor();
  const asked = async () => (await lookups()).map(({ body }) => Object.values(JSON.parse(body)).flat());
  await failed(1);
  await expect.poll(() => words(row('u0200'))).toBe('u0200');
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
  await expect.poll(asked, { message: 'nothing by itself' }).toStrictEqual([ids]);
  await show([...ids, 'u0203']);
  await failed(2);
  await control.clearFaults();
  // Two failures are enough for the first two; the third is asked for again, and is there.
  await show([...ids, 'u0203', 'u0204']);
  await row('u0203').filter({ hasText: await nameOf(servers.pro, 'u0203') }).waitFor();
  const third = [...ids, 'u0203'];
  await expect.poll(async () => (await asked()).slice(0, 3)).toStrictEqual([ids, third, ['u0203', 'u0204']]);
  await expect.poll(() => words(row('u0201'))).toBe('u0201');
});

test('a hostile name is text beside its id, and stays in its line', async (t) => {
  const { page, row } = await users(t, 'pro', ['u0001', 'u0008']);
  await row('u0001').filter({ hasText: '<img src=x' }).waitFor();
  await expect(page.locator('html')).not.toHaveAttribute('data-foreign-script');
  const { height } = await row('u0001').boundingBox();
  assert.ok(height < 40, `${height}`);
});

test('the user whom a single chat is with has a name: pins, what is watched, several at once, user settings', async (t) => {
  const { page } = await pages(t, url).open({ refresh: 'off', connections: [{ slug: 'pro' }] });
  const expected = await nameOf(servers.pro, 'u0101');
  await signIn(page, '/c/pro/pins?user=u0100&conversation=0-0-u0101', servers.pro.secret);
  const named = (role, name) => page.getByRole(role, { name, exact: true }).getByText(expected).first().waitFor();
  await named('table', 'Conversations you looked at');
  await page.getByRole('button', { name: 'Watch', exact: true }).click();
  // The focus goes there a frame later, and would take what is filled in elsewhere meanwhile.
  await expect(page.locator('#pin-watch')).toBeFocused();
  await named('region', 'Watch');
  await page.getByRole('textbox', { name: /^Lines/ }).fill('u0100 single u0101');
  await named('table', 'What would change, line by line');
  await page.goto('/c/pro/user-settings?user=u0100&scope=3&key=0-0-u0101');
  await enterSecret(page, servers.pro.secret);
  await page.getByRole('definition').filter({ hasText: '0-0-u0101' }).filter({ hasText: `Single u0101 ${expected} line 0` }).waitFor();
});
