// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The plots draw marks beside their series: lines across, the first mismatch, and spikes as
// rasters.

function clipped(u, draw) {
  const { ctx, bbox } = u;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  draw(ctx, bbox, devicePixelRatio || 1);
  ctx.restore();
}

/** Draws dashed lines: across by lines(), {at, colour, text}; down at mismatch(), or null. */
export function linesPlugin(lines, colour, mismatch = () => null) {
  return {
    hooks: {
      draw: [
        (u) =>
          clipped(u, (ctx, box, ratio) => {
            ctx.lineWidth = ratio;
            ctx.font = `${12 * ratio}px system-ui, sans-serif`;
            ctx.textAlign = 'right';
            ctx.textBaseline = 'alphabetic';
            for (const { at, colour: stroke, text } of lines()) {
              const y = Math.round(u.valToPos(at, 'y', true)) + 0.5;
              ctx.setLineDash(text ? [7 * ratio, 5 * ratio] : []);
              ctx.strokeStyle = ctx.fillStyle = stroke;
              ctx.beginPath();
              ctx.moveTo(box.left, y);
              ctx.lineTo(box.left + box.width, y);
              ctx.stroke();
              if (!text) continue;
              ctx.setLineDash([]);
              ctx.strokeStyle = colour.card; // the text stays readable on curves
              ctx.lineWidth = 4 * ratio;
              ctx.strokeText(text, box.left + box.width - 4 * ratio, y - 5 * ratio);
              ctx.fillText(text, box.left + box.width - 4 * ratio, y - 5 * ratio);
              ctx.lineWidth = ratio;
            }
            const at = mismatch();
            if (at !== null) {
              const x = Math.round(u.valToPos(at, 'x', true)) + 0.5;
              ctx.setLineDash([3 * ratio, 3 * ratio]);
              ctx.strokeStyle = colour.fail;
              ctx.beginPath();
              ctx.moveTo(x, box.top);
              ctx.lineTo(x, box.top + box.height);
              ctx.stroke();
            }
          }),
      ],
    },
  };
}

/** Draws the spikes of circuit (above) and reference; those that only one of them has stand out by
 * colour and by being taller; an ambiguous step has a dot between the rows. */
export function spikesPlugin(view, colour) {
  const row = (u, ctx, ratio, times, others, centre, stroke) => {
    const { min, max } = u.scales.x;
    const middle = u.valToPos(centre, 'y', true);
    const half = Math.abs(u.valToPos(0.34, 'y', true) - u.valToPos(0, 'y', true));
    for (const differs of [false, true]) {
      ctx.strokeStyle = differs ? colour.fail : stroke;
      ctx.lineWidth = (differs ? 2 : 1.5) * ratio;
      ctx.beginPath();
      for (const time of times) {
        if (time < min || time > max || others.has(time) === differs) continue;
        const x = Math.round(u.valToPos(time, 'x', true)) + 0.5;
        const reach = differs ? half * 1.35 : half;
        ctx.moveTo(x, middle - reach);
        ctx.lineTo(x, middle + reach);
      }
      ctx.stroke();
    }
  };
  return {
    hooks: {
      draw: [
        (u) =>
          clipped(u, (ctx, box, ratio) => {
            const { spikes, referenceSpikes, ambiguous } = view();
            row(u, ctx, ratio, spikes, new Set(referenceSpikes), 1, colour.circuit);
            row(u, ctx, ratio, referenceSpikes, new Set(spikes), 0, colour.reference);
            ctx.fillStyle = colour.unsure;
            const y = u.valToPos(0.5, 'y', true);
            for (const time of ambiguous) {
              ctx.beginPath();
              ctx.arc(u.valToPos(time, 'x', true), y, 3 * ratio, 0, 2 * Math.PI);
              ctx.fill();
            }
          }),
      ],
    },
  };
}

/** Marks steps whose error is outside of its bound: at most one mark a pixel and a height. */
export function outsidePlugin(view, colour) {
  return {
    hooks: {
      draw: [
        (u) =>
          clipped(u, (ctx, box, ratio) => {
            const { outside, error, time } = view();
            const { min, max } = u.scales.x;
            const size = 3 * ratio;
            let before = NaN;
            ctx.fillStyle = colour.fail;
            for (const step of outside) {
              if (time[step] < min || time[step] > max) continue;
              const x = Math.round(u.valToPos(time[step], 'x', true));
              const y = Math.round(u.valToPos(error[step], 'y', true));
              if (65536 * x + y === before) continue;
              before = 65536 * x + y;
              ctx.fillRect(x - size / 2, y - size / 2, size, size);
            }
          }),
      ],
    },
  };
}
