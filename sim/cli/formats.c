// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/formats.h"

#include "base/decimal.h"
#include "base/output.h"
#include "circuit/format.h"
#include "cli/cli.h"
#include "cli/formats_prove.h"
#include "cli/outputs.h"
#include "input/physical.h"
#include "plot/gnuplot.h"
#include "search/json.h"
#include "search/picture.h"
#include "search/run.h"
#include "search/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    CLI_WIDTHS = CLI_OWN,
    CLI_INTEGER_BITS,
    CLI_LEAKS,
    CLI_ROUNDING,
    CLI_IDENTICAL,
    CLI_UNAMBIGUOUS,
    CLI_MAX_SHIFT,
    CLI_PROVE,
    CLI_FRONT,
    CLI_QUIET,
    CLI_JSON,
    CLI_CSV,
    CLI_PLOT
};

enum { JSON, CSV, PLOT, FILES };

typedef struct session {
    cosim_cli_inputs inputs;
    cosim_search_grid grid;
    cosim_goal goal;
    bool prove, front, quiet;
    const char *path[FILES];
    cosim_output *output[FILES];
    cosim_plot_kind plot_kind;
    cosim_scenario **scenarios;
    size_t scenario_count;
    cosim_search search;
    FILE *text;   /* tables and verdicts */
    double shown; /* when the progress line was last written [s] */
    bool progress;
} session;

static int take_axis(const char *option, const char *text, unsigned least, unsigned most,
                     cosim_numbers *axis)
{
    char message[160];
    if (cosim_numbers_read(text, least, most, axis, message, sizeof message) != 0) {
        return cosim_cli_usage_error("%s %s: %s", option, text, message);
    }
    return CLI_OK;
}

static int take_rounding(session *s, const char *text)
{
    char *copy = strdup(text), *rest = copy;
    int status = copy != NULL ? CLI_OK : CLI_UNUSABLE;
    s->grid.half_up = s->grid.residual = false;
    for (const char *name; status == CLI_OK && (name = strsep(&rest, ",")) != NULL;) {
        if (strcmp(name, "half-up") == 0) {
            s->grid.half_up = true;
        } else if (strcmp(name, "residual") == 0) {
            s->grid.residual = true;
        } else {
            status = cosim_cli_usage_error(
                "--rounding %s: unknown; give half-up, residual, or both with "
                "a comma",
                text);
        }
    }
    free(copy);
    return status;
}

static int take_goal(session *s, cosim_goal_kind kind)
{
    if (s->goal.kind != COSIM_GOAL_NONE) {
        return cosim_cli_usage_error("formats: two goals exclude each other; give one of "
                                     "--identical, --unambiguous and --max-shift");
    }
    s->goal.kind = kind;
    return CLI_OK;
}

/* Takes a number of steps, or a time. */
static int take_shift(session *s, const char *text)
{
    char message[320];
    if (strchr(text, ' ') == NULL) {
        if (cosim_count_read(text, &s->goal.steps) != COSIM_DECIMAL_OK) {
            return cosim_cli_usage_error(
                "--max-shift %s: not a whole number of steps; give one like 2, "
                "or a time with a unit like \"0.1 ms\"",
                text);
        }
        return take_goal(s, COSIM_GOAL_STEPS);
    }
    if (cosim_physical_read(text, COSIM_TIME, &s->goal.time_s, message, sizeof message) != 0) {
        return cosim_cli_usage_error("--max-shift %s: %s", text, message);
    }
    if (s->goal.time_s < 0) {
        return cosim_cli_usage_error("--max-shift %s: a shift has no sign; give 0 or more", text);
    }
    return take_goal(s, COSIM_GOAL_TIME);
}

static int take(void *context, int option, const char *value)
{
    session *s = context;
    switch (option) {
    case CLI_WIDTHS:
        return take_axis("--widths", value, 2, 32, &s->grid.widths);
    case CLI_INTEGER_BITS:
        return take_axis("--integer-bits", value, 1, 32, &s->grid.integer_bits);
    case CLI_LEAKS:
        return take_axis("--leaks", value, 1, 61, &s->grid.leaks);
    case CLI_ROUNDING:
        return take_rounding(s, value);
    case CLI_IDENTICAL:
        return take_goal(s, COSIM_GOAL_IDENTICAL);
    case CLI_UNAMBIGUOUS:
        return take_goal(s, COSIM_GOAL_CERTAIN);
    case CLI_MAX_SHIFT:
        return take_shift(s, value);
    case CLI_PROVE:
        s->prove = true;
        break;
    case CLI_FRONT:
        s->front = true;
        break;
    case CLI_QUIET:
        s->quiet = true;
        break;
    default:
        s->path[option - CLI_JSON] = value;
        break;
    }
    return CLI_OK;
}

