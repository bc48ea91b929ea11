// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A run does this to a circuit, in Verilog, for module prove_miter (miter.h): resets, setup, the
 * words of a step, when a clock is one, and when its answer is there. */
#ifndef COSIM_PROVE_BENCH_H
#define COSIM_PROVE_BENCH_H

#include "prove/miter.h"

/* Writes the ports that are free. */
void cosim_bench_ports(FILE *file, const cosim_manifest *manifest,
                       const cosim_miter_options *options);

/* Writes reset and setup, the wires `in_N`, `told_N` and `setup_N`, and the wires `offered` (a step
 * is offered), `taken` (it is taken), `answered` (the outputs @1 of the last step are there),
 * `steps` (taken since the reset, up to 8) and `hang`. `ready` and `result` are the circuit's. */
void cosim_bench_put(FILE *file, const cosim_manifest *manifest,
                     const cosim_miter_options *options);

#endif
