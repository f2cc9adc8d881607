// Robots written: nothing is lost that nobody touched, the secret above all, and what is said is what the server holds.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { ask } from '../harness/api.mjs';
import { axe } from '../harness/axe.mjs';
import { pasted } from '../harness/clipboard.mjs';
import { expect, words } from '../harness/expect.mjs';
import { robotForm } from '../harness/robots.mjs';
import { enterSecret, signIn, until } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

const { url, servers, secrets } = await world({ after }, {
  servers: {
    professional: { edition: 'professional', data: 'demo' },
    community: { edition: 'community' },
  },
});

beforeEach(() => Promise.all(Object.values(servers).map((server) => server.control.clearFaults())));

const WRITE = '/admin/robot/create';
const held = async (name, id) => {
  const { code, result } = await ask(servers[name], '/admin/user/get_robot_info', { robotId: id });
  if (code === 253) return undefined;
  const { updateDt, ...robot } = result;
  return robot;
};
const writes = async (name) => (await servers[name].control.requests()).filter(({ path }) => path.endsWith(WRITE));

/** Opens a robot, or the form for a new one, and gives what an admin uses of it. */
async function opened(t, name, query, { environment = 'test' } = {}) {
  const all = await pages(t, url).open({ connections: [{ slug: name, name: `IM ${name}`, environment }] });
  const { page } = all;
  await signIn(page, `/c/${name}/robots?${query}`, servers[name].secret);
  await servers[name].control.clearRequests();
  const parts = robotForm(page);
  await parts.field('Callback').waitFor();
  return { ...all, ...parts };
}

/** What a summary beside the form says of a term. */
const told = (page, term) => page.locator('dt', { hasText: new RegExp(`^${term}$`) }).locator('xpath=following-sibling::dd[1]');

for (const [name, id] of [['professional', 'robot10'], ['community', 'FireRobot']]) {
  test(`${name}: one field is changed and everything else stays, secret and callback too; undone`, async (t) => {
    const before = await held(name, id);
    const { page, field, write, verified, secrets: scan } = await opened(t, name, `id=${id}`);
    await page.getByText('Nothing to write: the fields are as on the server.').waitFor();
    await field('Display name').fill('Renamed 机器人');
    await expect(told(page, 'Changed')).toHaveText('displayName', { useInnerText: true });
    await expect(told(page, 'Secret')).toHaveText('sent again, not shown', { useInnerText: true });
    await page.getByText('"secret": "••••••••"').waitFor();
    const diff = page.getByRole('table').filter({ hasText: 'After this write' });
    await expect.poll(() => words(diff.getByRole('row').nth(1))).toMatch(/^displayName .* Renamed 机器人$/);
    await write.click();
    await verified.waitFor();
    await expect.poll(() => held(name, id)).toStrictEqual({ ...before, displayName: 'Renamed 机器人' });
    await expect.poll(async () => (await writes(name)).length).toBe(1);
    await page.getByRole('navigation', { name: 'Robots' }).getByText('Renamed 机器人').waitFor();

    await page.getByRole('button', { name: 'Undo, back to what it was' }).click();
    await verified.filter({ hasText: new RegExp(before.displayName) }).waitFor();
    await expect.poll(() => held(name, id)).toStrictEqual(before);
    await page.getByRole('link', { name: 'Requests' }).click();
    await page.getByRole('row').filter({ hasText: WRITE }).first().click();
    await page.getByText('"secret": "not shown"').first().waitFor();
    // A secret of a few characters, as the shipped robot has, may stand in any text by chance.
    if (before.secret.length > 8) await scan.checkKept([...secrets, before.secret]);
  });
}

