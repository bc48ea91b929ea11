// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "prove/covers.h"

#include "prove/engine.h"
#include "prove/simulate.h"

#include <stdio.h>
#include <string.h>

enum { NEVER_SECONDS = 5, PATH_BYTES = 4096 };

static bool is_missed(const cosim_proof *p)
{
    bool missed = false;
    for (size_t i = 0; i < p->cover_count; i++) {
        missed = missed || (p->covers[i].needed && p->reached[i] < 0);
    }
    return missed;
}

static int simulate(const cosim_manifest *m, const char *path, cosim_proof *p, cosim_diag *diag)
{
    for (size_t d = 0; is_missed(p) && d < COSIM_SIMULATE_DRIVES; d++) {
        cosim_aiger *g = cosim_aiger_read(path, diag);
        if (g == NULL) {
            return -1;
        }
        for (int clock = 0; clock < (int)cosim_simulate_clocks(g) && is_missed(p); clock++) {
            cosim_simulate_set(m, g, d, (unsigned)clock);
            cosim_aiger_clock(g);
            for (size_t i = 0; i < p->cover_count; i++) {
                if (p->reached[i] < 0 && cosim_aiger_output(g, i)) {
                    p->reached[i] = clock;
                }
            }
        }
        cosim_aiger_free(g);
    }
    return 0;
}

/* ---- all of them ---- */

int cosim_covers_reach(const cosim_manifest *m, const char *folder, const char *graph,
                       double seconds, cosim_proof *p, cosim_diag *diag)
{
    char path[PATH_BYTES];
    snprintf(path, sizeof path, "%.3700s/%.200s.aig", folder, graph);
    if (cosim_engine_reach(folder, graph, seconds, 0, p->cover_count, p->reached, diag) != 0 ||
        simulate(m, path, p, diag) != 0) {
        return -1;
    }
    for (size_t i = COSIM_MITER_BRANCHES; p->words && i < p->cover_count; i++) {
        if (p->reached[i] < 0 &&
            cosim_engine_never(folder, graph, NEVER_SECONDS, i, &p->never[i], diag) != 0) {
            return -1;
        }
        p->covers[i].needed = p->covers[i].needed && !p->never[i];
    }
    return 0;
}
