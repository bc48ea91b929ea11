// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/text.h"

#include "calibrate/evidence.h"
#include "calibrate/rows.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- a manifest by keys ---- */

static bool is_clocked(const cosim_manifest *m)
{
    return m->step != COSIM_STEP_COMBINATIONAL && m->result.node == NULL;
}

/* Writes what clocks without a step do, where a circuit can have any. */
static void put_idle(FILE *file, const cosim_calibration *c, bool evidence)
{
    if (c->runs) {
        fputs("  idle: runs\n", file);
        if (evidence) {
            fputs("    # with clocks between its steps its answers differ at ", file);
            cosim_evidence_put_place(file, c, c->run_experiment, c->run_step);
            fputs("\n", file);
        }
    } else if (c->idles) {
        fputs("  idle: stands\n", file);
        if (evidence) {
            fputs("    # clocks between the steps, with other drives at the port, change no "
                  "answer\n",
                  file);
        }
    }
}

static void put_keys(FILE *file, cosim_calibration *c, const cosim_found *found, bool evidence)
{
    const cosim_manifest *m = c->bench.keys;
    const cosim_guess *g = &found->guess;
    fputs("calibrated:\n  arithmetic:\n", file);
    for (cosim_trait trait = COSIM_TRAIT_LEAK; trait <= COSIM_TRAIT_RESET; trait++) {
        if (cosim_trait_is_said(m, g, trait)) {
            fprintf(file, "    %s: %s\n", cosim_trait_key(trait), cosim_trait_value(g, trait));
            if (evidence) {
                cosim_evidence_put(file, c, found, trait);
            }
        }
        if (trait == COSIM_TRAIT_LEAK && g->leak == COSIM_READS_TERMS) {
            fputs("    terms: [", file);
            for (unsigned i = 0; i < g->term_count; i++) {
                fprintf(file, "%s%d", i > 0 ? ", " : "", g->terms[i]);
            }
            fputs("]\n", file);
        }
    }
    const bool counts = cosim_trait_is_said(m, g, COSIM_TRAIT_COUNTS);
    if (counts || cosim_evidence_words(c, g)) {
        fputs("  constants:\n", file);
    }
    cosim_evidence_put_words(file, c, g, evidence);
    if (counts) {
        fprintf(file, "    refractory:\n      counts: %s\n",
                cosim_trait_value(g, COSIM_TRAIT_COUNTS));
        if (evidence) {
            cosim_evidence_put(file, c, found, COSIM_TRAIT_COUNTS);
        }
    }
    if (is_clocked(m)) {
        fprintf(file, "  spike: {latency: %u}\n", g->spike_latency);
        if (m->membrane.node != NULL) {
            fprintf(file, "  membrane: {latency: %u}\n", g->membrane_latency);
        }
    }
}

/* ---- a manifest by equations ---- */

/* Writes each line of a text, indented. */
static void put_indented(FILE *file, const char *text)
{
    while (*text != '\0') {
        const size_t length = strcspn(text, "\n");
        fprintf(file, "  %.*s\n", (int)length, text);
        text += length + (text[length] == '\n');
    }
}

/* Finds the line of a text that says the ports of outer states; "" where there is none. */
static const char *outer_states(const char *text)
{
    const char *line = strstr(text, "\nstate: {");
    return line == NULL ? "" : line + 1;
}

static int put_equations(FILE *file, const cosim_calibration *c, const cosim_found *found)
{
    char *text = NULL;
    size_t length = 0;
    if (cosim_guess_text(c->bench.keys, &found->guess, &text, &length) != 0) {
        free(text);
        return -1;
    }
    fputs("calibrated:\n", file);
    put_indented(file, found->edited != NULL ? found->edited : text);
    if (found->edited != NULL) {
        put_indented(file, outer_states(text));
    }
    free(text);
    return 0;
}

