// User settings: writing one, being sure of it, and what keeps an admin from breaking a client.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { changeUserSetting, heldUserSetting } from '../harness/api.mjs';
import { changes, toChanges } from '../harness/changes.mjs';
import { pasted } from '../harness/clipboard.mjs';
import { expect, words } from '../harness/expect.mjs';
import { enterSecret, signIn, until } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

const { url, servers } = await world({ after }, {
  servers: {
    documented: { edition: 'professional', dialect: 'documented' },
    sdk: { edition: 'professional', dialect: 'sdk' },
  },
});
const [USER, OWN] = ['uid with "quotes"', 1001];
const WRITE = '/admin/user/put_setting';

beforeEach(() => Promise.all(Object.values(servers).map(async (server) => {
  await server.control.clearFaults();
  await changeUserSetting(server, USER, OWN, 'k', 'before');
  await changeUserSetting(server, USER, 3, '1-0-g1', '1');
  await server.control.clearRequests();
})));

async function editor(t, name, { scope = OWN, key = 'k', environment = 'test', ...options } = {}) {
  const opened = await pages(t, url).open({ connections: [{ slug: name, name: `IM ${name}`, environment }], ...options });
  const { page } = opened;
  const query = new URLSearchParams({ user: USER, scope, key });
  await signIn(page, `/c/${name}/user-settings?${query}`, servers[name].secret);
  const value = page.getByRole('textbox', { name: /^(Value|值)/ });
  await value.waitFor();
  const { control } = servers[name];
  return {
    ...opened,
    value,
    control,
    knows: page.getByRole('checkbox', { name: 'I know the format that clients expect here' }),
    write: page.getByRole('main').getByRole('button', { name: /^(Write to|写入) / }).last(),
    verified: page.getByRole('status').filter({ hasText: 'Verified' }),
    said: (text) => page.getByRole('alert').filter({ hasText: text }).waitFor(),
    held: () => heldUserSetting(servers[name], USER, scope, key),
    writes: async () => (await control.requests()).filter(({ writes }) => writes),
  };
}

for (const name of Object.keys(servers)) {
  test(`${name}: a change is written, verified and undone`, async (t) => {
    const { page, context, value, write, verified, held, writes } = await editor(t, name);
    await expect(value).toHaveValue('before');
    await expect(write).toBeDisabled();
    await page.getByText('Nothing to write: the value is as on the server.').waitFor();
    await value.fill('line one\nline two');
    const diff = page.getByRole('table').filter({ hasText: 'After this write' });
    await expect.poll(() => words(diff.getByRole('row').nth(1))).toMatch(/^value before line oneU\+000Aline two$/);
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    await expect.poll(() => pasted(context)).toMatch(/user\/put_setting.*"scope":1001,"key":"k","value":"line one\\nline two"/s);
    await expect.poll(writes, { message: 'nothing is sent before the button is pressed' }).toStrictEqual([]);
    await write.click();
    await verified.filter({ hasText: 'the server holds what you wrote' }).waitFor();
    await expect.poll(held).toBe('line one\nline two');
    const [{ path, body }] = await writes();
    assert.equal(path, WRITE);
    assert.deepEqual(JSON.parse(body), { userId: USER, scope: OWN, key: 'k', value: 'line one\nline two' });
    await page.getByRole('button', { name: 'Undo, back to before' }).click();
    await verified.filter({ hasText: /Wrote\s*before/ }).waitFor();
    await expect.poll(held).toBe('before');
    await expect(value).toHaveValue('before');
  });

}

test('a built-in scope is read freely and written only after “I know”', async (t) => {
  const { page, value, knows, write, verified, held, writes } = await editor(t, 'documented', { scope: 3, key: '1-0-g1' });
  await page.getByRole('heading', { name: 'Built-in scope: clients depend on its format' }).waitFor();
  await page.getByText('Known format: the key is type-line-target; 1 is pinned, 0 is not.').waitFor();
  await value.fill('yes');
  await page.getByText('Published clients write 1 or 0 here and nothing else.').waitFor();
  await value.fill('0');
  await page.getByText('Tick above that you know the format.').waitFor();
  await expect(write).toBeDisabled();
  await knows.check();
  await expect(write).toBeEnabled();
  await knows.uncheck();
  await expect(write).toBeDisabled();
  await expect.poll(writes).toStrictEqual([]);
  await knows.check();
  await write.click();
  await verified.waitFor();
  await expect.poll(held).toBe('0');
});

