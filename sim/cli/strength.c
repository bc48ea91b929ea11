// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/strength.h"

#include "base/decimal.h"
#include "base/output.h"
#include "base/places.h"
#include "circuit/open.h"
#include "cli/cli.h"
#include "cli/declared.h"
#include "cli/outputs.h"
#include "strength/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ALL = CLI_OWN, CLOSE, STEPS, JSON, OUTSIDE };
enum { STEPS_DEFAULT = 100000 };

typedef struct session {
    cosim_cli_inputs inputs;
    bool all, outside;
    const char *folder, *json_path;
    uint64_t steps;
    cosim_scenario **scenarios;
    size_t scenario_count;
    cosim_manifest *manifest;
    cosim_dut *model;
    cosim_strength strength;
    cosim_output *json;
    bool progress;
} session;

static int take(void *context, int option, const char *value)
{
    session *s = context;
    switch (option) {
    case ALL:
        s->all = true;
        return CLI_OK;
    case OUTSIDE:
        s->outside = true;
        return CLI_OK;
    case CLOSE:
        s->folder = value;
        return value[0] != '\0' ? CLI_OK
                                : cosim_cli_usage_error("strength: --close: give a folder");
    case STEPS:
        return cosim_count_read(value, &s->steps) == COSIM_DECIMAL_OK
                   ? CLI_OK
                   : cosim_cli_usage_error(
                         "--search %s: not a whole number of steps; give one like 100000", value);
    default:
        s->json_path = value;
        return CLI_OK;
    }
}

static int read_scenarios(session *s)
{
    int status = CLI_OK;
    s->scenarios = calloc(s->inputs.file_count, sizeof *s->scenarios);
    if (s->scenarios == NULL) {
        cosim_cli_usage_error("out of memory");
        return CLI_UNUSABLE;
    }
    for (size_t i = 0; i < s->inputs.file_count; i++) {
        const int one = cosim_cli_scenario(&s->inputs, s->inputs.files[i], &s->scenarios[i]);
        status = one > status ? one : status;
        s->scenario_count = i + 1;
    }
    return status;
}

/* Finds the circuit: that of --dut, or the one that all scenarios name. */
static int open_circuit(session *s)
{
    if (s->inputs.dut_count > 1) {
        return cosim_cli_usage_error("--dut: one circuit at a time here");
    }
    for (size_t i = 1; i < s->scenario_count && s->inputs.dut_count == 0; i++) {
        if (strcmp(s->scenarios[i]->dut, s->scenarios[0]->dut) != 0) {
            return cosim_cli_usage_error("strength: %s names the circuit %s, and %s names %s; say "
                                         "which one by --dut",
                                         s->inputs.files[0], cosim_cli_shown(s->scenarios[0]->dut),
                                         s->inputs.files[i], cosim_cli_shown(s->scenarios[i]->dut));
        }
    }
    if (s->inputs.dut_count == 0 || !cosim_cli_is_manifest(s->inputs.duts[0])) {
        return cosim_cli_model(&s->inputs, s->scenarios[0], &s->model);
    }
    const int status = cosim_cli_declaration(s->inputs.duts[0], s->outside, false, &s->manifest);
    return status == CLI_OK ? cosim_cli_declared(s->manifest, &s->model) : status;
}

