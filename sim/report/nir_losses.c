// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/nir_losses.h"

#include <stdio.h>
#include <string.h>

enum { NAMES_BYTES = 400 };

bool cosim_nir_has_synapse(const cosim_network_job *job, const cosim_network_group *population)
{
    const int64_t one = (int64_t)1 << job->format.state.leak_fraction;
    for (unsigned i = population->first; i < population->first + population->count; i++) {
        if (job->image.word[i].synapse_leak_fx[0] < one) {
            return true;
        }
    }
    return false;
}

/* A population may have these, and NIR cannot say them. */
typedef enum loss {
    HOLDS,
    ADAPTS,
    NOISY,
    SUBTRACTS,
    REACHES,
    FREEZES,
    STARTS,
    DRIVEN,
    LOSSES
} loss;

static const struct {
    const char *what, *instead;
} losses[LOSSES] = {
    [HOLDS] = {"a refractory time", "the graph has none"},
    [ADAPTS] = {"that a spike raises the threshold", "there it stays where it is"},
    [NOISY] = {"noise", "the graph has none"},
    [SUBTRACTS] = {"a reset by subtraction", "there it is to v_reset"},
    [REACHES] = {"that a membrane at the threshold spikes", "there it has to exceed it"},
    [FREEZES] = {"that currents stand still in a refractory time", "there they decay"},
    [STARTS] = {"where a membrane starts", "there it is at v_leak"},
    [DRIVEN] = {"a constant drive of a neuron with a synapse",
                "it is in v_leak, and the words of the membrane move"},
};

static bool has(const cosim_network_job *job, const cosim_network_group *p, loss what)
{
    const bool cuba = cosim_nir_has_synapse(job, p);
    for (unsigned i = p->first; i < p->first + p->count; i++) {
        const lif_core_words *w = &job->image.word[i];
        const bool is[LOSSES] = {
            [HOLDS] = w->hold > 0 || w->initial_hold > 0,
            [ADAPTS] = w->jump_fx != 0,
            [NOISY] = w->noisy,
            [SUBTRACTS] = w->subtract,
            [REACHES] = !w->above,
            [FREEZES] = w->freeze && w->hold > 0,
            [STARTS] = w->initial_fx != (cuba ? w->drive_fx : 0),
            [DRIVEN] = cuba && w->drive_fx != 0,
        };
        if (is[what]) {
            return true;
        }
    }
    return false;
}

int cosim_nir_tell_losses(const cosim_network_job *job, cosim_nir_report *report)
{
    const cosim_network *n = job->network;
    for (loss what = HOLDS; what < LOSSES; what++) {
        char names[NAMES_BYTES] = "";
        size_t used = 0;
        for (size_t k = 0; k < n->population_count && used < sizeof names; k++) {
            if (has(job, &n->population[k], what)) {
                used += (size_t)snprintf(names + used, sizeof names - used, "%s`%s`",
                                         used > 0 ? ", " : "", n->population[k].name);
            }
        }
        if (used >= sizeof names) {
            snprintf(names + sizeof names - 4, 4, "...");
        }
        if (used > 0 && cosim_nir_say(report, COSIM_NIR_DIFFERS, "NIR cannot say %s (of %s): %s",
                                      losses[what].what, names, losses[what].instead) != 0) {
            return -1;
        }
    }
    return 0;
}

static bool has_late_constant(const cosim_network *n)
{
    for (unsigned row = 0; row < n->inputs; row++) {
        const cosim_network_source *s = cosim_network_source_of(n, n->input[row].element);
        if (s != NULL && s->kind == COSIM_SOURCE_EVERY && n->input[row].row.delay > 0) {
            return true;
        }
    }
    return false;
}

/* Two nodes of one name would be one. */
static const char *find_twice(const cosim_network *n)
{
    for (size_t k = 0; k < n->source_count; k++) {
        for (size_t p = 0; p < n->population_count; p++) {
            if (strcmp(n->source[k].group.name, n->population[p].name) == 0) {
                return n->population[p].name;
            }
        }
    }
    return NULL;
}

int cosim_nir_can_say(const cosim_network *network, cosim_diag *diag)
{
    const char *twice = find_twice(network);
    if (network->receptors != 1) {
        return cosim_diag_set(
            diag, NULL,
            "the network has two receptors, and a neuron of NIR has one synapse; give "
            "its populations one synapse");
    }
    if (twice != NULL) {
        return cosim_diag_set(
            diag, NULL,
            "%s is a source and a population, and the nodes of NIR share their names; "
            "rename one",
            twice);
    }
    if (has_late_constant(network)) {
        return cosim_diag_set(
            diag, NULL,
            "a constant comes in with a delay, which no bias of NIR has; drop the delay");
    }
    return 0;
}
