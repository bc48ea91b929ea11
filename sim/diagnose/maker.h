// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The makers of edits share the list, names in the words of the declaration, and short ways to make
 * nodes. */
#ifndef COSIM_DIAGNOSE_MAKER_H
#define COSIM_DIAGNOSE_MAKER_H

#include "diagnose/edits.h"

enum { COSIM_NAME_BYTES = 56 };

typedef struct cosim_maker {
    cosim_graft *graft;
    const cosim_equations *equations;
    const cosim_eq_declaration *declaration;
    const cosim_eq_node *fire, *membrane, *next, *update, *drive; /* update: without a spike */
    cosim_edits *list;
} cosim_maker;

/* Adds an edit with its words; none where a node could not be made. */
void cosim_maker_put(cosim_maker *maker, const cosim_edit *edit, const char *kind,
                     const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Adds one that puts `to` in the place of `site`. */
void cosim_maker_at(cosim_maker *maker, const cosim_eq_node *site, const cosim_eq_node *to,
                    const char *kind, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* Writes what a node is made of in the words of the declaration, with brackets around what is more
 * than a name; a long one or a choice by its name, if it has one. */
const char *cosim_maker_name(const cosim_maker *maker, const cosim_eq_node *node,
                             char text[COSIM_NAME_BYTES]);

/* Writes a condition by its name, if it has one. */
const char *cosim_maker_condition(const cosim_maker *maker, const cosim_eq_node *node,
                                  char text[COSIM_NAME_BYTES]);

const cosim_eq_node *cosim_maker_two(cosim_maker *maker, cosim_eq_op op, const cosim_eq_node *a,
                                     const cosim_eq_node *b);
const cosim_eq_node *cosim_maker_by(cosim_maker *maker, cosim_eq_op op, const cosim_eq_node *a,
                                    int64_t b);
const cosim_eq_node *cosim_maker_minus(cosim_maker *maker, const cosim_eq_node *a);
/* Reads the bits of a node as a number with or without sign. */
const cosim_eq_node *cosim_maker_bits(cosim_maker *maker, const cosim_eq_node *a, bool is_signed,
                                      unsigned bits);

/* Gives the bits that a node needs at the least. */
unsigned cosim_maker_width(const cosim_eq_node *node);

/* Tells whether `node` needs the membrane, or the drive, of this step. */
bool cosim_maker_of_membrane(const cosim_maker *maker, const cosim_eq_node *node);
bool cosim_maker_of_drive(const cosim_maker *maker, const cosim_eq_node *node);

/* Tells whether a node is an operand of several others: one of its uses can be wrong alone. */
bool cosim_maker_is_shared(const cosim_maker *maker, const cosim_eq_node *node);

/* Makes a choice with another of its sides, 1 or 2. */
const cosim_eq_node *cosim_maker_with_side(cosim_maker *maker, const cosim_eq_node *choice,
                                           int side, const cosim_eq_node *to);

#endif
