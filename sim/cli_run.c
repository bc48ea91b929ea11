// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* lifcosim run: every scenario on every circuit, judged and reported. Everything that can be
 * refused is refused before the first run. */
#include "cli.h"
#include "cli_findings.h"
#include "cli_pictures.h"
#include "cli_wave.h"
#include "cosim_report.h"
#include "cosim_run.h"
#include "cosim_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char help[] =
    "usage: lifcosim run [options] SCENARIO.yaml ...\n"
    "Co-simulates each scenario on each circuit and prints a verdict each: one in\n"
    "full with its raster of spikes, several as a table (err/bound: the largest\n"
    "error as a share of its bound; ambig: steps that the bound leaves open).\n"
    "\n" CLI_INPUT_HELP "  --json FILE          all results as JSON (- is standard output)\n"
    "  --csv FILE           one row a step (one scenario on one circuit only)\n"
    "  --plot FILE.svg|png  a picture (one scenario on one circuit only; needs gnuplot)\n"
    "  --junit FILE         a test case for each result\n"
    "  --report DIR         one page about all runs, DIR/index.html (needs gnuplot)\n"
    "  --findings           name what is wrong with any circuit that fails, each with the\n"
    "                       shortest drive that shows it (somebody else's: always)\n"
    "  --quiet              print verdicts that do not pass only\n" CLI_WAVE_HELP;

enum { CLI_JSON = CLI_OWN, CLI_CSV, CLI_PLOT, CLI_JUNIT, CLI_REPORT, CLI_QUIET, CLI_FINDINGS };

typedef struct session {
    cli_inputs inputs;
    const char *json_path, *csv_path, *junit_path;
    bool quiet, findings;
    cli_wave wave;
    cosim_scenario **scenarios;
    size_t scenario_count;
    cosim_dut **duts;
    size_t dut_count;
    cosim_job *jobs;
    size_t job_count;
    cosim_output *json_output, *csv_output, *junit_output;
    cli_pictures pictures;
    cosim_json *json;
    cosim_result *results;
    cosim_text text; /* the verdicts */
    bool progress;
    double shown; /* when the progress line was last written [s] */
} session;

static int highest(int a, int b) { return a > b ? a : b; }

static int take(void *context, int option, const char *value)
{
    session *s = context;
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
    case CLI_REPORT:
        s->pictures.report_path = value;
        break;
    case CLI_QUIET:
        s->quiet = true;
        break;
    case CLI_FINDINGS:
        s->findings = true;
        break;
    default:
        return cli_wave_take(&s->wave, option, value);
    }
    return CLI_OK;
}

static int is_stdout(const char *path) { return path != NULL && strcmp(path, "-") == 0; }

static int read_scenarios(session *s)
{
    int status = CLI_OK;
    s->scenarios = calloc(s->inputs.file_count, sizeof *s->scenarios);
    for (size_t i = 0; s->scenarios != NULL && i < s->inputs.file_count; i++) {
        const int one = cli_scenario(&s->inputs, s->inputs.files[i], &s->scenarios[i]);
        status = highest(status, one);
        s->scenario_count = i + 1;
    }
    return s->scenarios == NULL ? CLI_UNUSABLE : status;
}

/* The circuit of that name, opened once. */
static int find_dut(session *s, const char *name, const cosim_scenario *from, cosim_dut **dut)
{
    for (size_t i = 0; i < s->dut_count; i++) {
        if (strcmp(s->duts[i]->name, name) == 0) {
            *dut = s->duts[i];
            return CLI_OK;
        }
    }
    const int status = cli_dut(name, from, dut);
    if (status == CLI_OK) {
        s->duts[s->dut_count++] = *dut;
    }
    return status;
}

/* Room for the jobs, and the circuits of the command line, each reported once if it is bad. */
static int open_duts(session *s)
{
    const size_t each = s->inputs.dut_count > 0 ? s->inputs.dut_count : 1;
    int status = CLI_OK;
    cosim_dut *dut;
    s->jobs = calloc(s->scenario_count * each, sizeof *s->jobs);
    s->duts = calloc(s->scenario_count * each, sizeof *s->duts);
    s->results = calloc(s->scenario_count * each, sizeof *s->results);
    if (s->jobs == NULL || s->duts == NULL || s->results == NULL) {
        cli_usage_error("out of memory");
        return CLI_UNUSABLE;
    }
    for (size_t k = 0; k < s->inputs.dut_count; k++) {
        status = highest(status, find_dut(s, s->inputs.duts[k], NULL, &dut));
    }
    return status;
}

static int prepare_jobs(session *s)
{
    const bool own = s->inputs.dut_count == 0;
    const size_t each = own ? 1 : s->inputs.dut_count;
    int status = CLI_OK;
    for (size_t i = 0; i < s->scenario_count; i++) {
        for (size_t k = 0; k < each; k++) {
            const char *name = own ? s->scenarios[i]->dut : s->inputs.duts[k];
            cosim_dut *dut;
            cosim_diag diag;
            int one = find_dut(s, name, own ? s->scenarios[i] : NULL, &dut);
            if (one == CLI_OK &&
                cosim_job_prepare(&s->jobs[s->job_count++], s->scenarios[i], dut, &diag) != 0) {
                one = cli_report(&diag, CLI_WRONG_INPUT);
            }
            status = highest(status, one);
        }
    }
    return status;
}

