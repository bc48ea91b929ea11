// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/traced_threshold.h"

#include <math.h>
#include <stdlib.h>

typedef struct decision {
    double y;
    bool fired;
} decision;

static int by_membrane(const void *a, const void *b)
{
    const decision *x = a, *y = b;
    return (x->y > y->y) - (x->y < y->y);
}

int cosim_traced_threshold_find(const cosim_traced_rows *r, const cosim_traced_line *line,
                                uint32_t hold, const double *reset_v, bool old,
                                cosim_traced_threshold *t)
{
    decision *list = calloc(r->n + 1, sizeof *list);
    size_t count = 0, active_from = 1, fired = 0;
    *t = (cosim_traced_threshold){.silent_v = -(double)INFINITY, .firing_v = (double)INFINITY};
    if (list == NULL) {
        return -1;
    }
    for (size_t n = 1; n < r->n; n++) {
        const double before = cosim_traced_is_shown(r, n - 1) ? r->x[n - 1]
                              : reset_v != NULL               ? *reset_v
                                                              : (double)NAN;
        const double y = old ? before
                         : r->shows == COSIM_RECORDED_BEFORE
                             ? r->x[n]
                             : line->keep * before + line->gain_ohm * r->i[n] + line->offset_v;
        if (n >= active_from && !isnan(y)) {
            list[count++] = (decision){y, r->spike[n] != 0};
            fired += r->spike[n] != 0;
        }
        if (r->spike[n] != 0) {
            active_from = n + 1 + hold;
        }
    }
    qsort(list, count, sizeof *list, by_membrane);
    /* the cut with the fewest on the wrong side: those below it that fired, and those above */
    size_t below_fired = 0, above_silent = count - fired, cut = 0;
    size_t best = above_silent;
    for (size_t k = 0; k < count; k++) {
        below_fired += list[k].fired;
        above_silent -= !list[k].fired;
        if (below_fired + above_silent <= best) {
            best = below_fired + above_silent;
            cut = k + 1;
        }
    }
    for (size_t k = 0; k < cut; k++) {
        t->silent_v = list[k].fired ? t->silent_v : list[k].y;
    }
    for (size_t k = count; k-- > cut;) {
        t->firing_v = list[k].fired ? list[k].y : t->firing_v;
    }
    t->wrong = best;
    free(list);
    return 0;
}
