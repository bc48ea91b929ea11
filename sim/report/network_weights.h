// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Sums up what became of the weights of a network: between each pair of groups, and those whose
 * words are furthest from what they should be. */
#ifndef COSIM_REPORT_NETWORK_WEIGHTS_H
#define COSIM_REPORT_NETWORK_WEIGHTS_H

#include "run/network_job.h"

enum {
    COSIM_NETWORK_WORST = 20,      /* most weights of a list of the largest errors */
    COSIM_NETWORK_PATHS = 1 << 16, /* most pairs of groups that are summed up */
};

/* One weight, and its word as the network would have to write it. Values are in the unit of the
 * network's weights: volts (R*w), or amperes where all of them are. */
typedef struct cosim_network_synapse {
    size_t row;      /* of the core */
    unsigned neuron; /* the target */
    unsigned delay, receptor, shift;
    int32_t word;
    double real, value; /* what is wanted, and what the word means */
    double error_steps; /* (value - real) in steps of its column */
    double relative;    /* |value - real| / |real| */
    uint64_t count;     /* of a list: weights between the same groups that are exactly like it */
} cosim_network_synapse;

/* All weights that are not 0 from a source or a population to a population, on one receptor. */
typedef struct cosim_network_path {
    const cosim_network_group *from, *to;
    bool from_neurons;
    unsigned receptor;
    uint64_t count, lost; /* lost: rounded to 0 */
    unsigned delay[2];    /* least and most, as in all that follow */
    double real[2];
    int32_t word[2];
    double relative, error_steps; /* the largest, and the largest magnitude */
} cosim_network_path;

typedef struct cosim_network_weights_sum {
    bool amperes;
    cosim_network_path *path; /* of malloc; those with a weight, by `from` and then `to` */
    size_t path_count;
    bool too_many; /* there are more pairs of groups than are summed up: no paths */
    cosim_network_synapse worst[COSIM_NETWORK_WORST]; /* by relative error, the largest first */
    size_t worst_count;
} cosim_network_weights_sum;

/* Sums up the weights of a job. The caller frees sum->path. Returns -1 without memory. */
int cosim_network_weights_of(const cosim_network_job *job, cosim_network_weights_sum *sum);

/* Tells whether all weights of the network are in amperes. */
bool cosim_network_weights_in_amperes(const cosim_network *network);

/* Fills *s from a weight of the core's matrix. Returns false where it is 0. */
bool cosim_network_synapse_at(const cosim_network_job *job, bool amperes, size_t row,
                              unsigned neuron, cosim_network_synapse *s);

/* Gives the group from which a row comes, as "in[3]" or "exc[0]" in text; returns text. */
const char *cosim_network_row_name(const cosim_network_job *job, size_t row,
                                   char text[COSIM_NEURON_BYTES]);

#endif
