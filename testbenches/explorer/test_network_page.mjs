#!/usr/bin/env node
// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The explorer's view of networks is tested as a user has it: opened from disk in headless Chromium, by
// mouse, keys and fingers. SHOTS=FOLDER keeps screenshots.

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { browser, noise, open, settled, shot } from './browser.mjs';
import { built, check, csvDifference, done, folder, is, lifcosim, native } from './common.mjs';

const networks = JSON.parse(readFileSync(path.join(built, 'networks.json'), 'utf8'));
const textOf = (name) => networks.find((one) => one.name === name).text;

/* Does something, and waits until a network was run for it. */
async function ran(page, act) {
  const before = await page.evaluate(() => globalThis.explorer.network?.count ?? 0);
  await act();
  await page.waitForFunction((count) => globalThis.explorer.network?.count > count, before);
  await settled(page);
}
const runOf = (page) => page.evaluate(() => globalThis.explorer.network.run);
const readout = async (page, what) =>
  (await page.textContent(`#net-readout [data-value=${what}]`)).replaceAll('−', '-');
/* Counts the colours of a canvas, from a copy of it, which leaves the page's own alone. */
const coloursOf = (page, canvas) =>
  page.$eval(`main[data-of=network] ${canvas}`, (one) => {
    const copy = Object.assign(document.createElement('canvas'), { width: one.width, height: one.height });
    const ctx = copy.getContext('2d', { willReadFrequently: true });
    ctx.drawImage(one, 0, 0);
    const { data } = ctx.getImageData(0, 0, copy.width, copy.height);
    return new Set(new Uint32Array(data.buffer).filter((pixel) => pixel >>> 24 > 200)).size;
  });
const chosen = (page) => page.textContent('#net-neuron');
const hash = async (page) => {
  await page.waitForTimeout(250);
  return page.evaluate(() => location.hash);
};

// ---- the switch, and every network ----

const page = await open('#preset=book-triangle-weak&circuit=q6_18');
await ran(page, () => page.click('#view-network'));
is(
  'the switch shows networks',
  [await page.isVisible('#net-text'), await page.isVisible('#stimuli'), await page.isVisible('#open')],
  [true, false, false],
);
check('the link keeps the view', (await hash(page)).startsWith('#view=network&network=winner'), await hash(page));
is(
  'every network is in the list',
  await page.$$eval('#net-choice option', (options) => options.map((one) => one.value)),
  networks.map(({ name }) => name),
);
for (const { name } of networks) {
  if ((await page.inputValue('#net-choice')) !== name)
    await ran(page, () => page.selectOption('#net-choice', name));
  const { result, about, error } = await runOf(page);
  check(`${name}: runs`, error === undefined, error);
  const levels = await page.$$eval('#net-levels tr', (rows) =>
    rows.map((one) => [one.dataset.level, one.querySelector('.figures').textContent !== '']),
  );
  is(
    `${name}: passes, and each level says why`,
    [await page.textContent('#net-badge'), levels.length >= 6, levels.every(([, says]) => says)],
    ['pass', true, true],
  );
  is(
    `${name}: spikes, membrane, error and weights are drawn`,
    [
      (await coloursOf(page, '[data-plot=raster] canvas')) >= 3,
      (await coloursOf(page, '[data-plot=membrane] canvas')) >= 3,
      (await coloursOf(page, '[data-plot=error] canvas')) >= 3,
      (await coloursOf(page, '#net-weights')) >= 3,
    ],
    [true, true, true, true],
  );
  check(`${name}: what the program prints`, (await page.textContent('#net-report')).includes(`PASS     ${name} on `));
  check(`${name}: what it is`, (await page.textContent('#net-about')) === about.about && about.about !== '');
  check(`${name}: its core`, (await page.textContent('#net-timing')).startsWith(result.dut.name));
}
if (process.env.SHOTS) {
  await page.setViewportSize({ width: 1440, height: 1150 });
  await page.focus('#net-plots');
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'n', 'n', 'n', 'ArrowLeft']) await page.keyboard.press(key);
  await shot(page, 'explorer-network');
  await page.setViewportSize({ width: 1440, height: 1000 });
}

