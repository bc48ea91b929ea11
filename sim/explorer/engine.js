// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// This is the WebAssembly side as JavaScript sees it: a scenario and a circuit go in, a judged run
// comes out. It works in a browser and in node, and touches no page.

/** Each column of a run has its place in `lifcosim run --csv`, and the array that views it. */
const COLUMNS = {
  current_a: [2, Float64Array],
  hold: [3, Uint32Array],
  drive_fx: [4, Int32Array],
  before_fx: [5, Int32Array],
  after_fx: [6, Int32Array],
  reference_v: [8, Float64Array],
  bound_v: [9, Float64Array],
  spike: [10, Uint8Array],
  reference_spike: [11, Uint8Array],
  ambiguous: [12, Uint8Array],
};

/** Gives the few calls of a C library that writes to no file and has no environment. */
function wasi(memory) {
  const EBADF = 8;
  const zero = (at) => new DataView(memory().buffer).setUint32(at, 0, true);
  return {
    environ_get: () => 0,
    environ_sizes_get: (count, bytes) => {
      zero(count);
      zero(bytes);
      return 0;
    },
    clock_time_get: (clock, precision, at) => {
      const now = BigInt(Math.round(performance.now() * 1e6));
      new DataView(memory().buffer).setBigUint64(at, now, true);
      return 0;
    },
    fd_close: () => EBADF,
    fd_prestat_get: () => EBADF, // there is no folder, which libc of Debian 13 asks at its start
    fd_prestat_dir_name: () => EBADF,
    fd_seek: () => EBADF,
    fd_write: () => EBADF,
    proc_exit: (status) => {
      throw new Error(`the WebAssembly side ended with status ${status}`);
    },
  };
}

/** Writes a scenario (strings, arrays, objects) as the bytes that explorer_scenario.c reads. */
export function scenarioBytes(scenario) {
  const parts = [];
  const put = (node) => {
    if (Array.isArray(node)) {
      parts.push('[');
      node.forEach(put);
      parts.push(']');
    } else if (typeof node === 'object') {
      parts.push('{');
      for (const [key, value] of Object.entries(node)) {
        parts.push(`${key}\0`);
        put(value);
      }
      parts.push('}');
    } else {
      parts.push(`"${node}\0`);
    }
  };
  put(scenario);
  return new TextEncoder().encode(parts.join(''));
}

