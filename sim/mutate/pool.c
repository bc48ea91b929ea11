// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "mutate/pool.h"

#include "base/decimal.h"
#include "circuit/lif_conduct.h"
#include "equations/drives.h"
#include "run/coding.h"
#include "scenario/read.h"
#include "lif_random.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- neurons ---- */

enum { KEYS = 3, KEY_BYTES = 80 };

/* Keys of a scenario that are other. */
typedef struct other {
    char key[KEYS][KEY_BYTES];
    size_t count;
} other;

static void set_v(other *o, const char *key, double value_v)
{
    char value[32];
    snprintf(o->key[o->count++], KEY_BYTES, "neuron.%s=%s V", key, cosim_number(value_v, value));
}

static void set_hold(other *o, unsigned steps)
{
    snprintf(o->key[o->count++], KEY_BYTES, "neuron.refractory_steps=%u", steps);
}

/* Makes neuron number `number`: holds of all lengths, so that each bit of a counter is 0 and 1;
 * other words of threshold, reset and leak. */
static void vary(other *o, const lif_params *p, size_t number)
{
    static const unsigned holds[] = {3, 0, 9, 12, 21, 42, 85, 170};
    static const double places[] = {0.3, -0.4, 1.7, -1.3, 0.77, -2.1, 3.1, 0.051};
    static const double thresholds[] = {0.6, 4.0, 0.23, 2.3, 1.37};
    static const double leaks[] = {3.0, 0.4, 11.0, 1.9};
    enum { HOLDS = 8, PLACES = 8, THRESHOLDS = 5, LEAKS = 4 };
    const double up = p->v_threshold_v - p->v_reset_v;
    char value[32];
    o->count = 0;
    if (number == 0) {
        return; /* the scenario as it is */
    }
    number--;
    if (number < HOLDS) {
        set_hold(o, holds[number]);
    } else if ((number -= HOLDS) < PLACES) {
        const double reset_v = p->v_reset_v + places[number] * up;
        set_v(o, "reset", reset_v);
        set_v(o, "threshold", reset_v + up);
    } else if ((number -= PLACES) < THRESHOLDS) {
        set_v(o, "threshold", p->v_reset_v + thresholds[number] * up);
    } else if ((number -= THRESHOLDS) < LEAKS && lif_params_leaks(p)) {
        snprintf(o->key[o->count++], KEY_BYTES, "neuron.time_constant=%s s",
                 cosim_number(leaks[number] * p->tau_s, value));
    }
}

/* Joins the keys for a reader; NULL for none. */
static const char *join(cosim_arena *arena, const other *o)
{
    char text[KEYS * KEY_BYTES + 32] = "";
    for (size_t i = 0; i < o->count; i++) {
        const size_t length = strlen(text);
        snprintf(text + length, sizeof text - length, "%s%s", i > 0 ? " and " : "", o->key[i]);
    }
    return o->count > 0 ? cosim_arena_text(arena, text, strlen(text)) : NULL;
}

/* Adds a neuron, where the circuit can be it. */
static int add_neuron(cosim_pool *p, const cosim_scenario *scenario, size_t number,
                      cosim_diag *diag)
{
    cosim_pool_neuron *n = &p->neurons[p->neuron_count];
    const char *keys[KEYS];
    other o;
    cosim_diag unwanted;
    vary(&o, &scenario->params, number);
    if (o.count == 0 && number > 0) {
        return 0;
    }
    *n = (cosim_pool_neuron){.key = join(p->arena, &o)};
    for (size_t i = 0; i < o.count; i++) {
        keys[i] = o.key[i];
    }
    if (o.count > 0 && cosim_scenario_vary(scenario, keys, o.count, &n->varied, &unwanted) != 0) {
        return 0;
    }
    if (cosim_job_prepare(&n->job, n->varied != NULL ? n->varied : scenario, p->model->dut,
                          &unwanted) != 0) {
        cosim_scenario_free(n->varied);
        n->varied = NULL;
        return 0;
    }
    p->neuron_count++;
    return cosim_words_new(&n->job, &n->words, diag);
}

/* ---- runs ---- */

cosim_pool_end cosim_pool_run(const cosim_pool *p, cosim_pool_neuron *neuron, unsigned number,
                              const int32_t *drive, size_t n)
{
    const cosim_job *job = &neuron->job;
    const struct lif_dut_ops *ops = p->model->dut->ops;
    lif_dut *instance = p->model->dut->instance;
    double current_a[COSIM_POOL_STEPS];
    uint32_t hold[COSIM_POOL_STEPS], constant;
    int32_t before_fx[COSIM_POOL_STEPS], after_fx[COSIM_POOL_STEPS];
    uint8_t spike[COSIM_POOL_STEPS];
    lif_dut_breach breach = {.count = 0};
    const bool holds = !lif_hold_is_constant(&job->scenario->params, &constant);
    for (size_t i = 0; i < n; i++) {
        current_a[i] = cosim_job_current(job, drive[i]);
    }
    lif_hold_fill(&job->scenario->params, 0, n, hold);
    cosim_model_select(p->model, job, number);
    if (instance == NULL) {
        return COSIM_POOL_STOPPED;
    }
    if (cosim_words_configure(job, instance, LIF_CONDUCT_SEED) != 0) {
        cosim_model_renew(p->model);
        return COSIM_POOL_STOPPED;
    }
    lif_dut_block block = {.n = n,
                           .drive_fx = drive,
                           .hold = holds ? hold : NULL,
                           .hold_constant = constant,
                           .before_fx = before_fx,
                           .after_fx = after_fx,
                           .spike = spike,
                           .breach = &breach};
    cosim_words_give(job, &neuron->words, n, current_a, holds ? hold : NULL);
    cosim_words_add(&neuron->words, holds, &block);
    if (ops->run(instance, &block) != 0) {
        cosim_model_renew(p->model);
        return COSIM_POOL_STOPPED;
    }
    return breach.count > 0 ? COSIM_POOL_BREACH : COSIM_POOL_RAN;
}