/* The table has room for every run from the start. */
static void start_text(session *s, FILE *out)
{
    const bool terminal = isatty(fileno(out)) != 0;
    cosim_text_start(&s->text, out,
                     cosim_text_may_colour(terminal, getenv("NO_COLOR"), getenv("TERM")));
    for (size_t i = 0; i < s->job_count; i++) {
        const cosim_scenario *scenario = s->jobs[i].scenario;
        cosim_text_measure(&s->text, scenario->name, s->jobs[i].dut->name, scenario->steps);
    }
}

static int open_outputs(session *s)
{
    cosim_diag diag;
    const int to_stdout =
        is_stdout(s->json_path) + is_stdout(s->csv_path) + is_stdout(s->junit_path);
    if (to_stdout > 1) {
        return cli_usage_error("run: only one of --json, --csv and --junit can be -");
    }
    const char *const paths[] = {s->json_path, s->csv_path, s->junit_path};
    for (int i = 0; i < 3; i++) {
        const char *other = paths[(i + 1) % 3];
        if (paths[i] != NULL && other != NULL && strcmp(paths[i], other) == 0) {
            return cli_usage_error("run: %s is named for two outputs; give each its own file",
                                   paths[i]);
        }
    }
    if (s->csv_path != NULL && s->job_count != 1) {
        return cli_usage_error("run: --csv is for one scenario on one circuit, here are %zu runs; "
                               "give one of each",
                               s->job_count);
    }
    start_text(s, to_stdout > 0 ? stderr : stdout);
    s->progress = isatty(STDERR_FILENO) != 0;
    if ((s->json_path != NULL &&
         (s->json_output = cosim_output_open(s->json_path, &diag)) == NULL) ||
        (s->csv_path != NULL && (s->csv_output = cosim_output_open(s->csv_path, &diag)) == NULL) ||
        (s->junit_path != NULL &&
         (s->junit_output = cosim_output_open(s->junit_path, &diag)) == NULL)) {
        return cli_report(&diag, CLI_WRONG_INPUT);
    }
    if (s->csv_output != NULL) {
        cosim_csv_header(s->csv_output);
    }
    return cli_pictures_open(&s->pictures, s->job_count);
}

