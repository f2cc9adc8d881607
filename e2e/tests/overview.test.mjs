// The overview: the verdict with its reasons, the nodes, and a picture that stays true while time passes.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { expect, words } from '../harness/expect.mjs';
import { reloadWith, settled } from '../harness/page.mjs';
import { signIn } from '../harness/sign-in.mjs';
import { demo, pages, world } from '../harness/world.mjs';

const GIB = 2 ** 30;
const { url, servers } = await world({ after }, {
  servers: {
    community: { edition: 'community' },
    documented: { edition: 'professional', dialect: 'documented' },
    both: { edition: 'professional', dialect: 'both' },
    sdk: { edition: 'professional', dialect: 'sdk' },
  },
});
const { community } = servers;
beforeEach(() => Promise.all([community.control.restoreNodes(), community.control.clearFaults()]));

/** A healthy node, but for what is given: load, cores, heap (used GiB of 4), usable (GiB of 500). */
const node = (name, { load = 1, cores = 8, heap = 1, usable = 300 } = {}) => ({
  node: name,
  disk: { usable: Math.round(usable * GIB), free: Math.round(usable * GIB), space: 500 * GIB },
  memory: { avail: 4 * GIB, max: 4 * GIB, free: Math.round((4 - heap) * GIB) },
  cpu: { cores, load },
});

async function overview(t, name = 'community', options = {}) {
  const opened = await pages(t, url).open({ refresh: 'off', connections: [{ slug: name }], ...options });
  const { page } = opened;
  await signIn(page, `/c/${name}/overview`, servers[name].secret);
  /** Presses, and waits for the end of that check. */
  const checkNow = async () => {
    const answered = page.waitForResponse('**/admin/health');
    await page.getByRole('button', { name: 'Check now' }).click();
    await (await answered).finished();
  };
  return { ...opened, checkNow };
}

const calm = (page) => page.getByRole('status').filter({ hasText: 'Healthy.' });
const card = (page, name) => page.getByRole('main').locator('section').filter({ has: page.getByRole('heading', { name, exact: true }) });

test('the demo shows three nodes that live, and says which one is in trouble', async (t) => {
  const { open } = await demo(t);
  const { page } = await open({ refresh: '5s' });
  await page.goto('/');
  await settled(page);
  await page.waitForURL('**/c/demo/overview');
  await expect(page.getByRole('heading', { name: /^Node \d$/ })).toHaveCount(3);
  const statement = page.getByRole('status').filter({ hasText: 'Node 3 is low on disk' });
  await expect(statement).toHaveText(/Node 3 is low on disk: [\d.]+ of 500 GiB left on \/\s+Below your 15% threshold since \d\d:\d\d/, { useInnerText: true });
  await card(page, 'Node 3').getByText('Low on disk').waitFor();
  await card(page, 'Node 1').getByText('Healthy').waitFor();
  const values = () => page.getByRole('definition').allInnerTexts();
  const before = await values();
  await expect.poll(values).not.toStrictEqual(before);
});

const VERDICTS = [
  ['load at 0.8 a core', { load: 6.4 }, 'status', 'Node 1 has a load of 6.40 on 8 cores'],
  ['load at 1.5 a core', { load: 12 }, 'alert', 'Node 1 has a load of 12.00 on 8 cores'],
  ['heap at 90 %', { heap: 3.6001 }, 'status', 'Node 1 uses 90% of its heap'],
  ['heap at 97 %', { heap: 3.9 }, 'alert', 'Node 1 uses 98% of its heap'],
  ['disk at 15 %', { usable: 75 }, 'status', 'Node 1 is low on disk: 75.0 of 500 GiB left on /'],
  ['disk at 5 %', { usable: 25 }, 'alert', 'Node 1 is low on disk: 25.0 of 500 GiB left on /'],
];

for (const [what, values, role, sentence] of VERDICTS) {
  test(`${what} is ${role === 'alert' ? 'critical' : 'worth attention'}`, async (t) => {
    await community.control.setNodes([node('1', values)]);
    const { page, checkNow } = await overview(t);
    await page.getByRole(role).filter({ hasText: sentence }).waitFor();
    await community.control.setNodes([node('1')]);
    await checkNow();
    await calm(page).filter({ hasText: /Nothing over its threshold; last trouble ended \d\d:\d\d/ }).waitFor();
    await expect(page.getByText(sentence), 'it stays among the events').toHaveCount(1);
  });
}

