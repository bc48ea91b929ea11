// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* This is the second half of `lifcosim run`: every prepared job is run, told, drawn and written. */
#include "cli/run_jobs.h"

#include "cli/beside.h"
#include "cli/cli.h"
#include "cli/findings.h"
#include "cli/judge.h"
#include "cli/lines.h"
#include "cli/wave_rows.h"
#include "diagnose/findings.h"
#include "report/csv.h"
#include "report/detail.h"
#include "report/json.h"
#include "report/junit.h"
#include "run/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static void show_progress(void *context, const cosim_job *job, uint64_t done)
{
    cosim_cli_run_session *s = context;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    const double seconds = (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
    if (seconds - s->shown > 0.2) {
        fprintf(stderr, "\r%s on %s: %5.1f %%\033[K", cosim_cli_shown(job->scenario->name),
                cosim_cli_shown(job->dut->name),
                100.0 * (double)done / (double)job->scenario->steps);
        s->shown = seconds;
    }
}

/* Reports a result; its trains are not needed after that. */
static void tell(cosim_cli_run_session *s, cosim_result *result)
{
    if (!s->quiet || !cosim_verdict_is_good(result->verdict)) {
        if (s->job_count == 1) {
            cosim_text_detail(&s->text, result, true);
        } else {
            cosim_text_row(&s->text, result);
        }
        fflush(s->text.out); /* the progress line shares the terminal */
    }
    if (s->json_output != NULL) {
        cosim_report_json_result(&s->json, result);
    }
    cosim_train_free(&result->dut_spikes);
    cosim_train_free(&result->reference_spikes);
}

/* Runs job number `at` and leaves its waveform, under *name like what is left later. Sets *judged
 * where there is a result, though a file may have failed. */
static int simulate(cosim_cli_run_session *s, size_t at, cosim_plot *plot,
                    char name[CLI_NAME_BYTES], bool *judged)
{
    const cosim_job *job = &s->jobs[at];
    cosim_result *result = &s->results[at];
    cosim_sink sinks[3];
    size_t sink_count = 0;
    cosim_rows_vcd *rows_wave = NULL;
    cosim_diag diag;
    if (s->csv_output != NULL) {
        sinks[sink_count++] = (cosim_sink){.take = cosim_csv_take, .context = s->csv_output};
    }
    if (plot != NULL) {
        sinks[sink_count++] = (cosim_sink){.take = cosim_plot_take, .context = plot};
    }
    const bool is_trace = s->platform == NULL && job->recorded != NULL;
    if (is_trace && cosim_cli_rows_wave_begin(&s->wave, job, &rows_wave) != CLI_OK) {
        *judged = false;
        return CLI_UNUSABLE;
    }
    if (rows_wave != NULL) {
        sinks[sink_count++] = (cosim_sink){.take = cosim_rows_vcd_take, .context = rows_wave};
    }
    const bool records = cosim_recorder_possible(job);
    cosim_recorder recorder;
    cosim_recorder_start(&recorder, job, &s->wave.request);
    const cosim_run_options options = {.before_block = records ? cosim_recorder_between : NULL,
                                       .before_context = &recorder,
                                       .sinks = sinks,
                                       .sink_count = sink_count,
                                       .has_seed = s->inputs.has_seed,
                                       .seed = s->inputs.seed,
                                       .progress = s->progress ? show_progress : NULL,
                                       .context = s};
    int wave = CLI_OK;
    const int failed = s->platform != NULL
                           ? s->platform->run(s->platform->context, job, &options, result, &diag)
                           : cosim_cli_judge(job, &options, &s->judges[at], result, &diag);
    if (!failed) {
        cosim_cli_beside_name(s->results, at, name);
    }
    if (!failed && records) {
        wave = cosim_cli_wave_write(&s->wave, &recorder, name, result);
    }
    cosim_recorder_free(&recorder);
    if (is_trace) {
        wave = cosim_cli_rows_wave_end(&s->wave, job, rows_wave, failed ? NULL : result, name);
    }
    if (s->progress) {
        fputs("\r\033[K", stderr);
    }
    *judged = !failed;
    if (failed) {
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    return cosim_cli_highest(wave,
                             cosim_verdict_is_good(result->verdict) ? CLI_OK : CLI_NOT_PASSED);
}

static int run_job(cosim_cli_run_session *s, size_t at)
{
    const cosim_job *job = &s->jobs[at];
    cosim_result *result = &s->results[at];
    cosim_plot *plot = NULL;
    cosim_diag diag;
    char name[CLI_NAME_BYTES];
    bool judged = false;
    if (cosim_cli_pictures_wanted(&s->pictures) &&
        (plot = cosim_plot_new(job->scenario, &diag)) == NULL) {
        s->unjudged++;
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    const int status = simulate(s, at, plot, name, &judged);
    int named = CLI_OK;
    if (judged && cosim_findings_wanted(job, result, s->findings)) {
        named = cosim_cli_findings(job, name, s->findings, result);
    }
    s->unjudged += !judged;
    if (judged && (s->sarif_path != NULL || s->github)) {
        named = cosim_cli_highest(named, cosim_cli_lines(job, result));
    }
    if (judged) {
        if (plot != NULL) {
            cosim_cli_pictures_draw(&s->pictures, job, plot, result);
        }
        tell(s, result);
    }
    cosim_plot_free(plot);
    return cosim_cli_highest(status, named);
}

/* Puts a report into its place, or throws it away where a run could not be finished. */
static int close_output(cosim_output **output, bool whole)
{
    cosim_diag diag;
    int status = CLI_OK;
    if (*output != NULL && whole) {
        status = cosim_output_commit(*output, &diag) == 0 ? CLI_OK
                                                          : cosim_cli_report(&diag, CLI_UNUSABLE);
    } else {
        cosim_output_abandon(*output);
    }
    *output = NULL;
    return status;
}

static int write_junit(cosim_cli_run_session *s)
{
    const cosim_result **list = calloc(s->job_count + 1, sizeof *list);
    cosim_diag diag;
    for (size_t i = 0; list != NULL && i < s->job_count; i++) {
        list[i] = &s->results[i];
    }
    const int failed = list != NULL ? cosim_junit_write(s->junit_output, list, s->job_count, &diag)
                                    : cosim_diag_memory(&diag, NULL);
    free(list);
    return failed == 0 ? CLI_OK : cosim_cli_report(&diag, CLI_UNUSABLE);
}

/* Writes what has a list of all that is wrong. */
static int write_problems(cosim_cli_run_session *s)
{
    cosim_problems problems = {.count = 0};
    cosim_diag diag;
    int failed = 0;
    for (size_t i = 0; failed == 0 && i < s->job_count; i++) {
        failed = cosim_problems_of(&s->results[i], &problems, &diag);
    }
    if (failed == 0) {
        cosim_cli_put_problems(&problems, s->sarif_output, s->github ? s->text.out : NULL);
    }
    cosim_problems_free(&problems);
    return failed == 0 ? CLI_OK : cosim_cli_report(&diag, CLI_UNUSABLE);
}

int cosim_cli_run_jobs(cosim_cli_run_session *s)
{
    int status = CLI_OK;
    if (s->json_output != NULL) {
        cosim_report_json_begin(&s->json, cosim_output_file(s->json_output));
    }
    for (size_t i = 0; i < s->job_count; i++) {
        status = cosim_cli_highest(status, run_job(s, i));
    }
    if (s->json_output != NULL) {
        cosim_report_json_end(&s->json);
    }
    if (!s->quiet) {
        cosim_text_total(&s->text);
    }
    /* A waveform or a picture that failed does not take the reports with it. */
    const bool whole = s->unjudged == 0;
    if (whole && s->junit_output != NULL) {
        const int written = write_junit(s);
        status = cosim_cli_highest(status, written);
        if (written != CLI_OK) {
            status = cosim_cli_highest(status, close_output(&s->junit_output, false));
        }
    }
    if (whole && (s->sarif_output != NULL || s->github)) {
        const int written = write_problems(s);
        status = cosim_cli_highest(status, written);
        if (written != CLI_OK) {
            status = cosim_cli_highest(status, close_output(&s->sarif_output, false));
        }
    }
    status = cosim_cli_highest(status, close_output(&s->json_output, whole));
    status = cosim_cli_highest(status, close_output(&s->csv_output, whole));
    status = cosim_cli_highest(status, close_output(&s->sarif_output, whole));
    status = cosim_cli_highest(status, cosim_cli_pictures_close(&s->pictures, whole));
    return cosim_cli_highest(status, close_output(&s->junit_output, whole));
}
