// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Where no template fits, each single edit of one is tried (diagnose/edits.h). */
#ifndef COSIM_CALIBRATE_EDITED_H
#define COSIM_CALIBRATE_EDITED_H

#include "calibrate/calibrate.h"

/* Tries all edits of a guess, or, with `pairs` and where none fits, pairs of them. Adds those that
 * fit to fits[most], each with the text that was read again and fits too. Adds to *tried. */
void cosim_edited_find(const cosim_bench *bench, const cosim_guess *guess, bool pairs,
                       cosim_found *fits, size_t *count, size_t most, uint64_t *tried);

/* Challenges a text that fits: for each edit of it that the experiments have not refuted, looks for
 * a drive to which that answers otherwise, and asks the circuit. Ends where the text itself
 * departs, with *refuted. Returns 0, or -1 with *diag. */
int cosim_edited_challenge(cosim_bench *bench, cosim_found *found, uint64_t seed, bool *refuted,
                           cosim_diag *diag);

#endif
