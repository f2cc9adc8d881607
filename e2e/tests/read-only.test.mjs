// A read-only connection: every way to write is dashed and says why, and nothing is sent, whoever asks.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { axe } from '../harness/axe.mjs';
import { changes, seedChanges, toChanges } from '../harness/changes.mjs';
import { goTo } from '../harness/check.mjs';
import { expect } from '../harness/expect.mjs';
import { worldOnBothOrigins } from '../harness/origins.mjs';
import { PHONE } from '../harness/page.mjs';
import { signIn, until } from '../harness/sign-in.mjs';

const { servers, here, onBoth } = await worldOnBothOrigins({ after }, { servers: { a: { edition: 'professional', data: 'demo' } } });
const { a } = servers;
const closed = { slug: 'a', name: 'IM a', environment: 'production', read_only: true };

beforeEach(async () => {
  await a.control.clearFaults();
  await a.control.clearRequests();
});

const WRITES = /modify_setting|put_setting|conversation\/top$|robot\/create|get_token|update_user/;

async function nothingWritten() {
  const asked = (await a.control.requests()).map(({ path }) => path);
  assert.deepEqual(asked.filter((path) => WRITES.test(path)), []);
  return asked;
}

/** The button that is dashed; why stands beside it. */
async function dashed(page, name) {
  const button = page.getByRole('main').getByRole('button', { name }).last();
  await button.waitFor();
  await expect(button, `${name} can be pressed`).toBeDisabled();
  return button;
}

async function opened(t, path, { at = here, ...options } = {}) {
  const { page, ...rest } = await at.open(t, { connections: [closed], refresh: 'off', ...options });
  await signIn(page, path, a.secret);
  return { page, ...rest };
}

test('a setting is read, and can be drafted and not written', onBoth(async (t, at) => {
  const { page } = await opened(t, '/c/a/system-settings/1', { at });
  await page.getByText('Read-only', { exact: true }).first().waitFor();
  await page.getByRole('textbox', { name: /^Value/ }).fill('17');
  await dashed(page, /^Write to IM a/);
  await page.getByText('Read-only: this connection writes nothing.').waitFor();
  // The draft is there when the connection can write again.
  await page.reload();
  await nothingWritten();
}));

test('robots, pins and user settings offer no write', onBoth(async (t, at) => {
  const { page } = await opened(t, '/c/a/robots?id=robot21', { at });
  await dashed(page, /^Write to IM a/);
  await page.getByRole('button', { name: /^Rotate/ }).click();
  await dashed(page, /^Write to IM a/);
  await page.getByRole('link', { name: /^New robot/ }).click();
  await page.getByRole('textbox', { name: 'Display name' }).fill('never');
  await dashed(page, /^Create on IM a/);
  const nav = page.getByRole('navigation', { name: 'Pages' });
  await nav.getByRole('link', { name: 'Pins' }).click();
  await page.getByRole('textbox', { name: 'User', exact: true }).fill('u0001');
  await page.getByRole('textbox', { name: 'Target', exact: true }).fill('g1');
  await page.getByRole('button', { name: 'Look up' }).click();
  const pin = await dashed(page, /^Pin…? 1-0-g1, u0001$/);
  const why = await page.getByText('Read-only: this connection writes nothing.').first().getAttribute('id');
  await expect(pin).toHaveAttribute('aria-describedby', why);
  const lines = page.getByRole('textbox', { name: /^Lines/ });
  await lines.fill('user1 0 user2 0');
  await page.getByRole('button', { name: 'See what would change' }).click();
  await dashed(page, /^Pin 1 on IM a/);
  await goTo(page, '/c/a/user-settings?user=u0001&scope=1001&key=k');
  await page.getByRole('textbox', { name: /^Value/ }).fill('17');
  await dashed(page, /^Write to IM a/);
  await nothingWritten();
}));

test('the console sends what is known as a harmless read, and nothing else', onBoth(async (t, at) => {
  const { page } = await opened(t, '/c/a/console', { at });
  const path = page.getByRole('textbox', { name: /^Path/ });
  const send = page.getByRole('button', { name: /^Send to IM a/ });
  for (const forbidden of ['/admin/user/get_token', '/admin/system/put_setting', '/admin/nobody/knows']) {
    await path.fill(forbidden);
    await page.getByText('Read-only: this connection sends only').waitFor();
    await expect(send, forbidden).toBeDisabled();
    await path.press('Control+Enter');
  }
  await path.fill('/admin/customer');
  await send.click();
  await page.getByText('Answered with success').waitFor();
  const asked = await nothingWritten();
  assert.ok(asked.includes('/admin/customer'));
  assert.ok(!asked.includes('/admin/nobody/knows'));
}));

