// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

#include "report/html/pairs.h"

#include "result/train.h"

static uint64_t distance(uint64_t a, uint64_t b) { return a > b ? a - b : b - a; }

/* Tells whether spike i of the early train and spike k of the late one are each the nearest of the
 * other. */
static bool belong(const cosim_train *early, size_t i, const cosim_train *late, size_t k)
{
    const uint64_t a = early->steps[i], b = late->steps[k], apart = b - a;
    const bool nearer_before = k > 0 && distance(late->steps[k - 1], a) < apart;
    const bool nearer_after = i + 1 < early->count && distance(early->steps[i + 1], b) < apart;
    return !nearer_before && !nearer_after;
}

bool cosim_pairs_next(cosim_pairs *p, cosim_pair *pair)
{
    const size_t i = p->next_dut, k = p->next_reference;
    const bool dut = i < p->dut->count, reference = k < p->reference->count;
    *pair = (cosim_pair){.has_dut = dut,
                         .has_reference = reference,
                         .dut = dut ? p->dut->steps[i] : 0,
                         .reference = reference ? p->reference->steps[k] : 0};
    if (dut && reference) {
        if (pair->dut < pair->reference) {
            pair->has_reference = belong(p->dut, i, p->reference, k);
        } else if (pair->reference < pair->dut) {
            pair->has_dut = belong(p->reference, k, p->dut, i);
        }
    }
    p->next_dut += pair->has_dut;
    p->next_reference += pair->has_reference;
    return dut || reference;
}

bool cosim_pair_differs(const cosim_pair *pair)
{
    return !pair->has_dut || !pair->has_reference || pair->dut != pair->reference;
}
