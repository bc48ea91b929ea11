// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "lif_bound.h"

void lif_bound_start(lif_bound *bound, const lif_params *params, const lif_quantised *q)
{
    const double leak = ldexp((double)q->words.leak_fx, -(int)q->format.leak_fraction);
    const bool residual = q->format.rounding == LIF_RESIDUAL;
    const double rounding = residual ? leak * q->lsb : 0.5 * q->lsb;

    bound->eps = ldexp(8.0, -53);
    bound->keep = 1.0 - leak;
    bound->leak_slip = fabs(q->leak_error);
    bound->fixed = leak * 0.5 * q->lsb + rounding +
                   bound->eps * (fabs(params->v_rest_v) / q->scale_v + q->lsb + 1e-3);
    bound->view = residual ? q->lsb : 0.0;
    bound->initial = fabs(q->initial_error);
    bound->reset = fabs(q->reset_error);
    bound->lsb = q->lsb;
    bound->subtract = q->words.reset_by_subtract;
}
