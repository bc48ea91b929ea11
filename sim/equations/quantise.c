// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/quantise.h"

#include "lif_model.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { HOLD_MOST = 4096 }; /* the largest hold that is tried */

/* ---- values ---- */

void cosim_eq_values(const cosim_eq_declaration *d, const lif_params *p, double event_a,
                     double unit_a, cosim_eq_words *words)
{
    lif_model model;
    lif_model_state state;
    lif_model_start(&model, &state, p);
    words->scale_v = lif_params_scale(p);
    words->lsb_v = words->scale_v / d->one;
    words->zero_v = d->absolute ? 0.0 : p->v_rest_v;
    const double per_volt = d->one / words->scale_v;
    /* what a current adds to the membrane in a step from rest is k*G*I, without leak G*I */
    const double step = lif_params_leaks(p) ? model.leak : 1.0;
    double *v = words->values;
    v[COSIM_EQ_K] = lif_params_leaks(p) ? model.leak : 0.0;
    v[COSIM_EQ_THETA] = (p->v_threshold_v - words->zero_v) * per_volt;
    v[COSIM_EQ_RESET] = (p->v_reset_v - words->zero_v) * per_volt;
    v[COSIM_EQ_RESTING] = (p->v_rest_v - words->zero_v) * per_volt;
    v[COSIM_EQ_HOLD] = (double)lif_hold_at(p, 0);
    v[COSIM_EQ_ONE] = d->one;
    v[COSIM_EQ_GAIN] = step * p->r_ohm * unit_a * per_volt;
    v[COSIM_EQ_EVENT] = p->r_ohm * event_a * per_volt;
    words->initial = v[COSIM_EQ_INITIAL] = (p->v_initial_v - words->zero_v) * per_volt;
}

static bool uses(const cosim_eq_formula *f, cosim_eq_quantity quantity)
{
    return f != NULL && ((f->op == COSIM_EQ_F_QUANTITY && f->quantity == quantity) ||
                         uses(f->of[0], quantity) || uses(f->of[1], quantity));
}

bool cosim_eq_is_count(const cosim_eq_param *p)
{
    for (unsigned q = 0; q < COSIM_EQ_QUANTITIES; q++) {
        if (q != COSIM_EQ_HOLD && uses(p->real, (cosim_eq_quantity)q)) {
            return false;
        }
    }
    return true;
}

/* ---- the nearest word ---- */

static bool is_shift(const cosim_eq_formula *f)
{
    return f->op == COSIM_EQ_F_LOG2 || (f->of[0] != NULL && is_shift(f->of[0])) ||
           (f->of[1] != NULL && is_shift(f->of[1]));
}

static bool is_negative_shift(const cosim_eq_formula *f)
{
    return f->op == COSIM_EQ_F_MINUS ? is_shift(f->of[0])
           : f->op == COSIM_EQ_F_ADD || f->op == COSIM_EQ_F_SUB
               ? is_negative_shift(f->of[0]) ||
                     (f->op == COSIM_EQ_F_SUB ? is_shift(f->of[1]) : is_negative_shift(f->of[1]))
               : false;
}

/* A word that shifts stands for a power of two: its distance is that of the powers. */
static double stands_for(const cosim_eq_param *p, double word)
{
    return p->real == NULL || !is_shift(p->real) ? word
           : is_negative_shift(p->real)          ? exp2(-word)
                                                 : exp2(word);
}

static double distance(const cosim_eq_param *p, double real, double word)
{
    return fabs(stands_for(p, word) - stands_for(p, real));
}

static double nearest(const cosim_eq_param *p, double real)
{
    if (p->real == NULL || !is_shift(p->real)) {
        return nearbyint(real);
    }
    const double low = floor(real), high = ceil(real);
    return distance(p, real, low) <= distance(p, real, high) ? low : high;
}

bool cosim_eq_is_nearest(const cosim_eq_param *p, double real, int64_t word)
{
    const double best = distance(p, real, nearest(p, real));
    const double slack = 1e-9 + 0x1p-50 * fabs(real);
    return p->real != NULL && is_shift(p->real)
               ? distance(p, real, (double)word) <= best * (1.0 + 1e-9)
               : fabs((double)word - real) <= 0.5 + slack;
}

