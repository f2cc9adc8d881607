// The connection check as an admin uses it.

import assert from 'node:assert/strict';

/** The steps in their order. */
export const STEPS = [
  'Address understood', 'Mixed content', 'This page’s policy', 'Reachable', 'Cross-origin', 'Who answers', 'IM server',
  'Proxy clock', 'Signature', 'Default secret', 'Time check', 'Edition', 'Operations',
];

const stepsOf = (page) => page.getByRole('main').locator('ol').filter({ hasText: /Address understood|地址可识别/ }).locator('> li');

/**
 * Opens the check of a connection. Where the page shows the dashboard already it follows a link there, as from one page to the
 * next: loading the dashboard anew takes longer than a whole check.
 */
export async function openCheck(page, slug = 'x') {
  const path = `/c/${slug}/check`;
  if (page.url() === 'about:blank') await page.goto(path);
  else await goTo(page, path);
  await page.getByRole('button', { name: new RegExp(`^IM ${slug}\\b`) }).waitFor();
  await page.getByRole('heading', { level: 1, name: /^(Connection check|连接诊断)$/ }).waitFor();
}

/** Goes to another address of the dashboard as by a link, so that what is in memory stays. */
export const goTo = (page, path) => page.evaluate(follow, path);

/** Runs in the page. */
function follow(path) {
  const link = document.body.appendChild(document.createElement('a'));
  link.href = path;
  link.click();
  link.remove();
}

/** The field in the failed step. */
export const secretField = (page) => page.getByRole('main').getByLabel(/^(Secret|密钥)/);

/** Types the secret that the failed step asks for. */
export async function enterHere(page, secret) {
  await secretField(page).fill(secret);
  await page.getByRole('main').getByRole('button', { name: /^(Retry with this secret|用此密钥重试)$/ }).click();
}

export const retry = (page) => page.getByRole('main').getByRole('button', { name: /^(Retry|重试)$/ }).click();

/**
 * Waits until the check stopped at `step` with this title, and looks at all steps: those before passed, those after were not
 * tried. Gives what the failed one says: `{ said, evidence, meaning, fix, failed }`.
 */
export async function stopsAt(page, step, title, { steps = STEPS, notTried = 'Not tried yet' } = {}) {
  const alert = page.getByRole('main').getByRole('alert');
  await appears(page, alert.getByText(title, { exact: true }));
  const failed = await isAt(page, step, steps, notTried);
  assert.equal(await failed.getByRole('alert').count(), 1, 'the failed step is another one');
  assert.equal(await alert.count(), 1);
  const said = Object.fromEntries(await failed.locator('dt').evaluateAll((terms) =>
    terms.map((term) => [term.textContent.trim(), term.nextElementSibling.innerText.trim()])));
  const [evidence, meaning, fix] = Object.values(said);
  assert.ok(evidence && meaning && fix, `evidence, meaning or fix is missing:\n${JSON.stringify(said, null, 1)}`);
  return { said, evidence, meaning, fix, failed };
}

/** Waits until the check asks for the secret, which is no failure: all that it can do without one passed. */
export async function asksForSecret(page, { steps = STEPS, notTried = 'Not tried yet' } = {}) {
  await appears(page, page.getByRole('main').getByRole('status').getByText(/^(Enter the secret to go on|请输入密钥以继续)$/));
  await isAt(page, steps[STEPS.indexOf('Signature')], steps, notTried);
  assert.equal(await page.getByRole('main').getByRole('alert').count(), 0);
}

/** Waits for it; what the check says instead is worth more than that it did not come. */
async function appears(page, locator) {
  await locator.waitFor().catch(async (problem) => {
    throw new Error(`${problem.message}\n${await page.getByRole('main').innerText()}`);
  });
}

async function isAt(page, step, steps, notTried) {
  const rows = await stepsOf(page).allInnerTexts();
  const at = steps.indexOf(step);
  assert.equal(rows.length, steps.length, rows.join('\n'));
  rows.forEach((row, index) => {
    assert.ok(row.includes(steps[index]), `step ${index + 1} is not ${steps[index]}:\n${row}`);
    assert.equal(row.includes(notTried), index > at, `step ${index + 1}, with ${step} failed:\n${row}`);
  });
  return stepsOf(page).nth(at);
}

/** Waits until all steps were taken. Gives what each says, by name. */
export async function passes(page, { steps = STEPS } = {}) {
  await appears(page, page.getByText(/^(All 13 steps passed|Passed, warnings: \d+|13 步全部通过|已通过，警告 \d+ 项) · /));
  assert.equal(await page.getByRole('main').getByRole('alert').count(), 0);
  const rows = await stepsOf(page).allInnerTexts();
  return Object.fromEntries(rows.map((row, index) => [steps[index], row.replaceAll(/\s+/g, ' ').trim()]));
}
