// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/networks.h"

#include "circuit/dut.h"
#include "cli/reading.h"
#include "input/source.h"
#include "input/yaml.h"
#include "network/read.h"

#include <stdio.h>
#include <sys/stat.h>

static bool is_network(void *context)
{
    const char *path = *(const char *const *)context;
    cosim_arena *arena = cosim_arena_new();
    char *bytes = NULL;
    size_t size = 0;
    cosim_node *root = NULL;
    cosim_diag diag;
    struct stat state;
    const bool is = arena != NULL && stat(path, &state) == 0 && S_ISREG(state.st_mode) &&
                    cosim_source_read(arena, path, &bytes, &size, &diag) == 0 &&
                    cosim_source_check(path, bytes, size, &diag) == 0 &&
                    cosim_yaml_parse(arena, path, bytes, size, &root, &diag) == 0 &&
                    cosim_network_is(root);
    cosim_arena_free(arena);
    return is;
}

bool cosim_cli_is_network(const char *path) { return cosim_cli_ask(is_network, &path); }

int cosim_cli_are_networks(const char *command, const cosim_cli_inputs *inputs, bool *all)
{
    size_t networks = 0;
    for (size_t i = 0; i < inputs->file_count; i++) {
        networks += cosim_cli_is_network(inputs->files[i]);
    }
    *all = networks > 0;
    return networks == 0 || networks == inputs->file_count
               ? CLI_OK
               : cosim_cli_usage_error("%s: %zu of the %zu files are networks, and the others "
                                       "scenarios of one neuron; give them in two command lines",
                                       command, networks, inputs->file_count);
}

typedef struct network_source {
    const cosim_cli_inputs *inputs;
    const char *path;
    cosim_network **network;
    cosim_diag *diag;
    int status;
} network_source;

static bool read_network(void *context)
{
    network_source *s = context;
    const cosim_network_choices choices = {.overrides = s->inputs->overrides,
                                           .override_count = s->inputs->override_count,
                                           .has_seed = s->inputs->has_seed,
                                           .seed = s->inputs->seed,
                                           .no_expect = s->inputs->no_expect};
    s->status = cosim_network_read(s->path, &choices, s->network, s->diag);
    return s->status != 0 && s->diag->memory;
}

int cosim_cli_network(const cosim_cli_inputs *inputs, const char *path, cosim_network **network)
{
    cosim_diag diag;
    network_source source = {inputs, path, network, &diag, -1};
    if (cosim_cli_try_reading(read_network, &source, path) != CLI_OK) {
        return CLI_UNUSABLE;
    }
    read_network(&source);
    if (source.status != 0) {
        return cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    cosim_cli_notes((*network)->head);
    return CLI_OK;
}

int cosim_cli_one_core(const cosim_cli_inputs *inputs, const char **name)
{
    if (inputs->dut_count > 1) {
        return cosim_cli_usage_error("--dut: one core at a time here; name one");
    }
    *name = inputs->dut_count > 0 ? inputs->duts[0] : NULL;
    return CLI_OK;
}

int cosim_cli_network_job(cosim_network_job *job, cosim_network *network, const char *name,
                          bool open)
{
    cosim_diag diag;
    const int status =
        cosim_network_job_prepare(job, network, name != NULL ? name : network->core, open, &diag);
    if (status == COSIM_DUT_OK) {
        return CLI_OK;
    }
    if (diag.place.file[0] == '\0' && name == NULL) {
        diag.place = network->core_place;
    }
    return cosim_cli_report(&diag, status == COSIM_DUT_UNKNOWN ? CLI_WRONG_INPUT : CLI_UNUSABLE);
}
