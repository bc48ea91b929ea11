// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "prove/branches.h"

#include <stdlib.h>

/* Tells whether a node is made of states other than the membrane, and of numbers. */
static bool of_other_states(const cosim_manifest *m, const cosim_eq_node *node, bool *any)
{
    if (node->op == COSIM_EQ_STATE) {
        *any = true;
        return node->leaf != m->declaration->membrane;
    }
    bool of = node->op != COSIM_EQ_INPUT && node->op != COSIM_EQ_PARAM;
    for (unsigned i = 0; of && i < cosim_eq_operands(node->op); i++) {
        of = of_other_states(m, node->of[i], any);
    }
    return of;
}

/* Takes the condition of a choice whose value is open. */
static void take(const cosim_manifest *m, const cosim_eq_node *condition, size_t most,
                 cosim_branches *b)
{
    bool any = false;
    for (size_t i = 0; i < b->count; i++) {
        if (b->conditions[i] == condition) {
            return;
        }
    }
    if (b->count < most && condition->op != COSIM_EQ_CONST && condition != m->equations->fire) {
        b->holds[b->count] = of_other_states(m, condition, &any) && any;
        b->conditions[b->count++] = condition;
    }
}

int cosim_branches_find(const cosim_manifest *m, size_t most, cosim_branches *b)
{
    const cosim_eq_tree *tree = m->equations->tree;
    bool *needed = cosim_eq_needed(m->equations);
    *b = (cosim_branches){calloc(most + 1, sizeof *b->conditions),
                          calloc(most + 1, sizeof *b->holds), 0};
    if (needed == NULL || b->conditions == NULL || b->holds == NULL) {
        free(needed);
        cosim_branches_free(b);
        return -1;
    }
    for (size_t id = 0; id < cosim_eq_tree_count(tree); id++) {
        const cosim_eq_node *node = cosim_eq_tree_node(tree, id);
        if (needed[id] && node->op == COSIM_EQ_CHOICE) {
            take(m, node->of[0], most, b);
        }
    }
    free(needed);
    return 0;
}

void cosim_branches_free(cosim_branches *b)
{
    free(b->conditions);
    free(b->holds);
    *b = (cosim_branches){.count = 0};
}
