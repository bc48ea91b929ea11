// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "result/core_result.h"

#include <limits.h>
#include <stdio.h>

const char *cosim_core_level_name(cosim_core_level level)
{
    static const char *const names[COSIM_CORE_LEVELS] = {
        [COSIM_CORE_CONSTANTS] = "constants", [COSIM_CORE_PORT] = "port",
        [COSIM_CORE_EXACT] = "exact",         [COSIM_CORE_BOUNDED] = "bounded",
        [COSIM_CORE_CLIP] = "clip",           [COSIM_CORE_FREE_RUNNING] = "free_running"};
    return names[level];
}

int cosim_core_first_failure(const cosim_core_result *result)
{
    int first = -1;
    for (int k = 0; k < COSIM_CORE_LEVELS; k++) {
        const cosim_core_finding *f = &result->level[k];
        if (f->verdict == COSIM_FAIL &&
            (first < 0 || f->first.tick < result->level[first].first.tick)) {
            first = k;
        }
    }
    return first;
}

void cosim_core_note(cosim_core_finding *finding, const cosim_core_mismatch *mismatch)
{
    if (finding->mismatches++ == 0) {
        finding->first = *mismatch;
        finding->first.present = true;
    }
    finding->verdict = COSIM_FAIL;
}

const char *cosim_core_mismatch_text(const cosim_core_finding *finding, char *text, size_t bytes)
{
    const cosim_core_mismatch *m = &finding->first;
    char place[80] = "", bound[60] = "";
    if (!m->present) {
        snprintf(text, bytes, "%s", "");
        return text;
    }
    if (m->neuron != UINT_MAX && m->row != UINT_MAX) {
        snprintf(place, sizeof place, "row %u neuron %u ", m->row, m->neuron);
    } else if (m->neuron != UINT_MAX) {
        snprintf(place, sizeof place, "neuron %u ", m->neuron);
    } else if (m->row != UINT_MAX) {
        snprintf(place, sizeof place, "row %u ", m->row);
    }
    if (m->bound > 0.0) {
        snprintf(bound, sizeof bound, " (at most %.6g apart)", m->bound);
    }
    snprintf(text, bytes, "tick %llu %s%s: expected %.12g, observed %.12g%s",
             (unsigned long long)m->tick, place, m->quantity, m->expected, m->observed, bound);
    return text;
}
