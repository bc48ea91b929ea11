// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/cli.h"

#include "base/decimal.h"
#include "circuit/format.h"
#include "circuit/open.h"
#include "cli/kind.h"
#include "cli/reading.h"
#include "foreign/trace.h"
#include "library/host.h"
#include "run/job.h"
#include "scenario/place.h"
#include "scenario/read.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void cosim_cli_inputs_free(cosim_cli_inputs *inputs)
{
    free(inputs->overrides);
    free(inputs->duts);
    free(inputs->dut_text);
}

/* Splits "a,b,c" into inputs->duts. */
static int take_duts(cosim_cli_inputs *inputs, const char *text)
{
    size_t count = 1;
    for (const char *c = text; *c != '\0'; c++) {
        count += *c == ',';
    }
    free(inputs->dut_text);
    free(inputs->duts);
    inputs->dut_text = strdup(text);
    inputs->duts = calloc(count, sizeof *inputs->duts);
    inputs->dut_count = 0;
    if (inputs->dut_text == NULL || inputs->duts == NULL) {
        cosim_cli_usage_error("out of memory");
        return CLI_UNUSABLE;
    }
    char *rest = inputs->dut_text;
    for (const char *name; (name = strsep(&rest, ",")) != NULL;) {
        if (name[0] == '\0') {
            return cosim_cli_usage_error("--dut %s: a name is missing; give them as a,b", text);
        }
        inputs->duts[inputs->dut_count++] = name;
    }
    return CLI_OK;
}

static const cosim_cli_option shared_options[] = {
    {"dut", "NAME|FILE.so", CLI_DUT,
     "the circuit (several with commas); default: the scenario's;\n"
     "model:q8_24 is the integer model, model:20/12/18r any format,\n"
     "serial:/dev/ttyUSB0 a board on a serial line, @115200 its rate,\n"
     "chip.yaml what was recorded of one, by the manifest of its trace"},
    {"set", "KEY=VALUE", CLI_SET, "replace a scenario key, by its dotted path; repeatable"},
    {"seed", "N", CLI_SEED, "base seed of the random stimuli"},
    {"no-expect", NULL, CLI_NO_EXPECT, "do not judge the spikes that the scenario states"},
    {NULL, NULL, 0, NULL}};
enum { SHARED_OPTIONS = sizeof shared_options / sizeof shared_options[0] };

/* Replaces the message of getopt, which leaves the letter, or the number of a known long option, in
 * optopt, and 0 for an unknown one. */
static int refuse_option(bool without_value, char **argv)
{
    if (optopt > 0 && optopt < CLI_DUT) {
        return cosim_cli_usage_error("-%c: unknown option; see `lifcosim %s --help`", optopt,
                                     argv[0]);
    }
    return cosim_cli_usage_error("%s: %s; see `lifcosim %s --help`", argv[optind - 1],
                                 without_value ? "needs a value"
                                 : optopt != 0 ? "takes no value"
                                               : "unknown or ambiguous option",
                                 argv[0]);
}

/* Takes one option; returns -1 for the help. */
static int take_option(cosim_cli_inputs *inputs, int option, char **argv,
                       const cosim_cli_syntax *syntax)
{
    switch (option) {
    case 'h':
    case CLI_HELP:
        cosim_cli_help(&syntax->words, syntax->sharing == CLI_SHARES ? shared_options : NULL,
                       syntax->own);
        return -1;
    case CLI_DUT:
        return take_duts(inputs, optarg);
    case CLI_SET:
        inputs->overrides[inputs->override_count++] = optarg;
        return CLI_OK;
    case CLI_SEED:
        if (cosim_count_read(optarg, &inputs->seed) != COSIM_DECIMAL_OK) {
            return cosim_cli_usage_error("--seed %s: not a whole number; give one from 0 to 2^64-1",
                                         optarg);
        }
        inputs->has_seed = true;
        return CLI_OK;
    case CLI_NO_EXPECT:
        inputs->no_expect = true;
        return CLI_OK;
    case ':':
    case '?':
        return refuse_option(option == ':', argv);
    default:
        return syntax->take(syntax->context, option, optarg);
    }
}