int cosim_calibration_put_manifest(FILE *file, cosim_calibration *c, const cosim_found *found,
                                   bool evidence)
{
    int status = 0;
    if (found->edited == NULL && cosim_guess_by_keys(c->bench.keys, &found->guess)) {
        put_keys(file, c, found, evidence);
    } else {
        status = put_equations(file, c, found);
    }
    put_idle(file, c, evidence);
    return status;
}

/* ---- what was found ---- */

/* Writes what the equations say that keys do not. */
static void put_beyond(FILE *file, const cosim_calibration *c, const cosim_found *found)
{
    const cosim_manifest *m = c->bench.keys;
    if (found->edited == NULL && cosim_guess_by_keys(m, &found->guess)) {
        return;
    }
    fputs("# In equations, as no keys say that the circuit ", file);
    cosim_guess_put_beyond(file, m, &found->guess);
    if (found->edited != NULL) {
        fprintf(file, "%s%s", cosim_guess_by_keys(m, &found->guess) ? "" : ", and ", found->words);
    }
    fputs(".\n", file);
}

/* The other fits answer alike: either will do. Those that keys say are among the evidence. */
static void put_alike(FILE *file, const cosim_calibration *c)
{
    const char *joint = "# No drive was found that tells these apart, and either will do: ";
    for (size_t i = 1; i < c->fit_count; i++) {
        const cosim_found *other = &c->fits[i];
        const bool by_keys = cosim_guess_by_keys(c->bench.keys, &c->fits[0].guess) &&
                             cosim_guess_by_keys(c->bench.keys, &other->guess);
        if (other->edited == NULL && !cosim_evidence_is_moved(&c->fits[0].guess, &other->guess) &&
            (by_keys || !cosim_evidence_is_apart(&c->fits[0].guess, &other->guess))) {
            continue;
        }
        fputs(joint, file);
        cosim_evidence_put_difference(file, c, &c->fits[0], other);
        joint = ", or ";
    }
    fputs(joint[0] == '#' ? "" : ".\n", file);
}

static int put_found(FILE *file, cosim_calibration *c)
{
    const size_t later = c->bench.count - c->used;
    fprintf(file,
            "# %s: %zu experiments, %" PRIu64 " steps, %" PRIu64 " spikes; this neuron gives the "
            "same answers to all of them,\n# and to %zu more, of %" PRIu64
            " steps, that the search did not use. It takes effect at the end of the manifest.\n",
            c->bench.keys->name, c->used, cosim_calibration_steps(c, 0, c->used), c->spikes, later,
            cosim_calibration_steps(c, c->used, c->bench.count));
    put_beyond(file, c, &c->fits[0]);
    put_alike(file, c);
    if (c->bench.membrane < 0) {
        fputs("# The membrane is hidden: these experiments do not tell apart what moves no "
              "spike.\n",
              file);
    }
    return cosim_calibration_put_manifest(file, c, &c->fits[0], true);
}

/* ---- the nearest ---- */

static void put_word(FILE *file, const char **joint, const char *name, const cosim_pin *pin,
                     int64_t word, bool is)
{
    if (is) {
        fprintf(file, "%s%s %" PRId64 "%s", *joint, name, word,
                pin->node != NULL ? "" : " (built in)");
        *joint = ", ";
    }
}

void cosim_calibration_put_words(FILE *file, const cosim_calibration *c, const cosim_words_of *w)
{
    const cosim_manifest *m = c->bench.keys;
    const cosim_keys *d = &m->declared;
    const char *joint = "";
    put_word(file, &joint, "leak", &m->leak, w->leak, d->leak != COSIM_LEAK_SHIFTS);
    put_word(file, &joint, "gain", &m->gain, w->gain, d->gains);
    put_word(file, &joint, "weight", &m->weight, w->weight, d->events);
    put_word(file, &joint, "threshold", &m->threshold, w->theta, true);
    put_word(file, &joint, "reset", &m->reset_value, w->reset, true);
    put_word(file, &joint, "initial", &m->initial, w->start, true);
    put_word(file, &joint, "rest", &m->rest, w->rest, d->rests);
    put_word(file, &joint, "refractory", &m->refractory, w->hold,
             m->refractory.node != NULL || w->hold > 0);
}

