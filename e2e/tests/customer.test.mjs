// Who the server is licensed to: in both shapes, and where the server has no such call.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { ask } from '../harness/api.mjs';
import { axe } from '../harness/axe.mjs';
import { pasted } from '../harness/clipboard.mjs';
import { expect } from '../harness/expect.mjs';
import { PHONE } from '../harness/page.mjs';
import { enterSecret, signIn } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

const { url, servers } = await world({ after }, {
  servers: {
    documented: { edition: 'professional', dialect: 'documented' },
    sdk: { edition: 'professional', dialect: 'sdk' },
    community: { edition: 'community' },
  },
});

beforeEach(() => Promise.all(Object.values(servers).flatMap(({ control }) => [control.clearFaults(), control.clearRequests()])));

async function opened(t, name, options = {}) {
  const { page, ...rest } = await pages(t, url).open({ connections: [{ slug: name, name: `IM ${name}` }], ...options });
  await signIn(page, `/c/${name}/system-settings/customer`, servers[name].secret);
  const entry = page.getByRole('navigation', { name: /^(This server|此服务器)$/ }).getByRole('link');
  return { page, ...rest, entry, control: servers[name].control };
}

test('the documented object: name and id, copied exactly', async (t) => {
  const { page, context, entry } = await opened(t, 'documented');
  const { result } = await ask(servers.documented, '/admin/customer');
  await page.getByText('Answered as the vendor’s document has it: an ID and a name.').waitFor();
  await expect.poll(() => page.getByRole('term').allInnerTexts()).toStrictEqual(['customerName', 'customerId']);
  await expect(page.getByRole('definition').first()).toHaveText(new RegExp(`^${result.customerName}`), { useInnerText: true });
  await expect(page.getByRole('definition').last()).toHaveText(new RegExp(`^${result.customerId}`), { useInnerText: true });
  await page.getByRole('button', { name: 'Copy ID' }).click();
  await expect.poll(() => pasted(context)).toBe(result.customerId);
  await entry.filter({ hasText: result.customerName }).waitFor();
  await expect(entry).toHaveAttribute('aria-current', 'true');
});

test('the SDKs’ bare text: shown as it is', async (t) => {
  const { page, context } = await opened(t, 'sdk');
  const { result } = await ask(servers.sdk, '/admin/customer');
  assert.equal(typeof result, 'string');
  await page.getByText('Answered as the vendor’s SDKs expect it: one text, without an ID.').waitFor();
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect.poll(() => pasted(context)).toBe(result);
});

test('community: a state, with how we know, and checked again on request', async (t) => {
  const { page, entry, control } = await opened(t, 'community');
  await page.getByRole('heading', { name: 'Customer: not offered by this server' }).waitFor();
  await page.getByText('IM community does not know /admin/customer, which only professional servers have. Nothing is broken.').waitFor();
  await page.getByText('HTTP 404, or HTTP 500 with an empty body, to every form of this call.').waitFor();
  await entry.filter({ hasText: 'not offered' }).waitFor();
  await expect(page.getByRole('alert')).toHaveCount(0);
  const calls = async () => (await control.requests()).filter(({ path }) => path === '/admin/customer').length;
  const before = await calls();
  await page.getByRole('button', { name: 'Upgraded since? Check again' }).click();
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"], .progress'));
  await page.getByRole('heading', { name: 'Customer: not offered by this server' }).waitFor();
  await expect.poll(calls).toBe(before + 1);
});

test('Read again reads; an error stays in place with Retry; link, Back and reload', async (t) => {
  const { page, entry, control } = await opened(t, 'documented');
  await page.getByRole('definition').first().waitFor();
  for (const [fault, title] of [['502-html', 'Got a web page instead of the API (HTTP 502)'], ['wrong-type', 'The answer has another shape than expected']]) {
    await control.addFault(fault, { path: '/admin/customer' });
    await page.getByRole('button', { name: 'Read again' }).click();
    await page.getByRole('alert').filter({ hasText: title }).waitFor();
    await control.clearFaults();
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('definition').first().waitFor();
  }
  await page.getByRole('navigation', { name: 'Settings you know' }).getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Largest group size' }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'Customer' }).waitFor();
  await page.reload();
  await enterSecret(page, servers.documented.secret);
  await page.getByRole('definition').first().waitFor();
  await entry.waitFor();
});

for (const [theme, lang, viewport, name] of [['light', 'en', undefined, 'documented'], ['dark', 'zh', PHONE, 'community']]) {
  test(`axe finds nothing, ${theme} ${lang}, ${name}`, async (t) => {
    const { page } = await opened(t, name, { theme, lang, ...(viewport && { viewport }) });
    await page.getByRole('definition').first().waitFor();
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await axe(page);
  });
}
