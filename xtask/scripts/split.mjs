// Takes the built module apart: what the first view does without becomes a second module, loaded when it is needed.
// Trunk can't do this, since the split must come before wasm-bindgen; so wasm-bindgen runs once more here, and its
// results take the place of Trunk's.
// Usage: node split.mjs MODULE FOLDER, with wasm-split-cli and wasm-bindgen on PATH. MODULE is what Cargo built.

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const [built, folder] = process.argv.slice(2);
if (!built || !folder) {
  console.error('usage: node split.mjs MODULE FOLDER');
  process.exit(2);
}

function run(program, ...args) {
  const done = spawnSync(program, args, { encoding: 'utf8', shell: process.platform === 'win32' });
  if (done.status !== 0) throw new Error(`${program}: ${done.error ?? done.stderr}`);
}

const name = basename(built, '.wasm');
const work = join(dirname(built), 'split');
rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
run('wasm-split-cli', built, work, '--out-name', name);
// The names stay until shrink.mjs has sorted the functions by them.
const options = ['--target', 'web', '--no-typescript', '--keep-lld-exports'];
run('wasm-bindgen', ...options, '--remove-producers-section', '--out-dir', join(work, 'bound'), join(work, `${name}.wasm`));

const only = (pattern, where) => {
  const found = readdirSync(where).filter((file) => pattern.test(file));
  if (found.length !== 1) throw new Error(`expected one ${pattern} in ${where}, found ${found.length}`);
  return found[0];
};
const module = only(/_bg\.wasm$/, folder);
const loader = module.replace(/_bg\.wasm$/, '.js');
copyFileSync(join(work, 'bound', `${name}_bg.wasm`), join(folder, module));
// Named as Trunk names files, so that they get their digests with them: `…-later-<what>-<hash>.wasm`.
const later = readdirSync(work).filter((file) => /^(?:split|chunk)_.*\.wasm$/.test(file));
const laterNamed = (file) => `${name}-later-${file.replace(/^split_|\.wasm$/g, '')}-${'0'.repeat(16)}.wasm`;
for (const file of later) copyFileSync(join(work, file), join(folder, laterNamed(file)));

function once(text, what, by) {
  if (text.split(what).length !== 2) throw new Error(`expected once: ${what}`);
  return text.replace(what, () => by);
}

// The two scripts import each other. As one there is one request less, and what they share has one set of names.
const linkFile = '__wasm_split.js';
let link = readFileSync(join(work, linkFile), 'utf8');
link = once(link, /import \{ initSync \} from "[^"]*";\n/.exec(link)?.[0] ?? 'import initSync', '');
const shared = /const \{ ([\w$, ]+?),? *\} = initSync\(undefined, undefined\);\s*Object\.assign\(sharedImports\.__wasm_split, \{[^}]*\}\);/.exec(link);
if (!shared) throw new Error(`${linkFile} shares nothing`);
const names = shared[1].split(',').map((shares) => shares.trim()).filter(Boolean);
link = once(link, shared[0], `Object.assign(sharedImports.__wasm_split, { ${names.map((shares) => `${shares}: wasm.${shares}`).join(', ')} });`);
for (const file of later) {
  // Fetched with its digest, which is known once it is as small as it gets (seal.mjs).
  const fetched = (named) => `fetch(new URL("./${named}", import.meta.url)`;
  link = once(link, `${fetched(file)})`, `${fetched(laterNamed(file))}, { integrity: "" })`);
}
const loaders = [...link.matchAll(/^export const (\w+) = /gm)].map((found) => found[1]);
link = link.replace(/^export const /gm, 'const ');
const handsIn = `const import1 = {\n${loaders.map((made) => `        ${made}: ${made},\n`).join('')}};\n`;

let text = readFileSync(join(work, 'bound', `${name}.js`), 'utf8');
const line = /^import \* as import1 from "[^"]*";?\n/m.exec(text)?.[0];
if (!line) throw new Error('the loader imports no second script');
// It is imported once for each of its functions; the first import has them all.
text = text.replace(/^import \* as import(?:[2-9]|\d\d+) from "\.\/__wasm_split\.js";?\n/gm, '');
text = text.replace(/^\s*"\.\/__wasm_split\.js": import(?:[2-9]|\d\d+),\n/gm, '');
text = once(text, line, `${link}${handsIn}`);
if (text.includes('from "./__wasm_split.js"')) throw new Error('the loader still imports a second script');
writeFileSync(join(folder, loader), text);