static int open_outputs(session *s)
{
    const cosim_cli_output named[] = {{"--json", s->json_path}};
    cosim_diag diag;
    if (cosim_cli_outputs_check("strength", named, 1) != CLI_OK) {
        return CLI_WRONG_INPUT;
    }
    if (s->folder != NULL && cosim_make_folders(s->folder, &diag) != 0) {
        return cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    if (s->json_path != NULL && (s->json = cosim_output_open(s->json_path, &diag)) == NULL) {
        return cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    s->progress = isatty(STDERR_FILENO) != 0;
    return CLI_OK;
}

static void show_progress(void *context, size_t done, size_t count)
{
    (void)context;
    fprintf(stderr, "\rsearching drives, %zu of %zu\033[K", done, count);
}

static int look(session *s)
{
    cosim_diag diag;
    const cosim_strength_options options = {.steps = s->steps,
                                            .seed = s->inputs.has_seed ? s->inputs.seed : 1,
                                            .folder = s->folder,
                                            .progress = s->progress ? show_progress : NULL};
    if (cosim_strength_start(&s->strength, s->model, &diag) != 0) {
        return cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    for (size_t i = 0; i < s->scenario_count; i++) {
        if (cosim_strength_watch(&s->strength, s->scenarios[i], &diag) != 0) {
            return cosim_cli_report(&diag, CLI_WRONG_INPUT);
        }
    }
    const int failed = cosim_strength_search(&s->strength, &options, &diag);
    if (s->progress) {
        fputs("\r\033[K", stderr);
    }
    return failed ? cosim_cli_report(&diag, CLI_UNUSABLE) : CLI_OK;
}

/* Counts the corners that are missing and have no scenario that was left for them. */
static size_t count_open(const cosim_strength *strength)
{
    size_t n = 0;
    for (size_t i = 0; i < strength->corners.count; i++) {
        const cosim_corner *c = &strength->corners.items[i];
        n += c->state == COSIM_CORNER_MISSING && c->file == NULL;
    }
    return n;
}

static int tell(session *s)
{
    const bool taken = cosim_cli_is_stdout(s->json_path);
    FILE *file = cosim_cli_out(taken);
    cosim_diag diag;
    cosim_strength_table(file, &s->strength, s->all);
    fflush(file);
    if (s->json != NULL) {
        cosim_strength_json(cosim_output_file(s->json), &s->strength);
        const int failed = cosim_output_commit(s->json, &diag);
        s->json = NULL;
        if (failed) {
            return cosim_cli_report(&diag, CLI_UNUSABLE);
        }
    }
    return count_open(&s->strength) > 0                                     ? CLI_NOT_PASSED
           : cosim_strength_count(&s->strength, COSIM_CORNER_NOT_FOUND) > 0 ? CLI_UNDECIDED
                                                                            : CLI_OK;
}

static void end(session *s)
{
    cosim_output_abandon(s->json);
    cosim_strength_free(&s->strength);
    for (size_t i = 0; i < s->scenario_count; i++) {
        cosim_scenario_free(s->scenarios[i]);
    }
    free(s->scenarios);
    cosim_dut_close(s->model);
    cosim_manifest_free(s->manifest);
    cosim_cli_inputs_free(&s->inputs);
}

int cosim_cli_strength(int argc, char **argv)
{
    session s = {.steps = STEPS_DEFAULT};
    const cosim_cli_syntax syntax = {
        .words =
            {"lifcosim strength [options] SCENARIO.yaml ...",
             "Says what scenarios make a neuron do: threshold reached exactly and within one,\n"
             "resets, holds, signs, ends of the words, halves to round, and each branch of the\n"
             "equations that the circuit is declared by. No circuit is built and nothing is\n"
             "proven by mutants; for each corner that is missed it looks for a drive that\n"
             "reaches it, and runs that drive: the sound neuron passes with it.",
             "Exit status: 0 every corner that can be reached is, by the scenarios or by one\n"
             "that --close left; 1 a drive is known for one that is missed; 2 wrong input; 3 a\n"
             "tool or circuit could not be used; 4 some are missed, and for none of them a\n"
             "drive was found.",
             "lifcosim strength --close closing scenarios/book-triangle.yaml"},
        .sharing = CLI_REFUSES,
        .own = {{"dut", "NAME|MANIFEST", CLI_DUT,
                 "the circuit: a name, as for run, or a manifest, which need not be\n"
                 "built; default: that of the scenarios"},
                {"close", "DIR", CLOSE,
                 "leave a scenario in this folder for each corner that is missed"},
                {"all", NULL, ALL, "print every corner, and not only those that are missed"},
                {"search", "STEPS", STEPS,
                 "steps of the search, for each setting that it tries; default 100000"},
                {"json", "FILE", JSON, "everything as JSON (- is standard output)"},
                {"allow-outside", NULL, OUTSIDE,
                 "files of the manifest may lie outside of its folder"},
                {"set", "KEY=VALUE", CLI_SET,
                 "replace a scenario key, by its dotted path; repeatable"},
                {"seed", "N", CLI_SEED, "base seed of the random stimuli, and of the search"}},
        .take = take,
        .context = &s};
    int status = cosim_cli_inputs_read(&s.inputs, argc, argv, &syntax);
    if (status == CLI_OK) {
        status = read_scenarios(&s);
    }
    if (status == CLI_OK) {
        status = open_circuit(&s);
    }
    if (status == CLI_OK) {
        status = open_outputs(&s);
    }
    if (status == CLI_OK) {
        status = look(&s);
    }
    if (status == CLI_OK) {
        status = tell(&s);
    }
    end(&s);
    return status < 0 ? CLI_OK : status;
}
