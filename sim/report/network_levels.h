// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Tells each level of a network's run with its figures, for the text and for the page. */
#ifndef COSIM_REPORT_NETWORK_LEVELS_H
#define COSIM_REPORT_NETWORK_LEVELS_H

#include "run/network_reason.h"

enum { COSIM_NETWORK_FIGURES = 4, COSIM_NETWORK_FIGURE_BYTES = 240 };

/* The levels in the order in which they are told: those of the judge, and expect. */
typedef enum cosim_network_level {
    COSIM_NETWORK_CONSTANTS,
    COSIM_NETWORK_PORT,
    COSIM_NETWORK_EXACT,
    COSIM_NETWORK_BOUNDED,
    COSIM_NETWORK_FREE_RUNNING,
    COSIM_NETWORK_EXPECT,
    COSIM_NETWORK_CLIP,
    COSIM_NETWORK_LEVELS
} cosim_network_level;

typedef struct cosim_network_figures {
    const char *name;
    cosim_verdict verdict;
    size_t count;                        /* of lines */
    bool goes_on[COSIM_NETWORK_FIGURES]; /* a line is the rest of the sentence before it */
    char line[COSIM_NETWORK_FIGURES][COSIM_NETWORK_FIGURE_BYTES];
} cosim_network_figures;

/* Tells one level. Returns false where there is nothing to tell: a run without `expect`. */
bool cosim_network_figures_of(const cosim_network_outcome *outcome, cosim_network_level level,
                              cosim_network_figures *figures);

#endif
