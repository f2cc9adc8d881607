// Finding the system settings that are set: a range of ids is read, with progress, and nothing is written.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { changeSetting } from '../harness/api.mjs';
import { axe } from '../harness/axe.mjs';
import { expect } from '../harness/expect.mjs';
import { PHONE } from '../harness/page.mjs';
import { enterSecret, signIn, until } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

const { url, servers, secrets } = await world({ after }, {
  servers: {
    com: { edition: 'community' },
    pro: { edition: 'professional', dialect: 'documented' },
  },
});
const DIALECTS = { com: 'sdk', pro: 'documented' };
const READS = { com: '/admin/system/get_setting', pro: '/admin/get_setting' };
const HOSTILE = '<img src=x onerror=alert(1)>\u202e';

await Promise.all(Object.entries(servers).map(async ([name, server]) => {
  await changeSetting(server, DIALECTS[name], 5_003, 'three', 'third of them');
  await changeSetting(server, DIALECTS[name], 5_040, HOSTILE, '');
  await changeSetting(server, DIALECTS[name], -2, 'below zero', '');
}));

beforeEach(() => Promise.all(Object.values(servers).map(async ({ control }) => {
  await control.clearFaults();
  await control.clearRequests();
})));

async function opened(t, name, query = '', options = {}) {
  const { page, ...rest } = await pages(t, url).open({ connections: [{ slug: name, name: `IM ${name}` }], ...options });
  await signIn(page, `/c/${name}/system-settings/scan${query}`, servers[name].secret);
  const { control } = servers[name];
  await until('what the page reads by itself has come', async () => (await control.requests()).some(({ path }) => path === '/admin/customer'));
  return {
    page,
    ...rest,
    control,
    from: page.getByRole('textbox', { name: /^(From ID|起始 ID)/ }),
    to: page.getByRole('textbox', { name: /^(To ID|结束 ID)/ }),
    start: page.getByRole('button', { name: /^(Start reading|开始读取)$/ }),
    cancel: page.getByRole('button', { name: 'Cancel' }),
    rows: page.getByRole('table').getByRole('row'),
    known: page.getByRole('navigation', { name: 'Settings you know' }),
    /** The ids that were read of the range, in the order asked. */
    asked: async (from, to) => (await control.requests())
      .filter(({ path }) => path === READS[name])
      .map(({ body }) => JSON.parse(body).id)
      .filter((id) => id >= from && id <= to),
  };
}

