// Assertions about the page, and about what a test reads elsewhere: each is asked again until it is true or its time is up.
//
// A read that looks once is true only on a quick machine: an address changes, a row comes and a field is filled some
// milliseconds apart. `assert` is for values that the test holds in its hand.

import { expect as playwrightExpect } from '@playwright/test';

/** Playwright's own, with the time that its clicks have on a machine that does other work too. */
export const expect = playwrightExpect.configure({ timeout: 30_000 });

/** The text that is seen, with each stretch of white space as one space. */
export const words = async (locator) => (await locator.innerText()).replaceAll(/\s+/g, ' ').trim();
