// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The tests of cores share random networks, their images, and room for what a core shows. */
#ifndef CORE_FIXTURE_H
#define CORE_FIXTURE_H

#include "circuit/core_words.h"
#include "lif_core_model.h"
#include "lif_random.h"

/* Says what to draw. */
typedef struct core_draw {
    unsigned neurons;   /* 0: 16 to 256 */
    unsigned inputs;    /* 0: 4 to 32 */
    unsigned receptors; /* 0: one or two */
    bool forward;       /* no synapses between neurons */
    bool wild;          /* weights that make currents saturate */
    bool dyadic;        /* leaks and weights that are powers and multiples of 1/64: exact ties */
    bool freezing;      /* with a freeze; otherwise in every fifth network */
    bool adaptive;      /* with an adaptation; otherwise in every other network */
} core_draw;

/* A network, and the mean events of its inputs in a tick. */
typedef struct core_random {
    lif_core_net net;
    lif_core_format format; /* with the receptors and the accumulators that the network needs */
    lif_core_real *neuron;
    lif_core_row *row;
    double *weight, *rate;
} core_random;

/* Gives a format W/F/KF with weights of WB bits. */
lif_core_format core_format(unsigned width, unsigned fraction, unsigned leak_fraction,
                            lif_rounding rounding, unsigned weight_width);

/* Draws a network for a format, whose receptors and accumulators it chooses. */
void core_random_new(core_random *made, lif_random *random, const lif_core_format *format,
                     const core_draw *draw);
void core_random_free(core_random *made);

/* Draws how often the input `row` has an event in a tick: at most as often as it may. */
unsigned core_random_events(const core_random *made, lif_random *random, unsigned row);

/* Starts a reference that runs by itself, with memory that core_model_free frees. Returns LIF_OK.
 */
lif_status core_model_new(lif_core_model *model, const lif_core_net *net,
                          const lif_core_format *format, lif_error *error);
void core_model_free(lif_core_model *model);

/* Gives room for what a core of so many neurons shows, all of it 0. */
lif_core_seen core_seen_new(unsigned neurons);
void core_seen_free(lif_core_seen *seen);

#endif
