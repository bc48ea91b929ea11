// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/named.h"

#include "input/fields.h"

enum { NAMES = 32 };

static int refuse_name(const cosim_node *node, const char *name, const char *kind,
                       const char *const *known, size_t count, cosim_diag *diag)
{
    char list[400], quoted[COSIM_QUOTE_BYTES];
    cosim_join(known, count, "and", list, sizeof list);
    return cosim_refuse(node, diag, "%s is no %s of the equations; name one of %s",
                        cosim_quote(name, quoted), kind, count > 0 ? list : "theirs");
}

int cosim_eq_input_named(const cosim_equations *e, const cosim_node *node, const char *name,
                         unsigned *found, cosim_diag *diag)
{
    const cosim_eq_symbol *symbol = cosim_eq_find(e, name);
    const char *names[NAMES] = {NULL};
    size_t count = 0;
    if (symbol != NULL && symbol->kind == COSIM_EQ_IS_INPUT) {
        *found = symbol->index;
        return 0;
    }
    for (; count < e->input_count && count < NAMES; count++) {
        names[count] = e->inputs[count].name;
    }
    return refuse_name(node, name, "input", names, count, diag);
}

int cosim_eq_state_named(const cosim_equations *e, const cosim_node *node, const char *name,
                         unsigned *found, cosim_diag *diag)
{
    const cosim_eq_symbol *symbol = cosim_eq_find(e, name);
    const char *names[NAMES] = {NULL};
    size_t count = 0;
    if (symbol != NULL && symbol->kind == COSIM_EQ_IS_STATE) {
        *found = symbol->index;
        return 0;
    }
    for (; count < e->state_count && count < NAMES; count++) {
        names[count] = e->states[count].name;
    }
    return refuse_name(node, name, "state", names, count, diag);
}
