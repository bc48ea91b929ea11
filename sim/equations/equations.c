// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/equations.h"

#include <stdlib.h>
#include <string.h>

size_t cosim_eq_roots(const cosim_equations *equations, const cosim_eq_node **roots)
{
    size_t count = 0;
    for (size_t i = 0; i < equations->state_count; i++) {
        roots[count++] = equations->states[i].next;
    }
    for (size_t i = 0; i < equations->output_count; i++) {
        roots[count++] = equations->outputs[i].node;
    }
    roots[count++] = equations->fire;
    return count;
}

bool *cosim_eq_needed(const cosim_equations *equations)
{
    const cosim_eq_node **roots =
        calloc(equations->state_count + equations->output_count + 1, sizeof *roots);
    bool *needed = calloc(cosim_eq_tree_count(equations->tree), sizeof *needed);
    if (roots == NULL || needed == NULL) {
        free(needed);
        needed = NULL;
    } else {
        cosim_eq_tree_needed(equations->tree, roots, cosim_eq_roots(equations, roots), needed);
    }
    free(roots);
    return needed;
}

const cosim_eq_symbol *cosim_eq_find(const cosim_equations *equations, const char *name)
{
    for (size_t i = 0; i < equations->symbol_count; i++) {
        const cosim_eq_symbol *s = &equations->symbols[i];
        if (s->kind < COSIM_EQ_IS_NEXT && strcmp(s->name, name) == 0) {
            return s;
        }
    }
    return NULL;
}
