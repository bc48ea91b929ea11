// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The C that is emitted for a declaration (equations/emit_bound.h) computes a step on a bound of
 * its own, of arrays that a compiler takes apart, and hands over what the bound of the judge keeps.
 * It is a kernel. */
#ifndef COSIM_EQUATIONS_EMITTED_STEP_H
#define COSIM_EQUATIONS_EMITTED_STEP_H

#include "equations/bound_step.h"
#include "equations/emitted.h"

/* Takes over a node that follows from constants and params alone: the interpreter had it in the
 * first step. */
COSIM_EQ_INLINE void cosim_eq_emitted_settled(cosim_eq_forms *f, const cosim_eq_forms *from,
                                              const cosim_eq_node *n)
{
    const cosim_eq_plan *p = f->plan;
    f->x[n->id] = from->x[n->id];
    f->word[n->id] = from->word[n->id];
    if (p->classes[n->id] == COSIM_EQ_EXACT) {
        return;
    }
    f->low[n->id] = from->low[n->id];
    f->high[n->id] = from->high[n->id];
    f->truth[n->id] = from->truth[n->id];
    for (size_t i = 0; i < p->places[n->id].count; i++) {
        const size_t k = n->id * p->symbols + p->places[n->id].at[i];
        f->coefficient[k] = from->coefficient[k];
    }
    if (p->symbol[n->id] != COSIM_EQ_NO_SYMBOL) {
        f->symbol[p->symbol[n->id]] = from->symbol[p->symbol[n->id]];
    }
}

/* Gives the side of a choice that the next value of a state has for certain. */
COSIM_EQ_INLINE cosim_eq_kept cosim_eq_emitted_side(cosim_eq_truth t, cosim_eq_kept yes,
                                                    cosim_eq_kept no)
{
    return t.word == 2 ? COSIM_EQ_KEEPS_OTHER : t.word == 1 ? yes : no;
}

/* Hands over what a judge looks at of a node. */
COSIM_EQ_INLINE void cosim_eq_emitted_show(cosim_eq_bound *host, const cosim_eq_bound *own,
                                           const cosim_eq_node *n)
{
    host->seen[n->id] = cosim_eq_form_error(&own->forms, n);
    host->forms.x[n->id] = own->forms.x[n->id];
}

/* Hands over what a step leaves beside its states, which are those of the host. */
COSIM_EQ_INLINE void cosim_eq_emitted_finish(cosim_eq_bound *host, const cosim_eq_bound *own)
{
    host->decision = own->decision;
    host->came_back = own->came_back;
    host->rho = own->rho;
    host->rho_symbol = own->rho_symbol;
    host->forms.may_wrap = own->forms.may_wrap;
}

#endif
