// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// A worker looks for what is wrong with a circuit that fails. It is stopped where the run changes or the
// search takes too long; the lines that it finds are the program's own.

import { make } from './controls.js';
import { startWorker } from './helper.js';
import { scenarioOfDrive } from './shortest.js';

const STILL_MS = 200; // a slider that moves asks for nothing
const LOOKING_MS = 300; // a shorter search is not announced
const MOST_MS = 60000;

const NO_WORKER =
  'This browser lets the page start no worker, in which it would look for the cause.';
const TOO_LONG = `The page looked for the cause for ${MOST_MS / 1000} seconds, and stopped.`;
const PROGRAM = 'lifcosim run --findings tells it of this run, copied as a scenario.';

/** Splits the lines of the program: [what stands before, the words]. */
function linesOf(text) {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => [line.slice(0, 17).trim(), line.slice(18)]);
}

export class Findings {
  /** wasm: compiled. card: where it is shown. on: {found(answer with its ms), drive(scenario)}. */
  constructor(wasm, card, on) {
    Object.assign(this, { wasm, card, on, worker: null, asked: null, wanted: '' });
    this.lines = card.querySelector('.lines');
    this.note = card.querySelector('.looking');
    this.button = card.querySelector('button');
    this.button.addEventListener('click', () => on.drive(this.shortest));
  }

  /** Looks for what is wrong with a run that does not pass. */
  look(scenario, circuit) {
    const wanted = JSON.stringify([scenario, circuit]);
    if (wanted === this.wanted) return;
    this.stop();
    this.wanted = wanted;
    this.card.classList.add('stale');
    this.asked = { scenario: JSON.parse(wanted)[0], circuit };
    this.timers = [setTimeout(() => this.ask(), STILL_MS)];
  }

  /** Says nothing, of a run in which nothing is wrong. */
  forget() {
    this.stop();
    this.wanted = '';
    this.lines.replaceChildren();
    this.button.hidden = true;
    this.card.hidden = true;
  }

  // ---- asking ----

  ask() {
    this.begin = performance.now();
    this.timers.push(
      setTimeout(() => this.say('Looking for the cause …'), LOOKING_MS),
      setTimeout(() => {
        this.stop();
        this.say(`${TOO_LONG} ${PROGRAM}`, true);
      }, MOST_MS),
    );
    try {
      this.worker ??= startWorker(
        this.wasm,
        (answer) => this.take(answer),
        () => this.fail(NO_WORKER),
      );
      this.worker.postMessage(this.asked);
    } catch {
      this.fail(NO_WORKER);
    }
  }

  fail(why) {
    this.stop();
    this.say(`${why} ${PROGRAM}`, true);
  }

  /** Ends what is going on. An answer of a worker that is at work would be that of another run. */
  stop() {
    this.timers?.forEach(clearTimeout);
    if (this.begin !== undefined) {
      this.worker?.terminate();
      this.worker = null;
    }
    this.begin = undefined;
  }

  // ---- telling ----

  take(answer) {
    const ms = performance.now() - this.begin;
    this.begin = undefined; // the worker has nothing to do
    this.stop();
    if (answer.error !== undefined) {
      this.fail(`The search for the cause ended: ${answer.error}.`);
      return;
    }
    this.show(answer, ms);
    this.on.found({ ...answer, ms });
  }

  /** Says what is going on, or how it ended: then there are no lines. */
  say(text, ended = false) {
    this.card.hidden = false;
    this.note.textContent = text;
    if (!ended) return;
    this.card.classList.remove('stale');
    this.lines.replaceChildren();
    this.button.hidden = true;
  }

  show({ json, text, currents }, ms) {
    const lines = linesOf(text);
    const { steps } = JSON.parse(json).results[0];
    const [drive = []] = currents;
    this.card.classList.remove('stale');
    this.say(`As lifcosim run --findings prints it; found in ${(ms / 1000).toFixed(2)} s.`);
    this.card.hidden = lines.length === 0;
    this.lines.replaceChildren(
      ...lines.map(([head, words]) => make('p', { className: head !== '' ? 'cause' : '' }, words)),
    );
    const shorter = drive.length > 0 && drive.length < steps;
    this.shortest = shorter ? scenarioOfDrive(this.asked.scenario, drive) : undefined;
    this.button.hidden = this.shortest === undefined;
  }
}
