// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/traced_text.h"

#include "base/json.h"
#include "base/si.h"
#include "base/version.h"
#include "calibrate/traced_case.h"
#include "calibrate/traced_others.h"

#include <math.h>
#include <stdlib.h>

static size_t steps(const cosim_traced *t)
{
    size_t all = 0;
    for (size_t k = 0; k < t->trace_count; k++) {
        all += t->steps[k];
    }
    return all;
}

static size_t spikes(const cosim_traced *t)
{
    size_t all = 0;
    for (size_t k = 0; k < t->trace_count; k++) {
        all += t->spikes[k];
    }
    return all;
}

/* ---- the manifest ---- */

void cosim_traced_put_lines(FILE *file, const cosim_traced *t)
{
    static const char *const shows[] = {"after-reset", "before-reset", "between-spikes"};
    const cosim_recording *r = t->duts[0]->recording;
    const cosim_recording_layout *l = &t->layout;
    fputs("calibrated:\n", file);
    if (r->membrane.path != NULL) {
        fprintf(file, "  membrane:\n    shows: %s\n", shows[l->shows]);
        if (!r->membrane.clocked) {
            fprintf(file, "    latency: %llu\n", (unsigned long long)l->membrane_late);
        }
        if (r->membrane_v == 0.0) {
            fprintf(file, "    one: %.15g\n", l->one);
        }
        fprintf(file, "    from: %s\n", l->from_rest ? "rest" : "zero");
    }
    if (!r->spike.clocked) {
        fprintf(file, "  spike: {latency: %llu}\n", (unsigned long long)l->spike_late);
    }
    fputs("  scenario:\n", file);
    cosim_traced_put_scenario(file, t, 0, "    ");
}

/* ---- what is said of it ---- */

static void put_place(FILE *file, const cosim_traced *t, size_t at, size_t step)
{
    unsigned long line;
    const char *path = cosim_traced_place(t, at, step, &line);
    fprintf(file, "step %zu (%s:%lu)", step, path, line);
}

static void put_threshold(FILE *file, const cosim_traced *t)
{
    char low[COSIM_SI_BYTES], high[COSIM_SI_BYTES];
    const cosim_traced_neuron *n = &t->neuron;
    if (t->with != NULL && !(n->silent_v < n->firing_v)) {
        return;
    }
    if (n->threshold_open || spikes(t) == 0) {
        fprintf(
            file,
            "# It never fires: nothing is said of threshold, reset, hold and order, and nothing of "
            "them is\n# excluded. The threshold below is above its membranes (up to %s), and a "
            "choice.\n",
            cosim_si(n->silent_v, "V", 6, low));
    } else if (n->silent_v < n->firing_v) {
        fprintf(file, "# With its other values these rows leave its threshold between %s and %s.\n",
                cosim_si(n->silent_v, "V", 9, low), cosim_si(n->firing_v, "V", 9, high));
    }
}

static int put_others(FILE *file, cosim_traced *t)
{
    size_t count;
    cosim_traced_other *list = cosim_traced_others(t, &count);
    if (list == NULL) {
        return -1;
    }
    bool first = true;
    for (size_t i = 0; i < count; i++) {
        if (!list[i].open) {
            fprintf(file, "%s#   %s: step %zu (%s:%lu)\n", first ? "# Excluded is one that\n" : "",
                    list[i].words, list[i].step, list[i].file, list[i].line);
            first = false;
        }
    }
    bool open = false;
    for (size_t i = 0; i < count; i++) {
        if (list[i].open) {
            fprintf(file, "%s#   %s: %s\n",
                    !open ? "# Open, as it explains these rows as well, is one that\n" : "",
                    list[i].words, list[i].why);
            open = true;
        }
    }
    if (first) {
        fputs("# Nothing is excluded.\n", file);
    }
    free(list);
    return 0;
}

/* Names the steps that are not explained, as far as they are kept. */
static void put_misses(FILE *file, const cosim_traced *t)
{
    size_t named = 0;
    for (size_t k = 0; k < t->trace_count; k++) {
        const cosim_rival_misses *const both[] = {&t->cases[k].searched, &t->cases[k].tested};
        for (size_t b = 0; b < 2; b++) {
            for (size_t i = 0; i < both[b]->count && i < COSIM_MISSES && named < COSIM_MISSES;
                 i++) {
                fputs(named++ > 0 ? ", " : " ", file);
                put_place(file, t, k, both[b]->step[i]);
            }
        }
    }
    fprintf(file, "%s.\n", named < t->missed ? " and others" : "");
}

