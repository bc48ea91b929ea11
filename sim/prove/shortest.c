// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "prove/shortest.h"

#include "prove/miter.h"
#include "prove/netlist.h"

#include <stdio.h>

enum { PATH_BYTES = 4096 };

int cosim_prove_run(const cosim_manifest *m, const int64_t *told, const char *change,
                    double seconds, unsigned most, const cosim_engine *engine, const char *name,
                    bool *found, cosim_witness *witness, cosim_diag *diag)
{
    const cosim_miter_options miter = {.told = told, .run = true};
    char path[PATH_BYTES], graph[240];
    const char *folder = engine->folder;
    cosim_engine_result r = {.inputs = NULL};
    snprintf(path, sizeof path, "%.3800s/%.200s.v", folder, name);
    snprintf(graph, sizeof graph, "%.200s.differs", name);
    *found = false;
    int status = cosim_miter_write(m, &miter, path, NULL, NULL, diag);
    if (status == 0) {
        status = cosim_netlist_graphs(folder, name, NULL, change, cosim_netlist_any_start(m),
                                      COSIM_NETLIST_DIFFERS, diag);
    }
    if (status == 0) {
        status = cosim_engine_ask(engine, graph, COSIM_ENGINE_BOUNDED, seconds, most, &r, diag);
    }
    if (status == 0 && r.answer == COSIM_ENGINE_REFUTED) {
        *found = true;
        status = cosim_witness_read(m, folder, graph, &r, witness, diag);
    }
    cosim_engine_free(&r);
    return status;
}
