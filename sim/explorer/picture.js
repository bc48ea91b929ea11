// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The stack of plots as one picture, with its headings and its verdict.

import { colours } from './plots.js';

/** Cuts a text into lines that fit a width. */
function wrap(ctx, text, width) {
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = lines.at(-1) === '' ? word : `${lines.at(-1)} ${word}`;
    if (ctx.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** heads: {NAME: text} of the plots in their order; returns a canvas. */
export function pictureOf(plots, heads, title, text) {
  const colour = colours();
  const ratio = devicePixelRatio || 1;
  const pad = 16 * ratio;
  const canvases = Object.entries(plots.plots).map(([name, plot]) => [
    heads[name],
    plot.ctx.canvas,
  ]);
  const width = Math.max(...canvases.map(([, canvas]) => canvas.width)) + 2 * pad;
  const canvas = document.createElement('canvas');
  const ctx = canvas.getContext('2d');
  const font = (size, weight = '') => `${weight} ${size * ratio}px system-ui, sans-serif`;
  canvas.width = width;
  ctx.font = font(13);
  const lines = wrap(ctx, text, width - 2 * pad);
  const top = (46 + 18 * lines.length) * ratio;
  canvas.height = top + canvases.reduce((sum, [, one]) => sum + one.height + 24 * ratio, 0) + pad;
  ctx.fillStyle = colour.card;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.fillStyle = colour.ink;
  ctx.font = font(18, '600');
  ctx.fillText(title, pad, 28 * ratio);
  ctx.font = font(13);
  lines.forEach((line, i) => ctx.fillText(line, pad, (50 + 18 * i) * ratio));
  let y = top;
  for (const [head, one] of canvases) {
    ctx.fillStyle = colour.soft;
    ctx.font = font(13, '600');
    ctx.fillText(head, pad, y + 15 * ratio);
    ctx.drawImage(one, pad, y + 22 * ratio);
    y += one.height + 24 * ratio;
  }
  return canvas;
}
