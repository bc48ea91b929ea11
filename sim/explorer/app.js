// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// This is the page: its state {preset, circuit, scenario}, and what happens when that changes; and which
// of its two views is shown, a neuron or a network (network_page.js).

import packed from 'explorer.wasm.gz';
import networks from 'networks.json';
import document_of_presets from 'presets.json';
import { Calibration } from './calibration.js';
import { buildChoices, showCircuit } from './choices.js';
import { Controls, swapped } from './controls.js';
import { Curve } from './curve.js';
import { loadEngine } from './engine.js';
import { Findings } from './findings.js';
import { NetworkPage } from './network_page.js';
import { STIMULI, get, set } from './keys.js';
import {
  buildReadout,
  showLevels,
  showReadout,
  showRefusal,
  showVerdict,
  showWords,
} from './panels.js';
import { pictureOf } from './picture.js';
import { Plots } from './plots.js';
import { rangesInWords } from './ranges.js';
import { changes, readLink, readYaml, writeLink, writeYaml } from './scenario.js';
import { copyLink, save, say, toClipboard } from './deliver.js';
import { drawStrip, onKeys, onPointers, onScroll } from './gestures.js';
import { viewOf } from './view.js';

const element = (id) => document.getElementById(id);
const presets = Object.fromEntries(
  document_of_presets.scenarios.map(({ scenario }) => [scenario.name, scenario]),
);
const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
const wasm = await WebAssembly.compile(await new Response(unpacked).arrayBuffer());
const engine = await loadEngine(wasm);
const DEFAULT = engine.circuits[0].name;
const circuitOf = (name) => engine.circuits.find((circuit) => circuit.name === name);

let state; // {preset, circuit, scenario, base: the scenario before any change}
let last = null; // the last run that was not refused
let view = null;
let wanted = false;
let shown = 'neuron'; // the view
/** Scripts and tests read this: the last run, its f-I curve, its duration, what each plot shows. */
globalThis.explorer = { windows: () => plots.windows() };

const plots = new Plots(element('stack'), (step) => showReadout(last, view, step));
const curve = new Curve(element('curve'), engine);
const controls = new Controls({
  change(path, text) {
    set(state.scenario, path, text);
    if (path.endsWith('.times')) get(state.scenario, path.slice(0, -6)).times = text;
    schedule();
  },
  swap(path, other) {
    const around = path.includes('.')
      ? get(state.scenario, path.slice(0, path.lastIndexOf('.')))
      : state.scenario;
    delete around[path.split('.').at(-1)];
    around[other] = swapped(state.scenario, last, other);
    renew();
  },
  structure(change) {
    change(state.scenario);
    renew();
  },
});

const findings = new Findings(wasm, element('finding'), {
  found: (answer) => Object.assign(globalThis.explorer, { findings: answer }),
  drive: (scenario) => {
    const { circuit } = state;
    enter({ preset: '', circuit, scenario, before: state });
  },
});
const calibration = new Calibration(wasm, element('calibration'), engine, (answer) =>
  Object.assign(globalThis.explorer, { calibration: answer }),
);
const network = new NetworkPage(wasm, networks, () => remember());

// ---- running ----

/** Runs once a frame, however many values change. */
function schedule() {
  if (wanted) return;
  wanted = true;
  requestAnimationFrame(() => {
    wanted = false;
    rerun();
  });
}

/** Gives the scenario as it is run; published spikes hold for the published values only. */
function scenarioNow() {
  const { expect, dut, ...scenario } = structuredClone(state.scenario);
  const untouched = changes(state.base, state.scenario).size === 0;
  return {
    scenario:
      untouched && state.base.expect
        ? { ...scenario, expect: structuredClone(state.base.expect) }
        : scenario,
    untouched,
  };
}

function rerun() {
  const begin = performance.now();
  const { scenario } = scenarioNow();
  const run = engine.run(scenario, state.circuit);
  const judged = performance.now();
  controls.refuse(run.error === undefined ? undefined : run.key);
  remember();
  calibration.choose(state.circuit);
  if (run.error !== undefined) {
    curve.stop();
    findings.forget();
    showRefusal(run.error);
    return;
  }
  last = run;
  draw();
  showVerdict(run, circuitOf(state.circuit).kind === 'fault');
  showLevels(run);
  showWords(run);
  element('back').hidden = state.before === undefined;
  if (run.verdict === 'fail') findings.look(scenario, state.circuit);
  else findings.forget();
  curve.start(run, (rates) =>
    Object.assign(globalThis.explorer, { curve: { name: run.name, ...rates } }),
  );
  queueMicrotask(() => {
    drawStrip(element('strip'), plots, run.verdict);
    const end = performance.now();
    element('timing').textContent =
      `${run.steps.toLocaleString('en')} steps run and judged in ${(judged - begin).toFixed(1)} ms, drawn in ${(end - judged).toFixed(1)} ms`;
    Object.assign(globalThis.explorer, {
      run,
      ms: { judged: judged - begin, drawn: end - judged },
    });
  });
}

