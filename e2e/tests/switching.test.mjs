// Two servers side by side: whatever is on its way, nothing of one is ever shown under the other's name.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { changeSetting, heldSetting, SETTING_PATHS } from '../harness/api.mjs';
import { expect } from '../harness/expect.mjs';
import { worldOnBothOrigins } from '../harness/origins.mjs';
import { enterSecret, signIn, until } from '../harness/sign-in.mjs';

const { servers, here, onBoth } = await worldOnBothOrigins({ after }, {
  servers: {
    a: { edition: 'community' },
    b: { edition: 'professional', dialect: 'both' },
  },
});

/** How each is called and what only it holds. No text of one is part of a text of the other. */
const SIDES = {
  a: { name: 'Alpha', node: 'anode', value: '1111', desc: 'adesc', edition: 'Community', dialect: 'sdk' },
  b: { name: 'Beta', node: 'bnode', value: '2222', desc: 'bdesc', edition: 'Professional', dialect: 'documented' },
};
const CONNECTIONS = Object.entries(SIDES).map(([slug, { name }]) => ({ slug, name }));
const other = (side) => (side === 'a' ? 'b' : 'a');

const nodes = (name) => [{
  node: name,
  disk: { usable: 300e9, free: 300e9, space: 500e9 },
  memory: { avail: 4e9, max: 4e9, free: 3e9 },
  cpu: { cores: 8, load: 1 },
}];

beforeEach(() => Promise.all(Object.entries(SIDES).map(async ([side, { node, value, desc, dialect }]) => {
  const { control } = servers[side];
  await control.clearFaults();
  await control.setNodes(nodes(node));
  await changeSetting(servers[side], dialect, 1, value, desc);
  await control.clearRequests();
})));

