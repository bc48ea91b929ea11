// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "lif_declared_leak.h"

#include <math.h>

static const char *const methods[] = {"exponential", "euler"};

double lif_declared_share(const lif_params *p)
{
    const double ratio = p->dt_s / p->tau_s;
    return p->method == LIF_EULER ? ratio : -expm1(-ratio);
}

/* Returns the time constant [s] for which a step's share is k. */
static double tau_for(const lif_params *p, double k)
{
    return p->method == LIF_EULER ? p->dt_s / k : k < 1.0 ? -p->dt_s / log1p(-k) : p->dt_s / 64.0;
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

/* Returns the power of two nearest to k, as a word. */
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
    if (!(built > 0.0 || built < 0.0)) {
        return lif_fail(
            error, LIF_OUT_OF_RANGE, "neuron.time_constant",
            "the circuit has no leak; write \"time_constant: none\", and \"capacitance: "
            "%.9g F\" in place of the resistance",
            p->tau_s / p->r_ohm);
    }
    if (built < 0.0 || built > 1.0) {
        return lif_fail(error, LIF_OUT_OF_RANGE, "neuron.time_constant",
                        "the circuit has a leak of %.9g a step built in, which no neuron has; give "
                        "another circuit",
                        built);
    }
    return lif_fail(error, LIF_OUT_OF_RANGE, "neuron.time_constant",
                    "the circuit has a leak of %.9g a step built in, the scenario (%s) needs %.9g; "
                    "set the time constant to %.9g s",
                    built, methods[p->method], wanted, tau_for(p, built));
}

/* Refuses a leak word that the port of the circuit cannot hold. */
static lif_status check_port(const lif_declared *d, double word, lif_error *error)
{
    const lif_fixed_word *fixed = &d->leak_word;
    return lif_port_holds(fixed, word)
               ? LIF_OK
               : lif_fail(error, LIF_OUT_OF_RANGE, "neuron.time_constant",
                          "the leak is the word %.0f, and the port of the circuit holds those from "
                          "%lld to %lld; use another time constant or step, widen the port, or say "
                          "`signed` of it in the manifest where that is wrong",
                          word, (long long)fixed->low, (long long)fixed->high);
}

static lif_status quantise_linear(const lif_params *p, const lif_declared *d, lif_quantised *q,
                                  double k, lif_error *error)
{
    const double distance = fabs(p->v_threshold_v - p->v_rest_v) / q->scale_v;
    const double real = k * distance * d->one;
    const double word = d->leak_word.present ? (double)d->leak_word.word : nearbyint(real);
    if (p->method != LIF_EULER && lif_params_leaks(p)) {
        return lif_fail(error, LIF_BAD_PARAMETER, "neuron.method",
                        "a linear leak has no exponential step; set the method to euler");
    }
    if (d->leak_word.present &&
        (!(fabs(real - word) <= 0.5) || lif_params_leaks(p) != (word > 0.0))) {
        return refuse_leak(p, k, word / d->one / distance, error);
    }
    if (word < 1.0 && lif_params_leaks(p)) {
        return lif_fail(error, LIF_OUT_OF_RANGE, "neuron.time_constant",
                        "the linear leak of %.6g steps of the membrane rounds to 0; use a longer "
                        "step or a membrane with more fraction bits",
                        real);
    }
    q->words.leak_fx = (int64_t)word;
    q->leak_error = (word - real) / d->one;
    return check_port(d, word, error);
}

lif_status lif_declared_quantise_leak(const lif_params *p, const lif_declared *d, lif_quantised *q,
                                      double k, lif_error *error)
{
    const int fraction = (int)q->format.leak_fraction;
    int64_t word;
    if (!lif_params_leaks(p) && d->input == LIF_INPUT_POTENTIAL) {
        return lif_fail(error, LIF_BAD_PARAMETER, "neuron.time_constant",
                        "the circuit takes a share of drive - membrane, and without leak it would "
                        "stand still; give a time constant, such as %.9g s",
                        p->dt_s * 50.0);
    }
    if (d->leak == LIF_LEAK_LINEAR) {
        return quantise_linear(p, d, q, k, error);
    }
    if (d->leak == LIF_LEAK_SHIFTS || d->leak_word.present) {
        word = d->leak == LIF_LEAK_SHIFTS ? sum_of_terms(d, q->format.leak_fraction)
                                          : d->leak_word.word;
        /* a multiplier's word is as fine as its bits; a shift is what it is */
        const double slack = d->leak == LIF_LEAK_MULTIPLY ? 0.5 : 1e-3 * (double)word;
        if (!(fabs(ldexp(k, fraction) - (double)word) <= slack) ||
            lif_params_leaks(p) != (word != 0)) {
            return refuse_leak(p, k, ldexp((double)word, -fraction), error);
        }
    } else {
        word = d->leak == LIF_LEAK_SHIFT ? nearest_shift(k, q->format.leak_fraction)
                                         : (int64_t)nearbyint(ldexp(k, fraction));
    }
    if (!lif_params_leaks(p) && word != 0) {
        return lif_fail(error, LIF_OUT_OF_RANGE, "neuron.time_constant",
                        "the circuit leaks by a shift in every step; give a time constant, such as "
                        "%.9g s",
                        tau_for(p, ldexp((double)word, -fraction)));
    }
    if (word < 1 && lif_params_leaks(p)) {
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
    return d->leak == LIF_LEAK_SHIFTS ? LIF_OK : check_port(d, (double)word, error);
}
