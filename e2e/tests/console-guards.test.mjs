// What the API console holds back: a placeholder in a secret's place, a robot without its secret, and what nobody agreed to.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { ask } from '../harness/api.mjs';
import { axe } from '../harness/axe.mjs';
import { pasted } from '../harness/clipboard.mjs';
import { openConsole } from '../harness/console.mjs';
import { expect } from '../harness/expect.mjs';
import { world } from '../harness/world.mjs';

const { url, servers: { pro } } = await world({ after }, { servers: { pro: { edition: 'professional', data: 'demo' } } });
beforeEach(() => pro.control.clearRequests());

const console_ = (t, options) => openConsole(t, url, pro, 'pro', options);
const ROBOT = '/admin/robot/create';

test('what stands for a secret that was taken out is not sent in its place', async (t) => {
  const { page, context, path, body, send, sentTo } = await console_(t);
  const { result: before } = await ask(pro, '/admin/user/get_robot_info', { robotId: 'robot01' });
  const request = page.getByRole('region', { name: 'Request', exact: true });
  const blocked = async () => {
    await page.getByText('A secret in the body is only a placeholder. Put the real value in.').first().waitFor();
    await expect(send).toBeDisabled();
    await expect(body).toHaveAttribute('aria-invalid', 'true');
  };
  await path.fill(ROBOT);
  await body.fill('{"userId":"robot01","name":"robot01","secret":"hush-hush-1"}');
  await request.getByRole('button', { name: 'Copy as curl' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const ours = await pasted(context);
  await page.getByText('From a curl line…').click();
  await page.getByRole('textbox', { name: 'curl line' }).fill(ours);
  await page.getByRole('button', { name: 'Open as a request' }).click();
  await expect.poll(() => body.inputValue()).toContain('${HIDDEN_1:?not shown}');
  await blocked();
  // As the Requests page shows it.
  await body.fill('{"userId":"robot01","name":"robot01","secret": "not shown"}');
  await blocked();
  await expect.poll(async () => (await sentTo(ROBOT)).length).toBe(0);
  const { result: after_ } = await ask(pro, '/admin/user/get_robot_info', { robotId: 'robot01' });
  assert.equal(after_.secret, before.secret);
  await body.fill('{"userId":"robot01","name":"robot01","secret":"hush-hush-2"}');
  await page.getByText('A secret in the body is only a placeholder.').first().waitFor({ state: 'detached' });
  await expect(send).toBeEnabled();
});

for (const environment of ['test', 'production']) {
  test(`a robot without its secret is sent only after a tick (${environment})`, async (t) => {
    const { page, body, send, answer, sentTo } = await console_(t, { environment, at: '?template=robot-create' });
    const tick = page.getByRole('checkbox', { name: 'A new secret will be invented; running bots stop; it will not be shown here' });
    const WARNING = /^Sent without a secret, a robot that exists gets a new one, and a callback that is empty or missing is erased\.$/;
    const request = page.getByRole('region', { name: 'Request', exact: true });
    await request.getByText(WARNING).waitFor();
    await request.getByText('Tick first that a new secret will be invented.').waitFor();
    await expect(send).toBeDisabled();
    await request.getByRole('link', { name: 'Robots' }).first().waitFor();
    await tick.check();
    await expect(send).toBeEnabled();
    // A tick is for one request.
    const typed = '{"userId":"robot98","name":"r98","displayName":"R"}';
    await body.fill(typed);
    await expect(tick).not.toBeChecked();
    await expect(send).toBeDisabled();
    await axe(page);
    await body.fill('{"userId":"robot98","name":"r98","displayName":"R","secret":"hush-hush-1"}');
    await tick.waitFor({ state: 'detached' });
    await expect(send).toBeEnabled();
    await body.fill(typed);
    await tick.check();
    await send.click();
    if (environment === 'production') {
      const dialog = page.getByRole('alertdialog', { name: 'Send this to IM pro?' });
      await dialog.getByText(WARNING).waitFor();
      await expect.poll(async () => (await sentTo(ROBOT)).length).toBe(0);
      await dialog.getByRole('button', { name: 'Send to IM pro' }).click();
    }
    await answer.getByText('The server accepted it; what it did is not verified').waitFor();
    await expect.poll(async () => (await sentTo(ROBOT)).map((sent) => sent.body)).toStrictEqual([typed]);
    await expect(tick).not.toBeChecked();
    await expect(send).toBeDisabled();
  });
}

test('what is asked about is what is sent: Back ends the question, and a retry that became a write asks too', async (t) => {
  const { page, path, body, send, answer, sentTo } = await console_(t, { environment: 'production', at: '?template=user-put_setting' });
  const [FIRST, SECOND] = ['/admin/user/put_setting', '/admin/chatroom/del'];
  const dialog = page.getByRole('alertdialog', { name: 'Send this to IM pro?' });
  await page.getByRole('link', { name: /^Destroy a chatroom/ }).click();
  await expect(path).toHaveValue(SECOND);
  await send.click();
  await dialog.getByText(`POST ${SECOND}`).waitFor();
  await page.goBack();
  await dialog.waitFor({ state: 'hidden' });
  await expect(path).toHaveValue(FIRST);
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
  await expect.poll(async () => [(await sentTo(FIRST)).length, (await sentTo(SECOND)).length]).toStrictEqual([0, 0]);
});
