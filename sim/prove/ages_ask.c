// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "prove/ages_ask.h"

#include "prove/ages.h"
#include "prove/ages_miter.h"
#include "prove/netlist.h"

#include <stdio.h>
#include <string.h>

enum { PATH_BYTES = 4096, SEED = 1 };

static int make_graphs(const cosim_manifest *m, const cosim_miter_options *options,
                       const char *folder, cosim_diag *diag)
{
    char path[PATH_BYTES];
    cosim_miter_options miter = *options;
    miter.ages = true;
    snprintf(path, sizeof path, "%.4000s/ages.v", folder);
    return cosim_miter_write(m, &miter, path, NULL, NULL, diag) == 0 &&
                   cosim_netlist_graphs(folder, "ages", NULL, NULL, cosim_netlist_any_start(m),
                                        COSIM_NETLIST_AGES, diag) == 0
               ? 0
               : -1;
}

/* Writes the graph of an output with its lemmas, as ages.OUTPUT.aig. */
static int make_lemmas(const cosim_manifest *m, const char *folder, const char *output,
                       cosim_diag *diag)
{
    char path[PATH_BYTES];
    cosim_ages_copies copies = {.count = 0};
    cosim_ages_lemmas lemmas = {.count = 0};
    const unsigned ages = cosim_ages_count(m);
    snprintf(path, sizeof path, "%.4000s/ages.ages.aig", folder);
    cosim_aiger *graph = cosim_aiger_read(path, diag);
    if (graph == NULL) {
        return -1;
    }
    snprintf(path, sizeof path, "%.4000s/ages.%s.aig", folder, output);
    const int status = cosim_ages_copies_make(graph, &copies, diag) == 0 &&
                               cosim_ages_find(graph, &copies, ages, SEED, &lemmas, diag) == 0
                           ? cosim_ages_write(graph, &copies, ages, output, &lemmas,
                                              strcmp(output, "hangs") == 0, path, diag)
                           : -1;
    cosim_ages_copies_free(&copies);
    cosim_ages_free(&lemmas);
    cosim_aiger_free(graph);
    return status;
}

int cosim_ages_ask(const cosim_manifest *m, const cosim_miter_options *options,
                   const cosim_engine *engine, const char *output, double seconds,
                   cosim_engine_result *r, cosim_diag *diag)
{
    char name[40];
    *r = (cosim_engine_result){.answer = COSIM_ENGINE_UNKNOWN};
    snprintf(name, sizeof name, "ages.%.20s", output);
    if (make_graphs(m, options, engine->folder, diag) != 0 ||
        make_lemmas(m, engine->folder, output, diag) != 0 ||
        cosim_engine_ask(engine, name, COSIM_ENGINE_AGES, seconds, 0, r, diag) != 0) {
        return -1;
    }
    if (r->answer != COSIM_ENGINE_PROVEN) {
        cosim_engine_free(r);
        *r = (cosim_engine_result){.answer = COSIM_ENGINE_UNKNOWN};
    }
    return 0;
}
