#!/usr/bin/env node
// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The explorer is tested as a user has it: opened from disk in headless Chromium, by mouse, keys
// and fingers. SHOTS=FOLDER keeps screenshots.

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { browser, contrasts, noise, open, readable, settled, shot } from './browser.mjs';
import {
  check,
  csvDifference,
  done,
  folder,
  is,
  native,
  same,
  scenarioFiles,
  verdictsOf,
} from './common.mjs';

const runOf = (page) =>
  page.evaluate(() => {
    const { columns, ...run } = globalThis.explorer.run;
    return run;
  });
const row = (page, key) => page.locator(`.row[data-key="${key}"]`);
const type = async (page, key, text) => {
  await row(page, key).locator('input[type=text]').fill(text);
  await settled(page);
};
const readout = async (page, what) =>
  (await page.textContent(`#readout [data-value=${what}]`)).replace('−', '-');
/* Copies the run as a scenario and has the program judge it, which must find the same verdict,
 * spikes and rows. */
let copies = 0;
async function copied(page, name) {
  await page.click('#copy');
  const yaml = await page.inputValue('#yaml');
  await page.click('#yaml-close');
  const copy = path.join(folder, `copy-${++copies}.yaml`);
  writeFileSync(copy, yaml);
  const expected = native(copy);
  const run = await runOf(page);
  check(`${name}: copied, the program takes it`, expected.result !== undefined, expected.err, yaml);
  if (expected.result === undefined) return yaml;
  is(
    `${name}: copied, the program judges it alike`,
    verdictsOf.page(run),
    verdictsOf.program(expected.result),
  );
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#csv')]);
  const difference = csvDifference(readFileSync(await download.path(), 'utf8'), expected.csv);
  check(`${name}: copied, the same rows`, difference === '', difference);
  return yaml;
}

// ---- presets ----

const page = await open();
is('the first run', (await runOf(page)).name, 'book-triangle');
if (process.env.SHOTS) {
  await page.setViewportSize({ width: 1440, height: 1150 });
  await type(page, 'stimulus.0.triangle.peak', '0.22');
  const over = await page.locator('[data-plot=membrane] .u-over').boundingBox();
  await page.mouse.move(over.x + over.width * 0.26, over.y + 60);
  await shot(page, 'explorer');
  await page.setViewportSize({ width: 1440, height: 1000 });
}
const names = await page.$$eval('#preset option', (options) =>
  options.map((option) => option.value).filter(Boolean),
);
is(
  'every published scenario is a preset',
  [...names].sort(),
  scenarioFiles.map((one) => path.basename(one, '.yaml')).sort(),
);
const verdicts = [];
for (const name of names) {
  await page.selectOption('#preset', name);
  await settled(page);
  const run = await runOf(page);
  const levels = await page.$$eval('#levels tr', (rows) =>
    rows.map((one) => `${one.dataset.level} ${one.querySelector('.badge').textContent}`),
  );
  const good =
    run.name === name &&
    run.verdict === 'pass' &&
    (await page.textContent('#badge')) === 'pass' &&
    levels.length === 6 &&
    levels[1] === 'exact pass';
  if (!good) verdicts.push([name, run.verdict, levels]);
}
is('every preset passes, in words and in the table', verdicts, []);

// ---- sliders, numbers, choices ----

await page.selectOption('#preset', 'musacchio-constant');
await settled(page);
const before = await runOf(page);
const slider = row(page, 'neuron.threshold').locator('input[type=range]');
is('a slider has the range of its source', await slider.evaluate(({ min, max }) => [min, max]), [
  '1',
  '10',
]);
await slider.focus();
await page.keyboard.press('ArrowLeft');
await settled(page);
is(
  'an arrow key moves a slider by the step of its source',
  await row(page, 'neuron.threshold').locator('input[type=text]').inputValue(),
  '4.5',
);
check('the run follows', (await runOf(page)).dut_spikes.length > before.dut_spikes.length);
is(
  'what was published holds no longer',
  await page.textContent('#levels tr[data-level=expect] .badge'),
  'not-applicable',
);
const box = await slider.boundingBox();
await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
await page.mouse.down();
for (let i = 0; i <= 20; i++)
  await page.mouse.move(box.x + (box.width * i) / 20, box.y + box.height / 2);
