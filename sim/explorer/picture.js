// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// This draws the stack of plots as one picture, with its headings and its verdict.

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

/** Reads the heading of a plot: its text, and the keys of its lines with their colours. */
function headOf(name) {
  const head = document.querySelector(`[data-head=${name}]`);
  const unit = head.querySelector('.unit')?.textContent ?? '';
  const keys = [...head.querySelectorAll('.key')].map((key) => ({
    text: key.textContent,
    colour: getComputedStyle(key).getPropertyValue('--key').trim() || colours().band,
    dashed: key.classList.contains('dashed'),
  }));
  return { text: `${head.firstChild.textContent.trim()} ${unit}`.trim(), keys };
}

function drawHead(ctx, { text, keys }, x, y, ratio, colour, font) {
  ctx.fillStyle = colour.ink;
  ctx.font = font(13, '600');
  ctx.fillText(text, x, y);
  let at = x + ctx.measureText(text).width + 18 * ratio;
  ctx.font = font(12);
  for (const key of keys) {
    ctx.strokeStyle = key.colour;
    ctx.lineWidth = 2.5 * ratio;
    ctx.setLineDash(key.dashed ? [5 * ratio, 3 * ratio] : []);
    ctx.beginPath();
    ctx.moveTo(at, y - 4 * ratio);
    ctx.lineTo(at + 18 * ratio, y - 4 * ratio);
    ctx.stroke();
    ctx.fillStyle = colour.soft;
    ctx.fillText(key.text, at + 23 * ratio, y);
    at += 23 * ratio + ctx.measureText(key.text).width + 16 * ratio;
  }
}

/** Returns a canvas. */
export function pictureOf(plots, title, text) {
  const colour = colours();
  const ratio = devicePixelRatio || 1;
  const pad = 16 * ratio;
  const canvases = Object.entries(plots.plots).map(([name, plot]) => [
    headOf(name),
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
    drawHead(ctx, head, pad + 66 * ratio, y + 15 * ratio, ratio, colour, font);
    ctx.drawImage(one, pad, y + 22 * ratio);
    y += one.height + 24 * ratio;
  }
  return canvas;
}
