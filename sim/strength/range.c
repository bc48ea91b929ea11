// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "strength/range.h"

#include "equations/compute.h"

static unsigned zeros_of(int64_t word)
{
    return word == 0 ? 64 : (unsigned)__builtin_ctzll((unsigned long long)word);
}

cosim_range cosim_range_exactly(int64_t word) { return (cosim_range){word, word, zeros_of(word)}; }

cosim_range cosim_range_hull(cosim_range a, cosim_range b)
{
    return (cosim_range){cosim_least(a.low, b.low), cosim_most(a.high, b.high),
                         cosim_fewer(a.zeros, b.zeros)};
}

cosim_range cosim_range_product(cosim_range a, cosim_range b)
{
    const int64_t p[4] = {a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high};
    cosim_range r = {p[0], p[0], a.zeros + b.zeros > 64 ? 64 : a.zeros + b.zeros};
    for (int i = 1; i < 4; i++) {
        r.low = cosim_least(r.low, p[i]);
        r.high = cosim_most(r.high, p[i]);
    }
    return r;
}

cosim_range cosim_range_corners(cosim_eq_op op, cosim_eq_type type, cosim_range a, cosim_range b)
{
    const int64_t p[4] = {cosim_eq_compute(op, type, a.low, b.low, 0),
                          cosim_eq_compute(op, type, a.low, b.high, 0),
                          cosim_eq_compute(op, type, a.high, b.low, 0),
                          cosim_eq_compute(op, type, a.high, b.high, 0)};
    cosim_range r = {p[0], p[0], 0};
    for (int i = 1; i < 4; i++) {
        r.low = cosim_least(r.low, p[i]);
        r.high = cosim_most(r.high, p[i]);
    }
    return r;
}

cosim_range cosim_range_absolute(cosim_range a)
{
    if (a.low >= 0) {
        return a;
    }
    return (cosim_range){a.high <= 0 ? -a.high : 0, cosim_most(-a.low, a.high), a.zeros};
}

cosim_range cosim_range_cut(cosim_eq_type type, cosim_range a)
{
    const bool fits = a.low >= cosim_eq_type_low(type) && a.high <= cosim_eq_type_high(type);
    return fits ? a : (cosim_range){cosim_eq_type_low(type), cosim_eq_type_high(type), a.zeros};
}

cosim_range cosim_range_truth(bool may_be_false, bool may_be_true)
{
    return (cosim_range){may_be_false ? 0 : 1, may_be_true ? 1 : 0, 0};
}

cosim_range cosim_range_compared(cosim_eq_op op, cosim_range a, cosim_range b)
{
    const bool apart = a.high < b.low || b.high < a.low;
    const bool same = a.low == a.high && b.low == b.high && a.low == b.low;
    switch ((int)op) {
    case COSIM_EQ_LESS:
        return cosim_range_truth(!(a.high < b.low), !(a.low >= b.high));
    case COSIM_EQ_AT_MOST:
        return cosim_range_truth(!(a.high <= b.low), !(a.low > b.high));
    case COSIM_EQ_EQUAL:
        return cosim_range_truth(!same, !apart);
    default:
        return cosim_range_truth(!apart, !same);
    }
}

cosim_range cosim_range_joined(cosim_eq_op op, cosim_range a, cosim_range b)
{
    const bool a_false = a.low <= 0 && a.high >= 0, b_false = b.low <= 0 && b.high >= 0;
    const bool a_true = a.low != 0 || a.high != 0, b_true = b.low != 0 || b.high != 0;
    switch ((int)op) {
    case COSIM_EQ_AND:
        return cosim_range_truth(a_false || b_false, a_true && b_true);
    case COSIM_EQ_OR:
        return cosim_range_truth(a_false && b_false, a_true || b_true);
    default:
        return cosim_range_truth(a_true, a_false);
    }
}
