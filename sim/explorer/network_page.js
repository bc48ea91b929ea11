// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The page's view of networks: its state {network, texts, fault, neuron}, and what happens when that
// changes. A text that was changed is kept for each network, and travels in the link.

import { make } from './controls.js';
import { copyLink, save, say } from './deliver.js';
import { onKeys, onPointers } from './gestures.js';
import { loadNetworkEngine } from './network_engine.js';
import {
  buildNetworkReadout,
  clearNetworkRefusal,
  showNetwork,
  showNetworkReadout,
  showNetworkRefusal,
} from './network_panels.js';
import { OF_A_NETWORK, networkView, neuronOf, tickOf } from './network_plots.js';
import { Weights } from './network_weights.js';
import { Plots } from './plots.js';
import { pack, unpack } from './scenario.js';

const element = (id) => document.getElementById(id);
const on = (id, what, then) => element(id).addEventListener(what, then);
const OWN = ''; // the name of a network that is not shipped

export class NetworkPage {
  /** networks: those of networks.json. remember() is called where the link changes. */
  constructor(wasm, networks, remember) {
    Object.assign(this, { wasm, networks, remember });
    this.texts = new Map(networks.map(({ name, text }) => [name, text]));
    this.name = networks[0].name;
    this.fault = '';
    this.neuron = 0;
    this.last = null; // the last run that was not refused
    this.view = null;
    this.refusal = null; // what was refused last, while nothing has run since
    this.running = null; // until all that is asked for has run
    this.again = false;
    this.plots = new Plots(
      element('net-stack'),
      (tick) => this.tell(tick),
      OF_A_NETWORK,
    );
    this.weights = new Weights(element('net-weights'), element('net-weight'), (neuron) =>
      this.choose(neuron),
    );
    buildNetworkReadout();
    this.build();
  }

  shipped(name = this.name) {
    return this.networks.find((one) => one.name === name)?.text;
  }

  /** Loads the WebAssembly side when the view is first shown. */
  async load() {
    if (this.engine !== undefined) return;
    const files = Object.assign({}, ...this.networks.map((one) => one.files));
    this.engine = await loadNetworkEngine(this.wasm, files);
    const faults = this.engine.cores.filter(({ kind }) => kind === 'fault');
    this.faults = faults;
    element('net-fault').replaceChildren(
      new Option('none', ''),
      ...faults.map(({ name, about }) => new Option(`${name}: ${about}`, name)),
    );
  }

  // ---- running ----

