// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A request for a waveform names a window of the run; these functions find which steps it holds. */
#ifndef COSIM_WAVE_WINDOW_H
#define COSIM_WAVE_WINDOW_H

#include "base/diag.h"
#include "result/result.h"

#include <stdbool.h>
#include <stdint.h>

/* A request names the part of a run that is recorded. */
typedef struct cosim_wave_request {
    bool whole;      /* the whole run */
    bool has_window; /* steps from .. to-1 */
    uint64_t from, to;
    bool around_spike; /* a window around spike number `spike` of the circuit, counted from 0 */
    uint64_t spike;
    const char *groups; /* of LIF_DUT_WAVE_GROUPS; NULL: all but the neuron's internals (with
                           clocks: all) */
    bool clocks;        /* time in clocks of 10 ns instead of biological time */
} cosim_wave_request;

/* So many steps are shown before and after a mismatch or a spike. */
enum { COSIM_WINDOW_BEFORE = 300, COSIM_WINDOW_AFTER = 200 };

/* Finds the window [*from, *to) of the request within the steps that were run. Without a request it
 * is the window around the first mismatch of *result. Returns 0, or -1 with *diag. */
int cosim_window_find(const cosim_wave_request *request, const cosim_result *result, uint64_t *from,
                      uint64_t *to, cosim_diag *diag);

#endif