await page.mouse.up();
await settled(page);
is(
  'a slider dragged to its end',
  await row(page, 'neuron.threshold').locator('input[type=text]').inputValue(),
  '10',
);
is('too high a threshold: silent', (await runOf(page)).dut_spikes, []);
await type(page, 'neuron.threshold', '4.75');
await type(page, 'stimulus.0.constant.amplitude', '1.1');
check('a typed number moves the slider', Math.abs((await slider.inputValue()) - 4.75) < 1e-9);
let yaml = await copied(page, 'a changed preset');
check('a changed preset: its own name', yaml.includes('name: musacchio-constant-changed'), yaml);
check('a changed preset: no published list', !yaml.includes('expect'), yaml);

await page.selectOption('#preset', 'musacchio-two-currents');
await settled(page);
await type(page, 'stimulus.1.constant.amplitude', '2.5');
await page.selectOption('#add', 'noise');
await settled(page);
await row(page, 'neuron.reset_mode').locator('select').selectOption('by-subtraction');
await row(page, 'neuron.compare').locator('select').selectOption('above');
await type(page, 'neuron.refractory_steps', '25');
await copied(page, 'three currents, noise, by subtraction');
await row(page, 'neuron.capacitance').locator('.swap').click();
await settled(page);
is(
  'capacitance turned into a time constant',
  [
    await row(page, 'neuron.time_constant').locator('input[type=text]').inputValue(),
    await row(page, 'neuron.capacitance').count(),
  ],
  ['3.3', 0],
);
await copied(page, 'with a time constant');
await page.click('#stimuli .stimulus:nth-child(3) .kind button');
await settled(page);
is('a current removed', await page.locator('#stimuli .stimulus').count(), 2);

await page.selectOption('#preset', 'book-triangle');
await page.check('#formats input[value=q6_18]', { force: true });
await settled(page);
const narrow = await runOf(page);
is('another format', [narrow.dut, narrow.state_width], ['q6_18', 24]);
check(
  'its words are as wide',
  /^0x[0-9a-f]{6}$/.test(await page.textContent('#words tr[data-word=threshold] td')),
);
yaml = await copied(page, 'another format');
check('another format: named in the scenario', yaml.includes('dut: q6_18'), yaml);
await page.check('#formats input[value=q4_4]', { force: true });
await settled(page);
await copied(page, 'the narrowest format');

// ---- variants, faults ----

await page.selectOption('#variant', 'q6_18_serial_r');
await settled(page);
is('a variant: its rounding', (await runOf(page)).rounding, 'residual');
yaml = await copied(page, 'a variant');
check('a variant: named in the scenario', yaml.includes('dut: q6_18_serial_r'), yaml);
await page.selectOption('#variant', '');
await settled(page);

await page.check('#formats input[value=q8_24]', { force: true });
await settled(page);
await copied(page, 'an untouched preset');
for (const fault of ['hold-long', 'truncation']) {
  await page.selectOption('#fault', fault);
  await settled(page);
  const run = await runOf(page);
  const words = await page.textContent('#reason');
  is(
    `${fault}: found`,
    [await page.textContent('#badge'), run.verdict, words],
    ['fail', 'fail', run.reason],
  );
  check(
    `${fault}: the first mismatch in words`,
    /^exact: step \d+ membrane.*: expected 0x[0-9a-f]+, observed 0x/.test(words),
    words,
  );
  yaml = await copied(page, fault);
  check(
    `${fault}: the circuit in the scenario`,
    yaml.includes(`dut: build/faults/${fault}.so`),
    yaml,
  );
}
await page.click('#show-step');
is(
  'the step of the first mismatch shown',
  Number(await readout(page, 'step')),
  (await runOf(page)).first_mismatch.step,
);
await shot(page, 'fault');

// ---- what a link carries ----