test('what is not set is created, also as the empty text, and said to be for good', async (t) => {
  const key = `new ${Math.random()}`;
  const { page, value, write, verified, held } = await editor(t, 'documented', { key });
  await page.getByRole('heading', { name: 'Not set' }).waitFor();
  await page.getByText('nothing deletes a setting afterwards').waitFor();
  await expect(write).toBeDisabled();
  await page.getByRole('button', { name: 'Set it to the empty text' }).click();
  await expect.poll(() => words(page.getByRole('row').nth(1))).toMatch(/^value not set empty$/);
  await write.click();
  await verified.getByText('It was not set before, and nothing deletes it: this cannot be undone.').waitFor();
  await expect.poll(held).toBe('');
  await value.fill('now something');
  await write.click();
  await verified.filter({ hasText: 'now something' }).waitFor();
  await expect.poll(held).toBe('now something');
});

test('the warning says whose a scope is, and that no format is published', async (t) => {
  const { page, value, write } = await editor(t, 'documented', { scope: 15, key: '' });
  await page.getByText('The protocol stack’s own: the vendor says not to use it directly.').last().waitFor();
  await page.getByText('The vendor publishes no format for it.').waitFor();
  await value.fill('1');
  await expect(write).toBeDisabled();
  await page.getByRole('heading', { name: 'Which setting' }).click();
  await page.getByRole('textbox', { name: /^Scope number/ }).fill('999');
  await page.getByRole('button', { name: 'Read setting' }).click();
  await page.getByRole('heading', { name: 'Reserved scope' }).waitFor();
  await page.getByRole('paragraph').filter({ hasText: /^Reserved: below 1000 and not in the vendor’s list/, visible: true }).waitFor();
  await value.fill('1');
  await expect(write).toBeDisabled();
});

test('closed-after: the answer is lost, and the server holds what was written', async (t) => {
  const { value, write, verified, held, writes, control } = await editor(t, 'documented');
  await value.fill('after');
  await control.addFault('closed-after');
  await write.click();
  await verified.filter({ hasText: 'the answer to the write was lost' }).waitFor();
  await expect.poll(held).toBe('after');
  await expect.poll(async () => (await writes()).length, { message: 'a write is never repeated by itself' }).toBe(1);
});

test('ignored-write and 502-html: what is so on the server is said, and the draft kept', async (t) => {
  const { page, value, write, verified, held, said, control } = await editor(t, 'sdk');
  await value.fill('after');
  await control.addFault('ignored-write');
  await write.click();
  await said('Not what was written');
  await expect.poll(held).toBe('before');
  await control.clearFaults();
  await page.getByRole('button', { name: 'Read back' }).click();
  await control.addFault('502-html', { path: WRITE, times: 1 });
  await write.click();
  await said('Not written');
  await page.getByText('Draft kept in this browser').waitFor();
  await expect(value).toHaveValue('after');
  await page.getByRole('button', { name: 'Retry' }).click();
  await verified.waitFor();
  await expect.poll(held).toBe('after');
});

test('hang-after and no reading: the outcome is unknown until it is read back', async (t) => {
  const { page, value, write, held, said, writes, control } = await editor(t, 'documented');
  await value.fill('after');
  await control.addFault('hang-after', { path: WRITE });
  await write.click();
  await until('the write arrived', async () => (await writes()).length);
  await control.addFault('closed', { path: '/admin/user/get_setting' });
  await said('Outcome unknown');
  await control.clearFaults();
  await page.getByRole('button', { name: 'Read back' }).click();
  await page.getByText('Nothing to write: the value is as on the server.').waitFor();
  await expect.poll(held).toBe('after');
});

test('a change behind its back is a conflict; a built-in one is not overwritten without “I know”', async (t) => {
  const { page, value, knows, write, verified, held, said, writes, control } = await editor(t, 'sdk', { scope: 3, key: '1-0-g1' });
  await value.fill('0');
  await knows.check();
  await changeUserSetting(servers.sdk, USER, 3, '1-0-g1', '2');
  await control.clearRequests();
  await write.click();
  await said('Someone else changed it meanwhile');
  await expect.poll(writes).toStrictEqual([]);
  await page.reload();
  await enterSecret(page, servers.sdk.secret);
  await said('Someone else changed it meanwhile');
  const overwrite = page.getByRole('button', { name: 'Overwrite 2 with 0' });
  await expect(overwrite, 'after a reload it is said again').toBeDisabled();
  await page.getByText('To overwrite it, tick below that you know the format.').waitFor();
  await knows.check();
  await overwrite.click();
  await verified.waitFor();
  await expect.poll(held).toBe('0');
});

