// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// A network's YAML becomes the bytes of a tree here, every node with its place in the text. What it
// means, what is refused and in which words is decided by the program's own reader.

import { FAILSAFE_SCHEMA, YAMLException, load } from 'js-yaml';

const MOST_DEPTH = 16; // as in explorer_scenario.c

/** Says what is wrong with a text, and where: line and column from 1, or 0. */
export class Refusal extends Error {
  constructor(message, line = 0, column = 0) {
    super(message);
    Object.assign(this, { line, column });
  }
}

const bytesOf = (text) => new TextEncoder().encode(text).length;

/** Finds line and column (in bytes, as the program counts) of positions in a text. */
class Places {
  constructor(text) {
    this.text = text;
    this.starts = [0]; // of the lines
    for (let at; (at = text.indexOf('\n', this.starts.at(-1))) >= 0; ) this.starts.push(at + 1);
    this.plain = bytesOf(text) === text.length;
  }

  of(position) {
    let line = 0;
    for (let beyond = this.starts.length; beyond - line > 1; ) {
      const middle = (line + beyond) >> 1;
      if (this.starts[middle] <= position) line = middle;
      else beyond = middle;
    }
    const before = this.text.slice(this.starts[line], position);
    return [line + 1, (this.plain ? before.length : bytesOf(before)) + 1];
  }
}

/** Gives where a node begins that js-yaml opened at a position: behind blanks and comments. */
function begin(text, position) {
  const skipped = /^(?:[ \t\r\n]|#[^\n]*(?:\n|$))*/.exec(text.slice(position))[0].length;
  const at = position + skipped;
  return at < text.length ? at : position;
}

/** Builds the tree of js-yaml's events: {kind, text, children: [{key, node}], line, column}. */
class Builder {
  constructor(text) {
    this.text = text;
    this.places = new Places(text);
    this.open = [];
    this.root = null;
  }

  take(event, state) {
    if (event === 'open') {
      if (this.open.length > 4 * MOST_DEPTH)
        throw new Refusal('is nested too deeply', ...this.places.of(state.position));
      if (this.root !== null) {
        const second = this.text.lastIndexOf('\n---', state.position) + 1;
        throw new Refusal(
          'a second YAML document begins here; put each scenario into its own file',
          ...this.places.of(second),
        );
      }
      this.open.push({ position: state.position, children: [] });
      return;
    }
    const node = this.open.pop();
    const at = begin(this.text, node.position);
    let [line, column] = this.places.of(at);
    if ('|>'.includes(this.text[at])) [line, column] = [line + 1, 1]; // a text in lines of its own
    Object.assign(node, { line, column, value: state.result, tag: state.tag });
    if (state.anchor !== null || this.text[at] === '*')
      throw new Refusal('anchors (&) and aliases (*) are refused; write the value again', line, column);
    if (node.tag !== null && node.tag !== '?')
      throw new Refusal('tags (!) are refused; leave it out', line, column);
    node.kind = Array.isArray(node.value)
      ? 'list'
      : node.value !== null && typeof node.value === 'object'
        ? 'map'
        : 'text';
    // a flow collection where a mapping in lines could stand is read as its first key, which it is not
    const [only] = node.children;
    if (node.kind !== 'text' && only?.value === node.value) node.children = only.children;
    if (this.open.length > 0) this.open.at(-1).children.push(node);
    else this.root = node;
  }
}

/** Pairs the nodes of a mapping: keys and values take turns, and behind the last value js-yaml may
 * have looked for another key in vain. */
function pairsOf(node) {
  const count = Object.keys(node.value).length;
  const { children } = node;
  if (children.length === 2 * count + 1 && (children.at(-1).value ?? '') === '') children.pop();
  if (children.length !== 2 * count)
    throw new Refusal('a key has no value; write KEY: VALUE', node.line, node.column);
  return Array.from({ length: count }, (_, i) => [children[2 * i], children[2 * i + 1]]);
}

function put(node, key, parts, depth) {
  if (depth >= MOST_DEPTH) throw new Refusal('is nested too deeply', node.line, node.column);
  const place = key ?? node;
  const own = node.value === null ? place : node; // where nothing is, its key
  parts.push(`@${own.line} ${own.column} ${place.line} ${place.column}\0`);
  if (node.kind === 'text') {
    parts.push(`"${node.value ?? ''}\0`);
  } else if (node.kind === 'list') {
    const items = node.children.slice(0, node.value.length);
    parts.push('[');
    items.forEach((item) => put(item, null, parts, depth + 1));
    parts.push(']');
  } else {
    parts.push('{');
    for (const [name, value] of pairsOf(node)) {
      if (name.kind !== 'text') throw new Refusal('a key is a text', name.line, name.column);
      parts.push(`${name.value ?? ''}\0`);
      put(value, name, parts, depth + 1);
    }
    parts.push('}');
  }
}

/** Gives the bytes that explorer_tree() reads. Throws a Refusal for what is no YAML. */
export function networkBytes(text) {
  const builder = new Builder(text);
  try {
    if (text.includes('\0')) throw new Refusal('has a NUL character');
    load(text, {
      schema: FAILSAFE_SCHEMA,
      listener: (event, state) => builder.take(event, state),
    });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw new Refusal(error.reason, ...(error.mark ? builder.places.of(error.mark.position) : []));
  }
  if (builder.root === null || builder.root.kind !== 'map')
    throw new Refusal('is no network: a network has populations, each with its neurons', 1, 1);
  const parts = [];
  put(builder.root, null, parts, 0);
  return new TextEncoder().encode(parts.join(''));
}
