// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/lif.h"

#include "lif_model.h"

#include <math.h>

static double amount_of(const cosim_eq_declaration *d, const cosim_eq_words *w,
                        const cosim_eq_amount *amount)
{
    return amount->param == NULL ? amount->number : w->real[amount->param - d->equations->params];
}

void cosim_eq_lif_start(cosim_eq_lif *lif, const cosim_eq_declaration *d, const lif_params *params,
                        const cosim_eq_words *w, cosim_eq_lif_state *state)
{
    lif_model model;
    lif_model_state unused;
    lif_model_start(&model, &unused, params);
    *lif = (cosim_eq_lif){.declaration = d,
                          .leaks = lif_params_leaks(params),
                          .exponential = params->method == LIF_EXPONENTIAL,
                          .above = model.above,
                          .subtract = model.subtract,
                          .k = model.leak,
                          .keep = model.keep,
                          .rest = w->values[COSIM_EQ_RESTING],
                          .theta = w->values[COSIM_EQ_THETA],
                          .reset = w->values[COSIM_EQ_RESET],
                          .amount = model.subtract_v / w->lsb_v};
    for (size_t i = 0; i < d->depart_count; i++) {
        const cosim_eq_departure *p = &d->departs[i];
        lif->of[p->kind] = p;
        for (int k = 0; k < 3; k++) {
            lif->value[p->kind][k] = amount_of(d, w, &p->amount[k]);
        }
        lif->synapse[i] = lif->value[p->kind][0];
    }
    lif->by_phases = lif->of[COSIM_EQ_DEPARTS_PHASES] != NULL;
    *state = (cosim_eq_lif_state){.x = w->initial, .hold = params->initial_hold};
}

/* ---- an evaluation ---- */

static double leaked(const cosim_eq_lif *lif, double x)
{
    if (lif->of[COSIM_EQ_LINEAR_LEAK] != NULL) {
        const double l = lif->value[COSIM_EQ_LINEAR_LEAK][0];
        return fmax(fmin(lif->rest, x + l), x - l);
    }
    if (!lif->leaks || (lif->of[COSIM_EQ_LEAK_ABOVE_REST] != NULL && x < lif->rest)) {
        return x;
    }
    return lif->exponential ? lif->rest + (x - lif->rest) * lif->keep
                            : x + lif->k * (lif->rest - x);
}

/* Gives what a leak in shares leaves of a drive that acts before it. */
static double left_of(const cosim_eq_lif *lif)
{
    return !lif->leaks || lif->of[COSIM_EQ_LINEAR_LEAK] != NULL ? 1.0
           : lif->exponential                                   ? lif->keep
                                                                : 1.0 - lif->k;
}

static double limited(const cosim_eq_lif *lif, double x)
{
    return lif->of[COSIM_EQ_LIMITS] == NULL
               ? x
               : fmax(fmin(x, lif->value[COSIM_EQ_LIMITS][1]), lif->value[COSIM_EQ_LIMITS][0]);
}

/* Tells whether an input takes part in an evaluation. */
static bool takes_part(const cosim_eq_lif *lif, size_t phase, size_t input)
{
    const cosim_eq_phase *p = &lif->declaration->phases[phase];
    return !lif->by_phases || !p->fixed[input];
}

static bool leaks_in(const cosim_eq_lif *lif, size_t phase)
{
    return !lif->by_phases || lif->declaration->phases[phase].leak;
}

/* Gives the drive of a synapse in this evaluation, and what it has afterwards. */
static double synapse_of(const cosim_eq_lif *lif, const cosim_eq_lif_state *s, size_t entry,
                         const double *added, double *after)
{
    const cosim_eq_departure *d = &lif->declaration->departs[entry];
    *after = lif->synapse[entry] * s->synapse[entry] + added[d->input];
    return d->late ? s->synapse[entry] : *after;
}

static double drive_of(const cosim_eq_lif *lif, const cosim_eq_lif_state *s, size_t phase,
                       const double *added)
{
    const cosim_eq_declaration *d = lif->declaration;
    double sum = 0.0, unused;
    for (size_t i = 0; i < d->equations->input_count; i++) {
        bool synaptic = false;
        for (size_t k = 0; k < d->depart_count; k++) {
            const bool this_one =
                d->departs[k].kind == COSIM_EQ_SYNAPSE && d->departs[k].input == (int)i;
            synaptic = synaptic || this_one;
            sum +=
                this_one && takes_part(lif, phase, i) ? synapse_of(lif, s, k, added, &unused) : 0.0;
        }
        sum += !synaptic && takes_part(lif, phase, i) ? added[i] : 0.0;
    }
    return sum;
}

