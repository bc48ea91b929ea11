// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// This draws the f-I curve: circuit and reference under constant currents, and where the
// present run is. The curve is worked out in slices while nothing else happens.

import uPlot from 'uplot';
import { axis, colours } from './plots.js';
import { prefixOf } from './view.js';

const POINTS = 61;
const SLICE = 4;
const HEIGHT = 240;

/** Gives the mean current [A] and mean rate [1/s] of a run, and its least and largest current. */
function presentPoint(run) {
  let sum = 0;
  let least = Infinity;
  let most = -Infinity;
  for (const current of run.columns.current_a) {
    sum += current;
    least = Math.min(least, current);
    most = Math.max(most, current);
  }
  return {
    current: sum / run.steps,
    least,
    most,
    rate: run.dut_spikes.length / (run.steps * run.step_s),
  };
}

/** Gives the currents [A] of the curve: from 0 past those of the run and past where the neuron
 * starts to fire, within what the circuit can take. */
function currentsOf(run) {
  const rheobase = Math.abs(run.threshold_v - run.rest_v) / run.resistance_ohm;
  let most = 0;
  for (const current of run.columns.current_a) if (current > most) most = current;
  const high = Math.min(Math.max(1.25 * most, 2.5 * rheobase), 0.999 * run.high_a);
  return Float64Array.from({ length: POINTS }, (_, i) => (high * i) / (POINTS - 1));
}

export class Curve {
  constructor(root, engine) {
    this.root = root;
    this.engine = engine;
    this.plot = null;
    this.ticket = 0;
    this.currentUnit = 'A';
    new ResizeObserver(() => this.plot?.setSize({ width: this.width(), height: HEIGHT })).observe(
      root,
    );
  }

  width() {
    return Math.max(240, this.root.clientWidth);
  }

  /** Starts over for a new run; calls done() when the whole curve is drawn. */
  /** Clears the curve of a run that is gone. */
  stop() {
    this.ticket++;
  }

  start(run, done) {
    const ticket = ++this.ticket;
    const currents = currentsOf(run);
    const rates = {
      circuit: new Array(POINTS).fill(null),
      reference: new Array(POINTS).fill(null),
    };
    const slice = (first) => {
      if (ticket !== this.ticket) return; // another run has begun
      const some = this.engine.curve(currents.subarray(first, first + SLICE));
      for (const key of ['circuit', 'reference']) {
        some[key].forEach((rate, i) => (rates[key][first + i] = Number.isNaN(rate) ? null : rate));
      }
      if (first + SLICE < POINTS) {
        setTimeout(slice, 0, first + SLICE);
      } else {
        this.run = { currents, rates, present: presentPoint(run) };
        this.draw();
        done({ currents: [...currents], ...rates });
      }
    };
    setTimeout(slice, 60, 0);
  }

  rebuild() {
    this.plot?.destroy();
    this.plot = null;
    if (this.run !== undefined) this.draw();
  }

  draw() {
    const { currents, rates, present } = this.run;
    const [factor, prefix] = prefixOf(10 * currents.at(-1));
    const unit = `${prefix}A`;
    if (this.plot !== null && unit !== this.currentUnit) {
      this.plot.destroy();
      this.plot = null;
    }
    this.currentUnit = unit;
    this.present = {
      current: present.current / factor,
      least: present.least / factor,
      most: present.most / factor,
      rate: present.rate,
    };
    const data = [
      Float64Array.from(currents, (current) => current / factor),
      rates.reference,
      rates.circuit,
    ];
    if (this.plot === null) this.plot = new uPlot(this.options(), data, this.root);
    else this.plot.setData(data);
  }

  options() {
    const colour = colours();
    return {
      width: this.width(),
      height: HEIGHT,
      padding: [8, 12, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false } },
      scales: {
        x: { time: false },
        y: {
          range: (u, least, most) => [0, Math.max(1.08 * (most ?? 0), 1.15 * this.present.rate, 1)],
        },
      },
      axes: [
        axis(colour, {
          size: 24,
          label: `constant current (${this.currentUnit})`,
          labelSize: 16,
          labelGap: 0,
        }),
        axis(colour, { size: 52, label: 'rate (Hz)', labelSize: 16, labelGap: 0 }),
      ],
      series: [
        {},
        { stroke: colour.reference, width: 1.5, points: { show: false } },
        {
          stroke: colour.circuit,
          paths: () => null,
          points: { show: true, size: 5, fill: colour.circuit, width: 0 },
        },
      ],
      hooks: { draw: [(u) => this.mark(u, colour)] },
    };
  }

  /** Gives where the present run is: its mean current and mean rate, and its currents along the axis. */
  mark(u, colour) {
    const { ctx } = u;
    const ratio = devicePixelRatio || 1;
    const x = u.valToPos(this.present.current, 'x', true);
    const y = u.valToPos(this.present.rate, 'y', true);
    const { left, top, width, height } = u.bbox;
    const across = (current) =>
      Math.min(Math.max(u.valToPos(current, 'x', true), left), left + width);
    ctx.save();
    ctx.lineWidth = 4 * ratio;
    ctx.strokeStyle = colour.current;
    ctx.beginPath();
    ctx.moveTo(across(this.present.least), top + height - 2 * ratio);
    ctx.lineTo(across(this.present.most), top + height - 2 * ratio);
    ctx.stroke();
    ctx.beginPath();
    ctx.arc(x, y, 7 * ratio, 0, 2 * Math.PI);
    ctx.lineWidth = 2.5 * ratio;
    ctx.strokeStyle = colour.ink;
    ctx.stroke();
    ctx.restore();
  }
}
