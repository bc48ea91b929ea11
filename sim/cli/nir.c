// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/nir.h"

#include "base/decimal.h"
#include "base/output.h"
#include "cli/cli.h"
#include "cli/networks.h"
#include "cli/outputs.h"
#include "input/nir/file.h"
#include "report/network_fidelity.h"
#include "report/network_text.h"
#include "report/nir_data.h"
#include "report/nir_graph.h"
#include "run/network_run.h"

#include <string.h>
#include <unistd.h>

enum { NIR_OUTPUT = CLI_OWN, NIR_DATA };

typedef struct session {
    const char *graph_path, *data_path; /* --output, --data */
    cosim_arena *arena;
    cosim_network *network;
    cosim_network_job job;
} session;

static int take(void *context, int option, const char *value)
{
    session *s = context;
    const char **path = option == NIR_OUTPUT ? &s->graph_path : &s->data_path;
    if (*path != NULL) {
        return cosim_cli_usage_error("nir: --%s is given twice; give it once",
                                     option == NIR_OUTPUT ? "output" : "data");
    }
    *path = value;
    return CLI_OK;
}

static int check_outputs(const session *s)
{
    const cosim_cli_output named[] = {{"--output", s->graph_path}, {"--data", s->data_path}};
    if (s->graph_path == NULL && s->data_path == NULL) {
        return cosim_cli_usage_error(
            "nir: says no file to write; add --output words.nir, or --data "
            "run.h5 for spikes and membranes");
    }
    if (cosim_cli_is_stdout(s->graph_path) || cosim_cli_is_stdout(s->data_path)) {
        return cosim_cli_usage_error("nir: an HDF5 file cannot go to standard output; name a file");
    }
    const int status = cosim_cli_outputs_check("nir", named, 2);
    return status == CLI_OK ? cosim_cli_outputs_try(named, 2) : status;
}

static int write_tree(const cosim_hdf *root, const char *path)
{
    cosim_diag diag;
    cosim_output *output = cosim_output_reserve(path, &diag);
    if (output == NULL) {
        return cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    if (cosim_hdf_write(root, cosim_output_name(output), &diag) != 0) {
        cosim_output_abandon(output);
        snprintf(diag.place.file, sizeof diag.place.file, "%s", path);
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    return cosim_output_commit(output, &diag) == 0 ? CLI_OK : cosim_cli_report(&diag, CLI_UNUSABLE);
}

static int export_graph(session *s)
{
    cosim_diag diag;
    cosim_nir_report *report = cosim_nir_report_new(s->arena);
    const cosim_hdf *root = report != NULL ? cosim_nir_graph_tree(s->arena, &s->job, report, &diag)
                                           : (cosim_diag_memory(&diag, NULL), NULL);
    if (root == NULL) {
        return cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    char step[32];
    const int status = write_tree(root, s->graph_path);
    if (status == CLI_OK) {
        cosim_cli_print("%s: the words of %s on %s\n", cosim_cli_shown(s->graph_path),
                        cosim_cli_shown(s->network->name), cosim_cli_shown(s->job.name));
        cosim_cli_print("    read it with  network: {nir: ..., time_unit: s, voltage_unit: V, "
                        "method: euler,\n                  coupling: euler, impulse: step}, step: "
                        "%s s\n",
                        cosim_number(s->network->step_s, step));
        cosim_network_fidelity_lines(cosim_cli_out(false), report);
    }
    return status;
}

static int export_data(session *s)
{
    cosim_nir_data data;
    cosim_diag diag;
    cosim_network_result result = {.verdict = COSIM_NOT_APPLICABLE};
    if (cosim_nir_data_start(&data, s->arena, &s->job, &diag) != 0) {
        return cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    const cosim_core_watcher watcher = {cosim_nir_data_take, &data};
    const cosim_network_options options = {.watchers = &watcher, .watcher_count = 1};
    if (cosim_network_run(&s->job, &options, &result, &diag) != 0) {
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    const cosim_hdf *root = cosim_nir_data_tree(&data, &diag);
    int status =
        root != NULL ? write_tree(root, s->data_path) : cosim_cli_report(&diag, CLI_UNUSABLE);
    if (status == CLI_OK) {
        char reason[400];
        const cosim_network_outcome outcome = {&s->job, &result};
        cosim_cli_print("%s: %llu ticks of %s on %s, %llu spikes%s\n",
                        cosim_cli_shown(s->data_path), (unsigned long long)s->network->ticks,
                        cosim_cli_shown(s->network->name), cosim_cli_shown(s->job.name),
                        (unsigned long long)result.core.spikes,
                        data.shows ? " and the membranes" : "; the core shows no membranes");
        if (result.verdict != COSIM_PASS) {
            cosim_cli_print("    not a pass: %s\n",
                            cosim_network_reason(&outcome, reason, sizeof reason));
            status = CLI_NOT_PASSED;
        }
    }
    cosim_network_result_free(&result);
    return status;
}

static int export_all(session *s, const cosim_cli_inputs *inputs)
{
    const bool runs = s->data_path != NULL;
    const char *core = NULL;
    int status = cosim_cli_one_core(inputs, &core);
    if (status == CLI_OK) {
        status = cosim_cli_network(inputs, inputs->files[0], &s->network);
    }
    if (status == CLI_OK) {
        status = check_outputs(s);
    }
    if (status == CLI_OK) {
        status = cosim_cli_network_job(&s->job, s->network, core, runs);
    }
    if (status == CLI_OK && s->graph_path != NULL) {
        status = export_graph(s);
    }
    return status == CLI_OK && runs ? export_data(s) : status;
}

int cosim_cli_nir(int argc, char **argv)
{
    session s = {.graph_path = NULL};
    const cosim_cli_syntax syntax = {
        .words = {"lifcosim nir export [options] NETWORK.yaml",
                  "Writes what a core computes of a network as NIR: its words as a graph, which\n"
                  "any tool with NIR reads, and the spikes and membranes of a run as NIRData.",
                  NULL, "lifcosim nir export --output words.nir networks/winner.yaml"},
        .own = {{"output", "FILE", NIR_OUTPUT, "the words as a graph"},
                {"data", "FILE", NIR_DATA, "runs the network: its spikes and membranes"}},
        .take = take,
        .context = &s,
        .most_files = 1,
        .wants = "network; give a file with populations or with network: {nir: FILE}"};
    cosim_cli_inputs inputs;
    const bool named = argc > 1 && argv[1][0] != '-';
    if (named && strcmp(argv[1], "export") != 0) {
        return cosim_cli_usage_error("nir: %s is no part of it; there is `lifcosim nir export`",
                                     argv[1]);
    }
    if (!named && argc == 1) {
        return cosim_cli_usage_error("nir: says not what to do; type `lifcosim nir export "
                                     "--output words.nir network.yaml`");
    }
    static char name[] = "nir export"; /* what messages call it */
    argv[named] = name;
    int status = cosim_cli_inputs_read(&inputs, argc - named, argv + named, &syntax);
    if (status == CLI_OK) {
        cosim_diag diag;
        s.arena = cosim_arena_new();
        status = s.arena != NULL
                     ? export_all(&s, &inputs)
                     : cosim_cli_report((cosim_diag_memory(&diag, NULL), &diag), CLI_UNUSABLE);
        cosim_network_job_close(&s.job);
        cosim_network_free(s.network);
        cosim_arena_free(s.arena);
    }
    cosim_cli_inputs_free(&inputs);
    return status < 0 ? CLI_OK : status;
}
