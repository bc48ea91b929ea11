// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The controls of a scenario have a row for each key, with a slider, a number and its unit.

import { NEURON, RUN, STIMULI, UNITS, get, inSi, mapping, plain, split, stepOf } from './keys.js';
import { lengthOf, onGrid, rangeOf } from './ranges.js';

let rows = 0;

/** Makes an element: make('p', {className: 'note'}, 'text', child ...). */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Gives a new control's value where its key has none: what it would be anyway, with a unit. */
function standIn(scenario, field) {
  if (field.absent === 'rest') return get(scenario, 'neuron.rest') ?? `0 ${UNITS[field.kind]}`;
  if (field.kind === 'count') return '0';
  if (field.kind === 'number') return '1e-3';
  if (field.key === 'stop') return `${lengthOf(scenario, UNITS.time)} ${UNITS.time}`;
  const near = field.kind === 'potential' ? get(scenario, 'neuron.threshold') : undefined;
  return `0 ${near !== undefined ? split(near).unit : UNITS[field.kind]}`;
}

export class Controls {
  /** on: {change(path, text), swap(path, other), structure(change)} */
  constructor(on) {
    this.on = on;
    this.places = new Map(); // dotted key -> row
  }

  /** Builds every row anew: another preset, another kind of stimulus. */
  build(scenario, preset) {
    this.places.clear();
    this.scenario = scenario;
    this.preset = preset;
    const fill = (id, nodes) => document.getElementById(id).replaceChildren(...nodes);
    fill('neuron', this.group('neuron.', NEURON, mapping(scenario.neuron)));
    fill('run', this.group('', RUN, scenario));
    fill(
      'stimuli',
      (Array.isArray(scenario.stimulus) ? scenario.stimulus : []).map((item, i, all) =>
        this.stimulus(item, i, all.length),
      ),
    );
  }

  /** Makes rows: of two keys that exclude each other the one that is set, or else the first. */
  group(prefix, fields, values) {
    return fields
      .filter(
        (field) =>
          field.other === undefined ||
          field.key in values ||
          (!(field.other in values) &&
            fields.findIndex((f) => f.key === field.key) <
              fields.findIndex((f) => f.key === field.other)),
      )
      .map((field) => this.row(prefix + field.key, field));
  }

  stimulus(item, index, count) {
    const [kind = ''] = Object.keys(mapping(item));
    const known = STIMULI[kind];
    const choose = make('select', { ariaLabel: `Kind of stimulus ${index + 1}` });
    for (const name of Object.keys(STIMULI))
      choose.append(new Option(name, name, false, name === kind));
    if (known === undefined) choose.append(new Option(kind, kind, true, true));
    choose.addEventListener('change', () =>
      this.on.structure((scenario) => {
        scenario.stimulus[index] = { [choose.value]: structuredClone(STIMULI[choose.value].fresh) };
      }),
    );
    const remove = make('button', {
      type: 'button',
      textContent: '×',
      title: 'Remove',
      ariaLabel: `Remove stimulus ${index + 1}`,
      disabled: count === 1,
    });
    remove.addEventListener('click', () =>
      this.on.structure((scenario) => scenario.stimulus.splice(index, 1)),
    );
    const body = (known?.fields ?? []).map((field) =>
      this.row(`stimulus.${index}.${kind}.${field.key}`, field),
    );
    return make(
      'div',
      { className: 'stimulus' },
      make('div', { className: 'kind' }, choose, remove),
      ...body,
    );
  }

  row(path, field) {
    const id = `row-${++rows}`;
    const row = make('div', { className: `row ${field.kind}` });
    row.dataset.key = path;
    const label = make('label', { htmlFor: id, title: path }, field.label);
    if (field.symbol) label.append(' ', make('var', {}, field.symbol));
    row.append(
      field.other === undefined
        ? label
        : make('span', { className: 'label' }, label, this.swap(path, field)),
    );
    const place = { row, field, path };
    if (field.kind === 'choice') this.choice(place, id);
    else if (field.kind === 'list') this.list(place, id);
    else this.number(place, id);
    this.places.set(path, place);
    this.update(path);
    return row;
  }

  swap(path, field) {
    const button = make('button', {
      type: 'button',
      className: 'swap',
      textContent: '⇄',
      title: `Give ${field.other} instead`,
      ariaLabel: `Give ${field.other} instead of ${field.key}`,
    });
    button.addEventListener('click', () => this.on.swap(path, field.other));
    return button;
  }

  choice(place, id) {
    const { field, path, row } = place;
    place.select = make('select', { id });
    for (const name of field.choices) place.select.append(new Option(name));
    place.select.addEventListener('change', () => {
      const first = place.select.value === field.choices[0];
      // a rule of the refractory time may only stand where there is one
      this.on.change(
        path,
        field.key === 'refractory_rule' && first ? undefined : place.select.value,
      );
    });
    row.append(place.select);
  }

