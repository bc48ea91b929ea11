// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "run/network_reason.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

typedef unsigned long long wide;

const char *cosim_network_mismatch(const cosim_network *network, unsigned inputs,
                                   const cosim_core_finding *finding, char *text, size_t bytes)
{
    const cosim_core_mismatch *m = &finding->first;
    char neuron[COSIM_NEURON_BYTES], row[COSIM_NEURON_BYTES], place[256] = "", bound[60] = "";
    if (m->row != UINT_MAX && m->row >= inputs) {
        snprintf(place, sizeof place, "row of %s ",
                 cosim_network_neuron(network, m->row - inputs, row));
    } else if (m->row != UINT_MAX && m->row < network->inputs) {
        snprintf(place, sizeof place, "row %u of %s ", m->row,
                 cosim_network_element(network, network->input[m->row].element, row));
    } else if (m->row != UINT_MAX) {
        snprintf(place, sizeof place, "row %u ", m->row);
    }
    if (m->neuron != UINT_MAX) {
        const size_t used = strlen(place);
        snprintf(place + used, sizeof place - used, "%s ",
                 cosim_network_neuron(network, m->neuron, neuron));
    }
    if (m->bound > 0.0) {
        snprintf(bound, sizeof bound, " (at most %.6g apart)", m->bound);
    }
    snprintf(text, bytes, "tick %llu %s%s: expected %.12g, observed %.12g%s", (wide)m->tick, place,
             m->quantity, m->expected, m->observed, bound);
    return text;
}

const char *cosim_network_expect_text(const cosim_network_outcome *outcome, char *text,
                                      size_t bytes)
{
    const cosim_network_expect *e = &outcome->result->expect;
    char name[COSIM_NEURON_BYTES];
    snprintf(text, bytes, "tick %llu %s spike: expected %d, observed %d", (wide)e->tick,
             cosim_network_neuron(outcome->job->network, e->neuron, name), !e->spikes, e->spikes);
    return text;
}

const char *cosim_network_reason(const cosim_network_outcome *outcome, char *text, size_t bytes)
{
    const cosim_network_result *r = outcome->result;
    const cosim_network *n = outcome->job->network;
    const int level = cosim_core_first_failure(&r->core);
    char what[300];
    text[0] = '\0';
    if (level >= 0) {
        snprintf(text, bytes, "%s: %s", cosim_core_level_name((cosim_core_level)level),
                 cosim_network_mismatch(n, outcome->job->inputs, &r->core.level[level], what,
                                        sizeof what));
    } else if (r->expect.verdict == COSIM_FAIL) {
        snprintf(text, bytes, "expect: %s", cosim_network_expect_text(outcome, what, sizeof what));
    } else if (r->nothing) {
        snprintf(text, bytes,
                 "no event and no spike in %llu ticks: nothing was shown; drive the "
                 "network",
                 (wide)r->core.ticks);
    } else if (r->verdict == COSIM_VACUOUS) {
        snprintf(text, bytes,
                 "a bound of %.3g of |threshold - reset|, over the tolerance %.3g: use a finer "
                 "core, or a larger tolerance",
                 r->core.max_bound, r->core.tolerance);
    }
    return text;
}
