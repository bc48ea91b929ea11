// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// What there is to choose from: presets, formats, faults, kinds of stimulus.

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
    if (circuit.fault) {
      element('fault').append(new Option(`${circuit.name}: ${circuit.about}`, circuit.name));
    } else {
      const radio = make('input', { type: 'radio', name: 'format', value: circuit.name });
      element('formats').append(
        make(
          'label',
          {
            title: `state ${circuit.state_width} bits, ${circuit.state_fraction} of them fraction; leak ${circuit.leak_fraction} fraction bits`,
          },
          radio,
          make('span', {}, circuit.name),
        ),
      );
    }
  }
  element('fault').prepend(new Option('none', ''));
  element('add').append(
    new Option('choose…', ''),
    ...Object.keys(STIMULI).map((kind) => new Option(kind)),
  );
}