  list(place, id) {
    place.input = make('input', { id, type: 'text', spellcheck: false });
    place.input.addEventListener('change', () => {
      this.on.change(
        place.path,
        place.input.value
          .split(',')
          .map((text) => text.trim())
          .filter((text) => text !== ''),
      );
    });
    place.row.append(place.input);
  }

  number(place, id) {
    const { field, path, row } = place;
    place.input = make('input', {
      id,
      type: 'text',
      inputMode: 'decimal',
      spellcheck: false,
      autocomplete: 'off',
    });
    place.slider = make('input', { type: 'range', ariaLabel: `${field.label}, slider` });
    place.unit = make('span', { className: 'unit' });
    place.ends = [make('small'), make('small')];
    const text = (number) =>
      place.unit.textContent === '' || number === ''
        ? number
        : `${number} ${place.unit.textContent}`;
    place.input.addEventListener('input', () => {
      const typed = place.input.value.trim();
      this.on.change(path, typed === '' ? undefined : text(typed));
      this.slide(place);
    });
    place.slider.addEventListener('input', () => {
      const number = onGrid(Number(place.slider.value), place.range);
      place.input.value = number;
      this.on.change(path, text(number));
      this.say(place);
    });
    row.append(
      place.input,
      place.unit,
      make('div', { className: 'slide' }, place.ends[0], place.slider, place.ends[1]),
    );
  }

  /** Shows the scenario's value of a key; its range is found anew. */
  update(path) {
    const place = this.places.get(path);
    const value = get(this.scenario, path);
    const text = typeof value === 'string' ? value : undefined;
    if (place.select) {
      place.select.value = text ?? place.field.choices[0];
    } else if (place.field.kind === 'list') {
      place.input.value = Array.isArray(value) ? value.join(', ') : (text ?? '');
    } else {
      const shown = text ?? standIn(this.scenario, place.field);
      place.unit.textContent = split(shown).unit;
      place.input.value = text === undefined ? '' : text.split(' ')[0];
      place.input.placeholder = place.field.absent ?? '';
      place.range = rangeOf(this.preset, this.scenario, path, place.field, shown);
      const { least, most, step, source } = place.range;
      Object.assign(place.slider, { min: least, max: most, step: 'any' });
      place.row.classList.toggle('source', source);
      place.ends[0].textContent = plain(least).replace('-', '−');
      place.ends[1].textContent = plain(most).replace('-', '−');
      place.slider.value = Number(shown.split(' ')[0]);
      place.slider.onkeydown = (event) => this.key(event, place, step);
      this.say(place);
    }
  }

  /** The arrow keys go by the step of the range; the browser's own would go by a share of it. */
  key(event, place, step) {
    const by = {
      ArrowRight: 1,
      ArrowUp: 1,
      ArrowLeft: -1,
      ArrowDown: -1,
      PageUp: 10,
      PageDown: -10,
    }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    place.slider.value = Number(onGrid(Number(place.slider.value) + by * step, place.range));
    place.slider.dispatchEvent(new Event('input', { bubbles: true }));
  }

  /** Moves the slider after a typed number. */
  slide(place) {
    const number = Number(place.input.value);
    if (Number.isFinite(number)) place.slider.value = number;
    this.say(place);
  }

  say(place) {
    place.slider.setAttribute(
      'aria-valuetext',
      `${place.input.value || place.input.placeholder} ${place.unit.textContent}`,
    );
    const { least, most } = place.range;
    const share = (Number(place.slider.value) - least) / (most - least);
    place.slider.style.setProperty('--share', `${100 * Math.min(Math.max(share, 0), 1)}%`);
  }

  /** Marks the key that was refused, and no other. */
  refuse(key) {
    for (const [path, { row, input, select }] of this.places) {
      const wrong = key !== undefined && path === key;
      row.classList.toggle('refused', wrong);
      (input ?? select).setAttribute('aria-invalid', wrong);
    }
  }
}

/** Gives the value of a key that will replace another one, from the scenario as it last ran. */
export function swapped(scenario, run, key) {
  switch (key) {
    case 'time_constant':
      return inMilli(run.tau_s, 's');
    case 'capacitance':
      return `${plain((run.tau_s / run.resistance_ohm) * 1e9)} nF`;
    case 'duration':
      return inMilli(run.steps * run.step_s, 's');
    case 'steps':
      return String(run.steps);
    case 'refractory_steps':
      return String(run.refractory_steps);
    case 'step':
      return inMilli(run.step_s, 's');
    case 'rate':
      return `${plain(1 / run.step_s)} Hz`;
    default: {
      const { unit } = split(scenario.step ?? '1 ms');
      return `${plain(run.refractory_steps * (stepOf(scenario) / inSi(`1 ${unit}`)))} ${unit}`;
    }
  }
}

const inMilli = (value, unit) => `${plain(value * 1e3)} m${unit}`;
