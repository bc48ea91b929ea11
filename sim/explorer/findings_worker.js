// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// A worker looks for what is wrong with a circuit, or asks it what it computes, beside the page. It is
// told the compiled WebAssembly first, and then a run at a time, {scenario, circuit}, or a circuit,
// {calibrate}. It answers as the engine's findings() or calibrate() does.

import { loadEngine } from './engine.js';

let engine; // a promise

onmessage = async ({ data }) => {
  if (data instanceof WebAssembly.Module) {
    engine = loadEngine(data);
    return;
  }
  try {
    const { findings, calibrate } = await engine;
    postMessage(
      data.calibrate !== undefined ? calibrate(data.calibrate) : findings(data.scenario, data.circuit),
    );
  } catch (error) {
    postMessage({ error: error.message });
  }
};
