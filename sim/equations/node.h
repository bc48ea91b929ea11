// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* These are the nodes of a step's equations, and the types that words are cut to.
 *
 * Values are integers without width or sign. A node computes what its operator says of numbers, and
 * no operand of it wraps; only CUT changes a value to fit a type. Conditions are the numbers 0, 1.
 *
 *   CONST               value
 *   INPUT PARAM STATE   number `leaf` of the text's inputs, params, states
 *   ADD SUB MUL         of[0], of[1]
 *   DIV                 toward zero, by a CONST above 0
 *   SHIFT_LEFT          of[0] * 2^of[1]
 *   FLOOR ROUND TRUNC CEIL   of[0] / 2^of[1], rounded down, half-up, toward zero, up
 *   REST                of[0] - floor(of[0] / 2^of[1]) * 2^of[1]
 *   MIN MAX ABS         of numbers
 *   CUT                 of[0] modulo 2^bits, read with or without sign as `type` says
 *   SATURATE            the number nearest to of[0] that `type` holds
 *   BITS_AND BITS_OR BITS_XOR ONES   of numbers from 0; ONES counts the ones
 *   LESS AT_MOST EQUAL DIFFERENT     comparisons of numbers
 *   AND OR NOT          of conditions
 *   CHOICE              of[0] ? of[1] : of[2]
 */
#ifndef COSIM_EQUATIONS_NODE_H
#define COSIM_EQUATIONS_NODE_H

#include <stdbool.h>
#include <stdint.h>

typedef enum cosim_eq_op {
    COSIM_EQ_CONST,
    COSIM_EQ_INPUT,
    COSIM_EQ_PARAM,
    COSIM_EQ_STATE,
    COSIM_EQ_ADD,
    COSIM_EQ_SUB,
    COSIM_EQ_MUL,
    COSIM_EQ_DIV,
    COSIM_EQ_SHIFT_LEFT,
    COSIM_EQ_FLOOR,
    COSIM_EQ_ROUND,
    COSIM_EQ_TRUNC,
    COSIM_EQ_CEIL,
    COSIM_EQ_REST,
    COSIM_EQ_MIN,
    COSIM_EQ_MAX,
    COSIM_EQ_ABS,
    COSIM_EQ_CUT,
    COSIM_EQ_SATURATE,
    COSIM_EQ_BITS_AND,
    COSIM_EQ_BITS_OR,
    COSIM_EQ_BITS_XOR,
    COSIM_EQ_ONES,
    COSIM_EQ_LESS,
    COSIM_EQ_AT_MOST,
    COSIM_EQ_EQUAL,
    COSIM_EQ_DIFFERENT,
    COSIM_EQ_AND,
    COSIM_EQ_OR,
    COSIM_EQ_NOT,
    COSIM_EQ_CHOICE,
    COSIM_EQ_OPS
} cosim_eq_op;

/* A type such as s16 or u8 has 1 to 63 bits; 0 bits is no type. */
typedef struct cosim_eq_type {
    bool is_signed;
    unsigned bits;
} cosim_eq_type;

typedef struct cosim_eq_node cosim_eq_node;
struct cosim_eq_node {
    cosim_eq_op op;
    unsigned id; /* its place among the nodes of the tree; those of its operands are smaller */
    const cosim_eq_node *of[3];
    int64_t value;
    unsigned leaf;
    cosim_eq_type type;
    bool turned;               /* LESS, AT_MOST: first written as b > a, b >= a; for printing */
    int64_t low, high;         /* the value is in [low, high] */
    const cosim_eq_node *next; /* of the nodes of one hash */
};

enum { COSIM_EQ_SHIFT_LEFT_MOST = 40 };

/* Returns the number of operands of an operator: 0 to 3. These are here because a judge spends its
 * time in them. */
static inline unsigned cosim_eq_operands(cosim_eq_op op)
{
    return op <= COSIM_EQ_STATE ? 0
           : op == COSIM_EQ_ABS || op == COSIM_EQ_CUT || op == COSIM_EQ_SATURATE ||
                   op == COSIM_EQ_ONES || op == COSIM_EQ_NOT
               ? 1
           : op == COSIM_EQ_CHOICE ? 3
                                   : 2;
}

/* Tells whether an operator makes a condition: a comparison, and, or, not. */
static inline bool cosim_eq_is_condition(cosim_eq_op op)
{
    return op >= COSIM_EQ_LESS && op <= COSIM_EQ_NOT;
}

/* Tells whether an operator divides, and gives a whole number or what is left. */
static inline bool cosim_eq_rounds(cosim_eq_op op)
{
    return op == COSIM_EQ_DIV || (op >= COSIM_EQ_FLOOR && op <= COSIM_EQ_REST);
}

static inline int64_t cosim_eq_type_low(cosim_eq_type type)
{
    return type.is_signed ? -((int64_t)1 << (type.bits - 1)) : 0;
}

static inline int64_t cosim_eq_type_high(cosim_eq_type type)
{
    return (int64_t)(((uint64_t)1 << (type.is_signed ? type.bits - 1 : type.bits)) - 1);
}

/* Tells whether the type holds every value of the node. */
bool cosim_eq_type_holds(cosim_eq_type type, const cosim_eq_node *node);

#endif
