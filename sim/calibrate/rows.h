// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* An experiment goes row by row to whoever recomputes it by hand: a row has all that a text uses in
 * the step, what the text answers, and what the circuit answered. */
#ifndef COSIM_CALIBRATE_ROWS_H
#define COSIM_CALIBRATE_ROWS_H

#include "calibrate/theory.h"

typedef struct cosim_row {
    size_t step;
    int64_t drive;           /* the word at the port, which the text takes in this step */
    const int64_t *before;   /* of each state of the text, before the step */
    int64_t spike, membrane; /* the circuit's; no membrane where it is hidden */
    int64_t text_spike;      /* the text's */
    int64_t text_membrane;   /* where the circuit hides its own: that of the text after the step */
    bool differs;
} cosim_row;

typedef void cosim_row_taker(void *context, const cosim_row *row);

/* Runs a text from where the experiment begins, and gives each row to `take`. Between the rows the
 * params of the text are theory->param. Returns 0, or -1 without memory. */
int cosim_rows_each(const cosim_bench *bench, cosim_theory *theory, const cosim_experiment *e,
                    cosim_row_taker *take, void *context);

enum { COSIM_READ_BYTES = 80 };

/* Says when an answer of this latency is read: "at the clock edge of the step". Returns text. */
const char *cosim_read_words(const cosim_manifest *keys, unsigned latency,
                             char text[COSIM_READ_BYTES]);

#endif
