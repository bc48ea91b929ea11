// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* clang-format off */
/* The judge of a core: holds the ticks of a circuit against the integer model and the floating-point
 * reference of every neuron.
 *
 * A pure function over ticks: it opens and prints nothing, allocates when it is made and never again,
 * and knows the circuit only by what a tick of it showed (circuit/lif_core_dut.h). Each neuron is
 * judged for itself. Its events are the inputs' and those spikes that the circuit really had, so that
 * no error crosses a synapse: a lost, late or doubled event is a failure of the neuron and the tick in
 * which it should have counted, and a wrong spike is one failure, whose consequences are right.
 *
 *   constants     core_constants.h   every word that was read back is the nearest
 *   port          core_port.h        shown once, left in order, in time
 *   exact         core_exact.h       the integer model, tolerance 0
 *   bounded       core_bounded.h     the guided reference within its bound
 *   clip          core_port.h        no saturation (unless declared), overflow or lost event
 *   free_running  core_free.h        the network by itself, until a decision is ambiguous
 *
 * PASS if no level fails, something was compared (a membrane; of a core that shows no state, a spike
 * that had to happen and a tick of each neuron that had to have none), and the largest bound is
 * within the tolerance, or else exact passed and the network by itself (with the weights of the words)
 * has the identical lists; otherwise VACUOUS. */
/* clang-format on */
#ifndef COSIM_JUDGE_CORE_JUDGE_H
#define COSIM_JUDGE_CORE_JUDGE_H

#include "base/diag.h"
#include "circuit/lif_core_dut.h"
#include "result/core_result.h"
#include "lif_core_guided.h"
#include "lif_core_params.h"

enum { COSIM_CORE_SINGLE = 99 };

/* A judge is made for one case. The network, the format and the image belong to the caller and
 * outlive the judge; the image is that of lif_core_quantise. */
typedef struct cosim_core_case {
    const lif_core_net *net;
    const lif_core_format *format;
    const lif_core_image *image;
    uint32_t capabilities; /* LIF_CORE_* of the circuit */
    bool real_weights;     /* bounded and its tolerance are about the real weights; otherwise about
                              those that the words mean */
    bool weights_effect;   /* run a second reference with the real weights, and report */
    bool saturation_declared; /* saturation is part of what was asked for, and no failure */
    double tolerance;         /* of the largest bound, in S */
    unsigned kernel; /* 0: the widest vectors that the processor has; for tests, another kernel of
                        judge/vectors.h, or COSIM_CORE_SINGLE: every neuron by itself */
} cosim_core_case;

typedef struct cosim_core_judge cosim_core_judge;

/* Makes a judge; NULL with *diag without memory. */
cosim_core_judge *cosim_core_judge_new(const cosim_core_case *judged, cosim_diag *diag);
void cosim_core_judge_free(cosim_core_judge *judge); /* NULL is allowed */

/* Judges the words that the circuit read back (LIF_CORE_READS_BACK), before the first tick. */
void cosim_core_judge_constants(cosim_core_judge *judge, const lif_core_image *read);

/* Judges a tick. Returns -1 with *diag, and the run has to stop, where an input had more events
 * than it may, or an event has no row: that is no fault of the circuit. */
int cosim_core_judge_tick(cosim_core_judge *judge, const lif_core_tick *tick, cosim_diag *diag);

/* The judge knows this of each neuron in the last tick. It belongs to the judge and is valid until
 * the next tick. */
typedef struct cosim_core_view {
    const uint8_t *spike;              /* the circuit's */
    const uint8_t *free_spike;         /* of the network by itself, with the weights of the words */
    const lif_core_expected *expected; /* NULL: not kept, and computed by the judge when asked */
    const cosim_core_judge *judge;
} cosim_core_view;

cosim_core_view cosim_core_judge_view(const cosim_core_judge *judge);

/* Gives what the guided reference expected of a neuron in the last tick. */
lif_core_expected cosim_core_view_expected(const cosim_core_view *view, unsigned neuron);

/* Gives what was kept of a neuron in all ticks so far. */
cosim_core_neuron cosim_core_view_neuron(const cosim_core_view *view, unsigned neuron);

/* Gives the result of all ticks so far. */
void cosim_core_judge_result(const cosim_core_judge *judge, cosim_core_result *result);

#endif
