// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "sweep/set.h"

#include "base/shell.h"
#include "circuit/dut.h"
#include "run/job.h"
#include "scenario/read.h"
#include "sweep/draw.h"
#include "sweep/plan.h"

#include <stdlib.h>
#include <string.h>

/* A stated list of spikes belongs to the values of the base, not to those of a set. */
static const char *const no_expect[] = {"expect.spikes=[]", "expect.knife_edge=true"};
enum { NO_EXPECT = 2 };

static const char *join(cosim_arena *arena, const char *key, const char *value)
{
    const size_t length = strlen(key), bytes = length + strlen(value) + 2;
    char *text = cosim_arena_alloc(arena, bytes);
    if (text != NULL) {
        memcpy(text, key, length);
        text[length] = '=';
        memcpy(text + length + 1, value, bytes - length - 1);
    }
    return text;
}

static bool sets_expect(const cosim_sweep *sweep)
{
    for (size_t i = 0; i < sweep->axis_count; i++) {
        if (strncmp(sweep->axes[i].key, "expect", 6) == 0) {
            return true;
        }
    }
    return false;
}

/* Fills in values and overrides. */
static int write_overrides(const cosim_sweep_plan *plan, cosim_set *set)
{
    const cosim_sweep *sweep = plan->sweep;
    char text[COSIM_VALUE_BYTES];
    size_t n = 0;
    set->values = cosim_arena_alloc(set->arena, sweep->axis_count * sizeof *set->values);
    set->overrides =
        cosim_arena_alloc(set->arena, (plan->override_count + NO_EXPECT + sweep->axis_count) *
                                          sizeof *set->overrides);
    if (set->values == NULL || set->overrides == NULL) {
        return -1;
    }
    for (size_t i = 0; i < plan->override_count; i++) {
        set->overrides[n++] = plan->overrides[i];
    }
    for (size_t i = 0; plan->base->expect.stated && !sets_expect(sweep) && i < NO_EXPECT; i++) {
        set->overrides[n++] = no_expect[i];
    }
    for (size_t i = 0; i < sweep->axis_count; i++) {
        const char *value = cosim_sweep_value(sweep, set->index, i, text);
        set->values[i] = cosim_arena_text(set->arena, value, strlen(value));
        if (set->values[i] == NULL ||
            (set->overrides[n++] = join(set->arena, sweep->axes[i].key, set->values[i])) == NULL) {
            return -1;
        }
    }
    set->override_count = n;
    return 0;
}

/* Gives the name of the circuit, which is known before the scenario is read. */
static const char *dut_name(const cosim_sweep_plan *plan, const cosim_set *set)
{
    const cosim_sweep *sweep = plan->sweep;
    if (sweep->dut_count > 0) {
        return sweep->duts[set->index / sweep->per_dut];
    }
    for (size_t i = 0; i < sweep->axis_count; i++) {
        if (cosim_sweep_names_circuit(plan->network != NULL, sweep->axes[i].key)) {
            return set->values[i];
        }
    }
    return plan->network != NULL ? plan->network->core : plan->base->dut;
}

static cosim_dut *find_dut(const cosim_sweep_plan *plan, const char *name)
{
    for (size_t i = 0; i < plan->dut_count; i++) {
        if (strcmp(plan->duts[i]->name, name) == 0) {
            return plan->duts[i];
        }
    }
    return NULL;
}

int cosim_set_write(const cosim_sweep_plan *plan, uint64_t index, cosim_set *set, cosim_diag *diag)
{
    *set = (cosim_set){.index = index, .arena = cosim_arena_new()};
    if (set->arena == NULL || write_overrides(plan, set) != 0) {
        return cosim_diag_memory(diag, NULL);
    }
    set->dut = dut_name(plan, set);
    return 0;
}

int cosim_set_prepare(const cosim_sweep_plan *plan, uint64_t index, cosim_set *set,
                      cosim_diag *diag)
{
    if (cosim_set_write(plan, index, set, diag) != 0) {
        return -1;
    }
    cosim_dut *dut = find_dut(plan, set->dut);
    if (dut == NULL) {
        return cosim_diag_set(diag, NULL, "circuit %s was not opened", set->dut);
    }
    set->refused = cosim_scenario_vary(plan->base, set->overrides + plan->override_count,
                                       set->override_count - plan->override_count, &set->scenario,
                                       &set->diag) != 0 ||
                   cosim_job_prepare(&set->job, set->scenario, dut, &set->diag) != 0;
    return 0;
}

void cosim_set_free(cosim_set *set)
{
    cosim_scenario_free(set->scenario);
    cosim_arena_free(set->arena);
    *set = (cosim_set){.scenario = NULL};
}

char *cosim_set_command(const cosim_sweep_plan *plan, const cosim_set *set)
{
    char *text = NULL;
    size_t bytes = 0;
    FILE *out = open_memstream(&text, &bytes);
    if (out == NULL) {
        return NULL;
    }
    fputs("lifcosim run", out);
    if (plan->sweep->dut_count > 0) {
        fputs(" --dut ", out);
        cosim_put_shell_word(out, set->dut);
    }
    for (size_t i = 0; i < set->override_count; i++) {
        fputs(" --set ", out);
        cosim_put_shell_word(out, set->overrides[i]);
    }
    fputs(plan->sweep->base[0] == '-' ? " -- " : " ", out);
    cosim_put_shell_word(out, plan->sweep->base);
    const bool failed = ferror(out) != 0;
    if (fclose(out) != 0 || failed) {
        free(text);
        return NULL;
    }
    return text;
}
