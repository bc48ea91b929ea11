// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// A worker with an engine of its own does beside the page what takes seconds.

import code from 'findings_worker.txt';

let url;

/** Starts a worker. wasm: compiled. answer: takes each of its answers; fail: it cannot be started. */
export function startWorker(wasm, answer, fail) {
  url ??= URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const worker = new Worker(url);
  worker.onmessage = ({ data }) => answer(data);
  worker.onerror = fail;
  worker.postMessage(wasm);
  return worker;
}
