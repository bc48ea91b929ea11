// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The products of a netlist become one free function: each multiplier whose operands are not known
 * is taken out of a module, which shows the operands at ports and gets the product at another. What
 * is proven for every function that gives equal products for equal operands holds for the product,
 * too, and no prover has to know what a multiplier is. The reverse is not so: a trace that differs
 * may be one of another function. */
#ifndef COSIM_PROVE_PRODUCTS_H
#define COSIM_PROVE_PRODUCTS_H

#include "base/diag.h"

#include <stddef.h>
#include <stdio.h>

enum { COSIM_PRODUCTS_MOST = 16 };

typedef struct cosim_product {
    unsigned a, b, y; /* bits of the operands and of the product */
    bool is_signed;   /* both operands are */
} cosim_product;

typedef struct cosim_products {
    cosim_product of[COSIM_PRODUCTS_MOST];
    size_t count;
} cosim_products;

/* Copies the RTLIL file `from`, of one flat module, to `to`, where multiplier number N is a port
 * product_N_a, product_N_b (outputs: its operands) and product_N_y (an input: the product).
 * Returns 0, or -1 with *diag; where there are more than COSIM_PRODUCTS_MOST, none is taken out and
 * the count is 0. */
int cosim_products_free(const char *from, const char *to, cosim_products *products,
                        cosim_diag *diag);

/* Writes for module prove_miter: the free products among its ports, each behind a comma; */
void cosim_products_ports(FILE *file, const cosim_products *circuit, const cosim_products *spec);

/* the wires of operands (c_product_N_a, s_product_N_a) and products, which are equal where a
 * multiplier of the circuit has the operands of one of the specification, in this clock or in that
 * of the last step (`taken`); */
void cosim_products_put(FILE *file, const cosim_products *circuit, const cosim_products *spec);

/* or, without free ports, products that are right where an operand is 0 or 1, and `usual`, which
 * is 1 as long as there were no others: a trace up to there is one of the circuit itself, and
 * easily found; */
void cosim_products_put_usual(FILE *file, const cosim_products *circuit,
                              const cosim_products *spec);

/* and the connections of an instance, each behind a comma. `side`: "c" or "s". */
void cosim_products_connect(FILE *file, const cosim_products *products, const char *side);

#endif
