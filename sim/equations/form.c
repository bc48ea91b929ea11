// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/form.h"

#include "equations/form_parts.h"

int cosim_eq_forms_new(cosim_arena *arena, const cosim_eq_plan *plan, cosim_eq_forms *f)
{
    const size_t n = plan->nodes + 1;
    *f = (cosim_eq_forms){.plan = plan};
    f->x = cosim_arena_alloc(arena, n * sizeof *f->x);
    f->word = cosim_arena_alloc(arena, n * sizeof *f->word);
    f->low = cosim_arena_alloc(arena, n * sizeof *f->low);
    f->high = cosim_arena_alloc(arena, n * sizeof *f->high);
    f->truth = cosim_arena_alloc(arena, n * sizeof *f->truth);
    f->coefficient = cosim_arena_alloc(arena, n * (plan->symbols + 1) * sizeof *f->coefficient);
    f->symbol = cosim_arena_alloc(arena, (plan->symbols + 1) * sizeof *f->symbol);
    return f->x != NULL && f->word != NULL && f->low != NULL && f->high != NULL &&
                   f->truth != NULL && f->coefficient != NULL && f->symbol != NULL
               ? 0
               : -1;
}

cosim_eq_interval cosim_eq_error(const cosim_eq_forms *f, const cosim_eq_node *n)
{
    return cosim_eq_form_sum_up(f, n, (cosim_eq_interval){f->low[n->id], f->high[n->id]},
                                cosim_eq_form_row(f, n), NULL);
}

bool cosim_eq_can_be(const cosim_eq_forms *f, const cosim_eq_node *n, cosim_eq_interval error,
                     double word)
{
    const double x = f->x[n->id], off = word - x, width = cosim_eq_slack * (fabs(word) + fabs(x));
    return off >= error.low - width && off <= error.high + width;
}

/* ---- conditions ---- */

cosim_eq_truth cosim_eq_bit_of(const cosim_eq_forms *f, const cosim_eq_node *n)
{
    const cosim_eq_interval e = cosim_eq_error(f, n);
    const double x = f->x[n->id];
    return (cosim_eq_truth){x != 0.0, x + e.low > 0.0 ? 1 : x + e.high < 1.0 ? 0 : 2};
}

cosim_eq_truth cosim_eq_truth_of(const cosim_eq_forms *f, const cosim_eq_node *n)
{
    if (f->plan->classes[n->id] == COSIM_EQ_EXACT) {
        return (cosim_eq_truth){f->word[n->id] != 0, f->word[n->id] != 0};
    }
    if (cosim_eq_is_condition(n->op)) {
        return f->truth[n->id];
    }
    return cosim_eq_bit_of(f, n);
}
