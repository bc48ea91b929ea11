// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// These are the keys of a scenario as the page shows them. The program's own reader alone
// (sim/scenario, in the WebAssembly) decides what a key means and what is valid; this is only its
// face.

/** kind: a quantity with a unit, count, number, or choice. absent: what a missing key means. */
export const NEURON = [
  { key: 'method', label: 'Method', kind: 'choice', choices: ['exponential', 'euler'] },
  { key: 'resistance', label: 'Resistance', symbol: 'R', kind: 'resistance' },
  {
    key: 'capacitance',
    label: 'Capacitance',
    symbol: 'C',
    kind: 'capacitance',
    other: 'time_constant',
  },
  { key: 'time_constant', label: 'Time constant', symbol: 'τ', kind: 'time', other: 'capacitance' },
  { key: 'rest', label: 'Rest', symbol: 'E', kind: 'potential' },
  { key: 'threshold', label: 'Threshold', symbol: 'θ', kind: 'potential' },
  { key: 'reset', label: 'Reset', kind: 'potential', absent: 'rest' },
  { key: 'initial', label: 'Initial', kind: 'potential', absent: 'rest' },
  { key: 'compare', label: 'Compare', kind: 'choice', choices: ['at-or-above', 'above'] },
  {
    key: 'reset_mode',
    label: 'Reset mode',
    kind: 'choice',
    choices: ['to-value', 'by-subtraction'],
  },
  { key: 'refractory', label: 'Refractory', kind: 'time', other: 'refractory_steps', absent: '0' },
  { key: 'refractory_steps', label: 'Refractory steps', kind: 'count', other: 'refractory' },
  {
    key: 'refractory_rule',
    label: 'Refractory rule',
    kind: 'choice',
    choices: ['steps', 'brian2', 'float-time-s', 'float-time-ms'],
  },
  { key: 'initial_hold', label: 'Initial hold', kind: 'count', absent: '0' },
  { key: 'spike_peak', label: 'Painted peak', kind: 'potential', absent: 'none' },
];

export const RUN = [
  { key: 'step', label: 'Step', symbol: 'dt', kind: 'time', other: 'rate' },
  { key: 'rate', label: 'Steps a second', symbol: '1/dt', kind: 'frequency', other: 'step' },
  { key: 'steps', label: 'Steps', kind: 'count', other: 'duration' },
  { key: 'duration', label: 'Duration', kind: 'time', other: 'steps' },
  { key: 'sample', label: 'Current taken at', kind: 'choice', choices: ['start', 'end'] },
  { key: 'least', label: 'Sum at least', kind: 'current', absent: 'none' },
  { key: 'most', label: 'Sum at most', kind: 'current', absent: 'none' },
  { key: 'tolerance', label: 'Tolerance', kind: 'number', absent: '1e-3' },
];

const window = [
  { key: 'start', label: 'Start', kind: 'time', absent: '0' },
  { key: 'stop', label: 'Stop', kind: 'time', absent: 'end' },
];
const current = (key, label, more) => ({ key, label, kind: 'current', ...more });
const limits = [
  current('least', 'At least', { absent: 'none' }),
  current('most', 'At most', { absent: 'none' }),
];
const ofStep = (...choices) => ({
  key: 'current',
  label: 'Current of a step',
  kind: 'choice',
  choices,
});
const mayBeMean = [...window, ofStep('sample', 'mean'), ...limits];
const isMean = [...window, ofStep('mean', 'sample'), ...limits]; // the first is what a missing key means
const isSample = [...window, ...limits];
const time = (key, label, more) => ({ key, label, kind: 'time', ...more });
const frequency = (key, label, more) => ({ key, label, kind: 'frequency', ...more });
const count = (key, label, more) => ({ key, label, kind: 'count', ...more });