test('a healthy single node is one quiet line and four charts', async (t) => {
  await community.control.setNodes([node('solo', { load: 2 })]);
  const { page } = await overview(t);
  await calm(page).filter({ hasText: /Nothing over its threshold since you opened this page at/ }).waitFor();
  const solo = card(page, 'Node solo');
  await expect(solo.getByRole('img')).toHaveCount(4);
  await expect.poll(() => words(solo)).toMatch(/2\.00 of 8 .*1\.0 of 4\.0 GiB .*200 of 500 GiB .*ms median/);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('just under every threshold is healthy', async (t) => {
  await community.control.setNodes([node('1', { load: 6.39, heap: 3.59, usable: 75.1 })]);
  const { page } = await overview(t);
  await calm(page).waitFor();
});

for (const count of [1, 2]) {
  test(`a load of −1 is said as not known, with ${count === 1 ? 'one node' : 'two nodes'}`, async (t) => {
    await community.control.setNodes([node('1', { load: -1 }), node('2')].slice(0, count));
    const { page } = await overview(t);
    await calm(page).waitFor();
    await card(page, 'Node 1').getByText(count === 1 ? 'This system gives no CPU load (−1).' : 'not known', { exact: true }).waitFor();
  });
}

test('a node that disappears stays with its last values and is critical', async (t) => {
  await community.control.setNodes([node('1'), node('2', { load: 3.21 })]);
  const { page, checkNow } = await overview(t);
  await calm(page).waitFor();
  await community.control.setNodes([node('1')]);
  await checkNow();
  await page.getByRole('alert').filter({ hasText: 'Node 2 is missing from the cluster’s answer' }).waitFor();
  const gone = card(page, 'Node 2');
  await expect(gone).toHaveText(/Missing[\s\S]*3\.21 of 8[\s\S]*last values, \d\d:\d\d:\d\d/, { useInnerText: true });
  await community.control.setNodes([node('1'), node('2')]);
  await checkNow();
  await calm(page).waitFor();
});

test('five nodes are a table, worst first', async (t) => {
  const nodes = [node('a'), node('b', { load: 7 }), node('c'), node('d', { usable: 10 }), node('<b>e</b>')];
  await community.control.setNodes(nodes);
  const { page } = await overview(t);
  await page.getByRole('alert').filter({ hasText: /Node d is low on disk[\s\S]*Further findings: 1/ }).waitFor();
  const rows = await card(page, 'Nodes').getByRole('row').allInnerTexts();
  const names = rows.slice(1).map((row) => row.trim().split(/\t|\n/)[0]);
  assert.deepEqual(names, ['d', 'b', 'a', 'c', '<b>e</b>'].map((name) => `Node ${name}`));
});

test('an empty list of nodes is said, not hidden', async (t) => {
  await community.control.setNodes([]);
  const { page } = await overview(t);
  await page.getByRole('heading', { name: 'The server names no node' }).waitFor();
});

const OFFERS = [
  ['community', 'Community', { 'Health, per node': 'Works', 'Health check': 'Not offered', 'System settings': 'Works', Customer: 'Not offered' }, null],
  ['documented', 'Professional', { 'Health, per node': 'Not offered', 'Health check': 'Works', 'System settings': 'Works', Customer: 'Works' }, /^Customer .+ .+ · checked/],
  ['sdk', 'Professional', { 'Health, per node': 'Works', 'Health check': 'Not offered', 'System settings': 'Works', Customer: 'Works' }, /^Customer \S+ · checked/],
  ['both', 'Professional', { 'Health, per node': 'Works', 'Health check': 'Works', 'System settings': 'Works', Customer: 'Works' }, /^Customer .+ .+ · checked/],
];

for (const [name, edition, offers, customer] of OFFERS) {
  test(`the ${name} server: what it offers, which edition, whose it is`, async (t) => {
    const { page } = await overview(t, name);
    const offered = card(page, 'What this server offers');
    for (const [operation, state] of Object.entries(offers)) {
      await offered.getByRole('row').filter({ has: page.getByRole('rowheader', { name: operation, exact: true }), hasText: state }).waitFor();
    }
    await offered.getByText(edition, { exact: true }).waitFor();
    await calm(page).waitFor();
    const about = page.getByText(/checked (just now|\d+ s ago)$/);
    if (customer) await about.filter({ hasText: customer }).waitFor();
    else await expect(about).toHaveText(/^checked/, { useInnerText: true });
  });
}

test('what to do opens the advice and stays open over a check', async (t) => {
  await community.control.setNodes([node('1', { usable: 20 }), node('2', { load: 7 })]);
  const { page, checkNow } = await overview(t);
  const button = page.getByRole('button', { name: 'What to do' });
  await expect(button).toHaveAttribute('aria-expanded', 'false');
  await button.press('Enter');
  const advice = page.getByRole('listitem').filter({ hasText: 'Free space on the root file system' });
  await advice.waitFor();
  await page.getByRole('listitem').filter({ hasText: 'See with top which process takes the CPU' }).waitFor();
  await community.control.setNodes([node('1', { usable: 19 }), node('2', { load: 7 })]);
  await checkNow();
  await advice.filter({ hasText: '19.0 of 500 GiB' }).waitFor();
  await button.press('Enter');
  await advice.waitFor({ state: 'detached' });
});

test('charts are tables on request, with the same data', async (t) => {
  await community.control.setNodes([node('1', { load: 4.56 })]);
  const { page } = await overview(t);
  const toggle = page.getByRole('button', { name: 'Show charts as tables' });
  const solo = card(page, 'Node 1');
  await expect(solo.getByRole('img').first()).toHaveAttribute('aria-label', /^CPU load: from 4\.56 to 4\.56, last 4\.56$/);
  await toggle.press('Space');
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  await solo.getByRole('table', { name: /^CPU load: / }).getByRole('cell', { name: '4.56', exact: true }).waitFor();
  await expect(solo.getByRole('img')).toHaveCount(0);
});

for (const [key, label, periodMs] of [['5s', 'Every 5 s', 5_000], ['30s', 'Every 30 s', 30_000], ['1min', 'Every 1 min', 60_000]]) {
  test(`it reads ${label.toLowerCase()}, also after a reload`, async (t) => {
    const opened = await pages(t, url).open({ refresh: 'off', connections: [{ slug: 'community' }] });
    const { page } = opened;
    await page.clock.install();
    await signIn(page, '/c/community/overview', community.secret);
    await calm(page).waitFor();
    await page.getByRole('combobox', { name: 'Refresh' }).selectOption({ label });
    await page.reload();
    await signIn(page, '/c/community/overview', community.secret);
    await calm(page).waitFor();
    await expect(page.getByRole('combobox', { name: 'Refresh' })).toHaveValue(key);
    const next = page.waitForRequest('**/admin/health');
    await page.clock.fastForward(periodMs);
    await next;
  });
}

test('with refresh off only a press reads, also after a reload', async (t) => {
  const opened = await pages(t, url).open({ refresh: '5s', connections: [{ slug: 'community' }] });
  const { page } = opened;
  await page.clock.install();
  await signIn(page, '/c/community/overview', community.secret);
  await page.getByRole('combobox', { name: 'Refresh' }).selectOption({ label: 'Refresh: Off' });
  // Also since a clock under control has timers whose numbers are too large for WebAssembly to clear.
  await page.reload();
  await signIn(page, '/c/community/overview', community.secret);
  await page.getByText(/checked (just now|\d+ s ago)/).waitFor();
  const seen = [];
  page.on('request', (request) => request.url().endsWith('/admin/health') && seen.push(request));
  await page.clock.runFor(120_000);
  await page.getByText('checked 2 min ago').waitFor();
  assert.equal(seen.length, 0);
  await page.getByRole('button', { name: 'Check now' }).click();
  await page.getByText(/checked (just now|\d+ s ago)/).waitFor();
  assert.equal(seen.length, 1);
});

test('a hidden page reads nothing, and reads at once when it is seen again', async (t) => {
  const opened = await pages(t, url).open({ refresh: '1min', connections: [{ slug: 'community' }] });
  const { page } = opened;
  await page.clock.install();
  await signIn(page, '/c/community/overview', community.secret);
  await calm(page).waitFor();
  // A headless browser's pages are always visible; this is what the page sees of another tab in front of it.
  const setHidden = (hidden) => page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }, hidden);
  const seen = [];
  await setHidden(true);
  page.on('request', (request) => request.url().endsWith('/admin/health') && seen.push(request));
  await page.clock.runFor(180_000);
  await page.getByText('checked 3 min ago').waitFor();
  assert.equal(seen.length, 0);
  await setHidden(false);
  await page.getByText(/checked (just now|\d+ s ago)/).waitFor();
  assert.equal(seen.length, 1);
});

