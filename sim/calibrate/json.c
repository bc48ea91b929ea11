// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/json.h"

#include "base/json.h"
#include "base/version.h"
#include "calibrate/evidence.h"
#include "calibrate/rows.h"
#include "calibrate/text.h"

#include <stdlib.h>
#include <string.h>

/* Writes what a writer of text gives, as the value of a key. Returns 0, or -1 without memory. */
static int put_text(cosim_json *j, const char *key, cosim_calibration *c, const cosim_found *found,
                    int (*put)(FILE *, cosim_calibration *, const cosim_found *))
{
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    int status = memory == NULL ? -1 : put(memory, c, found);
    if (memory != NULL && fclose(memory) != 0) {
        status = -1;
    }
    cosim_json_key_text(j, key, status == 0 ? text : NULL);
    free(text);
    return status;
}

static int put_manifest(FILE *file, cosim_calibration *c, const cosim_found *found)
{
    return cosim_calibration_put_manifest(file, c, found, false);
}

static int put_beyond(FILE *file, cosim_calibration *c, const cosim_found *found)
{
    cosim_guess_put_beyond(file, c->bench.keys, &found->guess);
    return 0;
}

static int put_difference(FILE *file, cosim_calibration *c, const cosim_found *found)
{
    cosim_evidence_put_difference(file, c, &c->fits[0], found);
    return 0;
}

static void put_departure(cosim_json *j, cosim_calibration *c, const cosim_guess *g,
                          cosim_trait trait)
{
    size_t experiment, step;
    cosim_json_map_open(j, NULL);
    cosim_json_key_text(j, "value", cosim_trait_value(g, trait));
    if (cosim_guess_departs(c, g, &experiment, &step)) {
        cosim_json_key_text(j, "experiment", c->bench.experiments[experiment]->name);
        cosim_json_key_unsigned(j, "step", step);
    } else {
        cosim_json_key_null(j, "experiment");
        cosim_json_key_null(j, "step");
    }
    cosim_json_map_close(j);
}

static void put_traits(cosim_json *j, cosim_calibration *c, const cosim_guess *g)
{
    const cosim_manifest *m = c->bench.keys;
    cosim_guess other;
    cosim_json_list_open(j, "traits");
    for (cosim_trait trait = COSIM_TRAIT_LEAK; trait < COSIM_TRAITS; trait++) {
        if (!cosim_trait_is_said(m, g, trait)) {
            continue;
        }
        cosim_json_map_open(j, NULL);
        cosim_json_key_text(j, "key", cosim_trait_key(trait));
        cosim_json_key_text(j, "value", cosim_trait_value(g, trait));
        cosim_json_list_open(j, "others");
        for (unsigned i = 0; cosim_trait_other(m, g, trait, i, &other); i++) {
            if (cosim_guess_possible(m, &other)) {
                put_departure(j, c, &other, trait);
            }
        }
        cosim_json_list_close(j);
        cosim_json_map_close(j);
    }
    cosim_json_list_close(j);
}

static void put_words(cosim_json *j, const cosim_words_of *w)
{
    cosim_json_map_open(j, "words");
    cosim_json_key_signed(j, "leak", w->leak);
    cosim_json_key_signed(j, "gain", w->gain);
    cosim_json_key_signed(j, "weight", w->weight);
    cosim_json_key_signed(j, "threshold", w->theta);
    cosim_json_key_signed(j, "reset", w->reset);
    cosim_json_key_signed(j, "initial", w->start);
    cosim_json_key_signed(j, "rest", w->rest);
    cosim_json_key_signed(j, "refractory", w->hold);
    cosim_json_map_close(j);
}

typedef struct steps_writer {
    cosim_json *j;
    const cosim_equations *e;
    bool hidden;
} steps_writer;

static void put_row(void *context, const cosim_row *row)
{
    const steps_writer *w = context;
    cosim_json *j = w->j;
    cosim_json_map_open(j, NULL);
    cosim_json_key_signed(j, "drive", row->drive);
    cosim_json_map_open(j, "states");
    for (size_t i = 0; i < w->e->state_count; i++) {
        cosim_json_key_signed(j, w->e->states[i].name, row->before[i]);
    }
    cosim_json_map_close(j);
    cosim_json_key_bool(j, "spike", row->spike != 0);
    if (w->hidden) {
        cosim_json_key_null(j, "membrane");
    } else {
        cosim_json_key_signed(j, "membrane", row->membrane);
    }
    cosim_json_key_bool(j, "text_spike", row->text_spike != 0);
    cosim_json_key_signed(j, "text_membrane", row->text_membrane);
    cosim_json_map_close(j);
}

/* Writes the short experiment: what the circuit answered, what the nearest text does, and all that
 * the text takes for it. */
