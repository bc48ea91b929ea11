// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The plots of a network show the raster of all neurons, and of the chosen one the membrane with its
// threshold and the error inside its bound. plots.js draws them, and has their zoom and cursor.

import { FLAGS } from './network_engine.js';
import { DATA, parts } from './plots.js';
import { prefixOf, si } from './view.js';

/** Draws the spikes of every neuron: those of the circuit in the upper half of its row, those of the
 * network by itself in the lower one, and over both those that only one of them has. */
function rasterPlugin(view, colour) {
  const draw = (u) => {
    const { ctx, bbox } = u;
    const { raster, chosen } = view();
    const ratio = devicePixelRatio || 1;
    const { min, max } = u.scales.x;
    const place = (value) => u.valToPos(value, 'y', true);
    const half = 0.4 * Math.abs(place(1) - place(0));
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.fillStyle = colour.band;
    ctx.globalAlpha = 0.25;
    ctx.fillRect(bbox.left, place(chosen) - 1.2 * half, bbox.width, 2.4 * half);
    ctx.globalAlpha = 1;
    const strokes = [
      ['both', colour.circuit, 1.5, -1, -0.1],
      ['both', colour.reference, 1.5, 0.1, 1],
      ['circuit', colour.fail, 2.5, -1, -0.1],
      ['reference', colour.fail, 2.5, 0.1, 1],
    ];
    for (const [who, stroke, width, from, to] of strokes) {
      ctx.strokeStyle = stroke;
      ctx.lineWidth = width * ratio;
      ctx.beginPath();
      raster.forEach((spikes, i) => {
        const middle = place(i);
        for (const time of spikes[who]) {
          if (time < min || time > max) continue;
          const x = Math.round(u.valToPos(time, 'x', true)) + 0.5;
          ctx.moveTo(x, middle + from * half);
          ctx.lineTo(x, middle + to * half);
        }
      });
      ctx.stroke();
    }
    ctx.restore();
  };
  return { hooks: { draw: [draw] } };
}

function networkParts(name, view, colour) {
  const line = (stroke, more) => ({ stroke, width: 1.5, points: { show: false }, ...more });
  switch (name) {
    case 'raster':
      return {
        series: [{ paths: () => null, points: { show: false } }],
        range: () => [-0.6, view().raster.length - 0.4],
        direction: -1,
        plugins: [rasterPlugin(view, colour)],
        points: false,
        axis: {
          splits: () => view().populations.map(({ first }) => first),
          values: () => view().populations.map(({ name: text }) => text),
          grid: { show: false },
        },
      };
    case 'membrane': {
      const own = parts(name, view, colour);
      return {
        ...own,
        series: [...own.series, line(colour.ink, { width: 1, dash: [7, 5] })],
        plugins: [],
      };
    }
    default:
      return parts(name, view, colour);
  }
}

/** Heights: a neuron of the raster has 6 to 22 pixels. */
function heights({ raster }) {
  const each = Math.min(22, Math.max(6, 380 / raster.length));
  return { raster: Math.round(24 + each * raster.length), membrane: 220, error: 160 };
}

export const OF_A_NETWORK = {
  key: 'network',
  heights,
  parts: networkParts,
  data: {
    raster: (view) => [view.time, view.nothing],
    membrane: (view) => [view.time, view.circuit, view.reference, view.level],
    error: DATA.error,
  },
};

/** Splits the spikes of each neuron into those that circuit and reference have, and those of one. */
function rasterOf({ result, about }, inTime) {
  const raster = about.neurons.map(() => ({ both: [], circuit: [], reference: [] }));
  for (const { name, first } of about.populations) {
    const own = new Set(result.spikes.dut[name].map(String));
    const other = new Set(result.spikes.reference[name].map(String));
    for (const [neuron, tick] of result.spikes.dut[name]) {
      const who = other.has(`${neuron},${tick}`) ? 'both' : 'circuit';
      raster[first + neuron][who].push(inTime(tick));
    }
    for (const [neuron, tick] of result.spikes.reference[name])
      if (!own.has(`${neuron},${tick}`)) raster[first + neuron].reference.push(inTime(tick));
  }
  return raster;
}

