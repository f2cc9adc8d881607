// What the two origins of the harness really are.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { onBothOrigins } from '../harness/origins.mjs';
import { signIn } from '../harness/sign-in.mjs';

test('the dashboard signs in and reads', onBothOrigins(async (t, at) => {
  const { url, servers, open } = await at.world(t, { servers: { a: { edition: 'community' } } });
  const { page } = await open({ connections: [{ slug: 'a' }], refresh: 'off' });
  await signIn(page, '/c/a/system-settings/1', servers.a.secret);
  await page.getByRole('textbox', { name: /^Value/ }).waitFor();
  const found = await page.evaluate(() => ({
    origin: location.origin, isSecure: isSecureContext, subtle: !!crypto.subtle, clipboard: !!navigator.clipboard,
  }));
  assert.deepEqual(found, { origin: url, isSecure: at.isSecure, subtle: at.isSecure, clipboard: at.isSecure });
  assert.match(url, at.isSecure ? /^https:\/\/ft\.test:\d+$/ : /^http:\/\/ft\.test:\d+$/);
}));
