// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/worded_text.h"

#include "base/json.h"
#include "base/si.h"
#include "base/version.h"
#include "calibrate/worded_others.h"
#include "input/flow.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool any(const cosim_worded *w) { return cosim_worded_best(w)->theory.arena != NULL; }

/* ---- the scenario of the constants: a word is 1 mV ---- */

/* Gives the share that leaks in a step. */
static double share_of(const cosim_manifest *m)
{
    const cosim_keys *d = &m->declared;
    double sum = m->more.nested > 0 ? ldexp(1.0, -(int)m->format.leak_fraction) : 0.0;
    switch (d->leak) {
    case COSIM_LEAK_SHIFT:
        return ldexp(1.0, -(int)m->format.leak_fraction);
    case COSIM_LEAK_LINEAR:
        return (double)d->leak_word.word / (double)d->threshold.word;
    case COSIM_LEAK_SHIFTS:
        for (unsigned i = 0; m->more.nested == 0 && i < d->term_count; i++) {
            sum += ldexp(d->terms[i] < 0 ? -1.0 : 1.0, -abs(d->terms[i]));
        }
        return sum;
    case COSIM_LEAK_MULTIPLY:
    default:
        return ldexp((double)d->leak_word.word, -(int)m->format.leak_fraction);
    }
}

static void put_scenario(FILE *file, const cosim_worded *w, const cosim_manifest *m)
{
    const cosim_keys *d = &m->declared;
    const bool subtracts = d->subtract;
    const int64_t theta = d->threshold.word;
    const int64_t reset = !subtracts              ? d->reset.word
                          : d->subtract_threshold ? 0
                                                  : theta - d->reset.word;
    char tau[COSIM_SI_BYTES];
    fprintf(file,
            "  scenario:\n    name: calibrated\n    step: 1 ms\n    steps: %zu\n    neuron:\n"
            "      method: euler\n      resistance: 10 MOhm\n      time_constant: %s\n"
            "      rest: 0 V\n      threshold: %" PRId64 " mV\n",
            w->whole[0]->n, cosim_si(1e-3 / share_of(m), "s", 15, tau), theta);
    if (reset != 0) {
        fprintf(file, "      reset: %" PRId64 " mV\n", reset);
    }
    if (d->initial.word != 0) {
        fprintf(file, "      initial: %" PRId64 " mV\n", d->initial.word);
    }
    fprintf(file, "      compare: %s\n      reset_mode: %s\n",
            d->compare_above ? "above" : "at-or-above", subtracts ? "by-subtraction" : "to-value");
    if (d->hold.word > 0) {
        fprintf(file, "      refractory_steps: %" PRId64 "\n", d->hold.word);
    }
    fputs("    stimulus: trace\n", file);
}

/* ---- the manifest ---- */

/* Gives the column of a port, as the manifest names it. */
static const char *column_of(const cosim_node *node, const char *port)
{
    const cosim_node *column = node->kind == COSIM_MAP ? cosim_node_child(node, "column") : node;
    return column != NULL && column->text != NULL ? column->text : port;
}

static void put_column(FILE *file, const cosim_node *node, const cosim_pin *pin, uint64_t late)
{
    char port[COSIM_PORT_BYTES];
    cosim_port_name(pin, port);
    fprintf(file, "    %s: {column: ", port);
    cosim_flow_put_text(file, column_of(node, port));
    fprintf(file, ", latency: %" PRIu64 "}\n", late);
}

static void put_indented(FILE *file, const char *text)
{
    while (*text != '\0') {
        const size_t length = strcspn(text, "\n");
        fprintf(file, "  %.*s\n", (int)length, text);
        text += length + (text[length] == '\n');
    }
}

int cosim_worded_put_lines(FILE *file, cosim_worded *w)
{
    const cosim_trace_keys *t = &w->traces[0];
    const cosim_found *found = cosim_worded_best(w);
    cosim_guess g = found->guess;
    cosim_manifest said = w->keys, m;
    char *text = NULL;
    size_t length = 0;
    said.result.node = NULL; /* latencies are said now */
    g.spike_latency = t->waveform ? (unsigned)w->spike_late : 1;
    g.membrane_latency = t->waveform ? (unsigned)w->membrane_late : 1;
    cosim_guess_manifest(&said, &g, &m);
    const double reset = m.declared.subtract
                             ? (m.declared.subtract_threshold ? 0.0
                                                              : (double)m.declared.threshold.word -
                                                                    (double)m.declared.reset.word)
                             : (double)m.declared.reset.word;
    said.declared.one = fabs((double)m.declared.threshold.word - reset);
    if (!(said.declared.one >= 1.0) || cosim_guess_text(&said, &g, &text, &length) != 0) {
        free(text);
        return said.declared.one >= 1.0 ? -1 : 0;
    }
    fputs("calibrated:\n", file);
    put_indented(file, text);
    free(text);
    if (!t->waveform) {
        fputs("  columns:\n", file);
        put_column(file, t->spike_node, &t->keys->spike, w->spike_late);
        if (t->membrane.path != NULL) {
            put_column(file, t->membrane_node, &t->keys->membrane, w->membrane_late);
        }
    }
    put_scenario(file, w, &m);
    return 0;
}

