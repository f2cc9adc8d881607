// One Chromium a test file, started when the first page is opened.

import { after } from 'node:test';

import { chromium } from 'playwright-core';

import { chromiumPath } from './environment.mjs';

// Nothing but what the page itself does may go over the network or into the console.
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A name of an intranet: unlike localhost and 127.0.0.1, a page from there is secure under https alone.
  '--host-resolver-rules=MAP ft.test 127.0.0.1',
];

/** Starts one with further flags; `browser` is enough for most. */
export const launchBrowser = (more = []) =>
  chromium.launch({ executablePath: chromiumPath(), headless: true, args: [...FLAGS, ...more] });

let launched;

/** This file's browser; it is closed after the file's last test. */
export function browser() {
  launched ??= launchBrowser();
  return launched;
}

if (process.env.NODE_TEST_CONTEXT) {
  after(async () => {
    if (launched) await (await launched).close();
  });
}
