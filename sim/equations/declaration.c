// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/declaration.h"

#include "equations/departs.h"
#include "equations/drive_keys.h"
#include "equations/named.h"
#include "equations/views.h"
#include "input/fields.h"

#include <stdlib.h>
#include <string.h>

/* ---- membrane and rounding ---- */

static int read_membrane(cosim_eq_declaration *d, const cosim_node *root, cosim_diag *diag)
{
    static const char *const membrane_keys[] = {"state", "one"};
    const cosim_node *map = cosim_field_need(root, "membrane", "{state: v, one: 256}", diag);
    const cosim_node *state, *one;
    const char *name;
    if (map == NULL || cosim_fields_known(map, membrane_keys, 2, diag) != 0 ||
        (state = cosim_field_need(map, "state", "v", diag)) == NULL ||
        (one = cosim_field_need(map, "one", "256", diag)) == NULL ||
        cosim_field_text(state, false, &name, diag) != 0 ||
        cosim_field_number(one, &d->one, diag) != 0) {
        return -1;
    }
    if (cosim_eq_state_named(d->equations, state, name, &d->membrane, diag) != 0) {
        return -1;
    }
    return d->one > 0
               ? 0
               : cosim_refuse(one, diag,
                              "%s words cannot be |threshold - reset|; write a number above 0",
                              one->text);
}

static int read_rounding(cosim_eq_declaration *d, const cosim_node *root, cosim_diag *diag)
{
    static const char *const kinds[] = {"unknown"};
    const cosim_node *node = cosim_node_child(root, "rounding");
    unsigned kind = 0;
    d->unknown_rounding = node != NULL;
    return node == NULL ? 0 : cosim_field_choice(node, kinds, 1, &kind, diag);
}

/* ---- phases ---- */

static int read_phase(const cosim_eq_declaration *d, const cosim_node *node, bool *fixed,
                      int64_t *value, bool *leak, cosim_diag *diag)
{
    if (node->kind != COSIM_MAP) {
        return cosim_refuse(node, diag, "is %s; write {tick: 1, event: 0} with inputs",
                            cosim_node_kind_name(node));
    }
    for (size_t i = 0; i < node->count; i++) {
        const cosim_node *item = node->items[i];
        double number;
        unsigned input;
        if (strcmp(item->key, "leak") == 0 && cosim_eq_find(d->equations, "leak") == NULL) {
            if (cosim_field_bool(item, leak, diag) != 0) {
                return -1;
            }
            continue;
        }
        if (cosim_eq_input_named(d->equations, item, item->key, &input, diag) != 0 ||
            cosim_field_number(item, &number, diag) != 0) {
            return -1;
        }
        const cosim_eq_type type = d->equations->inputs[input].type;
        const double low = (double)cosim_eq_type_low(type), high = (double)cosim_eq_type_high(type);
        if (!(number >= low && number <= high) || number != (double)(int64_t)number) {
            return cosim_refuse(item, diag,
                                "is no word of the input; write a whole number from "
                                "%.0f to %.0f",
                                low, high);
        }
        /* a drive takes part in an evaluation, or it does not */
        if (d->roles[input] != COSIM_EQ_ROLE_NONE && number != 0 && number != 1) {
            return cosim_refuse(item, diag, "drives; write 1 where it does so, and 0 where not");
        }
        fixed[input] = d->roles[input] == COSIM_EQ_ROLE_NONE || number == 0;
        value[input] = (int64_t)number;
    }
    return 0;
}

