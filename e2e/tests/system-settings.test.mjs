// System settings: reading one, changing it, and being sure of what the server holds afterwards.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { changeSetting, heldSetting } from '../harness/api.mjs';
import { pasted } from '../harness/clipboard.mjs';
import { expect, words } from '../harness/expect.mjs';
import { settled } from '../harness/page.mjs';
import { enterSecret, signIn } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

const { url, servers } = await world({ after }, {
  servers: {
    community: { edition: 'community' },
    professional: { edition: 'professional', dialect: 'documented' },
  },
});
const DIALECTS = { community: 'sdk', professional: 'documented' };
const DESC = '最大群成员数量';

beforeEach(() => Promise.all(Object.entries(servers).map(async ([name, server]) => {
  await server.control.clearFaults();
  await changeSetting(server, DIALECTS[name], 1, '3000', DESC);
  await server.control.clearRequests();
})));

const writesTo = async (server) => (await server.control.requests()).filter(({ writes }) => writes);

/** Opens a setting and gives what an admin uses of it. */
async function editor(t, name, { id = 1, environment = 'test', ...options } = {}) {
  const opened = await pages(t, url).open({ connections: [{ slug: name, name: `IM ${name}`, environment }], ...options });
  const { page } = opened;
  await signIn(page, `/c/${name}/system-settings/${id}`, servers[name].secret);
  const field = (label) => page.getByRole('textbox', { name: new RegExp(`^${label}`) });
  await field('Value').waitFor();
  return {
    ...opened,
    server: servers[name],
    held: (other = id) => heldSetting(servers[name], DIALECTS[name], other),
    value: field('Value'),
    desc: field('Description'),
    write: page.getByRole('main').getByRole('button', { name: /^Write to / }).last(),
    card: page.getByRole('main').locator('section').filter({ has: page.getByRole('heading', { level: 2 }) }).last(),
    verified: page.getByRole('status').filter({ hasText: 'Verified' }),
  };
}

