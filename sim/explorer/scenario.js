// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// Scenarios become text here: YAML in and out, and the link that carries the page's state.

import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import { get, set } from './keys.js';

/** Reads YAML into strings, lists and mappings; what they mean is left to the program's reader.
 * Throws an Error with a message for people. */
export function readYaml(text) {
  let tree;
  try {
    tree = load(text, {
      schema: FAILSAFE_SCHEMA,
      listener: (event, state) => {
        if (Object.keys(state.anchorMap ?? {}).length > 0)
          throw new Error('a scenario has no anchors (&) or aliases (*)');
      },
    });
  } catch (error) {
    throw new Error(error.mark ? `line ${error.mark.line + 1}: ${error.reason}` : error.message);
  }
  return treeOf(tree);
}

/** Returns the tree of a scenario, or an Error. */
function treeOf(tree) {
  if (tree === null || typeof tree !== 'object' || Array.isArray(tree)) {
    throw new Error('not a scenario: no keys and values');
  }
  return emptyTexts(tree);
}

/** js-yaml gives null for a value that is not there; the program's reader says what it thinks. */
function emptyTexts(node) {
  if (node === null || node === undefined) return '';
  if (typeof node !== 'object') return String(node);
  return Array.isArray(node)
    ? node.map(emptyTexts)
    : Object.fromEntries(Object.entries(node).map(([key, value]) => [key, emptyTexts(value)]));
}

/** Writes a scalar plain where YAML reads it back as it is, else in double quotes, as JSON does. */
function scalar(text, inside) {
  const safe = inside ? /^(-?[\w.+])[\w.+ /()-]*$/ : /^(-?[\w.+])[\w.+ /(),;-]*$/;
  return safe.test(text) && text === text.trim() ? text : JSON.stringify(text);
}

function flow(node) {
  if (Array.isArray(node)) return `[${node.map(flow).join(', ')}]`;
  if (typeof node === 'object')
    return `{${Object.entries(node)
      .map(([key, value]) => `${key}: ${flow(value)}`)
      .join(', ')}}`;
  return scalar(node, true);
}

/** Writes a list of steps in lines of at most 100 characters. */
function steps(list) {
  const lines = [];
  let line = '    [';
  list.forEach((step, i) => {
    const item = `${step}${i + 1 < list.length ? ', ' : ']'}`;
    if (line.length + item.trimEnd().length > 100) {
      lines.push(line.trimEnd());
      line = '     ';
    }
    line += item;
  });
  return list.length === 0 ? ' []' : `\n${[...lines, line].join('\n')}`;
}

const ORDER = [
  'name',
  'about',
  'source',
  'step',
  'rate',
  'steps',
  'duration',
  'sample',
  'neuron',
  'stimulus',
  'least',
  'most',
  'dut',
  'tolerance',
  'expect',
];

/** Writes the YAML that `lifcosim run` takes. */
export function writeYaml(scenario) {
  const lines = [];
  const keys = [
    ...ORDER.filter((key) => key in scenario),
    ...Object.keys(scenario).filter((key) => !ORDER.includes(key)),
  ];
  for (const key of keys) {
    const value = scenario[key];
    if (key === 'stimulus' && Array.isArray(value)) {
      lines.push('stimulus:', ...value.map((item) => `  - ${flow(item).slice(1, -1)}`));
    } else if (key === 'expect' && Array.isArray(value.spikes)) {
      lines.push('expect:', `  spikes:${steps(value.spikes)}`);
      if ('knife_edge' in value) lines.push(`  knife_edge: ${value.knife_edge}`);
    } else if (typeof value === 'object' && !Array.isArray(value)) {
      lines.push(
        `${key}:`,
        ...Object.entries(value).map(([inner, text]) => `  ${inner}: ${flow(text)}`),
      );
    } else {
      lines.push(`${key}: ${typeof value === 'string' ? scalar(value, false) : flow(value)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Gives all that decides a run, as dotted keys and texts. */
function flatten(scenario) {
  const texts = new Map();
  const put = (node, path) => {
    if (typeof node !== 'object') texts.set(path, node);
    else
      Object.entries(node).forEach(([key, value]) =>
        put(value, path === '' ? key : `${path}.${key}`),
      );
  };
  const { name, about, source, expect, dut, ...rest } = scenario;
  put(rest, '');
  return texts;
}

/** Lists the keys in which two scenarios differ, with the second's text ('' where it has none). */
export function changes(from, to) {
  const before = flatten(from);
  const after = flatten(to);
  const found = new Map();
  for (const [path, text] of after) if (before.get(path) !== text) found.set(path, text);
  for (const path of before.keys()) if (!after.has(path)) found.set(path, '');
  return found;
}

const sameShape = (a, b) =>
  a.stimulus?.length === b.stimulus?.length &&
  a.stimulus?.every?.(
    (item, i) =>
      Object.keys(item)[0] === Object.keys(b.stimulus[i])[0] &&
      !('times' in Object.values(item)[0]),
  );

/** Encodes UTF-8 in base64url. */
export const pack = (text) =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
export const unpack = (text) =>
  new TextDecoder().decode(
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0)),
  );

/** Writes the state {preset, circuit, scenario} as the part of a link behind #: readable where it
 * is a changed preset, `#preset=book-triangle&circuit=q6_18&neuron.threshold=-45 mV`. */
export function writeLink(state, presets) {
  const link = new URLSearchParams();
  const preset = presets[state.preset];
  if (preset !== undefined && sameShape(preset, state.scenario)) {
    link.set('preset', state.preset);
    link.set('circuit', state.circuit);
    for (const [path, text] of changes(preset, state.scenario)) link.set(path, text);
  } else {
    link.set('circuit', state.circuit);
    link.set('scenario', pack(JSON.stringify(state.scenario)));
  }
  return `#${link.toString().replaceAll('+', '%20')}`;
}

/** Reads the state of a link; undefined where it has none. Throws an Error for a damaged one. */
export function readLink(hash, presets) {
  const link = new URLSearchParams(hash.replace(/^#/, ''));
  const circuit = link.get('circuit') ?? 'q8_24';
  if (link.has('scenario')) {
    try {
      return { preset: '', circuit, scenario: treeOf(JSON.parse(unpack(link.get('scenario')))) };
    } catch {
      throw new Error('the scenario in the link is damaged');
    }
  }
  const preset = link.get('preset');
  if (preset === null) return undefined;
  if (!(preset in presets)) throw new Error(`the link names a preset that is not here: ${preset}`);
  const scenario = structuredClone(presets[preset]);
  for (const [path, text] of link) {
    if (path === 'preset' || path === 'circuit') continue;
    if (/(^|\.)(__proto__|constructor|prototype)(\.|$)/.test(path)) continue;
    const around = path.includes('.')
      ? get(scenario, path.slice(0, path.lastIndexOf('.')))
      : scenario;
    if (typeof around !== 'object')
      throw new Error(`the link names a key that is not in ${preset}: ${path}`);
    set(scenario, path, text);
  }
  if (changes(presets[preset], scenario).size > 0) delete scenario.expect;
  return { preset, circuit, scenario };
}
