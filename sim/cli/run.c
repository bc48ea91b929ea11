// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/run.h"

#include "circuit/open.h"
#include "cli/networks.h"
#include "cli/outputs.h"
#include "cli/run_jobs.h"
#include "cli/run_networks.h"
#include "library/lifcosim.h"
#include "run/recorded_drive.h"
#include "report/csv.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    CLI_JSON = CLI_OWN,
    CLI_CSV,
    CLI_PLOT,
    CLI_JUNIT,
    CLI_SARIF,
    CLI_ANNOTATE,
    CLI_REPORT,
    CLI_QUIET,
    CLI_FINDINGS,
    CLI_TRACE,
    CLI_NEURONS
};

static int take(void *context, int option, const char *value)
{
    cosim_cli_run_session *s = context;
    switch (option) {
    case CLI_JSON:
        s->json_path = value;
        break;
    case CLI_CSV:
        s->csv_path = value;
        break;
    case CLI_PLOT:
        s->pictures.plot_path = value;
        break;
    case CLI_JUNIT:
        s->junit_path = value;
        break;
    case CLI_SARIF:
        s->sarif_path = value;
        break;
    case CLI_ANNOTATE:
        if (strcmp(value, "github") != 0) {
            return cosim_cli_usage_error("--annotate %s: give github", value);
        }
        s->github = true;
        break;
    case CLI_REPORT:
        s->pictures.report_path = value;
        break;
    case CLI_QUIET:
        s->quiet = true;
        break;
    case CLI_TRACE:
        s->trace_path = value;
        break;
    case CLI_NEURONS:
        s->neurons = value;
        break;
    case CLI_FINDINGS:
        s->findings = true;
        break;
    default:
        return s->platform != NULL ? s->platform->take(s->platform->context, option, value)
                                   : cosim_cli_wave_take(&s->wave, option, value);
    }
    return CLI_OK;
}

static int read_scenarios(cosim_cli_run_session *s)
{
    int status = CLI_OK;
    s->scenarios = calloc(s->inputs.file_count, sizeof *s->scenarios);
    s->readers = calloc(s->inputs.file_count, sizeof *s->readers);
    if (s->scenarios == NULL || s->readers == NULL) {
        return CLI_UNUSABLE;
    }
    for (size_t i = 0; i < s->inputs.file_count; i++) {
        const int one =
            cosim_cli_scenario_by(&s->inputs, s->inputs.files[i], &s->readers[i], &s->scenarios[i]);
        status = cosim_cli_highest(status, one);
        s->scenario_count = i + 1;
    }
    return status;
}

/* Finds the circuit of that name, which is opened once. */
static int find_dut(cosim_cli_run_session *s, const char *name, const cosim_scenario *from,
                    cosim_dut **dut)
{
    for (size_t i = 0; i < s->dut_count; i++) {
        if (strcmp(s->duts[i]->name, name) == 0) {
            *dut = s->duts[i];
            return CLI_OK;
        }
    }
    const int status = s->platform != NULL
                           ? s->platform->open(s->platform->context, name, from, dut)
                           : cosim_cli_trace(name, s->trace_path, from, dut);
    if (status == CLI_OK) {
        s->duts[s->dut_count++] = *dut;
    }
    return status;
}

/* Makes room for the jobs and opens the circuits of the command line; a bad one is reported once.
 */
static int open_duts(cosim_cli_run_session *s)
{
    const size_t each = s->inputs.dut_count > 0 ? s->inputs.dut_count : 1;
    int status = CLI_OK;
    cosim_dut *dut;
    s->jobs = calloc(s->scenario_count * each, sizeof *s->jobs);
    s->duts = calloc(s->scenario_count * each, sizeof *s->duts);
    s->results = calloc(s->scenario_count * each, sizeof *s->results);
    s->judges = calloc(s->scenario_count * each, sizeof *s->judges);
    if (s->jobs == NULL || s->duts == NULL || s->results == NULL || s->judges == NULL) {
        cosim_cli_usage_error("out of memory");
        return CLI_UNUSABLE;
    }
    for (size_t k = 0; k < s->inputs.dut_count; k++) {
        status = cosim_cli_highest(status, find_dut(s, s->inputs.duts[k], NULL, &dut));
    }
    return status;
}

/* Gives a scenario that waits for it the drive of the first trace among its circuits. */
static int drive_by_trace(cosim_cli_run_session *s, cosim_scenario *scenario)
{
    cosim_job job;
    cosim_diag diag;
    cosim_dut *dut = NULL;
    const bool own = s->inputs.dut_count == 0;
    for (size_t k = 0; k < (own ? 1 : s->inputs.dut_count) && scenario->waits_for_trace; k++) {
        const char *name = own ? scenario->dut : s->inputs.duts[k];
        const int status = find_dut(s, name, own ? scenario : NULL, &dut);
        if (status != CLI_OK) {
            return status;
        }
        if (dut->recording != NULL && (cosim_job_prepare(&job, scenario, dut, &diag) != 0 ||
                                       cosim_recorded_drive(&job, scenario, &diag) != 0)) {
            return cosim_cli_report(&diag, CLI_WRONG_INPUT);
        }
    }
    return CLI_OK;
}

