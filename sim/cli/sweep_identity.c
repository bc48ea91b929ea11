// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/sweep_identity.h"

#include "base/version.h"
#include "circuit/core_find.h"

#include <sys/types.h> /* for sha2.h */

#include <dlfcn.h>
#include <inttypes.h>
#include <limits.h>
#include <sha2.h>
#include <stdio.h>
#include <string.h>

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

/* ---- a network ---- */

static void hash_number(SHA2_CTX *hash, double value)
{
    SHA256Update(hash, (const uint8_t *)&value, sizeof value);
}

static void hash_count(SHA2_CTX *hash, uint64_t value)
{
    SHA256Update(hash, (const uint8_t *)&value, sizeof value);
}

static void hash_happenings(SHA2_CTX *hash, const cosim_network_event *event, size_t count)
{
    hash_count(hash, count);
    for (size_t i = 0; i < count; i++) {
        hash_count(hash, event[i].tick);
        hash_count(hash, event[i].source);
    }
}

/* Hashes what of a neuron may come from a file. */
static void hash_neuron(SHA2_CTX *hash, const lif_core_params *p, double noise_v)
{
    const lif_params *m = &p->membrane;
    const double values[] = {m->tau_s,
                             m->r_ohm,
                             m->v_rest_v,
                             m->v_threshold_v,
                             m->v_reset_v,
                             m->v_initial_v,
                             m->refractory_s,
                             m->initial_hold,
                             p->synapse[0].tau_s,
                             p->receptors > 1 ? p->synapse[1].tau_s : 0.0,
                             p->adaptation_tau_s,
                             p->jump_v,
                             p->drive,
                             noise_v};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        hash_number(hash, values[i]);
    }
}

static void hash_row(SHA2_CTX *hash, const lif_core_row *row)
{
    hash_count(hash, (uint64_t)row->most << 16 | (uint64_t)row->receptor << 8 | row->delay);
}

/* Hashes a network with what its files hold: parameters, rows, weights, events and expected
 * spikes. */
static void hash_network(SHA2_CTX *hash, const cosim_network *n)
{
    hash_text(hash, n->sha256);
    hash_count(hash, n->neurons);
    for (unsigned i = 0; i < n->neurons; i++) {
        hash_neuron(hash, &n->params[i], n->noise_deviation[i]);
        hash_row(hash, &n->own[i]);
    }
    hash_count(hash, n->inputs);
    for (unsigned i = 0; i < n->inputs; i++) {
        hash_count(hash, n->input[i].element);
        hash_row(hash, &n->input[i].row);
    }
    hash_count(hash, n->weight_count);
    for (size_t i = 0; i < n->weight_count; i++) {
        const cosim_network_weight *w = &n->weight[i];
        hash_count(hash, (uint64_t)w->row << 2 | (uint64_t)w->from_neuron << 1 |
                             (w->unit == COSIM_WEIGHT_VOLTS));
        hash_count(hash, w->neuron);
        hash_number(hash, w->value);
    }
    hash_happenings(hash, n->event, n->event_count);
    hash_happenings(hash, n->spike, n->spike_count);
}

/* Hashes the shared objects that a name of a core may stand for, as far as they are there. */
static void hash_core(SHA2_CTX *hash, const char *name)
{
    cosim_core_choice choice;
    cosim_diag diag;
    char path[PATH_MAX], text[SHA256_DIGEST_STRING_LENGTH];
    hash_text(hash, name);
    if (cosim_core_choose(name, &choice, &diag) != COSIM_DUT_OK) {
        return; /* told where the set is prepared */
    }
    for (size_t i = 0; i < (choice.count > 0 ? choice.count : 1); i++) {
        const cosim_core_kind *kind = choice.count > 0 ? choice.kind[i] : NULL;
        cosim_core_path(&choice, kind, name, path, sizeof path);
        if (path[0] != '\0' && SHA256File(path, text) != NULL) {
            hash_text(hash, text);
        }
    }
}

static void hash_cores(SHA2_CTX *hash, const cosim_cli_sweep *s)
{
    const cosim_sweep *sweep = s->sweep;
    for (size_t i = 0; i < sweep->dut_count; i++) {
        hash_core(hash, sweep->duts[i]);
    }
    if (sweep->dut_count > 0) {
        return;
    }
    hash_core(hash, s->network->core);
    for (size_t i = 0; i < sweep->axis_count; i++) {
        const cosim_axis *axis = &sweep->axes[i];
        for (uint64_t k = 0;
             k < axis->points && axis->values != NULL && cosim_sweep_names_circuit(true, axis->key);
             k++) {
            hash_core(hash, axis->values[k]);
        }
    }
}

/* ---- all of it ---- */

void cosim_cli_sweep_identify(const cosim_cli_sweep *s, cosim_sweep_identity *identity)
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
    if (s->network != NULL) {
        hash_network(&hash, s->network);
        hash_cores(&hash, s);
    } else {
        hash_text(&hash, s->base->sha256);
        hash_data(&hash, s->base);
    }
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
