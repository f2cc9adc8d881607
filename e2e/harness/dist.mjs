// The built files, and how many bytes of them go over the wire.

import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DIST } from './environment.mjs';

/** The same as in `cargo xtask test size`, which adds up what index.html names instead of what is loaded. */
export const FIRST_VIEW_BUDGET_BYTES = 220_000;

const bytesOf = (name) => statSync(join(DIST, name), { throwIfNoEntry: false })?.size;

/** Bytes of a file of the build as brotli 11 sends it; `undefined` where there is no such file. */
export const brotliBytes = (name) => bytesOf(`${name}.br`) ?? bytesOf(name);

export const readDist = (name) => readFileSync(join(DIST, name));

/** A folder with the build in it, for this test to change. The compressed twins, which would be sent instead, are not there. */
export function copyDist(t) {
  const dist = mkdtempSync(join(tmpdir(), 'firetower-dist-'));
  t.after(() => rmSync(dist, { recursive: true }));
  cpSync(DIST, dist, { recursive: true, filter: (name) => !/\.(br|gz)$/.test(name) });
  return dist;
}