static const char *order_words(const cosim_traced *t) { return cosim_rival_order_words(t->order); }

/* Says so where a quarter of the steps move the membrane by no more than its rows are rounded by:
 * then a line may not be told by them. */
static void put_coarse(FILE *file, const cosim_traced *t)
{
    size_t moving = 0, coarse = 0;
    for (size_t k = 0; k < t->trace_count; k++) {
        const cosim_recorded *r = t->cases[k].job.recorded;
        for (size_t n = 1; r->observed_v != NULL && n < t->steps[k]; n++) {
            const double move = fabs(r->observed_v[n] - r->observed_v[n - 1]);
            moving += move > 0.0;
            coarse += move > 0.0 && move <= 1.01 * (r->view_v[n] + r->view_v[n - 1]);
        }
    }
    if (coarse > 0 && 4 * coarse >= moving) {
        fprintf(file,
                "# Of the %zu steps that move its membrane, %zu move it by no more than its rows "
                "are rounded by: they\n# may be too coarse to tell which neuron it is. Print more "
                "places of them.\n",
                moving, coarse);
    }
}

static void put_rows(FILE *file, const cosim_traced *t)
{
    const size_t all = steps(t), fired = spikes(t);
    fprintf(file, "# %s: %zu trace%s, %zu steps, %zu spike%s. ", t->duts[0]->name, t->trace_count,
            t->trace_count == 1 ? "" : "s", all, fired, fired == 1 ? "" : "s");
    if (t->missed == 0 && t->order != COSIM_RIVAL_USUAL) {
        fprintf(file,
                "A neuron explains every row that no scenario says: with\n# the values below it "
                "%s. This text alone does not pass.\n",
                order_words(t));
    } else if (t->all) {
        fputs("This neuron explains every row.\n", file);
    } else if (t->found) {
        fprintf(file, "This neuron explains all rows but %zu, which may be damaged:\n#", t->missed);
        put_misses(file, t);
    } else {
        fprintf(file,
                "NO NEURON of the %zu that were tried explains them. The NEAREST misses %zu "
                "steps:\n#",
                t->tried, t->missed);
        put_misses(file, t);
        put_coarse(file, t);
    }
    if (t->searched < all) {
        fprintf(file,
                "# It was found in %zu steps; the search did not use the other %zu, which "
                "test it.\n",
                t->searched, all - t->searched);
    } else {
        fputs("# All rows were needed to find it: none are left to test it.\n", file);
    }
    if (t->step_assumed) {
        fputs("# The trace has no times: a step is taken for 1 ms, and times are in proportion.\n",
              file);
    }
    if (t->duts[0]->recording->input.path == NULL && t->with == NULL) {
        fputs("# The trace has no input. A constant current of 1 nA is a choice, with which the "
              "resistance goes; another\n# one that drove it is given by --with SCENARIO.yaml.\n",
              file);
    } else if (t->moves && !t->driven) {
        fputs("# Its current never changes where that would tell: resistance and rest cannot be "
              "told apart, and it is\n# taken to have begun at rest.\n",
              file);
    }
}

/* Says why nothing was found. */
static const char *why_none(const cosim_traced *t)
{
    return t->moves   ? "its rows follow no line that a neuron without spikes would follow"
           : t->still ? "the membrane never moves, so that any neuron explains these rows"
                      : "too few of its steps move the membrane without a spike";
}

const char *cosim_traced_result(const cosim_traced *t, char text[COSIM_TRACED_RESULT])
{
    const size_t all = steps(t);
    if (!t->cases[0].scenario) {
        snprintf(text, COSIM_TRACED_RESULT, "Nothing is excluded: %s.", why_none(t));
    } else if (t->missed == 0 && t->order != COSIM_RIVAL_USUAL) {
        snprintf(text, COSIM_TRACED_RESULT,
                 "A neuron explains every row that no scenario says: with the values below it %s.",
                 order_words(t));
    } else if (t->all) {
        snprintf(text, COSIM_TRACED_RESULT, "The neuron explains every row: %zu steps, %zu spikes.",
                 all, spikes(t));
    } else {
        snprintf(text, COSIM_TRACED_RESULT,
                 t->found ? "The neuron explains all rows but %zu of %zu steps, which may be "
                            "damaged."
                          : "No neuron of those that were tried explains the rows; the nearest "
                            "misses %zu of %zu steps.",
                 t->missed, all);
    }
    return text;
}

