// Each fault of a page's first reading is explained where the content would stand, and Retry reads it.

import { after, afterEach, test } from 'node:test';

import { expect } from '../harness/expect.mjs';
import { enterSecret, signIn } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

const { url, servers } = await world({ after }, {
  servers: { pro: { edition: 'professional', dialect: 'documented', data: 'demo' } },
});
const { control, secret } = servers.pro;

afterEach(() => control.clearFaults());

const TITLES = {
  401: 'Wrong secret (244)',
  404: 'Got a web page instead of the API (HTTP 404)',
  '500-java': 'The server could not handle the request (NullPointerException)',
  '502-html': 'Got a web page instead of the API (HTTP 502)',
  '200-html': 'Got a web page instead of the API (HTTP 200)',
  '200-empty': 'Empty answer (HTTP 200)',
  'broken-json': 'The answer is not JSON',
  'wrong-type': 'The answer has another shape than expected',
  closed: 'pro closed the connection before its answer was whole',
  250: 'Too many calls (250)',
};

const PAGES = {
  'user settings': {
    at: 'user-settings?user=u0001&scope=1&key=',
    reads: ['/admin/user/get_setting'],
    content: (page) => page.getByRole('textbox', { name: /^Value/ }),
  },
  pins: {
    at: 'pins?user=u0001&conversation=1-0-g001',
    // With the other call that is tried where this one seems to be missing.
    reads: ['/admin/conversation/is_top', '/admin/user/get_setting'],
    content: (page) => page.getByRole('button', { name: /^(Pin|Unpin) 1-0-g001, u0001/ }),
  },
  files: {
    at: 'files?view=conversation&user=u0001&conversation=1-0-g001',
    reads: ['/admin/file/conversation_files'],
    content: (page) => page.getByRole('table', { name: 'Files' }).locator('tbody').getByRole('row').first(),
  },
  robots: {
    at: 'robots',
    reads: ['/admin/user/get_all_robots', '/admin/user/all'],
    content: (page) => page.getByRole('navigation', { name: 'Robots' }).getByRole('link').filter({ hasText: /robot\d+$/ }).first(),
  },
};

for (const [name, { at, reads, content }] of Object.entries(PAGES)) {
  test(`${name}: each fault of the reading is explained, and Retry reads`, async (t) => {
    const { page } = await pages(t, url).open({ connections: [{ slug: 'pro' }], refresh: 'off' });
    const main = page.getByRole('main');
    const alert = main.getByRole('alert');
    const retry = alert.getByRole('button', { name: 'Retry' });
    for (const [nth, [fault, title]] of Object.entries(TITLES).entries()) {
      await Promise.all(reads.map((path) => control.addFault(fault, { path })));
      if (nth === 0) await signIn(page, `/c/pro/${at}`, secret);
      else await retry.click();
      await alert.getByText(title, { exact: true }).waitFor();
      await expect(alert, fault).toHaveCount(1);
      await expect.poll(async () => (await alert.getByRole('paragraph').allInnerTexts()).join(' ').length, { message: `${fault}: what to do` }).toBeGreaterThan(20);
      await expect(content(page), `${fault}: nothing stands for what was not read`).toHaveCount(0);
    }
    await control.clearFaults();
    await retry.click();
    await content(page).waitFor();
    await expect(alert).toHaveCount(0);

    // As an unknown path is answered: said in full, whether as a failure or as what the edition lacks.
    await Promise.all(reads.map((path) => control.addFault('500-empty', { path })));
    await page.reload();
    await enterSecret(page, secret);
    await main.getByText(/^The server does not offer this call \(HTTP 500\)$|only in the professional edition$/).waitFor();
    await control.clearFaults();
    const again = (await retry.count()) ? retry : main.getByRole('button', { name: 'Upgraded since? Check again' });
    await again.click();
    await content(page).waitFor();
  });
}
