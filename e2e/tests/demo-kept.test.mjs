// What an admin sets for the connection that `firetower demo` brings along.

import { test } from 'node:test';

import { expect } from '../harness/expect.mjs';
import { onBothOrigins } from '../harness/origins.mjs';
import { settled } from '../harness/page.mjs';

test('what is set for the ready connection stays after a reload', onBothOrigins(async (t, at) => {
  const { open } = await at.demo(t);
  const { page } = await open({ refresh: 'off' });
  await page.goto('/c/demo/connection');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('My demo');
  await page.getByRole('radio', { name: 'Production' }).check({ force: true });
  await page.getByRole('checkbox', { name: 'Read-only' }).check();
  await page.getByRole('button', { name: 'Save and open' }).click();
  await page.getByRole('button', { name: /^My demo .*Production.*Signed in/ }).waitFor();
  await page.reload();
  await settled(page);
  await page.getByRole('button', { name: /^My demo .*Production.*Signed in/ }).waitFor();
  await page.getByText('Read-only', { exact: true }).first().waitFor();
  await page.goto('/c/demo/connection');
  await expect(page.getByRole('checkbox', { name: 'Read-only' })).toBeChecked();
}));