typedef struct teller {
    FILE *file;
    bool excluded, open;
} teller;

static void tell_other(void *context, cosim_worded *w, const cosim_worded_other *o)
{
    teller *t = context;
    char text[COSIM_WORDED_VALUE];
    unsigned long line;
    if (o->departs) {
        const char *path = cosim_worded_place(w, o->trace, o->step, &line);
        fprintf(t->file, "%s#   %s: %s: step %zu (%s:%lu)\n", t->excluded ? "" : "# Excluded is\n",
                cosim_worded_other_key(o->trait), cosim_worded_other_value(o, text), o->step, path,
                line);
        t->excluded = true;
    } else {
        fprintf(t->file, "%s#   %s: %s and %s cannot be told apart: %s\n",
                t->open ? "" : "# Open is\n", cosim_worded_other_key(o->trait),
                o->trait == COSIM_TRAIT_COUNTS
                    ? "its hold"
                    : cosim_trait_value(&cosim_worded_best(w)->guess, o->trait),
                cosim_worded_other_value(o, text), cosim_worded_why_open(w, o->trait));
        t->open = true;
    }
}

/* ---- the text ---- */

static void put_misses(FILE *file, const cosim_worded *w)
{
    for (size_t i = 0; i < w->miss_count; i++) {
        unsigned long line;
        const char *path = cosim_worded_place(w, w->miss_trace[i], w->miss_step[i], &line);
        fprintf(file, "%s step %zu (%s:%lu)", i > 0 ? "," : "", w->miss_step[i], path, line);
    }
    fprintf(file, "%s.\n", w->miss_count < w->missed ? " and others" : "");
}

static void put_thetas(FILE *file, const cosim_worded *w)
{
    if (w->spikes == 0) {
        fprintf(file,
                "# It never fires: nothing is said of threshold, reset and hold, and nothing of "
                "them is excluded.\n# The threshold below is above its membranes, and a "
                "choice.\n");
    } else if (w->theta_low < w->theta_high) {
        fprintf(file, "# These rows leave its threshold between %" PRId64 " and %" PRId64 ".\n",
                w->theta_low, w->theta_high);
    }
}

const char *cosim_worded_result(const cosim_worded *w, char text[COSIM_TRACED_RESULT])
{
    if (!any(w)) {
        snprintf(text, COSIM_TRACED_RESULT, "%s",
                 w->still ? "Nothing is excluded: the membrane never moves."
                          : "Its rows move as those of no neuron that was tried.");
    } else if (w->all) {
        snprintf(text, COSIM_TRACED_RESULT, "The text gives every row: %zu steps, %zu spikes.",
                 w->steps, w->spikes);
    } else {
        snprintf(text, COSIM_TRACED_RESULT,
                 w->found ? "The text gives all rows but %zu of %zu steps, which may be damaged."
                          : "No text of those that were tried gives the rows; the nearest misses "
                            "%zu of %zu steps.",
                 w->missed, w->steps);
    }
    return text;
}