test('a callback is erased only on purpose, and gender stays a number', async (t) => {
  const before = await held('professional', 'robot11');
  const { page, field, write, verified } = await opened(t, 'professional', 'id=robot11');
  await field('Callback').fill('');
  await page.getByText('This write erases the callback: the server then sends the bot no more messages.').waitFor();
  await expect(told(page, 'Erased')).toHaveText('callback', { useInnerText: true });
  await page.locator('summary').click();
  await field('Gender').fill('two');
  await page.locator('#why-not').filter({ hasText: 'The gender is a whole number' }).waitFor();
  await expect(write).toBeDisabled();
  await field('Gender').fill('2');
  await field('Company').fill('Tower <b>');
  await field('Owner').fill('');
  await page.getByText('Empty: the server makes the robot its own owner.').waitFor();
  await write.click();
  await verified.waitFor();
  await expect.poll(() => held('professional', 'robot11')).toStrictEqual({ ...before, callback: '', gender: 2, company: 'Tower <b>', owner: 'robot11' });
  const [{ body }] = await writes('professional');
  assert.equal(JSON.parse(body).gender, 2, 'a number and no text');
});

test('rotating warns, is written like everything, and shows the new secret once', async (t) => {
  const before = await held('professional', 'robot13');
  const { page, context, field, write, secret, once, verified, secrets: scan } = await opened(t, 'professional', 'id=robot13');
  await page.getByRole('button', { name: 'Rotate…' }).click();
  await page.getByRole('alert').filter({ hasText: 'Running bots stop' }).waitFor();
  const made = await secret.inputValue();
  assert.match(made, /^[0-9a-f]{32}$/);
  await expect(secret).toHaveAttribute('type', 'password');
  await page.getByRole('button', { name: 'Make another' }).click();
  await page.waitForFunction(([input, made]) => input.value !== made, [await secret.elementHandle(), made]);
  await secret.fill('');
  await page.locator('#why-not').filter({ hasText: 'An empty secret makes the server invent one.' }).waitFor();
  await secret.fill(before.secret);
  await page.locator('#why-not').filter({ hasText: 'This is the secret that the robot has already.' }).waitFor();
  await secret.fill('typed-by-an-admin-7421');
  await expect(told(page, 'Changed')).toHaveText('secret', { useInnerText: true });
  await page.getByRole('row').filter({ hasText: 'replaced by another' }).waitFor();
  await expect.poll(async () => (await held('professional', 'robot13')).secret, { message: 'nothing was written yet' }).toBe(before.secret);
  await write.click();
  await verified.waitFor();
  await expect.poll(() => held('professional', 'robot13')).toStrictEqual({ ...before, secret: 'typed-by-an-admin-7421' });
  await verified.getByText('Only the secret was replaced, and a replaced secret does not come back.').waitFor();

  await once.getByText('you won’t see it here again').waitFor();
  await axe(page);
  const shown = once.getByLabel('New secret of this robot').locator('visible=true').or(once.locator('input')).first();
  await expect(shown).toHaveAttribute('type', 'password');
  await expect(shown).toHaveValue('typed-by-an-admin-7421');
  await once.getByRole('button', { name: 'Copy' }).click();
  await once.getByRole('button', { name: 'Copied' }).waitFor();
  await expect.poll(() => pasted(context)).toBe('typed-by-an-admin-7421');
  await once.getByRole('button', { name: 'Show' }).click();
  await expect(shown).toHaveAttribute('type', 'text');
  await once.getByRole('button', { name: 'Done, hide it' }).click();
  await once.waitFor({ state: 'detached' });

  // Together with another field, so that there is something to take back.
  await page.getByRole('button', { name: 'Rotate…' }).click();
  await expect(secret).toBeFocused();
  const second = await secret.inputValue();
  await field('Mobile').fill('123');
  await write.click();
  await once.waitFor();
  await page.getByRole('button', { name: 'Undo all but the secret, which does not come back' }).click();
  await verified.filter({ hasText: /Wrote\s*mobile\s*empty/ }).waitFor();
  await expect.poll(() => held('professional', 'robot13')).toStrictEqual({ ...before, secret: second });
  // It stays for this robot alone until it is noted, masked again.
  await once.getByRole('button', { name: 'Show' }).click();
  await page.getByRole('navigation', { name: 'Robots' }).getByRole('link').first().click();
  await once.waitFor({ state: 'detached' });
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Overview' }).click();
  await page.goBack();
  await page.goBack();
  await once.waitFor();
  await expect(once.locator('input')).toHaveAttribute('type', 'password');
  await expect(once.locator('input')).toHaveValue(second);
  await once.getByRole('button', { name: 'Done, hide it' }).click();
  await once.waitFor({ state: 'detached' });
  await page.goForward();
  await page.goBack();
  await field('Callback').waitFor();
  await expect(once, 'it was noted').toHaveCount(0);
  await scan.checkKept([...secrets, before.secret, 'typed-by-an-admin-7421', second, made]);
});

