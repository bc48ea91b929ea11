// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/check.h"

#include "base/inputs.h"
#include "base/output.h"
#include "cli/cli.h"
#include "cli/networks.h"
#include "cli/outputs.h"
#include "report/network_fidelity.h"
#include "report/network_words.h"
#include "scenario/json.h"

#include <stdio.h>
#include <string.h>

enum { CHECK_JSON = CLI_OWN };

typedef struct session {
    const char *path; /* --json, or NULL */
    cosim_output *output;
    cosim_json json; /* on its way to the output */
} session;

static int take(void *context, int option, const char *value)
{
    session *s = context;
    if (option == CHECK_JSON && s->path != NULL) {
        return cosim_cli_usage_error("check: --json is given twice; give it once");
    }
    s->path = value;
    return CLI_OK;
}

/* Checks a network, and says what was made of it. */
static int check_network(const session *s, const cosim_cli_inputs *inputs, const char *path)
{
    cosim_network *network = NULL;
    cosim_network_job job = {.network = NULL};
    const char *core = NULL;
    if (s->path != NULL) {
        return cosim_cli_usage_error("check: --json is for scenarios of one neuron; leave it out");
    }
    int status = cosim_cli_one_core(inputs, &core);
    if (status == CLI_OK) {
        status = cosim_cli_network(inputs, path, &network);
    }
    if (status == CLI_OK) {
        status = cosim_cli_network_job(&job, network, core, false);
    }
    if (status == CLI_OK) {
        FILE *out = cosim_cli_out(false);
        fprintf(out, "%s: ok (%s, %llu ticks, %u neurons)\n", cosim_cli_shown(path),
                cosim_cli_shown(network->name), (unsigned long long)network->ticks,
                network->neurons);
        cosim_network_put_made(out, &job);
        cosim_network_fidelity(out, network);
    }
    cosim_network_job_close(&job);
    cosim_network_free(network);
    return status;
}

static int check(session *s, const cosim_cli_inputs *inputs, const char *path)
{
    if (cosim_cli_is_network(path)) {
        return check_network(s, inputs, path);
    }
    cosim_cli_model_job job;
    const int status = cosim_cli_model_job_open(&job, inputs, path);
    if (status == CLI_OK) {
        FILE *out = cosim_cli_out(cosim_cli_is_stdout(s->path));
        char derived[256];
        fprintf(out, "%s: ok (%s, %llu steps)\n", cosim_cli_shown(path),
                cosim_cli_shown(job.scenario->name), (unsigned long long)job.scenario->steps);
        if (cosim_scenario_derived(job.scenario, derived, sizeof derived)[0] != '\0') {
            fprintf(out, "    derived: %s\n", derived);
        }
        if (s->output != NULL) {
            cosim_tree_json_scenario(&s->json, job.scenario);
        }
    }
    cosim_cli_model_job_close(&job);
    return status;
}

static int check_output(const session *s)
{
    const cosim_cli_output named = {"--json", s->path};
    return cosim_cli_outputs_check("check", &named, 1);
}

static int check_all(session *s, const cosim_cli_inputs *inputs)
{
    cosim_diag diag;
    int status = CLI_OK;
    if (s->path != NULL) {
        for (size_t i = 0; i < inputs->file_count; i++) {
            cosim_inputs_note_path(inputs->files[i]);
        }
        if (check_output(s) != CLI_OK) {
            return CLI_WRONG_INPUT;
        }
        s->output = cosim_output_open(s->path, &diag);
        if (s->output == NULL) {
            return cosim_cli_report(&diag, CLI_WRONG_INPUT);
        }
        cosim_tree_json_begin(&s->json, cosim_output_file(s->output));
    }
    for (size_t i = 0; i < inputs->file_count; i++) {
        const int one = check(s, inputs, inputs->files[i]);
        status = one > status ? one : status;
    }
    if (s->output == NULL) {
        return status;
    }
    cosim_tree_json_end(&s->json);
    if (status == CLI_OK) {
        status = check_output(s); /* the data files are known by now */
    }
    if (status != CLI_OK) {
        cosim_output_abandon(s->output);
        return status;
    }
    return cosim_output_commit(s->output, &diag) == 0 ? CLI_OK
                                                      : cosim_cli_report(&diag, CLI_UNUSABLE);
}

int cosim_cli_check(int argc, char **argv)
{
    session s = {.path = NULL};
    const cosim_cli_syntax syntax = {
        .words = {"lifcosim check [options] SCENARIO.yaml ...",
                  "Reads and validates scenarios; runs nothing.", NULL,
                  "lifcosim check --json scenario.json scenarios/book-triangle.yaml"},
        .own = {{"json", "FILE", CHECK_JSON,
                 "the scenarios with every value as it is written (- is\n"
                 "standard output), or no file where one is wrong"}},
        .take = take,
        .context = &s};
    cosim_cli_inputs inputs;
    int status = cosim_cli_inputs_read(&inputs, argc, argv, &syntax);
    if (status == CLI_OK) {
        status = check_all(&s, &inputs);
    }
    cosim_cli_inputs_free(&inputs);
    return status < 0 ? CLI_OK : status;
}
