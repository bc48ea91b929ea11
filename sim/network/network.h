// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A network of neurons for a core, as physical parameters. It is filled in by C (tables of a test,
 * of a benchmark) or by the reader of its own small text form (network/text.h), and becomes the
 * real numbers that a core is judged against (lif_core_net) when it is finished. What a user writes
 * will be read into this, too. */
#ifndef COSIM_NETWORK_NETWORK_H
#define COSIM_NETWORK_NETWORK_H

#include "base/arena.h"
#include "base/diag.h"
#include "lif_core_params.h"

typedef enum cosim_weight_unit { COSIM_WEIGHT_VOLTS, COSIM_WEIGHT_AMPERES } cosim_weight_unit;

/* A weight from a row to a neuron [V] (R*w) or [A]. Two of one pair add. */
typedef struct cosim_network_weight {
    unsigned row, neuron;
    double value;
    cosim_weight_unit unit;
} cosim_network_weight;

/* Something that happens in a tick: an event of an input, or a spike of a neuron. */
typedef struct cosim_network_event {
    uint64_t tick;
    unsigned source;
} cosim_network_event;

typedef struct cosim_network {
    cosim_arena *arena;
    unsigned neurons, inputs, receptors;
    lif_core_params *params; /* [neurons]: fill in, but for the receptors */
    double *noise_deviation; /* [neurons]: of D, white, in each tick [V]; 0: none */
    lif_core_row *row; /* [inputs + neurons]: inputs first; delay 0 or 1, receptor 0, most 1 */
    cosim_network_weight *weight;
    size_t weight_count, weight_room; /* room: private */
    uint32_t seed;                    /* of the noise, not 0 */
    uint64_t ticks;
    cosim_network_event *event, *spike; /* of inputs, and what must come of it; by tick */
    size_t event_count, event_room, spike_count, spike_room;

    lif_core_net net; /* made by cosim_network_finish, of the size of the core */
} cosim_network;

/* Makes a network of neurons (>= 1), inputs and receptors (1 or 2) with all parameters 0 and the
 * seed
 * 1. NULL with *diag without memory. */
cosim_network *cosim_network_new(unsigned neurons, unsigned inputs, unsigned receptors,
                                 cosim_diag *diag);
void cosim_network_free(cosim_network *network); /* NULL is allowed */

/* These append; -1 without memory. */
int cosim_network_add_weight(cosim_network *network, cosim_network_weight weight);
int cosim_network_add_event(cosim_network *network, cosim_network_event event);
int cosim_network_add_spike(cosim_network *network, cosim_network_event spike);

/* Makes network->net for a core of this format with so many neurons and inputs, at least those of
 * the network; neurons that it does not use never spike. Returns -1 with *diag where the core is
 * too small, has fewer receptors, or a parameter has no meaning. */
int cosim_network_finish(cosim_network *network, const lif_core_format *format, unsigned neurons,
                         unsigned inputs, cosim_diag *diag);

/* Writes the inputs that have an event in a tick to events[room] and returns how many there are:
 * the source of a run (run/core_run.h), asked tick by tick. *next, 0 at first, is moved on. */
size_t cosim_network_events(const cosim_network *network, size_t *next, uint64_t tick,
                            uint32_t *events, size_t room);

#endif
