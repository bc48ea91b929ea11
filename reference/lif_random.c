// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

#include "lif_random.h"

#include "lif_elementary.h"
#include "lif_ziggurat.h"

#include <math.h>

static uint64_t rotate_left(uint64_t x, unsigned k) { return (x << k) | (x >> (64u - k)); }

/* Applies the output function of splitmix64 (Steele, Lea and Flood 2014), a bijection. */
static uint64_t splitmix_finish(uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static const uint64_t splitmix_gamma = 0x9e3779b97f4a7c15u;

void lif_random_seed(lif_random *random, uint64_t seed)
{
    for (int i = 0; i < 4; i++) {
        seed += splitmix_gamma;
        random->s[i] = splitmix_finish(seed);
    }
}

uint64_t lif_random_mix(uint64_t base, uint64_t index)
{
    /* The base is hashed by itself first, or base+gamma would give the same seed as index+1. */
    return splitmix_finish(splitmix_finish(base + splitmix_gamma) + (index + 1) * splitmix_gamma);
}

uint64_t lif_random_bits(lif_random *random)
{
    uint64_t *s = random->s;
    const uint64_t result = rotate_left(s[1] * 5, 7) * 9;
    const uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate_left(s[3], 45);
    return result;
}

double lif_random_uniform(lif_random *random)
{
    return (double)(lif_random_bits(random) >> 11) * 0x1p-53;
}

uint64_t lif_random_below(lif_random *random, uint64_t bound)
{
    /* The 2^64 mod bound smallest values are one too many for their remainders. */
    const uint64_t surplus = (UINT64_MAX - bound + 1) % bound;
    uint64_t bits;
    do
        bits = lif_random_bits(random);
    while (bits < surplus);
    return bits % bound;
}

/* Draws a normal deviate beyond r (Marsaglia 1964). */
static double normal_tail(lif_random *random)
{
    const double r = lif_ziggurat_x[1];
    double x, y;
    do {
        x = lif_log_ratio(1.0, 1.0 - lif_random_uniform(random)) / r;
        y = lif_log_ratio(1.0, 1.0 - lif_random_uniform(random));
    } while (2.0 * y < x * x);
    return r + x;
}

double lif_random_normal(lif_random *random)
{
    for (;;) {
        /* One draw gives both: 8 bits are the layer, 53 others a symmetric uniform in (-1, 1). */
        const uint64_t bits = lif_random_bits(random);
        const unsigned layer = (unsigned)(bits & 0xff);
        const double u = ((double)(bits >> 11) - 0x1p52 + 0.5) * 0x1p-52;
        const double x = u * lif_ziggurat_x[layer];
        if (fabs(x) < lif_ziggurat_x[layer + 1])
            return x;
        if (layer == 0)
            return copysign(normal_tail(random), u);
        const double low = lif_exp_minus(0.5 * lif_ziggurat_x[layer] * lif_ziggurat_x[layer]);
        const double high =
            lif_exp_minus(0.5 * lif_ziggurat_x[layer + 1] * lif_ziggurat_x[layer + 1]);
        if (low + lif_random_uniform(random) * (high - low) < lif_exp_minus(0.5 * x * x))
            return x;
    }
}

/* Returns the log of the Poisson probability of k for a large mean, without the cancellation of
 * k*log(mean) against log(k!). */
static double poisson_log_probability(double mean, double k)
{
    if (k <= 20.0) {
        double factorial = 1.0; /* 20! is exact */
        for (int i = 2; i <= (int)k; i++)
            factorial *= i;
        return k * lif_log_ratio(mean, 1.0) - mean - lif_log_ratio(factorial, 1.0);
    }
    const double pi = 0x1.921fb54442d18p+1;
    const double k2 = k * k;
    const double stirling = (1.0 / 12.0 - (1.0 / 360.0 - 1.0 / (1260.0 * k2)) / k2) / k;
    return k * lif_log_ratio(mean, k) + (k - mean) - 0.5 * lif_log_ratio(2.0 * pi * k, 1.0) -
           stirling;
}

/* Draws by transformed rejection, PTRS (Hoermann 1993), mean >= 10. */
static uint64_t poisson_large(lif_random *random, double mean)
{
    const double b = 0.931 + 2.53 * sqrt(mean);
    const double a = -0.059 + 0.02483 * b;
    const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
    const double fast = 0.9277 - 3.6224 / (b - 2.0);
    for (;;) {
        const double u = lif_random_uniform(random) - 0.5;
        const double v = 1.0 - lif_random_uniform(random); /* (0, 1]: its log is taken */
        const double us = 0.5 - fabs(u);
        if (us < 0.013 && v > us)
            continue;
        const double k = floor((2.0 * a / us + b) * u + mean + 0.43);
        if (us >= 0.07 && v <= fast)
            return (uint64_t)k;
        if (!(k >= 0.0 && k < 0x1p53))
            continue;
        const double accept = lif_log_ratio(v * inverse_alpha, a / (us * us) + b);
        if (accept <= poisson_log_probability(mean, k))
            return (uint64_t)k;
    }
}

double lif_random_poisson_zero(double mean) { return mean < 10.0 ? lif_exp_minus(mean) : 0.0; }

uint64_t lif_random_poisson_with(lif_random *random, double mean, double zero)
{
    if (mean >= 10.0)
        return poisson_large(random, mean);
    /* Inversion adds up the probabilities in turn, until they exceed the draw. */
    double rest = lif_random_uniform(random);
    double probability = zero;
    uint64_t k = 0;
    while (rest >= probability && probability > 0x1p-70) {
        rest -= probability;
        k += 1;
        probability *= mean / (double)k;
    }
    return k;
}

uint64_t lif_random_poisson(lif_random *random, double mean)
{
    return lif_random_poisson_with(random, mean, lif_random_poisson_zero(mean));
}
