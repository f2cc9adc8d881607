// How dangerous a server is, to the eye: production has an edge along the top and its word in colour, all others only their word.

import { after, test } from 'node:test';

import { seedChanges } from '../harness/changes.mjs';
import { goTo } from '../harness/check.mjs';
import { expect } from '../harness/expect.mjs';
import { worldOnBothOrigins } from '../harness/origins.mjs';
import { PHONE, settled } from '../harness/page.mjs';
import { enterSecret } from '../harness/sign-in.mjs';

const { servers: { a }, onBoth } = await worldOnBothOrigins({ after }, { servers: { a: { edition: 'community' } } });

const ENVIRONMENTS = [
  { environment: 'production', word: 'Production', isProduction: true },
  { environment: 'test', word: 'Test', isProduction: false },
  { environment: 'development', word: 'Development', isProduction: false },
];
const CONNECTIONS = ENVIRONMENTS.map(({ environment }) => ({ slug: environment, name: `IM ${environment}`, address: '/im/a', environment }));
/** The colour of production, and those of what is read and of what explains it, as the browser computes them. */
const COLOURS = {
  light: { production: 'oklch(0.48 0.19 300)', plain: ['oklch(0.24 0.012 60)', 'oklch(0.485 0.014 60)'] },
  dark: { production: 'oklch(0.72 0.15 300)', plain: ['oklch(0.935 0.006 80)', 'oklch(0.73 0.012 75)'] },
};

/** The solid line along an element's top that its other sides have not: its colour and how high it is, or nothing. */
const edge = (locator) => locator.evaluate((element) => {
  const style = getComputedStyle(element);
  const border = (side) => ['style', 'width', 'color'].map((what) => style.getPropertyValue(`border-${side}-${what}`)).join(' ');
  const [, colour, high] = /^(\S+\([^)]*\)) 0px (\d+)px 0px 0px inset/.exec(style.boxShadow) ?? [];
  if (border('top') === border('bottom') && !style.boxShadow.includes('inset')) return 'none';
  const isWhole = style.borderTopStyle === 'solid' && (colour ?? style.borderTopColor) === style.borderTopColor;
  return isWhole ? `${Number.parseFloat(style.borderTopWidth) + Number(high ?? 0)}px ${style.borderTopColor}` : `${border('top')}, ${style.boxShadow}`;
});

const look = async (locator, theme) => {
  const [color, weight] = await locator.evaluate((element) => {
    const { color, fontWeight } = getComputedStyle(element);
    return [color, fontWeight];
  });
  return `${COLOURS[theme].plain.includes(color) ? 'plain' : color} ${weight}`;
};

/** What a theme's page must show of an environment, wherever it is said. */
const expected = (theme, isProduction) => ({
  edge: isProduction ? `4px ${COLOURS[theme].production}` : 'none',
  word: isProduction ? `${COLOURS[theme].production} 600` : 'plain 400',
});

async function opened(t, at, theme, options = {}) {
  const { page } = await at.open(t, { connections: CONNECTIONS, refresh: 'off', theme, ...options });
  await page.goto('/connections');
  await settled(page);
  return page;
}

const body = (page) => page.locator('body');
const card = (page) => page.getByRole('button', { name: /Switch connection/ });

for (const theme of ['light', 'dark']) {
  test(`page, connection card and question have the edge in production alone, ${theme}`, onBoth(async (t, at) => {
    const page = await opened(t, at, theme);
    await expect.poll(() => edge(body(page)), { message: 'outside any connection there is none' }).toBe('none');
    for (const { environment, word, isProduction } of ENVIRONMENTS) {
      const wanted = expected(theme, isProduction);
      // With an entry there is one question that is asked in every environment.
      await seedChanges(page, environment, [{ target: { systemSetting: { id: 1 } }, before: { value: '1', desc: '' }, after: { value: '2', desc: '' } }]);
      await goTo(page, `/c/${environment}/changes`);
      await page.getByRole('button', { name: new RegExp(`^IM ${environment} `) }).waitFor();
      // It is there before the secret is.
      await expect.poll(() => edge(body(page)), { message: `the page, ${environment}` }).toBe(wanted.edge);
      await expect.poll(() => edge(card(page)), { message: `the card, ${environment}` }).toBe(wanted.edge);
      await card(page).hover();
      await expect.poll(() => edge(card(page)), { message: `the card under the pointer, ${environment}` }).toBe(wanted.edge);
      await page.mouse.move(0, 0);
      await expect.poll(() => look(card(page).getByText(word, { exact: true }), theme), { message: `the card’s word, ${environment}` }).toBe(wanted.word);

      await page.getByRole('button', { name: 'Forget all…' }).click();
      const question = page.getByRole('alertdialog', { name: `Forget the changes of IM ${environment}?` });
      await question.waitFor();
      await expect.poll(() => edge(question), { message: `a question, ${environment}` }).toBe(wanted.edge);
      await page.keyboard.press('Escape');
      await question.waitFor({ state: 'hidden' });
    }
  }));

  test(`wherever connections are listed, production’s word has its colour and other words have none, ${theme}`, onBoth(async (t, at) => {
    const page = await opened(t, at, theme);
    const words = async (within, place) => {
      for (const { environment, word, isProduction } of ENVIRONMENTS) {
        const found = within(new RegExp(`IM ${environment}`)).getByText(word, { exact: true });
        await expect.poll(() => look(found, theme), { message: `${place}, ${environment}` }).toBe(expected(theme, isProduction).word);
      }
    };
    await words((name) => page.getByRole('row', { name }), 'the list of connections');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search or jump' }).fill('IM');
    await words((name) => page.getByRole('option', { name }), 'the palette');
    await page.keyboard.press('Escape');
    await goTo(page, '/c/test/connections');
    await card(page).click();
    await words((name) => page.locator('#conn-list').getByRole('link', { name }), 'the card’s list');
  }));

  test(`the question before a write in production has the edge and says the word, ${theme}`, onBoth(async (t, at) => {
    const page = await opened(t, at, theme);
    await goTo(page, '/c/production/system-settings/1');
    await enterSecret(page, a.secret);
    await page.getByRole('textbox', { name: /^Value/ }).fill('17');
    await page.getByRole('main').getByRole('button', { name: /^Write to IM production/ }).last().click();
    const question = page.getByRole('alertdialog', { name: /IM production\?$/ });
    await question.getByText(/production server/).waitFor();
    await expect.poll(() => edge(question)).toBe(expected(theme, true).edge);
  }));

  test(`the form has the edge of what is chosen in it, and a phone’s strip the word, ${theme}`, onBoth(async (t, at) => {
    const page = await opened(t, at, theme, { viewport: PHONE });
    for (const { environment, word, isProduction } of ENVIRONMENTS) {
      await goTo(page, `/c/${environment}/connection`);
      await page.getByRole('heading', { name: `Edit IM ${environment}` }).waitFor();
      await expect.poll(() => edge(body(page)), { message: `the page, ${environment}` }).toBe(expected(theme, isProduction).edge);
      const said = page.locator('.strip').getByText(word, { exact: true });
      await expect.poll(() => look(said, theme), { message: `the strip, ${environment}` }).toBe(expected(theme, isProduction).word);
      for (const chosen of ENVIRONMENTS) {
        await page.getByRole('radio', { name: chosen.word }).check();
        await expect.poll(() => edge(page.getByRole('main').locator('form')), { message: `the form, ${chosen.environment}` })
          .toBe(expected(theme, chosen.isProduction).edge);
      }
    }
  }));
}
