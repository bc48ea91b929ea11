// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A product is written as a sum of rows, one for each bit of a factor, as a circuit computes it
 * that has one adder: row j halves what there is, and adds the other factor where bit j is 1, and
 * bit j of a number that is added to the product. So what such a circuit holds in each clock of a
 * step is a wire here. The value is the same as that of the product itself, exactly.
 *
 * A product of two words that are not known becomes one, alone, or with what is added to it:
 *
 *   a * b        a * b + c, where c is never below 0        round(a * b, k), which adds 2^(k-1)
 *
 * After row j, wire eq_rN_J of node N (J is j + 1) is floor((a * (b mod 2^J) + c mod 2^J) / 2^j).
 */
#ifndef COSIM_EQUATIONS_ROWS_H
#define COSIM_EQUATIONS_ROWS_H

#include "equations/wires.h"

/* Declares the wires of a node that is one of these, its own among them. Returns false where it is
 * none, and has written nothing. */
bool cosim_eq_rows(const cosim_eq_wires *wires, const cosim_eq_node *node);

/* Takes those products out of needed[] that are computed within a sum alone. */
void cosim_eq_rows_spare(const cosim_equations *equations, bool *needed);

#endif
