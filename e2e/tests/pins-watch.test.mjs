// Watching a pin that keeps coming back: each flip with its time, and whether this tab did it.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { changePin, PIN_PATHS } from '../harness/api.mjs';
import { axe } from '../harness/axe.mjs';
import { pasted } from '../harness/clipboard.mjs';
import { expect } from '../harness/expect.mjs';
import { signIn, until } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

const { url, servers } = await world({ after }, {
  servers: {
    documented: { edition: 'professional', dialect: 'documented' },
    sdk: { edition: 'professional', dialect: 'sdk' },
  },
});
const KEY = '1-0-g1';

beforeEach(() => Promise.all(Object.entries(servers).map(async ([name, server]) => {
  await server.control.clearFaults();
  await changePin(server, name, 'alice', KEY, false);
  await server.control.clearRequests();
})));

/** Opens a pin and watches it, every two seconds. */
async function watched(t, name) {
  const opened = await pages(t, url).open({ connections: [{ slug: name, name: `IM ${name}` }] });
  const { page } = opened;
  const server = servers[name];
  await page.clock.install();
  await signIn(page, `/c/${name}/pins?user=alice&conversation=${KEY}`, server.secret);
  await page.getByRole('button', { name: 'Watch', exact: true }).click();
  const card = page.getByRole('region', { name: 'Watch', exact: true });
  await card.getByText('Watching began: Not pinned').waitFor();
  await card.getByRole('radio', { name: '2 s' }).check();
  await card.getByText('Reading every 2 s while this tab is in sight.').waitFor();
  const log = card.getByRole('table');
  return {
    ...opened,
    server,
    card,
    /** The newest line, once it is this. */
    sees: (text) => log.getByRole('row').nth(1).filter({ hasText: text }).waitFor(),
    log: async () => (await log.getByRole('row').allInnerTexts()).slice(1).map((row) => row.replaceAll(/\s+/g, ' ').trim()),
    /** Lets the page's clock run, so that it reads so many times. */
    pass: (seconds) => page.clock.runFor(seconds * 1000),
    reads: async () => (await server.control.requests()).filter(({ path }) => path === PIN_PATHS[name].read).length,
  };
}

for (const name of Object.keys(servers)) {
  test(`${name}: a flip behind its back and one by this tab are written down and copied`, async (t) => {
    const { page, context, server, card, sees, pass, log } = await watched(t, name);
    await changePin(server, name, 'alice', KEY, true);
    await pass(2);
    await sees(/Not pinned → Pinned\s*not by this tab/);
    await page.getByRole('button', { name: `Unpin ${KEY}, alice` }).click();
    await page.getByRole('status').filter({ hasText: 'Verified' }).waitFor();
    await pass(2);
    await sees(/Pinned → Not pinned\s*by this tab/);
    await changePin(server, name, 'alice', KEY, true);
    await pass(2);
    await sees(/Not pinned → Pinned\s*not by this tab/);
    await expect.poll(async () => (await log()).length).toBe(4);
    await card.getByText(/^Pinned as of \d\d:\d\d:\d\d\. Readings: \d+, flips: 3\.$/).waitFor();
    await card.getByRole('button', { name: 'Copy as text' }).click();
    await card.getByRole('button', { name: 'Copied' }).waitFor();
    const text = (await pasted(context)).split('\n');
    assert.equal(text[0], `Firetower · IM ${name} · watch of ${KEY} for alice`);
    assert.match(text[1], /^\d{4}-\d\d-\d\dT[\d:.]+Z Watching began: Not pinned$/);
    assert.match(text[2], /^\S+Z Not pinned → Pinned, not by this tab$/);
    assert.match(text[3], /^\S+Z Pinned → Not pinned, by this tab$/);
    await axe(page);
  });
}

