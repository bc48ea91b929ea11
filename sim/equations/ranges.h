// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The range of each operator follows the table of the language literally, so that another program
 * refuses the same texts: no relation between operands is used.
 *
 *   + - * min max / shifts floor round trunc ceil   the corners, of amounts too
 *   abs        0 to the larger |corner|           ?:     from the lowest to the highest of both
 *   &          0 to the smaller highest value     | ^    0 to the next 2^n - 1
 *   ones       0 to the bits of the operand       rest   0 to 2^n - 1
 *   cut sat    the operand's where the type holds it, else the type's
 *   conditions 0 to 1 */
#ifndef COSIM_EQUATIONS_RANGES_H
#define COSIM_EQUATIONS_RANGES_H

#include "equations/node.h"

#include <stddef.h>

/* Fills low and high of a node that has operands. Returns 0, or -1 where the language does not
 * allow it, or no 64 bits hold it, with why in text[bytes] (tree.h). */
int cosim_eq_range(cosim_eq_node *node, char *text, size_t bytes);

#endif