static int check_options(const session *s)
{
    if (s->inputs.dut_count > 0) {
        return cosim_cli_usage_error(
            "formats: --dut has no place here; the grid says which formats run, "
            "by --widths and --leaks");
    }
    if ((s->prove || s->quiet) && s->goal.kind == COSIM_GOAL_NONE) {
        return cosim_cli_usage_error(
            "formats: %s needs a goal; give --identical, --unambiguous or --max-shift",
            s->prove ? "--prove" : "--quiet");
    }
    if (s->prove && s->grid.residual) {
        return cosim_cli_usage_error("formats: --prove needs the rounding of the circuit, which is "
                                     "half up; give --rounding half-up");
    }
    return CLI_OK;
}

static int open_outputs(session *s)
{
    cosim_diag diag;
    const bool taken = cosim_cli_is_stdout(s->path[JSON]) || cosim_cli_is_stdout(s->path[CSV]);
    const cosim_cli_output named[FILES] = {
        {"--json", s->path[JSON]}, {"--csv", s->path[CSV]}, {"--plot", s->path[PLOT]}};
    if (cosim_cli_outputs_check("formats", named, FILES) != CLI_OK) {
        return CLI_WRONG_INPUT;
    }
    s->text = cosim_cli_out(taken);
    s->progress = isatty(STDERR_FILENO) != 0;
    if (s->path[PLOT] != NULL && cosim_plot_kind_of(s->path[PLOT], &s->plot_kind, &diag) != 0) {
        return cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    if (s->path[PLOT] != NULL && cosim_plot_ready(&diag) != 0) {
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    for (int i = 0; i < FILES; i++) {
        if (s->path[i] != NULL && (s->output[i] = cosim_output_open(s->path[i], &diag)) == NULL) {
            return cosim_cli_report(&diag, CLI_WRONG_INPUT);
        }
    }
    return CLI_OK;
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
        status = cosim_cli_highest(
            status, cosim_cli_scenario(&s->inputs, s->inputs.files[i], &s->scenarios[i]));
        s->scenario_count = i + 1;
    }
    return status;
}

static void show_progress(void *context, size_t done, size_t count)
{
    session *s = context;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    const double seconds = (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
    if (seconds - s->shown > 0.2) {
        fprintf(stderr, "\r%zu of %zu formats\033[K", done, count);
        s->shown = seconds;
    }
}

/* A goal about spikes is empty where the reference has none that count. */
static int check_goal(const session *s)
{
    const cosim_search *e = &s->search;
    bool fits = false;
    for (size_t i = 0; i < e->count; i++) {
        for (size_t k = 0; k < e->scenario_count; k++) {
            const cosim_search_result *r = cosim_search_result_of(e, &e->point[i], k);
            fits |= r->fit == COSIM_FITS;
            if (r->reference_spikes > 0 && !e->scenarios[k]->expect.knife_edge) {
                return CLI_OK;
            }
        }
    }
    if (s->goal.kind == COSIM_GOAL_NONE || !fits) {
        return CLI_OK;
    }
    return cosim_cli_usage_error(
        "formats: the goal is about spikes, and the reference has none here "
        "that count; add a scenario that spikes, or leave the goal out");
}

static int search(session *s)
{
    const cosim_search_options options = {.progress = s->progress ? show_progress : NULL,
                                          .context = s};
    cosim_diag diag;
    if (cosim_search_start(&s->search, &s->grid, s->scenarios, s->scenario_count, &diag) != 0) {
        return cosim_cli_report(&diag, s->search.count == 0 ? CLI_WRONG_INPUT : CLI_UNUSABLE);
    }
    const int failed = cosim_search_run(&s->search, &s->goal, &options, &diag);
    if (s->progress) {
        fputs("\r\033[K", stderr);
    }
    return failed ? cosim_cli_report(&diag, CLI_UNUSABLE) : check_goal(s);
}

static int write_files(session *s)
{
    cosim_diag diag;
    int status = CLI_OK;
    if (s->output[JSON] != NULL) {
        cosim_search_json(s->output[JSON], &s->search);
    }
    if (s->output[CSV] != NULL) {
        cosim_search_csv(s->output[CSV], &s->search);
    }
    if (s->output[PLOT] != NULL &&
        cosim_search_plot(&s->search, s->plot_kind, s->output[PLOT], &diag) != 0) {
        status = cosim_cli_report(&diag, CLI_UNUSABLE);
        cosim_output_abandon(s->output[PLOT]);
        s->output[PLOT] = NULL;
    }
    for (int i = 0; i < FILES; i++) {
        if (s->output[i] != NULL && cosim_output_commit(s->output[i], &diag) != 0) {
            status = cosim_cli_report(&diag, CLI_UNUSABLE);
        }
        s->output[i] = NULL;
    }
    return status;
}

static int tell(session *s)
{
    const cosim_search_point *best = s->search.recommended;
    char name[COSIM_SEARCH_NAME_BYTES];
    if (!s->quiet) {
        cosim_search_table(s->text, &s->search, s->front || s->goal.kind == COSIM_GOAL_NONE);
        fputc('\n', s->text);
        cosim_search_advice(s->text, &s->search);
    } else if (best != NULL) {
        fprintf(s->text, "%s\n", cosim_format_make_name(&best->format, name));
    } else {
        cosim_search_advice(stderr, &s->search);
    }
    fflush(s->text);
    return s->goal.kind != COSIM_GOAL_NONE && best == NULL ? CLI_NOT_PASSED : CLI_OK;
}

static void end(session *s)
{
    for (int i = 0; i < FILES; i++) {
        cosim_output_abandon(s->output[i]);
    }
    cosim_search_free(&s->search);
    for (size_t i = 0; i < s->scenario_count; i++) {
        cosim_scenario_free(s->scenarios[i]);
    }
    free(s->scenarios);
    cosim_cli_inputs_free(&s->inputs);
}

int cosim_cli_formats(int argc, char **argv)
{
    session s = {.grid = {.half_up = true}};
    const cosim_cli_syntax syntax = {
        .words =
            {"lifcosim formats [options] SCENARIO.yaml ...",
             "Runs the integer model of every format of a grid on each scenario, and prints\n"
             "accuracy against cost; recommends the cheapest format that meets a goal on all.\n"
             "A LIST is as 8,12,16 or 8..32 or 8..32:4 (every fourth).",
             "Exit status: 0 a format meets the goal, or none was stated; 1 none does, or the\n"
             "circuit does not prove it; 2 wrong input; 3 a tool or circuit could not be used.",
             "lifcosim formats --identical scenarios/book-triangle.yaml"},
        .sharing = CLI_REFUSES,
        .own = {{"widths", "LIST", CLI_WIDTHS, "bits of the state, sign included; default 8..32"},
                {"integer-bits", "LIST", CLI_INTEGER_BITS,
                 "of these, before the point, sign included; default: the\n"
                 "fewest that hold every word and drive of the scenarios"},
                {"leaks", "LIST", CLI_LEAKS, "fraction bits of the leak word; default 8..31"},
                {"rounding", "LIST", CLI_ROUNDING,
                 "half-up (default), residual; the circuit rounds half-up"},
                {"identical", NULL, CLI_IDENTICAL, "goal: the spike list of the reference"},
                {"unambiguous", NULL, CLI_UNAMBIGUOUS,
                 "goal: the same without an ambiguous step, so that the error\n"
                 "bound guarantees the list"},
                {"max-shift", "N", CLI_MAX_SHIFT,
                 "goal: as many spikes as the reference, each at most N steps\n"
                 "from its own; a time with a unit as \"0.1 ms\""},
                {"prove", NULL, CLI_PROVE,
                 "run the recommended format on its circuit, all levels judged"},
                {"front", NULL, CLI_FRONT,
                 "print the front and the recommended format only, as without a goal"},
                {"quiet", NULL, CLI_QUIET,
                 "print the recommended format only, as make dut FORMAT= takes it"},
                {"json", "FILE", CLI_JSON, "everything as JSON (- is standard output)"},
                {"csv", "FILE", CLI_CSV, "one line a format"},
                {"plot", "FILE.svg|png", CLI_PLOT, "accuracy over cost (needs gnuplot)"},
                {"set", "KEY=VALUE", CLI_SET,
                 "replace a scenario key, by its dotted path; repeatable"},
                {"seed", "N", CLI_SEED, "base seed of the random stimuli"}},
        .take = take,
        .context = &s};
    char message[8];
    cosim_numbers_read("8..32", 2, 32, &s.grid.widths, message, sizeof message);
    cosim_numbers_read("8..31", 1, 61, &s.grid.leaks, message, sizeof message);
    int status = cosim_cli_inputs_read(&s.inputs, argc, argv, &syntax);
    if (status == CLI_OK) {
        status = check_options(&s);
    }
    if (status == CLI_OK) {
        status = read_scenarios(&s);
    }
    if (status == CLI_OK) {
        status = open_outputs(&s);
    }
    if (status == CLI_OK) {
        status = search(&s);
    }
    if (status == CLI_OK) {
        status = write_files(&s);
    }
    if (status == CLI_OK) {
        status = tell(&s);
    }
    if (status == CLI_OK && s.prove) {
        status = cosim_cli_formats_prove(&s.search, s.scenarios, s.text);
    }
    end(&s);
    return status < 0 ? CLI_OK : status;
}