static void show_progress(void *context, const cosim_job *job, uint64_t done)
{
    session *s = context;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    const double seconds = (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
    if (seconds - s->shown > 0.2) {
        fprintf(stderr, "\r%s on %s: %5.1f %%\033[K", job->scenario->name, job->dut->name,
                100.0 * (double)done / (double)job->scenario->steps);
        s->shown = seconds;
    }
}

/* Reports a result; its trains are not needed after that. */
static void tell(session *s, cosim_result *result)
{
    if (!s->quiet || result->verdict != COSIM_PASS) {
        if (s->job_count == 1) {
            cosim_text_detail(&s->text, result, true);
        } else {
            cosim_text_row(&s->text, result);
        }
        fflush(s->text.out); /* the progress line shares the terminal */
    }
    if (s->json != NULL) {
        cosim_json_result(s->json, result);
    }
    cosim_train_free(&result->dut_spikes);
    cosim_train_free(&result->reference_spikes);
}

/* Runs a job and leaves its waveform; *judged: there is a result, though a file may have failed. */
static int simulate(session *s, const cosim_job *job, cosim_plot *plot, cosim_result *result,
                    bool *judged)
{
    cosim_sink sinks[2];
    size_t sink_count = 0;
    if (s->csv_output != NULL) {
        sinks[sink_count++] = (cosim_sink){.take = cosim_csv_take, .context = s->csv_output};
    }
    if (plot != NULL) {
        sinks[sink_count++] = (cosim_sink){.take = cosim_plot_take, .context = plot};
    }
    const bool records = cosim_recorder_possible(job);
    cosim_recorder recorder;
    cosim_recorder_start(&recorder, job, &s->wave.request);
    const cosim_run_options options = {.recorder = records ? &recorder : NULL,
                                       .sinks = sinks,
                                       .sink_count = sink_count,
                                       .has_seed = s->inputs.has_seed,
                                       .seed = s->inputs.seed,
                                       .progress = s->progress ? show_progress : NULL,
                                       .context = s};
    cosim_diag diag;
    int wave = CLI_OK;
    const int failed = cosim_job_run(job, &options, result, &diag);
    if (!failed && records) {
        wave = cli_wave_write(&s->wave, &recorder, result);
    }
    cosim_recorder_free(&recorder);
    if (s->progress) {
        fputs("\r\033[K", stderr);
    }
    *judged = !failed;
    if (failed) {
        return cli_report(&diag, CLI_UNUSABLE);
    }
    return highest(wave, result->verdict == COSIM_PASS ? CLI_OK : CLI_NOT_PASSED);
}

static int run_job(session *s, const cosim_job *job, cosim_result *result)
{
    cosim_plot *plot = NULL;
    cosim_diag diag;
    if (cli_pictures_wanted(&s->pictures) &&
        (plot = cosim_plot_new(job->scenario, &diag)) == NULL) {
        return cli_report(&diag, CLI_UNUSABLE);
    }
    bool judged;
    const int status = simulate(s, job, plot, result, &judged);
    int named = CLI_OK;
    if (judged && result->verdict == COSIM_FAIL && result->clipped_steps == 0 &&
        (s->findings || job->dut->ops->declared != NULL)) {
        named = cli_findings(job, result);
    }
    if (judged) {
        if (plot != NULL) {
            cli_pictures_draw(&s->pictures, job, plot, result);
        }
        tell(s, result);
    }
    cosim_plot_free(plot);
    return highest(status, named);
}

/* Puts a report into its place, or throws it away where a run could not be finished. */
static int close_output(cosim_output **output, bool whole)
{
    cosim_diag diag;
    int status = CLI_OK;
    if (*output != NULL && whole) {
        status =
            cosim_output_commit(*output, &diag) == 0 ? CLI_OK : cli_report(&diag, CLI_UNUSABLE);
    } else {
        cosim_output_abandon(*output);
    }
    *output = NULL;
    return status;
}

static int write_junit(session *s)
{
    const cosim_result **list = calloc(s->job_count + 1, sizeof *list);
    cosim_diag diag;
    int status = CLI_UNUSABLE;
    if (list != NULL) {
        for (size_t i = 0; i < s->job_count; i++) {
            list[i] = &s->results[i];
        }
        status = cosim_junit_write(s->junit_output, list, s->job_count, &diag) == 0
                     ? CLI_OK
                     : cli_report(&diag, CLI_UNUSABLE);
    }
    free(list);
    return status;
}

static int run_jobs(session *s)
{
    int status = CLI_OK;
    if (s->json_output != NULL && (s->json = cosim_json_begin(s->json_output)) == NULL) {
        cli_usage_error("out of memory");
        return CLI_UNUSABLE;
    }
    for (size_t i = 0; i < s->job_count; i++) {
        status = highest(status, run_job(s, &s->jobs[i], &s->results[i]));
    }
    if (s->json != NULL) {
        cosim_json_end(s->json);
    }
    if (!s->quiet) {
        cosim_text_total(&s->text);
    }
    const bool whole = status < CLI_WRONG_INPUT;
    if (whole && s->junit_output != NULL) {
        status = highest(status, write_junit(s));
    }
    status = highest(status, close_output(&s->json_output, whole));
    status = highest(status, close_output(&s->csv_output, whole));
    status = highest(status, cli_pictures_close(&s->pictures, whole));
    return highest(status, close_output(&s->junit_output, whole));
}

static void end(session *s)
{
    cosim_output_abandon(s->json_output);
    cosim_output_abandon(s->csv_output);
    cosim_output_abandon(s->junit_output);
    cli_pictures_close(&s->pictures, false);
    for (size_t i = 0; i < s->job_count; i++) {
        cosim_result_free(&s->results[i]);
    }
    for (size_t i = 0; i < s->dut_count; i++) {
        cosim_dut_close(s->duts[i]);
    }
    for (size_t i = 0; i < s->scenario_count; i++) {
        cosim_scenario_free(s->scenarios[i]);
    }
    free(s->results);
    free(s->jobs);
    free(s->duts);
    free(s->scenarios);
    cli_inputs_free(&s->inputs);
}

int cli_run(int argc, char **argv)
{
    session s = {.json_path = NULL};
    const cli_syntax syntax = {.help = help,
                               .own = {{"json", required_argument, NULL, CLI_JSON},
                                       {"csv", required_argument, NULL, CLI_CSV},
                                       {"plot", required_argument, NULL, CLI_PLOT},
                                       {"junit", required_argument, NULL, CLI_JUNIT},
                                       {"report", required_argument, NULL, CLI_REPORT},
                                       {"quiet", no_argument, NULL, CLI_QUIET},
                                       {"findings", no_argument, NULL, CLI_FINDINGS},
                                       CLI_WAVE_OPTIONS},
                               .take = take,
                               .context = &s};
    int status = cli_inputs_read(&s.inputs, argc, argv, &syntax);
    if (status == CLI_OK) {
        status = read_scenarios(&s);
    }
    if (status == CLI_OK) {
        status = open_duts(&s);
    }
    if (status == CLI_OK) {
        status = prepare_jobs(&s);
    }
    if (status == CLI_OK) {
        status = cli_wave_check(&s.wave, s.jobs, s.job_count);
    }
    if (status == CLI_OK) {
        s.wave.request.whole =
            !s.wave.request.has_window && !s.wave.request.around_spike && s.wave.path != NULL;
        status = open_outputs(&s);
    }
    if (status == CLI_OK) {
        status = run_jobs(&s);
    }
    end(&s);
    return status < 0 ? CLI_OK : status;
}
