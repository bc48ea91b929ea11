// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The plots share one time axis: current, membrane, error inside its bound, spikes; of a network other
// ones (network_plots.js). uPlot draws; this file says what is drawn, and has the common zoom and the
// common cursor.

import uPlot from 'uplot';
import { linesPlugin, outsidePlugin, spikesPlugin } from './marks.js';

const AXIS_WIDTH = 66;
const FONT = '12px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif';

/** Reads the colours of the style sheet, which knows light and dark. */
export function colours() {
  const style = getComputedStyle(document.documentElement);
  const names = [
    'ink',
    'soft',
    'grid',
    'circuit',
    'reference',
    'current',
    'band',
    'unsure',
    'fail',
    'card',
  ];
  return Object.fromEntries(
    names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
  );
}

export function axis(colour, more) {
  return {
    stroke: colour.soft,
    font: FONT,
    labelFont: FONT,
    grid: { stroke: colour.grid, width: 1 },
    ticks: { stroke: colour.grid, width: 1, size: 4 },
    gap: 4,
    ...more,
  };
}

/** Gives a range with a margin around what is seen, and around what must be seen. */
function spread(least, most, extra = []) {
  const values = [least, most, ...extra].filter(
    (value) => value !== null && Number.isFinite(value),
  );
  if (values.length === 0) return [-1, 1];
  const low = Math.min(...values);
  const high = Math.max(...values);
  const margin = (high - low) * 0.08 || Math.abs(high) * 0.1 || 1;
  return [low - margin, high + margin];
}

/** Gives the largest value of a series in the part that is seen. */
function largestIn(u, series) {
  const { min, max } = u.scales.x;
  let most = 0;
  u.data[0].forEach((time, i) => {
    if (time >= min && time <= max && u.data[series][i] > most) most = u.data[series][i];
  });
  return most;
}

/** One plot has more than the time axis: series, the range of its values, and its own marks. */
export function parts(name, view, colour) {
  const line = (stroke, more) => ({ stroke, width: 1.5, points: { show: false }, ...more });
  switch (name) {
    case 'current':
      return {
        series: [line(colour.current, { paths: uPlot.paths.stepped({ align: 1 }) })],
        range: (u, least, most) => spread(least, most, [0]),
      };
    case 'membrane':
      return {
        series: [
          line(colour.circuit, { width: 2 }),
          line(colour.reference, { width: 2, dash: [5, 6] }),
        ],
        range: (u, least, most) => spread(least, most, [view().threshold]),
        plugins: [
          linesPlugin(
            () => [{ at: view().threshold, colour: colour.ink, text: view().thresholdText }],
            colour,
          ),
        ],
      };
    case 'error':
      return {
        series: [
          line(colour.band, { width: 1 }),
          line(colour.band, { width: 1 }),
          line(colour.circuit),
        ],
        bands: [{ series: [1, 2], fill: `${colour.band}55` }],
        range: (u, least, most) => {
          const size = view().fitBound
            ? 1.6 * largestIn(u, 1)
            : Math.max(Math.abs(least), Math.abs(most));
          const [, high] = spread(-size, size);
          return [-high, high];
        },
        plugins: [outsidePlugin(view, colour)],
      };
    default:
      return {
        series: [{ paths: () => null, points: { show: false } }],
        range: () => [-0.6, 1.6],
        plugins: [spikesPlugin(view, colour)],
        points: false,
        axis: {
          splits: () => [0, 1],
          values: () => ['reference', 'circuit'],
          grid: { show: false },
        },
      };
  }
}

/** Each plot has these columns. */
export const DATA = {
  current: (view) => [view.time, view.current],
  membrane: (view) => [view.time, view.circuit, view.reference],
  error: (view) => [view.time, view.bound, view.minusBound, view.error],
  spikes: (view) => [view.time, view.nothing],
};

/** The plots of a neuron: their heights in pixels from top to bottom, what each draws, its columns. */
const OF_A_NEURON = {
  key: 'explorer',
  heights: () => ({ current: 110, membrane: 250, error: 150, spikes: 108 }),
  parts,
  data: DATA,
};

/** Zooms at once, and not a moment later: what follows asks where things are. */
function focus(plot, min, max) {
  plot.batch(() => plot.setScale('x', { min, max }));
}

export class Plots {
  /** root has a child [data-plot=NAME] for each plot; onCursor(step or null) is called as it moves. */
  constructor(root, onCursor, kind = OF_A_NEURON) {
    this.root = root;
    this.kind = kind;
    this.onCursor = onCursor;
    this.plots = {};
    this.view = null;
    this.window = null; // [least, most] of the time axis; null: all
    this.step = null;
    new ResizeObserver(() => this.resize()).observe(root);
  }

  width() {
    return Math.max(240, this.root.clientWidth);
  }

  resize() {
    if (this.view === null || this.root.clientWidth === 0) return;
    for (const [name, height] of Object.entries(this.kind.heights(this.view)))
      this.plots[name]?.setSize({ width: this.width(), height });
  }

  /** Draws a new view. A zoom stays where it is as long as the run's time axis does. */
  show(view) {
    const before = this.view;
    if (before !== null && before.end !== view.end) this.window = null;
    this.view = view;
    if (Object.keys(this.plots).length === 0) this.build();
    for (const [name, plot] of Object.entries(this.plots)) {
      plot.batch(() => {
        plot.setData(this.kind.data[name](view), false);
        const [min, max] = this.window ?? [0, view.end];
        plot.setScale('x', { min, max });
      });
    }
  }

