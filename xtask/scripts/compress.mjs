// Writes `.br` (brotli 11) and `.gz` (gzip 9) beside every file of a folder, for servers that send them as they are.
// Usage: node compress.mjs FOLDER

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

// Below this nothing is saved.
const MIN_BYTES = 200;
const COMPRESSED_ALREADY = /\.(br|gz|png|jpe?g|webp|avif|woff2?)$/;

const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });

const gzip = (bytes) => gzipSync(bytes, { level: 9 });

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node compress.mjs FOLDER');
  process.exit(2);
}

const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

// A twin left from an earlier build would be served instead of the new file.
for (const file of files.filter((file) => /\.(br|gz)$/.test(file))) rmSync(file);

for (const file of files.filter((file) => !COMPRESSED_ALREADY.test(file))) {
  const bytes = readFileSync(file);
  if (bytes.length <= MIN_BYTES) continue;
  for (const [ending, compress] of [['.br', brotli], ['.gz', gzip]]) {
    const compressed = compress(bytes);
    if (compressed.length < bytes.length) writeFileSync(file + ending, compressed);
  }
}
