// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/sweep_networks.h"

#include "circuit/core_find.h"
#include "cli/networks.h"
#include "scenario/place.h"

/* Refuses an axis over a key that is drawn for each neuron. */
static int check_drawn(const cosim_cli_sweep *s)
{
    for (size_t i = 0; i < s->sweep->axis_count; i++) {
        const cosim_axis *axis = &s->sweep->axes[i];
        cosim_node *around = NULL;
        const cosim_node *node =
            cosim_scenario_find(s->network->head->places->root, axis->key, &around);
        if (node != NULL && cosim_node_child(node, "each") != NULL) {
            cosim_diag diag;
            cosim_place place;
            cosim_axis_place(axis, &place);
            cosim_diag_set(
                &diag, &place,
                "%s: the base draws one value for each neuron; vary \"%s.each.uniform\", "
                "or give the base one value",
                axis->key, axis->key);
            return cosim_cli_report(&diag, CLI_WRONG_INPUT);
        }
    }
    return CLI_OK;
}

/* Refuses a name of a core that there is none of, where it stands: in `node`, or on the command
 * line. */
static int check_names(const char *const *names, size_t count, const cosim_node *node)
{
    for (size_t i = 0; i < count; i++) {
        cosim_core_choice choice;
        cosim_diag diag;
        if (cosim_core_choose(names[i], &choice, &diag) != COSIM_DUT_OK) {
            if (node != NULL) {
                cosim_node_place(cosim_node_item(node, i), &diag.place);
            }
            return cosim_cli_report(&diag, CLI_WRONG_INPUT);
        }
    }
    return CLI_OK;
}

static int check_cores(const cosim_cli_sweep *s)
{
    const cosim_sweep *sweep = s->sweep;
    int status = check_names(sweep->duts, sweep->dut_count, sweep->dut_node);
    for (size_t i = 0; i < sweep->axis_count && status == CLI_OK; i++) {
        const cosim_axis *axis = &sweep->axes[i];
        if (cosim_sweep_names_circuit(true, axis->key)) {
            status = check_names(axis->values, (size_t)axis->points, axis->node);
        }
    }
    return status;
}

int cosim_cli_sweep_network(cosim_cli_sweep *s)
{
    cosim_cli_inputs of_base = s->inputs;
    of_base.has_seed = false; /* it is that of the draws of the sweep */
    int status = cosim_cli_network(&of_base, s->sweep->base, &s->network);
    if (status == CLI_OK) {
        status = check_cores(s);
    }
    if (status == CLI_OK) {
        status = check_drawn(s);
    }
    if (status == CLI_OK) {
        s->plan.base = s->network->head;
        s->plan.network = s->network;
        s->plan.no_expect = s->inputs.no_expect;
        s->plan.set_steps = s->network->ticks * s->network->neurons;
    }
    return status;
}
