// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The tests of random numbers and stimuli share the seed, and sums with standard errors. */
#ifndef TEST_STATISTICS_H
#define TEST_STATISTICS_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>

/* Returns SEED from the environment, else the clock; it is printed as a TAP comment, to run the
 * test again. */
static inline uint64_t test_seed(void)
{
    uint64_t seed = (uint64_t)time(NULL);
    const char *text = getenv("SEED");
    if (text != NULL && *text != '\0') {
        char *end;
        errno = 0;
        seed = strtoull(text, &end, 10);
        if (errno != 0 || *end != '\0')
            fail_msg("SEED=%s is not a 64-bit decimal number", text);
    }
    print_message("# SEED=%llu\n", (unsigned long long)seed);
    return seed;
}

/* Fails unless |observed - expected| <= room, and prints the figures. NaN fails. */
static inline void near_at(const char *what, double observed, double expected, double room,
                           const char *file, int line)
{
    if (fabs(observed - expected) <= room)
        return;
    print_error("%s: observed %.17g, expected %.17g +- %.3g\n", what, observed, expected, room);
    _fail(file, line);
}

#define assert_near(what, observed, expected, room)                                                \
    near_at(what, observed, expected, room, __FILE__, __LINE__)

/* Fails where a chi-squared statistic of `freedom` degrees is too large for chance: P < 1e-9
 * (Laurent and Massart 2000: P(X >= k + 2 sqrt(k x) + 2 x) <= exp(-x)). */
static inline void chi_squared_at(const char *what, double statistic, double freedom,
                                  const char *file, int line)
{
    const double x = 21.0;
    const double most = freedom + 2.0 * sqrt(freedom * x) + 2.0 * x;
    if (statistic <= most)
        return;
    print_error("%s: chi-squared %.6g with %g degrees of freedom, at most %.6g\n", what, statistic,
                freedom, most);
    _fail(file, line);
}

#define assert_chi_squared(what, statistic, freedom)                                               \
    chi_squared_at(what, statistic, freedom, __FILE__, __LINE__)

#endif
