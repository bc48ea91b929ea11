// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The words of a scenario for a circuit of declared arithmetic, and what contradicts it. */
#include "lif_declared.h"

#include <math.h>

static const char *const methods[] = {"exponential", "euler"};

void lif_declared_of_format(lif_declared *declared, const lif_format *format,
                            const lif_words *words)
{
    const int64_t limit = (int64_t)1 << (format->state_width - 1);
    *declared = (lif_declared){.leak = LIF_LEAK_MULTIPLY,
                               .rounding = format->rounding == LIF_RESIDUAL ? LIF_ROUND_RESIDUAL
                                                                            : LIF_ROUND_HALF_UP,
                               .input = LIF_INPUT_POTENTIAL,
                               .overflow = LIF_OVERFLOW_WRAP,
                               .compare_above = words->compare_above,
                               .subtract = words->reset_by_subtract,
                               .one = ldexp(1.0, (int)format->state_fraction),
                               .low_fx = -limit,
                               .high_fx = limit - 1,
                               .drive_low_fx = -limit,
                               .drive_high_fx = limit - 1};
}

static lif_status bad(lif_error *error, const char *key, const char *what)
{
    return lif_fail(error, LIF_BAD_PARAMETER, key, "%s", what);
}

lif_status lif_declared_validate(const lif_declared *d, const lif_format *format, lif_error *error)
{
    const lif_status status = lif_format_validate(format, error);
    if (status != LIF_OK) {
        return status;
    }
    if (!(d->one >= 1.0 && d->one <= 0x1p31)) {
        return bad(error, "membrane.one", "is not from 1 to 2^31 steps of the membrane");
    }
    if (d->low_fx < INT32_MIN || d->high_fx > INT32_MAX || !(d->low_fx < d->high_fx) ||
        d->low_fx > 0 || d->high_fx < 0) {
        return bad(error, "membrane", "has a range without rest (0), or beyond 32 signed bits");
    }
    if (d->drive_shift > 31 || d->drive_low_fx > 0 || d->drive_high_fx < 1 ||
        d->drive_low_fx < INT32_MIN || d->drive_high_fx > INT32_MAX) {
        return bad(error, "drive", "has a range without 0 and 1, or beyond 32 signed bits");
    }
    if (d->gains && (d->events || d->drive_shift != 0 || d->gain_fraction > 31 ||
                     d->gain_most < 1 || d->gain_most > INT32_MAX || !(d->drive_unit_a > 0.0))) {
        return bad(error, "constants.gain",
                   "goes with a drive of a unit, without shift, fraction or weight");
    }
    if (d->leak == LIF_LEAK_LINEAR && d->input == LIF_INPUT_POTENTIAL) {
        return bad(error, "arithmetic.input",
                   "a linear leak has no drive potential; give after-leak or before-leak");
    }
    if (d->decay && (d->input == LIF_INPUT_POTENTIAL || d->leak == LIF_LEAK_LINEAR ||
                     d->leak == LIF_LEAK_SHIFTS)) {
        return bad(error, "arithmetic.leak",
                   "a product with 1 - k goes with leak: multiply and an input after or before it");
    }
    if (d->leak == LIF_LEAK_SHIFTS) {
        if (d->rounding == LIF_ROUND_RESIDUAL || d->term_count < 1 || d->term_count > LIF_TERMS) {
            return bad(error, "arithmetic.terms", "needs 1 to 8 shifts and no residual rounding");
        }
        for (unsigned i = 0; i < d->term_count; i++) {
            const int t = d->terms[i] < 0 ? -d->terms[i] : d->terms[i];
            if (t < 1 || t > (int)format->leak_fraction) {
                return bad(error, "arithmetic.terms", "has a shift outside of 1 to 30");
            }
        }
    }
    return LIF_OK;
}

/* ---- the leak ---- */

/* k of a step; a linear leak goes by dt/tau. */
static double share_of(const lif_params *p)
{
    const double ratio = p->dt_s / p->tau_s;
    return p->method == LIF_EULER ? ratio : -expm1(-ratio);
}

/* The time constant [s] for which a step's share is k. */
static double tau_for(const lif_params *p, double k)
{
    return p->method == LIF_EULER ? p->dt_s / k : -p->dt_s / log1p(-k);
}

