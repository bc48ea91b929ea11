// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Where no template fits, edits of some are tried: those of the texts that come nearest, and of the
 * nearest updates with the plain reset and hold, whose limits an edit may have imitated. */
#ifndef COSIM_CALIBRATE_BASES_H
#define COSIM_CALIBRATE_BASES_H

#include "calibrate/spikes.h"
#include "calibrate/updates.h"

typedef struct cosim_bases {
    cosim_near near;
    cosim_guess updates[COSIM_NEAR_UPDATES]; /* the nearest first */
    size_t update_count;
} cosim_bases;

/* Takes the nearest updates. */
void cosim_bases_take(cosim_bases *bases, const cosim_updates *updates);

/* Gives a base, counted from 0; false after the last. */
bool cosim_bases_get(const cosim_bases *bases, const cosim_manifest *keys, size_t number,
                     cosim_guess *guess);

/* Tells whether a base is possible, and another text than those before it. */
bool cosim_bases_is_new(const cosim_bases *bases, const cosim_manifest *keys, size_t number,
                        const cosim_guess *guess);

#endif
