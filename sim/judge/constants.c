// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The constants level for circuits that do not have every leak word: plain searches, for the sake
 * of being another way than the quantiser's (reference/lif_leak.c). */
#include "judge/internal.h"

#include <math.h>

static long double nearer(long double a, long double b, long double to)
{
    return fabsl(a - to) <= fabsl(b - to) ? a : b;
}

/* Every shift, with the mantissa nearest to what is asked for. */
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

/* Every power of two of either sign as one term, then the same with what is left; the last term is
 * the nearest power. */
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

int64_t cosim_judge_nearest_leak(const lif_format *format, long double scaled)
{
    return llrintl(format->leak_coding == LIF_CODING_MANTISSA
                       ? nearest_mantissa(format, scaled)
                       : nearest_terms(format->leak_digits, format->leak_fraction, scaled));
}
