// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/run_networks.h"

#include "base/json.h"
#include "base/output.h"
#include "cli/lines.h"
#include "cli/network_lines.h"
#include "cli/networks.h"
#include "cli/outputs.h"
#include "cli/pictures.h"
#include "cli/wave_networks.h"
#include "plot/network_plot.h"
#include "network/choose.h"
#include "report/cases.h"
#include "report/json.h"
#include "report/network_csv.h"
#include "report/network_json.h"
#include "report/network_text.h"
#include "run/network_run.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* The files that the command line names, NULL where it does not; and what else it says. */
typedef struct outputs {
    const char *json, *csv, *junit, *sarif;
    bool github;         /* annotations for it */
    const char *neurons; /* with rows or curves; NULL: all rows, see cli/wave_networks.h */
    const cosim_cli_wave *wave;
    bool quiet;
} outputs;

typedef struct session {
    const cosim_cli_inputs *inputs;
    const outputs *named;
    cosim_network **networks;
    size_t network_count;
    cosim_network_job *jobs;
    cosim_network_result *results;
    cosim_network_outcome *outcomes; /* each job with its result */
    size_t job_count, done;          /* done: jobs with a result */
    cosim_output *json_output, *csv_output, *junit_output, *sarif_output;
    cosim_cli_pictures *pictures;
    cosim_json json;
    cosim_text text;
    bool *chosen;
    bool progress;
    double shown;
} session;

/* Counts the files that are standard output. */
static int on_stdout(const outputs *n)
{
    return cosim_cli_is_stdout(n->json) + cosim_cli_is_stdout(n->csv) +
           cosim_cli_is_stdout(n->junit) + cosim_cli_is_stdout(n->sarif);
}

static int read_networks(session *s)
{
    int status = CLI_OK;
    for (size_t i = 0; i < s->inputs->file_count; i++) {
        const int one = cosim_cli_network(s->inputs, s->inputs->files[i], &s->networks[i]);
        s->network_count = i + 1;
        status = cosim_cli_highest(status, one);
    }
    return status;
}

static int prepare_jobs(session *s)
{
    const cosim_cli_inputs *in = s->inputs;
    const size_t each = in->dut_count > 0 ? in->dut_count : 1;
    int status = CLI_OK;
    for (size_t i = 0; i < s->network_count; i++) {
        for (size_t k = 0; k < each; k++) {
            const int one = cosim_cli_network_job(&s->jobs[s->job_count++], s->networks[i],
                                                  in->dut_count > 0 ? in->duts[k] : NULL, true);
            status = cosim_cli_highest(status, one);
        }
    }
    return status;
}

static int check_outputs(session *s)
{
    const outputs *n = s->named;
    const char *report = s->pictures->report_path;
    const size_t length = report != NULL ? strlen(report) : 0;
    char page[PATH_MAX];
    const cosim_cli_output named[] = {
        {"--json", n->json},
        {"--csv", n->csv},
        {"--junit", n->junit},
        {"--sarif", n->sarif},
        {"--plot", s->pictures->plot_path},
        {"--report", report},
        {"the page of --report",
         cosim_cli_output_beside(report, length, "/index.html", page, sizeof page)},
        {"--wave", n->wave->path}};
    if (on_stdout(n) > 1) {
        return cosim_cli_usage_error(
            "run: only one of --json, --csv, --junit and --sarif can be -");
    }
    if (n->csv != NULL && s->job_count != 1) {
        return cosim_cli_usage_error("run: --csv is for one network on one core, and here are %zu "
                                     "runs; give one of each",
                                     s->job_count);
    }
    if (cosim_cli_network_wave_check(n->wave, s->jobs, s->job_count) != CLI_OK) {
        return CLI_WRONG_INPUT;
    }
    return cosim_cli_outputs_check("run", named, sizeof named / sizeof named[0]);
}

static int choose_neurons(session *s)
{
    cosim_diag diag;
    if (s->named->neurons == NULL) {
        return CLI_OK;
    }
    if (s->named->csv == NULL && s->named->wave->path == NULL) {
        return cosim_cli_usage_error("run: --neurons says which neurons get rows or are drawn; add "
                                     "for example --csv rows.csv or --wave wave.vcd");
    }
    s->chosen = calloc(s->networks[0]->neurons, sizeof *s->chosen);
    if (s->chosen == NULL) {
        return cosim_cli_usage_error("out of memory"), CLI_UNUSABLE;
    }
    return cosim_network_choose(s->networks[0], s->named->neurons, s->chosen, &diag) == 0
               ? CLI_OK
               : cosim_cli_report(&diag, CLI_WRONG_INPUT);
}

