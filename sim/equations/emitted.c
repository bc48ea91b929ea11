// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/emitted.h"

/* The hash of the headers of this room comes from sim/circuits.mk. */
#ifndef COSIM_EQ_KERNELS
#define COSIM_EQ_KERNELS 0
#endif

static uint64_t mix(uint64_t hash, uint64_t value)
{
    for (unsigned i = 0; i < 8; i++) { /* FNV-1a */
        hash = (hash ^ (value >> (8 * i) & 0xff)) * UINT64_C(0x100000001b3);
    }
    return hash;
}

static uint64_t mix_node(const cosim_eq_plan *p, uint64_t hash, const cosim_eq_node *n)
{
    hash = mix(mix(hash, n->id), (uint64_t)n->op);
    for (unsigned k = 0; k < cosim_eq_operands(n->op); k++) {
        hash = mix(hash, n->of[k]->id);
    }
    hash = mix(mix(hash, (uint64_t)n->value), n->leaf);
    hash = mix(mix(hash, n->type.is_signed), n->type.bits);
    hash = mix(mix(hash, (uint64_t)n->low), (uint64_t)n->high);
    hash = mix(mix(hash, p->classes[n->id]), (uint64_t)p->symbol[n->id]);
    hash = mix(mix(hash, (uint64_t)p->sum[n->id]), p->number[n->id]);
    hash = mix(mix(hash, p->settled[n->id]), p->looked_at[n->id]);
    hash = mix(hash, p->places[n->id].count);
    for (size_t i = 0; i < p->places[n->id].count; i++) {
        hash = mix(hash, p->places[n->id].at[i]);
    }
    return hash;
}

uint64_t cosim_eq_fingerprint(const cosim_eq_plan *p)
{
    const cosim_eq_declaration *d = p->declaration;
    const cosim_equations *e = d->equations;
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < p->count; i++) {
        hash = mix_node(p, hash, p->order[i]);
    }
    for (size_t i = 0; i < e->state_count; i++) {
        const cosim_eq_state *s = &e->states[i];
        hash = mix(mix(hash, s->node->id), s->next->id);
        hash = mix(mix(hash, s->type.is_signed), s->type.bits);
        hash = mix(mix(hash, (uint64_t)p->state_symbol[i]), (uint64_t)p->lends[i]);
        hash = mix(hash, p->rest[i] == NULL ? UINT64_MAX : p->rest[i]->id);
    }
    for (size_t i = 0; i < e->output_count; i++) {
        hash = mix(mix(hash, (uint64_t)d->views[i].shows), d->views[i].node->id);
    }
    hash = mix(mix(hash, e->fire->id), p->update->id);
    hash = mix(mix(hash, d->membrane), d->unknown_rounding);
    return mix(mix(mix(hash, p->symbols), p->first_rounding), p->first_hull);
}

uint64_t cosim_eq_kernels(void) { return COSIM_EQ_KERNELS; }

bool cosim_eq_emitted_fits(const struct cosim_eq_emitted *emitted, const cosim_eq_plan *p)
{
    return emitted != NULL && emitted->kernels == cosim_eq_kernels() &&
           emitted->fingerprint == cosim_eq_fingerprint(p);
}
