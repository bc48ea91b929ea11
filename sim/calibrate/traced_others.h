// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Other neurons beside the one that was found: which row excludes each, or that none does. */
#ifndef COSIM_CALIBRATE_TRACED_OTHERS_H
#define COSIM_CALIBRATE_TRACED_OTHERS_H

#include "calibrate/traced.h"

typedef struct cosim_traced_other {
    char words[COSIM_RIVAL_WORDS];
    char why[COSIM_RIVAL_WORDS]; /* it is open: what is missing in the rows; or "" */
    bool open;                   /* it explains the rows as well as the one that was found */
    size_t step;                 /* else the first step that it does not explain */
    const char *file;            /* and where that stands */
    unsigned long line;
} cosim_traced_other;

/* Makes a list of them, what is excluded first; from malloc. *count tells how many there are.
 * Returns NULL without memory. */
cosim_traced_other *cosim_traced_others(cosim_traced *traced, size_t *count);

/* Finds where step `step` of trace number `at` stands. */
const char *cosim_traced_place(const cosim_traced *traced, size_t at, size_t step,
                               unsigned long *line);

#endif
