// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The formulas behind `real` say what the word of a param stands for, over the values of a
 * scenario. They are kept as they are written; nothing is folded. */
#ifndef COSIM_EQUATIONS_FORMULA_H
#define COSIM_EQUATIONS_FORMULA_H

#include "equations/lexer.h"

#include <stdio.h>

/* These are the scenario's values. All but k and the counts are in words of the membrane. */
typedef enum cosim_eq_quantity {
    COSIM_EQ_K,       /* share of the distance that a step goes, a pure number */
    COSIM_EQ_THETA,   /* threshold */
    COSIM_EQ_RESET,   /* value after a spike */
    COSIM_EQ_RESTING, /* resting membrane */
    COSIM_EQ_HOLD,    /* steps that are held after a spike */
    COSIM_EQ_ONE,     /* words that are |threshold - reset| */
    COSIM_EQ_GAIN,    /* of a drive */
    COSIM_EQ_EVENT,   /* of one event */
    COSIM_EQ_INITIAL, /* membrane before the first step */
    COSIM_EQ_QUANTITIES
} cosim_eq_quantity;

typedef enum cosim_eq_formula_op {
    COSIM_EQ_F_NUMBER,
    COSIM_EQ_F_QUANTITY,
    COSIM_EQ_F_ADD,
    COSIM_EQ_F_SUB,
    COSIM_EQ_F_MUL,
    COSIM_EQ_F_DIV,
    COSIM_EQ_F_MINUS,
    COSIM_EQ_F_LOG2
} cosim_eq_formula_op;

typedef struct cosim_eq_formula cosim_eq_formula;
struct cosim_eq_formula {
    cosim_eq_formula_op op;
    double number;
    cosim_eq_quantity quantity;
    const cosim_eq_formula *of[2];
};

/* sum = product {("+"|"-") product}, product = unary {("*"|"/") unary}, unary = ["-"] primary,
 * primary = number | quantity | "(" sum ")" | "log2" "(" sum ")". Reads from the present token up
 * to what is no part of it. NULL with the lexer's diag. */
const cosim_eq_formula *cosim_eq_formula_read(cosim_eq_lexer *lexer);

/* Computes its value where quantity q has values[q]; it may be infinite or NaN, as after log2(0) or
 * 1 / 0. */
double cosim_eq_formula_value(const cosim_eq_formula *formula,
                              const double values[COSIM_EQ_QUANTITIES]);

/* Writes it so that it reads back as the same tree. */
void cosim_eq_formula_put(FILE *file, const cosim_eq_formula *formula);

#endif
