// Connections as an admin changes them, in a form or a list that may stand in another tab.

import { expect } from './expect.mjs';

export const field = (page, name) => page.getByRole('textbox', { name, exact: typeof name === 'string' });
export const save = (page) => page.getByRole('button', { name: 'Save and open' }).click();
export const to = (page, link) => page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: link }).click();

/** Removes the connection that is called Alpha. */
export async function remove(other) {
  await to(other, 'Connections');
  await other.getByRole('button', { name: 'Remove… Alpha' }).click();
  await other.getByRole('button', { name: 'Remove from this browser' }).click();
  await expect(other.getByRole('button', { name: /^Remove… Alpha/ })).toHaveCount(0);
}

/** Adds one as it was: called Alpha, `a` in links. */
export async function addAgain(other) {
  await other.goto('/connections/new');
  await field(other, 'Address').fill('/im/a');
  await field(other, 'Name').fill('Alpha');
  await field(other, 'Name in links').fill('a');
  await save(other);
}
