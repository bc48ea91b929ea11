// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The nodes of a tree become wires of a module in Verilog (emit_verilog.h says how wide they are).
 */
#ifndef COSIM_EQUATIONS_WIRES_H
#define COSIM_EQUATIONS_WIRES_H

#include "equations/emit_verilog.h"

typedef struct cosim_eq_wires {
    FILE *file;
    const cosim_equations *equations;
    const cosim_eq_outside *outside;
} cosim_eq_wires;

/* Declares the wire of a node that is no CONST, whose operands have theirs. */
void cosim_eq_wire(const cosim_eq_wires *wires, const cosim_eq_node *node);

/* Returns the bits of a signed wire for every value from low to high, and of the wire of a node. */
unsigned cosim_eq_wire_bits(int64_t low, int64_t high);
unsigned cosim_eq_wire_width(const cosim_eq_node *node);

/* Writes a node as an operand: a signed expression. */
void cosim_eq_wire_operand(FILE *file, const cosim_eq_node *node);

/* Writes an INPUT, PARAM or STATE as it is at its port or in its register eq_q0, eq_q1 and so on.
 */
void cosim_eq_wire_leaf(const cosim_eq_wires *wires, const cosim_eq_node *node);

/* Writes a signed literal, with room for its sign. */
void cosim_eq_wire_integer(FILE *file, int64_t value);

/* Writes the name of a port; a "." in it becomes a "_". */
void cosim_eq_wire_port(FILE *file, const char *port);

#endif
