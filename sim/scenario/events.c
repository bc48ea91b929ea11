// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "scenario/events.h"

#include "input/fields.h"
#include "scenario/fill.h"
#include "scenario/form.h"

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

static int read_times_file(cosim_scenario *scenario, const cosim_node *map, const cosim_node *file,
                           lif_stimulus *stimulus, cosim_diag *diag)
{
    const cosim_node *unit_node = cosim_field_need(map, "unit", "ms", diag);
    cosim_unit unit;
    cosim_table table = {.path = NULL};
    if (unit_node == NULL || cosim_field_unit(unit_node, COSIM_TIME, &unit, diag) != 0 ||
        cosim_scenario_form(scenario, file, &table, diag) != 0 ||
        cosim_scenario_column(map, "time", &unit, &table, diag) != 0 ||
        cosim_scenario_values(scenario, file, &table, UINT64_MAX, &stimulus->u.events.times_s,
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
