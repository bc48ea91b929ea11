// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The tests of the explorer share TAP, the built program, and the page's modules, bundled as the
// page has them.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

process.chdir(
  path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../..'),
);
export const built = path.resolve('build/explorer');
export const page = path.join(built, 'lifcosim-explorer.html');
export const require = createRequire(path.join(built, 'node_modules/here.js'));
export const folder = mkdtempSync(path.join(tmpdir(), 'lifcosim-explorer-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

// ---- TAP ----

let count = 0;
let failed = 0;

/* Runs one test. */
export function check(name, passed, ...details) {
  count++;
  if (!passed) failed++;
  console.log(`${passed ? 'ok' : 'not ok'} ${count} - ${name}`);
  if (!passed) {
    for (const detail of details)
      console.log(
        `# ${typeof detail === 'string' ? detail : JSON.stringify(detail)}`.replaceAll(
          '\n',
          '\n# ',
        ),
      );
  }
}

export const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

export function is(name, observed, expected) {
  check(name, same(observed, expected), 'observed', observed, 'expected', expected);
}

/* Prints the plan, and sets the status. */
export function done() {
  console.log(`1..${count}`);
  process.exitCode = failed === 0 && count > 0 ? 0 : 1;
}

// ---- the program ----

const program = path.resolve(process.env.BUILD ?? 'build', 'lifcosim');
const environment = { ...process.env, LIFCOSIM_DUT_DIR: path.resolve('build/dut') };

/** Runs `lifcosim ...` from the top folder, with more in its environment. */
export function lifcosimWith(more, ...parameters) {
  const { status, stdout, stderr, error } = spawnSync(program, parameters, {
    encoding: 'utf8',
    env: { ...environment, ...more },
    maxBuffer: 1 << 28,
  });
  if (error) throw error;
  return { status, out: stdout, err: stderr };
}

export const lifcosim = (...parameters) => lifcosimWith({}, ...parameters);

/* Judges a run of a file, and returns {status, err, result, csv}. */
export function native(file, ...options) {
  const csv = path.join(folder, 'rows.csv');
  const json = path.join(folder, 'result.json');
  const { status, err } = lifcosim(
    'run',
    '--quiet',
    '--csv',
    csv,
    '--json',
    json,
    ...options,
    file,
  );
  if (status > 1) return { status, err };
  return {
    status,
    err,
    result: JSON.parse(readFileSync(json, 'utf8')).results[0],
    csv: readFileSync(csv, 'utf8'),
  };
}

export const scenarioFiles = readdirSync('sim/scenarios')
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => `sim/scenarios/${name}`);

// ---- the page's modules ----

/* Returns the exports of sim/explorer/NAME.js ..., with what they import. */
export async function modules(...names) {
  const { build } = require('esbuild');
  const { outputFiles } = await build({
    stdin: {
      contents: names.map((name) => `export * from './${name}.js';`).join('\n'),
      resolveDir: path.resolve('sim/explorer'),
    },
    nodePaths: [path.join(built, 'node_modules')],
    bundle: true,
    write: false,
    format: 'esm',
    logLevel: 'warning',
  });
  return import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`
  );
}

// ---- comparing ----

const REAL = new Set(['time_s', 'current_a', 'membrane_v', 'reference_v', 'bound_v']);

/* Returns the first difference of two CSV texts, or ''. Words, spikes and counts must be equal. Of
 * the real numbers the last bits may differ: the sin and exp come from another C library. */
export function csvDifference(observed, expected) {
  const a = observed.trimEnd().split('\n');
  const b = expected.trimEnd().split('\n');
  if (a[0] !== b[0] || a.length !== b.length || a.length < 2)
    return `headings or lengths: ${a.length} and ${b.length} lines`;
  const names = a[0].split(',');
  for (let i = 1; i < a.length; i++) {
    if (a[i] === b[i]) continue;
    const x = a[i].split(',');
    const y = b[i].split(',');
    for (let k = 0; k < names.length; k++) {
      const near =
        REAL.has(names[k]) &&
        Math.abs(x[k] - y[k]) <=
          1e-12 * (Math.abs(y[k]) + (names[k] === 'current_a' ? 1e-9 : 1e-3));
      if (x[k] !== y[k] && !near) return `line ${i + 1}, ${names[k]}: ${x[k]} and ${y[k]}`;
    }
  }
  return '';
}

/** Says where two texts part. */
export function parting(a, b) {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const near = (text) => text.slice(Math.max(0, at - 60), at + 80);
  return a === b ? '' : `${near(a)}\nand\n${near(b)}`;
}

/** Gives what two results must share, of the page's run and of the program's JSON. */
export const verdictsOf = {
  page: (run) => ({
    verdict: run.verdict,
    levels: Object.fromEntries(
      run.levels.filter(({ name }) => name !== 'clip').map(({ name, verdict }) => [name, verdict]),
    ),
    first: run.first_mismatch && {
      level: run.first_mismatch.level,
      step: run.first_mismatch.step ?? null,
    },
    dut: run.dut_spikes,
    reference: run.reference_spikes,
  }),
  program: (result) => ({
    verdict: result.verdict,
    levels: Object.fromEntries(
      Object.entries(result.levels).map(([name, level]) => [name, level.verdict]),
    ),
    first: result.first_mismatch && {
      level: result.first_mismatch.level,
      step: result.first_mismatch.step ?? null,
    },
    dut: result.spikes.dut,
    reference: result.spikes.reference,
  }),
};
