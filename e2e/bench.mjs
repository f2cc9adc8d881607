// What opening the vault costs in this browser, with the release build.
// Usage: cargo xtask bench
//
// A figure for people to read, not a test: it depends on the machine. That opening is announced before it blocks is a test,
// `tests/vault-opening.test.mjs`, and so is what it costs at least (`vault/tests`).

import { browser } from './harness/browser.mjs';
import { keepSecret, openVault, vaultOf } from './harness/vault.mjs';
import { world } from './harness/world.mjs';

const TIMES = 15;
/** What an admin is asked to wait for at most. */
const LIMIT_MS = 1000;

const acts = [];
const { servers: { a }, open } = await world({ after: (act) => acts.push(act) }, { servers: { a: {} } });
try {
  const { page } = await open({ connections: [{ slug: 'a' }], refresh: 'off' });
  await page.goto('/c/a/overview');
  await keepSecret(page, a.secret);

  const took = [];
  for (let time = 0; time < TIMES; time += 1) {
    await page.reload();
    await vaultOf(page).passphrase.waitFor();
    // From the press, in the page's own time, to the field's leaving: whatever the driver takes is not in it.
    const measured = page.evaluate(() => new Promise((resolve) => {
      const field = document.querySelector('[name=passphrase]');
      let pressed;
      field.form.addEventListener('submit', () => { pressed = performance.now(); }, { capture: true });
      new MutationObserver((_, observer) => {
        if (field.isConnected || pressed === undefined) return;
        observer.disconnect();
        resolve(performance.now() - pressed);
      }).observe(document.body, { childList: true, subtree: true });
    }));
    await openVault(page);
    took.push(await measured);
  }

  took.sort((one, other) => one - other);
  const middle = took[Math.floor(TIMES / 2)];
  const worst = took[TIMES - 1];
  const share = (ms) => `${ms.toFixed(0)} ms, ${(ms / LIMIT_MS).toFixed(2)} of the limit of ${LIMIT_MS} ms`;
  console.log(`vault, opened ${TIMES} times`);
  console.log(`  median  ${share(middle)}`);
  console.log(`  worst   ${share(worst)}`);
} finally {
  for (const act of acts.reverse()) await act();
  await (await browser()).close();
}
