// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "scenario/events.h"

#include "input/fields.h"
#include "input/form.h"
#include "scenario/fill.h"
#include "scenario/form.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { IN_A_STEP = 1000 }; /* at most: a signal that is no count of events has more */

static int read_times(cosim_scenario *scenario, const cosim_node *list, lif_stimulus *stimulus,
                      cosim_diag *diag)
{
    if (list->kind != COSIM_LIST || list->count == 0) {
        return cosim_refuse(list, diag, "is %s; write a list of times, such as [1 ms, 2.5 ms]",
                            list->kind == COSIM_LIST ? "an empty list"
                                                     : cosim_node_kind_name(list));
    }
    double *times = cosim_arena_alloc(scenario->places->arena, list->count * sizeof *times);
    if (times == NULL) {
        return cosim_refuse_memory(list, diag);
    }
    for (size_t i = 0; i < list->count; i++) {
        const cosim_node *item = list->items[i];
        if (cosim_field_physical(item, COSIM_TIME, &times[i], diag) != 0) {
            return -1;
        }
        if (times[i] < 0.0 || (i > 0 && times[i] < times[i - 1])) {
            return cosim_refuse(item, diag, "%s is before %s; write the times in ascending order",
                                item->text,
                                i > 0 ? list->items[i - 1]->text : "the start of the run");
        }
    }
    stimulus->u.events.times_s = times;
    stimulus->u.events.count = list->count;
    return 0;
}

/* The events of a waveform: each edge is a step, and a signal has as many as its word says. */
typedef struct edges {
    const cosim_scenario *scenario;
    double *times_s;
    size_t count, room;
    uint64_t steps;
} edges;

static int take_edge(void *context, const double *values, double time, char *reason, size_t bytes)
{
    edges *e = context;
    (void)time;
    if (e->steps == e->scenario->steps) {
        snprintf(reason, bytes, "the file has more than %llu edges; the run has no more steps",
                 (unsigned long long)e->steps);
        return -1;
    }
    if (!(values[0] >= 0.0) || values[0] != floor(values[0])) {
        snprintf(reason, bytes, "%g is no count of events; name the signal of the events",
                 values[0]);
        return -1;
    }
    if (values[0] > IN_A_STEP) {
        snprintf(reason, bytes,
                 "%g events in one step, and at most %d are taken; name the signal of the events",
                 values[0], IN_A_STEP);
        return -1;
    }
    const size_t more = (size_t)values[0];
    if (e->count + more > e->room) {
        const size_t room = 2 * (e->room + more) + 1024;
        double *times = realloc(e->times_s, room * sizeof *times);
        if (times == NULL) {
            snprintf(reason, bytes, "out of memory");
            return -1;
        }
        e->times_s = times;
        e->room = room;
    }
    for (size_t i = 0; i < more; i++) {
        e->times_s[e->count++] = (double)e->steps * e->scenario->params.dt_s;
    }
    e->steps++;
    return 0;
}

static int read_edges(cosim_scenario *scenario, const cosim_node *map, const cosim_node *file,
                      cosim_table *table, lif_stimulus *stimulus, cosim_diag *diag)
{
    static const cosim_unit one = {.factor = 1.0, .decimal = 1};
    const cosim_node *unit = cosim_node_child(map, "unit");
    edges e = {.scenario = scenario};
    if (unit != NULL) {
        return cosim_refuse(unit, diag,
                            "has no place beside \"clock\": an edge of the clock is a step; leave "
                            "it out");
    }
    if (cosim_field_need(map, "column", "tb.event", diag) == NULL ||
        cosim_scenario_column(map, NULL, &one, table, diag) != 0) {
        return -1;
    }
    cosim_table own = *table;
    own.take = take_edge;
    own.context = &e;
    const int status = cosim_scenario_table(file, &own, diag);
    stimulus->u.events.times_s = cosim_arena_adopt(scenario->places->arena, e.times_s);
    stimulus->u.events.count = e.count;
    if (status == 0 && e.count == 0) {
        return cosim_refuse(file, diag,
                            "%s has no event in %llu edges; name the signal that is 1 where one is",
                            file->text, (unsigned long long)e.steps);
    }
    return status;
}

static int read_times_file(cosim_scenario *scenario, const cosim_node *map, const cosim_node *file,
                           lif_stimulus *stimulus, cosim_diag *diag)
{
    cosim_unit unit;
    cosim_table table = {.path = NULL};
    if (cosim_scenario_form(scenario, file, &table, diag) != 0) {
        return -1;
    }
    if (table.form.clocking.clock != NULL) {
        return read_edges(scenario, map, file, &table, stimulus, diag);
    }
    if (cosim_form_is_wave(table.path)) {
        return cosim_refuse(file, diag,
                            "is a waveform; add \"clock: tb.clk\", each edge of which is a step");
    }
    const cosim_node *unit_node = cosim_field_need(map, "unit", "ms", diag);
    if (unit_node == NULL || cosim_field_unit(unit_node, COSIM_TIME, &unit, diag) != 0 ||
        cosim_scenario_column(map, "time", &unit, &table, diag) != 0 ||
        cosim_scenario_values(scenario, file, &table, UINT64_MAX, "", &stimulus->u.events.times_s,
                              &stimulus->u.events.count, diag) != 0) {
        return -1;
    }
    const double *times = stimulus->u.events.times_s;
    if (stimulus->u.events.count == 0) {
        return cosim_refuse(file, diag, "%s has no times; give at least one row", file->text);
    }
    for (size_t i = 0; i < stimulus->u.events.count; i++) {
        if (times[i] < 0.0 || (i > 0 && times[i] < times[i - 1])) {
            return cosim_refuse(file, diag,
                                "%s: time %zu of its rows (%g s) is before %g s; write the times "
                                "in ascending order from 0",
                                file->text, i + 1, times[i], i > 0 ? times[i - 1] : 0.0);
        }
    }
    return 0;
}

int cosim_scenario_events(cosim_scenario *scenario, const cosim_node *map, lif_stimulus *stimulus,
                          cosim_diag *diag)
{
    const cosim_node *times = cosim_node_child(map, "times");
    const cosim_node *file = cosim_node_child(map, "file");
    const cosim_node *form = cosim_scenario_form_key(map);
    if (times != NULL && file != NULL) {
        return cosim_refuse(file, diag, "stands beside \"times\"; keep one of them");
    }
    if (file != NULL) {
        return read_times_file(scenario, map, file, stimulus, diag);
    }
    if (times == NULL &&
        cosim_field_need(map, "times", "[1 ms, 2.5 ms]\" or \"file: events.csv", diag) == NULL) {
        return -1;
    }
    if (form != NULL) {
        return cosim_refuse(form, diag,
                            "belongs to \"file\"; each time of a list has its own unit");
    }
    return read_times(scenario, times, stimulus, diag);
}
