// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// A worker looks for what is wrong with a circuit, beside the page. It is told the compiled WebAssembly
// first, and then a run at a time: {scenario, circuit}. It answers as the engine's findings() does.

import { loadEngine } from './engine.js';

let engine; // a promise

onmessage = async ({ data }) => {
  if (data instanceof WebAssembly.Module) {
    engine = loadEngine(data);
    return;
  }
  try {
    postMessage((await engine).findings(data.scenario, data.circuit));
  } catch (error) {
    postMessage({ error: error.message });
  }
};
