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

static int never(const cosim_engine *engine, const char *graph, cosim_proof *p, cosim_diag *diag)
{
    int status = 0;
    for (size_t i = COSIM_MITER_BRANCHES; status == 0 && i < p->cover_count; i++) {
        if (p->reached[i] < 0) {
            status = cosim_engine_never(engine, graph, NEVER_SECONDS, i, &p->never[i], diag);
        }
        p->covers[i].needed = p->covers[i].needed && !p->never[i];
    }
    return status;
}

/* Searches for those that nothing else has reached. */
static int search(const cosim_engine *engine, const char *graph, double seconds, cosim_proof *p,
                  cosim_diag *diag)
{
    size_t left = 0;
    int status = 0;
    for (size_t i = 0; i < p->cover_count; i++) {
        left += p->reached[i] < 0 && !p->never[i];
    }
    for (size_t i = 0; status == 0 && i < p->cover_count; i++) {
        if (p->reached[i] < 0 && !p->never[i]) {
            status = cosim_engine_reach_output(engine, graph, i, seconds / (double)left, 0,
                                               &p->reached[i], diag);
        }
    }
    return status;
}

int cosim_covers_reach(const cosim_manifest *m, const char *folder, const char *graph,
                       double seconds, cosim_proof *p, cosim_diag *diag)
{
    char path[PATH_BYTES];
    const double first = 0.25 * seconds;
    const cosim_engine engine = {folder, p->answers};
    snprintf(path, sizeof path, "%.3700s/%.200s.aig", folder, graph);
    return cosim_engine_reach(&engine, graph, first, 0, p->cover_count, p->reached, diag) == 0 &&
                   simulate(m, path, p, diag) == 0 &&
                   (!p->words || never(&engine, graph, p, diag) == 0)
               ? search(&engine, graph, seconds - first, p, diag)
               : -1;
}
