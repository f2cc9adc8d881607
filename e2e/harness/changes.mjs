// The Changes page as an admin uses it, and writes that fill it.

import { settled } from './page.mjs';

/** The parts of the page. */
export function changes(page) {
  const table = page.getByRole('table', { name: /^(Changes, newest first|变更，最新在前)$/ });
  return {
    table,
    rows: table.getByRole('row').filter({ has: page.getByRole('cell') }),
    detail: page.getByRole('region', { name: /^(Change detail|变更详情)$/ }),
    filter: page.getByRole('navigation', { name: 'Which changes' }),
    find: page.getByRole('searchbox', { name: 'Find in changes' }),
    kind: page.getByRole('combobox', { name: 'What was changed' }),
    verified: page.getByRole('status').filter({ hasText: 'the server holds what you wrote' }),
  };
}

/** Writes values through the form of system settings, one after the other: `[id, value]`, and what is said at the end. */
export async function write(page, ...writes) {
  const known = page.getByRole('navigation', { name: 'Settings you know' });
  for (const [id, value, end = 'Verified'] of writes) {
    const link = known.getByRole('link', { name: new RegExp(`^${id}\\b`) });
    if (await link.count()) {
      await link.click();
    } else {
      await page.getByRole('button', { name: 'Open another ID…' }).click();
      await page.getByRole('textbox', { name: 'Setting ID' }).fill(String(id));
      await page.keyboard.press('Enter');
    }
    await page.waitForURL(`**/system-settings/${id}`);
    await page.getByRole('textbox', { name: /^Value/ }).fill(value);
    await page.getByRole('main').getByRole('button', { name: /^Write to / }).last().click();
    await page.getByRole('main').getByText(end, { exact: true }).first().waitFor();
  }
}

/** Goes to the page without a reload, so that the secret stays. */
export async function toChanges(page) {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Changes' }).click();
  await page.getByRole('heading', { level: 1, name: 'Changes' }).waitFor();
  await settled(page);
}

let counted = 0;

/**
 * Puts entries into the browser's journal as the dashboard stores them, oldest first; the page must have been opened once.
 * `before`, `after` and `found` are objects, a secret in them null.
 */
export async function seedChanges(page, slug, entries) {
  const fields = (record) => record && Object.entries(record);
  const whole = entries.map(({ at = Date.now(), before, after, found, ...rest }) => {
    const id = `${slug}/${String(at).padStart(16, '0')}-${String(counted++ % 10_000).padStart(4, '0')}`;
    return {
      id, at, name: 'IM a', address: `/im/${slug}`, outcome: 'verified', rotated: false, isUndo: false,
      before: fields(before) ?? null, after: fields(after) ?? null, found: fields(found) ?? null, ...rest,
    };
  });
  await page.evaluate((whole) => new Promise((resolve, reject) => {
    const opening = indexedDB.open('firetower', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('changes');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('changes', 'readwrite');
      for (const entry of whole) transaction.objectStore('changes').put(JSON.stringify(entry), entry.id);
      transaction.oncomplete = () => { opening.result.close(); resolve(); };
      transaction.onabort = () => reject(transaction.error);
    };
  }), whole);
}
