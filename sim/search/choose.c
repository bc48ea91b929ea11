// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "search/choose.h"

#include "search/search.h"

#include <math.h>

static int sign_of(double difference) { return (difference > 0) - (difference < 0); }

int cosim_search_compare(const void *a, const void *b)
{
    const cosim_search_point *p = a, *q = b;
    const lif_format *f = &p->format, *g = &q->format;
    const double differences[] = {
        (double)p->multiplier_bits - (double)q->multiplier_bits,
        (double)p->register_bits - (double)q->register_bits,
        (double)q->fits - (double)p->fits,
        p->fits && q->fits ? p->max_bound - q->max_bound : 0,
        (double)f->state_width - (double)g->state_width,
        (double)f->state_fraction - (double)g->state_fraction,
        (double)f->leak_fraction - (double)g->leak_fraction,
        (double)f->rounding - (double)g->rounding,
    };
    int order = 0;
    for (size_t i = 0; i < sizeof differences / sizeof differences[0] && order == 0; i++) {
        order = sign_of(differences[i]);
    }
    return order;
}

void cosim_search_front(cosim_search_point *point, size_t count)
{
    double best = (double)INFINITY; /* of all that are cheaper */
    for (size_t first = 0, next; first < count; first = next) {
        double here = best;
        for (next = first;
             next < count && point[next].multiplier_bits == point[first].multiplier_bits; next++) {
            here = point[next].fits ? fmin(here, point[next].max_bound) : here;
        }
        for (size_t i = first; i < next; i++) {
            point[i].front = point[i].fits && here < best && point[i].max_bound <= here;
        }
        best = here;
    }
}

bool cosim_goal_met(const cosim_goal *goal, const cosim_search_result *result, double step_s)
{
    if (result->fit != COSIM_FITS || !result->sound) {
        return false;
    }
    const bool same = result->dut_spikes == result->reference_spikes;
    switch (goal->kind) {
    case COSIM_GOAL_NONE:
        return false;
    case COSIM_GOAL_IDENTICAL:
        return result->identical;
    case COSIM_GOAL_CERTAIN:
        return result->identical && result->ambiguous_steps == 0;
    case COSIM_GOAL_STEPS:
        return same && result->max_shift_steps <= goal->steps;
    case COSIM_GOAL_TIME:
        return same && (double)result->max_shift_steps * step_s <= goal->time_s * (1 + 1e-9);
    }
    return false;
}
