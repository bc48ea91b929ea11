// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The levels of a result are put in words one after the other: verdict, figures and failure, for
 * every report that is read by people. */
#ifndef COSIM_RESULT_LEVELS_H
#define COSIM_RESULT_LEVELS_H

#include "result/result.h"

enum { COSIM_FIGURES = 6, COSIM_FIGURE_BYTES = 160 };

/* Gives the verdict of a level; that of the clip level follows from the clipped steps. */
cosim_verdict cosim_level_verdict(const cosim_result *result, cosim_level level);

/* Tells whether a report shows a level of this result: `lif` is one of circuits with equations. */
bool cosim_level_is_shown(const cosim_result *result, cosim_level level);

/* Writes what a level found, in up to COSIM_FIGURES short lines of plain ASCII (at most 53
 * characters with the figures of an ordinary run). Returns how many there are, at least 1. */
size_t cosim_level_figures(const cosim_result *result, cosim_level level,
                           char lines[COSIM_FIGURES][COSIM_FIGURE_BYTES]);

/* Writes "not applicable, neuron.threshold was set", for a result whose expect.dropped_by is not
 * NULL. */
const char *cosim_expect_dropped(const cosim_result *result, char text[COSIM_FIGURE_BYTES]);

#endif