int cosim_worded_put(FILE *file, cosim_worded *w)
{
    teller t = {.file = file};
    fprintf(file, "# %s: %zu trace%s, %zu steps, %zu spike%s. ", w->keys.path, w->trace_count,
            w->trace_count == 1 ? "" : "s", w->steps, w->spikes, w->spikes == 1 ? "" : "s");
    if (!any(w)) {
        fputs(w->still
                  ? "Nothing is excluded: the membrane never moves, so\n# that any neuron "
                    "explains these rows.\n"
                  : "Nothing is found: its rows move as those of no neuron\n# that was tried.\n",
              file);
        return 0;
    }
    if (w->all) {
        fputs("This neuron gives every row.\n", file);
    } else {
        fprintf(file,
                w->found ? "This neuron gives all rows but %zu, which may be damaged:\n#"
                         : "NO NEURON of those that were tried gives them. The NEAREST misses "
                           "%zu steps:\n#",
                w->missed);
        put_misses(file, w);
    }
    if (w->tested) {
        fprintf(file,
                "# It was found in %zu steps; the search did not use the other %zu, which "
                "test it.\n",
                w->searched, w->steps - w->searched);
    } else if (w->all) {
        fputs("# All rows were needed to find it: none are left to test it.\n", file);
    }
    if (w->all) {
        char *beyond = NULL;
        size_t length = 0;
        FILE *memory = open_memstream(&beyond, &length);
        if (memory == NULL) {
            return -1;
        }
        cosim_guess_put_beyond(memory, &w->keys, &w->c.fits[0].guess);
        if (fclose(memory) == 0 && length > 0) {
            fprintf(file, "# It %s.\n", beyond);
        }
        free(beyond);
        put_thetas(file, w);
        cosim_worded_others(w, tell_other, &t);
        if (!t.excluded) {
            fputs("# Nothing is excluded.\n", file);
        }
    }
    return cosim_worded_put_lines(file, w);
}

/* ---- JSON ---- */

typedef struct writer {
    cosim_json *j;
    bool departs;
} writer;

static void write_other(void *context, cosim_worded *w, const cosim_worded_other *o)
{
    const writer *to = context;
    char text[COSIM_WORDED_VALUE];
    unsigned long line;
    if (o->departs != to->departs) {
        return;
    }
    cosim_json_map_open(to->j, NULL);
    cosim_json_key_text(to->j, "key", cosim_worded_other_key(o->trait));
    cosim_json_key_text(to->j, "value", cosim_worded_other_value(o, text));
    if (o->departs) {
        cosim_json_key_text(to->j, "file", cosim_worded_place(w, o->trace, o->step, &line));
        cosim_json_key_unsigned(to->j, "line", line);
        cosim_json_key_unsigned(to->j, "step", o->step);
    } else {
        cosim_json_key_text(to->j, "why", cosim_worded_why_open(w, o->trait));
    }
    cosim_json_map_close(to->j);
}

static void put_json_misses(cosim_json *j, const cosim_worded *w)
{
    cosim_json_key_unsigned(j, "missed", w->missed);
    cosim_json_list_open(j, "misses");
    for (size_t i = 0; i < w->miss_count; i++) {
        unsigned long line;
        cosim_json_map_open(j, NULL);
        cosim_json_key_text(j, "file",
                            cosim_worded_place(w, w->miss_trace[i], w->miss_step[i], &line));
        cosim_json_key_unsigned(j, "line", line);
        cosim_json_key_unsigned(j, "step", w->miss_step[i]);
        cosim_json_map_close(j);
    }
    cosim_json_list_close(j);
}

int cosim_worded_json(FILE *file, cosim_worded *w, const char *path)
{
    cosim_json j;
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    int status = memory == NULL ? -1 : any(w) ? cosim_worded_put_lines(memory, w) : 0;
    if (memory != NULL && fclose(memory) != 0) {
        status = -1;
    }
    cosim_json_start(&j, file, 2);
    cosim_json_map_open(&j, NULL);
    cosim_json_key_text(&j, "lifcosim", cosim_version());
    cosim_json_map_open(&j, "calibration");
    cosim_json_key_text(&j, "name", w->keys.path);
    cosim_json_key_text(&j, "file", path);
    cosim_json_key_bool(&j, "fits", w->all);
    cosim_json_key_unsigned(&j, "tried", w->c.tried);
    cosim_json_key_unsigned(&j, "traces", w->trace_count);
    cosim_json_key_unsigned(&j, "steps", w->steps);
    cosim_json_key_unsigned(&j, "spikes", w->spikes);
    cosim_json_key_unsigned(&j, "searched", w->searched);
    cosim_json_key_bool(&j, "tested", w->tested);
    if (any(w)) {
        put_json_misses(&j, w);
        cosim_json_key_text(&j, w->found ? "manifest" : "nearest", status == 0 ? text : NULL);
    }
    for (int departs = 1; departs >= 0 && w->all; departs--) {
        writer to = {&j, departs == 1};
        cosim_json_list_open(&j, departs == 1 ? "excluded" : "open");
        cosim_worded_others(w, write_other, &to);
        cosim_json_list_close(&j);
    }
    cosim_json_map_close(&j);
    cosim_json_map_close(&j);
    cosim_json_new_line(&j);
    cosim_json_finish(&j);
    free(text);
    return status;
}
