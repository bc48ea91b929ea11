// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Expressions are read here as they are written: names are found, precedence and brackets checked,
 * and ranges left for later, so that the body of a macro, whose operands are not known where it
 * stands, is read as strictly as any.
 *
 * The reader descends by hand, one function a level of the grammar. A generated parser (bison)
 * would refuse the same texts, but each refusal here names the bracket or the word that mends it,
 * which takes the level that was being read, and a grammar of eleven levels is as long as its
 * rules. */
#ifndef COSIM_EQUATIONS_SYNTAX_H
#define COSIM_EQUATIONS_SYNTAX_H

#include "equations/equations.h"

typedef enum cosim_eq_syntax_kind {
    COSIM_EQ_S_INTEGER,  /* value */
    COSIM_EQ_S_NAME,     /* symbol */
    COSIM_EQ_S_NEXT,     /* symbol of a state, with ' */
    COSIM_EQ_S_ARGUMENT, /* value: number of the macro's argument */
    COSIM_EQ_S_MACRO,    /* symbol, called with of[count] */
    COSIM_EQ_S_OPERATOR, /* op, of[count] */
    COSIM_EQ_S_CUT,      /* type(of[0]) */
    COSIM_EQ_S_SATURATE, /* sat(type, of[0]) */
    COSIM_EQ_S_CLAMP,    /* clamp(of[0], of[1], of[2]) */
    COSIM_EQ_S_BITS      /* of[0][value + type.bits - 1 : value] */
} cosim_eq_syntax_kind;

typedef struct cosim_eq_syntax cosim_eq_syntax;
struct cosim_eq_syntax {
    cosim_eq_syntax_kind kind;
    cosim_eq_op op;
    bool turned; /* > or >=, whose operands stand here the other way round */
    size_t at;   /* of its operator or name in the text */
    int64_t value;
    const cosim_eq_symbol *symbol;
    cosim_eq_type type;
    const cosim_eq_syntax *const *of;
    unsigned count;
    unsigned depth; /* 1 more than that of its operands */
};

typedef struct cosim_eq_macro {
    const char *const *arguments;
    size_t count;
    const cosim_eq_syntax *body;
} cosim_eq_macro;

enum { COSIM_EQ_ARGUMENTS_MOST = 16, COSIM_EQ_OPEN_MOST = 100 };

/* This is a name at the head of some statement, wherever that stands. */
typedef struct cosim_eq_head {
    const char *name;
    bool next; /* name' = */
    size_t at;
} cosim_eq_head;

/* A reader of expressions knows this much. */
typedef struct cosim_eq_scope cosim_eq_scope;
struct cosim_eq_scope {
    cosim_eq_lexer *lexer;
    cosim_equations *equations; /* so far */
    const cosim_eq_macro *macros;
    const cosim_eq_macro *macro; /* whose body is read, or NULL */
    const cosim_eq_head *heads;
    size_t head_count;
    cosim_eq_at at; /* where the statement begins */
    unsigned open;  /* brackets and choices around the present token, at most COSIM_EQ_OPEN_MOST */
    unsigned work;  /* operations so far, macros written out */
    unsigned depth; /* of what is being written out */
    const cosim_eq_syntax *(*expression)(cosim_eq_scope *scope); /* what stands in brackets */
};

/* Reads an expression from the present token to the end of its statement, which it goes over.
 * Returns NULL with the lexer's diag. */
const cosim_eq_syntax *cosim_eq_syntax_read(cosim_eq_scope *scope);

#endif