static int take_files(cosim_cli_inputs *inputs, int argc, char **argv,
                      const cosim_cli_syntax *syntax)
{
    const size_t least = syntax->least_files > 1 ? syntax->least_files : 1;
    const size_t most = syntax->most_files;
    inputs->files = argv + optind;
    inputs->file_count = (size_t)(argc - optind);
    if (syntax->no_files) {
        return inputs->file_count == 0
                   ? CLI_OK
                   : cosim_cli_usage_error("%s: %s: this subcommand takes no arguments; leave it "
                                           "out",
                                           argv[0], inputs->files[0]);
    }
    if (inputs->file_count == 0 && syntax->takes_dut && inputs->dut_count == 1 &&
        cosim_trace_is_manifest(inputs->duts[0])) {
        inputs->files = &inputs->dut_text; /* its own scenario */
        inputs->file_count = 1;
    }
    if (inputs->file_count < least) {
        return cosim_cli_usage_error("%s: no %s", argv[0],
                                     syntax->wants != NULL ? syntax->wants
                                                           : "scenario; give a file as "
                                                             "sim/scenarios/book-triangle.yaml");
    }
    for (size_t i = 0; i < inputs->file_count; i++) {
        if (inputs->files[i][0] == '\0') {
            return cosim_cli_usage_error(
                "%s: a name that is empty; %s", argv[0],
                syntax->sharing == CLI_KNOWS_NONE ? "leave it out" : "name a readable YAML file");
        }
    }
    if (most != 0 && inputs->file_count > most) {
        return cosim_cli_usage_error("%s: %s: one scenario at a time", argv[0],
                                     inputs->files[most]);
    }
    return CLI_OK;
}

int cosim_cli_inputs_read(cosim_cli_inputs *inputs, int argc, char **argv,
                          const cosim_cli_syntax *syntax)
{
    struct option options[SHARED_OPTIONS + CLI_OWN_MOST + 2];
    int status = CLI_OK;

    *inputs = (cosim_cli_inputs){.overrides = calloc((size_t)argc + 1, sizeof *inputs->overrides)};
    if (inputs->overrides == NULL) {
        cosim_cli_usage_error("out of memory");
        return CLI_UNUSABLE;
    }
    cosim_cli_getopt(syntax->sharing != CLI_KNOWS_NONE ? shared_options : NULL, syntax->own,
                     CLI_HELP, options);
    for (int option;
         status == CLI_OK && (option = getopt_long(argc, argv, ":h", options, NULL)) != -1;) {
        status = take_option(inputs, option, argv, syntax);
    }
    return status != CLI_OK ? status : take_files(inputs, argc, argv, syntax);
}

void cosim_cli_notes(const cosim_scenario *scenario)
{
    for (const cosim_note *note = scenario->notes; note != NULL; note = note->next) {
        cosim_cli_report(&note->what, CLI_OK);
    }
}

typedef struct scenario_source {
    const cosim_cli_inputs *inputs;
    const char *path;
    cosim_scenario **scenario;
    lifcosim **reader; /* NULL: it is read without one */
    cosim_diag *diag;
    int status;
} scenario_source;

/* Reads by the library, in a new handle. */
static int read_by_library(scenario_source *s)
{
    const cosim_cli_inputs *inputs = s->inputs;
    lifcosim_free(*s->reader);
    *s->reader = lifcosim_new();
    if (*s->reader == NULL) {
        return cosim_diag_memory(s->diag, NULL);
    }
    if (inputs->has_seed) {
        (void)lifcosim_seed(*s->reader, inputs->seed);
    }
    if (lifcosim_read(*s->reader, s->path, inputs->overrides, inputs->override_count) !=
        LIFCOSIM_OK) {
        *s->diag = *cosim_library_diag(*s->reader);
        return -1;
    }
    *s->scenario = cosim_library_scenario(*s->reader);
    return 0;
}

static bool read_scenario(void *context)
{
    scenario_source *s = context;
    const cosim_cli_inputs *inputs = s->inputs;
    s->status =
        s->reader != NULL
            ? read_by_library(s)
            : cosim_scenario_read(s->path, inputs->overrides, inputs->override_count,
                                  inputs->has_seed ? &inputs->seed : NULL, s->scenario, s->diag);
    return s->status != 0 && s->diag->memory;
}

int cosim_cli_scenario_by(const cosim_cli_inputs *inputs, const char *path, lifcosim **reader,
                          cosim_scenario **scenario)
{
    cosim_diag diag;
    scenario_source source = {inputs, path, scenario, reader, &diag, -1};
    if (cosim_cli_try_reading(read_scenario, &source, path) != CLI_OK) {
        return CLI_UNUSABLE;
    }
    read_scenario(&source);
    if (source.status != 0) {
        return cosim_cli_report_file(path, CLI_SCENARIO, &diag);
    }
    if (inputs->no_expect) {
        cosim_scenario_drop_expect(*scenario, "--no-expect");
    }
    cosim_cli_notes(*scenario);
    return CLI_OK;
}

int cosim_cli_scenario(const cosim_cli_inputs *inputs, const char *path, cosim_scenario **scenario)
{
    return cosim_cli_scenario_by(inputs, path, NULL, scenario);
}

