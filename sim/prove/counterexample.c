// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "prove/counterexample.h"

#include "diagnose/write.h"

#include <math.h>
#include <stdlib.h>

void cosim_counterexample_words(const cosim_eq_case *c, int64_t *told)
{
    for (size_t i = 0; i < c->declaration->told_count; i++) {
        told[i] = c->words.word[c->declaration->told[i]];
    }
}

size_t cosim_counterexample_steps(const cosim_eq_declaration *d, const cosim_witness *w)
{
    return (w->count + d->phase_count - 1) / d->phase_count;
}

/* Gives the word that a step leaves to an input: phases may state their own. */
static int64_t word_of(const cosim_eq_declaration *d, const cosim_witness *w, size_t step,
                       size_t input)
{
    for (size_t p = 0; p < d->phase_count && step * d->phase_count + p < w->count; p++) {
        if (!d->phases[p].fixed[input]) {
            return w->inputs[(step * d->phase_count + p) * d->equations->input_count + input];
        }
    }
    return 0;
}

int64_t cosim_counterexample_drive(const cosim_eq_declaration *d, const cosim_witness *w,
                                   size_t step)
{
    int64_t set = 0;
    for (size_t k = 0; k < d->event_count; k++) {
        set |= word_of(d, w, step, d->events[k]) << k;
    }
    return d->event_count > 0 ? set : word_of(d, w, step, d->drive);
}

int cosim_counterexample_write(const cosim_witness *w, const cosim_eq_case *c,
                               const lif_params *like, double tolerance, size_t more,
                               const char *about, const char *folder, const char *name,
                               cosim_diag *diag)
{
    const cosim_eq_declaration *d = c->declaration;
    const size_t steps = cosim_counterexample_steps(d, w);
    double *current_a = calloc(steps + more + 1, sizeof *current_a);
    if (current_a == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    for (size_t i = 0; i < steps; i++) {
        current_a[i] = cosim_eq_drive_current(d, &c->drives, cosim_counterexample_drive(d, w, i));
    }
    const cosim_drive drive = {current_a, steps + more, like, tolerance, about};
    const int status = cosim_drive_write(&drive, folder, name, diag);
    free(current_a);
    return status;
}

/* ---- a neuron for what is built in ---- */

/* Fits the parameters, and tells the case of them. What is built in may depend on several, so that
 * it takes some rounds. */
static lif_status fit(cosim_arena *arena, const cosim_eq_declaration *d, lif_params *p,
                      double event_a, cosim_eq_case **c, lif_error *error)
{
    enum { ROUNDS = 4 };
    const double unit_a = d->unit_a[d->drive] > 0.0 ? d->unit_a[d->drive] : event_a;
    const cosim_eq_node *reset = d->equations->states[d->membrane].reset;
    lif_status status = LIF_OK;
    for (int round = 0; round < ROUNDS; round++) {
        cosim_eq_words words;
        cosim_eq_fit_params(d, p, event_a, unit_a);
        cosim_eq_values(d, p, event_a, unit_a, &words);
        const cosim_eq_param *told =
            reset->op == COSIM_EQ_CONST ? NULL : &d->equations->params[reset->leaf];
        if (told == NULL || told->port == NULL) {
            const int64_t word = told == NULL ? reset->value : told->word;
            p->v_initial_v = words.zero_v + (double)word * words.lsb_v;
        }
        *c = NULL;
        status = cosim_eq_case_new(arena, d, p, event_a, c, error);
        if (status == LIF_OK) {
            break;
        }
        if (*c != NULL && (*c)->drives.apart > 0.0 && isfinite((*c)->drives.apart)) {
            p->r_ohm *= (*c)->drives.apart; /* what the stated currents add follows from it */
        }
    }
    return status;
}

int cosim_counterexample_neuron(cosim_arena *arena, const cosim_eq_declaration *d, unsigned number,
                                lif_params *p, cosim_eq_case **c, lif_error *error)
{
    static const struct {
        double leak; /* of a step */
        uint32_t hold;
        double reset_v;
    } kinds[] = {{0.25, 1, -70e-3}, {0.0625, 4, -70e-3}, {0.5, 0, -70e-3}, {0.0625, 2, -65e-3}};
    enum { KINDS = sizeof kinds / sizeof *kinds, CONVENTIONS = 4 };
    const double stated_a = d->unit_a[d->drive];
    const double event_a = d->event_count == 0 ? 0.0 : stated_a > 0.0 ? stated_a : 10e-9;
    if (number >= KINDS * CONVENTIONS) {
        return -1;
    }
    const unsigned kind = number / CONVENTIONS;
    *p = (lif_params){.method = LIF_EULER,
                      .dt_s = 1e-3,
                      .tau_s = 1e-3 / kinds[kind].leak,
                      .r_ohm = 10e6,
                      .v_rest_v = -70e-3,
                      .v_threshold_v = -50e-3,
                      .v_reset_v = kinds[kind].reset_v,
                      .v_initial_v = -70e-3,
                      .compare = (number & 1) != 0 ? LIF_ABOVE : LIF_AT_OR_ABOVE,
                      .reset_mode =
                          (number & 2) != 0 ? LIF_RESET_BY_SUBTRACTION : LIF_RESET_TO_VALUE,
                      .refractory_rule = LIF_REFRACTORY_STEPS,
                      .refractory_s = 1e-3 * kinds[kind].hold,
                      .refractory_steps = kinds[kind].hold};
    return fit(arena, d, p, event_a, c, error) == LIF_OK;
}
