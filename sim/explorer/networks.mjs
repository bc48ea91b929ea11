// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// networks.mjs FILE ...   networks with the tables that lie beside them, as JSON:
// [{name, file, text, files: {name: text}}]. A table belongs to the network whose name it begins with.

import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const networks = process.argv.slice(2).map((file) => {
  const name = path.basename(file, '.yaml');
  const folder = path.dirname(file);
  const beside = readdirSync(folder).filter((one) => one.startsWith(`${name}-`) && one.endsWith('.csv'));
  const files = beside.map((one) => [one, readFileSync(path.join(folder, one), 'utf8')]);
  return { name, file, text: readFileSync(file, 'utf8'), files: Object.fromEntries(files) };
});
process.stdout.write(`${JSON.stringify(networks)}\n`);
