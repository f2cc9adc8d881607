// Each thing that can go wrong with an answer has an explanation of its own, keeps what was typed, and ends with Retry.

import { after, beforeEach, test } from 'node:test';

import { changeSetting, SETTING_PATHS } from '../harness/api.mjs';
import { axe } from '../harness/axe.mjs';
import { expect } from '../harness/expect.mjs';
import { signIn } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

const READ = SETTING_PATHS.sdk.read;
const WRITE = SETTING_PATHS.sdk.write;
const HEALTH = '/admin/health';

const { url, servers } = await world({ after }, {
  servers: { a: { edition: 'community' } },
  // A hang must not last the usual 10 s here.
  serve: ['--upstream-timeout-ms', '2500'],
});
const { control } = servers.a;

beforeEach(async () => {
  await control.clearFaults();
  await changeSetting(servers.a, 'sdk', 1, '3000', 'before');
});

const alertOf = (page) => page.getByRole('main').getByRole('alert');
const valueOf = (page) => page.getByRole('textbox', { name: /^Value/ });

async function open(t, path = '/c/a/system-settings/1', base = url) {
  const opened = await pages(t, base).open({ connections: [{ slug: 'a' }], refresh: 'off' });
  await signIn(opened.page, path, servers.a.secret);
  return { ...opened, alert: alertOf(opened.page), value: valueOf(opened.page) };
}

const WEB_PAGE = 'Check the proxy’s sign-in or its forwarding path; a gateway’s error page looks like this too.';
const UPSTREAM = /Check the address that the gateway was started with, and whether the IM server runs\.$/;

/** What each fault is called and explained with, and the step at which it failed. */
const FAULTS = {
  401: ['Wrong secret (244)', /^The server answered and refused the signature\./, 'IM server'],
  404: ['Got a web page instead of the API (HTTP 404)', WEB_PAGE, 'proxy'],
  '500-empty': ['The server does not offer this call (HTTP 500)', /^It answered as to a path that it does not have\./, 'HTTP'],
  '500-java': ['The server could not handle the request (NullPointerException)', 'Check types and ranges; read back before retrying.', 'IM server'],
  '502-html': ['Got a web page instead of the API (HTTP 502)', WEB_PAGE, 'proxy'],
  '200-html': ['Got a web page instead of the API (HTTP 200)', WEB_PAGE, 'proxy'],
  '200-empty': ['Empty answer (HTTP 200)', /^The API always answers with JSON, so something between here and the server swallowed the answer\./, 'decoding'],
  'broken-json': ['The answer is not JSON', /^Something on the way cut or changed it \(.*\)\. Look at the answer under Details\.$/, 'decoding'],
  'wrong-type': ['The answer has another shape than expected', /^Probably another version of the server \(.*\)\. Nothing is shown rather than something wrong/, 'decoding'],
  hang: ['a did not answer the gateway in time', UPSTREAM, 'proxy'],
  closed: ['a closed the connection before its answer was whole', UPSTREAM, 'proxy'],
  250: ['Too many calls (250)', 'All clients of the admin port share one limit. Wait some seconds, then retry.', 'IM server'],
};

async function explains(page, [title, why, step]) {
  const alert = alertOf(page);
  await alert.getByText(title, { exact: true }).waitFor();
  await alert.getByText(why, { exact: true }).waitFor();
  await page.getByText(`Failed at: ${step}`, { exact: true }).waitFor();
  await expect(alert).toHaveCount(1);
  await expect(page.locator('html'), 'a foreign page ran').not.toHaveAttribute('data-foreign-script');
}

