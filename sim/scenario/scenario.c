// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "scenario/scenario.h"

#include <math.h>

cosim_scenario *cosim_scenario_new(cosim_diag *diag)
{
    cosim_arena *arena = cosim_arena_new();
    cosim_scenario *s = arena == NULL ? NULL : cosim_arena_alloc(arena, sizeof *s);
    struct cosim_scenario_places *places =
        s == NULL ? NULL : cosim_arena_alloc(arena, sizeof *places);
    if (places == NULL) {
        cosim_arena_free(arena);
        cosim_diag_memory(diag, NULL);
        return NULL;
    }
    places->arena = arena;
    s->places = places;
    return s;
}

cosim_arena *cosim_scenario_arena(const cosim_scenario *scenario)
{
    return scenario->places->arena;
}

void cosim_scenario_free(cosim_scenario *scenario)
{
    if (scenario != NULL) {
        cosim_arena_free(scenario->places->arena);
    }
}

void cosim_scenario_drop_expect(cosim_scenario *scenario, const char *why)
{
    cosim_node *root = scenario->places->root;
    const cosim_node *expect = cosim_node_child(root, "expect");
    if (expect != NULL) {
        cosim_node_remove(root, expect);
        scenario->expect = (cosim_expect){.dropped_by = why};
    }
}

void cosim_scenario_give(cosim_scenario *scenario, const double *current_a)
{
    lif_stimulus *s = &scenario->places->given;
    *s = (lif_stimulus){.kind = LIF_STIMULUS_FILE, .stop_s = (double)INFINITY};
    s->u.file.values_a = current_a;
    s->u.file.count = (size_t)scenario->steps;
    scenario->stimuli = s;
    scenario->stimulus_count = 1;
    scenario->waits_for_trace = false;
    scenario->driven_by_trace = true;
}
