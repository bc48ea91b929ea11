// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "lif_source.h"

void lif_source_start(lif_source *s, const lif_params *p, double unit)
{
    const double rest = fabs(p->v_rest_v), constant = 2.0 * (unit + LIF_SOURCE_FLOAT64);
    lif_model model;
    lif_model_state state;
    lif_model_start(&model, &state, p);
    s->unit = unit;
    s->rounding = 8.0 * (unit + LIF_SOURCE_FLOAT64);
    s->keep = lif_params_leaks(p) ? model.keep : 1.0;
    s->gain_ohm = lif_params_leaks(p) ? model.leak * p->r_ohm : p->r_ohm;
    s->fixed_v = 2.0 * rest + 1e-3 * lif_params_scale(p);
    s->initial_v = constant * (fabs(p->v_initial_v) + rest);
    s->subtract = p->reset_mode == LIF_RESET_BY_SUBTRACTION;
    s->reset_v = constant * (fabs(p->v_reset_v) + (s->subtract ? fabs(p->v_threshold_v) : rest));
    s->theta_v = constant * (fabs(p->v_threshold_v) + rest);
    s->unknown_start = false;
}
