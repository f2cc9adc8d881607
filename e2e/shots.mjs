// Pictures of the demo's pages, in every combination of size, theme and language, into e2e/shots/.
// Usage: cargo xtask shots [ROUTE…]

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { launchBrowser } from './harness/browser.mjs';
import { DIST, SHOTS } from './harness/environment.mjs';
import { DESKTOP, openPage, PHONE, settled } from './harness/page.mjs';
import { startFiretower } from './harness/process.mjs';

const USUAL_ROUTES = [
  '/c/demo/overview',
  '/c/demo/system-settings/1',
  '/c/demo/files?view=conversation&user=u0001&conversation=1-0-g001',
  '/c/demo/files?view=message&uid=584591400685830144',
  '/c/demo/system-settings/customer',
  '/c/demo/user-settings?user=u0001&scope=3&key=1-0-g001',
  '/c/demo/pins?user=u0001&conversation=1-0-g001',
  '/c/demo/robots?id=robot04',
  '/c/demo/changes',
  '/c/demo/console',
  '/c/demo/requests',
  '/c/demo/connections',
  '/c/demo/check',
  '/connections/new',
  '/c/unknown/overview',
];

const VIEWPORTS = { 1440: DESKTOP, 390: PHONE };

const fileName = (route, ...rest) => `${[route.replace(/^\/(c\/)?/, '').replaceAll(/[^\w-]+/g, '-') || 'root', ...rest].join('.')}.png`;

async function photograph(browser, url, route) {
  for (const [width, viewport] of Object.entries(VIEWPORTS)) {
    for (const theme of ['light', 'dark']) {
      for (const lang of ['en', 'zh']) {
        const { page, noise, close } = await openPage(url, { browser, viewport, theme, lang });
        await page.goto(route);
        await settled(page);
        const file = fileName(route, width, theme, lang);
        await page.screenshot({ path: join(SHOTS, file), fullPage: true });
        console.log(file);
        await close();
        noise.check();
      }
    }
  }
}

mkdirSync(SHOTS, { recursive: true });
const routes = process.argv.slice(2);
const demo = await startFiretower(['demo', '--listen', '127.0.0.1:0', '--dist', DIST]);
const browser = await launchBrowser();
try {
  for (const route of routes.length > 0 ? routes : USUAL_ROUTES) await photograph(browser, demo.url, route);
} finally {
  await browser.close();
  await demo.stop();
}
