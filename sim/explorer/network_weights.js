// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The matrix of weights: a row for each source of events that has one, a column for each neuron, colour
// by sign and size. The value under the pointer, or at the cursor that the arrow keys move, is told.

import { colours } from './plots.js';
import { si } from './view.js';

const MARGIN = { left: 66, top: 20 };

export class Weights {
  /** canvas, and where the value under the cursor is told; onNeuron(number) where a cell is clicked. */
  constructor(canvas, note, onNeuron) {
    Object.assign(this, { canvas, note, about: null, at: null });
    const from = (event) => {
      const box = canvas.getBoundingClientRect();
      return this.cellAt(event.clientX - box.left, event.clientY - box.top);
    };
    canvas.addEventListener('pointermove', (event) => this.go(from(event)));
    canvas.addEventListener('pointerdown', (event) => this.go(from(event)));
    canvas.addEventListener('click', (event) => {
      const cell = from(event);
      if (cell !== null) onNeuron(cell[1]);
    });
    canvas.addEventListener('keydown', (event) => {
      const by = {
        ArrowDown: [1, 0],
        ArrowUp: [-1, 0],
        ArrowRight: [0, 1],
        ArrowLeft: [0, -1],
      }[event.key];
      if (this.about === null || this.rows.length === 0) return;
      if (event.key === 'Enter' && this.at !== null) onNeuron(this.at[1]);
      if (by === undefined) return;
      event.preventDefault();
      const [row, neuron] = this.at ?? [0, 0];
      const limit = (value, count) => Math.min(Math.max(value, 0), count - 1);
      this.go(
        this.at === null
          ? [0, 0]
          : [limit(row + by[0], this.rows.length), limit(neuron + by[1], this.columns)],
      );
    });
    new ResizeObserver(() => this.draw()).observe(canvas.parentElement);
  }

  /** Shows the weights of a run (see explorer_network.h). */
  show(about) {
    this.about = about;
    this.columns = about.neurons.length;
    this.rows = [...new Set(about.weights.map(([row]) => row))];
    this.cells = new Map(about.weights.map((weight) => [`${weight[0]},${weight[1]}`, weight]));
    this.most = Math.max(...about.weights.map((weight) => Math.abs(weight[3])), 1e-30);
    this.at = null;
    this.draw();
    this.tell();
  }

  cellAt(x, y) {
    const row = Math.floor((y - MARGIN.top) / this.size);
    const neuron = Math.floor((x - MARGIN.left) / this.size);
    const inside =
      this.about !== null && row >= 0 && row < this.rows.length && neuron >= 0 && neuron < this.columns;
    return inside ? [row, neuron] : null;
  }

  go(at) {
    if (String(at) === String(this.at)) return;
    this.at = at;
    this.draw();
    this.tell();
  }

  /** Tells the weight at the cursor; without one, how many there are. */
  tell() {
    if (this.at === null) {
      this.note.textContent = `${this.about.weights.length} weights that are not 0, at most ${si(this.most, 'V', 4)}. Point at one, or use the arrow keys.`;
      return;
    }
    const row = this.rows[this.at[0]];
    const source = this.about.rows[row];
    const pair = `${source.name} → ${this.about.neurons[this.at[1]].name}`;
    const weight = this.cells.get(`${row},${this.at[1]}`);
    const delay = `${source.delay} tick${source.delay === 1 ? '' : 's'} late`;
    const receptor = this.about.receptors === 2 ? `, receptor ${source.receptor}` : '';
    this.note.textContent =
      weight === undefined
        ? `${pair}: no weight`
        : `${pair}: word ${String(weight[2]).replace('-', '−')}, ${si(weight[3], 'V', 5)} (asked for ${si(weight[4], 'V', 5)}), ${delay}${receptor}`;
  }

  draw() {
    if (this.about === null || this.canvas.parentElement.clientWidth === 0) return;
    const { canvas, rows, columns } = this;
    const colour = colours();
    const ratio = devicePixelRatio || 1;
    const room = canvas.parentElement.clientWidth - MARGIN.left - 2;
    const fits = Math.min(room / columns, 600 / Math.max(1, rows.length));
    this.size = Math.min(18, Math.max(3, Math.floor(fits)));
    const width = MARGIN.left + this.size * columns + 1;
    const height = MARGIN.top + this.size * Math.max(1, rows.length) + 1;
    Object.assign(canvas, { width: width * ratio, height: height * ratio });
    Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
    const ctx = canvas.getContext('2d');
    ctx.scale(ratio, ratio);
    ctx.fillStyle = colour.grid;
    ctx.fillRect(MARGIN.left, MARGIN.top, this.size * columns, this.size * rows.length);
    const gap = this.size > 6 ? 1 : 0;
    rows.forEach((row, r) => {
      for (let neuron = 0; neuron < columns; neuron++) {
        const weight = this.cells.get(`${row},${neuron}`);
        if (weight === undefined) continue;
        ctx.globalAlpha = 0.25 + (0.75 * Math.abs(weight[3])) / this.most;
        ctx.fillStyle = weight[3] < 0 ? colour.reference : colour.circuit;
        ctx.fillRect(
          MARGIN.left + neuron * this.size,
          MARGIN.top + r * this.size,
          this.size - gap,
          this.size - gap,
        );
      }
    });
    ctx.globalAlpha = 1;
    this.label(ctx, colour);
    if (this.at !== null) {
      ctx.strokeStyle = colour.ink;
      ctx.lineWidth = 2;
      const [r, neuron] = this.at;
      ctx.strokeRect(MARGIN.left + neuron * this.size, MARGIN.top + r * this.size, this.size, this.size);
    }
  }

  /** Names the groups where each begins: targets above, sources at the left. */
  label(ctx, colour) {
    ctx.fillStyle = colour.soft;
    ctx.font = '12px system-ui, sans-serif';
    ctx.textBaseline = 'bottom';
    let end = 0;
    for (const { name, first } of this.about.populations) {
      const x = MARGIN.left + first * this.size;
      if (x < end) continue; // there is no room
      ctx.fillText(name, x, MARGIN.top - 3);
      end = x + ctx.measureText(name).width + 6;
    }
    ctx.textAlign = 'right';
    ctx.textBaseline = 'top';
    end = 0;
    let before;
    this.rows.forEach((row, r) => {
      const group = this.about.rows[row].name.replace(/\[\d+\]$/, '');
      const y = MARGIN.top + r * this.size;
      if (group !== before && y >= end) {
        ctx.fillText(group, MARGIN.left - 6, y, MARGIN.left - 8);
        end = y + 14;
      }
      before = group;
    });
    ctx.textAlign = 'left';
  }
}
