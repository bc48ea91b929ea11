// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A neuron that a scenario can have is made of what the rows tell (traced_fit.h). */
#ifndef COSIM_CALIBRATE_TRACED_NEURON_H
#define COSIM_CALIBRATE_TRACED_NEURON_H

#include "calibrate/traced.h"
#include "calibrate/traced_threshold.h"

/* Values are rounded as somebody would have written them: the lower a level, the further. */
enum { COSIM_TRACED_LEVELS = 7 };

/* Makes a neuron; first_v: its membrane before the first step, or NaN. Returns false where no
 * scenario has such a one. */
bool cosim_traced_neuron_make(const cosim_traced *traced, const cosim_traced_line *line,
                              const cosim_traced_spikes *spikes,
                              const cosim_traced_threshold *threshold, uint32_t hold,
                              bool subtracts, unsigned level, const cosim_traced_rows *rows,
                              double first_v, cosim_traced_neuron *neuron);

#endif
