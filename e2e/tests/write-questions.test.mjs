// Every way to write asks in production with the server's name, sends nothing on Escape, and is gone with its question
// once another tab makes the connection read-only.

import { after, beforeEach, test } from 'node:test';

import { changePin } from '../harness/api.mjs';
import { changes, seedChanges, toChanges } from '../harness/changes.mjs';
import { expect } from '../harness/expect.mjs';
import { worldOnBothOrigins } from '../harness/origins.mjs';
import { signIn } from '../harness/sign-in.mjs';

const { servers: { a }, onBoth } = await worldOnBothOrigins({ after }, {
  servers: { a: { edition: 'professional', data: 'demo', dialect: 'documented' } },
});

beforeEach(async () => {
  await changePin(a, 'documented', 'alice', '1-0-g1', false);
  await a.control.clearRequests();
});

const textbox = (page, name) => page.getByRole('main').getByRole('textbox', { name });
const button = (page, name) => page.getByRole('main').getByRole('button', { name });
const write = (page) => button(page, /^Write to IM a/).last();

/** For each way to write: where it is, and what is done until its button can be pressed. */
const WAYS = {
  'a system setting': ['system-settings/1', async (page) => {
    await textbox(page, /^Value/).fill('17');
    return write(page);
  }],
  'a user setting': ['user-settings?user=alice&scope=1001&key=k', async (page) => {
    await textbox(page, /^Value/).fill('17');
    return write(page);
  }],
  'a pin': ['pins?user=alice&conversation=1-0-g1', async (page) => button(page, /^Pin…? 1-0-g1, alice$/)],
  'several pins': ['pins', async (page) => {
    await textbox(page, /^Lines/).fill('alice group g1');
    await button(page, 'See what would change').click();
    return button(page, /^Pin 1 on IM a/);
  }],
  'a robot': ['robots?id=robot21', async (page) => {
    await textbox(page, 'Mobile').fill('17');
    return write(page);
  }],
  'a robot’s new secret': ['robots?id=robot21', async (page) => {
    await button(page, 'Rotate…').click();
    return write(page);
  }],
  'a new robot': ['robots?id=robot21', async (page) => {
    await page.getByRole('link', { name: /^New robot/ }).click();
    await textbox(page, 'User ID').fill('asked-bot');
    await textbox(page, /^Name/).first().fill('asked-bot');
    return button(page, /^Create on IM a/);
  }],
  'an undo': ['system-settings/1', async (page) => {
    await textbox(page, /^Value/).waitFor();
    const held = await textbox(page, /^Value/).inputValue();
    await toChanges(page);
    await seedChanges(page, 'a', [{ target: { systemSetting: { id: 1 } }, before: { value: '1', desc: '' }, after: { value: held, desc: '' } }]);
    await button(page, 'Read again').click();
    await changes(page).rows.first().click();
    return button(page, /^Undo, back to/);
  }],
  'the console': ['console', async (page) => {
    await textbox(page, /^Path/).fill('/admin/nobody/knows');
    return button(page, /^Send to IM a/);
  }],
};

const written = async () => (await a.control.requests()).filter(({ writes, path }) => writes || path.includes('nobody'));

for (const [name, [path, reach]] of Object.entries(WAYS)) {
  test(`${name}: the question names the server, and Escape or another tab’s read-only sends nothing`, onBoth(async (t, at) => {
    const { page, context } = await at.open(t, { connections: [{ slug: 'a', name: 'IM a', environment: 'production' }], refresh: 'off' });
    await signIn(page, `/c/a/${path}`, a.secret);
    const press = await reach(page);
    await press.click();
    const dialog = page.getByRole('alertdialog', { name: /IM a\?$/ });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(written).toStrictEqual([]);

    await press.click();
    await dialog.waitFor();
    const other = await context.newPage();
    await other.goto('/c/a/connection');
    await other.getByRole('checkbox', { name: 'Read-only' }).check();
    await other.getByRole('button', { name: 'Save and open' }).click();
    await page.getByText('Read-only', { exact: true }).first().waitFor();
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(written).toStrictEqual([]);
  }));
}
