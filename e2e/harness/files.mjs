// The Files page as an admin sees it.

import { settled } from './page.mjs';

/** The address of a conversation's files. */
export const conversation = (slug, key = '1-0-g001', rest = '', user = 'u0001') =>
  `/c/${slug}/files?view=conversation&user=${user}&conversation=${key}${rest}`;

/** What the tests look at, by role and name; the page's language is English. */
export function filesPage(page) {
  const table = page.getByRole('table', { name: 'Files' });
  const rows = table.locator('tbody').getByRole('row');
  const pager = page.getByRole('navigation', { name: 'Pages of the list' });
  return {
    table,
    rows,
    pager,
    panel: page.getByRole('region', { name: 'File', exact: true }),
    cell: (row, nth) => row.getByRole('cell').nth(nth),
    /** The UIDs as shown, from top to bottom; empty where a row has none. */
    uids: async () => {
      await settled(page);
      return (await rows.evaluateAll((all) => all.map((row) => row.lastElementChild.textContent.trim())));
    },
    turn: async (name) => {
      await pager.getByRole('button', { name, exact: true }).click();
      await settled(page);
    },
  };
}

/** How far the page is wider than the window. */
export const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
