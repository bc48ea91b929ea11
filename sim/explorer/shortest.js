// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The shortest drive that shows a finding becomes a scenario of its own: a page has no table beside it,
// so the currents are a sum of steps.

import { STIMULI, inUnit, split, stepOf } from './keys.js';

const MOST_PIECES = 40;

/** Gives [first step, steps, current] of each piece of a drive that stays the same, and is not 0. */
function piecesOf(currents) {
  const pieces = [];
  currents.forEach((current, step) => {
    if (pieces.at(-1)?.[2] === current) pieces.at(-1)[1]++;
    else pieces.push([step, 1, current]);
  });
  return pieces.filter(([, , current]) => current !== 0);
}

/** Gives the unit of the first current that the scenario has. */
function currentUnit({ stimulus }) {
  const texts = stimulus.flatMap((item) =>
    Object.entries(item).flatMap(([kind, body]) =>
      (STIMULI[kind]?.fields ?? [])
        .filter((field) => field.kind === 'current')
        .map(({ key }) => body[key]),
    ),
  );
  const units = texts.filter((text) => text !== undefined).map((text) => split(text).unit);
  return units.find((unit) => /^[fpnumkMG]?A$/.test(unit)) ?? 'nA';
}

/** Gives a scenario whose steps have these currents [A]; undefined where they change too often for a
 * page. The 12 digits of a current are enough for the words of every format. */
export function scenarioOfDrive(scenario, currents) {
  const pieces = piecesOf(currents);
  if (pieces.length > MOST_PIECES) return undefined;
  const unit = currentUnit(scenario);
  const { unit: ofStep } = split(scenario.step ?? '');
  const ofTime = /^[fpnumkMG]?s$/.test(ofStep) ? ofStep : 'ms';
  const time = (step) => inUnit(step * stepOf(scenario), ofTime);
  const { expect, least, most, sample, duration, source, ...kept } = scenario;
  return {
    ...structuredClone(kept),
    name: `${scenario.name}-shortest`,
    about: `The shortest drive that shows what is wrong in ${scenario.name}`,
    steps: String(currents.length),
    stimulus:
      pieces.length > 0
        ? pieces.map(([from, count, current]) => ({
            step: {
              amplitude: inUnit(current, unit),
              start: time(from),
              stop: time(from + count),
            },
          }))
        : [{ constant: { amplitude: `0 ${unit}` } }],
  };
}
