// Robots written: nothing is lost that nobody touched, the secret above all, and what is said is what the server holds.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { ask } from '../harness/api.mjs';
import { axe } from '../harness/axe.mjs';
import { pasted } from '../harness/clipboard.mjs';
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
    assert.equal(await told(page, 'Changed').innerText(), 'displayName');
    assert.equal(await told(page, 'Secret').innerText(), 'sent again, not shown');
    await page.getByText('"secret": "••••••••"').waitFor();
    const diff = page.getByRole('table').filter({ hasText: 'After this write' });
    assert.match((await diff.getByRole('row').nth(1).innerText()).replaceAll(/\s+/g, ' '), /^displayName .* Renamed 机器人$/);
    await write.click();
    await verified.waitFor();
    assert.deepEqual(await held(name, id), { ...before, displayName: 'Renamed 机器人' });
    assert.equal((await writes(name)).length, 1);
    await page.getByRole('navigation', { name: 'Robots' }).getByText('Renamed 机器人').waitFor();

    await page.getByRole('button', { name: 'Undo, back to what it was' }).click();
    await verified.filter({ hasText: new RegExp(before.displayName) }).waitFor();
    assert.deepEqual(await held(name, id), before);
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
  assert.equal(await told(page, 'Erased').innerText(), 'callback');
  await page.locator('summary').click();
  await field('Gender').fill('two');
  await page.locator('#why-not').filter({ hasText: 'The gender is a whole number' }).waitFor();
  assert.ok(await write.isDisabled());
  await field('Gender').fill('2');
  await field('Company').fill('Tower <b>');
  await field('Owner').fill('');
  await page.getByText('Empty: the server makes the robot its own owner.').waitFor();
  await write.click();
  await verified.waitFor();
  assert.deepEqual(await held('professional', 'robot11'), { ...before, callback: '', gender: 2, company: 'Tower <b>', owner: 'robot11' });
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
  assert.equal(await secret.getAttribute('type'), 'password');
  await page.getByRole('button', { name: 'Make another' }).click();
  await page.waitForFunction(([input, made]) => input.value !== made, [await secret.elementHandle(), made]);
  await secret.fill('');
  await page.locator('#why-not').filter({ hasText: 'An empty secret makes the server invent one.' }).waitFor();
  await secret.fill(before.secret);
  await page.locator('#why-not').filter({ hasText: 'This is the secret that the robot has already.' }).waitFor();
  await secret.fill('typed-by-an-admin-7421');
  assert.equal(await told(page, 'Changed').innerText(), 'secret');
  await page.getByRole('row').filter({ hasText: 'replaced by another' }).waitFor();
  assert.equal((await held('professional', 'robot13')).secret, before.secret, 'nothing was written yet');
  await write.click();
  await verified.waitFor();
  assert.deepEqual(await held('professional', 'robot13'), { ...before, secret: 'typed-by-an-admin-7421' });
  await verified.getByText('Only the secret was replaced, and a replaced secret does not come back.').waitFor();

  await once.getByText('you won’t see it here again').waitFor();
  await axe(page);
  const shown = once.getByLabel('New secret of this robot').locator('visible=true').or(once.locator('input')).first();
  assert.equal(await shown.getAttribute('type'), 'password');
  assert.equal(await shown.inputValue(), 'typed-by-an-admin-7421');
  await once.getByRole('button', { name: 'Copy' }).click();
  await once.getByRole('button', { name: 'Copied' }).waitFor();
  assert.equal(await pasted(context), 'typed-by-an-admin-7421');
  await once.getByRole('button', { name: 'Show' }).click();
  assert.equal(await shown.getAttribute('type'), 'text');
  await once.getByRole('button', { name: 'Done, hide it' }).click();
  await once.waitFor({ state: 'detached' });

  // Together with another field, so that there is something to take back.
  await page.getByRole('button', { name: 'Rotate…' }).click();
  const second = await secret.inputValue();
  await field('Mobile').fill('123');
  await write.click();
  await once.waitFor();
  await page.getByRole('button', { name: 'Undo all but the secret, which does not come back' }).click();
  await verified.filter({ hasText: /Wrote\s*mobile\s*empty/ }).waitFor();
  assert.deepEqual(await held('professional', 'robot13'), { ...before, secret: second });
  // It stays for this robot alone until it is noted, masked again.
  await once.getByRole('button', { name: 'Show' }).click();
  await page.getByRole('navigation', { name: 'Robots' }).getByRole('link').first().click();
  await once.waitFor({ state: 'detached' });
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Overview' }).click();
  await page.goBack();
  await page.goBack();
  await once.waitFor();
  assert.equal(await once.locator('input').getAttribute('type'), 'password');
  assert.equal(await once.locator('input').inputValue(), second);
  await once.getByRole('button', { name: 'Done, hide it' }).click();
  await once.waitFor({ state: 'detached' });
  await page.goForward();
  await page.goBack();
  await field('Callback').waitFor();
  assert.equal(await once.count(), 0, 'it was noted');
  await scan.checkKept([...secrets, before.secret, 'typed-by-an-admin-7421', second, made]);
});

test('a draft survives other pages and a reload, without the secret', async (t) => {
  const { page, field, secret, secrets: scan } = await opened(t, 'professional', 'id=robot14');
  await page.getByRole('button', { name: 'Rotate…' }).click();
  const made = await secret.inputValue();
  await field('Extra').fill('{"kept":true}');
  await page.reload();
  await enterSecret(page, servers.professional.secret);
  await field('Extra').waitFor();
  assert.equal(await field('Extra').inputValue(), '{"kept":true}');
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
  assert.deepEqual(await writes('professional'), []);
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
  assert.deepEqual(await writes('professional'), []);
  await page.getByRole('button', { name: 'Overwrite theirs with mine' }).click();
  await verified.waitFor();
  assert.deepEqual(await held('professional', 'robot17'), { ...before, mobile: 'mine', secret: 'rotated-by-another-admin' });
});