/* Tells whether a word that is built in is that of the scenario. A shift is what it is: its power
 * of two has to be that of the scenario, to 1 in 1000; any other word is as fine as its bits. */
static bool is_built_in(const cosim_eq_param *p, double real)
{
    return p->real != NULL && is_shift(p->real)
               ? distance(p, real, (double)p->word) <= 1e-3 * stands_for(p, (double)p->word)
               : cosim_eq_is_nearest(p, real, p->word);
}

/* ---- what the scenario would have to say ---- */

typedef struct knob {
    cosim_eq_quantity quantity;
    const char *key, *unit;
    size_t offset; /* of a double in lif_params */
} knob;

static const knob knobs[] = {
    {COSIM_EQ_K, "neuron.time_constant", "s", offsetof(lif_params, tau_s)},
    {COSIM_EQ_THETA, "neuron.threshold", "V", offsetof(lif_params, v_threshold_v)},
    {COSIM_EQ_RESET, "neuron.reset", "V", offsetof(lif_params, v_reset_v)},
    {COSIM_EQ_RESTING, "neuron.rest", "V", offsetof(lif_params, v_rest_v)},
    {COSIM_EQ_THETA, "neuron.reset", "V", offsetof(lif_params, v_reset_v)},
    {COSIM_EQ_ONE, "neuron.threshold", "V", offsetof(lif_params, v_threshold_v)},
    {COSIM_EQ_GAIN, "neuron.resistance", "Ohm", offsetof(lif_params, r_ohm)},
    {COSIM_EQ_EVENT, "neuron.resistance", "Ohm", offsetof(lif_params, r_ohm)},
    {COSIM_EQ_INITIAL, "neuron.initial", "V", offsetof(lif_params, v_initial_v)},
};

static double real_of(const cosim_eq_declaration *d, const cosim_eq_param *p, const lif_params *at,
                      double event_a, double unit_a)
{
    cosim_eq_words words;
    cosim_eq_values(d, at, event_a, unit_a, &words);
    return cosim_eq_formula_value(p->real, words.values);
}

/* Looks for the value of one parameter with which the formula gives `wanted`, by the secant rule.
 * Returns false where this parameter does not move it there. */
static bool solve(const cosim_eq_declaration *d, const cosim_eq_param *p, const lif_params *params,
                  double event_a, double unit_a, const knob *k, double wanted, double *value)
{
    lif_params at = *params;
    double *x = (double *)(void *)((char *)&at + k->offset);
    double before = *x, f_before = real_of(d, p, &at, event_a, unit_a) - wanted;
    *x = before + (before != 0.0 ? 0.01 * before : 1e-3 * lif_params_scale(params));
    for (int i = 0; i < 60; i++) {
        const double f = real_of(d, p, &at, event_a, unit_a) - wanted;
        const double slope = (f - f_before) / (*x - before);
        const bool near = fabs(f) < 1e-6 * (1.0 + fabs(wanted));
        if (fabs(f) < 1e-12 * (1.0 + fabs(wanted)) || (near && fabs(f) >= fabs(f_before))) {
            *value = *x;
            return lif_params_validate(&at, &(lif_error){LIF_OK, "", ""}) == LIF_OK;
        }
        if (!isfinite(slope) || fabs(slope) < 1e-30) {
            return false;
        }
        before = *x;
        f_before = f;
        *x -= f / slope;
        if (!isfinite(*x)) {
            return false;
        }
    }
    return false;
}

/* Tells whether a word of the leak is that of a neuron that does not leak. */
static bool is_leakless(const cosim_eq_param *p, const cosim_eq_words *words, double word)
{
    double values[COSIM_EQ_QUANTITIES];
    memcpy(values, words->values, sizeof values);
    values[COSIM_EQ_K] = 0.0;
    return uses(p->real, COSIM_EQ_K) && !uses(p->real, COSIM_EQ_GAIN) &&
           !uses(p->real, COSIM_EQ_EVENT) && !is_shift(p->real) &&
           cosim_eq_formula_value(p->real, values) == word;
}