function draw() {
  const peak = last.spike_peak_v !== null;
  element('paint-label').hidden = !peak;
  view = viewOf(last, {
    paint: peak && element('paint').checked,
    fitBound: element('fit').checked,
  });
  for (const [name, unit] of [
    ['current', view.currentUnit],
    ['error', view.errorUnit],
  ]) {
    document.querySelector(`[data-head=${name}] .unit`).textContent = unit;
  }
  plots.show(view);
  showReadout(last, view, plots.step);
}

// ---- state ----

let remembering;
function remember() {
  clearTimeout(remembering);
  remembering = setTimeout(
    () => history.replaceState(null, '', shown === 'network' ? network.link() : writeLink(state, presets)),
    150,
  );
}

/** Takes a new state whole. */
function enter(next) {
  const base =
    next.base ?? (next.preset !== '' ? presets[next.preset] : structuredClone(next.scenario));
  state = { ...next, base };
  element('preset').value = state.preset;
  renew();
}

/** Builds all controls anew, after a change of what there is to set. */
function renew() {
  const { scenario, preset, circuit } = state;
  controls.build(scenario, preset);
  element('about').textContent =
    [scenario.about, scenario.source].filter(Boolean).join('. ') || 'A scenario of your own.';
  element('ranges').textContent = rangesInWords(preset);
  showCircuit(circuitOf(circuit), DEFAULT);
  rerun();
}

// ---- what is set once ----

function openYaml(text, name) {
  try {
    const scenario = readYaml(text);
    const wanted = scenario.dut?.replace(/^build\/faults\/(.+)\.so$/, '$1') ?? DEFAULT;
    const circuit = circuitOf(wanted) !== undefined ? wanted : DEFAULT;
    const missing = circuit === wanted ? undefined : scenario.dut;
    delete scenario.dut;
    enter({ preset: '', circuit, scenario });
    if (!element('refusal').hidden) return;
    say(missing ? `${missing} is not in this page: ${DEFAULT} instead` : `${name} opened`);
  } catch (error) {
    showRefusal(`${name}: ${error.message}`);
  }
}

/** Gives this run as YAML, with a name of its own where it differs from what it came from. */
function yamlNow() {
  const { scenario, untouched } = scenarioNow();
  const { kind } = circuitOf(state.circuit);
  const fault = kind === 'fault';
  if (!untouched) {
    scenario.name = scenario.name.endsWith('-changed') ? scenario.name : `${scenario.name}-changed`;
    scenario.about = `${state.base.name} as changed in the explorer`;
  }
  if (state.circuit !== DEFAULT)
    scenario.dut = fault ? `build/faults/${state.circuit}.so` : state.circuit;
  const make = { fault: `build/faults/${state.circuit}.so`, variant: 'variants' }[kind];
  const head = make ? `# make ${make} builds the circuit.\n` : '';
  return {
    name: scenario.name,
    make,
    text: `# From the lifcosim explorer: lifcosim run ${scenario.name}.yaml\n${head}${writeYaml(scenario)}`,
  };
}

function showYaml() {
  const yaml = yamlNow();
  element('yaml').value = yaml.text;
  element('yaml-note').textContent =
    `lifcosim run ${yaml.name}.yaml judges it alike.${yaml.make ? ` From the top folder, after make ${yaml.make}.` : ''}`;
  element('yaml-dialog').showModal();
  element('yaml').setSelectionRange(0, 0);
  element('yaml').scrollTop = 0;
  toClipboard(yaml.text, 'Scenario');
}

