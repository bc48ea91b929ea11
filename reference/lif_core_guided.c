// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "lif_core_guided.h"

#include <math.h>

/* Gives the value of a leak word, what it misses, and its rho. */
static double leak_of(const lif_core_format *format, int64_t word_fx, double real, double lsb,
                      double *slip, double *rounding)
{
    const double leak = ldexp((double)word_fx, -(int)format->state.leak_fraction);
    *slip = fabs(leak - real);
    *rounding = word_fx == 0                             ? 0.0
                : format->state.rounding == LIF_RESIDUAL ? leak * lsb
                                                         : 0.5 * lsb;
    return leak;
}

void lif_core_bound_start(lif_core_bound *bound, const lif_core_format *format,
                          const lif_core_real *real, const lif_core_words *words)
{
    const double lsb = ldexp(1.0, -(int)format->state.state_fraction);
    lif_core_bound b = {.view = format->state.rounding == LIF_RESIDUAL ? lsb : 0.0,
                        .eps = ldexp(8.0, -53),
                        .small = lsb + 1e-3,
                        .adapts = words->adaptation_leak_fx != 0 || words->jump_fx != 0 ||
                                  real->adaptation_leak > 0.0 || real->jump > 0.0};
    b.keep = 1.0 - leak_of(format, words->leak_fx, real->leak, lsb, &b.slip, &b.rounding);
    for (unsigned r = 0; r < format->receptors; r++) {
        b.synapse_keep[r] = 1.0 - leak_of(format, words->synapse_leak_fx[r], real->synapse_leak[r],
                                          lsb, &b.synapse_slip[r], &b.synapse_rounding[r]);
        b.weight_step[r] = ldexp(lsb, words->weight_shift[r]);
    }
    b.adaptation_keep = 1.0 - leak_of(format, words->adaptation_leak_fx, real->adaptation_leak, lsb,
                                      &b.adaptation_slip, &b.adaptation_rounding);
    b.drive = fabs(words->drive_fx * lsb - real->drive);
    b.threshold = fabs(words->threshold_fx * lsb - real->threshold);
    b.reset = fabs(words->reset_fx * lsb - real->reset);
    b.jump = fabs(words->jump_fx * lsb - real->jump);
    b.initial = fabs(words->initial_fx * lsb - real->initial);
    *bound = b;
}

void lif_core_guided_start(lif_core_guided *guided, const lif_core_real *real,
                           const lif_core_bound *bound)
{
    *guided = (lif_core_guided){.membrane_bound = bound->initial};
    lif_core_point_start(&guided->point, real);
}

/* Takes a synaptic current one tick on. Returns whether its fit changed it. */
static bool synapse(lif_core_guided *g, const lif_core_real *p, const lif_core_bound *b,
                    const lif_core_limits *limits, unsigned r, const lif_core_told *told)
{
    const bool frozen = p->freeze && g->point.hold > 0;
    const double s = g->point.synapse[r], old = g->synapse_bound[r];
    const double slack = told->missed[r] + b->eps * (fabs(s) + told->sizes[r] + old + b->small);
    const double next = lif_core_synapse_next(p, r, s, told->events[r], frozen);
    g->synapse_bound[r] = frozen ? old + slack
                                 : b->synapse_keep[r] * old + b->synapse_slip[r] * fabs(s) +
                                       b->synapse_rounding[r] + slack;
    g->point.synapse[r] = lif_core_limited(limits, next);
    return g->point.synapse[r] < next || g->point.synapse[r] > next;
}

static void adaptation(lif_core_guided *g, const lif_core_real *p, const lif_core_bound *b)
{
    const double a = g->point.adaptation;
    if (b->adapts) {
        g->adaptation_bound = b->adaptation_keep * g->adaptation_bound +
                              b->adaptation_slip * fabs(a) + b->adaptation_rounding +
                              b->eps * (fabs(a) + g->adaptation_bound + b->small);
        g->point.adaptation = p->adaptation_keep * a;
    }
}

/* Fills what is expected of the membrane and of the decision of an active step. */
static void decide(lif_core_guided *g, const lif_core_real *p, const lif_core_bound *b,
                   double drive, double drive_bound, lif_core_expected *e)
{
    const double x = g->point.membrane, y = lif_core_membrane_next(p, x, drive);
    const double next = b->keep * g->membrane_bound + b->slip * fabs(drive - x) +
                        (1.0 - b->keep) * drive_bound + b->rounding +
                        b->eps * (fabs(x) + fabs(drive) + g->membrane_bound + b->small);
    g->point.membrane = y;
    g->membrane_bound = next;
    e->membrane = y;
    e->membrane_bound = next + b->view;
    e->level = p->threshold + g->point.adaptation;
    e->level_bound = b->threshold + e->adaptation_bound + b->eps * (fabs(e->level) + fabs(y));
    e->must = y - e->membrane_bound > e->level + e->level_bound;
    e->must_not = y + e->membrane_bound < e->level - e->level_bound;
    e->spikes = lif_core_fires(p, y, g->point.adaptation);
}

void lif_core_guided_tick(lif_core_guided *guided, const lif_core_real *real,
                          const lif_core_bound *bound, const lif_core_limits *limits,
                          unsigned receptors, const lif_core_told *told,
                          lif_core_expected *expected)
{
    lif_core_expected e = {.held = guided->point.hold > 0};
    double drive_bound = bound->drive;
    for (unsigned r = 0; r < receptors; r++) {
        e.clips |= synapse(guided, real, bound, limits, r, told);
        e.synapse[r] = guided->point.synapse[r];
        e.synapse_bound[r] = guided->synapse_bound[r] + bound->view;
        drive_bound += e.synapse_bound[r];
    }
    adaptation(guided, real, bound);
    e.adaptation = guided->point.adaptation;
    e.adaptation_bound = guided->adaptation_bound + (bound->adapts ? bound->view : 0.0);
    const double total = lif_core_drive(real, receptors, guided->point.synapse, told->noise);
    const double drive = lif_core_limited(limits, total);
    e.clips |= drive < total || drive > total;
    drive_bound += bound->eps * (fabs(drive) + drive_bound);
    if (e.held) {
        guided->point.hold--;
        e.membrane = guided->point.membrane;
        e.membrane_bound = guided->membrane_bound;
        e.must_not = true;
    } else {
        decide(guided, real, bound, drive, drive_bound, &e);
    }
    *expected = e;
}

bool lif_core_guided_adopt(lif_core_guided *guided, const lif_core_real *real,
                           const lif_core_bound *bound, const lif_core_limits *limits,
                           const lif_core_expected *expected, bool spike)
{
    const double raised = guided->point.adaptation + real->jump;
    if (!spike) {
        return false;
    }
    if (!expected->held && real->subtract) {
        guided->point.membrane -= real->reset;
        guided->membrane_bound += bound->reset;
    } else if (!expected->held) {
        guided->point.membrane = real->reset;
        guided->membrane_bound = bound->reset;
    }
    guided->point.adaptation = lif_core_limited(limits, raised);
    guided->adaptation_bound += bound->jump;
    guided->point.hold = real->hold;
    return guided->point.adaptation < raised;
}
