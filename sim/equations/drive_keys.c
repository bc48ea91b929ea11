// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/drive_keys.h"

#include "base/decimal.h"
#include "equations/named.h"
#include "input/fields.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- reading ---- */

/* Reads a part of the scenario's current, "60 %". */
static int read_share(const cosim_node *item, double *share, cosim_diag *diag)
{
    char number[40];
    const size_t length = cosim_decimal_length(item->text);
    const char *end = item->text + length;
    snprintf(number, sizeof number, "%.*s", (int)length, item->text);
    end += strspn(end, " ");
    return strcmp(end, "%") == 0 && length < sizeof number &&
                   cosim_decimal_read(number, -2, share) == COSIM_DECIMAL_OK && *share > 0.0 &&
                   *share <= 1.0
               ? 0
               : cosim_refuse(item, diag,
                              "%s is no part of the scenario's current; write one above 0 %% and "
                              "up to 100 %%, such as 50 %%",
                              item->text);
}

/* Reads what drives an input: "current", "event", a part of the current, or the current of one word
 * or event. */
static int read_drive(cosim_eq_declaration *d, const cosim_node *item, cosim_diag *diag)
{
    static const char *const kinds[] = {"current", "event"};
    unsigned input, kind = 0;
    if (cosim_eq_input_named(d->equations, item, item->key, &input, diag) != 0) {
        return -1;
    }
    const bool bit = d->equations->inputs[input].type.bits == 1;
    if (item->kind == COSIM_SCALAR && strchr(item->text, '%') != NULL) {
        if (read_share(item, &d->share[input], diag) != 0) {
            return -1;
        }
    } else if (item->kind == COSIM_SCALAR && strpbrk(item->text, "0123456789") != NULL) {
        if (cosim_field_physical(item, COSIM_CURRENT, &d->unit_a[input], diag) != 0) {
            return -1;
        }
        if (d->unit_a[input] == 0.0 || (d->unit_a[input] < 0.0 && !bit)) {
            return cosim_refuse(item, diag, "%s cannot be the current of a word; write one above 0",
                                item->text);
        }
        kind = bit;
    } else if (cosim_field_choice(item, kinds, 2, &kind, diag) != 0) {
        return -1;
    }
    if (kind == 1 && !bit) {
        return cosim_refuse(item, diag, "is no event: it has %u bits; write current",
                            d->equations->inputs[input].type.bits);
    }
    d->roles[input] = kind == 0 ? COSIM_EQ_ROLE_CURRENT : COSIM_EQ_ROLE_EVENT;
    return 0;
}

int cosim_eq_read_drives(cosim_eq_declaration *d, const cosim_node *root, cosim_diag *diag)
{
    const cosim_node *map = cosim_node_child(root, "drives");
    if (map != NULL && map->kind != COSIM_MAP) {
        return cosim_refuse(map, diag, "is %s; write {i: current} with the inputs that drive",
                            cosim_node_kind_name(map));
    }
    for (size_t i = 0; map != NULL && i < map->count; i++) {
        if (read_drive(d, map->items[i], diag) != 0) {
            return -1;
        }
    }
    return 0;
}

/* ---- the inputs that take part ---- */

/* A current has the part that it states; where none does, the first has all of it. */
static int find_currents(cosim_eq_declaration *d, const cosim_node *at, cosim_diag *diag)
{
    const cosim_equations *e = d->equations;
    double sum = 0.0;
    size_t stated = 0;
    for (size_t i = 0; i < e->input_count; i++) {
        sum += d->share[i];
        stated += d->share[i] > 0.0;
    }
    if (stated == 0) {
        d->share[d->drive] = 1.0;
        return 0;
    }
    for (size_t i = 0; i < e->input_count; i++) {
        if (d->roles[i] == COSIM_EQ_ROLE_CURRENT && d->share[i] == 0.0) {
            return cosim_refuse(at, diag,
                                "split the current, and %s has no part of it; write its part, such "
                                "as {%s: 10 %%}",
                                e->inputs[i].name, e->inputs[i].name);
        }
    }
    d->split = stated > 1;
    return fabs(sum - 1.0) <= 1e-9
               ? 0
               : cosim_refuse(at, diag,
                              "split the current into parts of %.9g %% together; write parts that "
                              "are 100 %%",
                              100.0 * sum);
}

