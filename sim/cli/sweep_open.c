// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A sweep file becomes a plan here: its base and its circuits. */
#include "cli/sweep_open.h"

#include "base/inputs.h"
#include "circuit/open.h"
#include "cli/kind.h"
#include "cli/networks.h"
#include "cli/reading.h"
#include "cli/sweep_identity.h"
#include "cli/sweep_networks.h"
#include "scenario/read.h"
#include "sweep/networks.h"
#include "sweep/set.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PROBES = 256, PROBES_ALONE = 16 };

/* Applies what the command line changes in the sweep. */
static int apply_options(cosim_cli_sweep *s)
{
    cosim_sweep *sweep = s->sweep;
    if (s->inputs.dut_count > 0) {
        for (size_t i = 0; i < sweep->axis_count; i++) {
            if (cosim_sweep_names_circuit(s->is_network, sweep->axes[i].key)) {
                return cosim_cli_usage_error(
                    "--dut: the sweep has an axis of circuits; leave one out");
            }
        }
        sweep->duts = s->inputs.duts;
        sweep->dut_count = s->inputs.dut_count;
        sweep->dut_node = NULL;
    }
    if (s->inputs.has_seed) {
        if (sweep->draws == 0) {
            return cosim_cli_usage_error("--seed: the sweep has no draws; leave it out");
        }
        sweep->seed = s->inputs.seed;
    }
    for (size_t i = 0; i < s->inputs.override_count; i++) {
        for (size_t k = 0; k < sweep->axis_count; k++) {
            char *key = strndup(s->inputs.overrides[i], strcspn(s->inputs.overrides[i], "="));
            const bool undone = key != NULL && cosim_sweep_undoes(key, sweep->axes[k].key);
            free(key);
            if (undone) {
                return cosim_cli_usage_error(
                    "--set %s: the axis %s would replace it; leave one out", s->inputs.overrides[i],
                    sweep->axes[k].key);
            }
        }
    }
    if (cosim_sweep_count(sweep) > COSIM_SWEEP_MOST_SETS) {
        return cosim_cli_usage_error("--dut: more than %" PRIu64 " sets; name fewer circuits",
                                     COSIM_SWEEP_MOST_SETS);
    }
    return CLI_OK;
}

/* Opens a circuit once; a name that stands in the sweep is reported at its place. */
static int open_dut(cosim_cli_sweep *s, const char *name, const cosim_node *node)
{
    cosim_diag diag;
    for (size_t i = 0; i < s->dut_count; i++) {
        if (strcmp(s->duts[i]->name, name) == 0) {
            return CLI_OK;
        }
    }
    const int status = cosim_dut_open(name, &s->duts[s->dut_count], &diag);
    if (status == COSIM_DUT_OK) {
        s->dut_count++;
        return CLI_OK;
    }
    if (node != NULL) {
        cosim_node_place(node, &diag.place);
    }
    return cosim_cli_report(&diag, status == COSIM_DUT_UNKNOWN ? CLI_WRONG_INPUT : CLI_UNUSABLE);
}

static int open_duts(cosim_cli_sweep *s)
{
    const cosim_sweep *sweep = s->sweep;
    const char *const *names = sweep->duts;
    size_t count = sweep->dut_count;
    const cosim_node *node = sweep->dut_node;
    int status = CLI_OK;
    for (size_t i = 0; i < sweep->axis_count; i++) {
        if (cosim_sweep_names_circuit(false, sweep->axes[i].key)) {
            names = sweep->axes[i].values;
            count = (size_t)sweep->axes[i].points;
            node = sweep->axes[i].node;
        }
    }
    s->duts = calloc(count + 1, sizeof(cosim_dut *));
    if (s->duts == NULL) {
        cosim_cli_usage_error("out of memory");
        return CLI_UNUSABLE;
    }
    if (count == 0) {
        status = cosim_cli_dut(s->base->dut, s->base, &s->duts[0]);
        s->dut_count = status == CLI_OK;
    }
    for (size_t i = 0; i < count; i++) {
        const int one = open_dut(s, names[i], node != NULL ? cosim_node_item(node, i) : NULL);
        status = one > status ? one : status;
    }
    return status;
}

/* Data files that an axis names are read later, set by set, but are inputs now. */
static void note_data(const cosim_cli_sweep *s)
{
    const char *slash = strrchr(s->sweep->base, '/');
    const int folder = slash != NULL ? (int)(slash - s->sweep->base) + 1 : 0;
    for (size_t i = 0; i < s->sweep->axis_count; i++) {
        const cosim_axis *axis = &s->sweep->axes[i];
        const char *key = strrchr(axis->key, '.');
        const bool names = key != NULL && (strcmp(key, ".path") == 0 || strcmp(key, ".file") == 0);
        for (uint64_t k = 0; names && axis->values != NULL && k < axis->points; k++) {
            char path[PATH_MAX];
            snprintf(path, sizeof path, "%.*s%s", axis->values[k][0] == '/' ? 0 : folder,
                     s->sweep->base, axis->values[k]);
            cosim_inputs_note_path(path);
        }
    }
}

/* Tells whether a set can be. Returns 1; 0 with *diag, why it is refused; or -1 with *diag. */
static int possible(const cosim_sweep_plan *plan, uint64_t index, cosim_diag *diag)
{
    cosim_set set;
    if (plan->network != NULL) {
        return cosim_sweep_network_possible(plan, index, diag);
    }
    const int status = cosim_set_prepare(plan, index, &set, diag);
    const bool is = status == 0 && set.scenario != NULL;
    if (status == 0 && !is) {
        *diag = set.diag;
    }
    cosim_set_free(&set);
    return status != 0 ? -1 : is;
}