/** Gives the dotted key of the node with a number (see explorer.h), '' for the root or none. */
export function keyOfNode(scenario, number) {
  let count = 0;
  const find = (node, path) => {
    if (++count === number) return path;
    if (typeof node !== 'object') return undefined;
    for (const [key, value] of Object.entries(node)) {
      const found = find(value, path === '' ? key : `${path}.${key}`);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return find(scenario, '') ?? '';
}

/** Makes an instance: {exports, text(address), withBytes(bytes, use), withTexts(texts, use)}.
 * @param {WebAssembly.Module | BufferSource} wasm  explorer.wasm */
export async function openWasm(wasm) {
  const module = wasm instanceof WebAssembly.Module ? wasm : await WebAssembly.compile(wasm);
  const { exports } = await WebAssembly.instantiate(module, {
    wasi_snapshot_preview1: wasi(() => exports.memory),
    page: {
      thrown: (at) => {
        throw new Error(text(at)); // the instance is of no use any more
      },
    },
  });
  exports._initialize();
  const decoder = new TextDecoder();

  function text(at) {
    if (at === 0) throw new Error('the WebAssembly side ran out of memory');
    const heap = new Uint8Array(exports.memory.buffer);
    return decoder.decode(heap.subarray(at, heap.indexOf(0, at)));
  }

  /** Calls use(address) with the bytes in the memory of the WebAssembly. */
  function withBytes(given, use) {
    const at = exports.malloc(given.byteLength + 1);
    if (at === 0) throw new Error('the WebAssembly side ran out of memory');
    const heap = new Uint8Array(exports.memory.buffer, at, given.byteLength + 1);
    heap.set(new Uint8Array(given.buffer, given.byteOffset, given.byteLength));
    heap[given.byteLength] = 0;
    try {
      return use(at);
    } finally {
      exports.free(at);
    }
  }

  /** Does the same with texts, each with a NUL at its end. */
  function withTexts([first, ...rest], use, ...before) {
    return withBytes(new TextEncoder().encode(first), (at) =>
      rest.length === 0 ? use(...before, at) : withTexts(rest, use, ...before, at),
    );
  }

  return { exports, text, withBytes, withTexts };
}

/** @param {WebAssembly.Module | BufferSource} wasm  explorer.wasm */
export async function loadEngine(wasm) {
  const { exports, text, withBytes } = await openWasm(wasm);
  const circuits = JSON.parse(text(exports.explorer_circuits()));

  /** Calls what takes a scenario and a circuit; gives its text. */
  const callWith = (call, scenario, circuit) => {
    const tree = scenarioBytes(scenario);
    const name = new TextEncoder().encode(circuit);
    return text(withBytes(tree, (at) => withBytes(name, (dut) => call(at, tree.length, dut))));
  };

  /** Gives the manifest of a circuit that says its ports alone, as JSON; '' where there is none. */
  const manifest = (circuit) =>
    text(withBytes(new TextEncoder().encode(circuit), (at) => exports.explorer_manifest(at)));

  return {
    manifest,

    /** All circuits are here, the default first: name, about, kind (format, variant, fault),
     * widths. */
    circuits,

    /** Runs and judges. Returns {error, key}, or the result with its columns. */
    run(scenario, circuit) {
      const answer = JSON.parse(callWith(exports.explorer_run, scenario, circuit));
      if (answer.error !== undefined) {
        return { error: answer.error, key: keyOfNode(scenario, answer.node) };
      }
      const steps = exports.explorer_steps();
      answer.columns = {};
      for (const [column, [index, View]] of Object.entries(COLUMNS)) {
        const at = exports.explorer_column(index);
        answer.columns[column] = new View(exports.memory.buffer, at, steps).slice();
      }
      return answer;
    },

    /** Runs, and looks for what is wrong with a circuit that fails. This can take seconds, and
     * takes the columns away: the page has an engine of its own for it. Gives {error}, or
     * {json: the document of `lifcosim run --findings --json`,
     *  text: the lines that it prints of the findings,
     *  currents: of the shortest drive of each finding [A]}. */
    findings(scenario, circuit) {
      const json = callWith(exports.explorer_findings, scenario, circuit);
      const { error, results } = JSON.parse(json);
      if (error !== undefined) return { error };
      const currents = results[0].findings.map(({ drive }) =>
        drive.map((word) => exports.explorer_findings_current(word)),
      );
      return { json, text: text(exports.explorer_findings_text()), currents };
    },

    /** Asks a circuit what it computes, by its manifest. This can take some seconds: the page has
     * an engine of its own for it. Gives {error}, or {json: the document of `lifcosim calibrate
     * --json`, text: what it prints}. */
    calibrate(circuit) {
      const json = callWith(exports.explorer_calibrate, JSON.parse(manifest(circuit)), circuit);
      const { error } = JSON.parse(json);
      return error !== undefined ? { error } : { json, text: text(exports.explorer_calibrate_text()) };
    },

    /** Gives the rows of the last run, as `lifcosim run --csv` writes them. */
    csv() {
      return text(exports.explorer_csv());
    },

    /** Gives rates [1/s] of circuit and reference for the last neuron and constant currents [A]. */
    curve(currents) {
      const n = currents.length;
      return withBytes(new Uint8Array(3 * 8 * n), (at) => {
        new Float64Array(exports.memory.buffer, at, n).set(currents);
        if (exports.explorer_curve(at, n, at + 8 * n, at + 16 * n) !== 0) return undefined;
        const rates = Float64Array.from(new Float64Array(exports.memory.buffer, at + 8 * n, 2 * n));
        return { circuit: rates.subarray(0, n), reference: rates.subarray(n) };
      });
    },
  };
}
