// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/sweep_networks.h"

#include "base/output.h"
#include "cli/kind.h"
#include "cli/networks.h"
#include "cli/outputs.h"
#include "cli/reading.h"
#include "network/read.h"
#include "report/network_text.h"
#include "run/network_run.h"
#include "scenario/place.h"
#include "sweep/line.h"
#include "sweep/set.h"

#include <string.h>

enum { SHOWN = 5 }; /* sets that do not pass, in the summary */

typedef struct session {
    const cosim_cli_inputs *inputs;
    cosim_sweep *sweep;
    cosim_network *base;
    cosim_sweep_plan plan;
    cosim_output *output; /* of the rows, or NULL */
    FILE *out;            /* of the summary, or NULL */
    uint64_t passed, failed, vacuous, refused;
    int status;
} session;

static bool sweeps_network(void *context)
{
    const char *path = *(const char *const *)context;
    cosim_sweep *sweep = NULL;
    cosim_diag diag;
    const bool is = cosim_sweep_read(path, &sweep, &diag) == 0 && cosim_cli_is_network(sweep->base);
    cosim_sweep_free(sweep);
    return is;
}

bool cosim_cli_sweeps_network(const char *path) { return cosim_cli_ask(sweeps_network, &path); }

/* Refuses an axis over a key that is drawn for each neuron. */
static int check_axes(const session *s)
{
    for (size_t i = 0; i < s->sweep->axis_count; i++) {
        const cosim_axis *axis = &s->sweep->axes[i];
        cosim_node *around = NULL;
        const cosim_node *node =
            cosim_scenario_find(s->base->head->places->root, axis->key, &around);
        if (node != NULL && cosim_node_child(node, "each") != NULL) {
            cosim_diag diag;
            cosim_place place;
            cosim_axis_place(axis, &place);
            cosim_diag_set(
                &diag, &place,
                "%s: the base draws one value for each neuron; vary \"%s.each.uniform\", "
                "or give the base one value",
                axis->key, axis->key);
            return cosim_cli_report(&diag, CLI_WRONG_INPUT);
        }
    }
    return CLI_OK;
}

static int open_session(session *s)
{
    cosim_diag diag;
    const cosim_cli_inputs *in = s->inputs;
    cosim_cli_inputs of_base = *in;
    if (cosim_sweep_read(in->files[0], &s->sweep, &diag) != 0) {
        return cosim_cli_report_file(in->files[0], CLI_SWEEP, &diag);
    }
    if (in->has_seed) {
        s->sweep->has_seed = true;
        s->sweep->seed = in->seed;
    }
    if (in->dut_count > 0) {
        s->sweep->duts = in->duts;
        s->sweep->dut_count = in->dut_count;
    }
    of_base.has_seed = false; /* it is that of the draws of the sweep */
    const int status = cosim_cli_network(&of_base, s->sweep->base, &s->base);
    if (status != CLI_OK) {
        return status;
    }
    s->plan = (cosim_sweep_plan){.sweep = s->sweep, .base = s->base->head};
    return check_axes(s);
}

/* ---- rows ---- */

static void put_header(const session *s)
{
    FILE *out = cosim_output_file(s->output);
    fputs("set", out);
    for (size_t i = 0; i < s->sweep->axis_count; i++) {
        fputc(',', out);
        cosim_sweep_put_field(out, s->sweep->axes[i].key);
    }
    fputs(",core,verdict,spikes,reference_spikes", out);
    for (size_t p = 0; p < s->base->population_count; p++) {
        fprintf(out, ",%s_hz", s->base->population[p].name);
    }
    fputs(",max_bound,error_bound,ambiguous,identical,reason\n", out);
}

static void put_row(const session *s, const cosim_set *set, const cosim_network_outcome *o,
                    const char *verdict, const char *reason)
{
    FILE *out = s->output != NULL ? cosim_output_file(s->output) : NULL;
    if (out == NULL) {
        return;
    }
    fprintf(out, "%llu", (unsigned long long)set->index);
    for (size_t i = 0; i < s->sweep->axis_count; i++) {
        fputc(',', out);
        cosim_sweep_put_field(out, set->values[i]);
    }
    fputc(',', out);
    cosim_sweep_put_field(out, o != NULL ? o->job->name : "");
    fprintf(out, ",%s", verdict);
    if (o == NULL) {
        fputs(",,", out);
        for (size_t p = 0; p < s->base->population_count; p++) {
            fputc(',', out);
        }
        fputs(",,,,,", out);
        cosim_sweep_put_field(out, reason);
        fputc('\n', out);
        return;
    }
    const cosim_network *n = o->job->network;
    const cosim_core_result *core = &o->result->core;
    fprintf(out, ",%llu,%llu", (unsigned long long)core->spikes,
            (unsigned long long)core->free_running[0].spikes);
    for (size_t p = 0; p < n->population_count; p++) {
        const cosim_network_group *g = &n->population[p];
        const uint64_t spikes = cosim_network_sum(o->result, g->first, g->count).spikes;
        fprintf(out, ",%.9g", (double)spikes / ((double)n->ticks * n->step_s * g->count));
    }
    fprintf(out, ",%.6g,%.6g,%llu,%d,", core->max_bound, core->usage_membrane,
            (unsigned long long)core->ambiguous, core->free_running[0].identical);
    cosim_sweep_put_field(out, reason);
    fputc('\n', out);
}

