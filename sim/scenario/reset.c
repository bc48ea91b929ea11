// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "scenario/reset.h"

#include "input/fields.h"
#include "lif_model.h"

const char *const cosim_reset_modes[COSIM_RESET_MODES] = {
    "to-value", "by-subtraction", "to-value-delayed", "by-subtraction-delayed"};

enum { TO_VALUE_DELAYED = 2 };

int cosim_scenario_reset(lif_params *p, const cosim_node *neuron, unsigned mode, cosim_diag *diag)
{
    const cosim_node *node = cosim_node_child(neuron, "reset_mode");
    if (mode < TO_VALUE_DELAYED) {
        p->reset_mode = (lif_reset_mode)mode;
        return 0;
    }
    if (p->refractory_steps != 0) {
        return cosim_refuse(node, diag,
                            "%s has no refractory time beside it; leave that out, or write %s",
                            cosim_reset_modes[mode], cosim_reset_modes[mode - TO_VALUE_DELAYED]);
    }
    p->reset_mode = (lif_reset_mode)(mode - TO_VALUE_DELAYED);
    if (mode == TO_VALUE_DELAYED) {
        p->refractory_steps = 1;
        p->refractory_s = p->dt_s;
        return 0;
    }
    lif_model model;
    lif_model_state unused;
    lif_model_start(&model, &unused, p);
    const double keep = lif_params_leaks(p) ? model.keep : 1.0;
    if (!(keep > 0.0)) {
        return cosim_refuse(node, diag,
                            "%s needs a membrane that keeps a part of itself in a step; write "
                            "by-subtraction, or a longer time_constant",
                            cosim_reset_modes[mode]);
    }
    p->v_reset_v = p->v_threshold_v - (p->v_threshold_v - p->v_reset_v) / keep;
    return 0;
}
