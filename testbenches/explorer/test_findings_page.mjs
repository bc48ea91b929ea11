#!/usr/bin/env node
// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The page says what is wrong with a circuit that fails, as `lifcosim run --findings` prints it; and what
// becomes of a search that the next change overtakes, that takes too long, or that cannot begin.
// SHOTS=FOLDER keeps screenshots.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { browser, noise, open, settled, shot } from './browser.mjs';
import { check, done, folder, is, lifcosimWith } from './common.mjs';

const dutFolder = path.join(folder, 'dut'); // what a run leaves goes beside it
mkdirSync(dutFolder, { mode: 0o700 });

/* Waits for the end of a search; gives what it found. */
async function found(page) {
  await page.waitForFunction(
    () =>
      document.querySelector('#finding:not([hidden], .stale) .lines p') !== null &&
      document.querySelector('#finding .looking').textContent.startsWith('As lifcosim'),
  );
  return page.locator('#finding .lines p').allTextContents();
}
const circuitOf = (page) => page.evaluate(() => globalThis.explorer.run.dut);
const noteOf = (page) => page.textContent('#finding .looking');

/* Gives what the program prints of the findings of this run, copied as a scenario. */
let copies = 0;
async function printed(page) {
  await page.click('#copy');
  const file = path.join(folder, `copy-${++copies}.yaml`);
  writeFileSync(file, await page.inputValue('#yaml'));
  await page.click('#yaml-close');
  return lifcosimWith({ LIFCOSIM_DUT_DIR: dutFolder }, 'run', '--findings', file).out;
}

// ---- one cause, several, none; nothing of a pass ----

const page = await open('#preset=book-triangle&circuit=hold-long');
is('a cause', (await found(page))[0], 'is held one step longer (left)');
await shot(page, 'explorer-finding', { clip: { x: 0, y: 0, width: 1440, height: 374 } });
for (const [fault, begin] of [
  ['hold-short', 'is held one step shorter (left), or, which answers the same here, has hold one too low'],
  ['leak-off', 'no single cause known; the port membrane is the first to differ'],
  ['spike-between', 'none has a name; the first mismatch is what is known'],
]) {
  await page.selectOption('#fault', fault);
  await settled(page);
  await page.waitForFunction(
    (text) => document.querySelector('#finding .cause')?.textContent.startsWith(text),
    begin,
  );
  const lines = await found(page);
  const out = await printed(page);
  is(`${fault}: the program prints each line`, lines.filter((line) => !out.includes(`  ${line}\n`)), []);
  is(`${fault}: a drive to run`, await page.isVisible('#finding-run'), fault !== 'spike-between');
}
await page.selectOption('#fault', '');
await settled(page);
is('a pass: nothing is wrong', await page.isVisible('#finding'), false);

// ---- the shortest drive, there and back ----

await page.selectOption('#fault', 'truncation');
await settled(page);
const whole = await found(page);
await page.click('#finding-run');
await page.waitForFunction(() => globalThis.explorer.run.name === 'book-triangle-shortest');
const short = await page.evaluate(() => {
  const { verdict, steps, columns } = globalThis.explorer.run;
  return { verdict, steps, drive: Array.from(columns.drive_fx) };
});
is('the shortest drive fails', [short.verdict, short.steps], ['fail', 2]);
is('it is what was said', whole[2], `shown by 2 steps: 1 of ${short.drive[0]}, 1 of ${short.drive[1]}`);
check('its finding', (await found(page))[0] === whole[0], await found(page), whole);
is('it is the shortest already', await page.isVisible('#finding-run'), false);
check('the program finds it too', (await printed(page)).includes(`finding       ${whole[0]}`));
await shot(page, 'finding-shortest');
await page.click('#back');
await settled(page);
is('and back', [await page.inputValue('#preset'), await page.isVisible('#back')], ['book-triangle', false]);
is('the same finding again', await found(page), whole);

// ---- a search that the next change overtakes ----

