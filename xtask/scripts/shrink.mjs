// Makes the built dashboard smaller without changing what it does: wasm-opt shortens the names by which the module and
// its loader call each other (each carries a hash that no compression can fold), and esbuild minifies scripts and styles.
// Usage: node shrink.mjs FOLDER, with wasm-opt and esbuild on PATH. Without one of them its part is left out.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node shrink.mjs FOLDER');
  process.exit(2);
}

const only = (ending) => {
  const found = readdirSync(folder).filter((name) => name.endsWith(ending));
  if (found.length !== 1) throw new Error(`expected one ${ending} in ${folder}, found ${found.length}`);
  return join(folder, found[0]);
};

// On Windows npm's programs are .cmd files, which only a shell starts.
const run = (program, ...args) =>
  spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26, shell: process.platform === 'win32' });

const isThere = (program) => run(program, '--version').status === 0;

function shortenNames(wasm, loader) {
  const smaller = `${wasm}.smaller`;
  const done = run('wasm-opt', '-Oz', '--minify-imports-and-exports-and-modules', wasm, '-o', smaller);
  if (done.status !== 0) throw new Error(done.stderr);
  // A stand-in for wasm-opt says nothing and changes nothing.
  if (!done.stdout.trim().startsWith('{')) {
    rmSync(smaller, { force: true });
    return;
  }
  const { imports, exports } = JSON.parse(done.stdout);
  let text = readFileSync(loader, 'utf8');
  const module = imports[0]?.[0];
  for (const [, long, short] of imports) {
    const key = `        ${long}: `;
    if (!text.includes(key)) throw new Error(`the loader does not hand in ${long}`);
    text = text.replace(key, `        ${JSON.stringify(short)}: `);
  }
  const short = new Map(exports);
  text = text.replace(/\bwasm\.([\w$]+)/g, (whole, name) => (short.has(name) ? `wasm.${short.get(name)}` : whole));
  // All imports come from one module, which wasm-opt calls "a".
  if (imports.some(([from]) => from !== module) || !text.includes(`"${module}":`)) throw new Error('unexpected modules');
  text = text.replace(`"${module}":`, '"a":');
  writeFileSync(loader, text);
  renameSync(smaller, wasm);
}

function minify() {
  const texts = readdirSync(folder).filter((name) => /\.(js|css)$/.test(name)).map((name) => join(folder, name));
  const done = run('esbuild', ...texts, '--minify', `--outdir=${folder}`, '--allow-overwrite', '--log-level=error');
  if (done.status !== 0) throw new Error(done.stderr);
}

// Trunk named the files before they were changed. A name that stands for other bytes would come from a cache that was
// told to keep it for ever, and a loader would meet a module whose names it does not know.
function rename() {
  const page = join(folder, 'index.html');
  let text = readFileSync(page, 'utf8');
  const named = /^(.*-)[0-9a-f]{16}((?:_bg)?\.(?:wasm|js|css))$/;
  for (const name of readdirSync(folder).filter((name) => named.test(name))) {
    const digest = createHash('sha256').update(readFileSync(join(folder, name))).digest('hex').slice(0, 16);
    const renamed = name.replace(named, `$1${digest}$2`);
    renameSync(join(folder, name), join(folder, renamed));
    text = text.replaceAll(name, renamed);
  }
  writeFileSync(page, text);
}

// Trunk wrote the stylesheet's digest before it was minified.
function renewIntegrity() {
  const page = join(folder, 'index.html');
  const text = readFileSync(page, 'utf8').replace(
    /href="([^"]+\.css)"([^>]*?) integrity="sha384-[^"]*"/g,
    (_, href, between) => {
      const digest = createHash('sha384').update(readFileSync(join(folder, href))).digest('base64');
      return `href="${href}"${between} integrity="sha384-${digest}"`;
    },
  );
  writeFileSync(page, text);
}

const wasm = only('_bg.wasm');
const loader = wasm.replace(/_bg\.wasm$/, '.js');
const sizes = () => `${statSync(wasm).size} + ${statSync(loader).size} bytes`;
const before = sizes();
if (isThere('wasm-opt')) shortenNames(wasm, loader);
if (isThere('esbuild')) minify();
const after = sizes();
rename();
renewIntegrity();
console.log(`module and loader: ${before} before, ${after} after`);
