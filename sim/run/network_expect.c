// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "run/network_expect.h"

void cosim_network_expect_start(cosim_network_expect *e, const cosim_network *n)
{
    *e = (cosim_network_expect){.verdict = n->expects ? COSIM_PASS : COSIM_NOT_APPLICABLE,
                                .expected = n->spike_count};
}

static void differs(cosim_network_expect *e, uint64_t tick, unsigned neuron, bool spikes)
{
    e->verdict = COSIM_FAIL;
    *(spikes ? &e->extra : &e->missing) += 1;
    if (!e->present) {
        e->present = true;
        e->tick = tick;
        e->neuron = neuron;
        e->spikes = spikes;
    }
}

/* Both ascend. */
void cosim_network_expect_take(cosim_network_expect *e, const cosim_network *n, uint64_t tick,
                               const uint8_t *spike)
{
    for (unsigned i = 0; n->expects && i < n->neurons; i++) {
        const bool listed = e->next < n->spike_count && n->spike[e->next].tick == tick &&
                            n->spike[e->next].source == i;
        e->next += listed;
        if (listed != (spike[i] != 0)) {
            differs(e, tick, i, !listed);
        }
    }
}