// ---- a neuron: by click, by keys; its membrane is that of the program ----

await ran(page, () => page.selectOption('#net-choice', 'small-ring'));
const expected = native('sim/networks/small-ring.yaml', '--dut', 'c24');
const raster = await page.locator('#net-stack [data-plot=raster] .u-over').boundingBox();
const rowOf = (i) => raster.y + (raster.height * (i + 0.6)) / 8.2;
await page.mouse.click(raster.x + raster.width * 0.3, rowOf(3));
is('a click on a row chooses its neuron', await chosen(page), 'd[0]');
await page.focus('#net-plots');
await page.keyboard.press('ArrowUp');
is('the arrow keys choose the one beside', await chosen(page), 'c[0]');
check('the link names it', decodeURIComponent(await hash(page)).includes('neuron=c[0]'));
await page.evaluate(() => history.replaceState(null, '', '#'));
await page.click('#net-link');
await page.waitForFunction(() => /^(Link copied|The link is in the address bar)$/.test(document.getElementById('toast').textContent));
is(
  'the button gives the link',
  decodeURIComponent(await page.evaluate(() => location.hash)),
  '#view=network&network=small-ring&neuron=c[0]',
);
await page.focus('#net-plots');
const rows = expected.csv.trimEnd().split('\n').map((line) => line.split(','));
const own = rows.filter((row) => row[2] === 'c');
const value = (tick, name) => own[tick][rows[0].indexOf(name)];
const first = own.findIndex((_, tick) => value(tick, 'spike') === '1');
await page.keyboard.press('Home');
await page.keyboard.press('n');
is('n goes to its first spike', [await readout(page, 'tick'), await readout(page, 'does')], [
  String(first),
  'spikes, and must',
]);
await page.keyboard.press('ArrowLeft');
const milli = (volt) => `${(1e3 * volt).toFixed(4)} mV`;
is(
  'the tick before: membrane, reference and threshold of the program',
  [await readout(page, 'membrane'), await readout(page, 'reference'), await readout(page, 'threshold')],
  [milli(value(first - 1, 'membrane_v')), milli(value(first - 1, 'reference_v')), '-50.0000 mV'],
);
is(
  'its bound, in microvolts',
  await readout(page, 'bound'),
  `± ${Number((1e6 * value(first - 1, 'bound_v')).toPrecision(3))} µV`,
);
await page.keyboard.press('ArrowRight');
await page.keyboard.press('ArrowRight');
is('a held tick', [await readout(page, 'does'), await readout(page, 'error')], ['held', '–']);
await page.keyboard.press('+');
const windows = () =>
  page.$$eval('#net-stack .u-over', (all) => all.map((one) => one.clientWidth));
is('the plots are as wide as each other', new Set(await windows()).size, 1);
await page.click('#net-plots [data-zoom=all]');
{
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#net-csv')]);
  const difference = csvDifference(readFileSync(await download.path(), 'utf8'), expected.csv);
  check('the rows are those of the program', difference === '', difference);
}

// ---- weights ----

await page.locator('#net-weights').scrollIntoViewIfNeeded();
const matrix = await page.locator('#net-weights').boundingBox();
await page.mouse.move(matrix.x + 66 + 18 * 1.5, matrix.y + 20 + 18 * 1.5);
const told = async () => (await page.textContent('#net-weight')).replaceAll('−', '-');
is('the weight under the pointer', await told(), 'a[0] → b[0]: word 76, 399.35 mV (asked for 400 mV), 5 ticks late');
await page.focus('#net-weights');
await page.keyboard.press('ArrowRight');
is('no weight beside it', await told(), 'a[0] → c[0]: no weight');
await page.keyboard.press('ArrowLeft');
await page.keyboard.press('ArrowUp');
await page.keyboard.press('ArrowLeft');
is('the weight of the source', await told(), 'kick[0] → a[0]: word 76, 399.35 mV (asked for 400 mV), 0 ticks late');
await page.keyboard.press('Enter');
is('Enter chooses the neuron', await chosen(page), 'a[0]');

