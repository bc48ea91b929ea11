// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Runs the recommended format on the RTL. */
#include "cli/formats_prove.h"

#include "circuit/format.h"
#include "circuit/open.h"
#include "cli/cli.h"
#include "report/text.h"
#include "run/run.h"
#include "search/text.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

/* Opens the circuit, if it is built; otherwise prints the command that builds it. */
static int open_circuit(const lif_format *format, cosim_dut **dut)
{
    char text[40], command[100], path[PATH_MAX + 64];
    const char *name = cosim_format_name(format, text);
    cosim_dut_path(name, path, sizeof path);
    if (access(path, F_OK) != 0) {
        cosim_cli_tell("lifcosim: %s is not there; build it first: %s", path,
                       cosim_dut_command(format, false, command, sizeof command));
        return CLI_UNUSABLE;
    }
    return cosim_cli_dut(name, NULL, dut);
}

/* Tells whether the circuit's figures are those of the integer model, to the last bit. */
static bool same_figures(const cosim_result *r, const cosim_search_result *model)
{
    return r->free_running.dut_spikes == model->dut_spikes &&
           r->free_running.reference_spikes == model->reference_spikes &&
           r->free_running.identical == model->identical &&
           r->free_running.max_shift_steps == model->max_shift_steps &&
           r->bounded.ambiguous_steps == model->ambiguous_steps &&
           r->bounded.max_bound_v == model->max_bound_v &&
           r->bounded.max_error_v == model->max_error_v;
}

static int prove_scenario(const cosim_scenario *scenario, cosim_dut *dut,
                          const cosim_search_result *model, cosim_text *text)
{
    const cosim_run_options options = {.skip_distances = true};
    cosim_result result;
    cosim_diag diag;
    cosim_job job;
    if (cosim_job_prepare(&job, scenario, dut, &diag) != 0) {
        return cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    if (cosim_job_run(&job, &options, &result, &diag) != 0) {
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    const bool same = same_figures(&result, model);
    const int status = same && result.verdict == COSIM_PASS && result.exact.verdict == COSIM_PASS
                           ? CLI_OK
                           : CLI_NOT_PASSED;
    cosim_text_row(text, &result);
    if (!same) {
        fprintf(text->out, "    its figures are not those of the integer model\n");
    }
    cosim_result_free(&result);
    return status;
}

int cosim_cli_formats_prove(const cosim_search *search, cosim_scenario *const *scenarios,
                            FILE *text)
{
    const cosim_search_point *best = search->recommended;
    cosim_dut *dut;
    cosim_text table;
    uint64_t steps = 0;
    int status = open_circuit(&best->format, &dut);
    if (status != CLI_OK) {
        return status;
    }
    fputc('\n', text);
    cosim_text_start(
        &table, text,
        cosim_text_may_colour(isatty(fileno(text)) != 0, getenv("NO_COLOR"), getenv("TERM")));
    for (size_t s = 0; s < search->scenario_count; s++) {
        cosim_text_measure(&table, scenarios[s]->name, dut->name, scenarios[s]->steps);
    }
    for (size_t s = 0; s < search->scenario_count; s++) {
        if (search->goal.kind == COSIM_GOAL_STEPS || search->goal.kind == COSIM_GOAL_TIME) {
            scenarios[s]->expect.stated = false;
        }
        status = cosim_cli_highest(
            status,
            prove_scenario(scenarios[s], dut, cosim_search_result_of(search, best, s), &table));
        steps += scenarios[s]->steps;
    }
    cosim_text_total(&table);
    if (status == CLI_OK) {
        fprintf(text,
                "proved: circuit %s equals the integer model in all %" PRIu64 " steps, and so in "
                "every figure above\n",
                cosim_cli_shown(dut->name), steps);
    } else if (status == CLI_NOT_PASSED) {
        fprintf(text, "not proved: circuit %s\n", cosim_cli_shown(dut->name));
    }
    cosim_dut_close(dut);
    return status;
}
