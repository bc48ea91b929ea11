// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Calibration prints what it found under `calibrated`: keys that take the place of those that the
 * manifest says. */
#ifndef COSIM_FOREIGN_CALIBRATED_H
#define COSIM_FOREIGN_CALIBRATED_H

#include "input/tree.h"

/* Puts the keys under `calibrated` into the mapping, and takes that key out of it. A mapping goes
 * into that of its name, key by key, and any other value takes the place of it; equations take the
 * place of every key that says what a neuron computes. `ignored`: only takes it out. Returns 0, or
 * -1 with *diag. */
int cosim_calibrated_merge(cosim_arena *arena, cosim_node *root, bool ignored, cosim_diag *diag);

#endif
