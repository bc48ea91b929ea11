// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/wave_networks.h"

#include "cli/cli.h"
#include "wave/network_layout.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static bool is_vcd(const char *path) { return strcmp(path + strlen(path) - 4, ".vcd") == 0; }

int cosim_cli_network_wave_check(const cosim_cli_wave *wave, const cosim_network_job *jobs,
                                 size_t count)
{
    const cosim_wave_request *r = &wave->request;
    if (!wave->asked) {
        return CLI_OK;
    }
    if (wave->path == NULL) {
        return cosim_cli_usage_error("run: a waveform needs its file; give --wave FILE.vcd");
    }
    if (!is_vcd(wave->path)) {
        return cosim_cli_usage_error("--wave %s: the waveform of a network is a VCD file; give a "
                                     "name as FILE.vcd",
                                     wave->path);
    }
    if (r->around_spike || r->groups != NULL || r->clocks) {
        return cosim_cli_usage_error(
            "run: --wave-around, --wave-signals and --wave-time are for scenarios of one neuron; "
            "leave them out, and choose with --neurons and --window");
    }
    if (count != 1) {
        return cosim_cli_usage_error("run: --wave is for one network on one core, and here are %zu "
                                     "runs; give one of each",
                                     count);
    }
    if (r->has_window && r->to > jobs[0].network->ticks) {
        return cosim_cli_usage_error(
            "--window %llu:%llu: the run has %llu ticks; give a window within them",
            (unsigned long long)r->from, (unsigned long long)r->to,
            (unsigned long long)jobs[0].network->ticks);
    }
    return CLI_OK;
}

/* Finds the first mismatch of the ticks. */
static const cosim_core_mismatch *first_mismatch(const cosim_network_result *result)
{
    const cosim_core_mismatch *first = NULL;
    for (int level = 0; level < COSIM_CORE_LEVELS; level++) {
        const cosim_core_mismatch *m = &result->core.level[level].first;
        if (level != COSIM_CORE_CONSTANTS && m->present &&
            (first == NULL || m->tick < first->tick)) {
            first = m;
        }
    }
    return first;
}

/* The first neuron of each population, or those that were asked for; and that of a mismatch. */
static bool *choose(const cosim_network *n, const bool *chosen, const cosim_core_mismatch *m)
{
    bool *drawn = calloc(n->neurons, sizeof *drawn);
    for (size_t p = 0; drawn != NULL && chosen == NULL && p < n->population_count; p++) {
        drawn[n->population[p].first] = true;
    }
    if (drawn != NULL && chosen != NULL) {
        memcpy(drawn, chosen, n->neurons * sizeof *drawn);
    }
    if (drawn != NULL && m != NULL && m->neuron < n->neurons) {
        drawn[m->neuron] = true;
    }
    return drawn;
}

static int write_layouts(const cosim_network_wave *wave, const char *path, cosim_diag *diag)
{
    char layout[CLI_PATH_BYTES + 16];
    const int stem = (int)strlen(path) - 4;
    snprintf(layout, sizeof layout, "%.*s.gtkw", stem, path);
    if (cosim_network_gtkwave(wave, path, layout, diag) != 0) {
        return -1;
    }
    snprintf(layout, sizeof layout, "%.*s.sucl", stem, path);
    return cosim_network_surfer(wave, path, layout, diag);
}

/* Runs the network again up to the end of the window: a run is the same every time. */
static int draw(const cosim_network_job *job, const bool *drawn, uint64_t from, uint64_t to,
                const cosim_core_mismatch *m, const char *path, cosim_diag *diag)
{
    cosim_network *n = job->network;
    const uint64_t ticks = n->ticks;
    cosim_network_wave wave;
    cosim_network_result result;
    if (cosim_network_wave_start(&wave, job, drawn, from, to, path, diag) != 0) {
        return -1;
    }
    const cosim_core_watcher watcher = {cosim_network_wave_take, &wave};
    const cosim_network_options options = {.watchers = &watcher, .watcher_count = 1};
    wave.mismatch = m != NULL ? m->tick : UINT64_MAX;
    n->ticks = to;
    int status = cosim_network_run(job, &options, &result, diag);
    n->ticks = ticks;
    if (status == 0) {
        cosim_network_result_free(&result);
    }
    status =
        cosim_network_wave_end(&wave, status == 0, status == 0 ? diag : NULL) != 0 ? -1 : status;
    if (status == 0) {
        status = write_layouts(&wave, path, diag);
    }
    cosim_network_wave_free(&wave);
    return status;
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

int cosim_cli_network_wave_write(const cosim_cli_wave *wave, const cosim_network_job *job,
                                 const bool *chosen, const cosim_network_result *result,
                                 char path[CLI_PATH_BYTES])
{
    const cosim_network *n = job->network;
    const bool asked = wave->path != NULL;
    const cosim_core_mismatch *m = first_mismatch(result);
    uint64_t from = asked && wave->request.has_window ? wave->request.from : 0;
    uint64_t to = asked && wave->request.has_window ? wave->request.to : n->ticks;
    char name[CLI_NAME_BYTES];
    cosim_diag diag;
    int status = 0;
    path[0] = '\0';
    if (!asked && (result->verdict != COSIM_FAIL || m == NULL)) {
        return CLI_OK;
    }
    if (!asked) {
        from = m->tick > COSIM_WINDOW_BEFORE ? m->tick - COSIM_WINDOW_BEFORE : 0;
        to = n->ticks - m->tick > COSIM_WINDOW_AFTER ? m->tick + COSIM_WINDOW_AFTER : n->ticks;
        cosim_result named = {.scenario = n->name, .file = n->path, .dut = name_of(job->name)};
        status =
            cosim_cli_beside_path("waves", cosim_cli_beside_name(&named, 0, name), path, &diag);
        strncat(path, ".vcd", CLI_PATH_BYTES - strlen(path) - 1);
    } else {
        snprintf(path, CLI_PATH_BYTES, "%s", wave->path);
    }
    bool *drawn = choose(n, chosen, asked && chosen != NULL ? NULL : m);
    if (drawn == NULL) {
        status = cosim_diag_memory(&diag, NULL);
    }
    status = status == 0 ? draw(job, drawn, from, to, m, path, &diag) : status;
    free(drawn);
    if (status != 0) {
        path[0] = '\0';
    }
    if (status != 0 && asked) {
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    if (status != 0) {
        cosim_cli_beside_warn(&diag,
                              "the verdict stands; --wave FILE.vcd puts the waveform elsewhere");
    } else if (!asked) {
        fprintf(stderr,
                "lifcosim: the ticks around the first mismatch are in %s; "
                "gtkwave %.*s.gtkw shows them\n",
                path, (int)strlen(path) - 4, path);
    }
    return CLI_OK;
}
