// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The tests of the page share the browser: the page is opened from disk, and what a console or a network
// should not have seen is kept. SHOTS=FOLDER keeps screenshots.

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { page as file, require } from './common.mjs';

const { chromium } = require('playwright-core');
export const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid() === 0 ? ['--no-sandbox'] : [],
});
export const address = pathToFileURL(file).href;
export const noise = []; // what a console or a network should not have seen

process.on('uncaughtException', (error) => {
  console.log(`# ${[error.stack, ...noise].join('\n').replaceAll('\n', '\n# ')}`);
  process.exit(1); // without a plan: a failure
});

export async function open(hash = '', options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 1000 },
    acceptDownloads: true,
    ...options,
  });
  const page = await context.newPage();
  page.on(
    'console',
    (message) => ['error', 'warning'].includes(message.type()) && noise.push(message.text()),
  );
  page.on('pageerror', (error) => noise.push(String(error.stack)));
  page.on(
    'request',
    (request) => !/^(file|data|blob):/.test(request.url()) && noise.push(request.url()),
  );
  page.setDefaultTimeout(15000);
  await page.goto(address + hash);
  await page.waitForSelector('html[data-ready]');
  await settled(page);
  return page;
}

/* Waits for two frames: then what was changed has been run and drawn. */
export const settled = (page) =>
  page.evaluate(
    () =>
      new Promise((then) =>
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(then, 0))),
      ),
  );
export async function shot(page, name, options) {
  if (!process.env.SHOTS) return;
  mkdirSync(process.env.SHOTS, { recursive: true });
  await page.waitForTimeout(400);
  await page.screenshot({ path: path.join(process.env.SHOTS, `${name}.png`), ...options });
}

/* Returns the contrast of two colours of the style sheet (WCAG 2). */
export const contrasts = (on) =>
  on.evaluate(() => {
    const style = getComputedStyle(document.documentElement);
    const light = (name) => {
      const hex = style.getPropertyValue(`--${name}`).trim();
      const [r, g, b] = [1, 3, 5]
        .map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255)
        .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (a, b) =>
      (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
    return {
      text: [
        contrast('ink', 'card'),
        contrast('soft', 'card'),
        contrast('soft', 'ground'),
        contrast('pass', 'pass-ground'),
        contrast('fail', 'fail-ground'),
        contrast('accent', 'accent-ink'),
      ],
      lines: [
        contrast('circuit', 'card'),
        contrast('reference', 'card'),
        contrast('current', 'card'),
        contrast('fail', 'card'),
      ],
    };
  });
export const readable = ({ text, lines }) =>
  text.every((one) => one >= 4.5) && lines.every((one) => one >= 3);
