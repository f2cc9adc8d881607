// Locking, and what an admin finds then.

import assert from 'node:assert/strict';

export const MINUTE = 60_000;

/** Waits for the lock screen. */
export const locked = (page) => page.getByRole('heading', { level: 1, name: /^(Locked|已锁定)$/ }).waitFor();

export const isLocked = (page) => page.getByRole('heading', { level: 1, name: /^(Locked|已锁定)$/ }).isVisible();

export const lockByButton = async (page) => {
  await page.getByRole('button', { name: /^(Lock|锁定)$/ }).click();
  await locked(page);
};

export const openAgain = (page) => page.getByRole('button', { name: /^(Open again|重新打开)$/ }).click();

/** What a browser sees of another tab in front of this one; a headless browser's pages are always visible. */
export const turnTo = (page, visibilityState) =>
  page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => state === 'hidden' });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }, visibilityState);

/** Nothing of these texts is left in the document or its title. */
export async function showsNothingOf(page, texts) {
  const whole = await page.evaluate(() => `${document.title}\n${document.documentElement.outerHTML}\n${document.body.innerText}`);
  for (const text of texts) assert.ok(!whole.includes(text), `“${text}” is still on the page`);
}
