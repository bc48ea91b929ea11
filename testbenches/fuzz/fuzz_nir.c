// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Any bytes are what the reader of an HDF5 file sends: a tree, and perhaps a NIR graph. It comes to
 * a network for a core, whose weights are finite and whose rows and neurons are there, or to a
 * message; and twice to the same. The first byte chooses what the scenario says. (Damaged HDF5
 * files are for testbenches/unit/input/nir: their reader is a process of its own.) */
#include "fuzz.h"

#include "input/nir/graph.h"
#include "network/finish.h"
#include "network/nir.h"

#include <math.h>
#include <string.h>

static const lif_core_format format = {.state = {24, 18, 24, LIF_HALF_UP, LIF_CODING_ANY, 0},
                                       .weight_width = 8,
                                       .accumulator_width = 16,
                                       .hold_width = 8,
                                       .delay_bits = 8,
                                       .receptors = 1};

static bool add_sources(cosim_network *n, const cosim_nir_graph *g, cosim_diag *diag)
{
    for (unsigned i = 0; i < g->nodes; i++) {
        const cosim_network_source source = {
            .group = {.name = g->node[i].name, .count = (unsigned)g->node[i].gives}, .most = 1};
        if (g->node[i].type == COSIM_NIR_INPUT && cosim_network_add_source(n, source, diag) != 0) {
            return false;
        }
    }
    return true;
}

static void check_network(cosim_network *n, cosim_diag *diag)
{
    for (size_t i = 0; i < n->weight_count; i++) {
        const cosim_network_weight *w = &n->weight[i];
        FUZZ_CHECK(isfinite(w->value) && w->neuron < n->neurons);
        FUZZ_CHECK(w->row < (w->from_neuron ? n->neurons : n->inputs));
    }
    for (unsigned i = 0; i < n->neurons; i++) {
        FUZZ_CHECK(n->own[i].delay >= 1 && isfinite(n->params[i].drive));
    }
    const unsigned inputs = n->inputs > 0 ? n->inputs : 1;
    diag->message[0] = '\0';
    if (n->neurons <= 256 && inputs <= 256 &&
        cosim_network_finish(n, &format, n->neurons, inputs, diag) != 0) {
        FUZZ_CHECK(diag->message[0] != '\0');
    }
}

static void read_once(const uint8_t *data, size_t size, uint8_t choice, cosim_diag *diag)
{
    const cosim_nir_options options = {.step_s = 1e-3,
                                       .time_s = (choice & 1) != 0 ? 1e-3 : 1.0,
                                       .voltage_v = (choice & 2) != 0 ? 1e-3 : 1.0,
                                       .scale_v = (choice & 4) != 0 ? 1.0 : 0.0,
                                       .method = (choice & 8) != 0 ? LIF_EULER : LIF_EXPONENTIAL,
                                       .coupling = (lif_core_coupling)(choice >> 4 & 3),
                                       .dirac = (choice & 64) != 0,
                                       .delay = 1 + (choice >> 7)};
    cosim_arena *arena = cosim_arena_new();
    cosim_network *n = cosim_network_new(diag);
    FILE *file = fmemopen((void *)(uintptr_t)data, size, "rb");
    FUZZ_CHECK(arena != NULL && n != NULL && file != NULL);
    diag->message[0] = '\0';
    const cosim_hdf *root = cosim_hdf_receive(arena, file, diag);
    fclose(file);
    const cosim_nir_graph *g =
        root != NULL ? cosim_nir_graph_of(arena, root, "fuzz.nir", diag) : NULL;
    const bool made =
        g != NULL && add_sources(n, g, diag) && cosim_nir_network(g, &options, n, diag) != NULL;
    FUZZ_CHECK(made || diag->message[0] != '\0');
    if (made) {
        check_network(n, diag);
    }
    cosim_network_free(n);
    cosim_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cosim_diag first, second;
    if (size < 2) {
        return 0;
    }
    read_once(data + 1, size - 1, data[0], &first);
    read_once(data + 1, size - 1, data[0], &second);
    FUZZ_CHECK(strcmp(first.message, second.message) == 0);
    return 0;
}