await type(page, 'neuron.rest', '-68.5');
await page.waitForTimeout(250);
const link = await page.evaluate(() => location.hash);
check(
  'the link can be read',
  link.includes('preset=book-triangle') && link.includes('neuron.rest=-68.5'),
  link,
);
const other = await open(link);
is(
  'a link restores the state',
  [
    await row(other, 'neuron.rest').locator('input[type=text]').inputValue(),
    await other.inputValue('#fault'),
    (await runOf(other)).dut_spikes,
  ],
  ['-68.5', 'truncation', (await runOf(page)).dut_spikes],
);
await other.evaluate(() => (location.hash = '#preset=nowhere'));
await other.waitForSelector('#refusal:not([hidden])');
check('a damaged link is told', (await other.textContent('#refusal')).includes('nowhere'));
await other.evaluate(() => (location.hash = '#preset=book-weak&circuit=q8_24'));
await other.evaluate(() => (location.hash = '#preset=book-triangle&circuit=q9_99'));
await other.waitForFunction(() => document.getElementById('refusal').textContent.includes('q9_99'));
check('a link with an unknown circuit is told', await other.isVisible('#refusal'));
await other.context().close();
await page.selectOption('#fault', '');
await settled(page);

// ---- what is refused ----

await type(page, 'neuron.rest', '-40');
await type(page, 'neuron.threshold', '-70');
check(
  'a refusal in words',
  (await page.textContent('#refusal')).includes('threshold'),
  await page.textContent('#refusal'),
);
is(
  'a refusal at its control',
  await row(page, 'neuron.threshold').locator('input[type=text]').getAttribute('aria-invalid'),
  'true',
);
check('the last run is dimmed', await page.locator('#results.stale').count());
await type(page, 'neuron.threshold', '-3x');
check(
  'no number',
  (await page.textContent('#refusal')).includes('-3x mV'),
  await page.textContent('#refusal'),
);
await type(page, 'neuron.threshold', '-30');
is(
  'mended',
  [await page.isVisible('#refusal'), await page.locator('#results.stale').count()],
  [false, 0],
);

// ---- scenario files ----

const own = path.join(folder, 'own.yaml');
writeFileSync(
  own,
  readFileSync('sim/scenarios/neurodynex-sinus-0.6nA.yaml', 'utf8').replace(
    'name: neurodynex-sinus-0.6nA',
    'name: my-own\ndut: q6_18\ntolerance: 1e-2',
  ),
);
await page.setInputFiles('#file', own);
await page.waitForFunction(() => globalThis.explorer.run.name === 'my-own');
const opened = await runOf(page);
is(
  'a scenario file opened',
  [opened.dut, opened.verdict, opened.levels[4].verdict],
  ['q6_18', 'pass', 'pass'],
);
await copied(page, 'a scenario file');
await page.waitForTimeout(250);
const again = await open(await page.evaluate(() => location.hash));
is('a link carries a scenario of one’s own', (await runOf(again)).dut_spikes, opened.dut_spikes);
await again.context().close();
for (const [name, text, told] of [
  ['broken', 'name: [1', 'line'],
  ['wrong', readFileSync(own, 'utf8').replace('1 MOhm', '1 Mohms per s'), 'resistance'],
]) {
  const bad = path.join(folder, `${name}.yaml`);
  writeFileSync(bad, text);
  await page.setInputFiles('#file', bad);
  await page.waitForFunction(
    (part) => document.getElementById('refusal').textContent.includes(part),
    told,
  );
  check(`a ${name} file is refused in words`, await page.isVisible('#refusal'));
}

const odd = path.join(folder, 'odd.yaml');
for (const [text, told] of [
  ['name: odd\nneuron: 5\nstimulus: none\n', 'step'],
  ['name: odd\nstep: 1 ms\nsteps: 5\nneuron: 5\nstimulus: [5, {}, [1]]\n', 'neuron'],
]) {
  writeFileSync(odd, text);
  await page.setInputFiles('#file', odd);
  await page.waitForFunction(
    (part) => document.getElementById('refusal').textContent.includes(part),
    told,
  );
  check(`a file with anything in it: refused at ${told}`, await page.isVisible('#refusal'));
}
await type(page, 'neuron.rest', '-70');
check('and it can be typed in', (await page.textContent('#refusal')) !== '');