cosim_eq_lif_step cosim_eq_lif_evaluate(const cosim_eq_lif *lif, const cosim_eq_lif_state *s,
                                        size_t phase, const double *added, const bool *event)
{
    (void)event;
    const bool leaks = leaks_in(lif, phase), after = lif->of[COSIM_EQ_LEAK_AFTER_DRIVE] != NULL;
    const double base = leaks ? leaked(lif, s->x) : s->x;
    const double drive = drive_of(lif, s, phase, added);
    const double driven =
        after && leaks ? leaked(lif, limited(lif, s->x + drive / left_of(lif))) : base + drive;
    cosim_eq_lif_step step = {.held = s->hold > 0};
    if (step.held) {
        step.y = lif->of[COSIM_EQ_HELD_LEAK] != NULL        ? base
                 : lif->of[COSIM_EQ_HELD_INTEGRATE] != NULL ? base + drive_of(lif, s, phase, added)
                 : lif->of[COSIM_EQ_HELD_REST] != NULL      ? lif->rest
                                                            : s->x;
        step.y = limited(lif, step.y);
        step.margin = -HUGE_VAL;
        return step;
    }
    step.y = limited(lif, driven - (s->owes ? lif->amount : 0.0));
    const double at = lif->of[COSIM_EQ_OLD_MEMBRANE] != NULL ? s->x : step.y;
    const double theta = lif->theta + (lif->of[COSIM_EQ_ADAPTATION] != NULL ? s->w : 0.0);
    step.margin = at - theta;
    step.fires = lif->above ? at > theta : at >= theta;
    if (lif->of[COSIM_EQ_TWO_THRESHOLDS] != NULL) {
        const double low = lif->value[COSIM_EQ_TWO_THRESHOLDS][0];
        step.fires = step.fires || at <= low;
        step.margin = fabs(at - low) < fabs(step.margin) ? at - low : step.margin;
    }
    return step;
}

/* ---- from step to step ---- */

static double after_spike(const cosim_eq_lif *lif, const cosim_eq_lif_state *s,
                          const cosim_eq_lif_step *step)
{
    if (lif->of[COSIM_EQ_NO_RESET] != NULL || lif->of[COSIM_EQ_DELAYED_RESET] != NULL) {
        return step->y;
    }
    if (!lif->subtract) {
        return lif->reset;
    }
    const bool low =
        lif->of[COSIM_EQ_TWO_THRESHOLDS] != NULL &&
        fabs(step->y - lif->value[COSIM_EQ_TWO_THRESHOLDS][0]) < fabs(step->y - lif->theta);
    const double from = lif->of[COSIM_EQ_SPIKE_ONLY_RESETS] != NULL ? s->x : step->y;
    return low ? from + lif->amount : from - lif->amount;
}

static double adapted(const cosim_eq_lif *lif, double w, const bool *event, bool fired)
{
    const cosim_eq_departure *d = lif->of[COSIM_EQ_ADAPTATION];
    const double *v = lif->value[COSIM_EQ_ADAPTATION];
    if (d == NULL) {
        return w;
    }
    return fired ? fmin(w + v[0], v[2]) : d->input < 0 || event[d->input] ? fmax(w - v[1], 0.0) : w;
}

void cosim_eq_lif_advance(const cosim_eq_lif *lif, cosim_eq_lif_state *s,
                          const cosim_eq_lif_step *step, size_t phase, const double *added,
                          const bool *event, bool fired, uint32_t hold)
{
    const cosim_eq_declaration *d = lif->declaration;
    for (size_t k = 0; k < d->depart_count; k++) {
        if (d->departs[k].kind == COSIM_EQ_SYNAPSE &&
            takes_part(lif, phase, (size_t)d->departs[k].input)) {
            double after;
            synapse_of(lif, s, k, added, &after);
            s->synapse[k] = after;
        }
    }
    s->w = adapted(lif, s->w, event, fired);
    s->owes = fired && lif->of[COSIM_EQ_DELAYED_RESET] != NULL;
    if (fired) {
        s->x = limited(lif, after_spike(lif, s, step));
        s->hold = hold;
    } else {
        s->x = step->y;
        s->hold -= step->held && leaks_in(lif, phase) ? 1 : 0;
    }
}

void cosim_eq_lif_copy(const cosim_eq_lif *lif, cosim_eq_lif_state *to,
                       const cosim_eq_lif_state *from)
{
    to->x = from->x;
    to->w = from->w;
    to->hold = from->hold;
    to->owes = from->owes;
    for (size_t i = 0; i < lif->declaration->depart_count; i++) {
        to->synapse[i] = from->synapse[i];
    }
}

bool cosim_eq_lif_same(const cosim_eq_lif *lif, const cosim_eq_lif_state *a,
                       const cosim_eq_lif_state *b)
{
    const double tolerance = 1e-9 * lif->declaration->one;
    bool same = a->hold == b->hold && a->owes == b->owes && fabs(a->x - b->x) <= tolerance &&
                fabs(a->w - b->w) <= tolerance;
    for (size_t i = 0; i < lif->declaration->depart_count; i++) {
        same = same && fabs(a->synapse[i] - b->synapse[i]) <= tolerance;
    }
    return same;
}
