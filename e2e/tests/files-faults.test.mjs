// Files where there are none, where the server has no such call, and where it fails.

import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';

import { expect } from '../harness/expect.mjs';
import { conversation, filesPage } from '../harness/files.mjs';
import { settled } from '../harness/page.mjs';
import { signIn, until } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

const { url, servers, secrets } = await world({ after }, {
  servers: {
    a: { edition: 'professional', dialect: 'documented', data: 'demo' },
    community: { edition: 'community' },
  },
});
const PATHS = {
  conversation: '/admin/file/conversation_files',
  user: '/admin/file/user_files',
  message: '/admin/file/get',
};

afterEach(() => Promise.all(Object.values(servers).map(({ control }) => control.clearFaults())));

async function open(t, name, path, options = {}) {
  const opened = await pages(t, url).open({ connections: [{ slug: name }], refresh: 'off', ...options });
  await signIn(opened.page, path, servers[name].secret);
  return { ...opened, ...filesPage(opened.page), alert: opened.page.getByRole('main').getByRole('alert') };
}

test('an empty list says what was asked and what to do next', async (t) => {
  const { page, rows } = await open(t, 'a', '/c/a/files?view=user&user=u1995');
  await page.getByRole('heading', { name: 'u1995 has sent no files' }).waitFor();
  await page.getByText(/^The server answered in [\d.]+ m?s with an empty list\./).waitFor();
  await page.getByRole('link', { name: 'Look at a conversation instead' }).click();
  await expect(page.getByLabel('Read as')).toHaveValue('u1995');
  await page.getByLabel('Target').fill('1-3-g001');
  await page.getByLabel('Target').press('Enter');
  await page.getByRole('heading', { name: 'u1995 sees no files in Group g001, Line 3' }).waitFor();
  await page.getByRole('link', { name: 'Look at line 0' }).click();
  await rows.first().waitFor();
  await page.waitForURL('**&conversation=1-0-g001');
});