typedef struct table {
    FILE *file;
    const cosim_equations *e;
    bool hidden;
} table;

/* A column is as wide as its name, and as most words are. */
static int width_of(const char *name)
{
    const size_t length = strlen(name);
    return length < 6 ? 6 : length < 40 ? (int)length : 40;
}

static void put_row(void *context, const cosim_row *row)
{
    const table *t = context;
    fprintf(t->file, "#   %4zu", row->step);
    for (size_t i = 0; i < t->e->state_count; i++) {
        fprintf(t->file, "  %*" PRId64, width_of(t->e->states[i].name), row->before[i]);
    }
    fprintf(t->file, "  %*" PRId64 "  %16" PRId64 "  %8" PRId64 "  %18" PRId64,
            width_of(t->e->inputs[0].name), row->drive, row->text_spike, row->text_membrane,
            row->spike);
    if (t->hidden) {
        fputs("    hidden", t->file);
    } else {
        fprintf(t->file, "  %8" PRId64, row->membrane);
    }
    fputs(row->differs ? "  differs\n" : "\n", t->file);
}

/* Says what the names of the text stand for in a table, and when the circuit was read. */
static void put_legend(FILE *file, const cosim_bench *b, const cosim_theory *t)
{
    const cosim_equations *e = t->equations;
    char spike[COSIM_READ_BYTES], membrane[COSIM_READ_BYTES];
    fputs("# This text begins each row with its states as they stand there and the drive ", file);
    fprintf(file, "%s; its constants are", e->inputs[0].name);
    for (size_t i = 0; i < e->param_count; i++) {
        fprintf(file, "%s %s = %" PRId64, i > 0 ? "," : "", e->params[i].name, t->param[i]);
    }
    fprintf(file, ".\n# The circuit's spike is read %s",
            cosim_read_words(b->keys, t->spike_latency, spike));
    if (b->membrane >= 0) {
        fprintf(file, ", its membrane %s",
                cosim_read_words(b->keys, t->membrane_latency, membrane));
    } else {
        fputs("; its membrane is hidden, and that of the text is the one after the step", file);
    }
    fputs(".\n#   step", file);
    for (size_t i = 0; i < e->state_count; i++) {
        fprintf(file, "  %*s", width_of(e->states[i].name), e->states[i].name);
    }
    fprintf(file, "  %*s  this text: spike  membrane  the circuit: spike  membrane\n",
            width_of(e->inputs[0].name), e->inputs[0].name);
}

/* Writes a short experiment that the nearest text does not answer, step by step. */
static int put_table(FILE *file, cosim_calibration *c)
{
    cosim_theory *t = &c->nearest.theory;
    const cosim_experiment *e = c->odd;
    table to = {file, t->equations, c->bench.membrane < 0};
    fprintf(file, "# The shortest input found that shows it, %zu step%s, with ", e->n,
            e->n == 1 ? "" : "s");
    cosim_calibration_put_words(file, c, &e->words);
    fputs(".\n", file);
    cosim_theory_reset(&c->bench, t, &e->words);
    put_legend(file, &c->bench, t);
    return cosim_rows_each(&c->bench, t, e, put_row, &to);
}

static void put_still(FILE *file, const cosim_calibration *c)
{
    const cosim_manifest *m = c->bench.keys;
    const cosim_pin *shown = m->membrane.node != NULL ? &m->membrane : &m->state_out;
    char port[COSIM_PORT_BYTES];
    if (c->spike_still) {
        fprintf(file,
                "# Its port %s never moves: it stays at %" PRId64 ". Nothing is said of its "
                "threshold, its reset and its hold.\n",
                cosim_port_name(&m->spike, port), c->spike_word);
    }
    if (c->membrane_still) {
        fprintf(file, "# Its port %s never moves: it stays at %" PRId64 ".\n",
                cosim_port_name(shown, port), c->membrane_word);
    }
    if (c->unsteady) {
        fputs("# Its reset leaves something behind: the same drives had other answers after the "
              "next reset.\n",
              file);
    }
}

