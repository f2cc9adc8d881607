// A write that goes wrong: the dashboard says what is so on the server, never more than it knows, and keeps the draft.

import { after, beforeEach, test } from 'node:test';

import { changeSetting, heldSetting, SETTING_PATHS } from '../harness/api.mjs';
import { expect } from '../harness/expect.mjs';
import { signIn, until } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

const { url, servers, secrets } = await world({ after }, {
  servers: {
    community: { edition: 'community' },
    professional: { edition: 'professional', dialect: 'documented' },
  },
});
const DIALECTS = { community: 'sdk', professional: 'documented' };

beforeEach(() => Promise.all(Object.entries(servers).map(async ([name, server]) => {
  await server.control.clearFaults();
  await changeSetting(server, DIALECTS[name], 1, '3000', 'before');
  await server.control.clearRequests();
})));

/** Opens setting 1 with a draft of 5000. */
async function drafted(t, name) {
  const opened = await pages(t, url).open({ connections: [{ slug: name }] });
  const { page } = opened;
  await signIn(page, `/c/${name}/system-settings/1`, servers[name].secret);
  const value = page.getByRole('textbox', { name: /^Value/ });
  await value.fill('5000');
  return {
    ...opened,
    value,
    server: servers[name],
    paths: SETTING_PATHS[DIALECTS[name]],
    held: async () => (await heldSetting(servers[name], DIALECTS[name], 1)).value,
    write: () => page.getByRole('button', { name: /^Write to / }).click(),
    said: (text) => page.getByRole('alert').filter({ hasText: text }).waitFor(),
    verified: () => page.getByRole('status').filter({ hasText: 'Verified' }).waitFor(),
    keptDraft: async () => {
      await page.getByText('Draft kept in this browser').waitFor();
      await expect(value).toHaveValue('5000');
    },
  };
}

const writeCount = async (server) => (await server.control.requests()).filter(({ writes }) => writes).length;

for (const name of Object.keys(servers)) {
  for (const fault of ['closed-after', 'empty-after']) {
    test(`${name}, ${fault}: the answer is lost, and the server holds what was written`, async (t) => {
      const { page, server, held, write, verified } = await drafted(t, name);
      await server.control.addFault(fault);
      await write();
      await verified();
      await page.getByText('the answer to the write was lost, and the server holds what you wrote').waitFor();
      await expect.poll(held).toBe('5000');
      await expect.poll(() => writeCount(server), { message: 'a write is never repeated by itself' }).toBe(1);
    });
  }

  for (const [fault, stored] of [['ignored-write', '3000'], ['changed-write', '50']]) {
    test(`${name}, ${fault}: not what was written`, async (t) => {
      const { page, server, held, write, said, verified, keptDraft } = await drafted(t, name);
      await server.control.addFault(fault);
      await write();
      await said('Not what was written');
      await page.getByRole('alert').filter({ hasText: 'The server accepted the write and holds something else.' }).waitFor();
      await page.getByRole('definition').filter({ hasText: new RegExp(`^${stored}$`) }).waitFor();
      await expect.poll(held).toBe(stored);
      await keptDraft();
      await expect(page.getByText('the server holds what you wrote')).toHaveCount(0);
      await server.control.clearFaults();
      await page.getByRole('button', { name: 'Read back' }).click();
      if (stored === '3000') {
        await write();
      } else {
        await said('Someone else changed it meanwhile');
        await page.getByRole('button', { name: 'Overwrite 50 with 5000' }).click();
      }
      await verified();
      await expect.poll(held).toBe('5000');
    });
  }

  for (const fault of ['closed', 'broken-json', '200-empty', '502-html', '500-java', '500-empty', 'wrong-type']) {
    test(`${name}, ${fault}: the answer is lost and the server still holds the old value`, async (t) => {
      const { page, server, paths, held, write, said, verified, keptDraft } = await drafted(t, name);
      await server.control.addFault(fault, { path: paths.write, times: 1 });
      await write();
      // An answer of another type than expected is an answer all the same: the write was accepted, and is not there.
      await said(fault === 'wrong-type' ? 'Not what was written' : 'Not written');
      await expect.poll(held).toBe('3000');
      await keptDraft();
      if (fault === '500-empty') await page.getByText('The write was answered as to an unknown path (HTTP 500)').waitFor();
      if (fault === 'wrong-type') await page.getByRole('button', { name: 'Read back' }).click();
      if (fault === 'wrong-type') await write();
      else await page.getByRole('button', { name: 'Retry' }).click();
      await verified();
      await expect.poll(held).toBe('5000');
    });
  }

  for (const [fault, title] of [
    ['250', 'Too many calls (250)'],
    ['401', 'Wrong secret (244)'],
  ]) {
    test(`${name}, ${fault} on the write: refused, nothing written, draft kept, Retry writes`, async (t) => {
      const { page, server, paths, held, write, said, verified, keptDraft } = await drafted(t, name);
      await server.control.addFault(fault, { path: paths.write, times: 1 });
      await write();
      await said(title);
      await page.getByText('Nothing was written. Your draft is kept.').waitFor();
      await expect.poll(held).toBe('3000');
      await keptDraft();
      await expect.poll(() => writeCount(server), { message: 'a write is never tried in the other form' }).toBe(1);
      await page.getByRole('button', { name: 'Retry' }).click();
      await verified();
      await expect.poll(held).toBe('5000');
    });
  }

  test(`${name}: when the reading before a write fails, nothing is sent`, async (t) => {
    const { page, server, paths, write, said, verified, keptDraft } = await drafted(t, name);
    await server.control.addFault('502-html', { path: paths.read });
    await write();
    await said('Got a web page instead of the API (HTTP 502)');
    await expect.poll(() => writeCount(server)).toBe(0);
    await keptDraft();
    await server.control.clearFaults();
    await page.getByRole('button', { name: 'Retry' }).click();
    await verified();
  });
}