test('a draft survives other pages and a reload, without the secret', async (t) => {
  const { page, field, secret, secrets: scan } = await opened(t, 'professional', 'id=robot14');
  await page.getByRole('button', { name: 'Rotate…' }).click();
  await expect(secret).toBeFocused();
  const made = await secret.inputValue();
  await field('Extra').fill('{"kept":true}');
  await page.reload();
  await enterSecret(page, servers.professional.secret);
  await field('Extra').waitFor();
  await expect(field('Extra')).toHaveValue('{"kept":true}');
  await page.getByText('kept as it is').waitFor();
  await scan.checkKept([...secrets, made]);
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByText('Nothing to write: the fields are as on the server.').waitFor();
  // Only the secret: nothing of it can be kept, so no draft is.
  await page.getByRole('button', { name: 'Rotate…' }).click();
  await page.reload();
  await enterSecret(page, servers.professional.secret);
  await page.getByText('kept as it is').waitFor();
  await page.getByText('Draft kept in this browser').waitFor({ state: 'detached' });
});

test('production asks, names the server, and says what a rotation means', async (t) => {
  const { page, write, once } = await opened(t, 'professional', 'id=robot16', { environment: 'production' });
  await page.getByRole('button', { name: 'Rotate…' }).click();
  await write.click();
  const dialog = page.getByRole('alertdialog', { name: 'Write to IM professional?' });
  await dialog.getByText(/This is a production server\. Robot robot16 changes at once\. Running bots stop/).waitFor();
  await dialog.getByRole('row').filter({ hasText: 'replaced by another' }).waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => writes('professional')).toStrictEqual([]);
  await write.click();
  await dialog.getByRole('button', { name: 'Write to IM professional' }).click();
  await once.waitFor();
});

test('a change behind its back is a conflict, and another’s rotation is kept', async (t) => {
  const before = await held('professional', 'robot17');
  const { page, field, write, verified, said } = await opened(t, 'professional', 'id=robot17');
  await field('Mobile').fill('mine');
  await ask(servers.professional, WRITE, { ...before, mobile: 'theirs', secret: 'rotated-by-another-admin' });
  await servers.professional.control.clearRequests();
  await write.click();
  await said('Someone else changed it meanwhile').waitFor();
  await expect.poll(() => writes('professional')).toStrictEqual([]);
  await page.getByRole('button', { name: 'Overwrite theirs with mine' }).click();
  await verified.waitFor();
  await expect.poll(() => held('professional', 'robot17')).toStrictEqual({ ...before, mobile: 'mine', secret: 'rotated-by-another-admin' });
});

test('a lost answer is looked for: a rotation is known by its secret', async (t) => {
  const { page, write, secret, once, verified } = await opened(t, 'professional', 'id=robot18');
  await page.getByRole('button', { name: 'Rotate…' }).click();
  const made = await secret.inputValue();
  await servers.professional.control.addFault('closed-after', { path: WRITE });
  await write.click();
  await verified.filter({ hasText: 'the answer to the write was lost' }).waitFor();
  await once.waitFor();
  await expect.poll(async () => (await held('professional', 'robot18')).secret).toBe(made);
  await expect.poll(async () => (await writes('professional')).length, { message: 'a write is never repeated by itself' }).toBe(1);
});

