// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/departs.h"

#include "equations/named.h"
#include "input/fields.h"

#include <string.h>

/* Each departure has its name and the names of its amounts. An entry without names is a scalar, one
 * with a NULL first is a list or a value of its own. */
static const struct {
    const char *name;
    const char *amounts[3];
    unsigned count;    /* of amounts */
    const char *form;  /* for messages */
    const char *input; /* the key of an input; NULL: none */
    bool needs_input, may_be_late;
} known[COSIM_EQ_DEPARTURES] = {
    [COSIM_EQ_LINEAR_LEAK] = {"linear-leak", {NULL}, 1, "{linear-leak: l}", NULL, false, false},
    [COSIM_EQ_LEAK_AFTER_DRIVE] =
        {"leak-after-drive", {NULL}, 0, "leak-after-drive", NULL, false, false},
    [COSIM_EQ_LEAK_ABOVE_REST] =
        {"leak-above-rest", {NULL}, 0, "leak-above-rest", NULL, false, false},
    [COSIM_EQ_LIMITS] = {"limits", {NULL}, 2, "{limits: [0, 4095]}", NULL, false, false},
    [COSIM_EQ_ADAPTATION] = {"adaptation",
                             {"up", "down", "most"},
                             3,
                             "{adaptation: {up: 12, down: 1, most: 255}}",
                             "at",
                             false,
                             false},
    [COSIM_EQ_SYNAPSE] =
        {"synapse", {"keep"}, 1, "{synapse: {input: i, keep: 0.5}}", "input", true, true},
    [COSIM_EQ_OLD_MEMBRANE] = {"old-membrane", {NULL}, 0, "old-membrane", NULL, false, false},
    [COSIM_EQ_SPIKE_ONLY_RESETS] =
        {"spike-only-resets", {NULL}, 0, "spike-only-resets", NULL, false, false},
    [COSIM_EQ_TWO_THRESHOLDS] =
        {"two-thresholds", {NULL}, 1, "{two-thresholds: low}", NULL, false, false},
    [COSIM_EQ_NO_RESET] = {"no-reset", {NULL}, 0, "no-reset", NULL, false, false},
    [COSIM_EQ_DELAYED_RESET] = {"delayed-reset", {NULL}, 0, "delayed-reset", NULL, false, false},
    [COSIM_EQ_HELD_LEAK] = {"held-leak", {NULL}, 0, "held-leak", NULL, false, false},
    [COSIM_EQ_HELD_INTEGRATE] = {"held-integrate", {NULL}, 0, "held-integrate", NULL, false, false},
    [COSIM_EQ_HELD_REST] = {"held-rest", {NULL}, 0, "held-rest", NULL, false, false},
    [COSIM_EQ_DEPARTS_PHASES] = {"phases", {NULL}, 0, "phases", NULL, false, false},
    [COSIM_EQ_OWN] = {"own", {NULL}, 0, "own", NULL, false, false},
};

const char *cosim_eq_departure_name(cosim_eq_departure_kind kind) { return known[kind].name; }

static int read_amount(const cosim_equations *e, const cosim_node *node, cosim_eq_amount *amount,
                       cosim_diag *diag)
{
    const cosim_eq_symbol *symbol =
        node->kind == COSIM_SCALAR ? cosim_eq_find(e, node->text) : NULL;
    if (symbol != NULL && symbol->kind == COSIM_EQ_IS_PARAM) {
        amount->param = &e->params[symbol->index];
        return 0;
    }
    amount->param = NULL;
    return cosim_field_number(node, &amount->number, diag) == 0
               ? 0
               : cosim_refuse(node, diag, "is neither a number nor a param of the equations");
}

static int read_named(const cosim_equations *e, const cosim_node *node, cosim_eq_departure *d,
                      cosim_diag *diag)
{
    const char *keys[5] = {NULL};
    size_t count = 0;
    for (; count < known[d->kind].count; count++) {
        keys[count] = known[d->kind].amounts[count];
    }
    keys[count++] = known[d->kind].input;
    if (known[d->kind].may_be_late) {
        keys[count++] = "late";
    }
    if (cosim_fields_known(node, keys, count, diag) != 0) {
        return -1;
    }
    for (unsigned i = 0; i < known[d->kind].count; i++) {
        const cosim_node *amount = cosim_field_need(node, known[d->kind].amounts[i], "1", diag);
        if (amount == NULL || read_amount(e, amount, &d->amount[i], diag) != 0) {
            return -1;
        }
    }
    const cosim_node *input = known[d->kind].needs_input
                                  ? cosim_field_need(node, known[d->kind].input, "i", diag)
                                  : cosim_node_child(node, known[d->kind].input);
    const cosim_node *late = cosim_node_child(node, "late");
    const char *name;
    unsigned number = 0;
    if (input == NULL && known[d->kind].needs_input) {
        return -1;
    }
    if (input != NULL && (cosim_field_text(input, false, &name, diag) != 0 ||
                          cosim_eq_input_named(e, input, name, &number, diag) != 0)) {
        return -1;
    }
    d->input = input != NULL ? (int)number : -1;
    return late == NULL ? 0 : cosim_field_bool(late, &d->late, diag);
}

