// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// build.mjs SOURCES MODULES BUILT OUT   the page as one file: scripts, that of its worker as a text,
// libraries, style sheet, presets, networks and the compressed WebAssembly inside. MODULES is the folder of npm's modules, BUILT that of
// presets.json, networks.json and explorer.wasm.

import { readFileSync, writeFileSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const [sources, modules, built, out] = process.argv.slice(2).map((folder) => path.resolve(folder));
const require = createRequire(path.join(modules, 'here.js'));
const { build } = require('esbuild');

async function bundle(entry, more) {
  const result = await build({
    entryPoints: [path.join(sources, entry)],
    bundle: true,
    minify: true,
    write: false,
    outfile: 'out',
    logLevel: 'warning',
    legalComments: 'inline',
    nodePaths: [modules],
    ...more,
  });
  return result.outputFiles[0].text;
}

const packed = path.join(built, 'explorer.wasm.gz');
writeFileSync(packed, gzipSync(readFileSync(path.join(built, 'explorer.wasm')), { level: 9 }));
const worker = path.join(built, 'findings_worker.txt');
writeFileSync(worker, await bundle('findings_worker.js', { target: 'es2022', charset: 'utf8' }));
const script = await bundle('app.js', {
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  alias: {
    'explorer.wasm.gz': packed,
    'findings_worker.txt': worker,
    'presets.json': path.join(built, 'presets.json'),
    'networks.json': path.join(built, 'networks.json'),
  },
  loader: { '.gz': 'binary', '.txt': 'text' },
});
const start = await bundle('start.js', { target: 'es2015' });
const style = await bundle('style.css', { charset: 'utf8' });
const licences = ['uplot', 'js-yaml'].map((name) => {
  const { version, license } = JSON.parse(
    readFileSync(path.join(modules, name, 'package.json'), 'utf8'),
  );
  return `${name} ${version} (${license})\n${readFileSync(path.join(modules, name, 'LICENSE'), 'utf8').trim()}`;
});

// functions, because a $ in the text would mean something
const page = readFileSync(path.join(sources, 'index.html'), 'utf8')
  .replace('/*STYLE*/', () => style)
  .replace('/*START*/', () => start.trim())
  .replace(
    '<script>/*SCRIPT*/</script>',
    () =>
      `<!--\nIncluded libraries:\n\n${licences.join('\n\n').replaceAll('--', '- -')}\n-->\n<script type="module">${script.replaceAll('</script', '<\\/script')}</script>`,
  );
writeFileSync(`${out}.part`, page);
renameSync(`${out}.part`, out);