static int64_t sum_of_terms(const lif_declared *d, unsigned fraction)
{
    int64_t sum = 0;
    for (unsigned i = 0; i < d->term_count; i++) {
        const int8_t t = d->terms[i];
        const int64_t one = (int64_t)1 << (fraction - (unsigned)(t < 0 ? -t : t));
        sum += t < 0 ? -one : one;
    }
    return sum;
}

/* The power of two nearest to k, as a word. */
static int64_t nearest_shift(double k, unsigned fraction)
{
    int64_t best = 1;
    for (unsigned s = 0; s <= fraction; s++) {
        const int64_t word = (int64_t)1 << (fraction - s);
        if (fabs(ldexp((double)word, -(int)fraction) - k) <
            fabs(ldexp((double)best, -(int)fraction) - k)) {
            best = word;
        }
    }
    return best;
}

static lif_status refuse_leak(const lif_params *p, double wanted, double built, lif_error *error)
{
    return lif_fail(error, LIF_OUT_OF_RANGE, "neuron.time_constant",
                    "the circuit has a leak of %.9g a step built in, the scenario (%s) needs %.9g; "
                    "set the time constant to %.9g s",
                    built, methods[p->method], wanted, tau_for(p, built));
}

static lif_status quantise_linear(const lif_params *p, const lif_declared *d, lif_quantised *q,
                                  double k, lif_error *error)
{
    const double distance = fabs(p->v_threshold_v - p->v_rest_v) / q->scale_v;
    const double real = k * distance * d->one;
    const double word = d->leak_word.present ? (double)d->leak_word.word : nearbyint(real);
    if (p->method != LIF_EULER) {
        return lif_fail(error, LIF_BAD_PARAMETER, "neuron.method",
                        "a linear leak has no exponential step; set the method to euler");
    }
    if (d->leak_word.present && !(fabs(real - word) <= 0.5)) {
        return refuse_leak(p, k, word / d->one / distance, error);
    }
    if (word < 1.0) {
        return lif_fail(error, LIF_OUT_OF_RANGE, "neuron.time_constant",
                        "the linear leak of %.6g steps of the membrane rounds to 0; use a longer "
                        "step or a membrane with more fraction bits",
                        real);
    }
    q->words.leak_fx = (int64_t)word;
    q->leak_error = (word - real) / d->one;
    return LIF_OK;
}

static lif_status quantise_leak(const lif_params *p, const lif_declared *d, lif_quantised *q,
                                double k, lif_error *error)
{
    const int fraction = (int)q->format.leak_fraction;
    int64_t word;
    if (d->leak == LIF_LEAK_LINEAR) {
        return quantise_linear(p, d, q, k, error);
    }
    if (d->leak == LIF_LEAK_SHIFTS || d->leak_word.present) {
        word = d->leak == LIF_LEAK_SHIFTS ? sum_of_terms(d, q->format.leak_fraction)
                                          : d->leak_word.word;
        /* a multiplier's word is as fine as its bits; a shift is what it is */
        const double slack = d->leak == LIF_LEAK_MULTIPLY ? 0.5 : 1e-3 * (double)word;
        if (!(fabs(ldexp(k, fraction) - (double)word) <= slack)) {
            return refuse_leak(p, k, ldexp((double)word, -fraction), error);
        }
    } else {
        word = d->leak == LIF_LEAK_SHIFT ? nearest_shift(k, q->format.leak_fraction)
                                         : (int64_t)nearbyint(ldexp(k, fraction));
    }
    if (word < 1) {
        return lif_fail(error, LIF_OUT_OF_RANGE, "neuron.time_constant",
                        "the leak of %.6g a step rounds to 0 with %d fraction bits; use a longer "
                        "step or a circuit with more leak bits",
                        k, fraction);
    }
    if (d->input == LIF_INPUT_BEFORE_LEAK && !(k < 1.0)) {
        return lif_fail(error, LIF_OUT_OF_RANGE, "neuron.time_constant",
                        "with a leak of all of the membrane nothing of an input stays that is "
                        "added before it; use a longer time constant");
    }
    q->words.leak_fx = word;
    q->leak_error = ldexp((double)word, -fraction) - k;
    return LIF_OK;
}