test('a failure is noted, and the watch goes on; hidden it rests; stopped it reads nothing; another waits its turn', async (t) => {
  const { page, server, card, sees, log, pass, reads } = await watched(t, 'documented');
  await server.control.addFault('502-html', { path: PIN_PATHS.documented.read });
  await pass(6);
  await sees(/Could not be read: a web page, no code, \d+ times/);
  await changePin(server, 'documented', 'alice', KEY, true);
  await server.control.clearFaults();
  await pass(2);
  await sees(/Not pinned → Pinned\s*not by this tab/);

  const setHidden = (hidden) => page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }, hidden);
  await setHidden(true);
  await card.getByText('Resting: this tab is hidden, and nothing is read.').waitFor();
  await changePin(server, 'documented', 'alice', KEY, false);
  const before = await reads();
  await pass(60);
  await page.getByText(/^1 min ago$/).waitFor();
  await expect.poll(reads).toBe(before);
  await setHidden(false);
  await sees(/Pinned → Not pinned/);
  await expect.poll(async () => (await log()).some((line) => line.endsWith('Tab in sight again'))).toBe(true);

  await page.getByRole('textbox', { name: 'Target', exact: true }).fill('g2');
  await page.getByRole('button', { name: 'Look up' }).click();
  await page.getByText('Another one is being watched: stop that first.').waitFor();
  await expect(page.getByRole('button', { name: 'Watch', exact: true })).toBeDisabled();
  await card.getByRole('button', { name: 'Stop' }).click();
  await sees('Watching stopped');
  await card.getByText('Stopped.', { exact: true }).waitFor();
  await card.getByRole('button', { name: 'Watch again' }).click();
  await sees('Watching began: Not pinned');

  // Left, it has ended: what comes back is a page that watches nothing.
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Overview' }).click();
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  await page.goBack();
  await until('the list was read again', async () => page.getByRole('table', { name: 'Conversations you looked at' }).getByText('Not pinned').count());
  await expect(card).toHaveCount(0);
});

test('what comes late for one that is watched no more is not written into the log of the next', async (t) => {
  const { page, server, card, sees, log, pass } = await watched(t, 'documented');
  await changePin(server, 'documented', 'alice', KEY, true);
  await server.control.clearRequests();
  await server.control.addFault('latency', { path: PIN_PATHS.documented.read, times: 1 });
  await pass(2);
  await until('a reading is under way', async () => (await server.control.requests()).some(({ fault }) => fault === 'latency'));
  const late = page.waitForResponse((response) => response.url().endsWith(PIN_PATHS.documented.read) && response.request().postData().includes('"g1"'));
  await card.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('textbox', { name: 'Target', exact: true }).fill('g2');
  await page.getByRole('button', { name: 'Look up' }).click();
  await page.getByRole('button', { name: 'Watch', exact: true }).click();
  await sees('Watching began: Not pinned');
  await (await late).finished();
  await pass(2);
  await card.getByText(/Readings: ([2-9]|\d\d+), flips: 0\./).waitFor();
  await expect.poll(async () => (await log()).length).toBe(1);
});

test('with the keyboard alone: begun, set to another period, stopped and begun again', async (t) => {
  const { page } = await pages(t, url).open({ connections: [{ slug: 'documented' }] });
  await signIn(page, `/c/documented/pins?user=alice&conversation=${KEY}`, servers.documented.secret);
  await page.getByRole('button', { name: 'Watch', exact: true }).focus();
  await page.keyboard.press('Enter');
  const card = page.getByRole('region', { name: 'Watch', exact: true });
  await card.getByText('Watching began: Not pinned').waitFor();
  await page.waitForFunction(() => document.activeElement.id === 'pin-watch');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowLeft');
  await card.getByText('Reading every 2 s while this tab is in sight.').waitFor();
  await page.keyboard.press('Tab');
  await expect.poll(() => focused(page)).toBe('Stop');
  await page.keyboard.press('Enter');
  await card.getByText('Stopped.', { exact: true }).waitFor();
  for (let step = 0; await focused(page) !== 'Watch again'; step += 1) {
    assert.ok(step < 3, 'the button is near');
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Space');
  await card.getByText(/^Reading every 2 s/).waitFor();
});

const focused = (page) => page.evaluate(() => document.activeElement.textContent.trim());
