// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// This prepares a run for the plots: volts, amperes and seconds in units that read well.

import table from '../base/prefixes.txt';

const PREFIXES = table
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split(/ +/))
  .map(([, symbol, , exponent]) => [Number(`1e${exponent}`), symbol.replace('-', '')]);

/** Gives the prefix that leaves 1 to 999 of a size: [factor, prefix]. */
export function prefixOf(size) {
  if (!(size > 0)) return [1, ''];
  return PREFIXES.findLast(([factor]) => size >= 0.9999 * factor) ?? PREFIXES[0];
}

/** Writes a value in its own best unit, "-43.21 mV". */
export function si(value, unit, digits = 5) {
  if (value === null || !Number.isFinite(value)) return '–';
  const [factor, prefix] = prefixOf(Math.abs(value));
  return `${Number((value / factor).toPrecision(digits))} ${prefix}${unit}`.replace('-', '−');
}

/** Writes a word in two's complement, like the reports. */
export function hex(word, bits) {
  const digits = Math.ceil(bits / 4);
  return `0x${BigInt.asUintN(bits, BigInt(word)).toString(16).padStart(digits, '0')}`;
}

/** Scales in a plain loop: a run of 10,000 steps is scaled some ten times while a slider moves. */
function scaled(array, factor, offset = 0) {
  const out = new Float64Array(array.length);
  for (let i = 0; i < out.length; i++) out[i] = offset + array[i] * factor;
  return out;
}

/** Returns the largest size of an array's values. */
function sizeOf(array) {
  let size = 0;
  for (let i = 0; i < array.length; i++) size = Math.max(size, Math.abs(array[i]));
  return size;
}

let kept = [];
/** Returns so many nulls, for a plot that draws its own marks. */
function nulls(count) {
  if (kept.length !== count) kept = new Array(count).fill(null);
  return kept;
}

/** Prepares a run. paint: show spikes up to the scenario's peak; fitBound: the error's axis fits
 * its bound. */
export function viewOf(run, { paint, fitBound }) {
  const { columns: c, steps, step_s } = run;
  const [timeFactor, timePrefix] = prefixOf(steps * step_s * 0.5);
  const [currentFactor, currentPrefix] = prefixOf(10 * sizeOf(c.current_a)); // 0.8 nA, as people write it
  const membrane = scaled(c.after_fx, run.lsb_v, run.rest_v); // [V]
  const error = new Float64Array(steps);
  for (let i = 0; i < steps; i++) error[i] = membrane[i] - c.reference_v[i];
  const [errorFactor, errorPrefix] = prefixOf(Math.max(sizeOf(error), sizeOf(c.bound_v)));
  const circuit = scaled(membrane, 1e3);
  const reference = scaled(c.reference_v, 1e3);
  const bound = scaled(c.bound_v, 1 / errorFactor);
  const outside = []; // steps
  const ambiguous = []; // times
  const time = new Float64Array(steps);
  for (let i = 0; i < steps; i++) {
    time[i] = (i * step_s) / timeFactor;
    if (paint && c.spike[i]) circuit[i] = 1e3 * run.spike_peak_v;
    if (paint && c.reference_spike[i]) reference[i] = 1e3 * run.spike_peak_v;
    const rounding = 1e-15 * (Math.abs(membrane[i]) + Math.abs(run.rest_v) + run.scale_v);
    if (Math.abs(error[i]) > c.bound_v[i] + rounding) outside.push(i);
    if (c.ambiguous[i]) ambiguous.push(time[i]);
  }
  const inTime = (step) => (step * step_s) / timeFactor;
  return {
    time,
    timeUnit: `${timePrefix}s`,
    end: inTime(steps),
    current: scaled(c.current_a, 1 / currentFactor),
    currentUnit: `${currentPrefix}A`,
    circuit,
    reference,
    threshold: 1e3 * run.threshold_v,
    thresholdText: `θ ${si(run.threshold_v, 'V')}`,
    fitBound,
    error: scaled(error, 1 / errorFactor),
    errorVolt: error,
    membraneVolt: membrane,
    errorUnit: `${errorPrefix}V`,
    bound,
    minusBound: scaled(bound, -1),
    outside,
    nothing: nulls(steps),
    spikes: run.dut_spikes.map(inTime),
    referenceSpikes: run.reference_spikes.map(inTime),
    ambiguous,
    mismatch: run.first_mismatch?.step !== undefined ? inTime(run.first_mismatch.step) : null,
  };
}
