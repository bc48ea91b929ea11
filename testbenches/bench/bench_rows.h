// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The rows of the benchmark go from the program that measures (bench.c) to its report. */
#ifndef BENCH_ROWS_H
#define BENCH_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* BENCH_SYNAPSES: synaptic events of a neuron-tick in the rows of a core that end in -events,
 * beside those of the rows without events (bench.mk): inputs that have an event in each tick. */
enum { BENCH_MOST_ROUNDS = 101, BENCH_SYNAPSES = 4 };

/* The rows of networks: neuron-ticks in a second of their time (256 neurons, steps of 0.1 ms), and
 * the part of its spikes by which a network of doubles may differ from that of the circuit, whose
 * weights are rounded. */
#define BENCH_REAL_TIME 2.56e6
#define BENCH_NEARLY 0.05

typedef struct bench_row {
    const char *name, *group, *command;
    char about[80];               /* the engine's version, "" where it says none */
    uint64_t steps, passes;       /* of one run */
    uint64_t done, spikes;        /* as the engine says: all passes */
    double ns[BENCH_MOST_ROUNDS]; /* per step [ns], one a round */
} bench_row;

/* Writes the table to standard output and as MARKDOWN, and the JSON document. Returns false, with a
 * message on standard error, where a file cannot be written. */
bool bench_report(const bench_row *rows, size_t count, size_t rounds, const char *json,
                  const char *markdown);

#endif
