#!/usr/bin/env node
// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// A page that cannot start says why: without JavaScript, in a browser without what it needs, and where
// the WebAssembly is refused.

import { address, browser } from './browser.mjs';
import { check, done, is } from './common.mjs';

/* Opens the page in a browser that a script has changed, and returns what is seen at its top. */
async function seen(script, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  if (script) await page.addInitScript(script);
  await page.goto(address);
  await page.waitForSelector('.start:visible, html[data-ready]', { timeout: 15000 });
  const texts = await page.locator('.start:visible').allTextContents();
  await context.close();
  return texts.join('\n');
}

is('nothing is said where it starts', await seen(''), '');
const none = await seen('', { javaScriptEnabled: false });
check('no JavaScript', none.includes('needs JavaScript') && none.includes('lifcosim run'), none);
for (const name of ['DecompressionStream', 'WebAssembly']) {
  const text = await seen(`delete globalThis.${name}`);
  check(`no ${name}`, text.startsWith(`This browser has no ${name}, which`), text);
}
const both = await seen('delete globalThis.DecompressionStream; delete globalThis.structuredClone');
check('two are missing', both.includes('no DecompressionStream and no structuredClone'), both);
const refused = await seen(
  "WebAssembly.compile = async () => { throw new Error('blocked by the policy of this page'); }",
);
is('WebAssembly is refused', refused, 'The explorer could not start: blocked by the policy of this page');

await browser.close();
done();
