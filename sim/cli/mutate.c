// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/mutate.h"

#include "base/decimal.h"
#include "base/output.h"
#include "base/places.h"
#include "circuit/dut.h"
#include "cli/cli.h"
#include "cli/declared.h"
#include "cli/outputs.h"
#include "mutate/junit.h"
#include "mutate/report.h"
#include "prove/shipped.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WITH = CLI_OWN, COUNT, CLOSE, RESUME, SECONDS, JSON, JUNIT, OUTSIDE };
enum { WITH_MOST = 256, COUNT_DEFAULT = 200, SECONDS_DEFAULT = 60 };
enum { FILE_JSON, FILE_JUNIT, FILES };

typedef struct session {
    cosim_cli_inputs inputs;
    const char *with[WITH_MOST];
    size_t with_count;
    cosim_mutate_options options;
    bool outside;
    const char *path[FILES];
    cosim_output *output[FILES];
    cosim_manifest *manifest;
    cosim_scenario *scenarios[WITH_MOST];
    size_t scenario_count;
    char work[PATH_MAX];
    cosim_mutate mutate;
    bool started;
} session;

static int take_number(const char *option, const char *text, uint64_t most, unsigned *number)
{
    uint64_t value;
    if (cosim_count_read(text, &value) != COSIM_DECIMAL_OK || value < 1 || value > most) {
        return cosim_cli_usage_error("%s %s: not a whole number from 1 to %llu; give one like 100",
                                     option, text, (unsigned long long)most);
    }
    *number = (unsigned)value;
    return CLI_OK;
}

static int take(void *context, int option, const char *value)
{
    session *s = context;
    switch (option) {
    case WITH:
        if (s->with_count == WITH_MOST) {
            return cosim_cli_usage_error("mutate: --with: at most %d scenarios; give fewer",
                                         WITH_MOST);
        }
        s->with[s->with_count++] = value;
        return CLI_OK;
    case COUNT:
        return take_number("--count", value, COSIM_MUTANTS_MOST, &s->options.count);
    case SECONDS:
        return take_number("--seconds", value, 86400, &s->options.seconds);
    case CLOSE:
        s->options.close = value;
        return value[0] != '\0' ? CLI_OK : cosim_cli_usage_error("mutate: --close: give a folder");
    case RESUME:
        s->options.resume = true;
        return CLI_OK;
    case OUTSIDE:
        s->outside = true;
        return CLI_OK;
    default:
        s->path[option - JSON] = value;
        return CLI_OK;
    }
}

/* Finds the manifest that a built circuit came from. */
static int manifest_of(const char *name, char *path, size_t bytes)
{
    char folder[PATH_MAX], origin[PATH_MAX + 300], line[PATH_MAX + 16] = "";
    cosim_dut_folder(folder, sizeof folder);
    snprintf(origin, sizeof origin, "%s/%.200s.foreign/origin", folder, name);
    FILE *file = strchr(name, '/') == NULL ? fopen(origin, "r") : NULL;
    const bool read = file != NULL && fgets(line, sizeof line, file) != NULL;
    if (file != NULL) {
        fclose(file);
    }
    if (!read || strncmp(line, "manifest ", 9) != 0) {
        return cosim_cli_usage_error("mutate: %s: is no circuit that was built from a manifest; "
                                     "give the manifest, as "
                                     "testbenches/foreign/q8_8_multiply.yaml",
                                     cosim_cli_shown(name));
    }
    line[strcspn(line, "\n")] = '\0';
    snprintf(path, bytes, "%.*s", (int)bytes - 1, line + 9);
    return CLI_OK;
}

/* Writes the manifest of a shipped circuit among the circuits, where `name` is one. Returns its
 * status, or -1 where it is none. */