static int open_outputs(session *s)
{
    const outputs *n = s->named;
    FILE *out = cosim_cli_out(on_stdout(n) > 0);
    cosim_diag diag;
    cosim_text_start(
        &s->text, out,
        cosim_text_may_colour(isatty(fileno(out)) != 0, getenv("NO_COLOR"), getenv("TERM")));
    for (size_t i = 0; i < s->job_count; i++) {
        cosim_text_measure(&s->text, s->jobs[i].network->name, s->jobs[i].name,
                           s->jobs[i].network->ticks);
    }
    s->progress = isatty(STDERR_FILENO) != 0;
    if ((n->json != NULL && (s->json_output = cosim_output_open(n->json, &diag)) == NULL) ||
        (n->csv != NULL && (s->csv_output = cosim_output_open(n->csv, &diag)) == NULL) ||
        (n->junit != NULL && (s->junit_output = cosim_output_open(n->junit, &diag)) == NULL) ||
        (n->sarif != NULL && (s->sarif_output = cosim_output_open(n->sarif, &diag)) == NULL)) {
        return cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    if (s->json_output != NULL) {
        cosim_report_json_begin(&s->json, cosim_output_file(s->json_output));
    }
    return cosim_cli_pictures_open(s->pictures, "one network on one core", s->job_count);
}

static void show_progress(void *context, const cosim_network_job *job, uint64_t done)
{
    session *s = context;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    const double seconds = (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
    if (seconds - s->shown > 0.2) {
        fprintf(stderr, "\r%s on %s: %5.1f %%\033[K", cosim_cli_shown(job->network->name),
                cosim_cli_shown(job->name), 100.0 * (double)done / (double)job->network->ticks);
        s->shown = seconds;
    }
}

static void tell(session *s, size_t at)
{
    const cosim_network_outcome *outcome = &s->outcomes[at];
    if (!s->named->quiet || s->results[at].verdict != COSIM_PASS) {
        if (s->job_count == 1) {
            cosim_network_detail(&s->text, outcome);
        } else {
            cosim_network_row(&s->text, outcome);
        }
        fflush(s->text.out);
    }
    if (s->json_output != NULL) {
        cosim_network_json(&s->json, outcome);
    }
}

/* Runs a job with all that listens to it. Returns 0 with the result, or -1 with *diag. */
static int simulate(session *s, size_t at, cosim_network_plot *plot, cosim_diag *diag)
{
    cosim_network_csv csv = {s->csv_output, &s->jobs[at], s->chosen};
    cosim_core_watcher watchers[2];
    size_t count = 0;
    if (s->csv_output != NULL) {
        cosim_network_csv_header(&csv);
        watchers[count++] = (cosim_core_watcher){cosim_network_csv_take, &csv};
    }
    if (plot != NULL) {
        watchers[count++] = (cosim_core_watcher){cosim_network_plot_take, plot};
    }
    const cosim_network_options options = {.watchers = watchers,
                                           .watcher_count = count,
                                           .progress = s->progress ? show_progress : NULL,
                                           .context = s};
    const int failed = cosim_network_run(&s->jobs[at], &options, &s->results[at], diag);
    if (s->progress) {
        fputs("\r\033[K", stderr);
    }
    return failed;
}

static int run_job(session *s, size_t at)
{
    cosim_diag diag;
    char wave[CLI_PATH_BYTES];
    cosim_network_plot *plot = NULL;
    if (cosim_cli_pictures_wanted(s->pictures) &&
        (plot = cosim_network_plot_new(&s->jobs[at], &diag)) == NULL) {
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    if (simulate(s, at, plot, &diag) != 0) {
        free(plot);
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    s->done++;
    s->outcomes[at] = (cosim_network_outcome){&s->jobs[at], &s->results[at]};
    tell(s, at);
    const int drawn = cosim_cli_network_wave_write(s->named->wave, &s->jobs[at], s->chosen,
                                                   &s->results[at], wave);
    if (plot != NULL) {
        const cosim_html_network run = {.outcome = &s->outcomes[at],
                                        .wave = wave,
                                        .has_seed = s->inputs->has_seed,
                                        .no_expect = s->inputs->no_expect};
        cosim_cli_pictures_draw_network(s->pictures, &run, plot);
    }
    free(plot);
    return cosim_cli_highest(drawn, s->results[at].verdict == COSIM_PASS ? CLI_OK : CLI_NOT_PASSED);
}

/* Throws away a document that is not whole: no file is left. */
static void abandon(cosim_output **output)
{
    cosim_output_abandon(*output);
    *output = NULL;
}

static int write_junit(session *s)
{
    cosim_case *cases = calloc(s->job_count, sizeof *cases);
    cosim_diag diag;
    for (size_t i = 0; cases != NULL && i < s->job_count; i++) {
        const cosim_verdict verdict = s->results[i].verdict;
        cases[i] = (cosim_case){
            .group = s->jobs[i].name,
            .name = s->jobs[i].network->name,
            .type = cosim_verdict_is_good(verdict) ? NULL : cosim_verdict_name(verdict),
            .seconds = s->results[i].seconds,
            .result = &s->outcomes[i],
            .write = cosim_network_report};
        cosim_network_reason(&s->outcomes[i], cases[i].message, sizeof cases[i].message);
    }
    const int failed =
        cases != NULL ? cosim_cases_write(s->junit_output, "lifcosim", cases, s->job_count, &diag)
                      : cosim_diag_memory(&diag, NULL);
    free(cases);
    if (failed == 0) {
        return CLI_OK;
    }
    abandon(&s->junit_output);
    return cosim_cli_report(&diag, CLI_UNUSABLE);
}

/* Writes what has a list of all that is wrong. */
static int write_problems(session *s)
{
    cosim_problems problems = {.count = 0};
    bool whole = false;
    const int status = cosim_cli_network_problems(s->outcomes, s->job_count, &problems, &whole);
    if (whole) {
        cosim_cli_put_problems(&problems, s->sarif_output, s->named->github ? s->text.out : NULL);
    } else {
        abandon(&s->sarif_output);
    }
    cosim_problems_free(&problems);
    return status;
}

static int commit(cosim_output **output)
{
    cosim_diag diag;
    const int status = *output == NULL || cosim_output_commit(*output, &diag) == 0
                           ? CLI_OK
                           : cosim_cli_report(&diag, CLI_UNUSABLE);
    *output = NULL;
    return status;
}

static int run_jobs(session *s)
{
    int status = CLI_OK;
    for (size_t i = 0; i < s->job_count; i++) {
        status = cosim_cli_highest(status, run_job(s, i));
    }
    if (s->json_output != NULL) {
        cosim_report_json_end(&s->json);
    }
    if (!s->named->quiet) {
        cosim_text_total(&s->text);
    }
    if (s->done < s->job_count) {
        return status; /* a report without a run is not left */
    }
    if (s->junit_output != NULL) {
        status = cosim_cli_highest(status, write_junit(s));
    }
    if (s->sarif_output != NULL || s->named->github) {
        status = cosim_cli_highest(status, write_problems(s));
    }
    status = cosim_cli_highest(status, commit(&s->json_output));
    status = cosim_cli_highest(status, commit(&s->sarif_output));
    status = cosim_cli_highest(status, commit(&s->csv_output));
    status = cosim_cli_highest(status, cosim_cli_pictures_close(s->pictures, true));
    return cosim_cli_highest(status, commit(&s->junit_output));
}

static void end(session *s)
{
    cosim_output_abandon(s->json_output);
    cosim_output_abandon(s->csv_output);
    cosim_output_abandon(s->junit_output);
    cosim_output_abandon(s->sarif_output);
    cosim_cli_pictures_close(s->pictures, false);
    for (size_t i = 0; i < s->job_count; i++) {
        cosim_network_result_free(&s->results[i]);
        cosim_network_job_close(&s->jobs[i]);
    }
    for (size_t i = 0; i < s->network_count; i++) {
        cosim_network_free(s->networks[i]);
    }
    free(s->networks);
    free(s->jobs);
    free(s->results);
    free(s->outcomes);
    free(s->chosen);
}

static int run(const cosim_cli_inputs *inputs, const outputs *named, cosim_cli_pictures *pictures)
{
    int (*const parts[])(session *) = {read_networks,  prepare_jobs, check_outputs,
                                       choose_neurons, open_outputs, run_jobs};
    const size_t each = inputs->dut_count > 0 ? inputs->dut_count : 1;
    session s = {.inputs = inputs, .named = named, .pictures = pictures};
    s.networks = calloc(inputs->file_count, sizeof *s.networks);
    s.jobs = calloc(inputs->file_count * each, sizeof *s.jobs);
    s.results = calloc(inputs->file_count * each, sizeof *s.results);
    s.outcomes = calloc(inputs->file_count * each, sizeof *s.outcomes);
    int status = CLI_OK;
    if (s.networks == NULL || s.jobs == NULL || s.results == NULL || s.outcomes == NULL) {
        cosim_cli_usage_error("out of memory");
        status = CLI_UNUSABLE;
    }
    for (size_t i = 0; i < sizeof parts / sizeof parts[0] && status == CLI_OK; i++) {
        status = parts[i](&s);
    }
    end(&s);
    return status;
}

int cosim_cli_run_networks(cosim_cli_run_session *s)
{
    const struct {
        const char *option;
        bool given;
    } others[] = {{"--trace", s->trace_path != NULL}, {"--findings", s->findings}};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (others[i].given) {
            return cosim_cli_usage_error("run: %s is for scenarios of one neuron; leave it out, or "
                                         "write the rows of some neurons with --csv and --neurons",
                                         others[i].option);
        }
    }
    const outputs named = {.json = s->json_path,
                           .csv = s->csv_path,
                           .junit = s->junit_path,
                           .sarif = s->sarif_path,
                           .github = s->github,
                           .neurons = s->neurons,
                           .wave = &s->wave,
                           .quiet = s->quiet};
    return run(&s->inputs, &named, &s->pictures);
}
