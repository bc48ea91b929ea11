// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// Both views show a verdict in these words, badges and rows, and values in these cells.

import { make } from './controls.js';

/** Each level has a name and a question; these are asked of a neuron and of a core alike. */
export const SHARED_LEVELS = {
  exact: ['Exact', 'Is it, bit for bit, what was specified?'],
  bounded: ['Bounded', 'Is it right: inside the error bound of the reference?'],
  free_running: ['Free-running', 'What does a user see: the same spikes?'],
};

export const count = (number) => number.toLocaleString('en');
export const plural = (number, word) => `${count(number)} ${word}${number === 1 ? '' : 's'}`;

/** Joins names: "a", "a and b", "a, b and c". */
export const listed = (names) =>
  [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' and ');

const badge = (verdict, text) => make('span', { className: `badge ${verdict}` }, text);

/** Gives the badge of a level with its name. */
export const chip = (verdict, name) => badge(verdict, `${name}: ${verdict}`);

/** Gives the row of a level in the table of levels. title: its name and question. */
export function levelRow(level, verdict, title, ...figures) {
  const row = make(
    'tr',
    {},
    make('th', { scope: 'row' }, title[0]),
    make('td', { className: 'question' }, title[1]),
    make('td', {}, badge(verdict, verdict)),
    make('td', { className: 'figures' }, ...figures),
  );
  row.dataset.level = level;
  return row;
}

/** Shows one of three in the same place, so that nothing jumps: the levels of a pass ("chips"), why it
 * is none ("reason"), or what was refused ("refusal"). of: '', or 'net-' in the view of networks. */
export function explain(of, what) {
  const element = (id) => document.getElementById(`${of}${id}`);
  for (const id of ['chips', 'reason', 'refusal']) element(id).hidden = id !== what;
  element('results').classList.toggle('stale', what === 'refusal');
}

/** Builds the cells of a readout once, [id, name] each; their values change often. */
export function buildCells(readout, cells) {
  readout.replaceChildren(
    ...cells.map(([id, name]) => {
      const value = make('dd', { textContent: '–' });
      value.dataset.value = id;
      return make('div', {}, make('dt', {}, name), value);
    }),
  );
}

/** Puts a text into a cell. */
export function putCell(readout, id, text) {
  readout.querySelector(`[data-value=${id}]`).textContent = text;
}