test('an undo is not offered', onBoth(async (t, at) => {
  const { page } = await opened(t, '/c/a/system-settings/1', { at });
  await toChanges(page);
  const values = (value) => ({ value, desc: '' });
  await seedChanges(page, 'a', [{ target: { systemSetting: { id: 1 } }, before: values('1'), after: values('2') }]);
  await page.getByRole('button', { name: 'Read again' }).click();
  await changes(page).rows.first().click();
  await dashed(page, /^Undo/);
  await nothingWritten();
}));

test('what another tab makes read-only stops a form that is open here', onBoth(async (t, at) => {
  const { page, context } = await at.open(t, { connections: [{ ...closed, read_only: undefined, environment: 'test' }], refresh: 'off' });
  await signIn(page, '/c/a/system-settings/1', a.secret);
  await page.getByRole('textbox', { name: /^Value/ }).fill('18');
  const other = await context.newPage();
  await other.goto('/c/a/connection');
  await other.getByRole('checkbox', { name: 'Read-only' }).check();
  await other.getByRole('button', { name: 'Save and open' }).click();
  await page.getByText('Read-only', { exact: true }).first().waitFor();
  await dashed(page, /^Write to IM a/);
  await expect(page.getByRole('textbox', { name: /^Value/ })).toHaveValue('18');
  await nothingWritten();
}));

test('several pins under way end after the row that is sent', onBoth(async (t, at) => {
  const { page, context } = await at.open(t, { connections: [{ ...closed, read_only: undefined, environment: 'test' }], refresh: 'off' });
  await signIn(page, '/c/a/pins', a.secret);
  // Another group on each origin: what the first one pinned before it ended would be nothing to do for the second.
  const group = at.isSecure ? 'g1' : 'g2';
  await page.getByRole('textbox', { name: /^Lines/ }).fill(Array.from({ length: 60 }, (_, row) => `u${row} group ${group}`).join('\n'));
  await page.getByRole('button', { name: 'See what would change' }).click();
  await page.getByRole('button', { name: 'Pin 60 on IM a' }).waitFor();
  const other = await context.newPage();
  await other.goto('/c/a/connection');
  await other.getByRole('checkbox', { name: 'Read-only' }).check();
  await a.control.addFault('latency', { path: '/admin/conversation/top' });
  await page.getByRole('button', { name: 'Pin 60 on IM a' }).click();
  const sent = async () => (await a.control.requests()).filter(({ writes }) => writes).length;
  await until('a pin is written', async () => (await sent()) > 0);
  await other.getByRole('button', { name: 'Save and open' }).click();
  await page.getByText('Read-only', { exact: true }).first().waitFor();
  await a.control.clearFaults();
  // Whatever was under way has had time to be read back; nothing was begun after it.
  const count = await sent();
  await page.reload();
  assert.ok(count < 60 && (await sent()) === count, `${count} of 60`);
}));

test('it is set in the form, said on card and list, and taken back there', onBoth(async (t, at) => {
  const { page } = await at.open(t, { connections: [{ ...closed, read_only: undefined }], refresh: 'off', viewport: PHONE, lang: 'zh', theme: 'dark' });
  await page.goto('/c/a/connection');
  const tick = page.getByRole('checkbox', { name: '只读' });
  await tick.check();
  await axe(page);
  await page.getByRole('button', { name: '保存并打开' }).click();
  await page.goto('/connections');
  await page.getByRole('row', { name: /IM a/ }).getByText('只读').waitFor();
  await page.goto('/c/a/connection');
  await tick.uncheck();
  await page.getByRole('button', { name: '保存并打开' }).click();
  await page.goto('/connections');
  await expect(page.getByRole('row', { name: /IM a/ }).getByText('只读')).toHaveCount(0);
}));

test('on a phone the bar of each page has room for it', async (t) => {
  for (const lang of ['en', 'zh']) {
    const { page } = await opened(t, '/c/a/overview', { viewport: PHONE, lang });
    for (const path of ['overview', 'system-settings/1', 'files', 'pins', 'robots', 'changes', 'requests', 'console', 'connections', 'check']) {
      await goTo(page, `/c/a/${path}`);
      const bar = page.locator('header.bar');
      await bar.locator('.chip').waitFor();
      await expect.poll(() => bar.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth), { message: `${path}, ${lang}` }).toBe(0);
    }
  }
});
