// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A waveform of a network, as the judge sees it: a tick is a sample. Of each chosen neuron it has
 * the membrane, the synaptic currents and the threshold of the circuit, in mV and nA, with their
 * references, the sum of the weights that arrived, its spikes and decisions; of the network the
 * spikes of every neuron, and how many events and spikes a tick had. It is a VCD file, written
 * while the run goes on: memory does not grow with it. */
#ifndef COSIM_WAVE_NETWORK_WAVE_H
#define COSIM_WAVE_NETWORK_WAVE_H

#include "base/output.h"
#include "run/core_run.h"
#include "run/network_job.h"

/* These are drawn of a neuron; those of the second receptor only where there is one. */
typedef enum cosim_network_quantity {
    COSIM_NW_MEMBRANE,  /* [mV] after the reset; and so on */
    COSIM_NW_REFERENCE, /* of the guided reference, before the reset */
    COSIM_NW_ERROR,     /* membrane before the reset, less the reference [uV] */
    COSIM_NW_BOUND,     /* [uV] */
    COSIM_NW_CURRENT,   /* [nA]; [mV] where the coupling is `unit` */
    COSIM_NW_CURRENT_1,
    COSIM_NW_CURRENT_REFERENCE,
    COSIM_NW_CURRENT_REFERENCE_1,
    COSIM_NW_THRESHOLD, /* with its adaptation [mV] */
    COSIM_NW_THRESHOLD_REFERENCE,
    COSIM_NW_ARRIVED, /* accumulator of the tick: steps of the weight's word */
    COSIM_NW_ARRIVED_1,
    COSIM_NW_CURVES,
    COSIM_NW_SPIKE = COSIM_NW_CURVES,
    COSIM_NW_SPIKE_REFERENCE, /* of the guided reference */
    COSIM_NW_AMBIGUOUS,
    COSIM_NW_HELD,
    COSIM_NW_QUANTITIES
} cosim_network_quantity;

/* A name of 64 characters, each of which takes two, and what stands around it. */
enum { COSIM_NETWORK_SCOPE_BYTES = 160 };

/* A neuron that is drawn, and how far its curves went. */
typedef struct cosim_network_drawn {
    unsigned neuron;
    char scope[COSIM_NETWORK_SCOPE_BYTES]; /* as exc_3 */
    double volts_per_s;                    /* a synaptic current in S is this many of its unit */
    double low[COSIM_NW_CURVES], high[COSIM_NW_CURVES];
    int64_t *ring; /* [slots][receptors]: what arrives in the ticks to come */
} cosim_network_drawn;

typedef struct cosim_network_wave {
    const cosim_network_job *job;
    cosim_output *output;
    uint64_t from, to;   /* the ticks that are drawn: from .. to-1 */
    uint64_t mismatch;   /* a tick that is marked; UINT64_MAX: none */
    double ticks_a_step; /* of the file's time */
    cosim_network_drawn *drawn;
    size_t count;
    uint8_t *was; /* [neurons] spikes of the last tick that was drawn: private */
    bool shows;   /* the core shows its state */
} cosim_network_wave;

/* Starts a waveform of a prepared job, whose network is [from, to) of its ticks, with the neurons
 * that are chosen[network neurons]. path ends in .vcd. Returns 0, or -1 with *diag. */
int cosim_network_wave_start(cosim_network_wave *wave, const cosim_network_job *job,
                             const bool *chosen, uint64_t from, uint64_t to, const char *path,
                             cosim_diag *diag);

/* A `take` of run/core_run.h, whose context is the wave. */
int cosim_network_wave_take(void *wave, uint64_t tick, const lif_core_tick *shown,
                            const cosim_core_view *view, cosim_diag *diag);

/* Writes a name as a part of a scope. Names of NIR files have points, at which viewers part the
 * path of a signal: a point becomes $_, and $ itself $$, so that two names stay two. Returns text.
 */
const char *cosim_network_wave_part(const char *name, char text[COSIM_NETWORK_SCOPE_BYTES]);

/* Tells whether a quantity is drawn, and gives its name in the file. */
bool cosim_network_wave_has(const cosim_network_wave *wave, const cosim_network_drawn *drawn,
                            cosim_network_quantity quantity, char name[40]);

/* Gives the time of a tick in the file. */
double cosim_network_wave_time(const cosim_network_wave *wave, uint64_t tick);

/* Puts the file in its place (keep), or leaves none; frees what the wave has either way. Returns 0,
 * or -1 with *diag. The ranges stay until cosim_network_wave_free. */
int cosim_network_wave_end(cosim_network_wave *wave, bool keep, cosim_diag *diag);
void cosim_network_wave_free(cosim_network_wave *wave);

#endif
