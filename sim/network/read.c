// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "network/read.h"

#include "input/fields.h"
#include "network/expect.h"
#include "network/internal.h"
#include "network/nir_keys.h"
#include "network/populations.h"
#include "network/sources.h"
#include "network/synapses.h"
#include "scenario/fill.h"
#include "scenario/read.h"

#include <string.h>

static const char *const top_keys[] = {
    "name",     "about",         "source",     "step",        "rate",    "steps",
    "duration", "seed",          "core",       "populations", "network", "sources",
    "synapses", "judge_weights", "saturation", "tolerance",   "expect"};

bool cosim_network_is(const cosim_node *root)
{
    return cosim_node_child(root, "populations") != NULL ||
           cosim_node_child(root, "network") != NULL;
}

/* Refuses keys of a scenario of one neuron, which mean nothing here. */
static int check_top_keys(const reading *r)
{
    static const struct {
        const char *key, *remedy;
    } others[] = {{"neuron", "give it to a population: populations.exc.neuron"},
                  {"stimulus", "give a population a drive, or use sources"},
                  {"sample", "a network has no stimulus to sample; leave it out"},
                  {"least", "a network has no stimulus to limit; leave it out"},
                  {"most", "a network has no stimulus to limit; leave it out"},
                  {"dut", "a network runs on a core: write \"core: c24\""}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        const cosim_node *node = cosim_node_child(r->root, others[i].key);
        if (node != NULL) {
            cosim_place place;
            cosim_node_key_place(node, &place);
            return cosim_diag_set(r->diag, &place, "%s is a key of a scenario of one neuron; %s",
                                  others[i].key, others[i].remedy);
        }
    }
    return cosim_fields_known(r->root, top_keys, sizeof top_keys / sizeof *top_keys, r->diag);
}

static int read_seed(const reading *r, const cosim_network_choices *choices)
{
    const cosim_node *node = cosim_node_child(r->root, "seed");
    uint64_t seed = 1;
    if (node != NULL && cosim_field_count(node, 1, UINT32_MAX, &seed, r->diag) != 0) {
        return -1;
    }
    if (choices->has_seed && (choices->seed == 0 || choices->seed > UINT32_MAX)) {
        return cosim_diag_set(r->diag, NULL,
                              "--seed %llu: the seed of a network is 1 to 4294967295; give one of "
                              "these",
                              (unsigned long long)choices->seed);
    }
    r->network->seed = (uint32_t)(choices->has_seed ? choices->seed : seed);
    if (choices->has_seed && choices->seed != seed) {
        cosim_scenario_drop_expect(r->head, "--seed");
    }
    if (choices->no_expect) {
        cosim_scenario_drop_expect(r->head, "--no-expect");
    }
    return 0;
}

static int read_choices(const reading *r)
{
    static const char *const weights[] = {"words", "real"}, *const ends[] = {"fail", "declared"};
    const cosim_node *core = cosim_node_child(r->root, "core");
    const cosim_node *judged = cosim_node_child(r->root, "judge_weights");
    const cosim_node *saturation = cosim_node_child(r->root, "saturation");
    cosim_network *n = r->network;
    unsigned choice[2] = {0, 0};
    n->core = "c24";
    if ((core != NULL && cosim_field_text(core, false, &n->core, r->diag) != 0) ||
        (judged != NULL && cosim_field_choice(judged, weights, 2, &choice[0], r->diag) != 0) ||
        (saturation != NULL && cosim_field_choice(saturation, ends, 2, &choice[1], r->diag) != 0)) {
        return -1;
    }
    if (core != NULL) {
        cosim_node_place(core, &n->core_place);
    }
    n->real_weights = choice[0] == 1;
    n->saturation_declared = choice[1] == 1;
    return 0;
}

/* Takes over what a network shares with a scenario. */
static int read_head(const reading *r)
{
    cosim_scenario *s = r->head;
    cosim_network *n = r->network;
    if (cosim_scenario_head(s, r->diag) != 0) {
        return -1;
    }
    n->path = s->path;
    n->name = s->name;
    n->about = s->about;
    n->origin = s->source;
    n->step_s = s->params.dt_s;
    n->ticks = s->steps;
    n->tolerance = s->tolerance;
    return 0;
}

/* A file of another form takes the place of what is written out. */
static int check_alone(const reading *r)
{
    static const char *const others[] = {"populations", "synapses"};
    for (int i = 0; i < 2; i++) {
        const cosim_node *other = cosim_node_child(r->root, others[i]);
        if (other != NULL) {
            return cosim_refuse(other, r->diag, "stands beside \"network\"; keep one of them");
        }
    }
    return 0;
}

static int read_neurons(reading *r)
{
    cosim_population_notes *notes;
    const cosim_node *other = cosim_node_child(r->root, "network");
    if (other != NULL && cosim_network_read_nir == NULL) {
        return cosim_refuse(other, r->diag,
                            "is a NIR file, which another process reads, and the library starts "
                            "none; write populations and synapses");
    }
    if (other != NULL) {
        return check_alone(r) == 0 ? cosim_network_read_nir(r) : -1;
    }
    return cosim_network_read_populations(r, &notes) == 0 ? cosim_network_read_synapses(r, notes)
                                                          : -1;
}

static int fill(reading *r, const cosim_network_choices *choices)
{
    if (r->root->kind != COSIM_MAP || !cosim_network_is(r->root)) {
        return cosim_diag_set(r->diag, NULL,
                              "%s: is no network; a network has \"populations\" or \"network\"",
                              r->head->path);
    }
    return check_top_keys(r) == 0 && read_head(r) == 0 && read_seed(r, choices) == 0 &&
                   read_choices(r) == 0 && cosim_network_read_sources(r) == 0 &&
                   read_neurons(r) == 0
               ? cosim_network_read_expect(r)
               : -1;
}

int cosim_network_from_tree(cosim_scenario *head, const cosim_network_choices *choices,
                            cosim_network **network, cosim_diag *diag)
{
    cosim_network *n = cosim_network_new(diag);
    if (n == NULL) {
        cosim_scenario_free(head);
        return -1;
    }
    n->head = head;
    memcpy(n->sha256, head->sha256, sizeof n->sha256);
    reading r = {.network = n, .head = head, .root = head->places->root, .diag = diag};
    if (fill(&r, choices) != 0) {
        cosim_network_free(n);
        return -1;
    }
    *network = n;
    return 0;
}

int cosim_network_read(const char *path, const cosim_network_choices *choices,
                       cosim_network **network, cosim_diag *diag)
{
    cosim_scenario *head;
    return cosim_scenario_read_tree(path, choices->overrides, choices->override_count, &head,
                                    diag) == 0
               ? cosim_network_from_tree(head, choices, network, diag)
               : -1;
}

int cosim_network_vary(const cosim_network *base, const cosim_network_choices *choices,
                       cosim_network **network, cosim_diag *diag)
{
    cosim_scenario *head;
    return cosim_scenario_vary_tree(base->head, choices->overrides, choices->override_count, &head,
                                    diag) == 0
               ? cosim_network_from_tree(head, choices, network, diag)
               : -1;
}
