// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes equations as a module in Verilog-2005, a specification with the ports of the circuit that
 * it specifies: those that the equations name, its clock, reset and enable, and eq_fire, the
 * decision of the step.
 *
 * Every node is a signed wire wide enough for its value and for its operands, so that no rule of
 * Verilog about widths or signs decides anything; a product is as wide as both factors together, as
 * circuits have it, so that a prover finds the same one. States are registers; an output k clocks
 * late passes k registers. Where k is 1 and it shows a next value, the state has that register. */
#ifndef COSIM_EQUATIONS_EMIT_VERILOG_H
#define COSIM_EQUATIONS_EMIT_VERILOG_H

#include "equations/equations.h"

#include <stdio.h>

/* These ports of the circuit are outside of its equations. */
typedef struct cosim_eq_outside {
    const char *module;
    const char *clock;  /* NULL: combinational, and the states come in and go out at ports */
    const char *reset;  /* NULL: none, and registers begin with their reset values */
    const char *enable; /* a clock is a step where it is 1; NULL: every clock is */
    bool clock_falling, reset_high, reset_asynchronous;
    const char *const *state_in;  /* combinational: the port of each state */
    const char *const *state_out; /* and of its next value; NULL where an output has that port */
    const cosim_eq_node *const
        *shown; /* nodes that a step computes, shown at ports eq_shown_0 ... */
    size_t shown_count;
    bool show_states; /* of a clocked module, at ports eq_state_0 ... */
    bool rows;        /* products are sums of rows (equations/rows.h) */
} cosim_eq_outside;

/* Writes the module. In its ports a "." is a "_", and v[6:0] is v_6_0. Returns 0, or -1 without
 * memory. */
int cosim_eq_emit_verilog(FILE *file, const cosim_equations *equations,
                          const cosim_eq_outside *outside);

#endif