static int prepare_jobs(cosim_cli_run_session *s)
{
    const bool own = s->inputs.dut_count == 0;
    const size_t each = own ? 1 : s->inputs.dut_count;
    int status = CLI_OK;
    for (size_t i = 0; i < s->scenario_count; i++) {
        const int driven = drive_by_trace(s, s->scenarios[i]);
        status = cosim_cli_highest(status, driven);
        for (size_t k = 0; k < each && driven == CLI_OK; k++) {
            const char *name = own ? s->scenarios[i]->dut : s->inputs.duts[k];
            cosim_dut *dut;
            cosim_diag diag;
            int one = find_dut(s, name, own ? s->scenarios[i] : NULL, &dut);
            if (one == CLI_OK &&
                cosim_job_prepare(&s->jobs[s->job_count++], s->scenarios[i], dut, &diag) != 0) {
                one = cosim_cli_report(&diag, CLI_WRONG_INPUT);
            }
            status = cosim_cli_highest(status, one);
        }
    }
    return status;
}

/* The table has room for every run from the start. */
static void start_text(cosim_cli_run_session *s, FILE *out)
{
    const bool terminal = isatty(fileno(out)) != 0;
    cosim_text_start(&s->text, out,
                     cosim_text_may_colour(terminal, getenv("NO_COLOR"), getenv("TERM")));
    for (size_t i = 0; i < s->job_count; i++) {
        const cosim_scenario *scenario = s->jobs[i].scenario;
        cosim_text_measure(&s->text, scenario->name, s->jobs[i].dut->name, scenario->steps);
    }
}