for (const name of Object.keys(servers)) {
  test(`${name}: what is set in a range is listed and joins the settings one knows`, async (t) => {
    const { page, from, to, start, rows, known, control, asked } = await opened(t, name);
    await expect.poll(async () => [await from.inputValue(), await to.inputValue()]).toStrictEqual(['1', '1000']);
    await from.fill('5000');
    await to.fill('5050');
    await page.getByText('IDs to read: 51').waitFor();
    await start.click();
    await page.getByText('The whole range was read: 51 IDs.').waitFor();
    await page.getByRole('heading', { name: 'Set: 2' }).waitFor();
    await page.getByText('51 of 51 read').waitFor();
    const found = (await rows.allInnerTexts()).slice(1).map((row) => row.replaceAll(/\s+/g, ' ').trim());
    assert.deepEqual(found, ['5003 three third of them', '5040 <img src=x onerror=alert(1)>U+202E']);
    await expect.poll(async () => (await asked(5000, 5050)).sort((a, b) => a - b)).toStrictEqual(Array.from({ length: 51 }, (_, at) => 5000 + at));
    assert.equal((await control.requests()).filter(({ writes }) => writes).length, 0);
    assert.deepEqual(Object.fromEntries(new URL(page.url()).searchParams), { from: '5000', to: '5050' });
    await known.getByRole('link', { name: /^5003/ }).filter({ hasText: 'three' }).waitFor();
    await page.getByRole('table').getByRole('link', { name: '5040' }).click();
    await page.getByRole('heading', { name: 'Setting 5040' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Set: 2' }).waitFor();
    await page.reload();
    await enterSecret(page, servers[name].secret);
    await known.getByRole('link', { name: /^5040/ }).waitFor();
  });
}

test('a link fills the form and starts nothing; ids below zero are found too', async (t) => {
  const { page, from, to, start, asked } = await opened(t, 'com', '?from=-5&to=-1');
  await expect.poll(async () => [await from.inputValue(), await to.inputValue()]).toStrictEqual(['-5', '-1']);
  await expect.poll(() => asked(-5, -1)).toStrictEqual([]);
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await start.click();
  await page.getByRole('table').getByRole('link', { name: '-2' }).waitFor();
});

test('a range that can’t be read is refused with the reason, and an empty one is a state', async (t) => {
  const { page, from, to, start } = await opened(t, 'com');
  for (const [first, last, why] of [
    ['2', '1', 'The first ID is greater than the last.'],
    ['1', '10001', 'At most 10 000 IDs at once: choose a smaller range.'],
    ['-2147483648', '2147483647', 'At most 10 000 IDs at once: choose a smaller range.'],
    ['1', '2147483648', 'A setting’s id is a whole number'],
    ['x', '1', 'A setting’s id is a whole number'],
  ]) {
    await from.fill(first);
    await to.fill(last);
    await page.getByText(why).waitFor();
    await expect(start).toBeDisabled();
  }
  await from.fill('7000');
  await to.fill('7003');
  await to.press('Enter');
  await page.getByText('None of these IDs is set: the server answered 253 to each.').waitFor();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('Cancel ends it at once, what was found stays, and it goes on from there', async (t) => {
  const { page, start, cancel, rows, control, asked } = await opened(t, 'pro', '?from=5000&to=5050');
  await page.getByRole('link', { name: /^Find IDs that are set…/ }).waitFor();
  await control.addFault('hang', { path: READS.pro, after: 10 });
  await start.click();
  await page.getByRole('table').getByRole('link', { name: '5003' }).waitFor();
  await until('a request hangs', async () => (await control.requests()).some(({ fault }) => fault === 'hang'));
  await cancel.click();
  await page.getByText(/^Cancelled before ID 50\d\d\. What was found stays\.$/).waitFor();
  await expect(rows).toHaveCount(2);
  await control.clearFaults();
  await page.getByRole('button', { name: /^Go on from 50\d\d$/ }).click();
  await page.getByText('The whole range was read: 51 IDs.').waitFor();
  await expect(rows, 'each is listed once').toHaveCount(3);
  await expect.poll(async () => [...new Set(await asked(5000, 5050))].length).toStrictEqual(51);
});

test('too many calls (250): it waits, says so, and goes on by itself', async (t) => {
  const { page, start, control } = await opened(t, 'pro', '?from=5000&to=5009');
  await control.addFault('250', { path: READS.pro });
  await start.click();
  await page.getByText('Too many calls (250), by all clients together: goes on by itself in 2 s').waitFor();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await control.clearFaults();
  await page.getByText('The whole range was read: 10 IDs.').waitFor();
  await page.getByRole('heading', { name: 'Set: 1' }).waitFor();
});

test('an error stops it in place with what was found, and it goes on from the id that failed', async (t) => {
  const { page, start, rows, control, asked, secrets: scan } = await opened(t, 'com', '?from=5000&to=5050');
  await control.addFault('502-html', { path: READS.com, after: 10 });
  await start.click();
  await page.getByRole('alert').filter({ hasText: 'Got a web page instead of the API (HTTP 502)' }).waitFor();
  await page.getByRole('table').getByRole('link', { name: '5003' }).waitFor();
  await page.getByText(/^Stopped at ID 50\d\d, which could not be read\. What was found stays\.$/).waitFor();
  const found = await rows.count();
  assert.ok(found >= 2);
  await control.clearFaults();
  await page.getByRole('button', { name: /^Go on from 50\d\d$/ }).click();
  await page.getByText('The whole range was read: 51 IDs.').waitFor();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(rows).toHaveCount(3);
  await expect.poll(async () => [...new Set(await asked(5000, 5050))].length).toStrictEqual(51);
  await scan.check(secrets);
});

test('it goes on while a setting is looked at, and ends with the page', async (t) => {
  const { page, start, known, control } = await opened(t, 'com', '?from=1&to=9000');
  await start.click();
  await known.getByRole('link', { name: /^1\b/ }).click();
  await page.getByRole('heading', { name: 'Largest group size' }).waitFor();
  const read = async () => Number(/(\d+)\/9000/.exec(await page.getByRole('link', { name: /^Find IDs that are set…/ }).innerText())[1]);
  const before = await read();
  await until('it went on', async () => (await read()) > before);
  await page.getByRole('link', { name: /^Find IDs that are set…/ }).click();
  await page.getByText(/a second, \d+ left, about \d+ s$/).waitFor();
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  const asked = async () => (await control.requests()).filter(({ path }) => path === READS.com).length;
  await until('nothing is asked any more', async () => {
    const now = await asked();
    await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
    return now === (await asked());
  });
});

test('the settings one knows stop growing at 200, and the search still lists them all', async (t) => {
  const ids = Array.from({ length: 205 }, (_, at) => 20_000 + at);
  for (const id of ids) await changeSetting(servers.pro, DIALECTS.pro, id, `v${id}`);
  const { page, start, rows, known } = await opened(t, 'pro', '?from=20000&to=20204');
  await page.getByText('joins the settings you know, up to 200 of them').waitFor();
  await start.click();
  await page.getByRole('heading', { name: 'Set: 205' }).waitFor();
  await expect(rows).toHaveCount(206);
  await expect(known.getByRole('link')).toHaveCount(200);
});

for (const [theme, lang, viewport] of [['light', 'en', undefined], ['dark', 'zh', PHONE]]) {
  test(`axe finds nothing, ${theme} ${lang}, and nothing overflows`, async (t) => {
    const { page, start } = await opened(t, 'pro', '?from=5000&to=5041', { theme, lang, ...(viewport && { viewport }) });
    await start.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('table').getByRole('link', { name: '5040' }).waitFor();
    await page.getByText(/^(The whole range was read: 42 IDs\.|整个范围已读取完毕，共 42 个 ID。)$/).waitFor();
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await axe(page);
  });
}