/* ---- potentials ---- */

static lif_status quantise_word(const lif_declared *d, const lif_fixed_word *fixed, double value,
                                const char *key, int64_t *word, double *word_error,
                                lif_error *error)
{
    const double real = value * d->one;
    const double nearest = fixed->present ? (double)fixed->word : nearbyint(real);
    if (!(fabs(real - nearest) <= 0.5 + 1e-9)) {
        return lif_fail(error, LIF_OUT_OF_RANGE, key,
                        "the circuit has the word %lld built in, the scenario needs %.9g (%.9g "
                        "membrane steps are |threshold - reset|); set it to %.9g of |threshold - "
                        "reset| from rest",
                        (long long)fixed->word, real, d->one, (double)fixed->word / d->one);
    }
    if (!(nearest >= (double)d->low_fx && nearest <= (double)d->high_fx)) {
        return lif_fail(error, LIF_OUT_OF_RANGE, key,
                        "%.6g times |threshold - reset| from rest is outside of what the membrane "
                        "can hold (%.6g to %.6g)",
                        value, (double)d->low_fx / d->one, (double)d->high_fx / d->one);
    }
    *word = (int64_t)nearest;
    *word_error = nearest / d->one - value;
    return LIF_OK;
}

static lif_status quantise_words(const lif_params *p, const lif_declared *d, lif_quantised *q,
                                 lif_error *error)
{
    const double rest = p->v_rest_v, scale = q->scale_v;
    const double reset = d->subtract ? 1.0 : (p->v_reset_v - rest) / scale;
    lif_status status =
        quantise_word(d, &d->threshold, (p->v_threshold_v - rest) / scale, "neuron.threshold",
                      &q->words.threshold_fx, &q->threshold_error, error);
    if (status == LIF_OK) {
        status = quantise_word(d, &d->reset, reset, "neuron.reset", &q->words.reset_fx,
                               &q->reset_error, error);
    }
    if (status == LIF_OK && d->subtract_threshold && q->words.reset_fx != q->words.threshold_fx) {
        return lif_fail(error, LIF_OUT_OF_RANGE, "neuron.reset",
                        "the circuit subtracts its threshold, %.9g of |threshold - reset| above "
                        "rest; set the reset to the rest",
                        (double)q->words.threshold_fx / d->one);
    }
    return status == LIF_OK
               ? quantise_word(d, &d->initial, (p->v_initial_v - rest) / scale, "neuron.initial",
                               &q->words.initial_fx, &q->initial_error, error)
               : status;
}

/* ---- rules ---- */

static lif_status check_rules(const lif_params *p, const lif_declared *d, lif_error *error)
{
    uint32_t hold;
    if ((p->compare == LIF_ABOVE) != d->compare_above) {
        return lif_fail(error, LIF_BAD_PARAMETER, "neuron.compare",
                        "the circuit fires %s the threshold; set it to %s",
                        d->compare_above ? "only above" : "at and above",
                        d->compare_above ? "above" : "at-or-above");
    }
    if ((p->reset_mode == LIF_RESET_BY_SUBTRACTION) != d->subtract) {
        return lif_fail(error, LIF_BAD_PARAMETER, "neuron.reset_mode",
                        "the circuit resets %s; set it to %s",
                        d->subtract ? "by subtraction" : "to a value",
                        d->subtract ? "by-subtraction" : "to-value");
    }
    if (d->hold.present && (!lif_hold_is_constant(p, &hold) || (int64_t)hold != d->hold.word)) {
        return lif_fail(error, LIF_OUT_OF_RANGE, "neuron.refractory",
                        "the circuit holds for %lld steps after every spike; set refractory_steps "
                        "to %lld",
                        (long long)d->hold.word, (long long)d->hold.word);
    }
    if (d->hold_least > 0 && (!lif_hold_is_constant(p, &hold) || hold < d->hold_least)) {
        return lif_fail(error, LIF_OUT_OF_RANGE, "neuron.refractory",
                        "the circuit holds for at least %u steps after every spike; set "
                        "refractory_steps to at least %u",
                        d->hold_least, d->hold_least);
    }
    return LIF_OK;
}

