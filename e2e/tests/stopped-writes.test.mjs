// A write that is under way when its connection becomes read-only: what was not sent by then is not sent, and that is said.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { axe } from '../harness/axe.mjs';
import { changes, toChanges } from '../harness/changes.mjs';
import { expect } from '../harness/expect.mjs';
import { worldOnBothOrigins } from '../harness/origins.mjs';
import { signIn, until } from '../harness/sign-in.mjs';

const { servers, here, onBoth } = await worldOnBothOrigins({ after }, { servers: { a: { edition: 'professional', data: 'demo' } } });
const { a } = servers;

beforeEach(async () => {
  await a.control.clearFaults();
  await a.control.clearRequests();
});

/** A page of a connection that may write, signed in, and another tab in which only saving is left to make it read-only. */
async function twoTabs(t, path, { at = here, clock = false, ...options } = {}) {
  const { page, context } = await at.open(t, { connections: [{ slug: 'a', name: 'IM a', environment: 'test' }], refresh: 'off', ...options });
  if (clock) await page.clock.install();
  await signIn(page, path, a.secret);
  const other = await context.newPage();
  await other.goto('/c/a/connection');
  await other.getByRole('checkbox', { name: 'Read-only' }).check();
  const makeReadOnly = async () => {
    await other.getByRole('button', { name: 'Save and open' }).click();
    await page.getByText('Read-only', { exact: true }).first().waitFor();
  };
  return { page, other, makeReadOnly };
}

const held = () => until('a request is held', async () => (await a.control.requests()).some(({ fault }) => fault === 'held'));

const toldOf = (page, what) => page.getByRole('alert').filter({ hasText: `Not sent: ${what}` });

async function nothingWritten() {
  assert.deepEqual((await a.control.requests()).filter(({ writes }) => writes), []);
}

test('a write that is still reading is not sent once another tab made the connection read-only', onBoth(async (t, at) => {
  const { page, makeReadOnly } = await twoTabs(t, '/c/a/system-settings/7', { at });
  const value = page.getByRole('textbox', { name: /^Value/ });
  await value.fill('18');
  await a.control.addFault('held');
  await page.getByRole('button', { name: /^Write to IM a/ }).click();
  await held();
  await makeReadOnly();
  await a.control.clearFaults();
  const told = toldOf(page, 'Setting 7');
  await told.getByText('became read-only before Firetower sent this').waitFor();
  await nothingWritten();
  await expect(value).toHaveValue('18');
  await axe(page);
  // It stays where one goes, until it was seen. What was not sent is no change.
  await toChanges(page);
  await expect(changes(page).rows).toHaveCount(0);
  await told.getByRole('button', { name: 'Close' }).click();
  await expect(told).toHaveCount(0);
}));

test('nor once it was made so in its own tab', onBoth(async (t, at) => {
  const { page } = await twoTabs(t, '/c/a/system-settings/7', { at });
  await page.getByRole('textbox', { name: /^Value/ }).fill('18');
  await a.control.addFault('held');
  await page.getByRole('button', { name: /^Write to IM a/ }).click();
  await held();
  await page.getByRole('link', { name: 'Connections' }).click();
  await page.getByRole('link', { name: 'Edit IM a' }).click();
  await page.getByRole('checkbox', { name: 'Read-only' }).check();
  await page.getByRole('button', { name: 'Save and open' }).click();
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  await a.control.clearFaults();
  await toldOf(page, 'Setting 7').waitFor();
  await nothingWritten();
}));

test('nor a row of several pins', onBoth(async (t, at) => {
  const { page, makeReadOnly } = await twoTabs(t, '/c/a/pins', { at });
  await page.getByRole('textbox', { name: /^Lines/ }).fill('u1 group g1\nu2 group g1');
  await page.getByRole('button', { name: 'See what would change' }).click();
  const pin = page.getByRole('button', { name: 'Pin 2 on IM a' });
  await pin.waitFor();
  await a.control.clearRequests();
  await a.control.addFault('held');
  await pin.click();
  await held();
  await makeReadOnly();
  await a.control.clearFaults();
  await toldOf(page, 'Pin of 1-0-g1 for u1').waitFor();
  await nothingWritten();
}));

/** Keeps the browser's database busy until `release`, from another tab. */
const holdJournal = (page) => page.evaluate(() => new Promise((resolve, reject) => {
  const opening = indexedDB.open('firetower', 1);
  opening.onerror = () => reject(opening.error);
  opening.onupgradeneeded = () => opening.result.createObjectStore('changes');
  opening.onsuccess = () => {
    const store = opening.result.transaction('changes', 'readwrite').objectStore('changes');
    const ask = () => {
      store.get('nothing').onsuccess = () => {
        resolve();
        if (!window.isReleased) ask();
      };
    };
    ask();
  };
}));

const release = (page) => page.evaluate(() => {
  window.isReleased = true;
});

test('nor a call of the console that waits for the journal', onBoth(async (t, at) => {
  // The clock stands, since a write waits for the journal no longer than 3 s.
  const { page, other, makeReadOnly } = await twoTabs(t, '/c/a/console', { at, clock: true });
  await page.getByRole('textbox', { name: /^Path/ }).fill('/admin/system/put_setting');
  await page.getByRole('textbox', { name: /^Body/ }).fill('{"id": 1, "value": "18"}');
  await holdJournal(other);
  await page.clock.pauseAt(Date.now() + 5_000);
  await page.getByRole('button', { name: /^Send to IM a/ }).click();
  await page.getByRole('button', { name: /^Waiting for IM a/ }).waitFor();
  await makeReadOnly();
  await release(other);
  await toldOf(page, '/admin/system/put_setting').waitFor();
  await nothingWritten();
  await expect(page.getByRole('textbox', { name: /^Body/ })).toHaveValue(/"18"/);
}));
