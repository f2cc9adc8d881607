// What a setting's texts may be: long, hostile, in any script. They go to the server and come back as they are.

import { after, test } from 'node:test';

import { changeSetting, heldSetting } from '../harness/api.mjs';
import { expect } from '../harness/expect.mjs';
import { signIn } from '../harness/sign-in.mjs';
import { pages, world } from '../harness/world.mjs';

const { url, servers } = await world({ after }, {
  servers: {
    community: { edition: 'community' },
    professional: { edition: 'professional', dialect: 'documented' },
  },
});
const DIALECTS = { community: 'sdk', professional: 'documented' };

async function editor(t, name, id) {
  const { page, ...opened } = await pages(t, url).open({ connections: [{ slug: name }] });
  await signIn(page, `/c/${name}/system-settings/${id}`, servers[name].secret);
  const field = (label) => page.getByRole('textbox', { name: new RegExp(`^${label}`) });
  await field('Value').waitFor();
  return { page, ...opened, value: field('Value'), desc: field('Description'), write: page.getByRole('button', { name: /^Write to / }) };
}

/** What it is, the text, and how it is shown where it differs. */
const HOSTILE = [
  ['markup', '<script>document.title="ran"</script><img src=x onerror="document.title=1">'.slice(0, 64)],
  ['quotes and entities', `"'\`&lt;&amp;\\ {}[]; DROP TABLE x; --`],
  ['bidi controls', 'photo_\u202egpj.exe\u2066', 'photo_U+202Egpj.exeU+2066'],
  ['zero width', 'a\u200bb\ufeff', 'aU+200BbU+FEFF'],
  ['emoji', '👩‍🚒🔥🇨🇳', '👩U+200D🚒🔥🇨🇳'],
  ['right to left', 'مرحبا 123 שלום'],
  ['a long number', '75735276990792720'],
  ['spaces', '  two  before and after  '],
];

for (const [at, [what, text, shown = text]] of HOSTILE.entries()) {
  test(`${what} in value and description: shown as text, kept exactly`, async (t) => {
    const id = 5_000 + at;
    const { page, value, desc, write } = await editor(t, 'community', id);
    const title = await page.title();
    await value.fill(text);
    await desc.fill(text);
    const cell = page.getByRole('table').filter({ hasText: 'After this write' }).getByRole('cell');
    await expect(cell.nth(1)).toHaveText(shown);
    await write.click();
    await page.getByRole('status').filter({ hasText: 'Verified' }).waitFor();
    await expect.poll(() => heldSetting(servers.community, 'sdk', id)).toStrictEqual({ value: text, desc: text });
    await expect(page, 'nothing ran').toHaveTitle(title);

    await changeSetting(servers.community, 'sdk', id, text.slice(0, 60), 'another');
    await page.getByRole('button', { name: 'Read again' }).click();
    await page.waitForFunction(() => document.querySelector('input[name=desc]').value === 'another');
    await expect(value).toHaveValue(text.slice(0, 60));
  });
}

for (const [text, fits] of [['值'.repeat(64), true], ['值'.repeat(65), false], ['😀'.repeat(32), true], ['😀'.repeat(33), false]]) {
  const length = `${[...text][0]} × ${[...text].length}`;

  test(`community: ${length} is ${fits ? 'written' : 'forbidden, with the reason'}`, async (t) => {
    const { page, value, write } = await editor(t, 'community', 900);
    await value.fill(text);
    await page.getByText(`${text.length} of 64 characters`).waitFor();
    if (fits) {
      await write.click();
      await page.getByRole('status').filter({ hasText: 'Verified' }).waitFor();
      await expect.poll(async () => (await heldSetting(servers.community, 'sdk', 900)).value).toBe(text);
    } else {
      await page.getByText('The community server stores 64 characters at most and refuses more (code 4).').first().waitFor();
      await expect(write).toBeDisabled();
    }
  });

  test(`professional: ${length} is ${fits ? 'quiet' : 'warned of and tried'}`, async (t) => {
    const { page, value, write } = await editor(t, 'professional', 900);
    await value.fill(text);
    const warning = page.getByText('More than 64 characters. The community server would refuse it; this one may hold more.');
    await page.getByText(`${text.length} of 64 characters`).waitFor();
    await expect(warning).toHaveCount(fits ? 0 : 1);
    await expect(write).toBeEnabled();
    await write.click();
    const end = fits
      ? page.getByRole('status').filter({ hasText: 'Verified' })
      : page.getByRole('alert').filter({ hasText: 'The server failed (4)' });
    await end.waitFor();
    await expect(value).toHaveValue(fits ? (await heldSetting(servers.professional, DIALECTS.professional, 900)).value : text);
  });
}

test('a description that is too long is forbidden too', async (t) => {
  const { page, value, desc, write } = await editor(t, 'community', 901);
  await value.fill('short');
  await desc.fill('x'.repeat(65));
  await page.getByText('The community server stores 64 characters at most and refuses more (code 4).').first().waitFor();
  await expect(write).toBeDisabled();
});
