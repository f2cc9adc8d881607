// What a connection check leaves behind: pages that say what the server does not have and why, once it went through, and
// nothing where it was cancelled. All of it by keyboard too.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { axe } from '../harness/axe.mjs';
import { asksForSecret, enterHere, openCheck, passes, secretField } from '../harness/check.mjs';
import { expect } from '../harness/expect.mjs';
import { worldOnBothOrigins } from '../harness/origins.mjs';
import { settled } from '../harness/page.mjs';

const { servers: { im }, onBoth } = await worldOnBothOrigins({ after }, { servers: { im: { edition: 'community' } } });
const CONNECTION = { slug: 'x', name: 'IM x', address: '/im/im' };

beforeEach(() => Promise.all([im.control.clearFaults(), im.control.clearRequests()]));

/** Pages that need what a community server does not have, each with the call that it needs most. */
const MISSING = { Pins: '/admin/conversation/is_top', 'User settings': '/admin/user/get_setting' };
const collapsed = (page, name) =>
  page.getByRole('main').getByRole('heading', { name: `${name}: only in the professional edition`, exact: true });
const linkTo = (page, name) =>
  page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: new RegExp(`^${name}( Pro)?$`) });
const verdicts = (page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => /^firetower\.(capabilities|check)\./.test(key)).sort());

async function opened(t, at) {
  const { page } = await at.open(t, { connections: [CONNECTION], refresh: 'off' });
  await openCheck(page);
  await asksForSecret(page);
  // What is asked of the verdict is asked of the one to come.
  await page.evaluate(() => localStorage.removeItem('firetower.check.x'));
  return page;
}

/** A check that waits for the server, at its first signed question or at one of its last. */
async function hanging(page, path) {
  await im.control.addFault('hang', { path });
  await enterHere(page, im.secret);
  return page.getByRole('button', { name: 'Cancel', exact: true });
}

test('after a check of a community server, a page that it has nothing for says so, with the reason, and asks nothing', onBoth(async (t, at) => {
  const page = await opened(t, at);
  await enterHere(page, im.secret);
  await passes(page);
  await im.control.clearRequests();
  const main = page.getByRole('main');
  for (const [name, path] of Object.entries(MISSING)) {
    await expect(linkTo(page, name)).toHaveText(`${name}Pro`);
    await linkTo(page, name).click();
    await collapsed(page, name).waitFor();
    await expect(main.getByRole('status').filter({ hasText: path }))
      .toHaveText(`IM x does not know ${path}. It answered as to any path that it does not have; nothing is broken.`);
    await main.getByText(/^As the connection check of \d{4}-\d\d-\d\d \d\d:\d\d found: HTTP 404, or HTTP 500 with an empty body, to every form of this call\.$/).waitFor();
    await expect(main.getByRole('textbox'), 'nothing of the page is left').toHaveCount(0);
    await expect(main.getByRole('button')).toHaveText(['Upgraded since? Check again']);
    await axe(page);
  }
  assert.deepEqual(await im.control.requests(), [], 'what is known to be missing is not asked for');
  // What works here is a link away, and is a page as ever.
  await main.getByRole('link', { name: 'System settings', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'System settings' }).waitFor();
  await settled(page);
  await expect(main.getByText('only in the professional edition')).toHaveCount(0);
}));

test('a check that is cancelled asks no more, keeps nothing, and begins anew when asked to', onBoth(async (t, at) => {
  for (const [path, says] of [['/admin/system/get_setting', 'Step 9 of 13…'], ['/admin/user/get_robot_info', 'Step 13 of 13…']]) {
    const page = await opened(t, at);
    const main = page.getByRole('main');
    const cancel = await hanging(page, path);
    await main.getByText(says, { exact: true }).waitFor();
    await cancel.click();
    await main.getByText('Cancelled', { exact: true }).waitFor();
    await expect(cancel).toHaveCount(0);
    const asked = (await im.control.requests()).length;
    assert.ok(asked > 0);
    assert.deepEqual(await verdicts(page), []);
    await im.control.clearFaults();
    await page.getByRole('button', { name: 'Start over', exact: true }).waitFor();
    assert.equal((await im.control.requests()).length, asked, 'it went on');
    await page.getByRole('button', { name: 'Start over', exact: true }).click();
    // A secret that no server accepted is no secret of the tab.
    if (path === '/admin/system/get_setting') {
      await asksForSecret(page);
      await enterHere(page, im.secret);
    }
    await passes(page);
    await expect.poll(() => verdicts(page)).toStrictEqual(['firetower.capabilities.x', 'firetower.check.x']);
    await page.close();
    await im.control.clearRequests();
  }
}));

/** Presses Tab until this has the focus, as whoever has no mouse. */
async function tabTo(page, locator) {
  const isThere = () => locator.evaluate((element) => element === document.activeElement);
  await locator.waitFor();
  for (let pressed = 0; !(await isThere()); pressed += 1) {
    assert.ok(pressed < 100, 'it is not reached by Tab');
    await page.keyboard.press('Tab');
  }
}

test('by keyboard alone: a check is begun, cancelled, begun anew, and leads to a page that is not offered', onBoth(async (t, at) => {
  const { page } = await at.open(t, { connections: [CONNECTION], refresh: 'off' });
  await page.goto('/c/x/changes');
  await settled(page);
  await tabTo(page, linkTo(page, 'Connection check'));
  await page.keyboard.press('Enter');
  await asksForSecret(page);
  await expect(secretField(page)).toBeFocused();
  await im.control.addFault('hang', { path: '/admin/user/get_robot_info' });
  await page.keyboard.type(im.secret);
  await page.keyboard.press('Enter');
  await page.getByText('Step 13 of 13…', { exact: true }).waitFor();
  await tabTo(page, page.getByRole('button', { name: 'Cancel', exact: true }));
  await page.keyboard.press('Enter');
  await page.getByText('Cancelled', { exact: true }).waitFor();
  await im.control.clearFaults();
  await tabTo(page, page.getByRole('button', { name: 'Start over', exact: true }));
  await page.keyboard.press('Enter');
  await passes(page);
  await tabTo(page, page.getByText('Which operation answers how'));
  await page.keyboard.press('Enter');
  await page.getByRole('row', { name: `${MISSING['User settings']} not offered`, exact: true }).waitFor();
  await tabTo(page, linkTo(page, 'Pins'));
  await page.keyboard.press('Enter');
  await collapsed(page, 'Pins').waitFor();
}));
