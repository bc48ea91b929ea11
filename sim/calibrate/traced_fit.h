// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* clang-format off */
/* The rows of a trace that counts in volts tell its neuron, one thing after the other:
 *
 *   line       x' = a x + g I + c, of the steps that neither spike nor hold: least squares, of which
 *              the rows that do not follow are left out again
 *   spikes     what the membrane is after a spike, and how many steps later it follows the line again
 *   threshold  between the membranes that fired and those that did not (traced_threshold.h)
 *
 * Volts, amperes, seconds. Whether the neuron that comes of it explains the rows is not said here. */
/* clang-format on */
#ifndef COSIM_CALIBRATE_TRACED_FIT_H
#define COSIM_CALIBRATE_TRACED_FIT_H

#include "circuit/recording.h"

/* Rows as the layout that is tried has them. */
typedef struct cosim_traced_rows {
    size_t n; /* steps that the search may look at */
    const double *x, *i;
    const uint8_t *spike;
    double dt_s;
    cosim_recorded_shows shows; /* where it spikes */
} cosim_traced_rows;

typedef struct cosim_traced_line {
    double keep, gain_ohm, offset_v;
    double keep_off, gain_off, offset_off; /* standard errors */
    double spread_v;                       /* of the rows that follow, from it */
    size_t used;
    bool moves;  /* the membrane does; else nothing is known of the rest */
    bool driven; /* the current does; else the gain is 0, and its part is in the offset */
} cosim_traced_line;

/* Tells whether the row of step n shows the membrane that the step left. */
bool cosim_traced_is_shown(const cosim_traced_rows *rows, size_t n);

/* Finds the line. Returns 0, or -1 without memory. */
int cosim_traced_line_find(const cosim_traced_rows *rows, cosim_traced_line *line);

/* This is what a spike does, where `hold` steps hold after it. */
typedef struct cosim_traced_spikes {
    size_t count;       /* those whose end is seen */
    double reset_v;     /* the middle of what follows */
    double amount_v;    /* and of what is subtracted */
    double reset_off_v; /* half of what most of the two are apart */
    double amount_off_v;
} cosim_traced_spikes;

enum { COSIM_TRACED_HOLDS = 3 };

/* Gives the holds that most spikes may have, the likeliest first, and the one that rows which stand
 * still tell, where rows printed in few places hide the others; how many. Returns -1 without
 * memory. */
int cosim_traced_holds(const cosim_traced_rows *rows, const cosim_traced_line *line,
                       uint32_t holds[COSIM_TRACED_HOLDS]);

/* Looks what follows the spikes. Returns 0, or -1 without memory. */
int cosim_traced_spikes_find(const cosim_traced_rows *rows, const cosim_traced_line *line,
                             uint32_t hold, cosim_traced_spikes *spikes);

/* Gives what a spike left, if the step that spikes goes on from there. NaN without memory. */
double cosim_traced_reset_first(const cosim_traced_rows *rows, const cosim_traced_line *line);

#endif
