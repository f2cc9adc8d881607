// Where the binary, the build and the browser are. `cargo xtask` says so; without it, the usual places.

import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

const exe = process.platform === 'win32' ? '.exe' : '';

export const FIRETOWER = process.env.FIRETOWER_BIN ?? join(root, 'target', 'release', `firetower${exe}`);

export const DIST = process.env.FIRETOWER_DIST ?? join(root, 'dist');

export const SHOTS = join(root, 'e2e', 'shots');

const USUAL_CHROMIUMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser's program. */
export function chromiumPath() {
  const path = process.env.FIRETOWER_CHROMIUM ?? USUAL_CHROMIUMS.find((usual) => existsSync(usual));
  if (!path) throw new Error('no Chromium found: run cargo xtask setup, or set FIRETOWER_CHROMIUM');
  return path;
}

const USUAL_NGINXES = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/opt/homebrew/bin/nginx'];

/** nginx's program. */
export function nginxPath() {
  const path = process.env.FIRETOWER_NGINX ?? USUAL_NGINXES.find((usual) => existsSync(usual));
  if (!path) throw new Error('no nginx found: run cargo xtask setup, or set FIRETOWER_NGINX');
  return path;
}
