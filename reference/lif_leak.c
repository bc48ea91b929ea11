// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "lif_leak.h"

#include <math.h>

/* Returns how many bits a number from 0 to `most` needs. */
static unsigned bits_for(unsigned most)
{
    unsigned bits = 0;
    for (; most > 0; most >>= 1) {
        bits++;
    }
    return bits;
}

static uint64_t low_bits(unsigned count) { return ((uint64_t)1 << count) - 1; }

lif_status lif_leak_validate(const lif_format *format, lif_error *error)
{
    const unsigned kf = format->leak_fraction, digits = format->leak_digits;
    switch (format->leak_coding) {
    case LIF_CODING_ANY:
        return digits == 0 ? LIF_OK
                           : lif_fail(error, LIF_BAD_PARAMETER, "dut",
                                      "a leak of any word has no number of digits; give 0");
    case LIF_CODING_MANTISSA:
        if (digits >= 2 && digits <= kf && digits + bits_for(kf + 1 - digits) <= kf + 1) {
            return LIF_OK;
        }
        return lif_fail(error, LIF_BAD_PARAMETER, "dut",
                        "a mantissa of %u bits with its shift does not fit the leak port of %u "
                        "bits; give at least 2, and fewer than leak bits",
                        digits, kf + 1);
    case LIF_CODING_TERMS:
        if (digits >= 1 && digits <= LIF_LEAK_MOST_TERMS && kf <= 52 && /* exact in doubles */
            digits * (bits_for(kf) + 2) <= kf + 1) {
            return LIF_OK;
        }
        return lif_fail(
            error, LIF_BAD_PARAMETER, "dut",
            "%u shift terms do not fit the leak port of %u bits (at most 53), %u each; give "
            "1 to %d",
            digits, kf + 1, bits_for(kf) + 2, LIF_LEAK_MOST_TERMS);
    }
    return lif_fail(error, LIF_BAD_PARAMETER, "dut", "unknown leak coding");
}

static double nearest_mantissa(unsigned digits, double real)
{
    int exponent; /* real = f * 2^exponent, 1/2 <= f < 1 */
    frexp(real, &exponent);
    const int shift = exponent > (int)digits ? exponent - (int)digits : 0;
    return ldexp(nearbyint(ldexp(real, -shift)), shift); /* 2^digits has one significant bit */
}

/* Finds signed terms, largest first; what is left must be approximated by the others.
 *
 * The largest term of a best sum of T terms is one of the two powers of two around `real`: in
 * non-adjacent form a sum with the largest term 2^e lies between 2/3 and 4/3 of it, and any sum so
 * far from `real` is farther than the power of two next to it. So 2^T sums are tried. */
typedef struct term_sum {
    double value;
    double terms[LIF_LEAK_MOST_TERMS]; /* 0: no term */
} term_sum;

static double toward(double left, double power) { return left < 0.0 ? -power : power; }

static term_sum nearest_terms(unsigned digits, double most, double real)
{
    term_sum best = {.value = 0.0};
    for (unsigned pick = 0; pick < 1u << digits; pick++) {
        term_sum sum = {.value = 0.0};
        for (unsigned t = 0; t < digits && sum.value != real; t++) {
            const double left = real - sum.value;
            int exponent;
            frexp(left, &exponent); /* 2^(exponent-1) <= |left| < 2^exponent */
            double power = ldexp(1.0, exponent - 1);
            power = (pick >> t & 1u) != 0 ? 2.0 * power : power;
            power = power < 1.0 ? 0.0 : power;
            power = power > most ? most : power;
            sum.terms[t] = toward(left, power);
            sum.value += sum.terms[t];
        }
        if (fabs(sum.value - real) < fabs(best.value - real)) {
            best = sum;
        }
    }
    return best;
}

double lif_leak_nearest(const lif_format *format, double real)
{
    switch (format->leak_coding) {
    case LIF_CODING_MANTISSA:
        return nearest_mantissa(format->leak_digits, real);
    case LIF_CODING_TERMS:
        return nearest_terms(format->leak_digits, ldexp(1.0, (int)format->leak_fraction), real)
            .value;
    case LIF_CODING_ANY:
        break;
    }
    return nearbyint(real);
}

static bool encode_mantissa(const lif_format *format, uint64_t word, uint64_t *code)
{
    uint64_t shift = 0;
    for (; word >> format->leak_digits != 0; word >>= 1, shift++) {
        if ((word & 1u) != 0) {
            return false;
        }
    }
    *code = word | shift << format->leak_digits;
    return true;
}

static bool encode_terms(const lif_format *format, int64_t word, uint64_t *code)
{
    const unsigned kf = format->leak_fraction, place = bits_for(kf);
    const term_sum sum = nearest_terms(format->leak_digits, ldexp(1.0, (int)kf), (double)word);
    uint64_t bits = 0;
    for (unsigned t = 0; t < format->leak_digits && sum.terms[t] != 0.0; t++) {
        int exponent;
        const double size = frexp(sum.terms[t], &exponent);
        const uint64_t n = (uint64_t)kf + 1 - (uint64_t)exponent;
        bits |= (n | (size < 0.0 ? (uint64_t)3 : (uint64_t)1) << place) << t * (place + 2);
    }
    *code = bits;
    return sum.value == (double)word;
}

bool lif_leak_encode(const lif_format *format, int64_t word, uint64_t *code)
{
    uint64_t bits = (uint64_t)word;
    bool fits = true;
    if (format->leak_coding == LIF_CODING_MANTISSA) {
        fits = encode_mantissa(format, (uint64_t)word, &bits);
    } else if (format->leak_coding == LIF_CODING_TERMS) {
        fits = encode_terms(format, word, &bits);
    }
    if (fits) {
        *code = bits;
    }
    return fits;
}

int64_t lif_leak_decode(const lif_format *format, uint64_t code)
{
    const unsigned kf = format->leak_fraction, digits = format->leak_digits;
    if (format->leak_coding == LIF_CODING_MANTISSA) {
        const unsigned shift = (unsigned)(code >> digits & low_bits(bits_for(kf + 1 - digits)));
        return (int64_t)((code & low_bits(digits)) << shift);
    }
    if (format->leak_coding == LIF_CODING_TERMS) {
        const unsigned place = bits_for(kf);
        int64_t word = 0;
        for (unsigned t = 0; t < digits; t++, code >>= place + 2) {
            const unsigned n = (unsigned)(code & low_bits(place));
            const int64_t term = n > kf ? 0 : (int64_t)1 << (kf - n);
            word += (code >> place & 1u) == 0 ? 0 : (code >> place & 2u) != 0 ? -term : term;
        }
        return word;
    }
    return (int64_t)code;
}