static double current_of(const cosim_eq_declaration *d, unsigned set)
{
    double sum = 0.0;
    for (size_t k = 0; k < d->event_count; k++) {
        sum += (set >> k & 1) != 0 ? d->unit_a[d->events[k]] : 0.0;
    }
    return sum;
}

/* A current has to tell which events it is of. */
static int check_sums(const cosim_eq_declaration *d, const cosim_node *at, cosim_diag *diag)
{
    const double apart = 1e-3 * d->unit_a[d->drive];
    for (unsigned a = 0; a < 1U << d->event_count; a++) {
        for (unsigned b = 0; b < a; b++) {
            if (fabs(current_of(d, a) - current_of(d, b)) < apart) {
                return cosim_refuse(at, diag,
                                    "have two sets of events with the same current, %.9g A, and "
                                    "a scenario's current could not tell them apart; give the "
                                    "events currents whose sums differ",
                                    current_of(d, a));
            }
        }
    }
    return 0;
}

/* The events that state a current take part; without such, the first has the scenario's. */
static int find_events(cosim_eq_declaration *d, const cosim_node *at, cosim_diag *diag)
{
    const cosim_equations *e = d->equations;
    const char *first = e->inputs[d->drive].name;
    d->events[d->event_count++] = d->drive;
    for (unsigned i = d->drive + 1; i < e->input_count; i++) {
        if (d->roles[i] != COSIM_EQ_ROLE_EVENT || d->unit_a[i] == 0.0) {
            continue;
        }
        if (!(d->unit_a[d->drive] > 0.0)) {
            return cosim_refuse(at, diag,
                                "say what an event of %s is, and not of %s, the first one, which "
                                "needs a current above 0 then; write {%s: 10 nA, ...}",
                                e->inputs[i].name, first, first);
        }
        if (d->event_count == COSIM_EQ_EVENTS_MOST) {
            return cosim_refuse(at, diag,
                                "have more than %d events with currents; write event for those "
                                "that a run leaves at 0",
                                COSIM_EQ_EVENTS_MOST);
        }
        d->events[d->event_count++] = i;
    }
    if (d->unit_a[d->drive] < 0.0) {
        return cosim_refuse(at, diag,
                            "begin with an event of %.9g A, and event in a formula means the "
                            "first one; name one first that is above 0",
                            d->unit_a[d->drive]);
    }
    return d->event_count == 1 ? 0 : check_sums(d, at, diag);
}

int cosim_eq_find_parts(cosim_eq_declaration *d, const cosim_node *root, cosim_diag *diag)
{
    const cosim_node *at = cosim_node_child(root, "drives");
    while (d->drive < d->equations->input_count && d->roles[d->drive] == COSIM_EQ_ROLE_NONE) {
        d->drive++;
    }
    if (d->drive == d->equations->input_count) {
        return cosim_refuse(cosim_node_child(root, "equations"), diag,
                            "have no input that drives; write \"drives: {i: current}\"");
    }
    return d->roles[d->drive] == COSIM_EQ_ROLE_EVENT ? find_events(d, at, diag)
                                                     : find_currents(d, at, diag);
}

bool cosim_eq_takes_part(const cosim_eq_declaration *d, unsigned input)
{
    bool event = false;
    for (size_t k = 0; k < d->event_count; k++) {
        event = event || d->events[k] == input;
    }
    return event || (d->event_count == 0 && d->share[input] > 0.0);
}

/* ---- writing ---- */

void cosim_eq_put_drives(FILE *file, const cosim_eq_declaration *d)
{
    const cosim_equations *e = d->equations;
    const char *joint = "";
    fputs("drives: {", file);
    for (size_t i = 0; i < e->input_count; i++) {
        if (d->roles[i] == COSIM_EQ_ROLE_NONE) {
            continue;
        }
        fprintf(file, "%s%s: ", joint, e->inputs[i].name);
        if (d->split) {
            fprintf(file, "%.17g %%", 100.0 * d->share[i]);
        } else if (d->unit_a[i] != 0.0) {
            fprintf(file, "%.17g A", d->unit_a[i]);
        } else {
            fputs(d->roles[i] == COSIM_EQ_ROLE_CURRENT ? "current" : "event", file);
        }
        joint = ", ";
    }
    fputs("}\n", file);
}