test('a failed refresh keeps the last values, says since when, and recovers', async (t) => {
  await community.control.setNodes([node('1', { load: 4.56 })]);
  const { page, checkNow } = await overview(t);
  // Values must be there before they can be kept.
  await card(page, 'Node 1').getByText('4.56').waitFor();
  await community.control.addFault('502-html', { path: '/admin/health' });
  await checkNow();
  await page.getByRole('alert').filter({ hasText: 'Got a web page instead of the API (HTTP 502)' }).waitFor();
  await page.getByText(/^Values of \d\d:\d\d:\d\d; every check since has failed\.$/).waitFor();
  await card(page, 'Node 1').getByText('4.56').waitFor();
  await community.control.clearFaults();
  await page.getByRole('button', { name: 'Retry' }).click();
  await calm(page).waitFor();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a first check that fails says that nothing was read yet', async (t) => {
  await community.control.addFault('502-html', { path: '/admin/health' });
  const { page } = await overview(t);
  await page.getByText('Nothing could be read yet.').waitFor();
});

test('in Chinese it says the same', async (t) => {
  await community.control.setNodes([node('1', { usable: 20 })]);
  const { page } = await overview(t, 'community', { lang: 'zh' });
  await page.getByRole('alert').filter({ hasText: '节点 1 磁盘不足：/ 剩余 20.0 / 500 GiB' }).waitFor();
  await reloadWith(page, { lang: 'en' });
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
});
