// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

#include "lif_elementary.h"

#include <math.h>

/* log(2) has two parts, so that k*high is exact for |k| < 2^20. */
static const double ln2_high = 0x1.62e42fee00000p-1;
static const double ln2_low = 0x1.a39ef35793c76p-33;

double lif_exp_minus(double x)
{
    if (x > 746.0)
        return 0.0;
    const double k = floor(x / (ln2_high + ln2_low) + 0.5);
    const double r = (k * ln2_high - x) + k * ln2_low; /* exp(-x) = 2^-k exp(r), |r| < 0.35 */
    double sum = 1.0;
    for (int i = 14; i >= 1; i--)
        sum = 1.0 + sum * r / i;
    return ldexp(sum, -(int)k);
}

double lif_one_minus_exp(double x)
{
    if (x > 0.35)
        return 1.0 - lif_exp_minus(x);
    double sum = 1.0;
    for (int i = 15; i >= 2; i--)
        sum = 1.0 - sum * x / i;
    return x * sum;
}

double lif_log_ratio(double a, double b)
{
    int ea, eb;
    double ma = frexp(a, &ea);
    double mb = frexp(b, &eb);
    int e = ea - eb;
    if (ma * ma > 2.0 * mb * mb) {
        ma *= 0.5;
        e += 1;
    } else if (mb * mb > 2.0 * ma * ma) {
        ma *= 2.0;
        e -= 1;
    }
    /* log(m) = 2 artanh((m-1)/(m+1)) with m = ma/mb in [sqrt(1/2), sqrt(2)]: z^2 < 0.0295 */
    const double z = (ma - mb) / (ma + mb);
    const double z2 = z * z;
    double sum = 0.0;
    for (int i = 23; i >= 3; i -= 2)
        sum = z2 * (sum + 1.0 / i);
    return e * ln2_high + (e * ln2_low + (2.0 * z * sum + 2.0 * z));
}
