// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The words of a network may say what NIR cannot. */
#ifndef COSIM_REPORT_NIR_LOSSES_H
#define COSIM_REPORT_NIR_LOSSES_H

#include "network/nir_report.h"
#include "run/network_job.h"

/* Tells whether a synaptic current outlives its tick in some neuron of a population: CubaLIF in
 * NIR, and else LIF. */
bool cosim_nir_has_synapse(const cosim_network_job *job, const cosim_network_group *population);

/* Tells each loss once, with the populations that have it. Returns -1 without memory. */
int cosim_nir_tell_losses(const cosim_network_job *job, cosim_nir_report *report);

/* Tells whether a network can be said in NIR at all: it has one receptor, no two nodes would have
 * one name, and no constant comes in with a delay. Returns 0, or -1 with *diag. */
int cosim_nir_can_say(const cosim_network *network, cosim_diag *diag);

#endif