static lif_status refuse_built(const cosim_eq_declaration *d, const cosim_eq_param *p,
                               const lif_params *params, double event_a, double unit_a,
                               const cosim_eq_words *words, double real, lif_error *error)
{
    double value;
    if (lif_params_leaks(params) && is_leakless(p, words, (double)p->word)) {
        return lif_fail(error, LIF_OUT_OF_RANGE, "neuron.time_constant",
                        "the circuit has no leak: its word %lld of %.40s is built in; write "
                        "\"time_constant: none\", and \"capacitance: %.9g F\" in place of the "
                        "resistance",
                        (long long)p->word, p->name, params->tau_s / params->r_ohm);
    }
    if (uses(p->real, COSIM_EQ_HOLD)) {
        const double step = real_of(d, p, params, event_a, unit_a);
        lif_params at = *params;
        at.refractory_rule = LIF_REFRACTORY_STEPS;
        for (at.refractory_steps = 0; at.refractory_steps < HOLD_MOST; at.refractory_steps++) {
            if (real_of(d, p, &at, event_a, unit_a) == (double)p->word) {
                return lif_fail(error, LIF_OUT_OF_RANGE, "neuron.refractory",
                                "the circuit has the word %lld of %.40s built in, the scenario "
                                "needs %.9g; set neuron.refractory_steps to %u",
                                (long long)p->word, p->name, step, at.refractory_steps);
            }
        }
    }
    const knob *best = NULL;
    double least = (double)INFINITY, right = 0.0;
    for (size_t i = 0; i < sizeof knobs / sizeof *knobs; i++) {
        const double now = *(const double *)(const void *)((const char *)params + knobs[i].offset);
        if (!uses(p->real, knobs[i].quantity) ||
            !solve(d, p, params, event_a, unit_a, &knobs[i], (double)p->word, &value)) {
            continue;
        }
        /* a ratio of potentials may be reached at no potential at all but a huge one */
        const double change = fabs(value - now) / (fabs(now) + lif_params_scale(params));
        if (change < least / 10.0) {
            best = &knobs[i];
            least = change;
            right = value;
        }
    }
    if (best != NULL) {
        return lif_fail(error, LIF_OUT_OF_RANGE, best->key,
                        "the circuit has the word %lld of %.40s built in, the scenario needs "
                        "%.9g; set %s to %.9g %s",
                        (long long)p->word, p->name, real, best->key, right, best->unit);
    }
    return lif_fail(error, LIF_OUT_OF_RANGE, "neuron",
                    "the circuit has the word %lld of %.40s built in, and the scenario needs %.9g "
                    "(%.9g words of the membrane are |threshold - reset|); correct `one` or the "
                    "`real` of the manifest, or the neuron",
                    (long long)p->word, p->name, real, d->one);
}

/* Sets the hold, where the formula gives the word that is built in for one. */
static bool fit_hold(const cosim_eq_declaration *d, const cosim_eq_param *p, lif_params *params)
{
    lif_params at = *params;
    at.refractory_rule = LIF_REFRACTORY_STEPS;
    for (at.refractory_steps = 0; at.refractory_steps < HOLD_MOST; at.refractory_steps++) {
        if (real_of(d, p, &at, 0.0, 0.0) == (double)p->word) {
            at.refractory_s = at.refractory_steps * at.dt_s;
            *params = at;
            return true;
        }
    }
    return false;
}

void cosim_eq_fit_params(const cosim_eq_declaration *d, lif_params *params, double event_a,
                         double unit_a)
{
    for (size_t i = 0; i < d->equations->param_count; i++) {
        const cosim_eq_param *p = &d->equations->params[i];
        if (p->port != NULL || p->real == NULL ||
            is_built_in(p, real_of(d, p, params, event_a, unit_a)) ||
            (uses(p->real, COSIM_EQ_HOLD) && fit_hold(d, p, params))) {
            continue;
        }
        for (size_t k = 0; k < sizeof knobs / sizeof *knobs; k++) {
            double value;
            if (uses(p->real, knobs[k].quantity) &&
                solve(d, p, params, event_a, unit_a, &knobs[k], (double)p->word, &value)) {
                *(double *)(void *)((char *)params + knobs[k].offset) = value;
                break;
            }
        }
    }
}

/* ---- all of them ---- */

