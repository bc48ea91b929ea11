// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "judge/constants.h"

#include <math.h>

/* ---- leak words of a restricted coding: plain searches, for the sake of being another way than
 * the quantiser's (reference/lif_leak.c) ---- */

static long double nearer(long double a, long double b, long double to)
{
    return fabsl(a - to) <= fabsl(b - to) ? a : b;
}

/* Tries every shift, with the mantissa nearest to the wanted value. */
static long double nearest_mantissa(const lif_format *f, long double scaled)
{
    const long double most = ldexpl(1.0L, (int)f->leak_digits) - 1.0L;
    long double best = 0.0L;
    for (unsigned shift = 0; shift <= f->leak_fraction; shift++) {
        const long double mantissa = rintl(ldexpl(scaled, -(int)shift));
        best = nearer(ldexpl(mantissa > most ? most : mantissa, (int)shift), best, scaled);
    }
    return best;
}

/* Tries every power of two of either sign as one term, and does the same with what is left; the
 * last term is the nearest power. */
static long double nearest_terms(unsigned terms, unsigned fraction, long double left)
{
    long double best = 0.0L;
    for (unsigned n = 0; n <= fraction; n++) {
        for (int negative = 0; negative < 2; negative++) {
            const long double term = ldexpl(negative ? -1.0L : 1.0L, (int)n);
            const long double rest =
                terms > 1 ? nearest_terms(terms - 1, fraction, left - term) : 0.0L;
            best = nearer(term + rest, best, left);
        }
    }
    return best;
}

/* Finds the leak word of a restricted coding nearest to `scaled` (k * 2^KF), by a search of its own
 * that shares nothing with the quantiser. */
static int64_t nearest_leak(const lif_format *format, long double scaled)
{
    return llrintl(format->leak_coding == LIF_CODING_MANTISSA
                       ? nearest_mantissa(format, scaled)
                       : nearest_terms(format->leak_digits, format->leak_fraction, scaled));
}

/* ---- the level ---- */

/* Allows half an LSB and the rounding of long double itself: at an exact half either word is
 * right. */
static void check_constant(cosim_judge *j, const char *quantity, int64_t word, long double real,
                           unsigned fraction)
{
    const long double scaled = ldexpl(real, (int)fraction);
    const long double slack = 0.5L + ldexpl(fabsl(scaled) + 1.0L, -50);
    if (!(fabsl((long double)word - scaled) <= slack)) {
        cosim_judge_note_words(j, COSIM_LEVEL_CONSTANTS, quantity, NULL, 0, llrintl(scaled), word);
        j->constants = COSIM_FAIL;
    }
}

static void check_equal(cosim_judge *j, const char *quantity, int64_t expected, int64_t observed)
{
    if (expected != observed) {
        cosim_judge_note_words(j, COSIM_LEVEL_CONSTANTS, quantity, NULL, 0, expected, observed);
        j->constants = COSIM_FAIL;
    }
}

/* Checks a leak word of a restricted coding: no representable word may be nearer than it. */
static void check_leak(cosim_judge *j, int64_t word, long double leak)
{
    const lif_format *f = &j->q.format;
    const long double scaled = ldexpl(leak, (int)f->leak_fraction);
    if (f->leak_coding == LIF_CODING_ANY) {
        check_constant(j, "leak", word, leak, f->leak_fraction);
        return;
    }
    const int64_t nearest = nearest_leak(f, scaled);
    const long double slack = ldexpl(fabsl(scaled) + 1.0L, -50);
    if (nearest_leak(f, (long double)word) != word ||
        fabsl((long double)word - scaled) > fabsl((long double)nearest - scaled) + slack) {
        cosim_judge_note_words(j, COSIM_LEVEL_CONSTANTS, "leak", NULL, 0, nearest, word);
        j->constants = COSIM_FAIL;
    }
}

/* The values are computed from the physical parameters, without the quantiser's own code. */
void cosim_judge_constants(cosim_judge *judge, const lif_words *words)
{
    const lif_params *p = &judge->params;
    const unsigned fraction = judge->q.format.state_fraction;
    const long double rest = (long double)p->v_rest_v;
    const long double scale = fabsl((long double)p->v_threshold_v - (long double)p->v_reset_v);
    const long double ratio = (long double)p->dt_s / (long double)p->tau_s;
    const bool subtract = p->reset_mode == LIF_RESET_BY_SUBTRACTION;
    const long double reset = subtract ? (long double)p->v_threshold_v - (long double)p->v_reset_v
                                       : (long double)p->v_reset_v - rest;

    judge->constants = COSIM_PASS;
    check_leak(judge, words->leak_fx, p->method == LIF_EULER ? ratio : -expm1l(-ratio));
    check_constant(judge, "threshold", words->threshold_fx,
                   ((long double)p->v_threshold_v - rest) / scale, fraction);
    check_constant(judge, "reset", words->reset_fx, reset / scale, fraction);
    check_constant(judge, "initial", words->initial_fx,
                   ((long double)p->v_initial_v - rest) / scale, fraction);
    check_equal(judge, "initial hold", p->initial_hold, words->initial_hold);
    check_equal(judge, "compare above", p->compare == LIF_ABOVE, words->compare_above);
    check_equal(judge, "reset by subtraction", subtract, words->reset_by_subtract);
}
