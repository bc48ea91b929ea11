// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The page has these to choose from: presets, circuits, kinds of stimulus.

import { make } from './controls.js';
import { STIMULI } from './keys.js';

const element = (id) => document.getElementById(id);

export function buildChoices(presets, circuits) {
  const families = new Map();
  for (const name of Object.keys(presets)) {
    const family = name.split('-')[0];
    families.set(family, [...(families.get(family) ?? []), name]);
  }
  const titles = {
    book: 'Neuromorphic Engineering Book',
    notebook: 'The book as a commented notebook',
    musacchio: 'Musacchio 2023',
    neurodynex: 'neurodynex (Brian 2)',
    neurodynex3: 'neurodynex3',
  };
  for (const [family, names] of families) {
    element('preset').append(
      make(
        'optgroup',
        { label: titles[family] ?? family },
        ...names.map((name) => new Option(name)),
      ),
    );
  }
  const own = new Option('a scenario of your own', '');
  own.hidden = true;
  element('preset').append(own);
  for (const circuit of circuits) {
    const { name, about, kind } = circuit;
    if (kind === 'format') element('formats').append(formatRadio(circuit));
    else element(kind).append(new Option(`${name}: ${about}`, name));
  }
  element('variant').prepend(new Option('none: lif_neuron', ''));
  element('fault').prepend(new Option('none', ''));
  element('add').append(
    new Option('choose…', ''),
    ...Object.keys(STIMULI).map((kind) => new Option(kind)),
  );
}

function formatRadio({ name, state_width: state, state_fraction: fraction, leak_fraction: leak }) {
  const title = `state ${state} bits, ${fraction} of them fraction; leak ${leak} fraction bits`;
  const radio = make('input', { type: 'radio', name: 'format', value: name });
  return make('label', { title }, radio, make('span', {}, name));
}

/** Shows which circuit is chosen, in the one of the three lists that has it. */
export function showCircuit(circuit, first) {
  const { name, about, kind } = circuit;
  const shown = kind === 'fault' ? first : name;
  for (const radio of document.querySelectorAll('#formats input')) {
    radio.checked = radio.value === shown;
  }
  element('variant').value = kind === 'variant' ? name : '';
  element('fault').value = kind === 'fault' ? name : '';
  element('circuit-about').textContent = {
    format: 'The circuit as it is shipped.',
    variant: `${about}; shipped too, behind the same ports.`,
    fault: `${about} Seeded into ${first} by ${name} of testbenches/faults/neuron.txt.`,
  }[kind];
}