int cosim_traced_put(FILE *file, cosim_traced *t)
{
    if (!t->cases[0].scenario) {
        fprintf(file, "# %s: %zu trace%s, %zu steps, %zu spike%s. Nothing is excluded: %s.\n",
                t->duts[0]->name, t->trace_count, t->trace_count == 1 ? "" : "s", steps(t),
                spikes(t), spikes(t) == 1 ? "" : "s", why_none(t));
        return 0;
    }
    put_rows(file, t);
    int status = 0;
    if (t->found && t->order == COSIM_RIVAL_USUAL) {
        put_threshold(file, t);
        status = put_others(file, t);
    }
    cosim_traced_put_lines(file, t);
    return status;
}

/* ---- JSON ---- */

static void put_json_misses(cosim_json *j, const cosim_traced *t)
{
    cosim_json_key_unsigned(j, "missed", t->missed);
    cosim_json_list_open(j, "misses");
    for (size_t k = 0; k < t->trace_count; k++) {
        const cosim_rival_misses *const both[] = {&t->cases[k].searched, &t->cases[k].tested};
        for (size_t b = 0; b < 2; b++) {
            for (size_t i = 0; i < both[b]->count && i < COSIM_MISSES; i++) {
                unsigned long line;
                cosim_json_map_open(j, NULL);
                cosim_json_key_text(j, "file", cosim_traced_place(t, k, both[b]->step[i], &line));
                cosim_json_key_unsigned(j, "line", line);
                cosim_json_key_unsigned(j, "step", both[b]->step[i]);
                cosim_json_map_close(j);
            }
        }
    }
    cosim_json_list_close(j);
}

static int put_json_others(cosim_json *j, cosim_traced *t)
{
    size_t count;
    cosim_traced_other *list = cosim_traced_others(t, &count);
    if (list == NULL) {
        return -1;
    }
    for (int open = 0; open < 2; open++) {
        cosim_json_list_open(j, open ? "open" : "excluded");
        for (size_t i = 0; i < count; i++) {
            if (list[i].open != (open == 1)) {
                continue;
            }
            cosim_json_map_open(j, NULL);
            cosim_json_key_text(j, "neuron", list[i].words);
            if (open) {
                cosim_json_key_text(j, "why", list[i].why);
            } else {
                cosim_json_key_text(j, "file", list[i].file);
                cosim_json_key_unsigned(j, "line", list[i].line);
                cosim_json_key_unsigned(j, "step", list[i].step);
            }
            cosim_json_map_close(j);
        }
        cosim_json_list_close(j);
    }
    free(list);
    return 0;
}

static int put_json_manifest(cosim_json *j, const cosim_traced *t)
{
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    if (memory == NULL) {
        return -1;
    }
    cosim_traced_put_lines(memory, t);
    const int status = fclose(memory) == 0 ? 0 : -1;
    cosim_json_key_text(j, t->found && t->order == COSIM_RIVAL_USUAL ? "manifest" : "nearest",
                        status == 0 ? text : NULL);
    free(text);
    return status;
}

int cosim_traced_json(FILE *file, cosim_traced *t, const char *path)
{
    const bool any = t->cases[0].scenario != NULL;
    cosim_json j;
    int status = 0;
    cosim_json_start(&j, file, 2);
    cosim_json_map_open(&j, NULL);
    cosim_json_key_text(&j, "lifcosim", cosim_version());
    cosim_json_map_open(&j, "calibration");
    cosim_json_key_text(&j, "name", t->duts[0]->name);
    cosim_json_key_text(&j, "file", path);
    cosim_json_key_bool(&j, "fits", any && t->all);
    cosim_json_key_text(&j, "order", cosim_rival_order_words(t->order));
    cosim_json_key_unsigned(&j, "tried", t->tried);
    cosim_json_key_unsigned(&j, "traces", t->trace_count);
    cosim_json_key_unsigned(&j, "steps", steps(t));
    cosim_json_key_unsigned(&j, "spikes", spikes(t));
    cosim_json_key_unsigned(&j, "searched", t->searched);
    cosim_json_key_bool(&j, "tested", t->searched < steps(t));
    if (any) {
        put_json_misses(&j, t);
        status = put_json_manifest(&j, t) != 0 || put_json_others(&j, t) != 0 ? -1 : 0;
    }
    cosim_json_map_close(&j);
    cosim_json_map_close(&j);
    cosim_json_new_line(&j);
    cosim_json_finish(&j);
    return status;
}
