// Deriving a key blocks the page for a moment, and never without a word: wherever a vault is made, opened or changed.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { expect } from '../harness/expect.mjs';
import { lockByButton } from '../harness/lock.mjs';
import { onBothOrigins } from '../harness/origins.mjs';
import { PASSPHRASE, storedVault, vaultOf } from '../harness/vault.mjs';

const OTHER = 'four herons on the ice';

/**
 * Runs in the page. What a field's form says, frame by frame, until the field is gone. A new vault's first random number is drawn
 * in the very task that derives its key: what is said after it comes too late. `signs`: numbers are drawn for signatures as well, and no new vault is made.
 */
function watchFrames(field, signs) {
  const { form } = field;
  const button = form.querySelector('[type=submit]');
  const frames = [];
  window.frames = frames;
  let isLate = false;
  const draw = Crypto.prototype.getRandomValues;
  Crypto.prototype.getRandomValues = function (bytes) {
    Crypto.prototype.getRandomValues = draw;
    isLate = !signs;
    return draw.call(this, bytes);
  };
  const look = () => {
    if (!field.isConnected || isLate) return;
    frames.push({ button: button.innerText, isDisabled: button.disabled, status: form.querySelector('[role=status]').innerText });
    // The frame is on the screen when the next one begins.
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

const OPENING = { button: 'Opening…', status: /^Opening the vault\./ };
const CHANGING = { button: 'Changing…', status: /^Changing…/ };

/** Presses the button of the form that has this field. */
async function press(page, field, button, words, { signs = false } = {}) {
  await field.evaluate(watchFrames, signs);
  await button.click();
  await field.waitFor({ state: 'detached' });
  const frames = await page.evaluate(() => window.frames);
  const said = frames.filter(({ button, isDisabled, status }) => button === words.button && isDisabled && words.status.test(status));
  // Two: the words were in one frame, and another began after it, so it was shown before the work.
  assert.ok(said.length >= 2, JSON.stringify(frames));
}

test('what is going on is on the screen before the page is busy with it', onBothOrigins(async (t, at) => {
  const { servers: { a }, open } = await at.world(t, { servers: { a: {} } });
  const { page } = await open({ refresh: 'off' });
  const parts = vaultOf(page);
  const signedIn = () => page.getByRole('button', { name: /^One .*Signed in/ }).waitFor();
  const save = page.getByRole('button', { name: 'Save and open' });

  // In the form of a connection, which makes the vault.
  await page.goto('/connections/new');
  await page.getByRole('textbox', { name: /^Address/ }).fill('/im/a');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('One');
  await parts.secret.fill(a.secret);
  await parts.tick.check();
  await parts.fresh.fill(PASSPHRASE);
  await parts.again.fill(PASSPHRASE);
  await press(page, parts.fresh, save, OPENING);
  await signedIn();

  // Where a page asks for the secret.
  await page.reload();
  await parts.passphrase.fill(PASSPHRASE);
  await press(page, parts.passphrase, parts.open, OPENING);
  await signedIn();

  // At the lock screen.
  await lockByButton(page);
  await parts.passphrase.fill(PASSPHRASE);
  await press(page, parts.passphrase, parts.open, OPENING);
  await signedIn();

  // In the form of a connection, which opens the vault.
  await page.goto('/c/one/connection');
  await parts.secret.fill(a.secret);
  await expect(parts.tick).toBeChecked();
  await parts.passphrase.fill(PASSPHRASE);
  await press(page, parts.passphrase, save, OPENING);
  await signedIn();

  // Where a page asks for the secret, and it is typed to be kept.
  await page.reload();
  await parts.byHand.click();
  await parts.secret.fill(a.secret);
  await parts.tick.check();
  await parts.passphrase.fill(PASSPHRASE);
  await press(page, parts.passphrase, parts.goOn, { button: 'Checking the signature…', status: OPENING.status }, { signs: true });
  await signedIn();

  // In the connection check.
  await page.goto('/c/one/check');
  await parts.byHand.click();
  await parts.secret.fill(a.secret);
  await parts.tick.check();
  await parts.passphrase.fill(PASSPHRASE);
  const retry = page.getByRole('button', { name: 'Retry with this secret' });
  await press(page, parts.passphrase, retry, { button: 'Retry with this secret', status: OPENING.status });
  await signedIn();

  // In the list of what is kept, closed and open.
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await parts.card.getByRole('button', { name: 'Close the vault' }).click();
  await parts.card.getByRole('button', { name: 'Open the vault' }).click();
  await parts.passphrase.fill(PASSPHRASE);
  await press(page, parts.passphrase, parts.open, OPENING);
  await parts.card.getByText('Open', { exact: true }).waitFor();
  const before = await storedVault(page);
  await parts.card.getByRole('button', { name: 'Change passphrase…' }).click();
  const now = page.getByRole('textbox', { name: /^Passphrase now/ });
  await expect(now).toBeFocused();
  await now.fill(PASSPHRASE);
  await parts.fresh.fill(OTHER);
  await parts.again.fill(OTHER);
  await press(page, now, page.getByRole('button', { name: 'Change passphrase', exact: true }), CHANGING);
  await parts.card.getByText('The passphrase was changed.').waitFor();
  await expect.poll(() => storedVault(page)).not.toBe(before);
}));