for (const [fault, expected] of Object.entries(FAULTS)) {
  test(`${fault}: a read that fails is explained, keeps the draft and recovers by Retry`, async (t) => {
    const { page, alert, value } = await open(t);
    await value.fill('4321');
    await control.addFault(fault, { path: READ });
    await page.getByRole('button', { name: 'Read again' }).click();
    await explains(page, expected);
    await page.getByText('could not be read').waitFor();
    await expect(page.getByRole('button', { name: /^Write to / })).toHaveCount(0);
    await page.getByText(/^Details/).click();
    await page.getByRole('heading', { name: 'Answer', exact: true }).waitFor();

    // It fails again: the same is said, and nothing is lost. The statement of before still stands while the call is on its way,
    // so only the call's own end tells that the second failure is what one sees.
    const failedAgain = page.waitForResponse((answer) => answer.url().endsWith(READ));
    await alert.getByRole('button', { name: 'Retry' }).click();
    await failedAgain;
    await explains(page, expected);
    await control.clearFaults();
    await alert.getByRole('button', { name: 'Retry' }).click();
    await value.waitFor();
    await expect(value).toHaveValue('4321');
    await expect(alert).toHaveCount(0);
    await page.getByRole('button', { name: /^a .*Signed in/ }).waitFor();
  });

  test(`${fault}: health that fails is explained, keeps its last values and recovers by Retry`, async (t) => {
    const { page, alert } = await open(t, '/c/a/overview');
    const node = page.getByRole('heading', { level: 2, name: 'Node 1' });
    await node.waitFor();
    await control.addFault(fault, { path: HEALTH });
    await page.getByRole('button', { name: 'Check now' }).click();
    await explains(page, expected);
    await page.getByText(/^Values of \d\d:\d\d:\d\d; every check since has failed\.$/).waitFor();
    await node.waitFor();
    await control.clearFaults();
    await alert.getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('status').filter({ hasText: 'Healthy.' }).waitFor();
    await expect(alert).toHaveCount(0);
  });

  test(`${fault}: a first read that fails so recovers by Retry too`, async (t) => {
    await control.addFault(fault);
    const opened = await pages(t, url).open({ connections: [{ slug: 'a' }], refresh: 'off' });
    const { page } = opened;
    await page.goto('/c/a/system-settings/1');
    await page.getByRole('textbox', { name: /^Secret/ }).fill(servers.a.secret);
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    // Nothing was answered yet, so an unknown path is all that such a server shows.
    const title = fault === '500-empty' ? /^This server does not offer this$|^The server does not offer this call/ : expected[0];
    await alertOf(page).getByText(title, { exact: true }).waitFor();
    await control.clearFaults();
    await alertOf(page).getByRole('button', { name: 'Retry' }).click();
    await valueOf(page).waitFor();
    await expect(valueOf(page)).toHaveValue('3000');
  });
}

/** What a write comes to under these, and the cause that is named; setting-faults.test.mjs has the others. */
const WRITES = {
  404: ['Not written', /Got a web page instead of the API \(HTTP 404\)/],
  '200-html': ['Not written', /Got a web page instead of the API \(HTTP 200\)/],
  hang: ['Not written', /a did not answer the gateway in time/],
};

for (const [fault, [title, cause]] of Object.entries(WRITES)) {
  test(`${fault}: a write that fails keeps what was typed and can be tried again`, async (t) => {
    const { page, alert, value } = await open(t);
    await value.fill('4321');
    await page.getByRole('textbox', { name: /^Description/ }).fill('typed too');
    await control.addFault(fault, { path: WRITE });
    await page.getByRole('button', { name: 'Write to a' }).click();
    await alert.getByText(title, { exact: true }).waitFor();
    await page.getByText(cause).first().waitFor();
    await expect(value).toHaveValue('4321');
    await expect(page.getByRole('textbox', { name: /^Description/ })).toHaveValue('typed too');
    await control.clearFaults();
    await alert.getByRole('button', { name: 'Retry' }).click();
    await page.getByText('the server holds what you wrote').waitFor();
    await expect(value).toHaveValue('4321');
  });
}

test('a page of a fault has nothing that axe finds, in either theme', async (t) => {
  for (const theme of ['light', 'dark']) {
    const { page } = await pages(t, url).open({ connections: [{ slug: 'a' }], refresh: 'off', theme });
    await signIn(page, '/c/a/overview', servers.a.secret);
    await page.getByRole('heading', { level: 2, name: 'Node 1' }).waitFor();
    await control.addFault('200-html');
    await page.getByRole('button', { name: 'Check now' }).click();
    await alertOf(page).waitFor();
    await page.getByText(/^Details/).click();
    await axe(page);
    await control.clearFaults();
  }
});

test('a slow answer is waited for', async (t) => {
  // The usual limits: an answer after 3 s is one.
  const patient = await world(t, { servers: { a: { edition: 'community', secret: servers.a.secret } } });
  const { page, value } = await open(t, '/c/a/system-settings/1', patient.url);
  await value.waitFor();
  await patient.servers.a.control.addFault('latency', { path: READ });
  await page.getByRole('button', { name: 'Read again' }).click();
  await page.getByRole('button', { name: /^a .*Signed in [3-9]\.\d\d s/ }).waitFor();
  await expect(value).toHaveValue('3000');
  await expect(alertOf(page)).toHaveCount(0);
});
