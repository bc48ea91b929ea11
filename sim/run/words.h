// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A circuit that is declared by equations has rows of words in place of a drive and a membrane.
 * They are made here of currents and holds, and what it answers is turned into a drive, a membrane
 * and a spike, which reports and waveforms show. */
#ifndef COSIM_RUN_WORDS_H
#define COSIM_RUN_WORDS_H

#include "run/job.h"

/* The rows of one block; all NULL for a circuit that has none. */
typedef struct cosim_words {
    int64_t *inputs, *told, *outputs;
} cosim_words;

/* Makes room for a block; free with cosim_words_free. Returns 0, or -1 with *diag. */
int cosim_words_new(const cosim_job *job, cosim_words *words, cosim_diag *diag);
void cosim_words_free(cosim_words *words);

/* Resets an instance with the words of the job, whatever kind of circuit it is. Returns what its
 * configure returns. */
int cosim_words_configure(const cosim_job *job, lif_dut *instance, uint64_t seed);

/* Fills the inputs from currents, and the told words from holds (NULL: those of configure). */
void cosim_words_give(const cosim_job *job, cosim_words *words, size_t n, const double *current_a,
                      const uint32_t *hold);

/* Adds the rows to a block for the circuit. */
void cosim_words_add(const cosim_words *words, bool told, lif_dut_block *block);

/* Turns the outputs into membranes and spikes. */
void cosim_words_take(const cosim_job *job, const cosim_words *words, size_t n, int32_t *before_fx,
                      int32_t *after_fx, uint8_t *spike);

#endif
