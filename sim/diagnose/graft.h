// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* An edit puts something else in the place of one node of a declaration, or of what a port shows. A
 * graft makes the nodes for it in the declaration's own tree, and the equations that one edit or
 * two give. Nodes are kept simple (x + 0 is x), so that edits that say the same are one tree. */
#ifndef COSIM_DIAGNOSE_GRAFT_H
#define COSIM_DIAGNOSE_GRAFT_H

#include "base/arena.h"
#include "equations/declaration.h"

enum { COSIM_EDIT_WORDS = 160 };

typedef struct cosim_edit {
    char kind[16];                  /* "drive", "threshold" ... for programs */
    char words[COSIM_EDIT_WORDS];   /* what such a circuit does */
    bool is_width;                  /* one of many widths at the site */
    const cosim_eq_node *site, *to; /* `to` stands for `site` everywhere; NULL: no node changes */
    int output;                     /* this output shows ... */
    const cosim_eq_node *shown;     /* ... this; NULL: what it is declared to show */
    const cosim_eq_node *keeps; /* the extra state takes this of each step; NULL: there is none */
    cosim_eq_type type;         /* of the extra state */
} cosim_edit;

typedef struct cosim_graft {
    cosim_arena *arena;
    const cosim_eq_declaration *declaration;
    cosim_eq_tree *tree;
    size_t nodes;               /* of the declaration itself */
    const cosim_eq_type *typed; /* of each of them: the type that a value of the text cuts it to */
    const cosim_eq_node *
        *rebuilt; /* private: of each node of the tree that is replaced or looked at */
    size_t room;
} cosim_graft;

/* Starts a graft in the arena. Returns 0, or -1 without memory. What it adds to the tree is to be
 * cut off again: cosim_graft_end leaves the declaration as it was. */
int cosim_graft_start(cosim_graft *graft, cosim_arena *arena,
                      const cosim_eq_declaration *declaration);
void cosim_graft_end(cosim_graft *graft);

/* These make a node, or return NULL where an operand is NULL, the language refuses the node, or
 * memory is short: there is no such edit then. */
const cosim_eq_node *cosim_graft_number(cosim_graft *graft, int64_t value);
const cosim_eq_node *cosim_graft_make(cosim_graft *graft, cosim_eq_op op, const cosim_eq_node *a,
                                      const cosim_eq_node *b, const cosim_eq_node *c);
const cosim_eq_node *cosim_graft_fit(cosim_graft *graft, cosim_eq_op op, const cosim_eq_node *a,
                                     cosim_eq_type type);
/* Makes the extra state of an edit. */
const cosim_eq_node *cosim_graft_state(cosim_graft *graft, cosim_eq_type type);

/* Returns `node` with `to` in the place of `site`. A value that the text gives a type is cut to it
 * again. */
const cosim_eq_node *cosim_graft_replace(cosim_graft *graft, const cosim_eq_node *node,
                                         const cosim_eq_node *site, const cosim_eq_node *to);

/* Returns a node with one edit or both (b: NULL), as cosim_graft_equations has it; NULL where there
 * is no such node. */
const cosim_eq_node *cosim_graft_edited(cosim_graft *graft, const cosim_eq_node *node,
                                        const cosim_edit *a, const cosim_edit *b);

/* Tells whether a node needs another. */
bool cosim_graft_needs(cosim_graft *graft, const cosim_eq_node *node, const cosim_eq_node *other);

/* Makes the equations with one edit or both (b: NULL) in the arena, which may be another than the
 * graft's. Returns 0, or -1 where they do not go together, or the language refuses what they make.
 */
int cosim_graft_equations(cosim_graft *graft, cosim_arena *arena, const cosim_edit *a,
                          const cosim_edit *b, cosim_equations *equations);

#endif
