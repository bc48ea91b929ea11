// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Intervals of rational numbers, which stay as long as their ends do (rational.h). */
#ifndef RANGE_H
#define RANGE_H

#include "rational.h"

typedef struct range {
    rational low, high;
} range;

static inline range plus(range a, range b)
{
    return (range){add(a.low, b.low), add(a.high, b.high)};
}

static inline range times(rational c, range a)
{
    const rational p = multiply(c, a.low), q = multiply(c, a.high);
    return (range){lesser(p, q), greater(p, q)};
}

static inline range product(range a, range b)
{
    const range p = times(a.low, b), q = times(a.high, b);
    return (range){lesser(p.low, q.low), greater(p.high, q.high)};
}

static inline range point(rational x) { return (range){x, x}; }

#endif