// ---- cursor, zoom, keys ----

await page.selectOption('#preset', 'book-triangle');
await page.check('#formats input[value=q8_24]', { force: true });
await settled(page);
const rows = native('sim/scenarios/book-triangle.yaml')
  .csv.trimEnd()
  .split('\n')
  .map((line) => line.split(','));
const word = (text, bits = 32) =>
  `0x${BigInt.asUintN(bits, BigInt(text))
    .toString(16)
    .padStart(bits / 4, '0')}`;
await page.focus('#plots');
await page.keyboard.press('n');
await page.keyboard.press('n');
await page.keyboard.press('ArrowLeft');
const step = 109; // before the second spike
const [, , current, , drive, beforeReset, after, membrane] = rows[step + 1];
is(
  'the cursor: millivolts and words',
  [
    Number(await readout(page, 'step')),
    await readout(page, 'drive'),
    await readout(page, 'before'),
    await readout(page, 'word'),
    await readout(page, 'membrane'),
  ],
  [step, word(drive), word(beforeReset), word(after), `${(1e3 * membrane).toFixed(4)} mV`],
);
check(
  'the cursor: current',
  Math.abs(Number.parseFloat(await readout(page, 'current')) - 1e6 * current) < 0.01,
);
const seen = () => page.evaluate(() => globalThis.explorer.windows());
const all = await seen();
await page.keyboard.press('+');
await page.keyboard.press('+');
const near = await seen();
check(
  'zoomed by keys: a quarter, in every plot',
  near.every(([min, max]) => Math.abs(4 * (max - min) - 50) < 1e-6 && min === near[0][0]),
  near,
);
await page.keyboard.press('.');
check('panned by keys', (await seen())[0][0] > near[0][0]);
await page.keyboard.press('0');
is('all of it again', await seen(), all);
const plot = await page.locator('[data-plot=membrane] .u-over').boundingBox();
await page.mouse.move(plot.x + plot.width * 0.25, plot.y + 40);
await page.mouse.down();
await page.mouse.move(plot.x + plot.width * 0.5, plot.y + 60, { steps: 5 });
await page.mouse.up();
const dragged = await seen();
check(
  'a window dragged in one plot is that of all',
  dragged.every(([min, max]) => Math.abs(min - 12.5) < 0.2 && Math.abs(max - 25) < 0.2),
  dragged,
);
await page.keyboard.down('Shift');
await page.mouse.move(plot.x + plot.width * 0.5, plot.y + 60);
await page.mouse.down();
await page.mouse.move(plot.x + plot.width * 0.3, plot.y + 60, { steps: 4 });
await page.mouse.up();
await page.keyboard.up('Shift');
check(
  'panned by shift and drag',
  (await seen()).every(([min, max]) => min > 14 && Math.abs(max - min - 12.5) < 0.3),
  await seen(),
);
await page.click('[data-zoom=all]');
is('the button All', await seen(), all);
await page.keyboard.down('Control');
await page.mouse.move(plot.x + plot.width * 0.5, plot.y + 60);
await page.mouse.wheel(0, -200);
await page.keyboard.up('Control');
await page.waitForFunction(() => globalThis.explorer.windows()[0][1] < 50);
check('the wheel zooms with Ctrl', true);
await page.dblclick('[data-plot=membrane] .u-over');
await settled(page);
is('a double click shows all', await seen(), all);
const focused = [];
await page.focus('.skip');
for (let i = 0; i < 10; i++) {
  await page.keyboard.press('Tab');
  focused.push(
    await page.evaluate(() => document.activeElement.id || document.activeElement.value),
  );
}
check(
  'the Tab key reaches what there is, in order',
  same(focused, [
    'view-neuron',
    'view-network',
    'open',
    'copy',
    'link',
    'csv',
    'picture',
    'theme',
    'preset',
    'q8_24',
  ]),
  focused,
);
const nameless = await page.evaluate(() =>
  [...document.querySelectorAll('button, input:not([type=file]), select, textarea')]
    .filter(
      (one) =>
        !(
          one.labels?.length ||
          one.ariaLabel ||
          one.getAttribute('aria-label') ||
          one.textContent.trim()
        ),
    )
    .map((one) => one.outerHTML),
);
is('every control has a name', nameless, []);

