// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/pairing.h"

enum {
    PAIRS_FROM = 24, /* edits that agree for longest are paired with all others */
    PAIRS_MOST = 12000
};

size_t cosim_pairing_single(cosim_pairing *p)
{
    size_t found = 0;
    for (size_t i = 0; i < p->edits->count; i++) {
        size_t agreed = 0;
        found += p->consider(p->context, &p->edits->items[i], NULL, &agreed);
        p->rank[i] = 1 + agreed;
    }
    return found;
}

/* Gives the edit that agrees for longest, and takes it out of rank[]. */
static size_t next_best(cosim_pairing *p)
{
    size_t best = 0;
    for (size_t i = 1; i < p->edits->count; i++) {
        best = p->rank[i] > p->rank[best] ? i : best;
    }
    p->rank[best] = 0;
    return best;
}

size_t cosim_pairing_pairs(cosim_pairing *p)
{
    const cosim_edit *items = p->edits->items;
    size_t tries = 0, found = 0;
    for (size_t from = 0; from < PAIRS_FROM && from < p->edits->count && found == 0; from++) {
        const size_t a = next_best(p);
        for (size_t b = 0; b < p->edits->count && tries < PAIRS_MOST; b++) {
            if (p->rank[b] > 0) { /* the others have been the first of a pair */
                size_t agreed = 0;
                found +=
                    p->consider(p->context, &items[a < b ? a : b], &items[a < b ? b : a], &agreed);
                tries++;
            }
        }
    }
    return found;
}