// ---- editing ----

const ring = textOf('small-ring');
const wrong = ring.replace('refractory: 3 ms', 'refractery: 3 ms');
await ran(page, () => page.fill('#net-text', wrong));
const line = wrong.slice(0, wrong.indexOf('refractery')).split('\n').length;
const text = await page.textContent('#net-error');
check(
  'what is wrong, at its line and column',
  text.startsWith(`line ${line}, column 14: `) && text.includes('did you mean "refractory"'),
  text,
);
is(
  'nothing is lost: the text and the last run stay',
  [
    await page.inputValue('#net-text'),
    await page.textContent('#net-badge'),
    await page.locator('#net-results.stale').count(),
    await page.getAttribute('#net-text', 'aria-invalid'),
  ],
  [wrong, 'pass', 1, 'true'],
);
await page.focus('#net-plots');
await page.keyboard.press('ArrowDown');
await page.keyboard.press('n');
check('the last run can still be looked at', (await readout(page, 'does')).startsWith('spikes'), await readout(page, 'does'));
await page.click('#net-place');
is(
  'the place is selected in the text',
  await page.$eval('#net-text', (area) => area.value.slice(area.selectionStart, area.selectionEnd)),
  'refractery: 3 ms}',
);
await ran(page, () => page.fill('#net-text', ring.replace('[0, 346]]}', '[0, 346]}')));
check('a YAML that is none', /^line \d+, column \d+: /.test(await page.textContent('#net-error')));
const weaker = ring.replaceAll('400 mV, delay', '150 mV, delay');
await ran(page, () => page.fill('#net-text', weaker));
is(
  'mended',
  [await page.isVisible('#net-error'), await page.locator('#net-results.stale').count()],
  [false, 0],
);
const dead = (await runOf(page)).result.levels.free_running.dut_spikes;
check('weaker weights: the spike does not go round', dead < 8, dead);
await ran(page, () => page.selectOption('#net-choice', 'small-synfire'));
is(
  'the list marks a changed network',
  await page.$eval('#net-choice option[value=small-ring]', (one) => one.textContent),
  'small-ring (changed)',
);
await ran(page, () => page.selectOption('#net-choice', 'small-ring'));
is('another network and back: the changed text is there', await page.inputValue('#net-text'), weaker);
await ran(page, () =>
  page.evaluate(() => {
    const [text, choice] = ['net-text', 'net-choice'].map((id) => document.getElementById(id));
    text.value += '# more';
    text.dispatchEvent(new Event('input'));
    choice.value = 'small-synfire'; // before the text has run
    choice.dispatchEvent(new Event('change'));
  }),
);
await ran(page, () => page.selectOption('#net-choice', 'small-ring'));
is('even where it had not run yet', await page.inputValue('#net-text'), `${weaker}# more`);
await ran(page, () => page.fill('#net-text', weaker));
const link = await hash(page);
const other = await open(link);
is(
  'a link carries the changed text',
  [await other.inputValue('#net-text'), (await runOf(other)).result.spikes],
  [weaker, (await runOf(page)).result.spikes],
);
await other.context().close();
await ran(page, () => page.click('#net-restore'));
is('Restore brings the shipped text', await page.inputValue('#net-text'), ring);
await page.focus('#net-text');
await ran(page, () => page.keyboard.press('Control+z'));
is('and undo brings the changed one', await page.inputValue('#net-text'), weaker);
await ran(page, () => page.click('#net-restore'));

// ---- a fault ----

