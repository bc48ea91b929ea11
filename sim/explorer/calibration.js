// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// On request a worker asks the page's circuit by experiment what it computes, as if nothing but its
// ports were known. It is stopped where another circuit is chosen; the text is the program's own.

import { startWorker } from './helper.js';

const NO_WORKER = 'This browser lets the page start no worker, which would ask the circuit.';
const PROGRAM = 'lifcosim calibrate does it with the manifest of the circuit.';

export class Calibration {
  /** wasm: compiled. card: where it is shown. engine: gives manifests. found: takes each answer. */
  constructor(wasm, card, engine, found) {
    Object.assign(this, { wasm, card, engine, found, circuit: '', worker: null });
    this.button = card.querySelector('button');
    this.text = card.querySelector('pre');
    this.note = card.querySelector('.asking');
    this.button.addEventListener('click', () => this.ask());
  }

  /** Forgets what another circuit computes. A circuit without a manifest has no card. */
  choose(circuit) {
    if (circuit === this.circuit) return;
    this.stop();
    this.circuit = circuit;
    this.card.hidden = this.engine.manifest(circuit) === '';
    this.note.textContent = '';
    this.text.hidden = true;
  }

  ask() {
    this.begin = performance.now();
    this.button.disabled = true;
    this.note.textContent = 'Asking the circuit …';
    try {
      this.worker ??= startWorker(
        this.wasm,
        (answer) => this.take(answer),
        () => this.fail(NO_WORKER),
      );
      this.worker.postMessage({ calibrate: this.circuit });
    } catch {
      this.fail(NO_WORKER);
    }
  }

  take(answer) {
    if (answer.error !== undefined) {
      this.fail(`The circuit was not asked to the end: ${answer.error}.`);
      return;
    }
    const seconds = ((performance.now() - this.begin) / 1000).toFixed(1);
    this.button.disabled = false;
    this.note.textContent = `As lifcosim calibrate prints it; found in ${seconds} s.`;
    this.text.textContent = answer.text;
    this.text.hidden = false;
    this.found({ ...answer, circuit: this.circuit });
  }

  fail(why) {
    this.stop();
    this.note.textContent = `${why} ${PROGRAM}`;
  }

  stop() {
    this.button.disabled = false;
    this.worker?.terminate();
    this.worker = null;
  }
}