for (const name of Object.keys(servers)) {
  test(`${name}: a change of setting 1 is written, verified and undone`, async (t) => {
    const { page, context, value, desc, write, verified, held, server } = await editor(t, name);
    await page.getByRole('heading', { name: 'Largest group size' }).waitFor();
    await page.getByText(/Whole numbers only, 1 and up: the server takes anything else as no limit at all/).waitFor();
    await expect.poll(async () => [await value.inputValue(), await desc.inputValue()]).toStrictEqual(['3000', DESC]);
    await page.getByText('Nothing to write: the fields are as on the server.').waitFor();
    await expect(write).toBeDisabled();

    await value.fill('5000');
    const diff = page.getByRole('table').filter({ hasText: 'After this write' });
    await expect.poll(() => words(diff.getByRole('row').nth(1))).toMatch(/^value 3000 5000$/);
    await expect.poll(() => words(diff.getByRole('row').nth(2))).toMatch(/^desc 最大群成员数量 the same, sent again$/);
    await page.getByRole('heading', { name: `What will change on IM ${name}` }).waitFor();
    await write.click();
    await verified.filter({ hasText: 'the server holds what you wrote' }).waitFor();
    const steps = (await verified.getByRole('listitem').allInnerTexts()).map((step) => step.replaceAll(/\s+/g, ' '));
    assert.equal(steps.length, 3);
    assert.match(steps[0], /Read 3000 [\d.]+ m?s$/);
    assert.match(steps[1], /Wrote 5000 [\d.]+ m?s$/);
    assert.match(steps[2], /Read back 5000 [\d.]+ m?s$/);
    await expect.poll(held).toStrictEqual({ value: '5000', desc: DESC });
    await expect.poll(async () => (await writesTo(server)).length).toBe(1);

    await page.getByRole('button', { name: 'Copy receipt' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await pasted(context);
    assert.match(copied, new RegExp(`^Firetower · IM ${name} · system-setting 1 · verified\n`));
    const [, json] = /Read back (\{.*\}) \(\d+ ms\)$/.exec(copied);
    assert.deepEqual(JSON.parse(json), { value: '5000', desc: DESC });

    await page.getByRole('button', { name: 'Undo, back to 3000' }).click();
    await verified.filter({ hasText: /Wrote\s*3000/ }).waitFor();
    await expect.poll(held).toStrictEqual({ value: '3000', desc: DESC });
    await expect(value).toHaveValue('3000');
  });

  test(`${name}: both fields are always sent, whichever was changed`, async (t) => {
    const { desc, write, verified, held, server } = await editor(t, name);
    await desc.fill('how many members a group may have');
    await write.click();
    await verified.waitFor();
    await expect.poll(held).toStrictEqual({ value: '3000', desc: 'how many members a group may have' });
    const [{ body }] = await writesTo(server);
    assert.deepEqual(Object.keys(JSON.parse(body)).sort(), ['desc', 'id', 'value']);
  });

  for (const end of ['take theirs', 'overwrite']) {
    test(`${name}: a change behind its back is a conflict: ${end}`, async (t) => {
      const { page, value, write, verified, held, server } = await editor(t, name);
      await value.fill('5000');
      await changeSetting(server, DIALECTS[name], 1, '4321', DESC);
      await server.control.clearRequests();
      await write.click();
      const conflict = page.getByRole('alert').filter({ hasText: 'Someone else changed it meanwhile' });
      await conflict.filter({ hasText: 'You started from 3000; the server now holds 4321. Nothing was written.' }).waitFor();
      const cells = await page.getByRole('table').filter({ hasText: 'You want' }).getByRole('row').nth(1).innerText();
      assert.match(cells.replaceAll(/\s+/g, ' '), /^value 3000 4321 5000$/);
      await expect.poll(async () => (await writesTo(server)).length).toBe(0);
      await expect.poll(async () => (await held()).value).toBe('4321');
      if (end === 'overwrite') {
        await page.getByRole('button', { name: 'Overwrite 4321 with 5000' }).click();
        await verified.waitFor();
        await expect.poll(async () => (await held()).value).toBe('5000');
        await expect(conflict).toHaveCount(0);
      } else {
        await page.getByRole('button', { name: 'Start again from 4321' }).click();
        await conflict.waitFor({ state: 'detached' });
        await expect(value).toHaveValue('4321');
        await value.fill('4400');
        await write.click();
        await verified.waitFor();
        await expect.poll(async () => (await held()).value).toBe('4400');
      }
    });
  }

  test(`${name}: a setting that is not there is a state, and writing creates it`, async (t) => {
    const id = 77_001;
    const { page, value, write, verified, held } = await editor(t, name, { id });
    await page.getByRole('heading', { name: `Setting ${id} is not set` }).waitFor();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await value.fill('first');
    await write.click();
    await verified.waitFor();
    await expect.poll(held).toStrictEqual({ value: 'first', desc: '' });
    await verified.getByText('It was not set before, and nothing deletes it: this cannot be undone.').waitFor();
    await expect(page.getByRole('heading', { name: `Setting ${id} is not set` })).toHaveCount(0);
  });
}

for (const wrong of ['0', '-1', '3000.0', '3 000', ' 3000', '2147483648', '３０００', 'many', '']) {
  test(`setting 1 does not take ${JSON.stringify(wrong)}, and the reason is said`, async (t) => {
    const { page, value, write, server } = await editor(t, 'community');
    await value.fill(wrong);
    const why = wrong === '' ? 'The server refuses an empty value (251).' : /^Only a whole number from 1 to 2147483647/;
    await page.getByText(why).first().waitFor();
    await expect(value).toHaveAttribute('aria-invalid', 'true');
    await expect(write).toBeDisabled();
    await expect.poll(async () => (await writesTo(server)).length).toBe(0);
  });
}

test('production asks once more and names the server; Cancel sends nothing', async (t) => {
  const { page, value, write, verified, held, server } = await editor(t, 'professional', { environment: 'production' });
  await value.fill('5000');
  await expect(write).toHaveText('Write to IM professional…', { useInnerText: true });
  const dialog = page.getByRole('alertdialog', { name: 'Write to IM professional?' });
  for (const leave of [() => dialog.getByRole('button', { name: 'Cancel' }).click(), () => page.keyboard.press('Escape')]) {
    await server.control.clearRequests();
    await write.click();
    await dialog.getByText(/This is a production server. Setting 1, largest group size, changes for everyone at once./).waitFor();
    await expect.poll(() => words(dialog.getByRole('row').nth(1))).toMatch(/^value 3000 5000$/);
    await leave();
    await dialog.waitFor({ state: 'hidden' });
    assert.deepEqual(await server.control.requests(), [], 'cancelling sends nothing at all');
  }
  await expect(value).toHaveValue('5000');
  await write.click();
  await dialog.getByRole('button', { name: 'Write to IM professional' }).click();
  await verified.waitFor();
  await expect.poll(async () => (await held()).value).toBe('5000');
  await page.getByRole('button', { name: 'Undo, back to 3000' }).click();
  await dialog.getByRole('button', { name: 'Write to IM professional' }).click();
  await verified.filter({ hasText: /Wrote\s*3000/ }).waitFor();
  await expect.poll(async () => (await held()).value).toBe('3000');
});

test('another id by hand stays in the list after a reload, until it is forgotten', async (t) => {
  const { page } = await editor(t, 'community');
  const known = page.getByRole('navigation', { name: 'Settings you know' });
  await page.getByRole('button', { name: 'Open another ID…' }).click();
  const id = page.getByRole('textbox', { name: 'Setting ID' });
  await id.fill('12x');
  await id.press('Enter');
  await page.getByText('A setting’s id is a whole number from −2147483648 to 2147483647.').waitFor();
  await id.fill('-42');
  await id.press('Enter');
  await page.waitForURL('**/c/community/system-settings/-42');
  await page.getByRole('heading', { name: 'Setting -42 is not set' }).waitFor();
  await page.reload();
  await enterSecret(page, servers.community.secret);
  await known.getByRole('link', { name: /^-42/ }).filter({ hasText: '253' }).waitFor();
  await known.getByRole('link', { name: /^1\b/ }).click();
  await page.waitForURL('**/system-settings/1');
  await page.getByRole('button', { name: 'Forget setting -42 in this browser' }).click();
  await known.getByRole('link', { name: /^-42/ }).waitFor({ state: 'detached' });
  await page.reload();
  await enterSecret(page, servers.community.secret);
  await page.getByRole('textbox', { name: /^Value/ }).waitFor();
  await expect(known.getByRole('link')).toHaveCount(1);
});

test('a draft survives other pages, the language and a reload', async (t) => {
  const { page, value, desc, write, verified } = await editor(t, 'community');
  await value.fill('6000');
  await desc.fill('typed “by hand”');
  const nav = page.getByRole('navigation', { name: 'Pages' });
  await nav.getByRole('link', { name: 'Overview' }).click();
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  await page.goBack();
  await page.getByText('Draft kept in this browser').waitFor();
  await expect.poll(async () => [await value.inputValue(), await desc.inputValue()]).toStrictEqual(['6000', 'typed “by hand”']);
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.getByRole('textbox', { name: /^值/ })).toHaveValue('6000');
  await page.getByRole('button', { name: 'English' }).click();
  await page.reload();
  await enterSecret(page, servers.community.secret);
  await settled(page);
  await expect.poll(async () => [await value.inputValue(), await desc.inputValue()]).toStrictEqual(['6000', 'typed “by hand”']);
  await write.click();
  await verified.waitFor();
  await expect(page.getByText('Draft kept in this browser')).toHaveCount(0);
});

test('two tabs keep each other’s drafts', async (t) => {
  const { page, context, value } = await editor(t, 'community');
  const other = await context.newPage();
  await signIn(other, '/c/community/system-settings/1001', servers.community.secret);
  const others = other.getByRole('textbox', { name: /^Value/ });
  await others.waitFor();
  const kept = (tab) => tab.getByText('Draft kept in this browser').waitFor();
  await value.fill('6000');
  await kept(page);
  await others.fill('from the other tab');
  await kept(other);
  // A form that is opened later has what another tab typed.
  await page.getByRole('button', { name: 'Open another ID…' }).click();
  await page.getByRole('textbox', { name: 'Setting ID' }).fill('1001');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/system-settings/1001');
  await kept(page);
  await expect(value).toHaveValue('from the other tab');
  await page.getByRole('button', { name: 'Discard' }).click();
  for (const [id, text] of [[1, '6000'], [1001, '']]) {
    await page.goto(`/c/community/system-settings/${id}`);
    await enterSecret(page, servers.community.secret);
    await value.waitFor();
    await expect(value).toHaveValue(text);
  }
});

test('Discard goes back to what the server holds', async (t) => {
  const { page, value, write } = await editor(t, 'community');
  await value.fill('6000');
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(value).toHaveValue('3000');
  await expect(write).toBeDisabled();
});
