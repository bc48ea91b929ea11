// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "network/sources.h"

#include "input/fields.h"
#include "network/populations.h"
#include "scenario/form.h"
#include "scenario/note.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int before(const void *a, const void *b)
{
    const cosim_network_event *x = a, *y = b;
    return x->tick != y->tick       ? (x->tick < y->tick ? -1 : 1)
           : x->source != y->source ? (x->source < y->source ? -1 : 1)
                                    : 0;
}

void cosim_network_sort(cosim_network_event *list, size_t count)
{
    if (count > 1) {
        qsort(list, count, sizeof *list, before);
    }
}

int cosim_network_open_table(const reading *r, const cosim_node *path, cosim_table *table)
{
    const char *name;
    if (cosim_scenario_form(r->head, path, table, r->diag) != 0) {
        return -1;
    }
    name = table->path;
    const size_t length = strlen(name);
    static const char *const others[] = {".npy", ".vcd", ".fst"};
    for (size_t i = 0; i < 3; i++) {
        if (length > 4 && strcmp(name + length - 4, others[i]) == 0) {
            return cosim_refuse(path, r->diag,
                                "%s is no table with named columns; write a CSV file", path->text);
        }
    }
    return table->form.no_header
               ? cosim_refuse(path, r->diag,
                              "the columns go by their names; write a header line, "
                              "and leave \"header\" out")
               : 0;
}

static int read_poisson(const reading *r, const cosim_node *map, cosim_network_source *source)
{
    static const char *const known[] = {"rate", "seed"};
    double rate_hz;
    uint64_t seed;
    if (cosim_fields_known(map, known, 2, r->diag) != 0) {
        return -1;
    }
    const cosim_node *rate = cosim_field_need(map, "rate", "40 Hz", r->diag);
    const cosim_node *own = rate != NULL ? cosim_field_need(map, "seed", "5", r->diag) : NULL;
    if (own == NULL || cosim_field_physical(rate, COSIM_FREQUENCY, &rate_hz, r->diag) != 0 ||
        cosim_field_count(own, 0, UINT32_MAX, &seed, r->diag) != 0) {
        return -1;
    }
    source->kind = COSIM_SOURCE_POISSON;
    source->mean = rate_hz * r->network->step_s;
    source->seed = (uint32_t)seed;
    return source->mean >= 0.0 && source->mean <= COSIM_NETWORK_MEAN
               ? 0
               : cosim_refuse(rate, r->diag,
                              "%s is %.6g events a tick; use a rate of 0 Hz to %.6g Hz", rate->text,
                              source->mean, COSIM_NETWORK_MEAN / r->network->step_s);
}

/* The events of a file or of a list. */
typedef struct rows {
    const reading *r;
    const cosim_network_source *source;
    unsigned first;
    uint64_t late; /* after the run */
} rows;

static int take_event(void *context, const double *values, double time, char *reason, size_t bytes)
{
    rows *w = context;
    const cosim_network *n = w->r->network;
    const double element = values[0], tick = values[1];
    (void)time;
    if (!(element >= 0.0 && element < w->source->group.count) ||
        fabs(element - floor(element)) > 0.0) {
        snprintf(reason, bytes, "there is no element %.9g; the source has 0 to %u", element,
                 w->source->group.count - 1);
        return -1;
    }
    if (!(tick >= 0.0 && tick < 0x1p53) || fabs(tick - floor(tick)) > 0.0) {
        snprintf(reason, bytes, "%.9g is no tick; write a whole number from 0", tick);
        return -1;
    }
    if (tick >= (double)n->ticks) {
        w->late++;
        return 0;
    }
    const cosim_network_event event = {(uint64_t)tick, w->first + (unsigned)element};
    if (cosim_network_add_event(w->r->network, event) != 0) {
        snprintf(reason, bytes, "%s",
                 n->event_count == COSIM_NETWORK_HAPPENINGS
                     ? "there are more events than a network may list; use a Poisson source, or a "
                       "shorter run"
                     : "out of memory");
        return -1;
    }
    return 0;
}

/* Refuses more events of an element in one tick than it may have: the list is sorted.
 * file: that they are from, or NULL. */
static int check_most(const reading *r, const cosim_node *path, const char *file,
                      const cosim_network_source *source, size_t from)
{
    const cosim_network *n = r->network;
    const size_t most = source->most;
    for (size_t i = from; i + most < n->event_count; i++) {
        const cosim_network_event *a = &n->event[i], *b = &n->event[i + most];
        char name[COSIM_NEURON_BYTES];
        if (a->tick == b->tick && a->source == b->source) {
            return cosim_refuse(path, r->diag,
                                "%s%s%s has more than %zu event%s in tick %llu; list fewer, or "
                                "raise at_most",
                                file != NULL ? file : "", file != NULL ? ": " : "",
                                cosim_network_element(n, a->source, name), most,
                                most == 1 ? "" : "s", (unsigned long long)a->tick);
        }
    }
    return 0;
}

