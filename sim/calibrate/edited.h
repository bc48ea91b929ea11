// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Where no template fits, each single edit of one is tried (diagnose/edits.h). */
#ifndef COSIM_CALIBRATE_EDITED_H
#define COSIM_CALIBRATE_EDITED_H

#include "calibrate/calibrate.h"

/* Tries all edits of a guess, and adds those that fit to fits[most], each with the text that was
 * read again and fits too. Adds to *tried. */
void cosim_edited_find(const cosim_bench *bench, const cosim_guess *guess, cosim_found *fits,
                       size_t *count, size_t most, uint64_t *tried);

#endif