static int put_odd(cosim_json *j, cosim_calibration *c)
{
    const cosim_bench *b = &c->bench;
    cosim_theory *t = &c->nearest.theory;
    const cosim_experiment *e = c->odd;
    if (e == NULL) {
        cosim_json_key_null(j, "shortest");
        return 0;
    }
    steps_writer w = {j, t->equations, b->membrane < 0};
    cosim_json_map_open(j, "shortest");
    put_words(j, &e->words);
    cosim_theory_reset(b, t, &e->words);
    cosim_json_map_open(j, "constants");
    for (size_t i = 0; i < t->equations->param_count; i++) {
        cosim_json_key_signed(j, t->equations->params[i].name, t->param[i]);
    }
    cosim_json_map_close(j);
    cosim_json_key_unsigned(j, "spike_latency", t->spike_latency);
    cosim_json_key_unsigned(j, "membrane_latency", t->membrane_latency);
    cosim_json_list_open(j, "steps");
    const int status = cosim_rows_each(b, t, e, put_row, &w);
    cosim_json_list_close(j);
    cosim_json_map_close(j);
    return status;
}

static int put_found(cosim_json *j, cosim_calibration *c)
{
    const cosim_found *f = &c->fits[0];
    int status = put_text(j, "manifest", c, f, put_manifest);
    status = put_text(j, "beyond_keys", c, f, put_beyond) != 0 ? -1 : status;
    cosim_json_key_text(j, "edit", f->edited != NULL ? f->words : NULL);
    cosim_json_key_unsigned(j, "spike_latency", f->guess.spike_latency);
    cosim_json_key_unsigned(j, "membrane_latency", f->guess.membrane_latency);
    cosim_json_key_text(j, "idle", c->runs ? "runs" : c->idles ? "stands" : NULL);
    if (f->edited == NULL) {
        put_traits(j, c, &f->guess);
    }
    cosim_json_list_open(j, "alike");
    for (size_t i = 1; i < c->fit_count; i++) {
        if (c->fits[i].edited == NULL && !cosim_evidence_is_apart(&f->guess, &c->fits[i].guess)) {
            continue;
        }
        cosim_json_map_open(j, NULL);
        status = put_text(j, "differs", c, &c->fits[i], put_difference) != 0 ? -1 : status;
        status = put_text(j, "manifest", c, &c->fits[i], put_manifest) != 0 ? -1 : status;
        cosim_json_map_close(j);
    }
    cosim_json_list_close(j);
    return status;
}

static int put_nearest(cosim_json *j, cosim_calibration *c)
{
    const bool is = c->nearest.theory.arena != NULL;
    int status = 0;
    if (is) {
        status = put_text(j, "nearest", c, &c->nearest, put_manifest);
        cosim_json_key_unsigned(j, "differ", c->differ);
        status = put_odd(j, c) != 0 ? -1 : status;
    } else {
        cosim_json_key_null(j, "nearest");
    }
    cosim_json_key_bool(j, "spike_never_moves", c->spike_still);
    cosim_json_key_bool(j, "membrane_never_moves", c->membrane_still);
    cosim_json_key_bool(j, "reset_leaves_something", c->unsteady);
    return status;
}

int cosim_calibration_json(FILE *file, cosim_calibration *c, const cosim_calibration_cost *cost,
                           const char *path)
{
    const bool fits = cosim_calibration_fits(c);
    cosim_json j;
    cosim_json_start(&j, file, 2);
    cosim_json_map_open(&j, NULL);
    cosim_json_key_text(&j, "lifcosim", cosim_version());
    cosim_json_map_open(&j, "calibration");
    cosim_json_key_text(&j, "name", c->bench.keys->name);
    cosim_json_key_text(&j, "file", path);
    cosim_json_key_bool(&j, "fits", fits);
    cosim_json_key_unsigned(&j, "tried", c->tried);
    cosim_json_key_unsigned(&j, "experiments", c->used);
    cosim_json_key_unsigned(&j, "steps", cosim_calibration_steps(c, 0, c->used));
    cosim_json_key_unsigned(&j, "spikes", c->spikes);
    cosim_json_key_unsigned(&j, "later_experiments", c->bench.count - c->used);
    cosim_json_key_unsigned(&j, "later_steps", cosim_calibration_steps(c, c->used, c->bench.count));
    const int status = fits ? put_found(&j, c) : put_nearest(&j, c);
    cosim_json_map_open(&j, "processor_s");
    cosim_json_key_number(&j, "elaborating", cost->elaborating_s);
    cosim_json_key_number(&j, "building", cost->building_s);
    cosim_json_key_number(&j, "searching", cost->searching_s);
    cosim_json_map_close(&j);
    cosim_json_map_close(&j);
    cosim_json_map_close(&j);
    cosim_json_new_line(&j);
    cosim_json_finish(&j);
    return status;
}