/* ---- sets ---- */

static void tell(session *s, const cosim_set *set, const char *verdict, const char *reason)
{
    if (s->out == NULL || s->failed + s->vacuous + s->refused > SHOWN) {
        return;
    }
    fprintf(s->out, "set %llu %s:", (unsigned long long)set->index, verdict);
    for (size_t i = 0; i < s->sweep->axis_count; i++) {
        fprintf(s->out, " %s=%s", s->sweep->axes[i].key, set->values[i]);
    }
    fprintf(s->out, "\n    %s\n", reason);
}

/* A set that cannot be is told and counted; what cannot be used ends the sweep. */
static int refuse(session *s, const cosim_set *set, const cosim_diag *diag, bool unusable)
{
    char text[1400];
    if (unusable || diag->memory) {
        return cosim_cli_report(diag, CLI_UNUSABLE);
    }
    cosim_diag_text(diag, text, sizeof text);
    s->refused++;
    put_row(s, set, NULL, "refused", text);
    tell(s, set, "refused", text);
    return CLI_OK;
}

static int judge(session *s, const cosim_set *set, const cosim_network_job *job)
{
    const cosim_network_options options = {.watchers = NULL};
    cosim_network_result result;
    cosim_diag diag;
    char reason[400];
    if (cosim_network_run(job, &options, &result, &diag) != 0) {
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    const cosim_network_outcome outcome = {job, &result};
    const char *verdict = cosim_verdict_name(result.verdict);
    cosim_network_reason(&outcome, reason, sizeof reason);
    s->passed += result.verdict == COSIM_PASS;
    s->failed += result.verdict == COSIM_FAIL;
    s->vacuous += result.verdict == COSIM_VACUOUS;
    put_row(s, set, &outcome, verdict, reason);
    if (result.verdict != COSIM_PASS) {
        tell(s, set, verdict, reason);
    }
    cosim_network_result_free(&result);
    return CLI_OK;
}

static int run_set(session *s, uint64_t index)
{
    cosim_set set;
    cosim_diag diag;
    cosim_network *network = NULL;
    cosim_network_job job = {.network = NULL};
    if (cosim_set_write(&s->plan, index, &set, &diag) != 0) {
        cosim_set_free(&set);
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    const cosim_network_choices choices = {.overrides = set.overrides,
                                           .override_count = set.override_count,
                                           .no_expect = s->inputs->no_expect};
    int status = CLI_OK;
    if (cosim_network_vary(s->base, &choices, &network, &diag) != 0) {
        status = refuse(s, &set, &diag, diag.tool);
    } else {
        const char *name = s->sweep->dut_count > 0 ? set.dut : network->core;
        const int prepared = cosim_network_job_prepare(&job, network, name, true, &diag);
        status = prepared == COSIM_DUT_OK ? judge(s, &set, &job)
                                          : refuse(s, &set, &diag, prepared != COSIM_DUT_UNKNOWN);
    }
    cosim_network_job_close(&job);
    cosim_network_free(network);
    cosim_set_free(&set);
    return status;
}

static int run_sets(session *s)
{
    const uint64_t sets = cosim_sweep_count(s->sweep);
    int status = CLI_OK;
    for (uint64_t i = 0; i < sets && status == CLI_OK; i++) {
        status = run_set(s, i);
    }
    if (status != CLI_OK) {
        return status;
    }
    if (s->out != NULL) {
        fprintf(s->out, "%llu sets: %llu pass, %llu fail, %llu vacuous, %llu refused\n",
                (unsigned long long)sets, (unsigned long long)s->passed,
                (unsigned long long)s->failed, (unsigned long long)s->vacuous,
                (unsigned long long)s->refused);
    }
    return s->failed + s->vacuous > 0 ? CLI_NOT_PASSED
           : s->refused == sets       ? CLI_WRONG_INPUT
                                      : CLI_OK;
}

/* Opens the file of the rows, runs, and puts it into its place. */
static int run_with_rows(session *s, const char *csv)
{
    const cosim_cli_output named = {"--csv", csv};
    cosim_diag diag;
    int status = cosim_cli_outputs_check("sweep", &named, 1);
    if (status != CLI_OK) {
        return status;
    }
    if (csv != NULL && (s->output = cosim_output_open(csv, &diag)) == NULL) {
        return cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    if (s->output != NULL) {
        put_header(s);
    }
    status = run_sets(s);
    if (s->output == NULL) {
        return status;
    }
    if (status == CLI_UNUSABLE) {
        cosim_output_abandon(s->output);
        return status;
    }
    return cosim_output_commit(s->output, &diag) == 0 ? status
                                                      : cosim_cli_report(&diag, CLI_UNUSABLE);
}

int cosim_cli_sweep_networks(const cosim_cli_inputs *inputs, const char *csv, bool check,
                             bool quiet)
{
    session s = {.inputs = inputs};
    int status = open_session(&s);
    if (status == CLI_OK && check) {
        cosim_cli_print("%s: ok (%llu sets)\n", cosim_cli_shown(s.sweep->path),
                        (unsigned long long)cosim_sweep_count(s.sweep));
    } else if (status == CLI_OK) {
        s.out = quiet ? NULL : cosim_cli_out(csv != NULL && strcmp(csv, "-") == 0);
        status = run_with_rows(&s, csv);
    }
    cosim_network_free(s.base);
    cosim_sweep_free(s.sweep);
    return status;
}
