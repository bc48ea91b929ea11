// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A network states the spikes that must come of it, and a core's spikes are held against them. */
#ifndef COSIM_RUN_NETWORK_EXPECT_H
#define COSIM_RUN_NETWORK_EXPECT_H

#include "network/network.h"
#include "result/result.h"

/* The file states spikes, and the circuit has others: */
typedef struct cosim_network_expect {
    cosim_verdict verdict; /* NOT_APPLICABLE without one */
    uint64_t expected, missing, extra;
    bool present; /* of the first difference: */
    uint64_t tick;
    unsigned neuron;
    bool spikes; /* the circuit does, and should not; else the other way round */
    size_t next; /* of the network's list; private */
} cosim_network_expect;

/* Starts before the first tick. */
void cosim_network_expect_start(cosim_network_expect *expect, const cosim_network *network);

/* Holds the spikes of a tick, spike[network neurons], against the stated ones; ticks come one after
 * the other. */
void cosim_network_expect_take(cosim_network_expect *expect, const cosim_network *network,
                               uint64_t tick, const uint8_t *spike);

#endif
