// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Here is what the judge does differently on circuits of declared arithmetic. */
#include "judge/declared.h"

#include <math.h>

void cosim_judge_declared_start(cosim_judge *j)
{
    lif_declared_bound_start(&j->declared, &j->params, &j->q);
    j->bound = (lif_bound){.view = j->declared.view,
                           .initial = j->declared.initial,
                           .reset = j->declared.reset,
                           .lsb = j->q.lsb,
                           .subtract = j->q.words.reset_by_subtract};
}

double cosim_judge_declared_update(const cosim_judge *j, const cosim_judge_block *b, size_t i,
                                   double *y, double *bound)
{
    const bool old = j->q.declared->compare_old;
    if (old && b->spike[i]) { /* only resets */
        *y = j->guided.v;
        *bound = j->guided_bound;
        return *y;
    }
    *y = lif_declared_update_v(&j->declared, &j->model, j->q.scale_v, j->guided.v, b->current_a[i]);
    *bound = lif_declared_bound_update(&j->declared, j->guided_bound,
                                       cosim_judge_normalise(j, j->guided.v), b->current_a[i],
                                       b->drive_fx[i]);
    return old ? j->guided.v : *y;
}

/* Allows half a step, and the rounding of long double itself. */
static void check_word(cosim_judge *j, const char *quantity, int64_t word, long double real)
{
    const long double slack = 0.5L + ldexpl(fabsl(real) + 1.0L, -50) + 1e-9L;
    if (!(fabsl((long double)word - real) <= slack)) {
        cosim_judge_note_words(j, COSIM_LEVEL_CONSTANTS, quantity, NULL, 0, llrintl(real), word);
        j->constants = COSIM_FAIL;
    }
}

/* A shift's word is a power of two, and right if neither of its neighbours is nearer. */
static void check_shift(cosim_judge *j, int64_t word, long double real)
{
    const long double off = fabsl((long double)word - real) * (1.0L - 1e-12L);
    const long double up = fabsl(2.0L * (long double)word - real);
    const long double down = fabsl(0.5L * (long double)word - real);
    if (word < 1 || (word & (word - 1)) != 0 || off > up || (word > 1 && off > down)) {
        cosim_judge_note_words(j, COSIM_LEVEL_CONSTANTS, "leak", NULL, 0, llrintl(real), word);
        j->constants = COSIM_FAIL;
    }
}

void cosim_judge_declared_constants(cosim_judge *j, const lif_words *words)
{
    const lif_params *p = &j->params;
    const lif_declared *d = j->q.declared;
    const long double rest = (long double)p->v_rest_v, theta = (long double)p->v_threshold_v;
    const long double one = (long double)d->one;
    const long double scale = fabsl(theta - (long double)p->v_reset_v);
    const long double ratio = (long double)p->dt_s / (long double)p->tau_s;
    const long double k = p->method == LIF_EULER ? ratio : -expm1l(-ratio);
    const long double leak = ldexpl(k, (int)j->q.format.leak_fraction);

    if (d->leak == LIF_LEAK_LINEAR) {
        check_word(j, "leak", words->leak_fx, k * fabsl(theta - rest) / scale * one);
    } else if (d->leak == LIF_LEAK_SHIFT) {
        check_shift(j, words->leak_fx, leak);
    } else {
        check_word(j, "leak", words->leak_fx, leak);
    }
    if (d->gains) {
        const long double share = d->input == LIF_INPUT_POTENTIAL || !lif_params_leaks(p) ? 1.0L
                                  : d->input == LIF_INPUT_BEFORE_LEAK && d->leak != LIF_LEAK_LINEAR
                                      ? k / (1.0L - k)
                                      : k;
        check_word(
            j, "gain", words->gain_fx,
            ldexpl(share * (long double)p->r_ohm / scale * (long double)d->drive_unit_a * one,
                   (int)d->gain_fraction));
    }
    check_word(j, "threshold", words->threshold_fx, (theta - rest) / scale * one);
    check_word(j, "reset", words->reset_fx,
               d->subtract ? one : ((long double)p->v_reset_v - rest) / scale * one);
    check_word(j, "initial", words->initial_fx, ((long double)p->v_initial_v - rest) / scale * one);
}