/* Tells whether the base can be read with some value of the axis alone; if not, *diag says why. */
static bool possible_alone(const cosim_cli_sweep *s, size_t axis, cosim_diag *diag)
{
    const cosim_sweep *sweep = s->sweep;
    const uint64_t points = sweep->axes[axis].points;
    const uint64_t tries = points > 0 && points < PROBES_ALONE ? points : PROBES_ALONE;
    cosim_sweep one = *sweep;
    one.axes = &sweep->axes[axis];
    one.axis_count = 1;
    one.per_dut = points > 0 && sweep->draws == 0 ? points : tries;
    cosim_sweep_plan plan = s->plan;
    plan.sweep = &one;
    for (uint64_t i = 0; i < tries; i++) {
        const uint64_t at = tries > 1 ? i * (one.per_dut - 1) / (tries - 1) : 0;
        if (possible(&plan, at, diag) > 0) {
            return true;
        }
    }
    return false;
}

/* A wrong key or unit refuses every set, and is better told before anything runs. */
static int check_axes(const cosim_cli_sweep *s)
{
    const uint64_t sets = cosim_sweep_count(s->sweep), tries = sets < PROBES ? sets : PROBES;
    cosim_diag diag;
    for (uint64_t i = 0; i < tries; i++) {
        const int is = possible(&s->plan, i * sets / tries, &diag);
        if (is != 0) {
            return is > 0 ? CLI_OK : cosim_cli_report(&diag, CLI_UNUSABLE);
        }
    }
    for (size_t k = 0; k < s->sweep->axis_count; k++) {
        if (!possible_alone(s, k, &diag)) {
            cosim_diag wrong;
            cosim_place place;
            cosim_axis_place(&s->sweep->axes[k], &place);
            cosim_diag_set(&wrong, &place, "axes: no value of %s is possible: %s",
                           s->sweep->axes[k].key, diag.message);
            return cosim_cli_report(&wrong, CLI_WRONG_INPUT);
        }
    }
    return CLI_OK; /* only together: each refused set will be counted */
}

/* Reads the sweep and its base. */
static bool try_sweep(void *context)
{
    const cosim_cli_inputs *inputs = context;
    cosim_sweep *sweep = NULL;
    cosim_scenario *base = NULL;
    cosim_diag diag;
    return (cosim_sweep_read(inputs->files[0], &sweep, &diag) != 0 ||
            cosim_scenario_read(sweep->base, inputs->overrides, inputs->override_count, NULL, &base,
                                &diag) != 0) &&
           diag.memory;
}

/* Reads the base, and opens the circuits. */
static int open_scenario(cosim_cli_sweep *s)
{
    cosim_diag diag;
    if (cosim_scenario_read(s->sweep->base, s->inputs.overrides, s->inputs.override_count, NULL,
                            &s->base, &diag) != 0) {
        if (diag.place.line == 0) { /* no such file: that is said where it is named */
            cosim_node_place(s->sweep->base_node, &diag.place);
        }
        return cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    if (s->inputs.no_expect) {
        cosim_scenario_drop_expect(s->base, "--no-expect");
    }
    cosim_cli_notes(s->base);
    s->plan.base = s->base;
    s->plan.set_steps = s->base->steps;
    return open_duts(s);
}

int cosim_cli_sweep_open(cosim_cli_sweep *s, uint64_t shard, uint64_t shards)
{
    cosim_diag diag;
    if (cosim_cli_try_reading(try_sweep, &s->inputs, s->inputs.files[0]) != CLI_OK) {
        return CLI_UNUSABLE;
    }
    if (cosim_sweep_read(s->inputs.files[0], &s->sweep, &diag) != 0) {
        return cosim_cli_report_file(s->inputs.files[0], CLI_SWEEP, &diag);
    }
    s->is_network = cosim_cli_is_network(s->sweep->base);
    int status = apply_options(s);
    if (status == CLI_OK) {
        note_data(s);
        status = s->is_network ? cosim_cli_sweep_network(s) : open_scenario(s);
    }
    if (status == CLI_OK) {
        s->plan.sweep = s->sweep;
        s->plan.overrides = s->inputs.overrides;
        s->plan.override_count = s->inputs.override_count;
        s->plan.duts = s->duts;
        s->plan.dut_count = s->dut_count;
        s->plan.identity = (cosim_sweep_identity){.shard = shard, .shards = shards};
        cosim_cli_sweep_identify(s, &s->plan.identity);
        status = check_axes(s);
    }
    return status;
}

void cosim_cli_sweep_close(cosim_cli_sweep *s)
{
    for (size_t i = 0; i < s->dut_count; i++) {
        cosim_dut_close(s->duts[i]);
    }
    free(s->duts);
    cosim_network_free(s->network);
    cosim_scenario_free(s->base);
    cosim_sweep_free(s->sweep);
    cosim_cli_inputs_free(&s->inputs);
}

int cosim_cli_sweep_status(const cosim_sweep_store *store, const char *name)
{
    size_t refused = 0;
    int status = CLI_OK;
    for (size_t i = 0; i < store->count; i++) {
        const cosim_outcome outcome = store->records[i].outcome;
        refused += outcome == COSIM_OUTCOME_REFUSED;
        if (outcome == COSIM_OUTCOME_FAIL || outcome == COSIM_OUTCOME_VACUOUS) {
            status = CLI_NOT_PASSED;
        }
    }
    if (store->count > 0 && refused == store->count) {
        cosim_cli_tell(
            "%s: every set is refused, and nothing was run; read the reasons, and change the "
            "axes or the base",
            name);
        return CLI_WRONG_INPUT;
    }
    return status;
}