await page.selectOption('#preset', 'musacchio-constant');
await page.selectOption('#fault', 'threshold-off'); // takes seconds
await page.waitForFunction(() => document.querySelector('#finding .looking').textContent.startsWith('Looking'));
is('what was found before is dimmed', await page.locator('#finding.stale').count(), 1);
await page.selectOption('#fault', 'hold-long');
await page.waitForFunction(() => document.querySelector('#finding .cause').textContent.startsWith('is held'));
is('the answer is that of the last change', [await circuitOf(page), (await found(page))[0]], [
  'hold-long',
  'is held one step longer (left)',
]);
await page.locator('.row[data-key="neuron.threshold"] input[type=text]').fill('9x');
await settled(page);
is('what is refused has no cause', await page.isVisible('#finding'), false);
await page.context().close();

// ---- a search that takes too long, ends, or cannot begin ----

const slow = await open('#preset=book-triangle&circuit=q8_24');
await slow.clock.install();
await slow.evaluate(() => {
  globalThis.Worker = class {
    postMessage() {}
    terminate() {}
  };
});
await slow.selectOption('#fault', 'hold-long');
await slow.clock.runFor(61000);
is('too long: it is told', await noteOf(slow), 'The page looked for the cause for 60 seconds, and stopped. lifcosim run --findings tells it of this run, copied as a scenario.');
await slow.context().close();
for (const [name, script, told] of [
  ['no workers', 'delete globalThis.Worker', 'This browser lets the page start no worker'],
  [
    'a worker that does not start',
    'globalThis.Worker = class { postMessage() { setTimeout(() => this.onerror()); } terminate() {} }',
    'This browser lets the page start no worker',
  ],
  [
    'a search that ends',
    "globalThis.Worker = class { postMessage() { setTimeout(() => this.onmessage({ data: { error: 'out of memory' } })); } terminate() {} }",
    'The search for the cause ended: out of memory. lifcosim run --findings tells it',
  ],
]) {
  const bare = await open('#preset=book-triangle&circuit=q8_24');
  await bare.evaluate(script);
  await bare.selectOption('#fault', 'hold-long');
  await bare.waitForFunction(
    (text) => document.querySelector('#finding .looking').textContent.startsWith(text),
    told,
  );
  is(`${name}: no lines`, await bare.locator('#finding .lines p').count(), 0);
  is(`${name}: the verdict stands`, await bare.textContent('#badge'), 'fail');
  await bare.context().close();
}

// ---- what a circuit computes, asked by experiment ----

const asking = await open('#preset=book-triangle&circuit=hold-long');
const askedFor = async (circuit) => {
  await asking.click('#calibrate');
  is(`${circuit}: one question at a time`, await asking.isDisabled('#calibrate'), true);
  await asking.waitForFunction((name) => globalThis.explorer.calibration?.circuit === name, circuit, { timeout: 120000 });
  return asking.textContent('#calibration pre');
};
check('a hold that is a step too long', (await askedFor('hold-long')).includes('      counts: N+1\n'));
check('its note', (await asking.textContent('#calibration .asking')).startsWith('As lifcosim calibrate prints it; found in '));
await shot(asking, 'calibration');
await asking.selectOption('#fault', '');
await settled(asking);
is('another circuit: the text is gone', await asking.isVisible('#calibration pre'), false);
check('the sound circuit', (await askedFor(await circuitOf(asking))).includes('      counts: N\n'));
await asking.selectOption('#variant', 'q4_4_serial_r');
await settled(asking);
is('a variant has no card', await asking.isVisible('#calibration'), false);
await asking.context().close();

// ---- a phone, in the dark ----

const phone = await open('#preset=book-triangle&circuit=hold-not-reset', {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  colorScheme: 'dark',
});
check('a long one', (await found(phone))[0].endsWith('or 5 more'));
is('a phone: nothing sticks out', await phone.evaluate(() => document.documentElement.scrollWidth), 390);
const top = (selector) => phone.locator(selector).evaluate((one) => one.getBoundingClientRect().top);
check('a phone: it stands between verdict and plots', (await top('#verdict')) < (await top('#finding')) && (await top('#finding')) < (await top('#plots')));
await shot(phone, 'finding-phone');
await phone.context().close();

is('no error in the console, no request to a network', noise, []);
await browser.close();
done();
