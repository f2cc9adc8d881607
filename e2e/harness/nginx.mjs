// A real nginx with a configuration of the test's own, in a temporary folder, as whoever runs the tests.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { nginxPath } from './environment.mjs';
import { until } from './sign-in.mjs';

const running = new Set();

// A test file that is interrupted must not leave servers behind.
process.on('exit', () => {
  for (const child of running) child.kill('SIGTERM');
});

/**
 * Starts one nginx with a server for each of `sites`: `{ name: { https?, lines } }`, where `lines` are what stands in its
 * `server { … }` block. All listen on ports of their own; `host` is the name in the addresses, and `http` stands before the
 * servers.
 */
export async function startNginx(sites, { host = '127.0.0.1', http = '' } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'firetower-nginx-'));
  const names = Object.keys(sites);
  const wanted = structuredClone(sites);
  if (names.some((name) => sites[name].https)) makeCertificate(folder);

  let ports;
  let generation = 0;
  const write = () => writeFileSync(join(folder, 'nginx.conf'), configuration(folder, { sites: wanted, http, ports, generation }));
  /** The worker that answers now, if it already knows the newest configuration. */
  const worker = async () => {
    const answer = await fetch(`http://127.0.0.1:${ports.at(-1)}/`).then((response) => response.text(), () => '');
    const [known, pid] = answer.split(' ');
    return known === String(generation) && Number(pid);
  };

  // Somebody else may take a port between its choice and its use.
  let child;
  for (let attempt = 0; !child; attempt++) {
    ports = await freePorts(names.length + 1);
    write();
    child = await start(folder, worker, attempt < 3);
  }

  const urls = Object.fromEntries(names.map((name, at) =>
    [name, `${wanted[name].https ? 'https' : 'http'}://${host}:${ports[at]}`]));
  return {
    urls,
    /** What it was asked, oldest first, as `METHOD /path status`. */
    asked: () => readFileSync(join(folder, 'access.log'), 'utf8').split('\n').filter(Boolean),
    /** Other lines for these sites from now on, by name: the configuration is reloaded as an admin would. */
    async change(lines) {
      for (const [name, its] of Object.entries(lines)) wanted[name].lines = its;
      const before = await worker();
      generation += 1;
      write();
      check(folder);
      child.kill('SIGHUP');
      // The old worker answers until the new one does, and ends then.
      await until('nginx has its new configuration', worker);
      await until('the old worker of nginx is gone', () => !isThere(before));
    },
    async stop() {
      if (running.has(child)) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Gives the process, or nothing where a port was taken meanwhile and it `mayFail`. */
async function start(folder, worker, mayFail) {
  const child = spawn(nginxPath(), ['-p', folder, '-c', 'nginx.conf', '-g', 'daemon off;'], { stdio: ['ignore', 'ignore', 'pipe'] });
  running.add(child);
  let said = '';
  let ended = false;
  child.stderr.on('data', (chunk) => { said += chunk; });
  child.once('error', (error) => { said += error.message; ended = true; });
  child.once('close', () => { running.delete(child); ended = true; });
  await until('nginx listens', async () => ended || worker());
  if (!ended) return child;
  if (mayFail && /Address already in use/.test(said)) return undefined;
  throw new Error(`nginx ended:\n${said}`);
}

/** Throws with nginx's own words where it does not understand its configuration, which a reload would pass over. */
function check(folder) {
  try {
    execFileSync(nginxPath(), ['-t', '-q', '-p', folder, '-c', 'nginx.conf'], { stdio: 'pipe' });
  } catch (problem) {
    throw new Error(`nginx refuses its configuration:\n${problem.stderr}`);
  }
}

function configuration(folder, { sites, http, ports, generation }) {
  const servers = Object.values(sites).map(({ https, lines }, at) => `
  server {
    listen 127.0.0.1:${ports[at]}${https ? ' ssl' : ''};
    ${https ? 'ssl_certificate certificate.pem; ssl_certificate_key key.pem;' : ''}
${lines}
  }`);
  return `
# Who runs the tests can read the build; nginx's own user perhaps can't.
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 1;
worker_shutdown_timeout 2s;
pid nginx.pid;
error_log error.log;
events { worker_connections 256; }
http {
  log_format asked '$request_method $request_uri $status';
  access_log access.log asked;
  ${temporaryFolders()}
  default_type application/octet-stream;
  types { text/html html; text/css css; text/javascript js mjs; application/wasm wasm; application/json json; image/svg+xml svg; }
${http}
${servers.join('\n')}
  server {
    listen 127.0.0.1:${ports.at(-1)};
    access_log off;
    location / { return 200 "${generation} $pid"; }
  }
}
`;
}

let compiledIn;

/** The folders that it would otherwise look for where its package put them. */
function temporaryFolders() {
  compiledIn ??= String(execFileSync('/bin/sh', ['-c', '"$0" -V 2>&1', nginxPath()]));
  const kinds = ['fastcgi', 'uwsgi', 'scgi'].filter((kind) => !compiledIn.includes(`--without-http_${kind}_module`));
  return ['client_body', 'proxy', ...kinds].map((kind) => `${kind}_temp_path temp-${kind};`).join(' ');
}

function makeCertificate(folder) {
  execFileSync('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
    '-subj', '/CN=ft.test', '-addext', 'subjectAltName=DNS:ft.test,DNS:localhost,IP:127.0.0.1',
    '-keyout', join(folder, 'key.pem'), '-out', join(folder, 'certificate.pem'),
  ], { stdio: 'pipe' });
}

async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function isThere(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