/** This has every kind of stimulus but those that need a file, with the values of a new one. */
export const STIMULI = {
  constant: {
    fields: [current('amplitude', 'Amplitude'), ...mayBeMean],
    fresh: { amplitude: '1 nA' },
  },
  step: {
    fields: [
      current('amplitude', 'Amplitude'),
      time('start', 'Start'),
      time('stop', 'Stop'),
      time('grid', 'Sampled every', { absent: 'step' }),
      ofStep('sample', 'mean'),
      ...limits,
    ],
    fresh: { amplitude: '1 nA', start: '10 ms', stop: '40 ms' },
  },
  sine: {
    fields: [
      current('amplitude', 'Amplitude'),
      frequency('frequency', 'Frequency'),
      current('offset', 'Offset', { absent: '0' }),
      { key: 'phase', label: 'Phase', kind: 'angle', absent: '0' },
      ...mayBeMean,
    ],
    fresh: { amplitude: '1 nA', frequency: '100 Hz' },
  },
  triangle: {
    fields: [current('peak', 'Peak'), count('samples', 'Samples'), ...mayBeMean],
    fresh: { peak: '1 nA', samples: '500' },
  },
  decay: {
    fields: [current('peak', 'Peak'), time('time_constant', 'Time constant'), ...mayBeMean],
    fresh: { peak: '1 nA', time_constant: '10 ms' },
  },
  ramp: {
    fields: [current('from', 'From'), current('to', 'To'), ...mayBeMean],
    fresh: { from: '0 nA', to: '1 nA' },
  },
  chirp: {
    fields: [
      current('amplitude', 'Amplitude'),
      frequency('from', 'From'),
      frequency('to', 'To'),
      current('offset', 'Offset', { absent: '0' }),
      ...isSample,
    ],
    fresh: { amplitude: '1 nA', from: '10 Hz', to: '200 Hz' },
  },
  pulses: {
    fields: [
      current('amplitude', 'Amplitude'),
      time('width', 'Width'),
      time('period', 'Period'),
      count('count', 'Count', { absent: 'endless' }),
      ...mayBeMean,
    ],
    fresh: { amplitude: '1 nA', width: '2 ms', period: '10 ms' },
  },
  noise: {
    fields: [
      current('mean', 'Mean', { absent: '0' }),
      current('deviation', 'Deviation'),
      time('correlation_time', 'Correlation time'),
      count('seed', 'Seed'),
      ...isSample,
    ],
    fresh: { mean: '1 nA', deviation: '0.5 nA', correlation_time: '1 ms', seed: '1' },
  },
  poisson: {
    fields: [
      frequency('rate', 'Rate'),
      current('amplitude', 'Amplitude'),
      time('decay', 'Decay'),
      count('seed', 'Seed'),
      ...isMean,
    ],
    fresh: { rate: '500 Hz', amplitude: '0.5 nA', decay: '5 ms', seed: '1' },
  },
  events: {
    fields: [
      { key: 'times', label: 'Times', kind: 'list' },
      current('amplitude', 'Amplitude'),
      time('decay', 'Decay'),
      ...isMean,
    ],
    fresh: { times: ['5 ms', '10 ms', '20 ms'], amplitude: '1 nA', decay: '5 ms' },
  },
};

/** A key gets this unit where it has no value yet. */
export const UNITS = {
  time: 'ms',
  potential: 'mV',
  current: 'nA',
  resistance: 'MOhm',
  capacitance: 'nF',
  frequency: 'Hz',
  angle: 'degree',
};

const POWERS = { '': 0, f: -15, p: -12, n: -9, u: -6, m: -3, k: 3, M: 6, G: 9 };

/** Splits "0.2 mA" into {number: 0.2, unit: "mA"}; a plain number has the unit "". A value that is
 * no text, which a file may have, becomes NaN. */
export function split(text) {
  if (typeof text !== 'string') return { number: NaN, unit: '' };
  const [number, unit = ''] = text.split(' ');
  return { number: Number(number), unit };
}

/** Gives the SI value of a text for the page's own ranges; the run reads the text itself. */
export function inSi(text) {
  const { number, unit } = split(text);
  const [, prefix] = /^([fpnumkMG]?)(s|V|A|Ohm|F|Hz)$/.exec(unit) ?? [null, ''];
  return number * 10 ** POWERS[prefix];
}

/** Gives the step of a scenario [s], whichever key has it; NaN where none does. */
export function stepOf(scenario) {
  return scenario.rate !== undefined ? 1 / inSi(scenario.rate) : inSi(scenario.step);
}

/** Writes a number as a scenario takes it: with at most 12 digits, and no rounding dust. */
export function plain(number) {
  return String(Number(number.toPrecision(12)));
}

/** Writes an SI value in a unit such as "mV" or "nA", with that unit. */
export function inUnit(value, unit) {
  const [, prefix] = /^([fpnumkMG]?)(s|V|A|Ohm|F|Hz)$/.exec(unit) ?? [null, ''];
  return `${plain(value / 10 ** POWERS[prefix])} ${unit}`;
}

/** Gives the text at a dotted key of a scenario, undefined where there is none. */
export function get(scenario, path) {
  return path.split('.').reduce((node, key) => node?.[key], scenario);
}

const isMap = (node) => node !== null && typeof node === 'object';

/** Sets the text at a dotted key; undefined or '' takes the key away. A missing mapping around it
 * is made, and replaces whatever stands there. */
export function set(scenario, path, text) {
  const keys = path.split('.');
  const last = keys.pop();
  let around = scenario;
  for (const key of keys) {
    if (!isMap(around[key])) around[key] = {};
    around = around[key];
  }
  if (text === undefined || text === '') delete around[last];
  else around[last] = text;
}

/** Gives a mapping, or an empty one where the node is none: a file may have anything. */
export function mapping(node) {
  return isMap(node) && !Array.isArray(node) ? node : {};
}
