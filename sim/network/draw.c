// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "network/draw.h"

#include <math.h>

cosim_draw cosim_draw_start(uint32_t base, uint32_t own)
{
    return (cosim_draw){((uint64_t)base << 32) + own};
}

double cosim_draw_uniform(cosim_draw *draw)
{
    uint64_t z = draw->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    z ^= z >> 31;
    return (double)(z >> 11) * 0x1p-53;
}

unsigned cosim_draw_poisson(cosim_draw *draw, double mean)
{
    const double u = cosim_draw_uniform(draw);
    double p = exp(-mean), sum = p;
    unsigned n = 0;
    /* Beyond the mean, terms that no longer change the sum end it: u is then in its rounding. */
    while (u >= sum && (n < mean || sum + p > sum)) {
        n++;
        p *= mean / n;
        sum += p;
    }
    return n;
}
