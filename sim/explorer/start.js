// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// A browser that cannot run the page's module runs this before it: it says why there is nothing to see.

const NEEDED = ['WebAssembly', 'DecompressionStream', 'ResizeObserver', 'structuredClone'];
const place = document.getElementById('start');

function tell(why) {
  place.textContent = why;
  place.hidden = false;
}

/** Tells an error, unless the page has started, or the reason is told already. */
function failed(error) {
  if (document.documentElement.dataset.ready === undefined && place.hidden)
    tell(`The explorer could not start: ${(error && error.message) || error}`);
}

const missing = NEEDED.filter((name) => !(name in window));
if (missing.length > 0)
  tell(
    `This browser has no ${missing.join(' and no ')}, which the explorer needs. Use a browser of 2023 or later, or lifcosim run.`,
  );
addEventListener('error', (event) => failed(event.error || event.message));
addEventListener('unhandledrejection', (event) => failed(event.reason));
