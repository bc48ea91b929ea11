// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// These panels of a network's run are read: verdict, levels, the neuron under the cursor, the report.

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
import { si } from './view.js';

const element = (id) => document.getElementById(id);

const LEVELS = {
  constants: ['Constants', 'Does the core have the right words?'],
  port: ['Port', 'Is each neuron shown once, and do its spikes leave once and in order?'],
  ...SHARED_LEVELS,
  expect: ['Expect', 'Are the spikes those that the network states?'],
  clip: ['Clip', 'Does every sum fit, and is no event lost?'],
};

/** Gives the lines of each level in the report of the program. */
function linesOf(report) {
  const lines = {};
  let at;
  for (const line of report.split('\n').slice(1)) {
    const [, name, figures] = /^ {4}([a-z_]+) +(?:pass|fail|vacuous|not-applicable) +(.*)$/.exec(line) ?? [];
    if (name in LEVELS) lines[(at = name)] = [figures];
    else if (at !== undefined && /^ {27}\S/.test(line)) lines[at].push(line.trim());
    else at = undefined;
  }
  return lines;
}

/** Joins what the report breaks into lines. */
const figuresOf = (lines) => lines.join(' ').replaceAll(/ (error(?: at|\/bound))/g, '; $1');

/** Says the verdict as one sentence. fault: whether one was seeded. */
function sentenceOf({ result, about }, fault) {
  const ticks = plural(result.steps, 'tick');
  const { dut_spikes: own, reference_spikes: other } = result.levels.free_running;
  if (result.verdict === 'pass') {
    return fault
      ? `This network does not show the fault: in each of ${ticks} every neuron equals its specification bit for bit. Try other weights, or more events.`
      : `The core does what the network says: in each of ${ticks} every one of ${plural(about.neurons.length, 'neuron')} equals its specification bit for bit, with an error of at most ${si(result.levels.bounded.max_error_v, 'V', 2)} inside its bound. ${plural(own, 'spike')}.`;
  }
  if (result.verdict === 'vacuous') return 'Nothing was shown.';
  const failed = Object.entries(result.levels)
    .filter(([, { verdict }]) => verdict === 'fail')
    .map(([name]) => LEVELS[name][0].toLowerCase());
  const first = result.first_mismatch;
  const where =
    first === null
      ? ''
      : `, first in tick ${count(first.step)} (${si(first.step * result.step_s, 's')})${first.population === null ? '' : ` at ${first.population}[${first.neuron}]`}`;
  return `The core is wrong: ${listed(failed)} ${failed.length === 1 ? 'fails' : 'fail'}${where}. ${plural(own, 'spike')}, the network by itself ${count(other)}.`;
}

const judged = ({ levels }) =>
  Object.keys(LEVELS)
    .map((name) => [name, levels[name].verdict])
    .filter(([, verdict]) => verdict !== 'not-applicable');

export function showNetwork(run, fault) {
  const { result, about } = run;
  element('net-verdict').className = `card verdict ${result.verdict}`;
  element('net-badge').textContent = result.verdict;
  element('net-sentence').textContent = sentenceOf(run, fault);
  element('net-reason').textContent = about.reason;
  element('net-chips').replaceChildren(
    ...judged(result).map(([name, verdict]) => chip(verdict, LEVELS[name][0])),
  );
  explain('net-', about.reason === '' ? 'chips' : 'reason');
  element('net-show').hidden = result.first_mismatch === null || result.first_mismatch.neuron === null;
  element('net-about').textContent = about.about || 'A network of your own.';
  element('net-notes').textContent = about.notes.map((note) => `Warning: ${note}.`).join(' ');
  const lines = linesOf(about.report);
  element('net-levels').replaceChildren(
    ...judged(result).map(([name, verdict]) =>
      levelRow(name, verdict, LEVELS[name], figuresOf(lines[name] ?? [])),
    ),
  );
  element('net-report').textContent = `${about.report}\n${about.made}`;
}

/** Shows what was refused, with its place; the last run stays in sight, dimmed. */
export function showNetworkRefusal({ error, line, column }) {
  const place = line > 0 ? `line ${line}${column > 0 ? `, column ${column}` : ''}: ` : '';
  element('net-refusal').textContent = place + error;
  element('net-error').textContent = place + error;
  element('net-error').hidden = false;
  element('net-place').hidden = line === 0;
  element('net-text').setAttribute('aria-invalid', 'true');
  element('net-show').hidden = true;
  explain('net-', 'refusal');
}

export function clearNetworkRefusal() {
  element('net-error').hidden = element('net-place').hidden = true;
  element('net-text').setAttribute('aria-invalid', 'false');
}

const CELLS = [
  ['neuron', 'Neuron'],
  ['time', 'Time'],
  ['tick', 'Tick'],
  ['does', 'In this tick'],
  ['membrane', 'Membrane'],
  ['reference', 'Reference'],
  ['threshold', 'Threshold'],
  ['error', 'Error'],
  ['bound', 'Bound'],
];

export const buildNetworkReadout = () => buildCells(element('net-readout'), CELLS);

/** Shows values by the names of the cells; those that are not there are left empty. */
export function showNetworkReadout(values) {
  for (const [id] of CELLS) putCell(element('net-readout'), id, values[id] ?? '–');
}