test('the network goes during a write: what may have arrived is not called unwritten', async (t) => {
  const { page, server, paths, held, write, said } = await drafted(t, 'professional');
  await server.control.addFault('hang-after', { path: paths.write });
  await write();
  await until('the write arrived', () => writeCount(server));
  await page.context().setOffline(true);
  await said('Outcome unknown');
  await expect(page.getByText('Nothing was written.')).toHaveCount(0);
  await server.control.clearFaults();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Read back' }).click();
  await page.getByText('Nothing to write: the fields are as on the server.').waitFor();
  await expect.poll(held).toBe('5000');
});

test('written, and reading it back fails: said as not verified', async (t) => {
  const { page, server, paths, held, write, said, value } = await drafted(t, 'community');
  await server.control.addFault('latency', { path: paths.write });
  await write();
  await until('the write arrived', () => writeCount(server));
  await server.control.addFault('502-html', { path: paths.read });
  await said('Written, not verified');
  await server.control.clearFaults();
  await page.getByRole('button', { name: 'Read back' }).click();
  await page.getByText('Nothing to write: the fields are as on the server.').waitFor();
  await expect(value).toHaveValue('5000');
  await expect.poll(held).toBe('5000');
});

test('no answer to the write nor to the reading after it: unknown, until it is read back', async (t) => {
  const { page, server, paths, held, write, said, value, secrets: scan } = await drafted(t, 'professional');
  await server.control.addFault('hang-after', { path: paths.write });
  await write();
  await until('the write arrived', () => writeCount(server));
  await server.control.addFault('closed', { path: paths.read });
  await said('Outcome unknown');
  await said('Neither the write nor the reading after it got an answer.');
  await expect(page.getByText('the server holds what you wrote')).toHaveCount(0);
  await expect.poll(() => writeCount(server)).toBe(1);
  await server.control.clearFaults();
  await page.getByRole('button', { name: 'Read back' }).click();
  await page.getByText('Nothing to write: the fields are as on the server.').waitFor();
  await expect(value).toHaveValue('5000');
  await expect.poll(held).toBe('5000');
  await scan.check(secrets);
});

test('a server that dies during a write and comes back with the old value takes the draft again', async (t) => {
  const { servers: { mortal }, open } = await world(t, { servers: { mortal: { edition: 'community' } } });
  const { page } = await open({ connections: [{ slug: 'mortal' }] });
  await signIn(page, '/c/mortal/system-settings/1', mortal.secret);
  const value = page.getByRole('textbox', { name: /^Value/ });
  await value.fill('5000');
  await mortal.control.addFault('hang-after');
  await page.getByRole('button', { name: /^Write to / }).click();
  await until('the write arrived', () => writeCount(mortal));
  await mortal.stop();
  await page.getByRole('alert').filter({ hasText: 'Outcome unknown' }).waitFor();
  await mortal.startAgain();
  await page.getByRole('button', { name: 'Read back' }).click();
  await page.getByRole('alert').filter({ hasText: 'Not written' }).waitFor();
  await expect(value).toHaveValue('5000');
  await page.getByRole('button', { name: 'Retry' }).click();
  await page.getByRole('status').filter({ hasText: 'Verified' }).waitFor();
  await expect.poll(async () => (await heldSetting(mortal, 'sdk', 1)).value).toBe('5000');
});
