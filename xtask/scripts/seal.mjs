// Writes into the built page what each of its files must be, so that a browser refuses one that was changed on the way:
// the digests of boot.js, the stylesheet, the loader and the module into index.html, and those of the modules that are
// loaded later into the loader.
// Usage: node seal.mjs FOLDER; without one, the folder that Trunk is about to hand over.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const digest = (folder, name) => `sha384-${createHash('sha384').update(readFileSync(join(folder, name))).digest('base64')}`;

/** The loader's own fetches. Its name must be found after this, since its bytes change. */
export function sealLoader(folder, loader) {
  const file = join(folder, loader);
  const fetched = /("\.\/([^"]+\.wasm)"\s*,\s*import\.meta\.url\s*\)\s*,\s*\{\s*integrity:\s*")[^"]*"/g;
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(fetched, (_, before, name) => `${before}${digest(folder, name)}"`));
}

/** index.html, the last to change. */
export function sealPage(folder) {
  const file = join(folder, 'index.html');
  let sealed = 0;
  const withDigest = (tag, attribute, name) => {
    sealed += 1;
    const bare = tag.replace(new RegExp(` ${attribute}="[^"]*"`), '');
    return bare.replace(/\s*\/?>$/, ` ${attribute}="${digest(folder, name)}">`);
  };
  let text = readFileSync(file, 'utf8').replace(/<(?:script|link)\b[^>]*>/g, (tag) => {
    const loaded = / src="([^"]+)"/.exec(tag)?.[1] ?? (/ rel="stylesheet"/.test(tag) && / href="([^"]+)"/.exec(tag)?.[1]);
    const module = / data-wasm="([^"]+)"/.exec(tag)?.[1];
    let whole = loaded ? withDigest(tag, 'integrity', loaded) : tag;
    if (module) whole = withDigest(whole, 'data-wasm-integrity', module);
    return whole;
  });
  // boot.js, the loader, the module and the stylesheet.
  if (sealed !== 4) throw new Error(`expected 4 files in index.html to be sealed, found ${sealed}`);
  // Trunk's server writes a script into the page, which the page's own policy would forbid.
  if (process.env.FIRETOWER_PAGE_POLICY === 'none') text = text.replace(/\s*<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
  writeFileSync(file, text);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = process.argv[2] ?? process.env.TRUNK_STAGING_DIR;
  if (!folder) {
    console.error('usage: node seal.mjs FOLDER');
    process.exit(2);
  }
  sealPage(folder);
}
