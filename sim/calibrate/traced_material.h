// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The rows of traces in volts as the layout that is tried has them, of which no neuron is known
 * yet. */
#ifndef COSIM_CALIBRATE_TRACED_MATERIAL_H
#define COSIM_CALIBRATE_TRACED_MATERIAL_H

#include "calibrate/traced.h"

/* The rows of the search of all traces, one after the other, with a step that shows nothing between
 * two [V, A]. */
typedef struct cosim_traced_material {
    double *x, *i;
    uint8_t *spike;
    size_t n;
    double first_v; /* the membrane before the first step of the first trace; NaN: unknown */
} cosim_traced_material;

/* Reads them, and the steps and spikes of each trace. Returns 0, or -1 with *diag; free in either
 * case. */
int cosim_traced_material_read(cosim_traced *traced, cosim_traced_material *material,
                               cosim_diag *diag);
void cosim_traced_material_free(cosim_traced_material *material);

/* Gives the material as rows in which a spike shows the membrane so. */
cosim_traced_rows cosim_traced_material_rows(const cosim_traced *traced,
                                             const cosim_traced_material *material,
                                             cosim_recorded_shows shows);

/* Gives the steps that trace number `at` has in the layout. */
size_t cosim_traced_steps_of(const cosim_traced *traced, size_t at);

#endif