/* ---- the drive ---- */

/* Drive of a current, in S for each ampere. */
static double gain_of(const lif_params *p, const lif_declared *d, double scale_v, double k)
{
    const double gain = p->r_ohm / scale_v;
    if (d->input == LIF_INPUT_POTENTIAL) {
        return gain;
    }
    return d->input == LIF_INPUT_BEFORE_LEAK && d->leak != LIF_LEAK_LINEAR ? gain * k / (1.0 - k)
                                                                           : gain * k;
}

/* An event is one word; its current is declared, or follows from a word that is built in. */
static lif_status quantise_event(const lif_declared *d, lif_quantised *q, double gain,
                                 lif_error *error)
{
    const double real = gain * d->event_a * d->one;
    const double word = d->event.present ? (double)d->event.word : nearbyint(real);
    if (!(word >= 1.0 && word <= (double)d->drive_high_fx)) {
        return lif_fail(error, LIF_OUT_OF_RANGE, "neuron.resistance",
                        "an input event adds %.9g steps of the membrane, which the circuit cannot "
                        "be told (1 to %lld); change the resistance, or current: in the manifest",
                        real, (long long)d->drive_high_fx);
    }
    q->event_fx = (int64_t)word;
    if (d->event_a > 0.0 && !(fabs(real - word) <= 0.5)) {
        return lif_fail(error, LIF_OUT_OF_RANGE, "neuron.resistance",
                        "an input event adds %.9g steps of the membrane in this scenario, and the "
                        "circuit adds %.9g; change the resistance, or current: in the manifest",
                        real, word);
    }
    q->drive_fx_per_a = d->event_a > 0.0 ? word / d->event_a : gain * d->one;
    return LIF_OK;
}

/* The word that a current of one unit is multiplied by. */
static lif_status quantise_gain(const lif_declared *d, lif_quantised *q, double gain,
                                lif_error *error)
{
    const double real = ldexp(gain * d->drive_unit_a * d->one, (int)d->gain_fraction);
    const double word = d->gain.present ? (double)d->gain.word : nearbyint(real);
    if (d->gain.present && !(fabs(real - word) <= 0.5)) {
        return lif_fail(error, LIF_OUT_OF_RANGE, "neuron.resistance",
                        "the circuit has the gain %lld built in, the scenario needs %.9g; multiply "
                        "the resistance by %.9g",
                        (long long)d->gain.word, real, word / real);
    }
    if (!(word >= 1.0 && word <= (double)d->gain_most)) {
        return lif_fail(error, LIF_OUT_OF_RANGE, "neuron.resistance",
                        "the gain of %.6g is outside of what the circuit can be told (1 to %lld); "
                        "change the resistance, or drive.unit in the manifest",
                        real, (long long)d->gain_most);
    }
    q->words.gain_fx = (int64_t)word;
    q->drive_fx_per_a = 1.0 / d->drive_unit_a;
    return LIF_OK;
}

lif_status lif_declared_quantise(const lif_params *params, const lif_format *format,
                                 const lif_declared *declared, lif_quantised *result,
                                 lif_error *error)
{
    const double k = share_of(params);
    lif_quantised q = {.format = *format,
                       .scale_v = lif_params_scale(params),
                       .lsb = 1.0 / declared->one,
                       .declared = declared};
    q.words.initial_hold = params->initial_hold;
    q.words.compare_above = declared->compare_above;
    q.words.reset_by_subtract = declared->subtract;
    lif_status status = check_rules(params, declared, error);
    if (status == LIF_OK) {
        status = quantise_leak(params, declared, &q, k, error);
    }
    if (status == LIF_OK) {
        status = quantise_words(params, declared, &q, error);
    }
    const double gain = gain_of(params, declared, q.scale_v, k);
    q.drive_fx_per_a = gain * declared->one * ldexp(1.0, -(int)declared->drive_shift);
    if (status == LIF_OK && declared->gains) {
        status = quantise_gain(declared, &q, gain, error);
    }
    if (status == LIF_OK && declared->events) {
        status = quantise_event(declared, &q, gain, error);
    }
    if (status == LIF_OK) {
        *result = q;
    }
    return status;
}
