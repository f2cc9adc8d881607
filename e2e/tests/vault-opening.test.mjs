// Opening the vault blocks the page for a moment, and never without a word.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { onBothOrigins } from '../harness/origins.mjs';
import { keepSecret, openVault, vaultOf } from '../harness/vault.mjs';

/** Runs in the page. What was on the screen, frame by frame, until the field is gone. */
function watchFrames() {
  const field = document.querySelector('[name=passphrase]');
  const button = field.form.querySelector('[type=submit]');
  window.frames = [];
  const look = () => {
    if (!field.isConnected) return;
    window.frames.push({ button: button.innerText, isDisabled: button.disabled, status: field.form.querySelector('[role=status]').innerText });
    // The frame is on the screen when the next one begins.
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

test('what is going on is on the screen before the page is busy with it', onBothOrigins(async (t, at) => {
  const { servers: { a }, open } = await at.world(t, { servers: { a: {} } });
  const { page } = await open({ connections: [{ slug: 'a' }], refresh: 'off' });
  await page.goto('/c/a/overview');
  await keepSecret(page, a.secret);
  await page.reload();
  await vaultOf(page).passphrase.waitFor();
  await page.evaluate(watchFrames);
  await openVault(page);
  const frames = await page.evaluate(() => window.frames);
  const said = frames.filter(({ button, isDisabled, status }) => button === 'Opening…' && isDisabled && /^Opening the vault\./.test(status));
  // Two: the words were in one frame, and another began after it, so it was shown before the work.
  assert.ok(said.length >= 2, JSON.stringify(frames));
}));