static const char *key_of(const cosim_eq_param *p)
{
    if (uses(p->real, COSIM_EQ_HOLD)) {
        return "neuron.refractory";
    }
    for (size_t i = 0; i < sizeof knobs / sizeof *knobs; i++) {
        if (uses(p->real, knobs[i].quantity)) {
            return knobs[i].key;
        }
    }
    return "neuron";
}

static lif_status quantise_param(const cosim_eq_declaration *d, const cosim_eq_param *p,
                                 const lif_params *params, double event_a, double unit_a,
                                 const cosim_eq_words *words, int64_t *word, double *real,
                                 lif_error *error)
{
    if (p->real == NULL && p->port != NULL) {
        return lif_fail(error, LIF_BAD_PARAMETER, "dut",
                        "nothing says which word of %.40s its port is told; write "
                        "\"real 3\" there, with its value",
                        p->name);
    }
    if (p->real == NULL) {
        *word = p->word;
        *real = (double)p->word;
        return LIF_OK;
    }
    *real = cosim_eq_formula_value(p->real, words->values);
    if (!isfinite(*real)) {
        return lif_fail(error, LIF_OUT_OF_RANGE, key_of(p),
                        "the real value of %.40s is no finite number with this scenario (k is "
                        "%.9g); correct the neuron, or the formula in the manifest",
                        p->name, words->values[COSIM_EQ_K]);
    }
    if (p->port == NULL) {
        *word = p->word;
        return is_built_in(p, *real)
                   ? LIF_OK
                   : refuse_built(d, p, params, event_a, unit_a, words, *real, error);
    }
    const double word_real = nearest(p, *real);
    if (lif_params_leaks(params) && is_leakless(p, words, word_real)) {
        return lif_fail(error, LIF_OUT_OF_RANGE, key_of(p),
                        "the word of %.40s, which stands for %.6g, rounds to %.9g, with which "
                        "nothing leaks; use a longer step, or a circuit with more bits",
                        p->name, *real, word_real);
    }
    const double low = (double)cosim_eq_type_low(p->type);
    const double high = p->limited ? (double)p->most : (double)cosim_eq_type_high(p->type);
    if (!(word_real >= low && word_real <= high)) {
        return lif_fail(error, LIF_OUT_OF_RANGE, key_of(p),
                        "the word of %.40s is %.9g, and %s %.0f to %.0f; change the neuron, or "
                        "give the port more bits%s",
                        p->name, word_real,
                        p->limited ? "the declaration allows" : "its port holds", low, high,
                        d->absolute ? " (words are absolute here, with 0 for 0 V, for a real names "
                                      "rest; without it 0 is the resting potential)"
                                    : "");
    }
    *word = (int64_t)word_real;
    return LIF_OK;
}

lif_status cosim_eq_quantise(cosim_arena *arena, const cosim_eq_declaration *d,
                             const lif_params *params, double event_a, double unit_a,
                             cosim_eq_words *words, lif_error *error)
{
    const cosim_equations *e = d->equations;
    cosim_eq_values(d, params, event_a, unit_a, words);
    words->word = cosim_arena_alloc(arena, (e->param_count + 1) * sizeof *words->word);
    words->real = cosim_arena_alloc(arena, (e->param_count + 1) * sizeof *words->real);
    if (words->word == NULL || words->real == NULL) {
        return lif_fail(error, LIF_BAD_PARAMETER, "neuron", "out of memory");
    }
    for (size_t i = 0; i < e->param_count; i++) {
        const lif_status status = quantise_param(d, &e->params[i], params, event_a, unit_a, words,
                                                 &words->word[i], &words->real[i], error);
        if (status != LIF_OK) {
            return status;
        }
    }
    return LIF_OK;
}

void cosim_eq_words_of_hold(const cosim_eq_declaration *d, const cosim_eq_words *words,
                            uint32_t hold, int64_t *word)
{
    const cosim_equations *e = d->equations;
    double values[COSIM_EQ_QUANTITIES];
    memcpy(values, words->values, sizeof values);
    values[COSIM_EQ_HOLD] = (double)hold;
    for (size_t i = 0; i < e->param_count; i++) {
        const cosim_eq_param *p = &e->params[i];
        word[i] = words->word[i];
        if (p->port != NULL && uses(p->real, COSIM_EQ_HOLD)) {
            word[i] = (int64_t)nearest(p, cosim_eq_formula_value(p->real, values));
        }
    }
}