test('what was not stored is said, and the new secret is not shown as one that holds', async (t) => {
  const before = await held('professional', 'robot19');
  const { page, write, secret, once, said, verified } = await opened(t, 'professional', 'id=robot19');
  await page.getByRole('button', { name: 'Rotate…' }).click();
  const made = await secret.inputValue();
  await servers.professional.control.addFault('ignored-write', { path: WRITE });
  await write.click();
  await said('Not what was written').waitFor();
  await expect(once).toHaveCount(0);
  await expect(secret, 'what was typed stays').toHaveValue(made);
  await expect.poll(() => held('professional', 'robot19')).toStrictEqual(before);
  await servers.professional.control.clearFaults();
  await page.getByRole('button', { name: 'Read back' }).click();
  await write.click();
  await verified.waitFor();
  await once.waitFor();
  await expect.poll(async () => (await held('professional', 'robot19')).secret).toBe(made);
});

test('an unknown outcome is read back before anything else', async (t) => {
  const { page, write, secret, once, said } = await opened(t, 'professional', 'id=robot20');
  await page.getByRole('button', { name: 'Rotate…' }).click();
  const made = await secret.inputValue();
  // The write takes effect; neither it nor the reading after it is answered.
  await servers.professional.control.addFault('hang-after', { path: WRITE });
  await write.click();
  // The reading before the write was answered still.
  await until('the write arrived', async () => (await writes('professional')).length > 0);
  await servers.professional.control.addFault('closed', { path: '/admin/user/get_robot_info' });
  await said('Outcome unknown').waitFor();
  await expect(once).toHaveCount(0);
  await expect(secret).toHaveValue(made);
  const before = page.getByRole('region', { name: 'The secret before' });
  await before.getByText(/^Nobody knows yet whether the server still takes it\./).waitFor();
  await servers.professional.control.clearFaults();
  await page.getByRole('button', { name: 'Read back' }).click();
  await once.waitFor();
  await before.getByText(/^The server no longer takes it\./).waitFor();
  await expect.poll(async () => (await held('professional', 'robot20')).secret).toBe(made);
  await expect.poll(async () => (await writes('professional')).length).toBe(1);
});

for (const name of Object.keys(servers)) {
  test(`${name}: a robot is created, verified, and its secret shown once`, async (t) => {
    const { page, field, create, secret, once, verified, secrets: scan } = await opened(t, name, 'new=');
    await expect(create).toBeDisabled();
    await page.locator('#why-not').filter({ hasText: 'The server refuses a robot without a name (251).' }).waitFor();
    await field('User ID').fill('fresh-bot');
    await field('Name').fill('fresh-bot');
    await field('Display name').fill('新 bot 😀 <i>');
    await field('Callback').fill('http://10.0.0.9/cb');
    await page.getByText('Nothing deletes a robot once it is created.').waitFor();
    const made = await secret.inputValue();
    assert.match(made, /^[0-9a-f]{32}$/);
    await create.click();
    await verified.waitFor();
    await page.getByRole('heading', { name: 'Robot fresh-bot is on the server' }).waitFor();
    await expect.poll(() => held(name, 'fresh-bot')).toStrictEqual({
      userId: 'fresh-bot', name: 'fresh-bot', displayName: '新 bot 😀 <i>', portrait: '', gender: 0, mobile: '', email: '', address: '',
      company: '', social: '', extra: '', owner: 'fresh-bot', secret: made, callback: 'http://10.0.0.9/cb', robotExtra: '',
    });
    await expect(once.locator('input')).toHaveValue(made);
    await page.getByRole('link', { name: 'Open it' }).click();
    await page.waitForURL('**/robots?id=fresh-bot');
    await field('Callback').waitFor();
    await expect(once.locator('input'), 'nobody has noted it yet').toHaveValue(made);
    await once.getByRole('button', { name: 'Done, hide it' }).click();
    await once.waitFor({ state: 'detached' });
    await scan.checkKept([...secrets, made]);

    // Again: that would replace it.
    await page.getByRole('link', { name: 'New robot…' }).click();
    await field('User ID').fill('fresh-bot');
    await field('Name').fill('another');
    await create.click();
    const taken = page.getByRole('alert').filter({ hasText: 'fresh-bot exists already' });
    await taken.filter({ hasText: 'would replace that robot and its secret' }).waitFor();
    await axe(page);
    await expect.poll(async () => (await writes(name)).length).toBe(1);
    await field('User ID').fill('admin');
    await create.click();
    await page.getByRole('alert').filter({ hasText: 'admin exists already' }).filter({ hasText: 'would replace that user' }).waitFor();
    await field('User ID').fill('fresh-bot');
    await create.click();
    await page.getByRole('link', { name: 'Open that robot' }).click();
    await page.waitForURL('**/robots?id=fresh-bot');
    await expect.poll(async () => (await held(name, 'fresh-bot')).secret).toBe(made);
  });
}