// ---- the f-I curve ----

await page.selectOption('#preset', 'musacchio-constant');
await page.waitForFunction(() => globalThis.explorer.curve?.name === 'musacchio-constant');
const curve = await page.evaluate(() => globalThis.explorer.curve);
const at = curve.currents.findIndex((one) => one >= 0.8e-9);
const [rate, run] = [curve.circuit[at], await runOf(page)];
check(
  'the f-I curve goes by the present run',
  curve.circuit[0] === 0 &&
    Math.abs(rate - 1 / ((run.dut_spikes[1] - run.dut_spikes[0]) * run.step_s)) < 0.15 * rate,
  curve,
);
is('circuit and reference agree along it', curve.circuit, curve.reference);

// ---- picture ----

const [download] = await Promise.all([page.waitForEvent('download'), page.click('#picture')]);
const png = readFileSync(await download.path());
check(
  'a picture: PNG of some size',
  png.subarray(1, 4).toString() === 'PNG' &&
    png.readUInt32BE(16) > 800 &&
    png.readUInt32BE(20) > 600 &&
    png.length > 20000,
  png.length,
);
if (process.env.SHOTS) writeFileSync(path.join(process.env.SHOTS, 'picture.png'), png);

// ---- light, dark, colours ----

const light = await contrasts(page);
check('light: texts and lines have contrast', readable(light), light);
await shot(page, 'light', { fullPage: true });
const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const lightGround = await ground();
await page.emulateMedia({ colorScheme: 'dark' });
await settled(page);
const dark = await contrasts(page);
check('dark: texts and lines have contrast', readable(dark), dark);
check('dark follows the system', (await ground()) !== lightGround);
await shot(page, 'dark', { fullPage: true });
await page.click('#theme');
await settled(page);
is('the button turns it to light', await ground(), lightGround);
await page.context().close();

// ---- a phone ----

const phone = await open('#preset=neurodynex3-sinus', {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
});
is(
  'a phone: nothing sticks out',
  await phone.evaluate(() => document.documentElement.scrollWidth),
  390,
);
await shot(phone, 'phone', { fullPage: true });
await row(phone, 'neuron.threshold').scrollIntoViewIfNeeded();
await phone.waitForSelector('#strip:not([hidden])');
check('a phone: the membrane beside the sliders', await phone.isVisible('#strip canvas'));
await shot(phone, 'phone-sliders');
await phone.locator('[data-plot=membrane] .u-over').scrollIntoViewIfNeeded();
await phone.locator('[data-plot=membrane] .u-over').tap();
await phone.waitForFunction(
  () => document.querySelector('#readout [data-value=step]').textContent !== '–',
);
check('a phone: a finger puts the cursor', true);
await phone.context().close();

// ---- how long a change takes ----

const quick = await open('#preset=musacchio-sine-strong');
const times = await quick.evaluate(async () => {
  const control = document.querySelector(
    '.row[data-key="stimulus.0.sine.amplitude"] input[type=range]',
  );
  const found = [];
  for (let i = 0; i < 25; i++) {
    control.value = 5 + 0.2 * i;
    control.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((then) => requestAnimationFrame(() => setTimeout(then, 20)));
    found.push({ ...globalThis.explorer.ms });
  }
  return found;
});
const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)].toFixed(1);
console.log(
  `# 9,999 steps after a slider moved, median of ${times.length}: run and judged in ${median(times.map(({ judged }) => judged))} ms, drawn in ${median(times.map(({ drawn }) => drawn))} ms, both ${median(times.map(({ judged, drawn }) => judged + drawn))} ms`,
);
check(
  'each change was run',
  times.every(({ judged, drawn }) => judged > 0 && drawn > 0),
);
await quick.context().close();
is('no error in the console, no request to a network', noise, []);
await browser.close();
done();
