// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* An and-inverter graph in the binary AIGER format (A. Biere, "The AIGER And-Inverter Graph (AIG)
 * Format", 2007), as Yosys writes it with names, is simulated clock by clock: what a prover says of
 * a graph is seen here again, without the prover. */
#ifndef COSIM_PROVE_AIGER_H
#define COSIM_PROVE_AIGER_H

#include "base/diag.h"

#include <stddef.h>
#include <stdint.h>

typedef struct cosim_aiger cosim_aiger;

/* Reads a graph, whose registers begin with 0; free with cosim_aiger_free. NULL with *diag. */
cosim_aiger *cosim_aiger_read(const char *path, cosim_diag *diag);
void cosim_aiger_free(cosim_aiger *graph); /* NULL is allowed */

/* Gives an input its value in the next clock; others keep theirs, which is 0 at first. */
void cosim_aiger_set(cosim_aiger *graph, size_t input, bool value);
size_t cosim_aiger_ands(const cosim_aiger *graph);
bool cosim_aiger_input(const cosim_aiger *graph, size_t input);
size_t cosim_aiger_inputs(const cosim_aiger *graph);

/* Returns the name of an input in Verilog, as NAME or NAME[3], or NULL where it has none. */
const char *cosim_aiger_input_name(const cosim_aiger *graph, size_t input);

/* Computes a clock. The outputs are then those of the clock, and the registers have what they take
 * at its end. */
void cosim_aiger_clock(cosim_aiger *graph);

/* Returns output number `at` of the last clock; the graph has `count` of them. */
bool cosim_aiger_output(const cosim_aiger *graph, size_t at);
size_t cosim_aiger_outputs(const cosim_aiger *graph);

/* Reads a register of up to 64 bits by its name in Verilog, as NAME or NAME[0], NAME[1] and so on:
 * its word without a sign. Bits that the graph does not have are 0, as those of a register that
 * never changes. */
uint64_t cosim_aiger_register(const cosim_aiger *graph, const char *name);

#endif