await ran(page, () => page.selectOption('#net-fault', 'hold-long'));
const run = await runOf(page);
is(
  'a fault: found',
  [await page.textContent('#net-badge'), await page.textContent('#net-reason')],
  ['fail', run.about.reason],
);
check('in words', /^exact: tick \d+ \w\[0\] membrane/.test(run.about.reason), run.about.reason);
await page.click('#net-show');
const mismatch = run.result.first_mismatch;
is(
  'its neuron and tick shown',
  [await chosen(page), await readout(page, 'tick')],
  [`${mismatch.population}[${mismatch.neuron}]`, String(mismatch.step)],
);
await shot(page, 'network-fault');
const faulty = await open(await hash(page));
is(
  'a link restores network, fault and neuron',
  [
    await faulty.inputValue('#net-choice'),
    await faulty.inputValue('#net-fault'),
    await chosen(faulty),
    await faulty.textContent('#net-badge'),
  ],
  ['small-ring', 'hold-long', await chosen(page), 'fail'],
);
for (const [wrongLink, part] of [
  ['#view=network&network=nowhere', 'nowhere'],
  ['#view=network&network=small-ring&fault=none-such', 'none-such'],
  ['#view=network&text=%%%', 'damaged'],
  ['#view=network&network=small-ring&neuron=z[0]', 'z[0]'],
]) {
  await faulty.evaluate((to) => (location.hash = to), wrongLink);
  await faulty.waitForFunction(
    (words) => document.getElementById('net-refusal').textContent.includes(words),
    part,
  );
  check(`a link with ${part} is told`, await faulty.isVisible('#net-refusal'));
}
{
  const text = encodeURIComponent(link.match(/text=([^&]*)/)[1]);
  await ran(faulty, () => faulty.evaluate((to) => (location.hash = to), `#view=network&network=nowhere&fault=none-such&text=${decodeURIComponent(text)}`));
  is(
    'a link with a wrong network and a wrong fault: both are told, and its text is there',
    [await faulty.inputValue('#net-text'), await faulty.textContent('#net-refusal')],
    [weaker, 'the link names a network that is not here: nowhere; the link names a fault that is not here: none-such'],
  );
}
await faulty.context().close();
await ran(page, () => page.selectOption('#net-choice', 'small-balanced'));
check('a fault in a core that is too small is told', (await page.textContent('#net-refusal')).includes('16'));
await ran(page, () => page.selectOption('#net-fault', ''));
is('and the shipped core passes', await page.textContent('#net-badge'), 'pass');

// ---- files ----

const mine = path.join(folder, 'mine.yaml');
writeFileSync(mine, readFileSync('testbenches/cli/net.yaml', 'utf8').replace('name: net', 'name: mine'));
await page.click('#view-neuron');
is('the neuron is as it was', await page.inputValue('#preset'), 'book-triangle-weak');
check('and so is its link', (await hash(page)).includes('preset=book-triangle-weak'), await hash(page));
await ran(page, () => page.setInputFiles('#file', mine));
is(
  'a file with a network opens the view of networks',
  [await page.isVisible('#net-text'), (await runOf(page)).result.scenario],
  [true, 'mine'],
);
{
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#net-save')]);
  const kept = path.join(folder, 'kept.yaml');
  writeFileSync(kept, readFileSync(await download.path()));
  const { out, status } = lifcosim('run', '--json', '-', '--quiet', '--dut', 'c24', kept);
  is(
    'what is downloaded has the same spikes in the program',
    [status, JSON.parse(out).results[0].spikes],
    [0, (await runOf(page)).result.spikes],
  );
}
const again = await open(await hash(page));
is('a link carries a network of one’s own', (await runOf(again)).result.spikes, (await runOf(page)).result.spikes);
await again.context().close();

// ---- a core that throws while it runs ----

