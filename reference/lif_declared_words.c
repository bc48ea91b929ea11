// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Makes the words of a scenario for a circuit of declared arithmetic, and refuses what contradicts
 * it. */
#include "lif_declared.h"
#include "lif_declared_leak.h"

#include <math.h>

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

/* ---- potentials ---- */

/* Refuses a word that is built in and is not that of the scenario. `key` should be set to should_v.
 */
static lif_status refuse_word(const lif_declared *d, int64_t built, double real, const char *key,
                              double should_v, lif_error *error)
{
    return lif_fail(
        error, LIF_OUT_OF_RANGE, key,
        "the circuit has the word %lld built in, the scenario needs %.9g (%.9g membrane "
        "steps are |threshold - reset|); set %s to %.9g V",
        (long long)built, real, d->one, key, should_v);
}

static lif_status quantise_word(const lif_declared *d, const lif_fixed_word *fixed, double value,
                                const char *key, double should_v, int64_t *word, double *word_error,
                                lif_error *error)
{
    const double real = value * d->one;
    const double nearest = fixed->present ? (double)fixed->word : nearbyint(real);
    if (!(fabs(real - nearest) <= 0.5 + 1e-9)) {
        return refuse_word(d, fixed->word, real, key, should_v, error);
    }
    if (!(nearest >= (double)d->low_fx && nearest <= (double)d->high_fx)) {
        return lif_fail(error, LIF_OUT_OF_RANGE, key,
                        "%.6g times |threshold - reset| from rest is outside of what the membrane "
                        "can hold (%.6g to %.6g)",
                        value, (double)d->low_fx / d->one, (double)d->high_fx / d->one);
    }
    if (!lif_port_holds(fixed, nearest)) {
        return lif_fail(
            error, LIF_OUT_OF_RANGE, key,
            "%.6g times |threshold - reset| from rest is the word %.0f, and the port of "
            "the circuit holds %lld to %lld (%.6g to %.6g); widen the port, or say "
            "`signed` of it in the manifest where that is wrong",
            value, nearest, (long long)fixed->low, (long long)fixed->high,
            (double)fixed->low / d->one, (double)fixed->high / d->one);
    }
    *word = (int64_t)nearest;
    *word_error = nearest / d->one - value;
    return LIF_OK;
}

/* Returns the reset for which the threshold has that word: as the unit |threshold - reset| moves
 * with it, the reset is what has to change. */
static double reset_for_threshold(const lif_params *p, const lif_declared *d, int64_t word)
{
    return p->v_threshold_v - (p->v_threshold_v - p->v_rest_v) * d->one / (double)word;
}

static lif_status quantise_words(const lif_params *p, const lif_declared *d, lif_quantised *q,
                                 lif_error *error)
{
    const double rest = p->v_rest_v, scale = q->scale_v;
    const double theta = (p->v_threshold_v - rest) / scale;
    const double reset = d->subtract ? 1.0 : (p->v_reset_v - rest) / scale;
    /* A reset word r is (reset - E)/(theta - reset): */
    const double r = (double)d->reset.word / d->one;
    const double reset_v = d->subtract ? p->v_reset_v : (rest + r * p->v_threshold_v) / (1.0 + r);
    if (d->threshold.present && d->threshold.word > 0 && p->v_threshold_v > rest &&
        !(fabs(theta * d->one - (double)d->threshold.word) <= 0.5 + 1e-9)) {
        return refuse_word(d, d->threshold.word, theta * d->one, "neuron.reset",
                           reset_for_threshold(p, d, d->threshold.word), error);
    }
    lif_status status = quantise_word(d, &d->threshold, theta, "neuron.threshold",
                                      rest + (double)d->threshold.word / d->one * scale,
                                      &q->words.threshold_fx, &q->threshold_error, error);
    if (status == LIF_OK && d->subtract && d->reset.present &&
        !(fabs(d->one - (double)d->reset.word) <= 0.5)) {
        return lif_fail(
            error, LIF_OUT_OF_RANGE, "neuron.reset_mode",
            "the circuit subtracts %lld steps of the membrane, and %.9g are |threshold - "
            "reset|; write \"one: %lld\" at the membrane of the manifest",
            (long long)d->reset.word, d->one, (long long)d->reset.word);
    }
    if (status == LIF_OK) {
        status = quantise_word(d, &d->reset, reset, "neuron.reset", reset_v, &q->words.reset_fx,
                               &q->reset_error, error);
    }
    if (status == LIF_OK && d->subtract_threshold && q->words.reset_fx != q->words.threshold_fx) {
        return lif_fail(error, LIF_OUT_OF_RANGE, "neuron.reset",
                        "the circuit subtracts its threshold, %.9g of |threshold - reset| above "
                        "rest; set neuron.reset to the rest, %.9g V",
                        (double)q->words.threshold_fx / d->one, rest);
    }
    return status == LIF_OK
               ? quantise_word(d, &d->initial, (p->v_initial_v - rest) / scale, "neuron.initial",
                               rest + (double)d->initial.word / d->one * scale,
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

/* Returns the drive of a current, in S for each ampere. */
static double gain_of(const lif_params *p, const lif_declared *d, double scale_v, double k)
{
    const double gain = p->r_ohm / scale_v;
    if (d->input == LIF_INPUT_POTENTIAL || !lif_params_leaks(p)) {
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

/* Returns the word that a current of one unit is multiplied by. */
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
    const double k = lif_declared_share(params);
    lif_quantised q = {.format = *format,
                       .scale_v = lif_params_scale(params),
                       .zero_v = params->v_rest_v,
                       .lsb = 1.0 / declared->one,
                       .declared = declared};
    q.words.initial_hold = params->initial_hold;
    q.words.compare_above = declared->compare_above;
    q.words.reset_by_subtract = declared->subtract;
    lif_status status = check_rules(params, declared, error);
    if (status == LIF_OK) {
        status = lif_declared_quantise_leak(params, declared, &q, k, error);
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
