// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A graph of a miter is simulated with drives that stay the same in every clock, or are drawn anew:
 * that reaches far into a trace, where a prover has to look at every clock between. */
#ifndef COSIM_PROVE_SIMULATE_H
#define COSIM_PROVE_SIMULATE_H

#include "foreign/manifest.h"
#include "prove/aiger.h"
#include "prove/engine.h"

enum { COSIM_SIMULATE_DRIVES = 10 };

/* Sets the inputs of a graph for a clock to drive number `number`: every clock that may be a step
 * is one, no reset comes again, and words that are free are 0. */
void cosim_simulate_set(const cosim_manifest *manifest, cosim_aiger *graph, size_t number,
                        unsigned clock);

/* Returns the clocks that a graph is simulated for: fewer, the larger it is. */
unsigned cosim_simulate_clocks(const cosim_aiger *graph);

/* Searches for a drive with which FOLDER/NAME.aig, a graph of `differs` or `hangs`, becomes 1: that
 * is *result then, as an engine tells it; else its answer is COSIM_ENGINE_UNKNOWN. Free it in
 * either case. Returns 0, or -1 with *diag. */
int cosim_simulate_ask(const cosim_manifest *manifest, const char *folder, const char *name,
                       cosim_engine_result *result, cosim_diag *diag);

#endif
