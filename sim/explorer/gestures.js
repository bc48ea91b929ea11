// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// Keys, wheel, buttons and fingers move the plots. Dragging a window with the mouse is uPlot's own.

/** spikes() gives the steps of the present run's; more has other keys, and what they do. */
export function onKeys(root, plots, spikes, more = {}) {
  const spike = (by) => {
    const at = plots.step ?? -1;
    const steps = spikes();
    return by > 0 ? steps.find((step) => step > at) : steps.findLast((step) => step < at);
  };
  const actions = {
    ArrowRight: (far) => plots.go((plots.step ?? -1) + far),
    ArrowLeft: (far) => plots.go((plots.step ?? 1) - far),
    Home: () => plots.go(0),
    End: () => plots.go(Infinity),
    n: () => spike(1) !== undefined && plots.go(spike(1)),
    p: () => spike(-1) !== undefined && plots.go(spike(-1)),
    '+': () => plots.zoom(0.5),
    '=': () => plots.zoom(0.5),
    '-': () => plots.zoom(2),
    ',': () => plots.pan(-0.25),
    '.': () => plots.pan(0.25),
    0: () => plots.all(),
    Escape: () => plots.all(),
    ...more,
  };
  root.addEventListener('keydown', (event) => {
    const action = actions[event.key];
    if (
      event.target !== root ||
      action === undefined ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey
    )
      return;
    event.preventDefault();
    action(event.shiftKey ? 10 : 1);
  });
}

export function onPointers(stack, root, plots) {
  const buttons = {
    left: () => plots.pan(-0.25),
    right: () => plots.pan(0.25),
    in: () => plots.zoom(0.5),
    out: () => plots.zoom(2),
    all: () => plots.all(),
  };
  for (const button of root.querySelectorAll('[data-zoom]'))
    button.addEventListener('click', buttons[button.dataset.zoom]);

  stack.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return; // the page scrolls
      event.preventDefault();
      plots.zoom(event.deltaY < 0 ? 0.8 : 1.25, plots.timeAt(event.clientX));
    },
    { passive: false },
  );

  // shift and drag pans; this is caught before uPlot begins to draw a window
  stack.addEventListener(
    'mousedown',
    (event) => {
      if (!event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      event.stopPropagation();
      let from = event.clientX;
      const width = plots.plots.membrane.over.clientWidth;
      const move = (moved) => {
        plots.pan((from - moved.clientX) / width);
        from = moved.clientX;
      };
      addEventListener('mousemove', move);
      addEventListener('mouseup', () => removeEventListener('mousemove', move), { once: true });
    },
    { capture: true },
  );
  onFingers(stack, plots);
}

/** One finger puts the cursor, two zoom and pan; up and down the page scrolls. */
function onFingers(stack, plots) {
  let before = null; // {centre, apart} of two fingers
  const two = ([a, b]) => ({
    centre: (a.clientX + b.clientX) / 2,
    apart: Math.max(20, Math.abs(a.clientX - b.clientX)),
  });
  stack.addEventListener('touchstart', (event) => {
    before = event.touches.length === 2 ? two(event.touches) : null;
  });
  stack.addEventListener(
    'touchmove',
    (event) => {
      if (event.touches.length === 2 && before !== null) {
        event.preventDefault();
        const now = two(event.touches);
        plots.zoom(before.apart / now.apart, plots.timeAt(before.centre));
        plots.pan((before.centre - now.centre) / plots.plots.membrane.over.clientWidth);
        before = now;
      } else if (event.touches.length === 1) {
        put(event.touches[0]);
      }
    },
    { passive: false },
  );
  const put = ({ clientX }) => {
    const { time } = plots.view;
    plots.go(Math.round(plots.timeAt(clientX) / (time[1] ?? 1)));
  };
}

/** On a narrow screen the plots are out of sight while a slider moves: a strip shows the membrane. */
export function onScroll(strip, root, plots) {
  new IntersectionObserver(([{ isIntersecting }]) => {
    strip.hidden = isIntersecting || root.offsetParent === null; // or of a view that is not shown
    drawStrip(strip, plots);
  }).observe(root);
}

export function drawStrip(strip, plots, verdict) {
  const badge = strip.querySelector('.badge');
  if (verdict !== undefined)
    Object.assign(badge, { textContent: verdict, className: `badge ${verdict}` });
  const small = strip.querySelector('canvas');
  const plot = plots.plots.membrane;
  if (strip.hidden || plot === undefined || small.clientWidth === 0) return;
  const { left, top, width, height } = plot.bbox;
  small.width = small.clientWidth * devicePixelRatio;
  small.height = small.clientHeight * devicePixelRatio;
  small
    .getContext('2d')
    .drawImage(plot.ctx.canvas, left, top, width, height, 0, 0, small.width, small.height);
}
