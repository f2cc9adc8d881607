// Makes the built dashboard smaller without changing what it does: wasm-opt shortens the names by which the module and
// its loader call each other (each carries a hash that no compression can fold), and esbuild minifies scripts and styles.
// Usage: node shrink.mjs FOLDER, with wasm-opt and esbuild on PATH. Without one of them its part is left out.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { sealLoader, sealPage } from './seal.mjs';

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node shrink.mjs FOLDER');
  process.exit(2);
}

const STRIP = ['--strip-debug', '--strip-producers'];

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
  // Control flow that is written anew is of fewer shapes, which saves 1.9 kB under brotli. By name, what was made for one generic function stands together and compresses better than by how often it is called.
  const done = run('wasm-opt', '--flatten', '--rereloop', '-Oz', '-Oz', '--reorder-functions-by-name', ...STRIP, '--minify-imports-and-exports-and-modules', wasm, '-o', smaller);
  if (done.status !== 0) throw new Error(done.stderr);
  // A stand-in for wasm-opt says nothing and changes nothing.
  if (!done.stdout.trim().startsWith('{')) {
    rmSync(smaller, { force: true });
    return;
  }
  const { imports, exports } = JSON.parse(done.stdout);
  let text = readFileSync(loader, 'utf8');
  for (const [, long, short] of imports) {
    const key = `        ${long}: `;
    if (!text.includes(key)) throw new Error(`the loader does not hand in ${long}`);
    text = text.replace(key, `        ${JSON.stringify(short)}: `);
  }
  const short = new Map(exports);
  text = text.replace(/\bwasm\.([\w$]+)/g, (whole, name) => (short.has(name) ? `wasm.${short.get(name)}` : whole));
  // wasm-opt puts all imports into one module, which it calls "a"; the loader has them in one or two.
  const handed = /^( *)"[^"\n]+": import0,\n(?: *"[^"\n]+": import1,\n)?/m.exec(text);
  if (!handed) throw new Error('the loader hands in no modules');
  const all = handed[0].includes('import1') ? '{ ...import0, ...import1 }' : 'import0';
  text = text.replace(handed[0], `${handed[1]}"a": ${all},\n`);
  writeFileSync(loader, text);
  renameSync(smaller, wasm);
}

// The modules that are loaded later find what they share by table index and by long names, so only their code is made smaller.
function shrinkLater() {
  for (const wasm of readdirSync(folder).filter((name) => /-later-[\w-]+\.wasm$/.test(name))) {
    const file = join(folder, wasm);
    const done = run('wasm-opt', '-Oz', '-Oz', ...STRIP, file, `--output=${file}.smaller`);
    if (done.status !== 0) throw new Error(done.stderr);
    renameSync(`${file}.smaller`, file);
  }
}

function minify() {
  const texts = readdirSync(folder).filter((name) => /\.(js|css)$/.test(name)).map((name) => join(folder, name));
  const done = run('esbuild', ...texts, '--minify', `--outdir=${folder}`, '--allow-overwrite', '--log-level=error');
  if (done.status !== 0) throw new Error(done.stderr);
}

// Trunk named the files before they were changed. A name that stands for other bytes would come from a cache that was
// told to keep it for ever, and a loader would meet a module whose names it does not know.
function rename(pattern) {
  // Trunk's digest loses its leading zeros.
  const named = /^(.*-)[0-9a-f]{8,16}((?:_bg)?\.(?:wasm|js|css))$/;
  for (const name of readdirSync(folder).filter((name) => named.test(name) && pattern.test(name))) {
    const digest = createHash('sha256').update(readFileSync(join(folder, name))).digest('hex').slice(0, 16);
    const renamed = name.replace(named, `$1${digest}$2`);
    renameSync(join(folder, name), join(folder, renamed));
    for (const text of readdirSync(folder).filter((name) => /\.(html|js)$/.test(name)).map((name) => join(folder, name))) {
      const before = readFileSync(text, 'utf8');
      if (before.includes(name)) writeFileSync(text, before.replaceAll(name, renamed));
    }
  }
}

const wasm = only('_bg.wasm');
const loader = wasm.replace(/_bg\.wasm$/, '.js');
const sizes = () => `${statSync(wasm).size} + ${statSync(loader).size} bytes`;
const before = sizes();
if (isThere('wasm-opt')) {
  shortenNames(wasm, loader);
  shrinkLater();
}
if (isThere('esbuild')) minify();
const after = sizes();
// What names another file is named after it: its own digest covers that name.
rename(/\.wasm$/);
sealLoader(folder, basename(loader));
rename(/\.(?:js|css)$/);
sealPage(folder);
console.log(`module and loader: ${before} before, ${after} after`);
