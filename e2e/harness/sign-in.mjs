// Coming to a page that needs the secret, as an admin does after each reload.

import { settled } from './page.mjs';

const secretField = (page) => page.getByLabel(/^(Secret|密钥)/);

/** Types the secret that the page asks for, and waits for what comes after. */
export async function enterSecret(page, secret) {
  // By itself: the page behind it may have a field of this label too.
  const field = await secretField(page).elementHandle();
  await field.fill(secret);
  await page.getByRole('button', { name: /^(Open|打开)$/ }).click();
  await page.waitForFunction((field) => !field.isConnected, field);
  await settled(page);
}

/** Opens an address of the dashboard and signs in there. */
export async function signIn(page, path, secret) {
  await page.goto(path);
  await enterSecret(page, secret);
}

/** Waits until `probe` gives something truthy, which is returned; the deadline is for a server that never does. */
export async function until(what, probe, deadlineMs = 20_000) {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    // Events get their turn, and so does whoever else works on this machine.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
