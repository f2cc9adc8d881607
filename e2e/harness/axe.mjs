// Accessibility, as far as a program can see it.

import AxeBuilder from '@axe-core/playwright';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Throws with each rule that the page breaks, and where. `without` names rules that a page can't keep. */
export async function axe(page, { without = [] } = {}) {
  // The usual mode opens a second page for its report; the dashboard has no frames that would need it.
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).disableRules(without).setLegacyMode(true).analyze();
  if (violations.length === 0) return;
  const told = violations.flatMap(({ id, help, nodes }) => [
    `${id}: ${help}`,
    ...nodes.map((node) => `  ${node.target.join(' ')}\n    ${node.failureSummary?.replaceAll('\n', '\n    ')}`),
  ]);
  throw new Error(`axe on ${new URL(page.url()).pathname}:\n${told.join('\n')}`);
}
