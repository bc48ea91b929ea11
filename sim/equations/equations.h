// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The equations of a step say what goes in, what is kept, what is computed of it, and what comes
 * out. They are plain data in an arena, complete and free of contradictions.
 *
 * A step goes like this: every next value and every output is computed from the inputs, the params
 * and the states before the step, and then all states take their next values at once. */
#ifndef COSIM_EQUATIONS_EQUATIONS_H
#define COSIM_EQUATIONS_EQUATIONS_H

#include "equations/formula.h"
#include "equations/tree.h"

/* An expression is one of these. A number is no condition: it has to be compared. */
typedef enum cosim_eq_kind {
    COSIM_EQ_NUMBER,
    COSIM_EQ_BIT,      /* a name of type u1, u1(x) or one bit x[n]: a number, and as a condition
                          it is whether it is 1 */
    COSIM_EQ_CONDITION /* a comparison, and, or, not; as a number it is 0 or 1 */
} cosim_eq_kind;

typedef enum cosim_eq_symbol_kind {
    COSIM_EQ_IS_INPUT,
    COSIM_EQ_IS_PARAM,
    COSIM_EQ_IS_STATE,
    COSIM_EQ_IS_VALUE,
    COSIM_EQ_IS_MACRO,
    COSIM_EQ_IS_NEXT, /* the line of a next value; its name is that of the state */
    COSIM_EQ_IS_OUTPUT
} cosim_eq_symbol_kind;

/* A port is named at this place of the file. */
typedef struct cosim_eq_at {
    unsigned line, column;
} cosim_eq_at;

typedef struct cosim_eq_input {
    const char *name, *port;
    cosim_eq_at at;
    cosim_eq_type type;
} cosim_eq_input;

typedef struct cosim_eq_param {
    const char *name;
    const char *port; /* that tells its word; NULL: built in */
    cosim_eq_at at;
    cosim_eq_type type; /* no bits: none is given */
    bool limited;       /* told, and `most` is the largest word that ever is */
    int64_t most;
    int64_t word;                 /* built in */
    const cosim_eq_formula *real; /* NULL: the word is the parameter */
} cosim_eq_param;

typedef struct cosim_eq_state {
    const char *name;
    cosim_eq_type type;
    const cosim_eq_node *node, *reset, *next; /* reset: a CONST or a PARAM; next: in its type */
} cosim_eq_state;

typedef struct cosim_eq_value {
    const char *name;
    cosim_eq_type type; /* no bits: none is given */
    cosim_eq_kind kind;
    const cosim_eq_node *node;
} cosim_eq_value;

typedef struct cosim_eq_output {
    const char *port;
    cosim_eq_at at;
    cosim_eq_type type;
    unsigned
        clocks; /* 0: in the clock of the step, before its edge; 1: after it; 2: a clock later */
    const cosim_eq_node *node;
} cosim_eq_output;

/* A symbol is one statement, in the order of the text. */
typedef struct cosim_eq_symbol {
    cosim_eq_symbol_kind kind;
    const char *name;
    unsigned index; /* among those of its kind; of a next value, that of its state */
    cosim_eq_at at; /* where the statement begins */
} cosim_eq_symbol;

typedef struct cosim_equations {
    cosim_eq_tree *tree;
    cosim_eq_input *inputs;
    cosim_eq_param *params;
    cosim_eq_state *states;
    cosim_eq_value *values;
    cosim_eq_output *outputs;
    cosim_eq_symbol *symbols;
    size_t input_count, param_count, state_count, value_count, output_count, symbol_count;
    const cosim_eq_node *fire; /* a condition */
} cosim_equations;

/* Puts what a step computes, the next values, the outputs and fire, into roots[state_count +
 * output_count + 1], in this order. */
size_t cosim_eq_roots(const cosim_equations *equations, const cosim_eq_node **roots);

/* Tells for each node of the tree whether a step computes it: as many as the tree has nodes, to be
 * freed. NULL without memory. */
bool *cosim_eq_needed(const cosim_equations *equations);

/* Finds the symbol of a name among those that are not next values or outputs; NULL for none. */
const cosim_eq_symbol *cosim_eq_find(const cosim_equations *equations, const char *name);

#endif
