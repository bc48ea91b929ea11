#!/usr/bin/env node
// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The explorer's WebAssembly is held against the program, without a browser: the circuit of Yosys
// against that of Verilator, and everything around them that is compiled from the same sources.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  built,
  check,
  csvDifference,
  done,
  folder,
  is,
  lifcosim,
  lifcosimWith,
  modules,
  native,
  parting,
  same,
  scenarioFiles,
  verdictsOf,
} from './common.mjs';

const page = await modules('engine', 'keys', 'ranges', 'scenario', 'shortest');
const engine = await page.loadEngine(readFileSync(path.join(built, 'explorer.wasm')));
const listed = lifcosim('check', '--json', '-', ...scenarioFiles);
const scenarios = listed.status === 0 ? JSON.parse(listed.out).scenarios : [];
check('the published scenarios as JSON', listed.status === 0 && scenarios.length >= 28, listed.err);
const scenarioOf = (name) => scenarios.find(({ scenario }) => scenario.name === name).scenario;
const formats = engine.circuits
  .filter(({ kind }) => kind === 'format')
  .map((circuit) => circuit.name);
const faults = engine.circuits.filter(({ kind }) => kind === 'fault');

/** Tells how a run of the page differs from one of the program: '' where it does not. */
function difference(scenario, circuit, file, ...options) {
  const expected = native(file, ...options);
  const run = engine.run(scenario, circuit);
  if (expected.result === undefined) {
    // A refusal has the same words, but for the name of the file.
    return run.error !== undefined && expected.err.includes(run.error)
      ? ''
      : `the program says ${expected.err}, the page ${run.error}`;
  }
  if (run.error !== undefined) return run.error;
  const [a, b] = [verdictsOf.page(run), verdictsOf.program(expected.result)];
  return same(a, b)
    ? csvDifference(engine.csv(), expected.csv)
    : `${JSON.stringify(a)}\nand\n${JSON.stringify(b)}`;
}

// ---- every published scenario, in every format: membranes and spikes step by step, every level ----

is(
  'the shipped formats',
  formats,
  readFileSync('rtl/formats.txt', 'utf8')
    .split('\n')
    .filter((line) => /^\w/.test(line))
    .map((line) => line.split(' ')[0]),
);
let refused = 0;
for (const { file, scenario } of scenarios) {
  for (const format of formats) {
    const found = difference(scenario, format, file, '--dut', format);
    check(`${scenario.name} on ${format}: WebAssembly = Verilated`, found === '', found);
    const run = engine.run(scenario, format);
    refused += run.error !== undefined;
    if (format === formats[0])
      is(
        `${scenario.name} on ${format}: a pass of all steps`,
        [run.verdict, run.steps],
        ['pass', Number(scenario.steps)],
      );
  }
}
check('most formats can hold most scenarios', refused < scenarios.length, refused);

// ---- the variants ----

const variants = engine.circuits.filter(({ kind }) => kind === 'variant').map(({ name }) => name);
is(
  'the shipped variants',
  variants,
  readFileSync('rtl/variants.txt', 'utf8')
    .split('\n')
    .filter((line) => /^\w/.test(line))
    .map((line) => line.split(' ')[0]),
);
for (const variant of variants) {
  for (const scenario of ['book-triangle', 'musacchio-constant']) {
    const found = difference(
      scenarioOf(scenario),
      variant,
      `sim/scenarios/${scenario}.yaml`,
      '--dut',
      variant,
    );
    check(`${variant} at ${scenario}: WebAssembly = Verilated`, found === '', found);
  }
}

// ---- the seeded faults ----

const seed = (...options) =>
  execFileSync('awk', [
    ...options.flatMap((option) => ['-v', option]),
    '-f',
    'testbenches/faults/seed.awk',
    'testbenches/faults/neuron.txt',
  ])
    .toString()
    .trim();
const table = seed('ask=list')
  .split('\n')
  .map((line) => line.split(' '));