test('from Changes a built-in one is undone, and neither overwritten nor written again', async (t) => {
  const { page, value, knows, write, verified, held, control } = await editor(t, 'sdk', { scope: 3, key: '1-0-g1' });
  await value.fill('0');
  await knows.check();
  await write.click();
  await verified.waitFor();
  await toChanges(page);
  const { rows, detail } = changes(page);
  await rows.click();
  await changeUserSetting(servers.sdk, USER, 3, '1-0-g1', '2');
  await detail.getByRole('button', { name: 'Undo, back to 1' }).click();
  await expect(page.getByRole('button', { name: 'Overwrite 2 with 1' })).toBeDisabled();
  await page.getByText('Clients depend on the format of this scope, so it is not overwritten from here.').waitFor();
  await page.getByRole('button', { name: 'Leave 2' }).click();
  await changeUserSetting(servers.sdk, USER, 3, '1-0-g1', '0');
  await detail.getByRole('button', { name: 'Undo, back to 1' }).click();
  await verified.waitFor();
  await expect.poll(held).toBe('1');

  await control.addFault('closed', { path: WRITE, times: 1 });
  await page.goto(`/c/sdk/user-settings?${new URLSearchParams({ user: USER, scope: 3, key: '1-0-g1' })}`);
  await enterSecret(page, servers.sdk.secret);
  await value.fill('0');
  await knows.check();
  await write.click();
  await page.getByRole('alert').filter({ hasText: 'Not written' }).waitFor();
  await toChanges(page);
  await rows.filter({ hasText: 'Not written' }).click();
  await detail.getByText('Clients depend on the format of this scope. Write it again on its page, which asks whether you know it.').waitFor();
  await expect(detail.getByRole('button', { name: 'Write it again' })).toHaveCount(0);
  await detail.getByRole('link', { name: 'Open its page' }).click();
  await value.waitFor();
});

test('production asks once more, and Cancel sends nothing', async (t) => {
  const { page, value, write, verified, held, control } = await editor(t, 'documented', { environment: 'production' });
  await value.fill('after');
  await control.clearRequests();
  await write.click();
  const dialog = page.getByRole('alertdialog', { name: 'Write to IM documented?' });
  await dialog.getByText('changes at once, on every device of this user.').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
  assert.deepEqual(await control.requests(), []);
  await write.click();
  await dialog.getByRole('button', { name: 'Write to IM documented' }).click();
  await verified.waitFor();
  await expect.poll(held).toBe('after');
});

test('a draft survives another setting, the language and a reload; Discard goes back', async (t) => {
  const { page, value, write } = await editor(t, 'documented');
  const hostile = '<script>document.title="ran"</script>\u202e 中文 😀';
  await value.fill(hostile);
  await page.getByRole('heading', { name: 'Which setting' }).click();
  await page.getByRole('textbox', { name: /^Key/ }).fill('other');
  await page.getByRole('button', { name: 'Read setting' }).click();
  await page.getByRole('heading', { name: 'Not set' }).waitFor();
  const first = page.getByRole('navigation', { name: 'Looked at' }).getByRole('link').filter({ hasText: 'draft' });
  await first.click();
  await page.getByText('Draft kept in this browser').waitFor();
  await expect(value).toHaveValue(hostile);
  await page.getByRole('button', { name: '中文' }).click();
  await expect(value).toHaveValue(hostile);
  await page.getByRole('button', { name: 'English' }).click();
  await page.reload();
  await enterSecret(page, servers.documented.secret);
  await expect(value).toHaveValue(hostile);
  await expect(write).toBeEnabled();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(value).toHaveValue('before');
});

test('the keyboard alone ticks, writes and undoes', async (t) => {
  const { page, value, knows, write, verified, held } = await editor(t, 'sdk', { scope: 3, key: '1-0-g1' });
  await value.focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('0');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(knows).toBeChecked();
  await page.keyboard.press('Tab');
  await expect(write).toBeFocused();
  await page.keyboard.press('Enter');
  await verified.waitFor();
  await expect.poll(held).toBe('0');
  await page.getByRole('button', { name: 'Undo, back to 1' }).focus();
  await page.keyboard.press('Enter');
  await verified.filter({ hasText: /Wrote\s*1/ }).waitFor();
  await expect.poll(held).toBe('1');
});