size_t cosim_pool_difference(cosim_pool *p, const cosim_pool_walk *walk, unsigned number)
{
    cosim_pool_neuron *neuron = &p->neurons[walk->neuron];
    const size_t outputs = p->model->dut->equations->equations->output_count;
    const cosim_pool_end end = cosim_pool_run(p, neuron, number, walk->drive, walk->n);
    for (size_t i = 0; i < walk->n && end != COSIM_POOL_STOPPED; i++) {
        if (memcmp(neuron->words.outputs + i * outputs, walk->outputs + i * outputs,
                   outputs * sizeof *walk->outputs) != 0) {
            return i;
        }
    }
    /* one that stops, or does something in an idle clock, answers no step otherwise */
    return end == COSIM_POOL_RAN ? walk->n : walk->n - 1;
}

/* ---- walks ---- */

typedef struct drawer {
    uint64_t random;
    int64_t low, high;
} drawer;

static uint64_t draw(drawer *d)
{
    d->random += 0x9e3779b97f4a7c15u;
    return lif_random_mix(d->random, 0);
}

static int32_t some_word(drawer *d, int32_t last, unsigned calm)
{
    const int64_t size = (int64_t)(draw(d) >> 33) >> draw(d) % 31;
    const uint64_t kind = draw(d) % 8;
    int64_t word = kind == 0   ? d->low
                   : kind == 1 ? d->high
                   : kind == 2 ? 0
                   : kind < 6  ? (draw(d) % 4 == 0 ? -size : size)
                               : d->low + (int64_t)(draw(d) % (uint64_t)(d->high - d->low + 1));
    if (draw(d) % 8 < calm) {
        word = last;
    }
    return (int32_t)(word < d->low ? d->low : word > d->high ? d->high : word);
}

static int add_walk(cosim_pool *p, drawer *d, cosim_diag *diag)
{
    static const size_t lengths[] = {8, 24, 64, COSIM_POOL_STEPS};
    cosim_pool_walk *w = &p->walks[p->walk_count];
    const size_t outputs = p->model->dut->equations->equations->output_count;
    const unsigned calm = (unsigned)(draw(d) % 8);
    w->neuron = p->walk_count % 4 == 0 ? 0 : p->walk_count % p->neuron_count;
    w->n = lengths[draw(d) % (sizeof lengths / sizeof *lengths)];
    w->drive = cosim_arena_alloc(p->arena, w->n * sizeof *w->drive);
    w->outputs = cosim_arena_alloc(p->arena, w->n * outputs * sizeof *w->outputs);
    if (w->drive == NULL || w->outputs == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    for (size_t i = 0; i < w->n; i++) {
        w->drive[i] = some_word(d, i > 0 ? w->drive[i - 1] : 0, calm);
    }
    cosim_pool_neuron *neuron = &p->neurons[w->neuron];
    if (cosim_pool_run(p, neuron, 0, w->drive, w->n) == COSIM_POOL_STOPPED) {
        return cosim_diag_set(diag, NULL, "circuit %s: stopped: %s", p->model->dut->name,
                              p->model->dut->ops->message(p->model->dut->instance));
    }
    memcpy(w->outputs, neuron->words.outputs, w->n * outputs * sizeof *w->outputs);
    p->walk_count++;
    return 0;
}

int cosim_pool_make(cosim_pool *p, const cosim_mutant_model *model, const cosim_scenario *scenario,
                    uint64_t seed, cosim_diag *diag)
{
    const cosim_eq_declaration *d = model->dut->equations;
    int32_t low, high;
    cosim_eq_drive_limits(d, NULL, &low, &high);
    drawer words = {.random = seed, .low = low, .high = high};
    *p = (cosim_pool){.model = model, .arena = cosim_arena_new()};
    if (p->arena == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    int status = 0;
    for (size_t i = 0; i < COSIM_POOL_NEURONS && status == 0; i++) {
        status = add_neuron(p, scenario, i, diag);
    }
    for (size_t i = 0; i < COSIM_POOL_WALKS && status == 0 && p->neuron_count > 0; i++) {
        status = add_walk(p, &words, diag);
    }
    return status;
}

void cosim_pool_free(cosim_pool *p)
{
    for (size_t i = 0; i < p->neuron_count; i++) {
        cosim_words_free(&p->neurons[i].words);
        cosim_scenario_free(p->neurons[i].varied);
    }
    cosim_arena_free(p->arena);
    *p = (cosim_pool){.arena = NULL};
}
