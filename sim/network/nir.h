// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* clang-format off */
/* A NIR graph becomes a network for a core. NIR has differential equations and no step, so that the
 * scenario says what it leaves open; nothing is guessed. With k the membrane's leak in a step, b the
 * share of a synaptic current that stays, all times in the file's unit, and an event of weight w:
 *
 *   CubaLIF, CubaLI   tau_syn I' = -I + w_in S     an event adds to I
 *     impulse step      S is 1 for a tick            w*w_in*(1-b)
 *     impulse dirac     S has the integral 1         w*w_in/tau_syn
 *   LIF, LI           tau v' = v_leak - v + r I
 *     impulse step      I is w for a tick            w
 *     impulse dirac     v jumps by r*w/tau           w/(tau*k); with the coupling unit w/tau
 *   bias of an Affine   a signal, never an impulse   CubaLIF: a source that fires in every tick, with
 *                                                    w_in*bias*(1-b); LIF: the drive
 *
 * and r times that is the weight in volts, to which the coupling of the synapse then applies
 * (lif_core_params.h). LIF and LI have no synapse, so their current lasts its tick: with the
 * couplings euler and exact, too, it counts as with step. */
/* clang-format on */
#ifndef COSIM_NETWORK_NIR_H
#define COSIM_NETWORK_NIR_H

#include "input/nir/graph.h"
#include "network/network.h"
#include "network/nir_report.h"

/* A scenario says this beside the file. */
typedef struct cosim_nir_options {
    double step_s;              /* > 0 */
    double time_s;              /* the file's unit of time [s], > 0 */
    double voltage_v;           /* its unit of v, and of r*w [V], > 0 */
    double scale_v;             /* S of LI and CubaLI [V]; 0: not given */
    lif_method method;          /* of membranes and synapses */
    lif_core_coupling coupling; /* of CubaLIF and CubaLI, or unit of all */
    bool dirac;                 /* impulse: dirac; else step */
    unsigned delay;             /* ticks of an edge between neurons, 1..255 */
    cosim_place place;          /* of the key `network`, for messages */
} cosim_nir_options;

/* Fills in an empty network, which has its sources already: one for each Input node, of its name
 * and size. It gets a population for each node of neurons, in the order of the file, and a source
 * more where an Affine has a bias for a synapse. Returns the report, of the network's arena, or
 * NULL with *diag. */
cosim_nir_report *cosim_nir_network(const cosim_nir_graph *graph, const cosim_nir_options *options,
                                    cosim_network *network, cosim_diag *diag);

/* The name of the source of biases. */
#define COSIM_NIR_BIASES "(biases)"

#endif