static int put_nearest(FILE *file, cosim_calibration *c)
{
    const uint64_t steps = cosim_calibration_steps(c, 0, c->used);
    fprintf(file,
            "# %s is not a neuron that lifcosim knows: none of %" PRIu64 " gives its answers to "
            "%zu experiments (%" PRIu64 " steps, %" PRIu64 " spikes).\n",
            c->bench.keys->name, c->tried, c->used, steps, c->spikes);
    put_still(file, c);
    if (c->nearest.theory.arena == NULL) {
        return 0;
    }
    fprintf(file,
            "# NEAREST: this text, which answers %" PRIu64 " of %" PRIu64
            " steps otherwise%s. It is a start for equations of your own, and no claim.\n",
            c->differ, steps,
            c->bench.membrane >= 0 && c->bench.keys->shows == COSIM_SHOWS_AFTER
                ? ", each from the membrane that the circuit showed before"
                : "");
    if (c->odd != NULL && put_table(file, c) != 0) {
        return -1;
    }
    /* equations can be changed by hand, and keys cannot say what is missing */
    return put_equations(file, c, &c->nearest);
}

int cosim_calibration_put_lines(FILE *file, cosim_calibration *c)
{
    return cosim_calibration_fits(c) ? cosim_calibration_put_manifest(file, c, &c->fits[0], false)
                                     : put_equations(file, c, &c->nearest);
}

const char *cosim_calibration_result(const cosim_calibration *c,
                                     char text[COSIM_CALIBRATION_RESULT])
{
    char port[COSIM_PORT_BYTES];
    const cosim_manifest *m = c->bench.keys;
    const uint64_t steps = cosim_calibration_steps(c, 0, c->used);
    if (cosim_calibration_fits(c)) {
        snprintf(text, COSIM_CALIBRATION_RESULT,
                 "The text gives the answers of the circuit to %zu experiments of %" PRIu64
                 " steps, and to %zu more of %" PRIu64 " steps that the search did not use.",
                 c->used, steps, c->bench.count - c->used,
                 cosim_calibration_steps(c, c->used, c->bench.count));
    } else if (c->spike_still || c->membrane_still) {
        snprintf(text, COSIM_CALIBRATION_RESULT,
                 "Its port %s never moves: it stays at %" PRId64 ".",
                 cosim_port_name(c->spike_still             ? &m->spike
                                 : m->membrane.node != NULL ? &m->membrane
                                                            : &m->state_out,
                                 port),
                 c->spike_still ? c->spike_word : c->membrane_word);
    } else if (c->unsteady) {
        snprintf(text, COSIM_CALIBRATION_RESULT,
                 "Its reset leaves something behind: the same drives had other answers after the "
                 "next reset.");
    } else if (c->nearest.theory.arena == NULL) {
        snprintf(text, COSIM_CALIBRATION_RESULT,
                 "None of %" PRIu64 " texts gives its answers to %zu experiments of %" PRIu64
                 " steps.",
                 c->tried, c->used, steps);
    } else {
        snprintf(text, COSIM_CALIBRATION_RESULT,
                 "None of %" PRIu64 " texts gives its answers to %zu experiments of %" PRIu64
                 " steps; the nearest one answers %" PRIu64 " of them otherwise.",
                 c->tried, c->used, steps, c->differ);
    }
    return text;
}

int cosim_calibration_put(FILE *file, cosim_calibration *c)
{
    return cosim_calibration_fits(c) ? put_found(file, c) : put_nearest(file, c);
}
