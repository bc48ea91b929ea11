// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Reads the `neuron` of a scenario, or one of a network, into SI units. */
#ifndef COSIM_SCENARIO_NEURON_H
#define COSIM_SCENARIO_NEURON_H

#include "input/tree.h"
#include "scenario/scenario.h"

/* A neuron says this beside its parameters. */
typedef struct cosim_neuron_beside {
    double written_scale_v; /* |threshold - reset| as written */
    bool has_spike_peak;
    double spike_peak_v;
} cosim_neuron_beside;

/* Reads a mapping `neuron` into *params, whose dt_s is known. Returns 0, or -1 with *diag. */
int cosim_neuron_read(const cosim_node *neuron, lif_params *params, cosim_neuron_beside *beside,
                      cosim_diag *diag);

/* Reads `neuron` into scenario->params (dt_s is known) and the peak. Returns 0, or -1 with *diag.
 */
int cosim_scenario_neuron(cosim_scenario *scenario, const cosim_node *neuron, cosim_diag *diag);

/* Reads a time as a whole number of steps, within 1e-6 step and at most `most`. */
int cosim_scenario_whole_steps(const cosim_node *node, double dt_s, uint64_t most, double *time_s,
                               uint64_t *steps, cosim_diag *diag);

/* Tells where a key belongs that is not a key of the top: "neuron.threshold",
 * "stimulus.0.triangle.peak". Returns false where no such key is known. */
bool cosim_scenario_whereabouts(const cosim_node *root, const char *key,
                                char path[COSIM_PATH_BYTES]);

#endif