test('a lost answer is looked for: a rotation is known by its secret', async (t) => {
  const { page, write, secret, once, verified } = await opened(t, 'professional', 'id=robot18');
  await page.getByRole('button', { name: 'Rotate…' }).click();
  const made = await secret.inputValue();
  await servers.professional.control.addFault('closed-after', { path: WRITE });
  await write.click();
  await verified.filter({ hasText: 'the answer to the write was lost' }).waitFor();
  await once.waitFor();
  assert.equal((await held('professional', 'robot18')).secret, made);
  assert.equal((await writes('professional')).length, 1, 'a write is never repeated by itself');
});

test('what was not stored is said, and the new secret is not shown as one that holds', async (t) => {
  const before = await held('professional', 'robot19');
  const { page, write, secret, once, said, verified } = await opened(t, 'professional', 'id=robot19');
  await page.getByRole('button', { name: 'Rotate…' }).click();
  const made = await secret.inputValue();
  await servers.professional.control.addFault('ignored-write', { path: WRITE });
  await write.click();
  await said('Not what was written').waitFor();
  assert.equal(await once.count(), 0);
  assert.equal(await secret.inputValue(), made, 'what was typed stays');
  assert.deepEqual(await held('professional', 'robot19'), before);
  await servers.professional.control.clearFaults();
  await page.getByRole('button', { name: 'Read back' }).click();
  await write.click();
  await verified.waitFor();
  await once.waitFor();
  assert.equal((await held('professional', 'robot19')).secret, made);
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
  assert.equal(await once.count(), 0);
  assert.equal(await secret.inputValue(), made);
  await servers.professional.control.clearFaults();
  await page.getByRole('button', { name: 'Read back' }).click();
  await once.waitFor();
  assert.equal((await held('professional', 'robot20')).secret, made);
  assert.equal((await writes('professional')).length, 1);
});

for (const name of Object.keys(servers)) {
  test(`${name}: a robot is created, verified, and its secret shown once`, async (t) => {
    const { page, field, create, secret, once, verified, secrets: scan } = await opened(t, name, 'new=');
    assert.ok(await create.isDisabled());
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
    assert.deepEqual(await held(name, 'fresh-bot'), {
      userId: 'fresh-bot', name: 'fresh-bot', displayName: '新 bot 😀 <i>', portrait: '', gender: 0, mobile: '', email: '', address: '',
      company: '', social: '', extra: '', owner: 'fresh-bot', secret: made, callback: 'http://10.0.0.9/cb', robotExtra: '',
    });
    assert.equal(await once.locator('input').inputValue(), made);
    await page.getByRole('link', { name: 'Open it' }).click();
    await page.waitForURL('**/robots?id=fresh-bot');
    await field('Callback').waitFor();
    assert.equal(await once.locator('input').inputValue(), made, 'nobody has noted it yet');
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
    assert.equal((await writes(name)).length, 1);
    await field('User ID').fill('admin');
    await create.click();
    await page.getByRole('alert').filter({ hasText: 'admin exists already' }).filter({ hasText: 'would replace that user' }).waitFor();
    await field('User ID').fill('fresh-bot');
    await create.click();
    await page.getByRole('link', { name: 'Open that robot' }).click();
    await page.waitForURL('**/robots?id=fresh-bot');
    assert.equal((await held(name, 'fresh-bot')).secret, made);
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
  assert.equal(await held('community', id), undefined);
  // What was typed and the id outlive a reload; the secret is another then.
  await field('Name').fill(`bot-${id}`);
  await page.reload();
  await enterSecret(page, servers.community.secret);
  assert.equal(await field('Name').inputValue(), `bot-${id}`);
  await page.getByText(`Empty: ${id}, made in this browser`).waitFor();
  await servers.community.control.addFault('closed-after', { path: WRITE });
  await create.click();
  await verified.filter({ hasText: 'the answer to the write was lost' }).waitFor();
  await once.waitFor();
  const robot = await held('community', id);
  assert.equal(robot.secret, await once.locator('input').inputValue());
  assert.equal((await writes('community')).length, 2);
  await page.getByRole('button', { name: 'Create another' }).click();
  await field('Name').waitFor();
  assert.equal(await field('Name').inputValue(), '');
  assert.equal(await once.count(), 0);
});

test('nothing is created while nobody can say whether the id is free; production asks', async (t) => {
  const { page, field, create, verified } = await opened(t, 'professional', 'new=by-link', { environment: 'production' });
  assert.equal(await field('User ID').inputValue(), 'by-link');
  await field('Name').fill('by-link');
  await servers.professional.control.addFault('502-html', { path: '/admin/user/get_info' });
  await create.click();
  await page.getByText('Whether somebody has the ID must be known before a robot is created under it.').waitFor();
  assert.deepEqual(await writes('professional'), []);
  await servers.professional.control.clearFaults();
  await page.getByRole('button', { name: 'Retry' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Write to IM professional?' });
  await dialog.getByText('Robot by-link is created at once, and nothing deletes a robot.').waitFor();
  await dialog.getByRole('row').filter({ hasText: 'a new one, not shown' }).waitFor();
  await dialog.getByRole('button', { name: 'Write to IM professional' }).click();
  await verified.waitFor();
  assert.equal((await held('professional', 'by-link')).name, 'by-link');
});
