// A simulated server, the gateway before it and Trunk before both; all three end together.
// Started by `cargo xtask dev`, which says where the binary is.

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { startFiretower } from '../../e2e/harness/process.mjs';

const TRUNK_ADDRESS = '127.0.0.1';
const TRUNK_PORT = '8080';
// Known to every developer, good for nothing but the simulator on loopback.
const SECRET = 'dev';
const SERVER = 'dev';

const dist = process.env.FIRETOWER_DEV_DIST;
// Trunk's folder must be there before Trunk is: the gateway looks for a page in it.
mkdirSync(dist, { recursive: true });
const page = join(dist, 'index.html');
if (!existsSync(page)) writeFileSync(page, '<!doctype html><title>Firetower</title><p>Trunk is building…\n');

const simulator = await startFiretower(
  ['simulate', '--listen', '127.0.0.1:0', '--edition', 'professional', '--dialect', 'both', '--data', 'demo', '--secret', SECRET],
);
const gateway = await startFiretower([
  'serve', '--listen', '127.0.0.1:0', '--dist', dist,
  '--upstream', `${SERVER}=${simulator.url}`,
  // Trunk's proxy names the gateway's host without its port.
  '--allow-host', new URL(simulator.url).hostname,
  '--file-src', simulator.url,
]);

console.log(`
The dashboard: http://${TRUNK_ADDRESS}:${TRUNK_PORT}/ (rebuilt when a file changes)
Add a connection there: address im/${SERVER}, secret ${SECRET}; file origin ${simulator.url}, for previews.
The gateway alone: ${gateway.url}   The simulated server, with its remote control: ${simulator.url}
`);

const trunk = spawn(
  'trunk',
  ['serve', '--offline', '--address', TRUNK_ADDRESS, '--port', TRUNK_PORT, '--dist', dist,
    '--proxy-backend', `${gateway.url}/im/`, '--proxy-no-system-proxy'],
  // The script that its server writes into the page would break the policy of the page.
  { stdio: 'inherit', env: { ...process.env, FIRETOWER_PAGE_POLICY: 'none' } },
);

async function end(code) {
  trunk.kill();
  await Promise.allSettled([gateway.stop(), simulator.stop()]);
  process.exit(code);
}

trunk.once('error', (error) => {
  console.error(`trunk does not start: ${error.message}`);
  void end(1);
});
trunk.once('exit', (code) => void end(code ?? 1));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void end(0));
