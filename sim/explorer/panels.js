// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The panels are read rather than looked at: verdict, levels, words, and the values under the
// cursor.

import { make } from './controls.js';
import {
  SHARED_LEVELS,
  buildCells,
  chip,
  count,
  explain,
  levelRow,
  listed,
  plural,
  putCell,
} from './verdicts.js';
import { hex, si } from './view.js';

const element = (id) => document.getElementById(id);

const LEVELS = {
  constants: ['Constants', 'Does the circuit have the right words?'],
  ...SHARED_LEVELS,
  expect: ['Expect', 'Is it the published result?'],
  clip: ['Clip', 'Does every drive fit the format?'],
};

/** Says a pass in words; the verdict of each level is in `level`. */
function passed(run, level, fault) {
  const steps = plural(run.steps, 'step');
  const spikes = plural(run.dut_spikes.length, 'spike');
  if (fault) {
    return `This drive does not show the fault: at each of ${steps} the circuit equals its specification bit for bit. Try another current, or more steps.`;
  }
  const bounded =
    level.bounded === 'vacuous'
      ? `though the error bound of ${si(run.max_bound_v, 'V', 2)} is too wide to show more`
      : `and its error of at most ${si(run.max_error_v, 'V', 2)} stays inside the bound`;
  const published = level.expect === 'pass' ? ', as published' : '';
  return `The circuit does what it should: at each of ${steps} it equals its specification bit for bit, ${bounded}. ${spikes}${published}.`;
}

/** Says the verdict as one sentence for people. fault: whether one was seeded. */
function sentenceOf(run, fault) {
  const level = Object.fromEntries(run.levels.map(({ name, verdict }) => [name, verdict]));
  if (run.verdict === 'pass') return passed(run, level, fault);
  if (run.verdict === 'vacuous') {
    return 'Nothing was shown: the error bound is wider than the tolerance.';
  }
  const failed = run.levels.filter(({ verdict }) => verdict === 'fail').map(({ name }) => name);
  const at = run.first_mismatch?.step;
  const where =
    at === undefined ? '' : `, first at step ${count(at)} (${si(at * run.step_s, 's')})`;
  const spikes = `${plural(run.dut_spikes.length, 'spike')}, the reference ${count(run.reference_spikes.length)}.`;
  if (failed.join() === 'expect') {
    return `The circuit equals its specification, but in this format the spikes are not the published ones${where}. ${spikes}`;
  }
  if (failed.join() === 'clip') return `The current does not fit this format${where}.`;
  const names = failed.map((name) => LEVELS[name][0].toLowerCase());
  return `The circuit is wrong: ${listed(names)} ${names.length === 1 ? 'fails' : 'fail'}${where}. ${spikes}`;
}

/** Shows the verdict. fault: whether one was seeded into the circuit. */
export function showVerdict(run, fault) {
  element('verdict').className = `card verdict ${run.verdict}`;
  element('badge').textContent = run.verdict;
  element('sentence').textContent = sentenceOf(run, fault);
  element('reason').textContent = run.reason;
  element('chips').replaceChildren(
    ...run.levels.map(({ name, verdict }) => chip(verdict, LEVELS[name][0])),
  );
  explain('', run.reason === '' ? 'chips' : 'reason');
  element('show-step').hidden = run.first_mismatch?.step === undefined;
}

/** Shows what the reader refused; the last run stays in sight, dimmed. */
export function showRefusal(message) {
  element('refusal').textContent = message;
  element('show-step').hidden = true;
  explain('', 'refusal');
}

export function showLevels(run) {
  const rows = run.levels.map(({ name, verdict, figures }) =>
    levelRow(name, verdict, LEVELS[name], ...figures.map((line) => make('div', {}, line))),
  );
  element('levels').replaceChildren(...rows);
}

export function showWords(run) {
  const head = ['Word', 'Hexadecimal', 'Value', 'Real value', 'Error'].map((name) =>
    make('th', { scope: 'col' }, name),
  );
  const rows = run.words.map((word) => {
    const error = word.leak ? '' : ` = ${si(word.error_lsb * run.lsb_v, 'V', 2)}`;
    const cells = [
      word.hex,
      word.value.toPrecision(9),
      word.real.toPrecision(9),
      `${word.error_lsb.toFixed(3)} LSB${error}`,
    ];
    const row = make(
      'tr',
      {},
      make('th', { scope: 'row' }, word.name),
      ...cells.map((text) => make('td', {}, text.replaceAll('-', '−'))),
    );
    row.dataset.word = word.name;
    return row;
  });
  element('words').replaceChildren(
    make('thead', {}, make('tr', {}, ...head)),
    make('tbody', {}, ...rows),
  );
  element('words-note').textContent =
    `State: ${run.state_width} bits, ${run.state_fraction} of them fraction; one LSB is ${si(run.lsb_v, 'V', 4)}. Leak: ${run.leak_fraction} fraction bits, the share of the distance gone each step; rounding ${run.rounding}. Potentials are in units of |threshold − reset| = ${si(run.scale_v, 'V', 4)}, from rest.`;
}

const CELLS = [
  ['time', 'Time'],
  ['step', 'Step'],
  ['current', 'Current'],
  ['drive', 'Drive word'],
  ['membrane', 'Membrane'],
  ['word', 'Membrane word'],
  ['before', 'Before reset'],
  ['reference', 'Reference'],
  ['error', 'Error'],
  ['bound', 'Bound'],
];

export const buildReadout = () => buildCells(element('readout'), CELLS);

/** Shows the values of a step; null: the last one of the run is left empty. */
export function showReadout(run, view, step) {
  const put = (id, text) => putCell(element('readout'), id, text);
  if (run === null || step === null || step >= run.steps) {
    CELLS.forEach(([id]) => put(id, '–'));
    return;
  }
  const c = run.columns;
  const milli = (volt) => `${(1e3 * volt).toFixed(4)} mV`.replace('-', '−');
  const spike = c.spike[step]
    ? c.reference_spike[step]
      ? ' ▲'
      : ' ▲ circuit only'
    : c.reference_spike[step]
      ? ' ▲ reference only'
      : '';
  put('time', si(step * run.step_s, 's', 6));
  put('step', step.toLocaleString('en') + spike);
  put('current', si(c.current_a[step], 'A'));
  put('drive', hex(c.drive_fx[step], run.state_width));
  put('membrane', milli(view.membraneVolt[step]));
  put('word', hex(c.after_fx[step], run.state_width));
  put('before', hex(c.before_fx[step], run.state_width));
  put('reference', milli(c.reference_v[step]));
  put('error', si(view.errorVolt[step], 'V', 3));
  put('bound', `± ${si(c.bound_v[step], 'V', 3)}${c.ambiguous[step] ? ', ambiguous' : ''}`);
}
