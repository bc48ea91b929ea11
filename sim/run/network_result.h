// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The result of a network on a core is what the judge found, and beside it what is counted of every
 * neuron. Memory grows with the network and, up to a limit, with its spikes; never with time. */
#ifndef COSIM_RUN_NETWORK_RESULT_H
#define COSIM_RUN_NETWORK_RESULT_H

#include "network/network.h"
#include "result/core_result.h"
#include "run/network_expect.h"
#include "run/network_job.h"

enum { COSIM_NETWORK_SPIKES = 1 << 20 /* the most of a list that is kept */ };

typedef struct cosim_spike {
    uint64_t tick;
    unsigned neuron;
} cosim_spike;

/* Spikes in the order of ticks and neurons; count goes on where no more are kept. */
typedef struct cosim_spike_list {
    cosim_spike *spike;
    size_t kept, room;
    uint64_t count;
} cosim_spike_list;

/* One neuron of the network. */
typedef struct cosim_neuron_record {
    uint64_t spikes, reference; /* of the circuit, of the network by itself */
    cosim_core_neuron judged;
    double apart;        /* van Rossum: the difference of the two traces, at the last tick */
    uint64_t apart_tick; /* and that tick */
    double distance2;    /* the integral so far, in units of the time constant */
} cosim_neuron_record;

typedef struct cosim_network_result {
    cosim_core_result core; /* its verdict is not yet that of the run: */
    cosim_verdict verdict;
    bool nothing; /* no event and no spike in the whole run */
    const char *dut;
    cosim_neuron_record *neuron; /* [network neurons] */
    cosim_spike_list circuit, reference;
    uint32_t *cell[2]; /* [populations][COSIM_RASTER_CELLS]: spikes of circuit and reference */
    uint64_t per_cell; /* ticks of a column */
    unsigned cells;
    uint64_t events, dropped; /* of elements of sources */
    uint64_t clocks;          /* of the core, 0 where there are none */
    uint64_t clocks_most;     /* of a tick */
    cosim_network_expect expect;
    double seconds;
} cosim_network_result;

/* Some neurons come to this. */
typedef struct cosim_neurons_sum {
    uint64_t spikes, reference; /* of the circuit, of the network by itself */
    unsigned must, same; /* neurons with a spike that had to be; with the same train in both */
} cosim_neurons_sum;

/* Sums up `count` neurons from `first` on. */
cosim_neurons_sum cosim_network_sum(const cosim_network_result *result, unsigned first,
                                    unsigned count);

/* Finds the neurons that came nearest to their bound, the nearest first and at equal shares the one
 * of the lower number. Returns how many there are in near[most]. */
unsigned cosim_network_nearest(const cosim_network_result *result, unsigned neurons, unsigned *near,
                               unsigned most);

/* The time constant of the van Rossum distance. */
#define COSIM_NETWORK_TAU_S 0.01

/* Gives the van Rossum distance of a neuron's two trains, which is that of lif_metrics.h, counted
 * as the run goes on: one spike more is a distance of 1. */
double cosim_network_distance(const cosim_network_result *result, unsigned neuron);

/* The distances between the trains of circuit and reference, of all neurons, come to this: median
 * and worst. Coincidence is NaN where lists were not kept whole, or no neuron has one. */
typedef struct cosim_network_distances {
    double van_rossum_median, van_rossum_worst, coincidence_median, coincidence_worst;
} cosim_network_distances;

/* Returns -1 without memory. */
int cosim_network_distances_of(const cosim_network_result *result, const cosim_network *network,
                               cosim_network_distances *distances);

void cosim_network_result_free(cosim_network_result *result);

#endif
