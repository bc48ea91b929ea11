// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A hypothesis is a neuron that a circuit might be: declared arithmetic with words, and what may be
 * between it and the ports. Calibration tries such neurons. */
#ifndef COSIM_DIAGNOSE_HYPOTHESIS_H
#define COSIM_DIAGNOSE_HYPOTHESIS_H

#include "diagnose/trace.h"
#include "lif_declared.h"

typedef enum cosim_drive_as {
    COSIM_DRIVE_AS_IT_IS,
    COSIM_DRIVE_UNSIGNED,
    COSIM_DRIVE_MAGNITUDE
} cosim_drive_as;

typedef struct cosim_hypothesis {
    lif_format format;
    lif_declared declared;
    lif_words words;
    int hold_extra;                                 /* held steps more than H; never below 0 */
    unsigned input_late, spike_late, membrane_late; /* steps, below 8 */
    cosim_drive_as drive_as;
    unsigned drive_width; /* bits, for an unsigned one */
    char kind[32];        /* "refractory", "rounding" ... */
    char about[200];      /* what the circuit does, in words of the field */
} cosim_hypothesis;

/* Gives the declared neuron itself. */
void cosim_hypothesis_start(cosim_hypothesis *h, const lif_format *format,
                            const lif_declared *declared, const lif_words *words);

/* Tells for how many steps from the first on the hypothesis answers as the trace does; trace->n
 * means for all. */
size_t cosim_hypothesis_agrees(const cosim_hypothesis *h, const cosim_trace *trace);

/* Puts what the hypothesis answers into the outputs of the trace. */
void cosim_hypothesis_run(const cosim_hypothesis *h, cosim_trace *trace);

#endif