/* A manifest that a scenario names is relative to its folder. */
static const char *beside(const cosim_scenario *from, const char *name, char path[PATH_MAX])
{
    const char *slash = from == NULL || name[0] == '/' ? NULL : strrchr(from->path, '/');
    snprintf(path, PATH_MAX, "%.*s%s", slash == NULL ? 0 : (int)(slash - from->path) + 1,
             slash == NULL ? "" : from->path, name);
    return path;
}

typedef struct trace_source {
    const char *path, *file;
    bool calibrating;
    cosim_dut **dut;
    cosim_diag *diag;
    int status;
} trace_source;

static bool read_trace(void *context)
{
    trace_source *s = context;
    s->status = cosim_trace_open(s->path, s->file, s->calibrating, s->dut, s->diag);
    return s->status != COSIM_DUT_OK && s->diag->memory;
}

int cosim_cli_open_trace(const char *path, const char *file, bool calibrating, cosim_dut **dut)
{
    cosim_diag diag;
    trace_source source = {path, file, calibrating, dut, &diag, COSIM_DUT_UNUSABLE};
    if (cosim_cli_try_reading(read_trace, &source, path) != CLI_OK) {
        return CLI_UNUSABLE;
    }
    read_trace(&source);
    return source.status == COSIM_DUT_OK        ? CLI_OK
           : source.status == COSIM_DUT_UNKNOWN ? cosim_cli_report(&diag, CLI_WRONG_INPUT)
                                                : cosim_cli_report(&diag, CLI_UNUSABLE);
}

int cosim_cli_dut(const char *name, const cosim_scenario *from, cosim_dut **dut)
{
    return cosim_cli_trace(name, NULL, from, dut);
}

int cosim_cli_trace(const char *name, const char *trace, const cosim_scenario *from,
                    cosim_dut **dut)
{
    cosim_diag diag;
    char path[PATH_MAX];
    if (cosim_trace_is_manifest(name)) {
        return cosim_cli_open_trace(beside(from, name, path), trace, false, dut);
    }
    if (trace != NULL) {
        return cosim_cli_usage_error(
            "--trace: %s is no trace; give the manifest of one with --dut, "
            "or leave --trace out",
            name);
    }
    const int status = cosim_dut_open(name, dut, &diag);
    if (status != COSIM_DUT_OK) {
        if (from != NULL) {
            cosim_scenario_place(from, "dut", &diag.place);
        }
        return cosim_cli_report(&diag,
                                status == COSIM_DUT_UNKNOWN ? CLI_WRONG_INPUT : CLI_UNUSABLE);
    }
    return CLI_OK;
}

int cosim_cli_model(const cosim_cli_inputs *inputs, const cosim_scenario *scenario,
                    cosim_dut **model)
{
    const cosim_scenario *from = inputs->dut_count == 0 ? scenario : NULL;
    const char *name = from != NULL ? scenario->dut : inputs->duts[0];
    char text[40], model_name[64];
    lif_format format;

    if (inputs->dut_count > 1) {
        return cosim_cli_usage_error("--dut: one circuit at a time here");
    }
    if (strncmp(name, "model:", 6) == 0) {
        return cosim_cli_dut(name, from, model);
    }
    if (!cosim_format_parse(name, &format)) {
        cosim_dut *dut;
        const int status = cosim_cli_dut(name, from, &dut);
        if (status != CLI_OK) {
            return status;
        }
        format = dut->ops->format;
        const bool declares = dut->equations != NULL;
        cosim_dut_close(dut);
        if (declares) {
            char declared[1024];
            snprintf(declared, sizeof declared, "model:%s", name);
            return cosim_cli_dut(declared, from, model);
        }
    }
    snprintf(model_name, sizeof model_name, "model:%s", cosim_format_name(&format, text));
    return cosim_cli_dut(model_name, from, model);
}

int cosim_cli_model_job_open(cosim_cli_model_job *job, const cosim_cli_inputs *inputs,
                             const char *path)
{
    cosim_diag diag;
    int status;
    *job = (cosim_cli_model_job){.scenario = NULL};
    status = cosim_cli_scenario(inputs, path, &job->scenario);
    if (status == CLI_OK) {
        status = cosim_cli_model(inputs, job->scenario, &job->model);
    }
    if (status == CLI_OK && cosim_job_prepare(&job->job, job->scenario, job->model, &diag) != 0) {
        status = cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    return status;
}

void cosim_cli_model_job_close(cosim_cli_model_job *job)
{
    cosim_dut_close(job->model);
    cosim_scenario_free(job->scenario);
}