static int write_shipped(session *s, const char *name, char *path, size_t bytes)
{
    char folder[PATH_MAX], place[PATH_MAX + 16];
    cosim_diag diag;
    cosim_dut_folder(folder, sizeof folder);
    snprintf(place, sizeof place, "%s/shipped", folder);
    if (cosim_make_folders(place, &diag) != 0) {
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    const int shipped = cosim_shipped_manifest(name, place, path, bytes, &diag);
    s->options.shipped = shipped > 0;
    return shipped > 0 ? CLI_OK : shipped < 0 ? cosim_cli_report(&diag, CLI_WRONG_INPUT) : -1;
}

static int read_circuit(session *s)
{
    char path[PATH_MAX];
    const char *name = s->inputs.files[0];
    int status = CLI_OK;
    snprintf(path, sizeof path, "%s", name);
    if (!cosim_cli_is_manifest(name)) {
        status = write_shipped(s, name, path, sizeof path);
        status = status < 0 ? manifest_of(name, path, sizeof path) : status;
    }
    const bool outside = s->outside || s->options.shipped;
    return status == CLI_OK ? cosim_cli_declaration(path, outside, true, &s->manifest) : status;
}

static int read_scenarios(session *s)
{
    int status = CLI_OK;
    for (size_t i = 1; i < s->inputs.file_count; i++) { /* those that follow the circuit */
        status = take(s, WITH, s->inputs.files[i]);
        if (status != CLI_OK) {
            return status;
        }
    }
    if (s->with_count == 0) {
        return cosim_cli_usage_error(
            "mutate: give at least one scenario, by --with; its run is what "
            "a mutant has to fail");
    }
    for (size_t i = 0; i < s->with_count; i++) {
        const int one = cosim_cli_scenario(&s->inputs, s->with[i], &s->scenarios[i]);
        status = one > status ? one : status;
        s->scenario_count = i + 1;
    }
    return status;
}

/* Finds the folder of all that is made on the way: NAME.mutate beside the circuits. */
static int open_places(session *s)
{
    char folder[PATH_MAX], real[PATH_MAX], work[PATH_MAX + 300];
    const cosim_cli_output named[FILES] = {{"--json", s->path[FILE_JSON]},
                                           {"--junit", s->path[FILE_JUNIT]}};
    cosim_diag diag;
    if (cosim_cli_outputs_check("mutate", named, FILES) != CLI_OK) {
        return CLI_WRONG_INPUT;
    }
    cosim_dut_folder(folder, sizeof folder);
    snprintf(work, sizeof work, "%s/%s.mutate", folder, s->manifest->name);
    if (cosim_make_folders(work, &diag) != 0 || realpath(work, real) == NULL ||
        strlen(real) > 3600) {
        return cosim_cli_usage_error("mutate: %s: cannot be made; name another folder by "
                                     "LIFCOSIM_DUT_DIR",
                                     work);
    }
    snprintf(s->work, sizeof s->work, "%s", real);
    s->options.work = s->work;
    if (s->options.close != NULL && cosim_make_folders(s->options.close, &diag) != 0) {
        return cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    for (int i = 0; i < FILES; i++) {
        if (s->path[i] != NULL && (s->output[i] = cosim_output_open(s->path[i], &diag)) == NULL) {
            return cosim_cli_report(&diag, CLI_WRONG_INPUT);
        }
    }
    return CLI_OK;
}

static void show_progress(void *context, const char *what, size_t done, size_t count)
{
    (void)context;
    fprintf(stderr, "\r%s, %zu of %zu mutants\033[K", what, done, count);
}

static int measure(session *s)
{
    cosim_diag diag;
    const bool shown = isatty(STDERR_FILENO) != 0;
    s->options.progress = shown ? show_progress : NULL;
    s->options.seed = s->inputs.has_seed ? s->inputs.seed : 1;
    s->started = true;
    const int status = cosim_mutate_run(&s->mutate, s->manifest, s->scenarios, s->scenario_count,
                                        &s->options, &diag);
    if (shown) {
        fputs("\r\033[K", stderr);
    }
    return status == COSIM_MUTATE_OK ? CLI_OK : cosim_cli_report(&diag, status);
}

static int tell(session *s)
{
    bool taken = false;
    cosim_diag diag;
    int status = CLI_OK;
    for (int i = 0; i < FILES; i++) {
        taken = taken || cosim_cli_is_stdout(s->path[i]);
    }
    FILE *file = cosim_cli_out(taken);
    cosim_mutate_text(file, &s->mutate);
    fflush(file);
    if (s->output[FILE_JSON] != NULL) {
        cosim_mutate_json(cosim_output_file(s->output[FILE_JSON]), &s->mutate);
    }
    if (s->output[FILE_JUNIT] != NULL &&
        cosim_mutate_junit(s->output[FILE_JUNIT], &s->mutate, &diag) != 0) {
        status = cosim_cli_report(&diag, CLI_UNUSABLE);
        cosim_output_abandon(s->output[FILE_JUNIT]);
        s->output[FILE_JUNIT] = NULL;
    }
    for (int i = 0; i < FILES; i++) {
        if (s->output[i] != NULL && cosim_output_commit(s->output[i], &diag) != 0) {
            status = cosim_cli_report(&diag, CLI_UNUSABLE);
        }
        s->output[i] = NULL;
    }
    return status != CLI_OK                         ? status
           : cosim_mutate_survivors(&s->mutate) > 0 ? CLI_NOT_PASSED
                                                    : CLI_OK;
}

static void end(session *s)
{
    for (int i = 0; i < FILES; i++) {
        cosim_output_abandon(s->output[i]);
    }
    if (s->started) {
        cosim_mutate_free(&s->mutate);
    }
    for (size_t i = 0; i < s->scenario_count; i++) {
        cosim_scenario_free(s->scenarios[i]);
    }
    cosim_manifest_free(s->manifest);
    cosim_cli_inputs_free(&s->inputs);
    free(s);
}

int cosim_cli_mutate(int argc, char **argv)
{
    session *s = calloc(1, sizeof *s);
    if (s == NULL) {
        cosim_cli_usage_error("out of memory");
        return CLI_UNUSABLE;
    }
    s->options.count = COUNT_DEFAULT;
    s->options.seconds = SECONDS_DEFAULT;
    const cosim_cli_syntax syntax = {
        .words =
            {"lifcosim mutate [options] NAME|MANIFEST --with SCENARIO.yaml ...",
             "Makes small changes to a circuit, one a mutant, and runs the scenarios on each: a\n"
             "mutant is killed if one of them does not pass. For those that survive it says\n"
             "what changed and where, and looks for a drive that kills them; others it proves\n"
             "equivalent. What is neither counts as survived.",
             "Exit status: 0 none survives; 1 some do; 2 wrong input, or the circuit itself does\n"
             "not pass; 3 a tool or circuit could not be used.",
             "lifcosim mutate --count 10 --close closing foreign/shift_leak.yaml "
             "--with foreign/scenarios/shift_leak.yaml"},
        .sharing = CLI_REFUSES,
        .own = {{"with", "SCENARIO", WITH, "a scenario that mutants have to fail; repeatable"},
                {"count", "N", COUNT, "mutants to draw; default 200"},
                {"close", "DIR", CLOSE,
                 "leave scenarios in this folder that kill the survivors, at most\n"
                 "50, and judge on them too"},
                {"resume", NULL, RESUME, "go on with a run that was ended"},
                {"seconds", "S", SECONDS, "processor time of one proof; default 60"},
                {"json", "FILE", JSON, "everything as JSON (- is standard output)"},
                {"junit", "FILE", JUNIT, "a test case a mutant"},
                {"allow-outside", NULL, OUTSIDE,
                 "files of the manifest may lie outside of its folder"},
                {"set", "KEY=VALUE", CLI_SET,
                 "replace a scenario key, by its dotted path; repeatable"},
                {"seed", "N", CLI_SEED, "of the draw of mutants, and of random stimuli"}},
        .take = take,
        .context = s,
        .wants = CLI_MANIFEST};
    int status = cosim_cli_inputs_read(&s->inputs, argc, argv, &syntax);
    if (status == CLI_OK && s->inputs.dut_count > 0) {
        status =
            cosim_cli_usage_error("mutate: the circuit stands before the scenarios; leave --dut "
                                  "out");
    }
    if (status == CLI_OK) {
        status = read_scenarios(s);
    }
    if (status == CLI_OK) {
        status = read_circuit(s);
    }
    if (status == CLI_OK) {
        status = open_places(s);
    }
    if (status == CLI_OK) {
        status = measure(s);
    }
    if (status == CLI_OK) {
        status = tell(s);
    }
    end(s);
    return status < 0 ? CLI_OK : status;
}
