// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* clang-format off */
/* The words of a network on a core become a NIR graph again: what the hardware really computes. Its
 * time is in s, its potentials in V, and it is to be read by method euler, coupling euler and impulse
 * step, with the network's step; then every word comes back. With K a leak word, F the fraction bits
 * of a state, S the scale of a neuron [V] and E its rest:
 *
 *   tau, tau_mem    step * 2^KF / K         r 1       v_leak E      v_threshold, v_reset E + word*2^-F*S
 *   tau_syn         step * 2^KF / Kb        w_in 2^KF / Kb
 *   weight          V * 2^shift * 2^-F * S  (Linear, [to][from])
 *   bias            the constant drive of an LIF, and events of every tick
 *
 * Each pair of a source or population and a population has a Linear of its own, and a Delay before it
 * where it takes longer than the least. */
/* clang-format on */
#ifndef COSIM_REPORT_NIR_GRAPH_H
#define COSIM_REPORT_NIR_GRAPH_H

#include "input/nir/hdf.h"
#include "network/nir_report.h"
#include "run/network_job.h"

/* Makes the tree of a NIR file in the arena; the report gets what NIR cannot express, and is lost.
 * Returns NULL with *diag where the network as a whole cannot be said in NIR (two receptors), or
 * without memory. */
cosim_hdf *cosim_nir_graph_tree(cosim_arena *arena, const cosim_network_job *job,
                                cosim_nir_report *report, cosim_diag *diag);

#endif
