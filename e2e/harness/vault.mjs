// The vault as an admin uses it.

import { settled } from './page.mjs';

export const PASSPHRASE = 'kites over seven towers';

/** The vault's parts of a page, in English. */
export function vaultOf(page) {
  const card = page.getByRole('region', { name: 'Vault' });
  return {
    tick: page.getByRole('checkbox', { name: 'Keep it in the vault on this computer' }),
    secret: page.getByRole('textbox', { name: /^Secret/ }),
    passphrase: page.getByRole('textbox', { name: /^Passphrase/ }),
    fresh: page.getByRole('textbox', { name: /^New passphrase/ }),
    again: page.getByRole('textbox', { name: /^The same once more/ }),
    goOn: page.getByRole('button', { name: 'Open', exact: true }),
    open: page.locator('form').getByRole('button', { name: 'Open the vault' }),
    byHand: page.getByRole('button', { name: 'Type the secret instead' }),
    said: (text) => page.getByRole('alert').filter({ hasText: text }),
    card,
    row: (text) => card.getByRole('row').filter({ hasText: text }),
    dialog: page.getByRole('alertdialog'),
  };
}

/** Types a secret where it is asked for, and keeps it in a new vault, or in the one that is there. */
export async function keepSecret(page, secret, { passphrase = PASSPHRASE, isNew = true } = {}) {
  const parts = vaultOf(page);
  await parts.secret.fill(secret);
  if (!(await parts.tick.isChecked())) await parts.tick.check();
  if (isNew) {
    await parts.fresh.fill(passphrase);
    await parts.again.fill(passphrase);
  } else if (passphrase) {
    await parts.passphrase.fill(passphrase);
  }
  await parts.goOn.click();
  await parts.secret.waitFor({ state: 'detached' });
  await settled(page);
}

export async function openVault(page, passphrase = PASSPHRASE) {
  const parts = vaultOf(page);
  await parts.passphrase.fill(passphrase);
  await parts.open.click();
  await parts.passphrase.waitFor({ state: 'detached' });
  await settled(page);
}

export const storedVault = (page) => page.evaluate(() => localStorage.getItem('firetower.vault'));

export const storeVault = (page, text) => page.evaluate((text) => localStorage.setItem('firetower.vault', text), text);