/** Looks at each frame that the browser draws: whose name is on it, and whose data. */
async function watch(page) {
  await page.evaluate((sides) => {
    const mixed = [];
    const seen = new Set();
    const look = () => {
      const shown = document.querySelector('main')?.innerText ?? '';
      const typed = [...document.querySelectorAll('main input')].map((input) => input.value).join('\n');
      const card = document.querySelector('#conn')?.innerText ?? '';
      for (const { name, node, value, desc } of sides) {
        const data = [node, value, desc].filter((text) => `${shown}\n${typed}`.includes(text));
        if (data.length === 0) continue;
        seen.add(name);
        if (!card.includes(name) || !document.title.includes(` · ${name} · `)) {
          mixed.push(`${data} under "${card.replaceAll(/\s+/g, ' ')}", titled "${document.title}"`);
        }
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    window.watched = { mixed, seen };
  }, Object.values(SIDES));
  return {
    async check(expected) {
      // The look at the frame that is on the screen now comes before the second from here.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      const { mixed, seen } = await page.evaluate(() => ({ mixed: watched.mixed, seen: [...watched.seen] }));
      assert.deepEqual(mixed, [], 'one server\'s data stood under the other\'s name');
      assert.deepEqual(seen.sort(), expected.sort(), 'the watch saw no data');
    },
  };
}

const node = (page, side) => page.getByRole('heading', { level: 2, name: `Node ${SIDES[side].node}` });
const value = (page) => page.getByRole('textbox', { name: /^Value/ });
const card = (page) => page.getByRole('button', { name: /Switch connection/ });

async function switchTo(page, side) {
  await card(page).click();
  await page.getByRole('link', { name: new RegExp(`^${SIDES[side].name} `) }).click();
  await page.waitForURL(`**/c/${side}/overview`);
}

/** Name, title, address and data agree. */
async function agree(page, side, title = 'Overview') {
  const { name } = SIDES[side];
  await page.getByRole('button', { name: new RegExp(`^${name} Switch connection`) }).waitFor();
  await page.waitForFunction((wanted) => document.title === wanted, `${title} · ${name} · Firetower`);
  assert.match(new URL(page.url()).pathname, new RegExp(`^/c/${side}/`));
}

/** Both signed in, in one tab; Beta's overview is open, Alpha's is one step back. */
async function both(t, { at = here } = {}) {
  const { page } = await at.open(t, { connections: CONNECTIONS, refresh: 'off' });
  await signIn(page, '/c/a/overview', servers.a.secret);
  await node(page, 'a').waitFor();
  const watched = await watch(page);
  await switchTo(page, 'b');
  await enterSecret(page, servers.b.secret);
  await node(page, 'b').waitFor();
  return { page, watched };
}

/** Until a request that began now has ended, one way or another. */
const over = (page, path) =>
  Promise.race(['requestfinished', 'requestfailed'].map((event) => page.waitForEvent(event, (request) => request.url().endsWith(path))));

async function openSetting(page, side) {
  await page.getByRole('link', { name: 'System settings' }).click();
  await page.getByRole('link', { name: /^1 Largest group size/ }).click();
  await page.waitForURL(`**/c/${side}/system-settings/1`);
  await value(page).waitFor();
}

test('a switch by the card shows the other server under its own name', onBoth(async (t, at) => {
  const { page, watched } = await both(t, { at });
  await agree(page, 'b');
  await page.getByRole('button', { name: /^Beta .*Professional Signed in/ }).waitFor();
  await expect(node(page, 'a')).toHaveCount(0);
  await switchTo(page, 'a');
  await node(page, 'a').waitFor();
  await agree(page, 'a');
  await page.getByRole('button', { name: /^Alpha .*Community Signed in/ }).waitFor();
  await expect(node(page, 'b')).toHaveCount(0);
  await watched.check(['Alpha', 'Beta']);
}));

test('the other server asks for its own secret', onBoth(async (t, at) => {
  const { page } = await at.open(t, { connections: CONNECTIONS, refresh: 'off' });
  await signIn(page, '/c/a/overview', servers.a.secret);
  await node(page, 'a').waitFor();
  await switchTo(page, 'b');
  await page.getByRole('heading', { name: 'Secret for Beta' }).waitFor();
  await agree(page, 'b');
  await expect(node(page, 'a')).toHaveCount(0);
  assert.deepEqual(await servers.b.control.requests(), [], 'one server\'s secret signs nothing for another');
}));

test('Back and Forward show each server under its own name', onBoth(async (t, at) => {
  const { page, watched } = await both(t, { at });
  for (const [step, side] of [['goBack', 'a'], ['goForward', 'b'], ['goBack', 'a']]) {
    await page[step]();
    await node(page, side).waitFor();
    await agree(page, side);
    await expect(node(page, other(side))).toHaveCount(0);
  }
  await watched.check(['Alpha', 'Beta']);
}));

test('a link in the list of connections switches too', onBoth(async (t, at) => {
  const { page, watched } = await both(t, { at });
  await page.getByRole('link', { name: 'Connections' }).click();
  await page.getByRole('rowheader', { name: 'Alpha' }).getByRole('link').click();
  await node(page, 'a').waitFor();
  await agree(page, 'a');
  await watched.check(['Alpha', 'Beta']);
}));

test('the same page of two servers, one step apart: values, drafts and lists stay with their server', onBoth(async (t, at) => {
  const { page, watched } = await both(t, { at });
  await openSetting(page, 'b');
  await expect(value(page)).toHaveValue(SIDES.b.value);
  await value(page).fill('22229');
  await switchTo(page, 'a');
  await openSetting(page, 'a');
  await expect(value(page)).toHaveValue(SIDES.a.value);
  await expect(page.getByText('Draft kept in this browser')).toHaveCount(0);
  // From one server's setting to the other's at once: only the connection in the address changes.
  const far = await page.evaluate(() => history.length);
  await page.evaluate(() => history.go(-3));
  await page.waitForURL('**/c/b/system-settings/1');
  await value(page).waitFor();
  await agree(page, 'b', 'System settings');
  await until('Beta’s draft is back', async () => (await value(page).inputValue()) === '22229');
  await page.evaluate(() => history.go(3));
  await page.waitForURL('**/c/a/system-settings/1');
  await agree(page, 'a', 'System settings');
  await until('Alpha’s value is back', async () => (await value(page).inputValue()) === SIDES.a.value);
  await expect.poll(() => page.evaluate(() => history.length)).toBe(far);
  await page.getByRole('link', { name: /^Requests/ }).click();
  await page.getByRole('table', { name: 'Requests, newest first' }).waitFor();
  await expect(page.getByRole('cell', { name: '/admin/get_setting', exact: true }), 'Beta\'s exchanges are listed for Alpha').toHaveCount(1);
  await watched.check(['Alpha', 'Beta']);
}));

/** Slows a path of Alpha's down. Gives when a request for it has begun, and when it is over. */
async function slow(page, path) {
  await servers.a.control.addFault('latency', { path });
  return { begun: page.waitForRequest((request) => request.url().endsWith(`/im/a${path}`)), ended: over(page, `/im/a${path}`) };
}

const ON_THE_WAY = {
  health: async (page) => {
    const asked = await slow(page, '/admin/health');
    await switchTo(page, 'a');
    return asked;
  },
  'a setting': async (page) => {
    await switchTo(page, 'a');
    await openSetting(page, 'a');
    const asked = await slow(page, SETTING_PATHS.sdk.read);
    await page.getByRole('button', { name: 'Read again' }).click();
    return asked;
  },
};

for (const [what, ask] of Object.entries(ON_THE_WAY)) {
  test(`a slow answer about ${what} that is still on its way changes nothing on the other server's page`, async (t) => {
    const { page, watched } = await both(t);
    const { begun, ended } = await ask(page);
    await begun;
    await switchTo(page, 'b');
    await node(page, 'b').waitFor();
    await ended;
    await agree(page, 'b');
    await page.getByRole('button', { name: /^Beta .*Signed in [\d.]+ m?s/ }).waitFor();
    await servers.a.control.clearFaults();
    await page.goBack();
    await agree(page, 'a', what === 'health' ? 'Overview' : 'System settings');
    await watched.check(['Alpha', 'Beta']);
  });
}

test('a slow write goes on when its page is left, and reports nowhere else', async (t) => {
  const { page, watched } = await both(t);
  await switchTo(page, 'a');
  await openSetting(page, 'a');
  const { begun, ended } = await slow(page, SETTING_PATHS.sdk.write);
  await value(page).fill('11117');
  await page.getByRole('button', { name: 'Write to Alpha' }).click();
  await begun;
  await page.getByRole('button', { name: 'Writing…' }).waitFor();
  await switchTo(page, 'b');
  await openSetting(page, 'b');
  await ended;
  await until('it is read back', async () => {
    const paths = (await servers.a.control.requests()).map(({ path }) => path);
    return paths.lastIndexOf(SETTING_PATHS.sdk.read) > paths.indexOf(SETTING_PATHS.sdk.write);
  });
  await expect.poll(async () => (await heldSetting(servers.a, 'sdk', 1)).value).toBe('11117');
  await expect(value(page)).toHaveValue(SIDES.b.value);
  await expect(page.getByText('Verified')).toHaveCount(0);
  await expect.poll(async () => (await heldSetting(servers.b, 'documented', 1)).value).toBe(SIDES.b.value);
  await agree(page, 'b', 'System settings');

  await servers.a.control.clearFaults();
  await switchTo(page, 'a');
  await openSetting(page, 'a');
  await expect(value(page)).toHaveValue('11117');
  await expect(page.getByText('Draft kept in this browser')).toHaveCount(0);
  await watched.check(['Alpha', 'Beta']);
});

test('an edited address begins anew: nothing of the server before is left under the name', async (t) => {
  const { page } = await here.open(t, { connections: [{ slug: 'a', name: 'Alpha' }], refresh: 'off' });
  await signIn(page, '/c/a/overview', servers.a.secret);
  await node(page, 'a').waitFor();
  await page.goto('/c/a/connection');
  await page.getByRole('textbox', { name: 'Address' }).fill('/im/b');
  await page.getByRole('textbox', { name: /^Secret/ }).fill(servers.b.secret);
  await page.getByRole('button', { name: 'Save and open' }).click();
  await node(page, 'b').waitFor();
  await expect(node(page, 'a')).toHaveCount(0);
  await page.getByRole('button', { name: /^Alpha .*Professional Signed in/ }).waitFor();
});
