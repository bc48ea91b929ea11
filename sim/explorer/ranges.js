// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The sliders span these ranges. One source has sliders of its own: the notebook of F. Musacchio,
// integrate_and_fire_model.ipynb (2023). Its numbers have no units; they are read as ms, nA, MOhm,
// nF, mV and 1/ms, as in sim/scenarios. Everything else is chosen around the value at hand.

import { get, inSi, plain, split, stepOf } from './keys.js';

const CIRCUIT = {
  'neuron.resistance': [1, 10, 0.1],
  'neuron.capacitance': [0.1, 1, 0.05],
  'neuron.threshold': [1, 10, 0.5],
};
const RESTING = { 'neuron.reset': [0, 1, 0.05], 'neuron.initial': [0, 1, 0.05] };
const CURRENT = [0, 10, 0.1];
const SINE = {
  ...CIRCUIT,
  'stimulus.0.sine.amplitude': CURRENT,
  'stimulus.0.sine.frequency': [0.01, 1, 0.01],
};
const LEVEL = [-100, 100, 0.1];

/** Each preset has the source's own sliders here, [least, most, step] in the scenario's units. */
const SOURCE = {
  'musacchio-constant': { ...CIRCUIT, ...RESTING, 'stimulus.0.constant.amplitude': CURRENT },
  'musacchio-two-currents': {
    ...CIRCUIT,
    ...RESTING,
    'stimulus.0.constant.amplitude': CURRENT,
    'stimulus.1.constant.amplitude': CURRENT,
  },
  'musacchio-sine': SINE,
  'musacchio-sine-strong': SINE,
  'musacchio-time-variable': {
    'neuron.rest': LEVEL,
    'neuron.reset': LEVEL,
    'neuron.threshold': LEVEL,
    // the source's R = 0 .. 100 acts as R/tau_m, with its tau_m = 6.3
    'neuron.resistance': [0, 15.873015873015873, 0.015873015873015873],
    'neuron.time_constant': [0, 100, 0.1],
    // its t_max = 0 .. 1000 is divided into 999 steps
    step: [0, 1.001001001001001, 0.001001001001001001],
  },
};

/** Returns 1, 2 or 5 times a power of ten, at most `value` (> 0). */
function round125(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  const digit = value / power;
  return Number(((digit >= 5 ? 5 : digit >= 2 ? 2 : 1) * power).toPrecision(1));
}

/** Returns 1, 2 or 5 times a power of ten, at least `value` (> 0). */
function above125(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [1, 2, 5, 10].find((digit) => digit * power >= value);
}

/** Tells how long the run is, in a unit; 0 where its keys do not say. */
export function lengthOf(scenario, unit) {
  const seconds =
    scenario.duration !== undefined
      ? inSi(scenario.duration)
      : Number(scenario.steps) * stepOf(scenario);
  return Number.isFinite(seconds) ? Number((seconds / inSi(`1 ${unit}`)).toPrecision(9)) : 0;
}

/** Gives a span of some 200 steps around values of this size, between round numbers. */
function around(low, high) {
  const step = round125((high - low) / 150);
  const grid = 25 * step;
  return [Math.floor(low / grid) * grid, Math.ceil(high / grid) * grid, step].map((value) =>
    Number(value.toPrecision(12)),
  );
}

function chosen(scenario, path, field, text) {
  const { number: written, unit } = split(text);
  const number = Number.isFinite(written) ? written : 0;
  if (field.kind === 'potential') {
    const scale = Math.abs(
      inSi(get(scenario, 'neuron.threshold')) -
        inSi(get(scenario, 'neuron.reset') ?? get(scenario, 'neuron.rest')),
    );
    const share = inSi(`1 ${unit}`);
    const half =
      Number.isFinite(scale) && scale > 0 ? (1.5 * scale) / share : Math.max(1, Math.abs(number));
    return around(number - half, number + half);
  }
  if (field.kind === 'count') return [0, Math.max(20, above125(3 * number + 1)), 1];
  if (field.kind === 'angle') return [-180, 180, 1];
  if (field.kind === 'number') return [1e-5, 1e-2, 1e-5];
  if (['start', 'stop'].includes(field.key)) {
    const length = lengthOf(scenario, unit);
    if (length > 0) return [0, length, round125(length / 150)];
  }
  const [, most, step] = around(0, number !== 0 ? 4 * Math.abs(number) : 10);
  const may_be_0 = field.kind === 'current' || field.key === 'refractory';
  const least = number < 0 || ['offset', 'mean'].includes(field.key) ? -most : may_be_0 ? 0 : step;
  return [least, most, step];
}

/** Gives the range of a slider: {least, most, step, source: whether these are the source's own}. */
export function rangeOf(preset, scenario, path, field, text) {
  const own = SOURCE[preset]?.[path];
  const [least, most, step] = own ?? chosen(scenario, path, field, text);
  return { least, most, step, source: own !== undefined };
}

/** Says the ranges in words, for the page. */
export function rangesInWords(preset) {
  return preset in SOURCE
    ? 'Ranges marked • are those of the source’s own sliders; the others are chosen here.'
    : 'The source has no sliders: the ranges are chosen around its values. Any other value can be typed.';
}

/** Writes the value of a slider on its own grid and without rounding dust. */
export function onGrid(value, { least, step }) {
  return plain(least + Math.round((value - least) / step) * step);
}
