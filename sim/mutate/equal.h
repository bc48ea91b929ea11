// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Two netlists are equivalent if no run of any inputs, from registers at their initial values (0
 * where the sources give none), makes an output of one differ from that of the other. ABC proves it
 * without bound, or refutes it, or does neither within its time. */
#ifndef COSIM_MUTATE_EQUAL_H
#define COSIM_MUTATE_EQUAL_H

#include "base/diag.h"

#include <stdbool.h>

typedef enum cosim_equality { COSIM_EQUAL, COSIM_OTHER, COSIM_OPEN } cosim_equality;

/* Tells whether all that the netlist FOLDER/circuit.il remembers is in registers at one edge of the
 * input `clock` (NULL: it remembers nothing), as a proof takes for granted. Returns 0 with *single,
 * or -1 with *diag. */
int cosim_equal_single_clock(const char *folder, const char *clock, bool falling, bool *single,
                             cosim_diag *diag);

/* Compares FOLDER/circuit.il with what the Yosys command `mutation` makes of it, by one engine, or
 * by `second` another one. Each takes at most `seconds` of processor time. Returns 0 with *found,
 * or -1 with *diag where a tool did not do its work. */
int cosim_equal_prove(const char *folder, const char *mutation, bool second, unsigned seconds,
                      cosim_equality *found, cosim_diag *diag);

#endif
