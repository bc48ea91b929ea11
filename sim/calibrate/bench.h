// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The bench of a calibration has the circuit and its experiments: impulses, constants, creeping
 * drives, spikes in a row, overflow probes from rest and from a charged membrane, and random
 * drives, each from reset and with words of its own. */
#ifndef COSIM_CALIBRATE_BENCH_H
#define COSIM_CALIBRATE_BENCH_H

#include "calibrate/words.h"
#include "circuit/dut.h"
#include "lif_random.h"

enum {
    COSIM_EXPERIMENTS = 400,
    COSIM_EXPERIMENT_NAME = 64,
    COSIM_TAIL = COSIM_LATENCY_MOST /* steps behind an experiment, for late answers */
};

typedef struct cosim_experiment {
    char name[COSIM_EXPERIMENT_NAME];
    size_t n; /* steps */
    cosim_words_of words;
    int64_t *drive; /* of n + COSIM_TAIL steps: words at the port */
    int64_t *raw;   /* rows of the circuit's answers, as many */
} cosim_experiment;

enum { COSIM_UNSAID = 16 };

typedef struct cosim_unsaid_words {
    int64_t word[COSIM_UNSAID];
    size_t count;
} cosim_unsaid_words;

typedef struct cosim_bench {
    const cosim_manifest *keys;
    const cosim_settings *settings;
    cosim_dut *dut;
    const cosim_eq_declaration *declaration; /* of the circuit */
    cosim_arena *arena;
    cosim_experiment *experiments[COSIM_EXPERIMENTS];
    size_t count;
    size_t columns;      /* of a row: two an output, before the edge and after it */
    int64_t *told;       /* of the told params of the circuit */
    size_t *told_word;   /* of each: where it stands in cosim_words_of */
    int spike, membrane; /* outputs; membrane: -1 where it is hidden */
    struct {
        cosim_unsaid_words rest, start, value; /* candidates (calibrate/unsaid.h), the best first */
    } unsaid;
} cosim_bench;

/* Starts a bench without experiments. Returns 0, or -1 with *diag; free in either case. */
int cosim_bench_start(cosim_bench *bench, const cosim_manifest *keys,
                      const cosim_settings *settings, cosim_dut *dut, cosim_diag *diag);
void cosim_bench_free(cosim_bench *bench);

/* Puts the words into bench->told, as the circuit is told them. */
void cosim_bench_tell(const cosim_bench *bench, const cosim_words_of *words);

/* Adds an experiment without drives; NULL where there is no room or memory. */
cosim_experiment *cosim_bench_add(cosim_bench *bench, const cosim_words_of *words, size_t n,
                                  const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Runs it; seed 0 puts no idle clocks. Returns 0, or -1 with *diag. */
int cosim_bench_run(const cosim_bench *bench, cosim_experiment *experiment, uint64_t seed,
                    cosim_diag *diag);

/* Adds and runs the experiments that every calibration has. */
int cosim_bench_experiments(cosim_bench *bench, cosim_diag *diag);
/* Adds and runs random ones, which begin at this seed. */
int cosim_bench_random(cosim_bench *bench, uint64_t seed, size_t count, size_t steps,
                       cosim_diag *diag);

/* Fills drives at random: levels from slow to fast, jitter, silence, now and then an end. */
void cosim_bench_draw(const cosim_bench *bench, const cosim_words_of *words, lif_random *random,
                      int64_t *drive, size_t n);

/* Gives what an output showed of a step, read so many clocks late. */
static inline int64_t cosim_answer(const cosim_bench *b, const cosim_experiment *e, int output,
                                   size_t step, unsigned latency)
{
    const size_t row = latency > 1 ? step + latency - 1 : step;
    return e->raw[row * b->columns + 2 * (size_t)output + (latency > 0)];
}

/* Gives the largest latency that an answer may have, and the least. */
unsigned cosim_latency_least(const cosim_manifest *keys);
unsigned cosim_latency_most(const cosim_manifest *keys);

/* Tells whether an output has the same word in all clocks of all experiments, and which. */
bool cosim_bench_still(const cosim_bench *bench, int output, int64_t *word);

#endif
