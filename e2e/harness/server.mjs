// A simulated IM server that a test can stop and start again.

import { randomBytes } from 'node:crypto';

import { control } from './control.mjs';
import { startFiretower } from './process.mjs';

/**
 * Starts one. Options are those of `firetower simulate`: edition, dialect, refusal, clock, seed, data, secret. An unset
 * secret is new and unlike all others, so that a scan for it finds nothing by chance.
 */
export async function startServer(name, options = {}) {
  const secret = options.secret ?? `s-${randomBytes(12).toString('hex')}`;
  const { edition, dialect, refusal, clock, seed, data } = options;
  const args = Object.entries({ edition, dialect, refusal, clock, seed, data, secret })
    .filter(([, value]) => value !== undefined)
    .flatMap(([option, value]) => [`--${option}`, String(value)]);
  const start = (listen) => startFiretower(['simulate', '--listen', listen, ...args]);

  let process = await start('127.0.0.1:0');
  const { host, origin } = new URL(process.url);
  return {
    name,
    secret,
    url: origin,
    control: control(origin),
    /** What it said so far. */
    log: () => process.printed.join('\n'),
    stop: () => process.stop(),
    /** On the same port, with the data of a new start. */
    async startAgain() {
      // Its port was free meanwhile: another process may have had it for a moment.
      process = await start(host).catch(() => start(host));
    },
  };
}