test('without an id one is made here; a name of another’s is refused with the server’s words; a lost answer is looked for', async (t) => {
  const { page, field, create, verified, once } = await opened(t, 'community', 'new=');
  const hint = await page.getByText(/^Empty: [a-z0-9]{9}, made in this browser/).innerText();
  const [, id] = /^Empty: ([a-z0-9]{9}),/.exec(hint);
  await field('Name').fill('admin');
  await create.click();
  await page.getByText('用户名已被其他用户使用', { exact: true }).waitFor();
  await page.getByText('Another user or robot most likely has this name').waitFor();
  await expect.poll(() => held('community', id)).toBe(undefined);
  // What was typed and the id outlive a reload; the secret is another then.
  await field('Name').fill(`bot-${id}`);
  await page.reload();
  await enterSecret(page, servers.community.secret);
  await expect(field('Name')).toHaveValue(`bot-${id}`);
  await page.getByText(`Empty: ${id}, made in this browser`).waitFor();
  await servers.community.control.addFault('closed-after', { path: WRITE });
  await create.click();
  await verified.filter({ hasText: 'the answer to the write was lost' }).waitFor();
  await once.waitFor();
  const robot = await held('community', id);
  await expect(once.locator('input')).toHaveValue(robot.secret);
  await expect.poll(async () => (await writes('community')).length).toBe(2);
  await page.getByRole('button', { name: 'Create another' }).click();
  await field('Name').waitFor();
  await expect(field('Name')).toHaveValue('');
  await expect(once).toHaveCount(0);
});

test('nothing is created while nobody can say whether the id is free; production asks', async (t) => {
  const { page, field, create, verified } = await opened(t, 'professional', 'new=by-link', { environment: 'production' });
  await expect(field('User ID')).toHaveValue('by-link');
  await field('Name').fill('by-link');
  await servers.professional.control.addFault('502-html', { path: '/admin/user/get_info' });
  await create.click();
  await page.getByText('Whether somebody has the ID must be known before a robot is created under it.').waitFor();
  await expect.poll(() => writes('professional')).toStrictEqual([]);
  await servers.professional.control.clearFaults();
  await page.getByRole('button', { name: 'Retry' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Write to IM professional?' });
  await dialog.getByText('Robot by-link is created at once, and nothing deletes a robot.').waitFor();
  await dialog.getByRole('row').filter({ hasText: 'a new one, not shown' }).waitFor();
  await dialog.getByRole('button', { name: 'Write to IM professional' }).click();
  await verified.waitFor();
  await expect.poll(async () => (await held('professional', 'by-link')).name).toBe('by-link');
});