/* Reads the pairs of element and tick that are written out. */
static int read_list(const reading *r, const cosim_node *list, rows *w)
{
    for (size_t i = 0; i < list->count; i++) {
        const cosim_node *pair = list->items[i];
        uint64_t element, tick;
        char reason[200];
        if (pair->kind != COSIM_LIST || pair->count != 2) {
            return cosim_refuse(pair, r->diag,
                                "is no event; write pairs of element and tick, such as [[0, 10], "
                                "[0, 25], [1, 12]]");
        }
        if (cosim_field_count(pair->items[0], 0, w->source->group.count - 1, &element, r->diag) !=
                0 ||
            cosim_field_count(pair->items[1], 0, UINT32_MAX, &tick, r->diag) != 0) {
            return -1;
        }
        const double values[2] = {(double)element, (double)tick};
        if (take_event(w, values, 0.0, reason, sizeof reason) != 0) {
            return cosim_refuse(pair, r->diag, "%s", reason);
        }
    }
    return 0;
}

/* Reads the rows of a file; *name is then the node that names it. */
static int read_file(const reading *r, const cosim_node *map, rows *w, const cosim_node **name)
{
    static const char *const known[] = {"path", "separator", "decimal", "comment", "header"};
    static const cosim_unit plain = {1.0, 1, 0};
    cosim_table table = {.take = take_event, .context = w, .column_count = 2};
    if (cosim_fields_known(map, known, sizeof known / sizeof *known, r->diag) != 0) {
        return -1;
    }
    *name = cosim_field_need(map, "path", "events.csv", r->diag);
    if (*name == NULL || cosim_network_open_table(r, *name, &table) != 0) {
        return -1;
    }
    table.columns[0] = (cosim_table_column){.name = "source", .unit = &plain};
    table.columns[1] = (cosim_table_column){.name = "tick", .unit = &plain};
    return cosim_scenario_table(*name, &table, r->diag);
}

static int read_events(const reading *r, const cosim_node *node, const cosim_network_source *source)
{
    cosim_network *n = r->network;
    rows w = {.r = r, .source = source, .first = source->group.first};
    const size_t from = n->event_count;
    const cosim_node *name = node;
    const bool listed = node->kind == COSIM_LIST;
    if ((listed ? read_list(r, node, &w) : read_file(r, node, &w, &name)) != 0) {
        return -1;
    }
    if (w.late > 0) {
        cosim_scenario_note(r->head, name, "%llu events of %s are after the last tick, %llu",
                            (unsigned long long)w.late, listed ? source->group.name : name->text,
                            (unsigned long long)(n->ticks - 1));
    }
    if (n->event != NULL) {
        cosim_network_sort(n->event + from, n->event_count - from);
    }
    return check_most(r, name, listed ? NULL : name->text, source, from);
}

static int read_source(const reading *r, const cosim_node *node)
{
    static const char *const known[] = {"size", "poisson", "events", "at_most"};
    cosim_network *n = r->network;
    cosim_network_source source = {.group = {.name = node->key}, .most = 1};
    uint64_t size, most = 1;
    cosim_node_key_place(node, &source.group.place);
    if (cosim_network_check_name(r, node) != 0 ||
        cosim_fields_known(node, known, sizeof known / sizeof *known, r->diag) != 0) {
        return -1;
    }
    const cosim_node *at_most = cosim_node_child(node, "at_most");
    const cosim_node *poisson = cosim_node_child(node, "poisson");
    const cosim_node *events = cosim_node_child(node, "events");
    const cosim_node *size_node = cosim_field_need(node, "size", "16", r->diag);
    if (size_node == NULL ||
        cosim_field_count(size_node, 1, COSIM_NETWORK_NEURONS, &size, r->diag) != 0 ||
        (at_most != NULL && cosim_field_count(at_most, 1, UINT16_MAX, &most, r->diag) != 0)) {
        return -1;
    }
    source.group.count = (unsigned)size;
    source.most = (uint16_t)most;
    if (poisson != NULL && events != NULL) {
        return cosim_refuse(events, r->diag, "stands beside \"poisson\"; keep one of them");
    }
    if (poisson == NULL && events == NULL) {
        cosim_field_need(node, "poisson", "{rate: 40 Hz, seed: 5}\" or \"events: {path: in.csv}",
                         r->diag);
        return -1;
    }
    if ((poisson != NULL && read_poisson(r, poisson, &source) != 0) ||
        cosim_network_add_source(n, source, r->diag) != 0) {
        return -1;
    }
    return events != NULL ? read_events(r, events, &n->source[n->source_count - 1]) : 0;
}

int cosim_network_read_sources(reading *r)
{
    const cosim_node *map = cosim_node_child(r->root, "sources");
    const cosim_node *populations = cosim_node_child(r->root, "populations");
    if (map == NULL) {
        return 0;
    }
    if (map->kind != COSIM_MAP) {
        return cosim_refuse(map, r->diag,
                            "is %s; write a mapping of sources by their names, such as {in: {size: "
                            "16, poisson: {rate: 40 Hz, seed: 5}}}",
                            cosim_node_kind_name(map));
    }
    for (size_t i = 0; i < map->count; i++) {
        const cosim_node *item = map->items[i];
        if (populations != NULL && cosim_node_child(populations, item->key) != NULL) {
            return cosim_refuse(item, r->diag,
                                "is also the name of a population; give one of them another name");
        }
        if (read_source(r, item) != 0) {
            return -1;
        }
    }
    cosim_network_sort(r->network->event, r->network->event_count);
    return 0;
}