  /** Builds all plots anew, as after a change of the colours. */
  rebuild() {
    for (const plot of Object.values(this.plots)) plot.destroy();
    this.plots = {};
    if (this.view !== null) this.show(this.view);
  }

  build() {
    const colour = colours();
    for (const [name, height] of Object.entries(this.kind.heights(this.view))) {
      const place = this.root.querySelector(`[data-plot=${name}]`);
      const data = this.kind.data[name](this.view);
      this.plots[name] = new uPlot(this.options(name, height, colour), data, place);
    }
    this.zoomed = (min, max) => {
      for (const plot of Object.values(this.plots)) {
        if (plot.scales.x.min !== min || plot.scales.x.max !== max) focus(plot, min, max);
      }
    };
  }

  options(name, height, colour) {
    const own = this.kind.parts(name, () => this.view, colour);
    const last = name === Object.keys(this.kind.data).at(-1);
    return {
      width: this.width(),
      height,
      padding: [6, 10, 0, 0],
      legend: { show: false },
      cursor: {
        sync: { key: this.kind.key, scales: ['x', null] },
        drag: { x: true, y: false },
        y: false,
        points: { show: own.points ?? true, size: 7, width: 1.5, fill: colour.card },
      },
      scales: {
        x: { time: false, range: (u, min, max) => this.wholeOr(min, max) },
        y: { range: own.range, dir: own.direction ?? 1 },
      },
      axes: [
        axis(
          colour,
          last
            ? { size: 24, label: `time (${this.view.timeUnit})`, labelSize: 16, labelGap: 0 }
            : { size: 6, values: (u, splits) => splits.map(() => ''), ticks: { show: false } },
        ),
        axis(colour, { size: AXIS_WIDTH, ...(own.axis ?? { space: 28 }) }),
      ],
      series: [{}, ...own.series],
      bands: own.bands,
      plugins: [
        ...(own.plugins ?? []),
        linesPlugin(
          () => [],
          colour,
          () => this.view.mismatch,
        ),
      ],
      hooks: {
        setScale: [(u, key) => key === 'x' && this.scaled(u)],
        setCursor: [(u) => this.moved(u)],
      },
    };
  }

  /** uPlot's own "all" ends with the last step's begin; the run ends with its end. */
  wholeOr(min, max) {
    const { time, end } = this.view;
    return min === time[0] && max === time.at(-1) ? [0, end] : [min, max];
  }

  /** Makes all plots follow one that was zoomed. */
  scaled(plot) {
    const { min, max } = plot.scales.x;
    if (min == null || this.following) return;
    this.following = true;
    this.window = min <= 0 && max >= this.view.end ? null : [min, max];
    this.zoomed?.(min, max);
    this.following = false;
  }

  moved(plot) {
    const step = plot.cursor.left >= 0 ? plot.cursor.idx : null;
    if (step === this.step) return;
    this.step = step;
    this.onCursor(step);
  }

  // ---- what buttons, keys, wheel and fingers do ----

  /** Gives the part of the time axis that each plot shows. */
  windows() {
    return Object.values(this.plots).map(({ scales }) => [scales.x.min, scales.x.max]);
  }

  seen() {
    return this.window ?? [0, this.view.end];
  }

  look(min, max) {
    const least = (8 * this.view.end) / this.view.time.length; // some steps at least
    const span = Math.min(Math.max(max - min, Math.min(least, this.view.end)), this.view.end);
    const from = Math.min(Math.max((min + max - span) / 2, 0), this.view.end - span);
    focus(this.plots.membrane, from, from + span);
  }

  /** Zooms around a time (default: the cursor, or else the middle); factor < 1 zooms in. */
  zoom(factor, at) {
    const [min, max] = this.seen();
    const centre =
      at ??
      (this.step !== null && this.view.time[this.step] >= min && this.view.time[this.step] <= max
        ? this.view.time[this.step]
        : (min + max) / 2);
    this.look(centre - (centre - min) * factor, centre + (max - centre) * factor);
  }

  /** Pans by a share of what is seen. */
  pan(share) {
    const [min, max] = this.seen();
    const by = share * (max - min);
    const from = Math.min(Math.max(min + by, 0), this.view.end - (max - min));
    this.look(from, from + (max - min));
  }

  all() {
    this.look(0, this.view.end);
  }

  /** Puts the cursor on a step, and moves the window there where it is not in sight. */
  go(step) {
    const { time } = this.view;
    const to = Math.min(Math.max(step, 0), time.length - 1);
    const [min, max] = this.seen();
    if (time[to] < min || time[to] > max)
      this.look(time[to] - (max - min) / 2, time[to] + (max - min) / 2);
    for (const plot of Object.values(this.plots)) {
      plot.setCursor(
        { left: plot.valToPos(time[to], 'x'), top: plot.over.clientHeight / 2 },
        false,
      );
    }
    this.step = to;
    this.onCursor(to);
  }

  /** Gives the time under a point of the page. */
  timeAt(clientX) {
    const box = this.plots.membrane.over.getBoundingClientRect();
    return this.plots.membrane.posToVal(clientX - box.left, 'x');
  }
}
