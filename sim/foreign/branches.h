// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* GHDL 2.0 leaves the branch `others` of a selection out of its Verilog. Its list of gates
 * (--out=dump) still has it, with the numbers that the wires of the Verilog are named by. */
#ifndef COSIM_FOREIGN_BRANCHES_H
#define COSIM_FOREIGN_BRANCHES_H

#include <stdbool.h>

enum { COSIM_BRANCHES_VALUE = 128 };

/* Finds what the wire `target` (such as n16_o) of a module is where no branch says so, in the text
 * of a list of gates, and writes it as Verilog. Returns false where it is not in the list, or a
 * constant of more than 32 bits. */
bool cosim_branches_other(const char *gates, const char *module, const char *target,
                          char value[COSIM_BRANCHES_VALUE]);

#endif
