// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* This is the part of judge/core_kernel.h that has no bounds: the reference with the real weights,
 * and the networks that run by themselves. It is included there, and has no include guard either.
 */

/* ---- the reference with the real weights, after the guided one ---- */

CORE_INLINE void CORE(effect)(const cosim_core_lanes *l, const cosim_core_rows *from,
                              const cosim_core_rows *to, CORE(longs) spike, CORE(reals) noise,
                              size_t i, CORE(lanes) * sum)
{
    const CORE(longs) held = LONGS(from->hold) > 0;
    const CORE(longs) frozen = held & FLAG(l->flags, CORE_FREEZE);
    CORE(reals) total = REALS(l->drive) + noise;
    for (unsigned r = 0; r < l->receptors; r++) {
        const CORE(reals) s = REALS(from->e_s[r]);
        const CORE(reals) next = CORE(limited)(l, CORE(choose)(frozen, s, REALS(l->s_keep[r]) * s) +
                                                      REALS(l->real_events[r]));
        REALS(to->e_s[r]) = next;
        total += next;
    }
    const CORE(reals) x = REALS(from->e_x), reset = REALS(l->reset);
    const CORE(reals) y = CORE(next)(l, i, x, CORE(limited)(l, total));
    const CORE(longs) fires = CORE(fires)(l, i, y, REALS(l->threshold) + REALS(l->a_value)) & ~held;
    const CORE(reals) apart = CORE(magnitude)(y - REALS(l->x_value));
    sum->effect = CORE(larger)(CORE(choose)(held, (CORE(reals)){0}, apart), sum->effect);
    sum->decide += (fires ^ spike) & ~held;
    REALS(to->e_x) =
        CORE(choose)(spike, CORE(choose)(FLAG(l->flags, CORE_SUBTRACT), y - reset, reset),
                     CORE(choose)(held, x, y));
}

/* ---- a network that runs by itself ---- */

CORE_INLINE void CORE(free)(const cosim_core_lanes *l, const cosim_core_rows *from,
                            const cosim_core_rows *to, unsigned k, CORE(longs) spike,
                            CORE(reals) noise, size_t i, CORE(lanes) * sum)
{
    const CORE(longs) hold = LONGS(from->free[k].hold), held = hold > 0;
    const CORE(longs) frozen = held & FLAG(l->flags, CORE_FREEZE);
    CORE(reals) total = REALS(l->drive) + noise;
    for (unsigned r = 0; r < l->receptors; r++) {
        const CORE(reals) events = REALS(l->free_events[k][r]);
        const CORE(reals) s = REALS(from->free[k].s[r]);
        const CORE(reals) next =
            CORE(limited)(l, CORE(choose)(frozen, s, REALS(l->s_keep[r]) * s) + events);
        REALS(to->free[k].s[r]) = next;
        total += next;
    }
    const CORE(reals) a = REALS(from->free[k].a) * REALS(l->a_keep), x = REALS(from->free[k].x);
    const CORE(reals) y = CORE(next)(l, i, x, CORE(limited)(l, total));
    const CORE(longs) fires = ~held & CORE(fires)(l, i, y, REALS(l->threshold) + a);
    const CORE(reals) reset = REALS(l->reset);
    const CORE(reals) kept = CORE(choose)(held, x, y);
    REALS(to->free[k].x) =
        CORE(choose)(fires, CORE(choose)(FLAG(l->flags, CORE_SUBTRACT), y - reset, reset), kept);
    REALS(to->free[k].a) = CORE(choose)(fires, CORE(limited)(l, a + REALS(l->jump)), a);
    LONGS(to->free[k].hold) = CORE(pick)(fires, LONGS(l->load), hold + held);
    BYTES(l->free_spike[k]) = __builtin_convertvector(fires, CORE(bytes_at)) & 1;
    sum->apart[k] |= fires ^ spike;
    sum->free_spikes[k] += fires;
}