static int read_phases(cosim_arena *arena, cosim_eq_declaration *d, const cosim_node *root,
                       const bool *tied, cosim_diag *diag)
{
    const cosim_equations *e = d->equations;
    const cosim_node *list = cosim_node_child(root, "phases");
    const size_t count = list == NULL ? 1 : list->count;
    if (list != NULL && (list->kind != COSIM_LIST || count < 1 || count > COSIM_EQ_PHASES_MOST)) {
        return cosim_refuse(list, diag,
                            "is %s; write a list of 1 to %d evaluations, as [{tick: 1}]",
                            cosim_node_kind_name(list), COSIM_EQ_PHASES_MOST);
    }
    cosim_eq_phase *phases = cosim_arena_alloc(arena, count * sizeof *phases);
    bool *named = cosim_arena_alloc(arena, (e->input_count + 1) * sizeof *named);
    for (size_t i = 0; phases != NULL && named != NULL && i < count; i++) {
        bool *fixed = cosim_arena_alloc(arena, (e->input_count + 1) * sizeof *fixed);
        int64_t *value = cosim_arena_alloc(arena, (e->input_count + 1) * sizeof *value);
        phases[i].fixed = fixed;
        phases[i].value = value;
        if (fixed == NULL || value == NULL) {
            return cosim_refuse_memory(root, diag);
        }
        if (list != NULL &&
            read_phase(d, list->items[i], fixed, value, &phases[i].leak, diag) != 0) {
            return -1;
        }
        for (size_t k = 0; k < e->input_count; k++) {
            named[k] = named[k] || (list != NULL &&
                                    cosim_node_child(list->items[i], e->inputs[k].name) != NULL);
        }
    }
    if (phases == NULL || named == NULL) {
        return cosim_refuse_memory(root, diag);
    }
    for (size_t k = 0; k < e->input_count; k++) {
        const bool free_bit = e->inputs[k].type.bits == 1 && !named[k];
        if (d->roles[k] == COSIM_EQ_ROLE_NONE && free_bit && (tied == NULL || !tied[k])) {
            d->roles[k] = COSIM_EQ_ROLE_EVENT;
        } else if (d->roles[k] == COSIM_EQ_ROLE_NONE && !named[k] && (tied == NULL || !tied[k])) {
            return cosim_refuse(cosim_node_child(root, "equations"), diag,
                                "have the input %s, and nothing says what drives it; write "
                                "\"drives: {%s: current}\", or give it a value with phases",
                                e->inputs[k].name, e->inputs[k].name);
        }
        for (size_t i = 0; i < count; i++) { /* an evaluation that does not name it has 0 */
            if (d->roles[k] == COSIM_EQ_ROLE_NONE) {
                phases[i].fixed[k] = true;
            }
        }
    }
    d->phases = phases;
    d->phase_count = count;
    return 0;
}

void cosim_eq_phase_inputs(const cosim_eq_declaration *d, size_t phase, const int64_t *step,
                           int64_t *inputs)
{
    const cosim_eq_phase *p = &d->phases[phase];
    for (size_t i = 0; i < d->equations->input_count; i++) {
        inputs[i] = p->fixed[i] ? p->value[i] : step[i];
    }
}

/* ---- the whole ---- */

static bool is_absolute(const cosim_eq_formula *f)
{
    return f != NULL && ((f->op == COSIM_EQ_F_QUANTITY && f->quantity == COSIM_EQ_RESTING) ||
                         is_absolute(f->of[0]) || is_absolute(f->of[1]));
}

/* Finds the params that ports tell, and whether the word 0 is 0 V. */
static void look_at_params(cosim_eq_declaration *d)
{
    const cosim_equations *e = d->equations;
    for (size_t i = 0; i < e->param_count; i++) {
        if (e->params[i].port != NULL) {
            d->told[d->told_count++] = (unsigned)i;
        }
        d->absolute = d->absolute || is_absolute(e->params[i].real);
    }
}

const cosim_eq_declaration *cosim_eq_declare(cosim_arena *arena, const cosim_node *map,
                                             const cosim_equations *equations, const bool *tied,
                                             cosim_diag *diag)
{
    cosim_eq_declaration *d = cosim_arena_alloc(arena, sizeof *d);
    if (d == NULL) {
        cosim_refuse_memory(map, diag);
        return NULL;
    }
    d->equations = equations;
    d->roles = cosim_arena_alloc(arena, (equations->input_count + 1) * sizeof *d->roles);
    d->unit_a = cosim_arena_alloc(arena, (equations->input_count + 1) * sizeof *d->unit_a);
    d->share = cosim_arena_alloc(arena, (equations->input_count + 1) * sizeof *d->share);
    d->views = cosim_arena_alloc(arena, (equations->output_count + 1) * sizeof *d->views);
    d->told = cosim_arena_alloc(arena, (equations->param_count + 1) * sizeof *d->told);
    if (d->roles == NULL || d->unit_a == NULL || d->share == NULL || d->views == NULL ||
        d->told == NULL) {
        cosim_refuse_memory(map, diag);
        return NULL;
    }
    look_at_params(d);
    return read_membrane(d, map, diag) == 0 && cosim_eq_read_drives(d, map, diag) == 0 &&
                   read_rounding(d, map, diag) == 0 &&
                   read_phases(arena, d, map, tied, diag) == 0 &&
                   cosim_eq_find_parts(d, map, diag) == 0 &&
                   cosim_eq_read_departs(d, map, diag) == 0 &&
                   cosim_eq_find_views(arena, d, map, diag) == 0
               ? d
               : NULL;
}