static int read_amounts(const cosim_equations *e, const cosim_node *node, cosim_eq_departure *d,
                        cosim_diag *diag)
{
    const unsigned count = known[d->kind].count;
    if (known[d->kind].amounts[0] != NULL) {
        return read_named(e, node, d, diag);
    }
    if (count == 1) {
        return read_amount(e, node, &d->amount[0], diag);
    }
    if (node->kind != COSIM_LIST || node->count != count) {
        return cosim_refuse(node, diag, "is %s; write %s", cosim_node_kind_name(node),
                            known[d->kind].form);
    }
    for (unsigned i = 0; i < count; i++) {
        if (read_amount(e, node->items[i], &d->amount[i], diag) != 0) {
            return -1;
        }
    }
    return 0;
}

static int read_entry(const cosim_equations *e, const cosim_node *item, cosim_eq_departure *d,
                      cosim_diag *diag)
{
    const cosim_node *named = item->kind == COSIM_MAP && item->count == 1 ? item->items[0] : item;
    const char *name = named == item ? item->text : named->key;
    unsigned kind = 0;
    while (kind < COSIM_EQ_DEPARTURES && (name == NULL || strcmp(known[kind].name, name) != 0)) {
        kind++;
    }
    if (kind == COSIM_EQ_DEPARTURES) {
        const char *names[COSIM_EQ_DEPARTURES];
        char list[400];
        for (unsigned i = 0; i < COSIM_EQ_DEPARTURES; i++) {
            names[i] = known[i].name;
        }
        return cosim_refuse(item, diag, "is no departure from the LIF step; write one of %s",
                            cosim_join(names, COSIM_EQ_DEPARTURES, "and", list, sizeof list));
    }
    *d = (cosim_eq_departure){.kind = (cosim_eq_departure_kind)kind, .input = -1};
    if ((known[kind].count > 0) == (named == item)) {
        return cosim_refuse(item, diag, "%s %s; write %s", name,
                            named == item ? "lacks its amounts" : "has no amounts",
                            known[kind].form);
    }
    return named == item ? 0 : read_amounts(e, named, d, diag);
}

int cosim_eq_read_departs(cosim_eq_declaration *d, const cosim_node *map, cosim_diag *diag)
{
    const cosim_node *list = cosim_node_child(map, "departs");
    const bool is_list = list != NULL && list->kind == COSIM_LIST;
    const size_t count = list == NULL ? 0 : is_list ? list->count : 1;
    if (count > COSIM_EQ_DEPARTS_MOST) {
        return cosim_refuse(list, diag, "has %zu entries; write at most %d", count,
                            COSIM_EQ_DEPARTS_MOST);
    }
    for (size_t i = 0; i < count; i++) {
        const cosim_node *item = is_list ? list->items[i] : list;
        cosim_eq_departure *departure = &d->departs[i];
        if (read_entry(d->equations, item, departure, diag) != 0) {
            return -1;
        }
        for (size_t k = 0; k < i; k++) {
            if (d->departs[k].kind == departure->kind && departure->kind != COSIM_EQ_SYNAPSE) {
                return cosim_refuse(item, diag, "%s is there twice; leave one out",
                                    known[departure->kind].name);
            }
        }
        if (departure->kind == COSIM_EQ_OWN && count > 1) {
            return cosim_refuse(item, diag, "own stands alone; leave the others out");
        }
        d->own = d->own || departure->kind == COSIM_EQ_OWN;
    }
    d->depart_count = count;
    return 0;
}

/* ---- as a text ---- */

static void put_amount(FILE *file, const cosim_eq_amount *amount)
{
    if (amount->param != NULL) {
        fputs(amount->param->name, file);
    } else {
        fprintf(file, "%.17g", amount->number);
    }
}

static void put_entry(FILE *file, const cosim_equations *e, const cosim_eq_departure *d)
{
    const unsigned count = known[d->kind].count;
    const bool named = known[d->kind].amounts[0] != NULL;
    if (count == 0) {
        fputs(known[d->kind].name, file);
        return;
    }
    fprintf(file, "{%s: %s", known[d->kind].name, named ? "{" : count > 1 ? "[" : "");
    for (unsigned i = 0; i < count; i++) {
        fputs(i > 0 ? ", " : "", file);
        if (named) {
            fprintf(file, "%s: ", known[d->kind].amounts[i]);
        }
        put_amount(file, &d->amount[i]);
    }
    if (d->input >= 0) {
        fprintf(file, ", %s: %s", known[d->kind].input, e->inputs[d->input].name);
    }
    fputs(d->late ? ", late: true" : "", file);
    fprintf(file, "%s}", named ? "}" : count > 1 ? "]" : "");
}

void cosim_eq_put_departs(FILE *file, const cosim_eq_declaration *d)
{
    fputs("departs: [", file);
    for (size_t i = 0; i < d->depart_count; i++) {
        fputs(i > 0 ? ", " : "", file);
        put_entry(file, d->equations, &d->departs[i]);
    }
    fputs("]\n", file);
}
