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
  let side = null; // none yet, or what it was has thrown
  let last = null; // the tree and core of the last run that was not refused
  const open = async () => {
    if (side !== null) return;
    const opened = await openWasm(wasm);
    for (const [name, text] of Object.entries(files))
      if (opened.withTexts([name, text], opened.exports.explorer_file) !== 0)
        throw new Error(`there is no room for the table ${name}`);
    side = opened;
  };
  await open();
  const cores = JSON.parse(side.text(side.exports.explorer_cores()));

  /** Runs a tree on a core; gives the document as text. */
  const runTree = ({ tree, core }) =>
    side.withTexts([core], (name) =>
      side.withBytes(tree, (at) =>
        side.text(side.exports.explorer_network_run(at, tree.length, name)),
      ),
    );

  /** Leaves what threw, which is in the middle of something, for another instance. There what ran last is
   * run again, for its rows. Gives what there is to tell. */
  async function recover(error) {
    const before = last;
    side = last = null;
    try {
      await open();
      if (before !== null) runTree(before);
      last = before;
    } catch {
      side = null; // the next run tries again, and says why it cannot
    }
    return `the run ended: ${error.message}`;
  }

  /** Gives the rows of a neuron of the last run that was not refused; null where there is none any
   * more, because it could not be run again after another one had thrown. */
  function rowsOf(neuron, neurons, ticks) {
    if (last === null) return null;
    const rows = {};
    const { exports } = side;
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
        const now = { tree: networkBytes(text), core };
        await open();
        const json = runTree(now);
        const document = JSON.parse(json);
        if (document.error !== undefined)
          return { error: document.error, line: document.node, column: document.column };
        const about = JSON.parse(side.text(side.exports.explorer_network_about()));
        last = now;
        return { json, result: document.results[0], about };
      } catch (error) {
        if (error instanceof Refusal)
          return { error: error.message, line: error.line, column: error.column };
        return { error: await recover(error), line: 0, column: 0 };
      }
    },

    rowsOf,

    /** Runs the last run once more, and gives {csv: the rows of all neurons, as `lifcosim run --csv`
     * writes them}, or {error}. */
    async csv() {
      if (last === null) return { error: 'there is no run any more; run the network again' };
      try {
        return { csv: side.text(side.exports.explorer_network_csv()) };
      } catch (error) {
        return { error: await recover(error) };
      }
    },
  };
}