function buildActions() {
  const on = (id, what, then) => element(id).addEventListener(what, then);
  on('preset', 'change', (event) =>
    enter({
      preset: event.target.value,
      circuit: state.circuit,
      scenario: structuredClone(presets[event.target.value]),
    }),
  );
  on('formats', 'change', (event) => enter({ ...state, circuit: event.target.value }));
  on('variant', 'change', (event) => enter({ ...state, circuit: event.target.value || DEFAULT }));
  on('fault', 'change', (event) => enter({ ...state, circuit: event.target.value || DEFAULT }));
  on('add', 'change', (event) => {
    const kind = event.target.value;
    state.scenario.stimulus.push({ [kind]: structuredClone(STIMULI[kind].fresh) });
    event.target.value = '';
    renew();
  });
  on('controls', 'submit', (event) => event.preventDefault());
  on('paint', 'change', draw);
  on('fit', 'change', draw);
  on('open', 'click', () => element('file').click());
  on('file', 'change', async ({ target }) => {
    const [file] = target.files;
    if (file) openFile(await file.text(), file.name);
    target.value = '';
  });
  on('net-open', 'click', () => element('file').click());
  for (const button of document.querySelectorAll('#views button'))
    button.addEventListener('click', () => {
      showView(button.dataset.view);
      if (shown === 'network' && network.last === null) network.enter(network.name);
      else remember();
    });
  on('copy', 'click', showYaml);
  on('yaml-copy', 'click', async () => {
    if (!(await toClipboard(element('yaml').value, 'Scenario'))) {
      element('yaml').select();
      say('Press Ctrl + C');
    }
  });
  on('yaml-save', 'click', () =>
    save(`${yamlNow().name}.yaml`, new Blob([element('yaml').value], { type: 'text/yaml' })),
  );
  on('yaml-close', 'click', () => element('yaml-dialog').close());
  on('link', 'click', () => copyLink(writeLink(state, presets)));
  on('csv', 'click', () => {
    engine.run(scenarioNow().scenario, state.circuit); // the curve's circuit is not the run's
    save(`${last.name}.csv`, new Blob([engine.csv()], { type: 'text/csv' }));
  });
  on('picture', 'click', () => {
    const canvas = pictureOf(
      plots,
      `${last.name} on ${state.circuit}: ${last.verdict}`,
      element('sentence').textContent,
    );
    canvas.toBlob((blob) => save(`${last.name}.png`, blob));
  });
  on('back', 'click', () => enter(state.before));
  on('show-step', 'click', () => {
    const step = last.first_mismatch.step;
    const half = 40 * (view.time[1] ?? 1);
    plots.look(view.time[step] - half, view.time[step] + half);
    plots.go(step);
  });
  addEventListener('hashchange', ({ newURL }) => fromLink(new URL(newURL).hash));
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', async (event) => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file) openFile(await file.text(), file.name);
  });
}

/** Shows one of the two views; both keep what they have. */
function showView(view) {
  shown = view;
  for (const part of document.querySelectorAll('[data-of]')) part.hidden = part.dataset.of !== view;
  for (const button of document.querySelectorAll('#views button'))
    button.setAttribute('aria-pressed', String(button.dataset.view === view));
  document.querySelector('.skip').hash = view === 'network' ? '#net-plots' : '#plots';
  element('strip').hidden = true;
}

/** Opens a file in the view that it belongs to. */
function openFile(text, name) {
  const isNetwork = /^(populations|network)[ \t]*:/m.test(text);
  showView(isNetwork ? 'network' : 'neuron');
  if (isNetwork) network.open(text).then(() => network.refusal ?? say(`${name} opened`));
  else openYaml(text, name);
}

function buildTheme() {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const recolour = () => {
    plots.rebuild();
    curve.rebuild();
    network.recolour();
  };
  dark.addEventListener('change', recolour);
  element('theme').addEventListener('click', () => {
    const now = document.documentElement.dataset.theme ?? (dark.matches ? 'dark' : 'light');
    document.documentElement.dataset.theme = now === 'dark' ? 'light' : 'dark';
    recolour();
  });
}

/** Takes the state of a link over. What was still to be remembered would replace it. */
function fromLink(hash) {
  clearTimeout(remembering);
  const link = new URLSearchParams(hash.replace(/^#/, ''));
  if (link.get('view') === 'network') {
    showView('network');
    if (state === undefined) enterDefault();
    return network.fromLink(link);
  }
  if (state !== undefined && !hash.includes('=')) return undefined; // a place in the page
  showView('neuron');
  try {
    const linked = readLink(hash, presets);
    if (linked !== undefined && circuitOf(linked.circuit) === undefined) {
      throw new Error(`the link names a circuit that is not here: ${linked.circuit}`);
    }
    if (linked !== undefined) enter(linked);
    else enterDefault();
  } catch (error) {
    enterDefault();
    showRefusal(error.message);
  }
  return undefined;
}

function enterDefault() {
  enter({
    preset: 'book-triangle',
    circuit: DEFAULT,
    scenario: structuredClone(presets['book-triangle']),
  });
}

buildChoices(presets, engine.circuits);
buildActions();
buildTheme();
buildReadout();
onKeys(element('plots'), plots, () => last.dut_spikes);
onPointers(element('stack'), element('plots'), plots);
onScroll(element('strip'), element('plots'), plots);
element('version').textContent = `lifcosim ${document_of_presets.lifcosim}.`;
element('curve-note').textContent =
  'Steady rate under a constant current; the ring is this run’s mean current and mean rate.';
network.list();
await fromLink(location.hash);
document.documentElement.dataset.ready = 'yes';
