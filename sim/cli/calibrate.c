// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/calibrate.h"

#include "calibrate/calibrate.h"
#include "calibrate/page.h"
#include "calibrate/text.h"
#include "circuit/open.h"
#include "cli/build.h"
#include "cli/calibrate_outputs.h"
#include "cli/calibrate_trace.h"
#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum { OUTSIDE = CLI_OWN, JSON, JUNIT, REPORT, TRACE, WITH };

typedef struct session {
    bool outside;
    cosim_cli_calibrate_files files;
    cosim_cli_traces traces;
    cosim_settings settings;
    cosim_calibration_cost cost;
} session;

/* Returns the processor seconds of this process and of those that it waited for. */
static double processor_seconds(void)
{
    struct rusage own, others;
    getrusage(RUSAGE_SELF, &own);
    getrusage(RUSAGE_CHILDREN, &others);
    return (double)(own.ru_utime.tv_sec + own.ru_stime.tv_sec + others.ru_utime.tv_sec +
                    others.ru_stime.tv_sec) +
           1e-6 * (double)(own.ru_utime.tv_usec + own.ru_stime.tv_usec + others.ru_utime.tv_usec +
                           others.ru_stime.tv_usec);
}

/* Refuses what the widths of the ports leave no experiments for, before anything is verilated. */
static int look(void *context, const cosim_manifest *m, cosim_diag *diag)
{
    session *s = context;
    s->cost.elaborating_s = processor_seconds() - s->cost.elaborating_s;
    s->cost.building_s = processor_seconds();
    return cosim_settings_choose(m->keys, &s->settings, diag);
}

/* This was found, and what it took. */
typedef struct finding {
    cosim_calibration *c;
    const cosim_calibration_cost *cost;
    const char *path;
} finding;

static int put(FILE *file, const void *context, cosim_cli_document document)
{
    const finding *f = context;
    switch (document) {
    case CLI_CALIBRATE_JSON:
        return cosim_calibration_json(file, f->c, f->cost, f->path);
    case CLI_CALIBRATE_PAGE:
        return cosim_calibration_page(file, f->c, f->cost, f->path);
    case CLI_CALIBRATE_TEXT:
        break;
    }
    return cosim_calibration_put(file, f->c);
}

static int tell(const session *s, cosim_calibration *c, const char *path)
{
    char result[COSIM_CALIBRATION_RESULT];
    const finding f = {c, &s->cost, path};
    const cosim_cli_found found = {.name = c->bench.keys->name,
                                   .fits = cosim_calibration_fits(c),
                                   .result = cosim_calibration_result(c, result),
                                   .seconds = s->cost.elaborating_s + s->cost.building_s +
                                              s->cost.searching_s,
                                   .context = &f,
                                   .put = put};
    return cosim_cli_calibrate_tell(&s->files, &found);
}

