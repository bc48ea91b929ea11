// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// Networks on the WebAssembly side: a text and a core go in, a judged run comes out. It works in a
// browser and in node, and touches no page.

import { openWasm } from './engine.js';
import { Refusal, networkBytes } from './network_yaml.js';

/** The flags of a neuron-tick, as in explorer_network.c. */
export const FLAGS = { spike: 1, reference: 2, ambiguous: 4, held: 8, must: 16 };

const COLUMNS = { membrane_v: 0, reference_v: 1, bound_v: 2, level_v: 3 };

/** @param {WebAssembly.Module | BufferSource} wasm  explorer.wasm
 * @param {Object<string, string>} files  that networks name, and come with the page */
export async function loadNetworkEngine(wasm, files) {
  let side;
  const open = async () => {
    side = await openWasm(wasm);
    for (const [name, text] of Object.entries(files))
      side.withTexts([name, text], side.exports.explorer_file);
  };
  await open();
  const cores = JSON.parse(side.text(side.exports.explorer_cores()));

  /** Gives the rows of a neuron of the last run that was not refused; null where there is none any
   * more, because the WebAssembly side had to begin anew. */
  function rowsOf(neuron, neurons, ticks) {
    const rows = {};
    const { exports } = side;
    if (exports.explorer_network_column(0) === 0) return null;
    const all = (index, View) =>
      new View(exports.memory.buffer, exports.explorer_network_column(index), ticks * neurons);
    for (const [name, index] of Object.entries(COLUMNS)) {
      const column = all(index, Float64Array);
      rows[name] = Float64Array.from({ length: ticks }, (_, t) => column[t * neurons + neuron]);
    }
    const flags = all(4, Uint8Array);
    rows.flags = Uint8Array.from({ length: ticks }, (_, t) => flags[t * neurons + neuron]);
    return rows;
  }

  return {
    /** All cores: name, core (what run takes), about, kind (core, fault), neurons, receptors. */
    cores,

    /** Runs and judges the network of a text on a core, '' for its own. Returns {error, line,
     * column}, or {json: the document of `lifcosim run --json`, result: its only result, about: see
     * explorer_network.h}. */
    async run(text, core) {
      try {
        const tree = networkBytes(text);
        const json = side.withTexts([core], (name) =>
          side.withBytes(tree, (at) =>
            side.text(side.exports.explorer_network_run(at, tree.length, name)),
          ),
        );
        const document = JSON.parse(json);
        if (document.error !== undefined)
          return { error: document.error, line: document.node, column: document.column };
        const about = JSON.parse(side.text(side.exports.explorer_network_about()));
        return { json, result: document.results[0], about };
      } catch (error) {
        if (error instanceof Refusal)
          return { error: error.message, line: error.line, column: error.column };
        await open(); // what ran is in the middle of something
        return { error: `the run ended: ${error.message}`, line: 0, column: 0 };
      }
    },

    rowsOf,

    /** Gives the rows of all neurons of the last run, as `lifcosim run --csv` writes them. */
    csv: () => side.text(side.exports.explorer_network_csv()),
  };
}
