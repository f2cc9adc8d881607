// What the API console holds back: what nobody agreed to.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { openConsole } from '../harness/console.mjs';
import { world } from '../harness/world.mjs';

const { url, servers: { pro } } = await world({ after }, { servers: { pro: { edition: 'professional', data: 'demo' } } });
beforeEach(() => pro.control.clearRequests());

const console_ = (t, options) => openConsole(t, url, pro, 'pro', options);

test('what is asked about is what is sent: Back ends the question, and a retry that became a write asks too', async (t) => {
  const { page, path, body, send, answer, sentTo } = await console_(t, { environment: 'production', at: '?template=user-put_setting' });
  const [FIRST, SECOND] = ['/admin/user/put_setting', '/admin/chatroom/del'];
  const dialog = page.getByRole('alertdialog', { name: 'Send this to IM pro?' });
  await page.getByRole('link', { name: /^Destroy a chatroom/ }).click();
  assert.equal(await path.inputValue(), SECOND);
  await send.click();
  await dialog.getByText(`POST ${SECOND}`).waitFor();
  await page.goBack();
  await dialog.waitFor({ state: 'hidden' });
  assert.equal(await path.inputValue(), FIRST);
  await send.click();
  await dialog.getByText(`POST ${FIRST}`).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });

  await path.fill('/admin/user/get_info');
  await body.fill('{"userId":');
  await send.click();
  const retry = answer.getByRole('button', { name: 'Retry' });
  await retry.waitFor();
  await path.fill(FIRST);
  await body.fill('{"userId":"u0003","scope":1000,"key":"k2","value":"v"}');
  await retry.click();
  await dialog.getByText(`POST ${FIRST}`).waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
  assert.deepEqual([(await sentTo(FIRST)).length, (await sentTo(SECOND)).length], [0, 0]);
});