static int run(session *s, const cosim_manifest *manifest, cosim_dut *dut, const char *path)
{
    cosim_diag diag;
    cosim_calibration *c = calloc(1, sizeof *c);
    if (c == NULL) {
        cosim_diag_memory(&diag, NULL);
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    s->cost.building_s = processor_seconds() - s->cost.building_s;
    s->cost.searching_s = processor_seconds();
    int status = cosim_calibrate(c, manifest->keys, &s->settings, dut, &diag);
    s->cost.searching_s = processor_seconds() - s->cost.searching_s;
    status = status == 0 ? tell(s, c, path) : cosim_cli_report(&diag, CLI_UNUSABLE);
    cosim_calibration_free(c);
    free(c);
    return status;
}

static int calibrate(session *s, const cosim_cli_inputs *inputs)
{
    cosim_manifest *manifest = NULL;
    cosim_dut *dut = NULL;
    char so[4096];
    const char *path = inputs->files[0];
    s->cost.elaborating_s = processor_seconds();
    int status = cosim_cli_manifest(inputs, path, true, &manifest);
    status = status == CLI_OK ? cosim_cli_calibrate_files_check(&s->files, path) : status;
    if (status == CLI_OK) {
        manifest->anywhere = s->outside;
        status = cosim_cli_build_circuit(manifest, COSIM_BUILD_CALIBRATING, look, s, so, sizeof so);
    }
    status = status == CLI_OK ? cosim_cli_dut(so, NULL, &dut) : status;
    if (status == CLI_OK) {
        status = run(s, manifest, dut, path);
    }
    cosim_dut_close(dut);
    cosim_manifest_free(manifest);
    return status;
}

static int take(void *context, int option, const char *value)
{
    session *s = context;
    if (option == OUTSIDE) {
        s->outside = true;
        return CLI_OK;
    }
    if (option == TRACE && s->traces.count == CLI_TRACES) {
        return cosim_cli_usage_error("calibrate: --trace %s: more than %d traces; leave some out",
                                     value, CLI_TRACES);
    }
    if (option == TRACE) {
        s->traces.files[s->traces.count++] = value;
        return CLI_OK;
    }
    const char **once = option == WITH     ? &s->traces.with
                        : option == JUNIT  ? &s->files.junit
                        : option == REPORT ? &s->files.report
                                           : &s->files.json;
    if (*once != NULL) {
        return cosim_cli_usage_error("calibrate: --%s is given twice; give it once",
                                     option == WITH     ? "with"
                                     : option == JUNIT  ? "junit"
                                     : option == REPORT ? "report"
                                                        : "json");
    }
    *once = value;
    return CLI_OK;
}

/* Calibrates a circuit, or what was recorded of one. */
static int calibrate_either(session *s, const cosim_cli_inputs *inputs)
{
    if (cosim_cli_is_trace(inputs->files[0])) {
        s->traces.out = s->files;
        return cosim_cli_calibrate_trace(inputs, &s->traces);
    }
    if (s->traces.count > 0 || s->traces.with != NULL) {
        return cosim_cli_usage_error(
            "calibrate: --%s is for the manifest of a trace, and %s is none; "
            "leave it out",
            s->traces.count > 0 ? "trace" : "with", inputs->files[0]);
    }
    return calibrate(s, inputs);
}

int cosim_cli_calibrate(int argc, char **argv)
{
    session s = {.outside = false};
    const cosim_cli_syntax syntax = {
        .words =
            {"lifcosim calibrate [options] MANIFEST.yaml",
             "Finds by experiments what a manifest must say of a circuit: latencies, leak,\n"
             "rounding, overflow, compare rule, reset, hold, idle clocks. The manifest needs\n"
             "its ports and formats; its arithmetic may be missing, and is checked where it\n"
             "is there. Prints lines that take effect at the end of the manifest, with their\n"
             "evidence. Status 1 where the circuit is not a neuron that lifcosim knows, with\n"
             "the nearest text, and the shortest input found that tells them apart.\n"
             "The manifest of a trace, which cannot be asked, tells by its rows: what explains\n"
             "them, what they exclude, and what they leave open.",
             NULL, "lifcosim calibrate foreign/shift_leak.yaml"},
        .sharing = CLI_REFUSES,
        .own = {CLI_SET_MANIFEST,
                {"allow-outside", NULL, OUTSIDE,
                 "files of the manifest may lie outside of its folder"},
                {"json", "FILE", JSON, "what was found as JSON (- is standard output)"},
                {"junit", "FILE", JUNIT, "write it as a test case for test tools"},
                {"report", "FILE", REPORT, "write it as a page for a browser"},
                {"trace", "FILE", TRACE,
                 "rows of a trace, in place of those that its manifest names; several are all\n"
                 "of one neuron"},
                {"with", "SCENARIO", WITH,
                 "the neuron that a trace should be of, where the search begins"}},
        .take = take,
        .context = &s,
        .most_files = 1,
        .wants = CLI_MANIFEST};
    cosim_cli_inputs inputs;
    int status = cosim_cli_inputs_read(&inputs, argc, argv, &syntax);
    if (status == CLI_OK && (inputs.dut_count > 0 || inputs.has_seed)) {
        status = cosim_cli_usage_error("calibrate: this subcommand builds a circuit of its own, "
                                       "and takes none and no seed; leave --dut and --seed out");
    }
    if (status == CLI_OK) {
        status = calibrate_either(&s, &inputs);
    }
    cosim_cli_inputs_free(&inputs);
    return status < 0 ? CLI_OK : status;
}
