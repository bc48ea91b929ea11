// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A network of neurons for a core, as physical parameters. Every reader fills it in (network/read.h
 * a user's YAML file, network/text.h a small text form, C the tables of a test), and when it is
 * finished it becomes the real numbers that a core is judged against (lif_core_net).
 *
 * Neurons are numbered through the populations, in their order: the order of the core's neurons.
 * Elements are those of the sources of events, numbered through the sources in their order. Inputs
 * are the rows of the core that bring the events of an element: one for each delay and receptor
 * that it is used with, so that an element may have several, or none. Each neuron has a row of its
 * own, which brings its spikes. */
#ifndef COSIM_NETWORK_NETWORK_H
#define COSIM_NETWORK_NETWORK_H

#include "base/arena.h"
#include "base/diag.h"
#include "lif_core_params.h"
#include "scenario/scenario.h"

/* Limits, checked before anything of that size is allocated. */
enum {
    COSIM_NETWORK_NEURONS = 65536,      /* and elements of sources, and inputs */
    COSIM_NETWORK_WEIGHTS = 1 << 24,    /* pairs with a weight; rows * neurons of the core */
    COSIM_NETWORK_HAPPENINGS = 1 << 26, /* events of files, expected spikes */
};

typedef enum cosim_weight_unit { COSIM_WEIGHT_VOLTS, COSIM_WEIGHT_AMPERES } cosim_weight_unit;

/* A weight from an input, or from the own row of a neuron, to a neuron [V] (R*w) or [A]. Two of one
 * pair add. */
typedef struct cosim_network_weight {
    bool from_neuron;
    unsigned row; /* the number of the input, or of the neuron that it comes from */
    unsigned neuron;
    double value;
    cosim_weight_unit unit;
} cosim_network_weight;

/* Something that happens in a tick: an event of an element, or a spike of a neuron. */
typedef struct cosim_network_event {
    uint64_t tick;
    unsigned source;
} cosim_network_event;

/* A population of neurons, or the elements of a source. */
typedef struct cosim_network_group {
    const char *name;
    unsigned first, count;
    cosim_place place; /* of its name, for messages; file "" where there is none */
} cosim_network_group;

typedef enum cosim_source_kind {
    COSIM_SOURCE_EVENTS,  /* those of network->event */
    COSIM_SOURCE_POISSON, /* a Poisson number in each tick, drawn (network/draw.h) */
    COSIM_SOURCE_EVERY    /* one in every tick: a constant */
} cosim_source_kind;

typedef struct cosim_network_source {
    cosim_network_group group;
    cosim_source_kind kind;
    double mean;   /* poisson: events of an element in a tick, 0 .. COSIM_NETWORK_MEAN */
    uint32_t seed; /* poisson: its own */
    uint16_t most; /* events of an element in one tick, >= 1; poisson drops what is more */
} cosim_network_source;

#define COSIM_NETWORK_MEAN 500.0

/* A row that brings the events of an element. */
typedef struct cosim_network_input {
    unsigned element;
    lif_core_row row;
    unsigned next; /* the next input of the same element, UINT_MAX: none; private */
} cosim_network_input;

typedef struct cosim_network {
    cosim_arena *arena;

    /* what the scenario says beside the network; texts are "" where it says nothing */
    const char *path, *name, *about, *origin, *core;
    cosim_place core_place; /* of the key `core`; file "" without one */
    char sha256[65];
    double step_s;
    uint64_t ticks;
    uint32_t seed;            /* of the noise and, with their own seeds, of all draws; not 0 */
    bool real_weights;        /* judge_weights: real */
    bool saturation_declared; /* saturation: declared */
    double tolerance;         /* of S */
    bool expects;             /* `spike` is the complete list */
    cosim_place expect_place;
    cosim_scenario *head; /* the file (overrides, notes); NULL: it comes from none */

    unsigned neurons, receptors;
    cosim_network_group *population;
    size_t population_count, population_room; /* rooms are private */
    lif_core_params *params;                  /* [neurons]: fill in, but for the receptors */
    double *noise_deviation; /* [neurons]: of D, white, in each tick [V]; 0: none */
    bool *silent;            /* [neurons]: never spikes; its threshold only gives its unit S */
    lif_core_row *own;       /* [neurons]: delay 1, receptor 0, most 1 */

    cosim_network_source *source;
    size_t source_count, source_room;
    unsigned elements;
    cosim_network_input *input;
    unsigned inputs;
    size_t input_room;
    unsigned *first_input; /* [elements]: private */
    size_t first_room;

    cosim_network_weight *weight;
    size_t weight_count, weight_room;
    cosim_network_event *event, *spike; /* of elements; what must come of them; each by tick */
    size_t event_count, event_room, spike_count, spike_room;

    const struct cosim_nir_report *fidelity; /* of one from a NIR file (nir_report.h), else NULL */

    lif_core_net net; /* made by cosim_network_finish (network/finish.h), of the size of the core */
} cosim_network;

/* Makes an empty network with the seed 1. NULL with *diag without memory. */
cosim_network *cosim_network_new(cosim_diag *diag);
void cosim_network_free(cosim_network *network); /* NULL is allowed */

/* Gives it its neurons (1 .. COSIM_NETWORK_NEURONS) and receptors (1 or 2), once, with all
 * parameters 0. Returns -1 with *diag where there are too many, or without memory. */
int cosim_network_size(cosim_network *network, unsigned neurons, unsigned receptors,
                       cosim_diag *diag);

/* Appends a source; its group.first is set. Returns -1 with *diag where it has no element or all of
 * them would be too many, or without memory. */
int cosim_network_add_source(cosim_network *network, cosim_network_source source, cosim_diag *diag);

/* Finds the input of an element with this delay and receptor, or makes it. Returns -1 with *diag
 * where there would be too many, or without memory. */
int cosim_network_find_input(cosim_network *network, unsigned element, unsigned delay,
                             unsigned receptor, unsigned *input, cosim_diag *diag);

/* These append; -1 without memory, or where there are too many. A name stays the caller's (the
 * arena's). Events and spikes are in the order of ticks. */
int cosim_network_add_population(cosim_network *network, cosim_network_group population);
int cosim_network_add_weight(cosim_network *network, cosim_network_weight weight);
int cosim_network_add_event(cosim_network *network, cosim_network_event event);
int cosim_network_add_spike(cosim_network *network, cosim_network_event spike);

/* Tells whether a name can stand for a population or source: short, and without what has a meaning
 * in lists; points only where they are allowed. */
bool cosim_network_name_is_plain(const char *name, bool points);

/* Find the population of a neuron and the source of an element; NULL if there is none. */
const cosim_network_group *cosim_network_population_of(const cosim_network *network,
                                                       unsigned neuron);
const cosim_network_source *cosim_network_source_of(const cosim_network *network, unsigned element);

#define COSIM_NEURON_BYTES 96
/* Write "exc[3]", or "neuron 3" and "element 3" where they are in no group; return text. */
const char *cosim_network_neuron(const cosim_network *network, unsigned neuron,
                                 char text[COSIM_NEURON_BYTES]);
const char *cosim_network_element(const cosim_network *network, unsigned element,
                                  char text[COSIM_NEURON_BYTES]);

#endif
