// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/edit_sums.h"

/* These are short for this file alone. */
#define TWO(op, a, b) cosim_maker_two(m, COSIM_EQ_##op, a, b)
#define BY(op, a, b) cosim_maker_by(m, COSIM_EQ_##op, a, b)

/* The drive is added to what leaks, or to what has leaked. */
static void edit_order(cosim_maker *m, const cosim_eq_node *n)
{
    const cosim_eq_node *v = m->membrane;
    for (int k = 0; k < 2 && n->op == COSIM_EQ_ADD; k++) {
        const cosim_eq_node *rest = n->of[k], *drive = n->of[!k];
        if (!cosim_maker_of_drive(m, drive) || cosim_maker_of_membrane(m, drive)) {
            continue;
        }
        if (rest == v && m->update != n) {
            const cosim_eq_node *without = cosim_graft_replace(m->graft, m->update, n, v);
            cosim_maker_at(m, m->update, TWO(ADD, without, drive), "order",
                           "adds its drive after the leak, and not before it");
        } else if (cosim_maker_of_membrane(m, rest) && !cosim_maker_of_drive(m, rest) &&
                   rest != v) {
            cosim_maker_at(m, n, cosim_graft_replace(m->graft, rest, v, TWO(ADD, v, drive)),
                           "order", "adds its drive before the leak, and not after it");
        }
    }
}

/* The leak waits for steps without a drive, or for those with one: an event adds its weight, else
 * the membrane leaks. */
static void edit_waiting(cosim_maker *m, const cosim_eq_node *n)
{
    const cosim_eq_node *v = m->membrane;
    const cosim_eq_node *driven = BY(DIFFERENT, m->drive, 0);
    for (int k = 0; k < 2 && n->op == COSIM_EQ_ADD && driven != NULL; k++) {
        const cosim_eq_node *rest = n->of[k], *drive = n->of[!k];
        const cosim_eq_node *sum = rest == v ? n : TWO(ADD, v, drive);
        const cosim_eq_node *site = rest == v ? m->update : n;
        if (!cosim_maker_of_drive(m, drive) || cosim_maker_of_membrane(m, drive) ||
            !cosim_maker_of_membrane(m, rest) || cosim_maker_of_drive(m, rest) || site == sum) {
            continue;
        }
        cosim_maker_at(m, site, cosim_graft_make(m->graft, COSIM_EQ_CHOICE, driven, sum, site),
                       "leak", "leaks only in a step without a drive");
        cosim_maker_at(m, site, cosim_graft_make(m->graft, COSIM_EQ_CHOICE, driven, site, v),
                       "leak", "leaks only in a step with a drive");
    }
}

/* A param or a state that stands in several places may be counted otherwise in this sum alone. */
static void edit_parts(cosim_maker *m, const cosim_eq_node *n, const char *name)
{
    char part[COSIM_NAME_BYTES];
    for (int k = 0; k < 2; k++) {
        const cosim_eq_node *a = n->of[k];
        if ((a->op != COSIM_EQ_PARAM && (a->op != COSIM_EQ_STATE || a == m->membrane)) ||
            !cosim_maker_is_shared(m, a)) {
            continue;
        }
        const cosim_eq_node *twice = BY(MUL, a, 2), *half = BY(FLOOR, a, 1);
        cosim_maker_name(m, a, part);
        cosim_maker_at(m, n,
                       k == 0 ? cosim_maker_two(m, n->op, twice, n->of[1])
                              : cosim_maker_two(m, n->op, n->of[0], twice),
                       "sum", "counts %s twice in %s", part, name);
        cosim_maker_at(m, n,
                       k == 0 ? cosim_maker_two(m, n->op, half, n->of[1])
                              : cosim_maker_two(m, n->op, n->of[0], half),
                       "sum", "counts %s half in %s", part, name);
    }
}

void cosim_edit_sum(cosim_maker *m, const cosim_eq_node *n)
{
    char name[COSIM_NAME_BYTES];
    const bool adds = n->op == COSIM_EQ_ADD;
    if (!adds && n->op != COSIM_EQ_SUB) {
        return;
    }
    cosim_maker_name(m, n, name);
    edit_order(m, n);
    edit_waiting(m, n);
    if (adds) {
        cosim_maker_at(m, n, TWO(SUB, n->of[0], n->of[1]), "sum", "subtracts instead of adding: %s",
                       name);
    } else {
        cosim_maker_at(m, n, TWO(ADD, n->of[0], n->of[1]), "sum", "adds instead of subtracting: %s",
                       name);
        cosim_maker_at(m, n, TWO(SUB, n->of[1], n->of[0]), "sum",
                       "subtracts the other way round: %s", name);
    }
    if (!adds && n->of[0]->op == COSIM_EQ_STATE && n->of[0] != m->membrane) {
        cosim_maker_at(m, n, BY(MAX, TWO(SUB, n->of[0], BY(MUL, n->of[1], 2)), 0), "sum",
                       "counts twice as fast: %s", name);
    }
    cosim_maker_at(m, n, n->of[0], "sum", "drops the second part of %s", name);
    cosim_maker_at(m, n, adds ? n->of[1] : cosim_maker_minus(m, n->of[1]), "sum",
                   "drops the first part of %s", name);
    edit_parts(m, n, name);
}

void cosim_edit_offset(cosim_maker *m, const cosim_eq_node *n)
{
    char name[COSIM_NAME_BYTES];
    if (n->op == COSIM_EQ_ADD || n->op == COSIM_EQ_SUB) {
        cosim_maker_name(m, n, name);
        cosim_maker_at(m, n, BY(ADD, n, 1), "sum", "has %s one too high", name);
        cosim_maker_at(m, n, BY(SUB, n, 1), "sum", "has %s one too low", name);
    }
}

void cosim_edit_product(cosim_maker *m, const cosim_eq_node *n)
{
    char name[COSIM_NAME_BYTES], factor[COSIM_NAME_BYTES];
    if (n->op != COSIM_EQ_MUL) {
        return;
    }
    cosim_maker_name(m, n, name);
    for (int k = 0; k < 2; k++) {
        const cosim_eq_node *a = n->of[k];
        if (a->low < 0) {
            cosim_maker_at(
                m, n, TWO(MUL, cosim_maker_bits(m, a, false, cosim_maker_width(a)), n->of[!k]),
                "product", "reads %s without the sign in %s", cosim_maker_name(m, a, factor), name);
        }
    }
    cosim_maker_at(m, n, cosim_graft_number(m->graft, 0), "product", "does not have %s", name);
}
