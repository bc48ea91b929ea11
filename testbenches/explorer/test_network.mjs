#!/usr/bin/env node
// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The explorer's networks are held against the program, without a browser: the cores of Yosys against
// those of Verilator, under the same reader and judge, and the places of what is refused.

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { built, check, csvDifference, done, folder, is, lifcosim, modules, parting } from './common.mjs';

const page = await modules('network_engine');
const networks = JSON.parse(readFileSync(path.join(built, 'networks.json'), 'utf8'));
const files = Object.assign({}, ...networks.map((one) => one.files));
const engine = await page.loadNetworkEngine(
  readFileSync(path.join(built, 'explorer.wasm')),
  files,
);
const textOf = (name) => networks.find((one) => one.name === name).text;

/** Runs a file with the program: its document, and its rows where they are asked for. */
function native(file, core, rows = false) {
  const csv = path.join(folder, 'rows.csv');
  const json = path.join(folder, 'result.json');
  const more = rows ? ['--csv', csv] : [];
  const { status, err } = lifcosim('run', '--quiet', '--json', json, ...more, '--dut', core, file);
  if (status > 1) return { status, err };
  return { status, json: readFileSync(json, 'utf8'), csv: rows ? readFileSync(csv, 'utf8') : '' };
}

/** Takes out of a document what differs from run to run, and the file, which the page does not have. */
const comparable = (json) =>
  json.replace(/"(commit|file|scenario_sha256|seconds|steps_per_second)":("[^"]*"|[-+.e\d]+)/g, '"$1":0');

// ---- every network of the page: the same bytes of JSON, the same rows ----

check('networks are in the page', networks.length >= 5, networks.length);
const used = new Set();
for (const { name, text, file } of networks) {
  const expected = native(file, 'c24', name === 'small-adapting');
  const run = await engine.run(text, '');
  check(`${name}: a run`, run.error === undefined, run.error);
  used.add(run.result.dut.name);
  check(
    `${name}: passes with spikes`,
    run.result.verdict === 'pass' && run.result.levels.free_running.dut_spikes > 10,
    run.result.levels,
  );
  const found = parting(comparable(run.json), comparable(expected.json));
  check(`${name} on ${run.result.dut.name}: WebAssembly = Verilated, byte for byte`, found === '', found);
  if (expected.csv !== '') {
    const difference = csvDifference((await engine.csv()).csv, expected.csv);
    check(`${name}: the same rows`, difference === '', difference);
  }
}
is(
  'every core of the page was used',
  [...used].sort(),
  engine.cores.filter(({ kind }) => kind === 'core').map(({ name }) => name).sort(),
);
{
  const file = 'testbenches/cli/net.yaml';
  for (const core of ['c24_16', 'c24_64', 'model:c24_16']) {
    const run = await engine.run(readFileSync(file, 'utf8'), core);
    const found = parting(comparable(run.json), comparable(native(file, core).json));
    check(`net on ${core}: byte for byte`, found === '', found);
  }
}

// ---- the columns are those of the rows ----

{
  const { result, about } = await engine.run(textOf('small-ring'), '');
  const rows = (await engine.csv()).csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  const neuron = about.neurons.findIndex(({ name }) => name === 'c[0]');
  const column = engine.rowsOf(neuron, about.neurons.length, result.steps);
  const own = rows.filter(([, , population]) => population === 'c');
  const of = (name) => own.map((row) => Number(row[rows[0].indexOf(name)]));
  const flag = (bit) => Array.from(column.flags, (flags) => (flags & bit) / bit);
  is('a column has every tick', [column.membrane_v.length, own.length], [600, 600]);
  is('spikes', flag(page.FLAGS.spike), of('spike'));
  is('held ticks', flag(page.FLAGS.held), of('held'));
  is('the reference', Array.from(column.reference_v), of('reference_v'));
  is('the bound', Array.from(column.bound_v), of('bound_v'));
  const words = of('before_reset_fx');
  const scale = (column.membrane_v[100] - column.membrane_v[0]) / (words[100] - words[0]);
  check(
    'the membrane is its word before a reset',
    words.every((word, t) => Math.abs(column.membrane_v[t] - (-0.07 + word * scale)) < 1e-12),
    scale,
  );
  check('one step of the word is 20 mV / 2^18', Math.abs(scale - 0.02 / 2 ** 18) < 1e-15, scale);
  check(
    'a spike reaches the threshold of the neuron',
    column.membrane_v.every((volt, t) => !(column.flags[t] & 1) || volt >= column.level_v[t] - 1e-6),
  );
  is('populations', about.populations.map(({ name }) => name).join(''), 'abcdefgh');
  const weights = about.weights.filter(([row]) => about.rows[row].name === 'a[0]');
  is('the weight of a[0] is to b[0]', weights.map(([, to]) => about.neurons[to].name), ['b[0]']);
  check(
    'its word and its volts',
    weights[0][2] === 76 && Math.abs(weights[0][4] - 0.4) < 1e-12 && Math.abs(weights[0][3] - 0.4) < 0.4 / 128,
    weights,
  );
  is('its delay in ticks', about.rows[weights[0][0]].delay, 5);
}

// ---- seeded faults ----

let failed = 0;
const net = readFileSync('testbenches/cli/net.yaml', 'utf8');
for (const { name, core } of engine.cores.filter(({ kind }) => kind === 'fault')) {
  const run = await engine.run(net, core);
  const expected = native('testbenches/cli/net.yaml', core);
  // The page says in `about` which fault it has.
  const unnamed = (json) => comparable(json).replace(/"about":"[^"]*"/, '"about":""');
  const found = run.error ?? parting(unnamed(run.json), unnamed(expected.json));
  check(`${name}: WebAssembly = Verilated, byte for byte`, found === '', found);
  failed += run.result?.verdict === 'fail';
  if (run.result?.verdict === 'fail')
    check(`${name}: in words`, /tick \d+/.test(run.about.reason), run.about.reason);
}
is('the faults give FAIL', failed, engine.cores.filter(({ kind }) => kind === 'fault').length);
is(
  'the faults are those of the table',
  engine.cores
    .filter(({ kind }) => kind === 'fault')
    .every(({ name, about }) =>
      readFileSync('testbenches/faults/core.txt', 'utf8').includes(`@ ${name}  ${about}`),
    ),
  true,
);

// ---- what is refused, at its place ----

/** Runs a changed text with both: the same words at the same place. */
async function refused(name, text, core = 'c24') {
  const file = path.join(folder, 'wrong.yaml');
  writeFileSync(file, text);
  const { status, err } = native(file, core);
  const run = await engine.run(text, core === 'c24' ? '' : core);
  check(`${name}: the program refuses it`, status > 1, err);
  const [, line, column, message] = /wrong\.yaml:(\d+):(\d+): ([^\n]*)/.exec(err) ?? [];
  is(`${name}: the same words at the same place`, [run.line, run.column, run.error], [
    Number(line),
    Number(column),
    message,
  ]);
}
const ring = textOf('small-ring');
const lineOf = (part) => ring.slice(0, ring.indexOf(part)).split('\n').length;
await refused('an unknown key', ring.replace('refractory: 3 ms', 'refractery: 3 ms'));
await refused('a wrong unit', ring.replace('weight: 400 mV', 'weight: 400 s'));
await refused('an unknown population', ring.replace('from: h, to: a', 'from: h, to: µz'));
await refused('no size', ring.replace('    size: 1\n', ''));
await refused('an event that is none', ring.replace('[0, 346]', '[0]'));
await refused('an event of no element', ring.replace('[0, 346]', '[7, 346]'));
await refused('two events of a tick', ring.replace('[0, 346]', '[0, 10]'));
await refused('a delay that is too long', ring.replaceAll('delay: 0.5 ms', 'delay: 5 ms'));
await refused('a column beyond its accumulator', ring.replace('to: a, weight', 'to: a, delay: 99 ms, weight'));
await refused('behind a multi-byte text', ring.replace('size: 1, like: a', '"µ": 1, size: 1, like: a'));
await refused('an empty value', ring.replace('duration: 60 ms', 'duration:'));
await refused('a quoted text', ring.replace('step: 0.1 ms', 'step: "0.1 xs"'));
await refused('a second document', `${ring}---\nname: again\n`);
await refused('a folded text', ring.replace('core: c24', 'judge_weights: >-\n  all'));
for (const [name, text, line, words] of [
  ['an open bracket', ring.replace('[0, 346]]}', '[0, 346]}'), lineOf('kick:'), ''],
  ['a key twice', `${ring}name: again\n`, ring.split('\n').length, 'duplicated'],
  ['a tab', ring.replace('  kick:', '\tkick:'), lineOf('kick:'), 'tab'],
  ['an anchor', ring.replace('kick: {', 'kick: &k {'), lineOf('kick:'), 'anchors'],
  ['a tag', ring.replace('name: small-ring', 'name: !!str small-ring'), 3, 'tags'],
  ['a key without a value', ring.replace('{size: 1, like: a}', '{size: 1, like}'), lineOf('{size: 1, like: a}'), ''],
  ['a scenario of a neuron', readFileSync('sim/scenarios/book-triangle.yaml', 'utf8'), 0, 'populations'],
  ['lists to the limit', `name: ${'['.repeat(15)}${']'.repeat(15)}\n`, 0, 'is no network'],
  ['lists beyond the limit', `name: ${'['.repeat(16)}${']'.repeat(16)}\n`, 1, 'too deeply'],
  ['lists without an end', `name:\n  ${'['.repeat(100000)}`, 2, 'too deeply'],
  ['a list', '- 1\n', 1, 'is no network'],
  ['nothing', '', 1, 'is no network'],
  ['a text', 'hello', 1, 'is no network'],
  ['a file that is not there', ring.replace('[[0, 10], [0, 346]]', '{path: mine.csv}'), lineOf('kick:'), 'no files beside it'],
  ['a NIR file', 'name: x\nstep: 1 ms\nsteps: 5\nnetwork: {nir: a.nir}\n', 4, 'NIR'],
  ['too long', ring.replace('duration: 60 ms', 'duration: 60 s'), 9, 'at most 1000000 neuron-ticks'],
  ['a core of more neurons', ring.replace('a:\n    size: 1', 'a:\n    size: 70').replace('60 ms', '5 ms'), 10, 'c24 is not in the page'],
]) {
  const run = await engine.run(text, '');
  check(`${name}: refused`, run.error !== undefined && run.error.includes(words), run.error);
  is(`${name}: its line`, run.line, line);
}
{
  const run = await engine.run(textOf('small-balanced'), 'build/faults/core/hold-long.so');
  check('a fault in a core that is too small', run.error.includes('16'), run.error);
  const whole = await engine.run(ring, '');
  is('and the next run is whole', whole.result.verdict, 'pass');
}

// ---- a core that throws while it runs ----

/* Loads the engine with a clock, which a run reads, that can throw as explorer_throw.cpp does: it hands
 * the page a message from the middle of the run. */
const thrower = { message: null };
async function throwingEngine() {
  const real = WebAssembly.instantiate;
  WebAssembly.instantiate = async (module, imports) => {
    const { clock_time_get: clock } = imports.wasi_snapshot_preview1;
    let exports;
    imports.wasi_snapshot_preview1.clock_time_get = (...all) => {
      const { message } = thrower;
      if (message === null) return clock(...all);
      if (--thrower.times === 0) thrower.message = null;
      const at = exports.malloc(message.length + 1);
      new Uint8Array(exports.memory.buffer).set(new TextEncoder().encode(`${message}\0`), at);
      return imports.page.thrown(at);
    };
    const instance = await real(module, imports);
    exports = instance.exports;
    return instance;
  };
  try {
    return await page.loadNetworkEngine(new WebAssembly.Module(readFileSync(path.join(built, 'explorer.wasm'))), files);
  } finally {
    thrower.restore = () => (WebAssembly.instantiate = real);
  }
}
{
  const own = await throwingEngine();
  const told = (times) => Object.assign(thrower, { message: 'busy_o stays high', times });
  is('no run: no rows', await own.csv(), { error: 'there is no run any more; run the network again' });
  told(1);
  const first = await own.run(ring, '');
  is('the first run throws: its message', first, { error: 'the run ended: busy_o stays high', line: 0, column: 0 });
  is('and there are no rows', own.rowsOf(0, 8, 600), null);
  const good = await own.run(ring, '');
  const rows = own.rowsOf(2, 8, 600);
  const { csv } = await own.csv();
  is('the next run is whole', good.result.verdict, 'pass');
  told(1);
  const net = readFileSync('testbenches/cli/net.yaml', 'utf8');
  is('a later run throws: its message', (await own.run(net, '')).error, 'the run ended: busy_o stays high');
  is('the rows of the run before are there', own.rowsOf(2, 8, 600), rows);
  is('and its table', await own.csv(), { csv });
  told(1);
  is('the table throws: its message', await own.csv(), { error: 'the run ended: busy_o stays high' });
  is('and can be had then', await own.csv(), { csv });
  told(2);
  is('the run and the run before throw', (await own.run(net, '')).error, 'the run ended: busy_o stays high');
  is('then the rows are gone, and it says so', [own.rowsOf(2, 8, 600), (await own.csv()).error], [
    null,
    'there is no run any more; run the network again',
  ]);
  is('and the next run is whole', (await own.run(net, '')).result.verdict, 'pass');
  thrower.restore();
}
done();
