// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A sweep file becomes a plan here: its base, its circuits, and the identity of the sweep. */
#include "cli/sweep_open.h"

#include "base/inputs.h"
#include "base/version.h"
#include "circuit/open.h"
#include "cli/kind.h"
#include "cli/reading.h"
#include "scenario/read.h"
#include "sweep/set.h"

#include <sys/types.h> /* for sha2.h */

#include <dlfcn.h>
#include <inttypes.h>
#include <limits.h>
#include <sha2.h>
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
            if (strcmp(sweep->axes[i].key, "dut") == 0) {
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

static const cosim_node *item_of(const cosim_node *node, size_t i)
{
    return node != NULL && node->kind == COSIM_LIST ? node->items[i] : node;
}

static int open_duts(cosim_cli_sweep *s)
{
    const cosim_sweep *sweep = s->sweep;
    const char *const *names = sweep->duts;
    size_t count = sweep->dut_count;
    const cosim_node *node = sweep->dut_node;
    int status = CLI_OK;
    for (size_t i = 0; i < sweep->axis_count; i++) {
        if (strcmp(sweep->axes[i].key, "dut") == 0) {
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
        const int one = open_dut(s, names[i], item_of(node, i));
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

static void hash_text(SHA2_CTX *hash, const char *text)
{
    SHA256Update(hash, (const uint8_t *)text, strlen(text) + 1); /* with its end */
}

/* Hashes the data files that the base names. */
static void hash_data(SHA2_CTX *hash, const cosim_scenario *base)
{
    for (size_t i = 0; i < base->stimulus_count; i++) {
        const lif_stimulus *one = &base->stimuli[i];
        const double *values = one->kind == LIF_STIMULUS_FILE     ? one->u.file.values_a
                               : one->kind == LIF_STIMULUS_EVENTS ? one->u.events.times_s
                                                                  : NULL;
        if (values != NULL) {
            const uint64_t *from = one->kind == LIF_STIMULUS_FILE ? one->u.file.from : NULL;
            SHA256Update(hash, (const uint8_t *)from,
                         from != NULL ? sizeof *from * one->u.file.count : 0);
            SHA256Update(hash, (const uint8_t *)values,
                         sizeof *values * (one->kind == LIF_STIMULUS_FILE ? one->u.file.count
                                                                          : one->u.events.count));
        }
    }
}

/* Collects everything that decides the bytes of a line. A shared object is identified by its own
 * bytes. */
static void identify(cosim_cli_sweep *s, cosim_sweep_identity *identity)
{
    SHA2_CTX hash;
    uint8_t digest[SHA256_DIGEST_LENGTH];
    char text[SHA256_DIGEST_STRING_LENGTH];
    SHA256Init(&hash);
    hash_text(&hash, "sweep lines 1");
    hash_text(&hash, cosim_version());
    hash_text(&hash, cosim_commit());
    hash_text(&hash, s->sweep->sha256);
    hash_text(&hash, s->sweep->base);
    hash_text(&hash, s->base->sha256);
    hash_data(&hash, s->base);
    snprintf(text, sizeof text, "%" PRIu64, s->sweep->seed);
    hash_text(&hash, text);
    for (size_t i = 0; i < s->inputs.override_count; i++) {
        hash_text(&hash, s->inputs.overrides[i]);
    }
    hash_text(&hash, s->inputs.no_expect ? "--no-expect" : "");
    for (size_t i = 0; i < s->dut_count; i++) {
        Dl_info from;
        hash_text(&hash, s->duts[i]->name);
        hash_text(&hash, s->duts[i]->ops->identity != NULL ? s->duts[i]->ops->identity : "");
        if (s->duts[i]->library != NULL && dladdr(s->duts[i]->ops, &from) != 0 &&
            SHA256File(from.dli_fname, text) != NULL) {
            hash_text(&hash, text);
        }
    }
    SHA256Final(digest, &hash);
    for (size_t i = 0; i < sizeof identity->sweep / 2; i++) {
        snprintf(identity->sweep + 2 * i, 3, "%02x", digest[i]);
    }
    identity->sets = cosim_sweep_count(s->sweep);
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
        cosim_set set;
        const bool possible = cosim_set_prepare(&plan, at, &set, diag) == 0 && set.scenario != NULL;
        if (!possible) {
            *diag = set.diag;
        }
        cosim_set_free(&set);
        if (possible) {
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
        cosim_set set;
        const int status = cosim_set_prepare(&s->plan, i * sets / tries, &set, &diag);
        const bool possible = status == 0 && set.scenario != NULL;
        cosim_set_free(&set);
        if (status != 0) {
            return cosim_cli_report(&diag, CLI_UNUSABLE);
        }
        if (possible) {
            return CLI_OK;
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

int cosim_cli_sweep_open(cosim_cli_sweep *s, uint64_t shard, uint64_t shards)
{
    cosim_diag diag;
    if (cosim_cli_try_reading(try_sweep, &s->inputs, s->inputs.files[0]) != CLI_OK) {
        return CLI_UNUSABLE;
    }
    if (cosim_sweep_read(s->inputs.files[0], &s->sweep, &diag) != 0) {
        return cosim_cli_report_file(s->inputs.files[0], CLI_SWEEP, &diag);
    }
    int status = apply_options(s);
    if (status == CLI_OK &&
        cosim_scenario_read(s->sweep->base, s->inputs.overrides, s->inputs.override_count, NULL,
                            &s->base, &diag) != 0) {
        if (diag.place.line == 0) { /* no such file: that is said where it is named */
            cosim_node_place(s->sweep->base_node, &diag.place);
        }
        status = cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    if (status == CLI_OK && s->inputs.no_expect) {
        cosim_scenario_drop_expect(s->base, "--no-expect");
    }
    if (status == CLI_OK) {
        note_data(s);
        cosim_cli_notes(s->base);
        status = open_duts(s);
    }
    if (status == CLI_OK) {
        s->plan = (cosim_sweep_plan){.sweep = s->sweep,
                                     .overrides = s->inputs.overrides,
                                     .override_count = s->inputs.override_count,
                                     .base = s->base,
                                     .duts = s->duts,
                                     .dut_count = s->dut_count,
                                     .identity = {.shard = shard, .shards = shards}};
        identify(s, &s->plan.identity);
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