static int open_outputs(cosim_cli_run_session *s)
{
    cosim_diag diag;
    const int to_stdout = cosim_cli_is_stdout(s->json_path) + cosim_cli_is_stdout(s->csv_path) +
                          cosim_cli_is_stdout(s->junit_path) + cosim_cli_is_stdout(s->sarif_path);
    if (s->csv_path != NULL && s->job_count != 1) {
        return cosim_cli_usage_error(
            "run: --csv is for one scenario on one circuit, and here are %zu runs; "
            "give one of each",
            s->job_count);
    }
    start_text(s, cosim_cli_out(to_stdout > 0));
    s->progress = isatty(STDERR_FILENO) != 0;
    if ((s->json_path != NULL &&
         (s->json_output = cosim_output_open(s->json_path, &diag)) == NULL) ||
        (s->csv_path != NULL && (s->csv_output = cosim_output_open(s->csv_path, &diag)) == NULL) ||
        (s->junit_path != NULL &&
         (s->junit_output = cosim_output_open(s->junit_path, &diag)) == NULL) ||
        (s->sarif_path != NULL &&
         (s->sarif_output = cosim_output_open(s->sarif_path, &diag)) == NULL)) {
        return cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    if (s->csv_output != NULL) {
        cosim_csv_header(s->csv_output);
    }
    return cosim_cli_pictures_open(&s->pictures, "one scenario on one circuit", s->job_count);
}

static void end(cosim_cli_run_session *s)
{
    cosim_output_abandon(s->json_output);
    cosim_output_abandon(s->csv_output);
    cosim_output_abandon(s->junit_output);
    cosim_output_abandon(s->sarif_output);
    cosim_cli_pictures_close(&s->pictures, false);
    for (size_t i = 0; i < s->job_count; i++) {
        cosim_result_free(&s->results[i]);
        lifcosim_free(s->judges[i]);
    }
    for (size_t i = 0; i < s->dut_count; i++) {
        cosim_dut_close(s->duts[i]);
    }
    for (size_t i = 0; i < s->scenario_count; i++) {
        lifcosim_free(s->readers[i]);
    }
    free(s->results);
    free(s->jobs);
    free(s->duts);
    free(s->judges);
    free(s->readers);
    free(s->scenarios);
    cosim_cli_inputs_free(&s->inputs);
}

/* Collects what the command line names to be written; a layout stands beside its waveform. */
static int check_outputs(cosim_cli_run_session *s)
{
    char layout[PATH_MAX], commands[PATH_MAX], page[PATH_MAX];
    const char *wave = s->platform == NULL         ? s->wave.path
                       : s->platform->wave != NULL ? *s->platform->wave
                                                   : NULL;
    const char *report = s->pictures.report_path;
    const size_t stem = wave != NULL ? strlen(wave) - strlen(".fst") : 0;
    const cosim_cli_output named[] = {
        {"--json", s->json_path},
        {"--csv", s->csv_path},
        {"--junit", s->junit_path},
        {"--sarif", s->sarif_path},
        {"--plot", s->pictures.plot_path},
        {"--report", report},
        {"the page of --report",
         cosim_cli_output_beside(report, report != NULL ? strlen(report) : 0, "/index.html", page,
                                 sizeof page)},
        {s->platform == NULL ? "--wave" : "--vcd", wave},
        {"the layout of the waveform",
         cosim_cli_output_beside(wave, stem, ".gtkw", layout, sizeof layout)},
        {"the Surfer commands of the waveform",
         s->platform != NULL
             ? NULL
             : cosim_cli_output_beside(wave, stem, ".sucl", commands, sizeof commands)}};
    if (cosim_cli_is_stdout(s->json_path) + cosim_cli_is_stdout(s->csv_path) +
            cosim_cli_is_stdout(s->junit_path) + cosim_cli_is_stdout(s->sarif_path) >
        1) {
        return cosim_cli_usage_error(
            "run: only one of --json, --csv, --junit and --sarif can be -");
    }
    return cosim_cli_outputs_check("run", named, sizeof named / sizeof named[0]);
}

/* Checks what is asked for beside the results against the runs. */
static int check_waves(cosim_cli_run_session *s)
{
    int status;
    if (s->platform != NULL) {
        return s->platform->check(s->platform->context, s->jobs, s->job_count);
    }
    status = cosim_cli_wave_check(&s->wave, s->jobs, s->job_count);
    s->wave.request.whole =
        !s->wave.request.has_window && !s->wave.request.around_spike && s->wave.path != NULL;
    return status;
}

static int run_session(cosim_cli_run_session *s, int argc, char **argv,
                       const cosim_cli_syntax *syntax)
{
    int (*const parts[])(cosim_cli_run_session *) = {read_scenarios,    open_duts,   prepare_jobs,
                                                     check_outputs,     check_waves, open_outputs,
                                                     cosim_cli_run_jobs};
    int status = cosim_cli_inputs_read(&s->inputs, argc, argv, syntax);
    bool networks = false;
    if (status == CLI_OK && s->platform == NULL) {
        status = cosim_cli_are_networks("run", &s->inputs, &networks);
    }
    if (status == CLI_OK && networks) {
        status = cosim_cli_run_networks(s);
        cosim_cli_inputs_free(&s->inputs);
        return status;
    }
    if (status == CLI_OK && s->neurons != NULL) {
        status = cosim_cli_usage_error("run: --neurons is for networks; leave it out");
    }
    for (size_t i = 0; i < sizeof parts / sizeof parts[0] && status == CLI_OK; i++) {
        status = parts[i](s);
    }
    end(s);
    return status < 0 ? CLI_OK : status;
}

/* clang-format off */
#define REPORT_OPTIONS                                                                             \
    {"json", "FILE", CLI_JSON, "all results as JSON (- is standard output)"},                      \
    {"csv", "FILE", CLI_CSV, "one row a step (one scenario on one circuit only)"},                 \
    {"plot", "FILE.svg|png", CLI_PLOT,                                                             \
     "a picture (one file on one circuit only; needs gnuplot)"},                               \
    {"junit", "FILE", CLI_JUNIT, "a test case for each result"},                                   \
    {"sarif", "FILE", CLI_SARIF,                                                                   \
     "what is wrong, each at the line of the RTL that declares the register"},                     \
    {"annotate", "github", CLI_ANNOTATE,                                                           \
     "print the same as workflow commands of GitHub"},                                             \
    {"report", "DIR", CLI_REPORT, "one page about all runs, DIR/index.html (needs gnuplot)"},      \
    {"quiet", NULL, CLI_QUIET, "print verdicts that do not pass only"}
/* clang-format on */

int cosim_cli_run(int argc, char **argv)
{
    cosim_cli_run_session s = {.json_path = NULL};
    const cosim_cli_syntax syntax = {
        .words = {"lifcosim run [options] SCENARIO.yaml ...",
                  "Co-simulates each scenario on each circuit and prints a verdict each: one in\n"
                  "full with its raster of spikes, several as a table (err/bound: the largest\n"
                  "error as a share of its bound; ambig: steps that the bound leaves open).",
                  CLI_WAVE_AFTER, "lifcosim run --wave w.fst scenarios/book-triangle.yaml"},
        .own =
            {REPORT_OPTIONS,
             {"trace", "FILE", CLI_TRACE,
              "rows of a trace, in place of the file that the manifest of --dut names"},
             {"neurons", "NAME[N],..", CLI_NEURONS,
              "of a network: the neurons with rows in --csv or curves in --wave,\nas exc[3],inh"},
             {"findings", NULL, CLI_FINDINGS,
              "name what is wrong with any circuit that fails, each with the\n"
              "shortest drive that shows it (somebody else's: always)"},
             CLI_WAVE_OPTIONS},
        .take = take,
        .context = &s,
        .takes_dut = true};
    return run_session(&s, argc, argv, &syntax);
}

int cosim_cli_run_on(int argc, char **argv, const cosim_cli_platform *platform)
{
    cosim_cli_run_session s = {.platform = platform};
    cosim_cli_syntax syntax = {
        .words = platform->words, .own = {REPORT_OPTIONS}, .take = take, .context = &s};
    size_t used = 0;
    while (syntax.own[used].name != NULL) {
        used++;
    }
    for (size_t i = 0; platform->own[i].name != NULL && used < CLI_OWN_MOST - 1; i++) {
        syntax.own[used++] = platform->own[i];
    }
    return run_session(&s, argc, argv, &syntax);
}