const thrown = await open();
await thrown.evaluate(() => {
  const real = WebAssembly.instantiate;
  WebAssembly.instantiate = (module, imports) => {
    const { clock_time_get: clock } = imports.wasi_snapshot_preview1; // a run reads it
    imports.wasi_snapshot_preview1.clock_time_get = (...all) => {
      const message = globalThis.throws;
      delete globalThis.throws;
      if (message !== undefined) throw new Error(message);
      return clock(...all);
    };
    return real(module, imports);
  };
});
await ran(thrown, () => thrown.click('#view-network'));
await ran(thrown, () => thrown.selectOption('#net-choice', 'small-ring'));
const fails = () => thrown.evaluate(() => (globalThis.throws = 'busy_o stays high after the reset'));
await fails();
await ran(thrown, () => thrown.fill('#net-text', weaker));
is(
  'it is told; the text and the last run stay',
  [
    await thrown.textContent('#net-refusal'),
    await thrown.inputValue('#net-text'),
    await thrown.textContent('#net-badge'),
    await thrown.locator('#net-results.stale').count(),
  ],
  ['the run ended: busy_o stays high after the reset', weaker, 'pass', 1],
);
await thrown.focus('#net-plots');
await thrown.keyboard.press('ArrowDown');
is('the last run can still be looked at', [await chosen(thrown), await readout(thrown, 'neuron')], ['b[0]', 'b[0]']);
const table = async () => {
  const [download] = await Promise.all([thrown.waitForEvent('download'), thrown.click('#net-csv')]);
  return csvDifference(readFileSync(await download.path(), 'utf8'), expected.csv);
};
is('and its rows are those of the program', await table(), '');
await fails();
await thrown.click('#net-csv');
await thrown.waitForFunction(() => globalThis.throws === undefined);
check('rows that throw are told', (await thrown.textContent('#net-refusal')).startsWith('the run ended: busy_o'));
await ran(thrown, () => thrown.click('#net-run'));
is(
  'the page works on',
  [await thrown.isVisible('#net-refusal'), await thrown.textContent('#net-badge')],
  [false, 'pass'],
);
await thrown.evaluate(() => {
  globalThis.instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async () => {
    throw new Error('there is no more memory');
  };
});
await fails();
await ran(thrown, () => thrown.click('#net-run'));
await ran(thrown, () => thrown.click('#net-run'));
is(
  'where the page gets no other instance, it says why',
  await thrown.textContent('#net-refusal'),
  'the run ended: there is no more memory',
);
await thrown.focus('#net-plots');
const neuron = await chosen(thrown);
await thrown.keyboard.press('ArrowDown');
is(
  'and that the rows are gone, of which the drawn ones stay',
  [await thrown.textContent('#toast'), await chosen(thrown), await readout(thrown, 'neuron')],
  ['The rows of this run are gone; run the network again', neuron, neuron],
);
await thrown.evaluate(() => (WebAssembly.instantiate = globalThis.instantiate));
await ran(thrown, () => thrown.click('#net-run'));
is('and works on, once it gets one', await thrown.textContent('#net-badge'), 'pass');
await thrown.context().close();

// ---- names, colours, a phone ----

is(
  'every control has a name',
  await page.evaluate(() =>
    [...document.querySelectorAll('main[data-of=network] :is(button, input, select, textarea, canvas[tabindex])')]
      .filter((one) => !(one.labels?.length || one.getAttribute('aria-label') || one.textContent.trim()))
      .map((one) => one.outerHTML),
  ),
  [],
);
const picture = () => page.$eval('#net-weights', (canvas) => canvas.toDataURL());
const light = await picture();
await page.click('#theme');
await settled(page);
check('dark: the weights are drawn anew', (await picture()) !== light);
await page.context().close();

const phone = await open('#view=network&network=small-synfire', {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
});
is('a phone: nothing sticks out', await phone.evaluate(() => document.documentElement.scrollWidth), 390);
await shot(phone, 'network-phone', { fullPage: true });
const over = phone.locator('#net-stack [data-plot=raster] .u-over');
await over.scrollIntoViewIfNeeded();
const box = await over.boundingBox();
await over.tap({ position: { x: 100, y: (box.height * 13.6) / 48.2 } });
is('a phone: a finger chooses a neuron', await chosen(phone), 'g1[1]');
await phone.locator('#net-weights').scrollIntoViewIfNeeded();
await phone.locator('#net-weights').tap({ position: { x: 70, y: 24 } });
check('a phone: a finger tells a weight', (await phone.textContent('#net-weight')).startsWith('packet[0] → g0[0]: word'));
is('a phone: no strip of the neuron', await phone.isVisible('#strip'), false);
await phone.context().close();

is('no error in the console, no request to a network', noise, []);
await browser.close();
done();
