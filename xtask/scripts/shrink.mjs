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
  const done = run('wasm-opt', '-Oz', '-Oz', ...STRIP, '--minify-imports-and-exports-and-modules', wasm, '-o', smaller);
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

// The module that is loaded later finds what it shares by table index and by long names, so only its code is made smaller.
function shrinkLater() {
  for (const wasm of readdirSync(folder).filter((name) => /-later-\w+\.wasm$/.test(name))) {
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
function rename() {
  const page = join(folder, 'index.html');
  const texts = readdirSync(folder).filter((name) => name.endsWith('.js')).map((name) => join(folder, name));
  // Trunk's digest loses its leading zeros.
  const named = /^(.*-)[0-9a-f]{8,16}((?:_bg)?\.(?:wasm|js|css))$/;
  // Modules first: the loader names one of them, and its own digest comes after.
  const files = readdirSync(folder).filter((name) => named.test(name)).sort((a, b) => b.endsWith('.wasm') - a.endsWith('.wasm'));
  for (const name of files) {
    const digest = createHash('sha256').update(readFileSync(join(folder, name))).digest('hex').slice(0, 16);
    const renamed = name.replace(named, `$1${digest}$2`);
    for (const file of [page, ...texts]) {
      const text = readFileSync(file, 'utf8');
      if (text.includes(name)) writeFileSync(file, text.replaceAll(name, renamed));
    }
    renameSync(join(folder, name), join(folder, renamed));
    const at = texts.indexOf(join(folder, name));
    if (at >= 0) texts[at] = join(folder, renamed);
  }
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
if (isThere('wasm-opt')) {
  shortenNames(wasm, loader);
  shrinkLater();
}
if (isThere('esbuild')) minify();
const after = sizes();
rename();
renewIntegrity();
console.log(`module and loader: ${before} before, ${after} after`);
