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

/* Gives an input its value in each of 64 traces that are simulated side by side, bit N in trace N;
 * cosim_aiger_set gives all of them the same. */
void cosim_aiger_set_lanes(cosim_aiger *graph, size_t input, uint64_t lanes);

/* Computes a clock. The outputs are then those of the clock, and the registers have what they take
 * at its end. */
void cosim_aiger_clock(cosim_aiger *graph);

/* Returns output number `at` of the last clock; the graph has `count` of them. */
bool cosim_aiger_output(const cosim_aiger *graph, size_t at);
size_t cosim_aiger_outputs(const cosim_aiger *graph);

/* Returns the name of an output, or NULL where it has none. */
const char *cosim_aiger_output_name(const cosim_aiger *graph, size_t output);

/* Reads a register of up to 64 bits by its name in Verilog, as NAME or NAME[0], NAME[1] and so on:
 * its word without a sign. Bits that the graph does not have are 0, as those of a register that
 * never changes. */
uint64_t cosim_aiger_register(const cosim_aiger *graph, const char *name);

/* ---- signals: a literal is twice the number of a variable, + 1 where it is inverted; 0 is false
 * ----
 */

size_t cosim_aiger_registers(const cosim_aiger *graph);

/* Returns the names of a register, with blanks between them, or NULL. */
const char *cosim_aiger_register_name(const cosim_aiger *graph, size_t at);
uint32_t cosim_aiger_register_literal(const cosim_aiger *graph, size_t at);
uint32_t cosim_aiger_output_literal(const cosim_aiger *graph, size_t at);

/* Returns a signal in the 64 traces: of the clock that was computed; a register, and what is made
 * of registers alone, is that of this clock, too, as long as cosim_aiger_step was not called. */
uint64_t cosim_aiger_lanes(const cosim_aiger *graph, uint32_t literal);

/* Computes a clock as cosim_aiger_clock does, and stops before the registers take their next
 * values; cosim_aiger_step lets them. */
void cosim_aiger_evaluate(cosim_aiger *graph);
void cosim_aiger_step(cosim_aiger *graph);

/* Returns the literal of a new gate, which is behind all others; UINT32_MAX without memory, also
 * where an operand is that. */
uint32_t cosim_aiger_and(cosim_aiger *graph, uint32_t a, uint32_t b);

/* Adds registers behind the others, which begin with 0 and take 0, and have no name. Literals of
 * gates that were known before are others now. Returns 0, or -1 without memory. */
int cosim_aiger_more_registers(cosim_aiger *graph, size_t count);
void cosim_aiger_set_next(cosim_aiger *graph, size_t at, uint32_t literal);

/* Returns the two operands of a gate; false for an input, a register, or a number. */
bool cosim_aiger_operands(const cosim_aiger *graph, uint32_t literal, uint32_t operands[2]);

/* Writes the graph with these outputs in the place of its own, and without names. Returns 0, or -1
 * with *diag. */
int cosim_aiger_write(const cosim_aiger *graph, const char *path, const uint32_t *outputs,
                      size_t count, cosim_diag *diag);

#endif
