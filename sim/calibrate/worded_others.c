// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/worded_others.h"

#include <inttypes.h>
#include <stdio.h>

const cosim_found *cosim_worded_best(const cosim_worded *w)
{
    return w->c.fit_count > 0 ? &w->c.fits[0] : &w->c.nearest;
}

const char *cosim_worded_why_open(const cosim_worded *w, cosim_trait trait)
{
    const cosim_bench *b = &w->c.bench;
    bool negative = b->membrane < 0, spikes = false;
    for (size_t k = 0; k < w->trace_count; k++) {
        const cosim_experiment *e = w->whole[k];
        for (size_t i = 0; i < e->n; i++) {
            negative = negative || (b->membrane >= 0 && cosim_answer(b, e, b->membrane, i, 1) < 0);
            spikes = spikes || cosim_answer(b, e, b->spike, i, 1) != 0;
        }
    }
    return trait == COSIM_TRAIT_OVERFLOW                ? "nothing overflows in these rows"
           : trait == COSIM_TRAIT_ROUNDING && !negative ? "no negative membrane occurs"
           : !spikes && trait != COSIM_TRAIT_LEAK && trait != COSIM_TRAIT_INPUT &&
                   trait != COSIM_TRAIT_ROUNDING
               ? "it never fires in these rows"
           : trait == COSIM_TRAIT_COMPARE ? "no membrane meets the threshold"
                                          : "no row is one at which the two differ";
}

void cosim_worded_others(cosim_worded *w, cosim_worded_other_taker *take, void *context)
{
    const cosim_guess *g = &cosim_worded_best(w)->guess;
    for (int departs = 1; departs >= 0; departs--) {
        for (cosim_trait trait = COSIM_TRAIT_LEAK; trait < COSIM_TRAITS; trait++) {
            cosim_worded_other o = {.trait = trait};
            for (unsigned i = 0; cosim_trait_other(&w->keys, g, trait, i, &o.guess); i++) {
                if (trait != COSIM_TRAIT_COUNTS && cosim_guess_possible(&w->keys, &o.guess)) {
                    o.departs = cosim_guess_departs(&w->c, &o.guess, &o.trace, &o.step);
                    if (o.departs == (departs == 1)) {
                        take(context, w, &o);
                    }
                }
            }
        }
        /* holds: one step shorter and longer */
        cosim_worded_other o = {.trait = COSIM_TRAIT_COUNTS};
        for (int64_t by = -1; by <= 1; by += 2) {
            o.guess = *g;
            o.guess.hold += by;
            if (o.guess.hold >= 0 && cosim_guess_possible(&w->keys, &o.guess)) {
                o.departs = cosim_guess_departs(&w->c, &o.guess, &o.trace, &o.step);
                if (o.departs == (departs == 1)) {
                    take(context, w, &o);
                }
            }
        }
    }
}

const char *cosim_worded_other_value(const cosim_worded_other *o, char text[COSIM_WORDED_VALUE])
{
    if (o->trait != COSIM_TRAIT_COUNTS) {
        return cosim_trait_value(&o->guess, o->trait);
    }
    snprintf(text, COSIM_WORDED_VALUE, "%" PRId64 " step%s", o->guess.hold,
             o->guess.hold == 1 ? "" : "s");
    return text;
}

const char *cosim_worded_other_key(cosim_trait trait)
{
    return trait == COSIM_TRAIT_COUNTS ? "refractory" : cosim_trait_key(trait);
}