for (const [view, query] of [
  ['conversation', 'view=conversation&user=u1&conversation=1-0-g1'],
  ['user', 'view=user&user=u1'],
  ['message', 'view=message&uid=75735276990792721'],
]) {
  test(`community, ${view}: said before anything is sent, and after it was tried`, async (t) => {
    const { page } = await open(t, 'community', '/c/community/overview');
    await page.getByRole('heading', { name: 'What this server offers' }).waitFor();
    await servers.community.control.clearRequests();
    // Within the app, since a reload would forget what is known of the server.
    await page.evaluate((address) => {
      const link = Object.assign(document.createElement('a'), { href: address });
      document.body.append(link);
      link.click();
      link.remove();
    }, `c/community/files?${query}`);
    await page.getByRole('heading', { name: 'Files: only in the professional edition' }).waitFor();
    await page.getByText('Nothing was sent, and nothing is broken.').waitFor();
    assert.equal((await servers.community.control.requests()).length, 0);
    await page.getByRole('button', { name: 'Try it anyway' }).click();
    await page.getByText(/does not know \/admin\/file\/\w+\. It answered as to any path that it does not have/).waitFor();
    assert.ok((await servers.community.control.requests()).some(({ path }) => path.startsWith('/admin/file/')));
    await page.getByRole('button', { name: 'Upgraded since? Check again' }).click();
    await page.getByText(/does not know \/admin\/file\//).waitFor();
  });
}

const TITLES = {
  '401': 'Wrong secret (244)',
  '250': 'Too many calls (250)',
  '502-html': 'Got a web page instead of the API (HTTP 502)',
  '500-java': 'The server could not handle the request (NullPointerException)',
  '500-empty': 'The server does not offer this call (HTTP 500)',
  'broken-json': 'The answer is not JSON',
  'wrong-type': 'The answer has another shape than expected',
};

test('each failure of the first reading is explained in its place, and Retry reads', async (t) => {
  const { page, rows, alert } = await open(t, 'a', conversation('a', '1-0-g002'));
  await rows.first().waitFor();
  for (const [at, [fault, title]] of Object.entries(TITLES).entries()) {
    await servers.a.control.addFault(fault, { path: PATHS.conversation });
    await page.getByLabel('Target').fill(`g00${at + 3}`);
    await page.getByLabel('Target').press('Enter');
    await alert.getByText(title, { exact: true }).waitFor();
    await expect(rows, 'rows of another conversation must not stand here').toHaveCount(0);
    await servers.a.control.clearFaults();
    await alert.getByRole('button', { name: 'Retry' }).click();
    await rows.first().waitFor();
    await expect(alert).toHaveCount(0);
  }
});

test('a failure of the next page keeps the rows that are there', async (t) => {
  const { page, rows, alert, uids, turn, pager } = await open(t, 'a', '/c/a/files?view=user&user=u0005');
  const first = await uids();
  for (const fault of ['502-html', 'broken-json', 'wrong-type', '250']) {
    await servers.a.control.addFault(fault, { path: PATHS.user });
    await turn('Older');
    await alert.getByText(TITLES[fault], { exact: true }).waitFor();
    await expect.poll(uids).toStrictEqual(first);
  }
  await servers.a.control.clearFaults();
  await alert.getByRole('button', { name: 'Retry' }).click();
  await page.getByText('Files 51 to 100').waitFor();
  await expect.poll(async () => (await uids()).some((uid) => first.includes(uid))).toBe(false);
  await expect(alert).toHaveCount(0);
  await expect(pager.getByRole('button', { name: 'Newer' })).toBeEnabled();
  await expect(rows).not.toHaveCount(0);
});

test('what the form is found out by may fail too; a server that calls 0 no valid id has answered', async (t) => {
  await servers.a.control.addFault('502-html', { path: PATHS.message });
  const { rows, alert } = await open(t, 'a', conversation('a'));
  await alert.getByText(TITLES['502-html'], { exact: true }).waitFor();
  await servers.a.control.clearFaults();
  await servers.a.control.addFault('250', { path: PATHS.message, times: 1 });
  await alert.getByRole('button', { name: 'Retry' }).click();
  await rows.first().waitFor();
});

test('one message: a failure is explained, and Retry shows the file', async (t) => {
  const { page, panel, alert } = await open(t, 'a', '/c/a/files?view=message&uid=1');
  await page.getByRole('heading', { name: 'No file is known for message 1' }).waitFor();
  await servers.a.control.addFault('wrong-type', { path: PATHS.message });
  await page.getByRole('button', { name: 'Read again' }).click();
  await alert.getByText(TITLES['wrong-type'], { exact: true }).waitFor();
  await servers.a.control.clearFaults();
  await alert.getByRole('button', { name: 'Retry' }).click();
  await page.getByRole('heading', { name: 'No file is known for message 1' }).waitFor();
  await expect(panel).toHaveCount(0);
});

test('a page that hangs is left at once, and its call ends', async (t) => {
  const { page, rows, pager, uids, secrets: scan } = await open(t, 'a', conversation('a', '1-0-g010'));
  const first = await uids();
  await servers.a.control.addFault('hang', { path: PATHS.conversation });
  const ended = [];
  page.on('requestfailed', (request) => ended.push(new URL(request.url()).pathname));
  await pager.getByRole('button', { name: 'Older' }).click();
  await page.locator('[aria-busy=true]').waitFor();
  await expect(rows, 'the rows stay while the next ones come').toHaveCount(first.length);
  await page.getByRole('navigation', { name: 'Pages', exact: true }).getByRole('link', { name: /^Requests/ }).click();
  await until('the call has ended', () => ended.some((path) => path.endsWith(PATHS.conversation)));
  await servers.a.control.clearFaults();
  await page.goBack();
  await settled(page);
  await expect.poll(uids).toStrictEqual(first);
  // Another list is not kept waiting by the one that hangs either.
  await servers.a.control.addFault('hang', { path: PATHS.conversation });
  await pager.getByRole('button', { name: 'Older' }).click();
  await page.getByRole('navigation', { name: 'Whose files' }).getByRole('link', { name: 'User' }).click();
  await rows.first().waitFor();
  await scan.check(secrets);
});