const ofTheWrapper = table
  .filter(([, , ...files]) => files.some((file) => file.startsWith('sim/')))
  .map(([, name]) => name);
is(
  'every fault of the RTL is in the page',
  faults.map(({ name }) => name),
  table
    .map(([, name]) => name)
    .filter((name) => !ofTheWrapper.includes(name))
    .sort(),
);
is('the one of the wrapper is not', ofTheWrapper, ['leak-port']);
let found_wrong = 0;
for (const { name, about } of faults) {
  is(`${name}: what it is`, about, seed(`fault=${name}`, 'ask=about'));
  for (const scenario of ['book-triangle', 'musacchio-pulse-3']) {
    const found = difference(
      scenarioOf(scenario),
      name,
      `sim/scenarios/${scenario}.yaml`,
      '--dut',
      `build/faults/${name}.so`,
    );
    check(`${name} at ${scenario}: WebAssembly = Verilated`, found === '', found);
    found_wrong += engine.run(scenarioOf(scenario), name).verdict === 'fail';
  }
}
check('most faults are found', found_wrong > faults.length, found_wrong);

// ---- what a circuit computes: the document and the text of `lifcosim calibrate` ----

/* Asks a circuit what it computes, here and by the program, beside the RTL of that circuit. */
function calibration(circuit, rtl) {
  const home = path.join(folder, `calibrate-${circuit}`);
  mkdirSync(path.join(home, 'dut'), { recursive: true, mode: 0o700 });
  writeFileSync(path.join(home, 'asked.yaml'), engine.manifest(circuit));
  writeFileSync(path.join(home, 'lif_neuron.v'), readFileSync(rtl));
  const { status, out, err } = lifcosimWith(
    { LIFCOSIM_DUT_DIR: path.join(home, 'dut') },
    ...['calibrate', '--json', path.join(home, 'found.json'), path.join(home, 'asked.yaml')],
  );
  const begin = performance.now();
  const found = engine.calibrate(circuit);
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  check(`${circuit}: the page asks it (${seconds} s), and so does the program`, found.error === undefined && status < 2, found.error, err);
  const [here, there] = [JSON.parse(found.json), JSON.parse(readFileSync(path.join(home, 'found.json'), 'utf8'))];
  for (const { calibration: c } of [here, there]) {
    delete c.file;
    delete c.processor_s;
  }
  const apart = parting(JSON.stringify(here, null, 1), JSON.stringify(there, null, 1));
  check(`${circuit}: the same document`, apart === '', apart);
  is(`${circuit}: the same text`, found.text, out);
  return { ...here.calibration, text: found.text };
}
const sound = calibration('q4_4', 'rtl/lif_neuron.v');
check(
  'the shipped neuron is found, as its header says it',
  sound.fits && ['leak: multiply', 'input: potential', 'rounding: half-up', 'counts: N\n'].every((line) => `${sound.manifest}`.includes(line)),
  sound.manifest,
);
function faulty(name) {
  const copy = path.join(folder, `seeded-${name}`);
  mkdirSync(path.join(copy, 'rtl'), { recursive: true });
  writeFileSync(path.join(copy, 'rtl/lif_neuron.v'), readFileSync('rtl/lif_neuron.v'));
  const seed = ['-v', `fault=${name}`, '-v', `root=${copy}`, '-f', 'testbenches/faults/seed.awk'];
  execFileSync('awk', [...seed, 'testbenches/faults/neuron.txt']);
  return calibration(name, path.join(copy, 'rtl/lif_neuron.v'));
}
check('a hold that is a step too long is found', faulty('hold-long').manifest?.includes('counts: N+1'));
check('a compare with the old membrane is found', faulty('compare-old').manifest?.includes('compare_with: old'));
is('a variant, which is another module, has no manifest', engine.manifest('q4_4_shift'), '');
is('an unknown circuit has none', engine.manifest('none'), '');
for (const name of engine.circuits.map((circuit) => circuit.name).filter((name) => engine.manifest(name) !== ''))
  check(`${name}: a manifest of its ports alone`, JSON.parse(engine.manifest(name)).arithmetic === undefined);

