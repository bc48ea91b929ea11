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
    return cosim_eq_form_error(f, n);
}

bool cosim_eq_can_be(const cosim_eq_forms *f, const cosim_eq_node *n, cosim_eq_interval error,
                     double word)
{
    const double x = f->x[n->id], off = word - x, width = cosim_eq_slack * (fabs(word) + fabs(x));
    return off >= error.low - width && off <= error.high + width;
}
