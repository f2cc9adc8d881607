// Starts `firetower`, waits until it says where it listens, and ends it.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import { FIRETOWER } from './environment.mjs';

/** Long enough for a busy machine; a process that takes longer hangs. */
const READY_TIMEOUT_MS = 20_000;
const STOP_TIMEOUT_MS = 10_000;

const running = new Set();

// A test file that is interrupted must not leave servers behind.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Runs `firetower` with these arguments until `stop()`.
 *
 * Returns the address it listens on, without a slash at the end, and what it printed so far.
 */
export async function startFiretower(args, { program = FIRETOWER } = {}) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const ended = new Promise((resolve) => {
    for (const event of ['exit', 'error']) {
      child.once(event, () => {
        running.delete(child);
        resolve();
      });
    }
  });
  const printed = [];
  const keep = (stream, onLine) =>
    createInterface({ input: stream }).on('line', (line) => {
      printed.push(line);
      onLine?.(line);
    });

  const url = await new Promise((ready, fail) => {
    const explain = (what) => fail(new Error(`firetower ${args[0]} ${what}:\n${printed.join('\n')}`));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      explain(`was not ready within ${READY_TIMEOUT_MS} ms`);
    }, READY_TIMEOUT_MS);
    child.once('error', (error) => {
      clearTimeout(timer);
      fail(new Error(`${program} does not start: ${error.message}. Build it with cargo xtask test build`));
    });
    // Its streams are read to the end before `close`, so that the reason is among what was printed.
    child.once('close', (code) => {
      clearTimeout(timer);
      explain(`ended with ${code}`);
    });
    keep(child.stderr);
    keep(child.stdout, (line) => {
      const announced = /^listening on (http:\/\/\S+)$/.exec(line);
      if (!announced) return;
      clearTimeout(timer);
      ready(announced[1]);
    });
  });

  return { url, printed, ended, stop: () => stop(child, ended) };
}

/** Ends the process as an admin would; one that does not listen is killed, and said. */
async function stop(child, ended) {
  if (!running.has(child)) return;
  child.kill('SIGTERM');
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(() => resolve('late'), STOP_TIMEOUT_MS);
  });
  const outcome = await Promise.race([ended, late]);
  clearTimeout(timer);
  if (outcome === 'late') {
    child.kill('SIGKILL');
    throw new Error(`firetower did not end within ${STOP_TIMEOUT_MS} ms of SIGTERM`);
  }
}