  /** Runs a moment after the last key, since a run takes a part of a second. */
  schedule() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.run(), 350);
  }

  /** Runs what is there now; a run that is asked for meanwhile follows. Ends with the last of them. */
  run() {
    clearTimeout(this.waiting);
    this.again = true;
    this.running ??= this.runAll();
    return this.running;
  }

  async runAll() {
    while (this.again) {
      this.again = false;
      try {
        await this.runOnce();
      } catch (error) {
        this.refuse({ error: `the page failed: ${error.message}`, line: 0, column: 0 });
      }
    }
    this.running = null;
  }

  refuse(refusal) {
    this.refusal = refusal;
    showNetworkRefusal(refusal);
  }

  async runOnce() {
    await this.load();
    const text = element('net-text').value;
    const fault = this.faults.find(({ name }) => name === this.fault);
    this.texts.set(this.name, text);
    this.showChoices();
    this.remember();
    const begin = performance.now();
    const run = await this.engine.run(text, fault?.core ?? '');
    const judged = performance.now();
    if (run.error !== undefined) {
      this.refuse(run);
    } else {
      this.refusal = null;
      this.last = run;
      this.neuron = Math.min(this.neuron, run.about.neurons.length - 1);
      clearNetworkRefusal();
      showNetwork(run, fault !== undefined);
      this.weights.show(run.about);
      this.draw();
      element('net-timing').textContent =
        `${run.result.dut.name}: ${run.result.steps.toLocaleString('en')} ticks run and judged in ${(judged - begin).toFixed(0)} ms, drawn in ${(performance.now() - judged).toFixed(0)} ms`;
    }
    globalThis.explorer.network = { run, neuron: this.neuron, count: (this.count = (this.count ?? 0) + 1) };
  }

  /** Draws the last run with a neuron, which is chosen then. */
  draw(neuron = this.neuron) {
    if (this.last === null) return;
    const { about, result } = this.last;
    const rows = this.engine.rowsOf(neuron, about.neurons.length, result.steps);
    if (rows === null) {
      say('The rows of this run are gone; run the network again');
      return;
    }
    this.neuron = neuron;
    const many = this.view?.raster.length !== about.neurons.length;
    this.view = networkView(this.last, rows, this.neuron, element('net-fit').checked);
    for (const [id, text] of [
      ['net-neuron', about.neurons[this.neuron].name],
      ['net-neuron-2', about.neurons[this.neuron].name],
      ['net-error-unit', this.view.errorUnit],
    ])
      element(id).textContent = text;
    const { spikes, reference, usage } = about.neurons[this.neuron];
    element('net-counts').textContent =
      `${spikes} spike${spikes === 1 ? '' : 's'}, by itself ${reference}; error at most ${usage.toPrecision(3)} of its bound`;
    this.plots.show(this.view);
    if (many) this.plots.resize();
    this.tell(this.plots.step);
  }

  tell(tick) {
    const there = this.view !== null && tick !== null && tick < this.last.result.steps;
    const chosen = this.last?.about.neurons[this.neuron].name;
    showNetworkReadout(there ? tickOf(this.last, this.view, tick) : { neuron: chosen });
  }

  /** Chooses a neuron: its membrane is drawn. */
  choose(neuron) {
    const count = this.last?.about.neurons.length ?? 0;
    if (!(neuron >= 0 && neuron < count)) return;
    this.draw(neuron);
    Object.assign(globalThis.explorer.network, { neuron: this.neuron });
    this.remember();
  }

  // ---- state ----

  /** Shows another network, with the text that it has now. */
  enter(name, text = this.texts.get(name) ?? '') {
    this.name = name;
    this.texts.set(name, text);
    element('net-text').value = text;
    element('net-text').scrollTop = 0;
    return this.run();
  }

  showChoices() {
    const options = this.networks.map(({ name, text }) => {
      const changed = this.texts.get(name) !== text;
      return new Option(changed ? `${name} (changed)` : name, name);
    });
    if (this.texts.has(OWN)) options.push(new Option('a network of your own', OWN));
    element('net-choice').replaceChildren(...options);
    element('net-choice').value = this.name;
    element('net-fault').value = this.fault;
    const about = this.faults.find(({ name }) => name === this.fault)?.about;
    element('net-fault-about').textContent =
      about === undefined
        ? 'The core that the network names, as it is shipped.'
        : `${about} Seeded into c24_16, which has 16 neurons, by ${this.fault} of testbenches/faults/core.txt.`;
    element('net-restore').disabled =
      this.name === OWN || this.texts.get(this.name) === this.shipped();
  }

  /** Gives the state as the part of a link behind #. */
  link() {
    const link = new URLSearchParams({ view: 'network' });
    if (this.name !== OWN) link.set('network', this.name);
    if (this.fault !== '') link.set('fault', this.fault);
    if (this.last !== null && this.refusal === null)
      link.set('neuron', this.last.about.neurons[this.neuron].name);
    const text = this.texts.get(this.name);
    if (text !== this.shipped()) link.set('text', pack(text));
    return `#${link.toString().replaceAll('+', '%20')}`;
  }

  /** Takes the state of a link over; what is not here is told, and the rest is taken. */
  async fromLink(link) {
    const wrong = [];
    let name = link.get('network') ?? (link.has('text') ? OWN : this.name);
    let fault = link.get('fault') ?? '';
    const neuron = link.get('neuron');
    let text;
    await this.load();
    try {
      if (link.has('text')) text = unpack(link.get('text'));
    } catch {
      wrong.push('the network in the link is damaged');
      if (name === OWN) name = this.name;
    }
    if (name !== OWN && this.shipped(name) === undefined) {
      wrong.push(`the link names a network that is not here: ${name}`);
      name = text === undefined ? this.name : OWN;
    }
    if (fault !== '' && !this.faults.some((one) => one.name === fault)) {
      wrong.push(`the link names a fault that is not here: ${fault}`);
      fault = '';
    }
    this.fault = fault;
    const own = wrong.length > 0 ? undefined : this.shipped(name); // a wrong link takes no text away
    await this.enter(name, text ?? own ?? this.texts.get(name));
    if (this.refusal !== null) return;
    const found = this.last.about.neurons.findIndex((one) => one.name === neuron);
    if (found >= 0) this.choose(found);
    else if (neuron !== null) wrong.push(`the link names a neuron that is not here: ${neuron}`);
    if (wrong.length > 0) showNetworkRefusal({ error: wrong.join('; '), line: 0, column: 0 });
  }

  // ---- what is set once ----

  /** Opens a file of the user's. */
  open(text) {
    return this.enter(OWN, text);
  }

  /** Puts the caret where something was refused. */
  toPlace() {
    const { line, column } = this.refusal;
    const area = element('net-text');
    const lines = area.value.split('\n');
    const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    const bytes = new TextEncoder().encode(lines[line - 1] ?? '');
    const within = new TextDecoder().decode(bytes.slice(0, Math.max(0, column - 1))).length;
    area.focus();
    area.setSelectionRange(before + within, before + (lines[line - 1]?.length ?? 0));
    area.scrollTop = Math.max(0, (line - 6) * Number.parseFloat(getComputedStyle(area).lineHeight));
  }

  /** Replaces the text so that the browser's undo brings it back. */
  replaceText(text) {
    const area = element('net-text');
    area.focus();
    area.select();
    if (!document.execCommand('insertText', false, text)) area.value = text;
  }

  /** Chooses the neuron of the first mismatch, and shows its tick. */
  toMismatch() {
    const first = this.last.result.first_mismatch;
    this.choose(neuronOf(this.last.about, first));
    const { time, end } = this.view;
    const half = Math.min(40 * (time[1] ?? end), end / 2);
    this.plots.look(time[first.step] - half, time[first.step] + half);
    this.plots.go(first.step);
  }

  build() {
    on('net-controls', 'submit', (event) => event.preventDefault());
    on('net-choice', 'change', ({ target }) => this.enter(target.value));
    on('net-fault', 'change', ({ target }) => {
      this.fault = target.value;
      this.run();
    });
    on('net-text', 'input', ({ target }) => {
      this.texts.set(this.name, target.value); // now, since another network may be chosen before the run
      this.schedule();
    });
    on('net-text', 'keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.run();
    });
    on('net-run', 'click', () => this.run());
    on('net-restore', 'click', () => {
      this.replaceText(this.shipped());
      this.run();
      say('As it is shipped; Ctrl + Z in the text brings yours back');
    });
    on('net-place', 'click', () => this.toPlace());
    on('net-show', 'click', () => this.toMismatch());
    on('net-fit', 'change', () => this.draw());
    on('net-save', 'click', () =>
      save(
        `${this.last?.result.scenario ?? 'network'}.yaml`,
        new Blob([element('net-text').value], { type: 'text/yaml' }),
      ),
    );
    on('net-link', 'click', () => copyLink(this.link()));
    on('net-csv', 'click', async () => {
      if (this.last === null) return;
      const { csv, error } = await this.engine.csv();
      if (error !== undefined) this.refuse({ error, line: 0, column: 0 });
      else save(`${this.last.result.scenario}.csv`, new Blob([csv], { type: 'text/csv' }));
    });
    onKeys(element('net-plots'), this.plots, () => this.view?.spikes ?? [], {
      ArrowUp: () => this.choose(this.neuron - 1),
      ArrowDown: () => this.choose(this.neuron + 1),
    });
    onPointers(element('net-stack'), element('net-plots'), this.plots);
    this.onRaster(element('net-stack').querySelector('[data-plot=raster]'));
  }

  /** A click, which is no drag, chooses a neuron. */
  onRaster(place) {
    let begin = null;
    const neuronAt = (event) => {
      const { over, posToVal } = this.plots.plots.raster;
      return Math.round(posToVal(event.clientY - over.getBoundingClientRect().top, 'y'));
    };
    place.addEventListener('pointerdown', (event) => (begin = event.clientX), { capture: true });
    place.addEventListener('click', (event) => {
      if (this.view !== null && begin !== null && Math.abs(event.clientX - begin) < 4)
        this.choose(neuronAt(event));
    });
    place.addEventListener('pointermove', (event) => {
      if (this.view === null) return;
      const one = this.last.about.neurons[neuronAt(event)];
      element('net-hover').textContent = one === undefined ? '' : one.name;
    });
    place.addEventListener('pointerleave', () => (element('net-hover').textContent = ''));
  }

  /** Draws anew, after a change of the colours. */
  recolour() {
    if (this.last === null) return;
    this.plots.rebuild();
    this.weights.draw();
  }

  /** Makes the list of networks before anything is loaded. */
  list() {
    element('net-choice').replaceChildren(
      ...this.networks.map(({ name }) => make('option', { value: name }, name)),
    );
  }
}