// ---- what is wrong: the document and the lines of `lifcosim run --findings` ----

/* Takes out of a document what a page does not have, files and a commit, what differs from run to run, and
 * what a circuit says of itself. */
const comparable = (json) =>
  json
    .replace(/"(commit|about|file|scenario_sha256|seconds|steps_per_second)":("[^"]*"|[-+.e\d]+)/g, '"$1":0')
    .replace(/"wave":("[^"]*"|null)/g, '"wave":0')
    .replace(/("telling_drive":\[[-\d,]*\],"scenario"):("[^"]*"|null)/g, '$1:0');
const dutFolder = path.join(folder, 'dut'); // what a run leaves goes beside it
mkdirSync(dutFolder, { mode: 0o700 });
const kindsFound = new Set();

/* Looks for what is wrong, here and by the program, which says the same; and runs the shortest drive. */
function findings(name, circuit, ...options) {
  const json = path.join(folder, 'findings.json');
  const found = engine.findings(scenarioOf(name), circuit);
  const { out } = lifcosimWith(
    { LIFCOSIM_DUT_DIR: dutFolder },
    ...['run', '--findings', '--json', json, ...options, `sim/scenarios/${name}.yaml`],
  );
  const expected = readFileSync(json, 'utf8').replace(/"name":"build\/faults\/([^"]*)\.so"/, '"name":"$1"');
  const apart = parting(comparable(found.json), comparable(expected));
  check(`${circuit} at ${name}: the same document`, apart === '', apart);
  check(
    `${circuit} at ${name}: the same lines`,
    found.text === '' ? !out.includes('  finding  ') : out.includes(found.text),
    found.text,
    out,
  );
  for (const [i, one] of JSON.parse(found.json).results[0].findings.entries()) {
    const short = page.scenarioOfDrive(scenarioOf(name), found.currents[i]);
    const { verdict, error, columns } = engine.run(short, circuit);
    is(
      `${circuit} at ${name}: its shortest drive fails by itself, with its words`,
      [verdict, error, columns && Array.from(columns.drive_fx)],
      ['fail', undefined, one.drive],
    );
    kindsFound.add(one.kind);
  }
  return found;
}
for (const { name } of faults)
  findings('book-triangle', name, '--dut', `build/faults/${name}.so`);
for (const name of ['compare-old', 'ignores-valid', 'hold-short'])
  findings('musacchio-pulse-3', name, '--dut', `build/faults/${name}.so`);
check(
  'of many kinds',
  ['compare', 'refractory', 'rounding', 'constant', 'unknown', 'port'].every((kind) => kindsFound.has(kind)),
  [...kindsFound],
);

// ---- stimuli of every kind, resets, rules: through YAML to the program ----

/* Takes a scenario through the page's YAML: the same text comes back, and the program runs the
 * same. */
function throughYaml(name, scenario, circuit = formats[0]) {
  const file = path.join(folder, `${name}.yaml`);
  const text = page.writeYaml(scenario);
  writeFileSync(file, text);
  is(`${name}: YAML and back`, page.readYaml(text), scenario);
  const found = difference(scenario, circuit, file, '--dut', circuit);
  check(`${name}: WebAssembly = Verilated`, found === '', found);
  return engine.run(scenario, circuit);
}

const { expect, ...base } = scenarioOf('neurodynex3-step-2.1nA');
for (const [kind, { fields, fresh }] of Object.entries(page.STIMULI)) {
  const scenario = { ...base, name: `new-${kind}`, stimulus: [{ [kind]: fresh }] };
  const run = throughYaml(scenario.name, scenario);
  is(`${kind}: a new one runs`, run.verdict, 'pass');
  const plain = engine.csv();
  const choices = fields.find(({ key }) => key === 'current')?.choices ?? [];
  for (const [i, current] of choices.entries()) {
    const one = { ...scenario, stimulus: [{ [kind]: { ...fresh, current } }] };
    throughYaml(`${scenario.name}-${current}`, one);
    const same = engine.csv() === plain;
    if (i === 0) check(`${kind}: ${current} is what a missing key means`, same);
    else if (['sine', 'decay', 'poisson', 'events'].includes(kind))
      check(`${kind}: ${current} is something else`, !same);
  }
  const all = Object.fromEntries(fields.map(({ key }) => [key, 'x']));
  const error =
    engine.run({ ...scenario, stimulus: [{ [kind]: { ...all, bogus: '1' } }] }, formats[0]).error ??
    '';
  check(`${kind}: the page's keys are the reader's`, error.includes('bogus'), error);
}
const unknown = engine.run({ ...base, stimulus: [{ bogus: {} }] }, formats[0]).error ?? '';
const kinds = [
  ...unknown.matchAll(
    /\b(constant|step|sine|triangle|decay|ramp|chirp|pulses|noise|poisson|events|file)\b/g,
  ),
];
check('an unknown kind is refused', unknown.includes('bogus') && kinds.length > 0, unknown);
for (const [name, change] of Object.entries({
  'by-subtraction': { reset_mode: 'by-subtraction', refractory: '0.3 ms' },
  above: { compare: 'above', refractory_rule: 'brian2' },
  'float-time': { refractory_rule: 'float-time-ms' },
})) {
  const scenario = { ...base, name, neuron: { ...base.neuron, ...change } };
  check(`${name}: spikes`, throughYaml(name, scenario).dut_spikes.length > 0);
  throughYaml(`${name}-q6_18`, scenario, 'q6_18');
}
{
  engine.run(base, formats[0]);
  const plain = engine.csv();
  const rate = Object.fromEntries(
    Object.entries(base).map(([key, text]) => (key === 'step' ? ['rate', '10 kHz'] : [key, text])),
  );
  throughYaml('rate', rate);
  is(`rate: 10 kHz is a step of ${base.step}`, engine.csv(), plain);
  is('rate: the page knows the step', page.stepOf(rate), page.stepOf(base));
  is('most of the sum: no spikes', throughYaml('most', { ...base, most: '0 nA' }).dut_spikes, []);
  const [kind] = Object.keys(base.stimulus[0]);
  const limited = [{ [kind]: { ...base.stimulus[0][kind], most: '0 nA' } }];
  const { dut_spikes } = throughYaml('most-of-one', { ...base, stimulus: limited });
  is('most of a stimulus: no spikes', dut_spikes, []);
}
is(
  'units: 200 uA is 0.2 mA',
  ...['0.2 mA', '200 uA'].map((peak) => {
    engine.run(
      { ...scenarioOf('book-triangle'), stimulus: [{ triangle: { peak, samples: '502' } }] },
      formats[0],
    );
    return engine.csv();
  }),
);

// Every unit that the page knows is one of UDUNITS, with the same meaning; the others are refused.
const prefixes = {
  '': 0,
  f: -15,
  p: -12,
  n: -9,
  u: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
  femto: -15,
  pico: -12,
  nano: -9,
  micro: -6,
  milli: -3,
  kilo: 3,
  mega: 6,
  giga: 9,
  µ: -6,
};
const units = {
  step: ['s', 'second', 'seconds'],
  'neuron.threshold': ['V', 'volt', 'volts'],
  'stimulus.0.triangle.peak': ['A', 'ampere', 'amperes'],
  'neuron.resistance': ['Ohm', 'ohm', 'ohms', 'Ω'],
  'neuron.capacitance': ['F', 'farad', 'farads'],
};
const plain = scenarioOf('book-triangle');
engine.run(plain, formats[0]);
const rows = engine.csv();
const unitFiles = [];
const otherRows = [];
for (const [key, names] of Object.entries(units)) {
  const [number, unit] = page.get(plain, key).split(' ');
  for (const name of names) {
    for (const [prefix, power] of Object.entries(prefixes)) {
      const scenario = structuredClone(plain);
      page.set(scenario, key, `${number}e${prefixes[unit[0]] - power} ${prefix}${name}`);
      if (engine.run(scenario, formats[0]).error !== undefined || engine.csv() !== rows)
        otherRows.push(page.get(scenario, key));
      unitFiles.push(path.join(folder, `unit-${unitFiles.length}.yaml`));
      writeFileSync(unitFiles.at(-1), page.writeYaml(scenario));
    }
  }
}
is('every unit of the page means what it should', otherRows, []);
const unitCheck = lifcosim('check', ...unitFiles);
is('every unit of the page is one of the program', [unitCheck.status, unitCheck.err], [0, '']);
check(
  'a unit that only the program knows is refused',
  engine.run({ ...plain, step: '1e-6 min' }, formats[0]).error?.includes('unit'),
);

// ---- refusals: the same words, at the key ----

const wrong = {
  'neuron.threshold': ['-40', '-40 mA', '-4O mV', '-40  mV', '-70 mV', '', '1e999 mV'],
  'neuron.resistance': ['0 kOhm', '-1 kOhm', '1 mV', '1 KOhm'],
  'neuron.refractory': ['0.15 ms', '-1 ms', '1 mV'],
  'neuron.initial_hold': ['1.5', '-1', '70000'],
  'neuron.method': ['heun', ''],
  'stimulus.0.triangle.peak': ['5 A', 'nan mA', '0x10 mA', '0.2'],
  'stimulus.0.triangle.samples': ['0', 'many'],
  steps: ['0', '1e3', '500 ms'],
  tolerance: ['0', '-1', '1e-3 V'],
};
for (const [key, texts] of Object.entries(wrong)) {
  for (const text of texts) {
    const scenario = structuredClone(scenarioOf('book-triangle'));
    delete scenario.expect;
    const around = key
      .split('.')
      .slice(0, -1)
      .reduce((node, part) => node[part], scenario);
    around[key.split('.').at(-1)] = text;
    const file = path.join(folder, 'wrong.yaml');
    writeFileSync(file, page.writeYaml(scenario));
    const run = engine.run(scenario, formats[0]);
    const { status, err } = native(file);
    check(
      `${key}: '${text}' is refused in the program's words`,
      status === 2 && run.error !== undefined && err.includes(run.error),
      err,
      run.error,
    );
    check(
      `${key}: '${text}' is refused at its key`,
      [key, 'stimulus.0', 'stimulus.0.triangle'].includes(run.key),
      run.key,
    );
  }
}
check(
  'too many steps for a page',
  engine.run({ ...base, steps: '200001' }, formats[0]).error?.includes('lifcosim run'),
);
check(
  'a data file',
  engine
    .run({ ...base, stimulus: [{ file: { path: 'a.csv', column: 'a', unit: 'nA' } }] }, formats[0])
    .error?.includes('lifcosim run'),
);
check('an unknown circuit', engine.run(base, 'q9_99').error?.includes('q9_99'));

// ---- text in and out ----

for (const { file, scenario } of scenarios) {
  is(
    `${file}: read alike by page and program`,
    page.readYaml(readFileSync(file, 'utf8')),
    scenario,
  );
  is(`${scenario.name}: YAML and back`, page.readYaml(page.writeYaml(scenario)), scenario);
}
for (const text of ['a: [1', 'a: 1\na: 2', '- a', 'a: &x 1\nb: *x', '']) {
  let message = '';
  try {
    page.readYaml(text);
  } catch (error) {
    message = error.message;
  }
  check(`no scenario: ${JSON.stringify(text)}`, message !== '');
}
const presets = Object.fromEntries(scenarios.map(({ scenario }) => [scenario.name, scenario]));
const changed = structuredClone(presets['book-triangle']);
changed.neuron.threshold = '-45.5 mV';
delete changed.neuron.refractory;
changed.neuron.refractory_steps = '7';
delete changed.expect;
for (const [name, state] of Object.entries({
  'a preset': { preset: 'book-triangle', circuit: 'q8_24', scenario: presets['book-triangle'] },
  'a changed one with a fault': {
    preset: 'book-triangle',
    circuit: 'hold-long',
    scenario: changed,
  },
  'one with other stimuli': {
    preset: '',
    circuit: 'q6_18',
    scenario: {
      ...changed,
      name: 'Änderung & 1',
      stimulus: [...changed.stimulus, { constant: { amplitude: '1 uA' } }],
    },
  },
})) {
  const link = page.writeLink(state, presets);
  check(`link of ${name}: safe characters`, /^#[\w%&=.*-]+$/.test(link), link);
  is(
    `link of ${name}: there and back`,
    page.changes(state.scenario, page.readLink(link, presets).scenario).size,
    0,
  );
  is(
    `link of ${name}: circuit and preset`,
    [page.readLink(link, presets).circuit, page.readLink(link, presets).preset],
    [state.circuit, state.preset],
  );
}
is('no link', page.readLink('', presets), undefined);
for (const link of ['#preset=nothing', '#scenario=%%%', '#preset=book-triangle&a.b.c=1']) {
  let message = '';
  try {
    page.readLink(link, presets);
  } catch (error) {
    message = error.message;
  }
  check(`a damaged link: ${link}`, message !== '');
}

// ---- sliders ----

const withSliders = [
  'musacchio-constant',
  'musacchio-two-currents',
  'musacchio-sine',
  'musacchio-time-variable',
];
for (const { scenario } of scenarios) {
  const all = [
    ...page.NEURON.map((field) => [`neuron.${field.key}`, field]),
    ...page.RUN.map((field) => [field.key, field]),
    ...scenario.stimulus.flatMap((item, i) =>
      Object.entries(item).flatMap(([kind]) =>
        page.STIMULI[kind].fields.map((field) => [`stimulus.${i}.${kind}.${field.key}`, field]),
      ),
    ),
  ];
  const bad = [];
  let own = 0;
  for (const [key, field] of all) {
    const text = page.get(scenario, key);
    if (field.kind === 'choice' || text === undefined) continue;
    const value = Number(text.split(' ')[0]);
    const range = page.rangeOf(scenario.name, scenario, key, field, text);
    own += range.source;
    if (!(
      range.least < range.most &&
      range.step > 0 &&
      value >= range.least - 1e-9 &&
      value <= range.most + 1e-9
    ))
      bad.push([key, text, range]);
    if (
      range.source &&
      Math.abs(Number(page.onGrid(value, range)) - value) > 1e-6 * Math.abs(value) + 1e-12
    )
      bad.push(['grid', key, text, range]);
  }
  check(`${scenario.name}: every value is on its slider`, bad.length === 0, ...bad);
  if (withSliders.includes(scenario.name))
    check(`${scenario.name}: the source's own sliders`, own >= 5, own);
}

// ---- the f-I curve, against the closed form of a constant current ----

engine.run(scenarioOf('musacchio-constant'), 'q8_24');
const currents = Float64Array.from({ length: 20 }, (_, i) => (0.4 + 0.2 * i) * 1e-9);
const { circuit, reference } = engine.curve(currents);
const rates = [...currents].map((current) => {
  const [u, theta, reset] = [6.4e6 * current, 5e-3, 0.4e-3];
  const leak = -Math.log1p(-0.01 / (6.4 * 0.9));
  return u <= theta ? 0 : 1 / (Math.ceil(Math.log((u - reset) / (u - theta)) / leak) * 1e-5);
});
const near = (a, b) => [...a].every((rate, i) => Math.abs(rate - b[i]) <= 1e-9 * b[i]);
check('f-I of the reference: the closed form', near(reference, rates), [...reference], rates);
check('f-I of the circuit: the closed form', near(circuit, rates), [...circuit], rates);
check('f-I: silent and firing', rates[0] === 0 && rates.at(-1) > 100);
engine.run(scenarioOf('musacchio-constant'), 'hold-long');
check(
  'f-I of a circuit that holds too long: slower',
  engine.curve(currents).circuit.at(-1) < rates.at(-1),
);
done();