/** Gives the number of the neuron that a mismatch names. */
export function neuronOf(about, { population, neuron }) {
  const found = about.populations.find(({ name }) => name === population);
  return found === undefined || neuron === null ? undefined : found.first + neuron;
}

/** Prepares a run for the plots. rows: those of the chosen neuron (network_engine.js). */
export function networkView(run, rows, chosen, fitBound) {
  const { result, about } = run;
  const { steps, step_s } = result;
  const [timeFactor, timePrefix] = prefixOf(steps * step_s * 0.5);
  const inTime = (step) => (step * step_s) / timeFactor;
  const size = (array) => array.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const errorVolt = rows.membrane_v.map((volt, t) => volt - rows.reference_v[t]);
  const [errorFactor, errorPrefix] = prefixOf(Math.max(size(errorVolt), size(rows.bound_v)));
  const held = (t) => (rows.flags[t] & FLAGS.held) !== 0;
  const shown = (array, factor) =>
    Array.from(array, (value, t) => (held(t) ? null : value / factor)); // a held one is not judged
  const stepsWith = (bit) =>
    Array.from(rows.flags.keys()).filter((t) => (rows.flags[t] & bit) !== 0);
  const outside = [];
  for (let t = 0; t < steps; t++)
    if (!held(t) && Math.abs(errorVolt[t]) > rows.bound_v[t] * (1 + 1e-9) + 1e-15) outside.push(t);
  const bound = shown(rows.bound_v, errorFactor);
  const first = result.first_mismatch;
  return {
    time: Float64Array.from({ length: steps }, (_, t) => inTime(t)),
    timeUnit: `${timePrefix}s`,
    end: inTime(steps),
    chosen,
    populations: about.populations,
    raster: run.raster ?? (run.raster = rasterOf(run, inTime)),
    nothing: run.nothing ?? (run.nothing = new Array(steps).fill(null)),
    circuit: rows.membrane_v.map((volt) => 1e3 * volt),
    reference: shown(rows.reference_v, 1e-3),
    level: rows.level_v.map((volt) => 1e3 * volt),
    threshold: 1e3 * rows.level_v[0],
    errorVolt,
    error: shown(errorVolt, errorFactor),
    bound,
    minusBound: bound.map((value) => (value === null ? null : -value)),
    errorUnit: `${errorPrefix}V`,
    fitBound,
    outside,
    spikes: stepsWith(FLAGS.spike),
    mismatch:
      first !== null && neuronOf(about, first) === chosen ? inTime(first.step) : null,
    rows,
  };
}

/** Says what the chosen neuron does in a tick, as pairs of names and values. */
export function tickOf({ result, about }, view, tick) {
  const { rows, chosen } = view;
  const flag = (bit) => (rows.flags[tick] & bit) !== 0;
  const milli = (volt) => `${(1e3 * volt).toFixed(4)} mV`.replace('-', '−');
  const does = flag(FLAGS.held)
    ? 'held'
    : flag(FLAGS.spike)
      ? flag(FLAGS.must)
        ? 'spikes, and must'
        : 'spikes'
      : flag(FLAGS.ambiguous)
        ? 'ambiguous'
        : '–';
  return {
    neuron: about.neurons[chosen].name,
    time: si(tick * result.step_s, 's', 6),
    tick: tick.toLocaleString('en'),
    does,
    membrane: milli(rows.membrane_v[tick]),
    reference: milli(rows.reference_v[tick]),
    threshold: milli(rows.level_v[tick]),
    error: flag(FLAGS.held) ? '–' : si(view.errorVolt[tick], 'V', 3),
    bound: flag(FLAGS.held) ? '–' : `± ${si(rows.bound_v[tick], 'V', 3)}`,
  };
}
