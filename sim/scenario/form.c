// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "scenario/form.h"

#include "input/fields.h"
#include "input/form.h"
#include "scenario/fill.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REASON_BYTES 640

/* A path that a scenario names is relative to the folder of the scenario. */
static const char *beside(const cosim_scenario *scenario, const char *path)
{
    const char *slash = strrchr(scenario->path, '/');
    size_t folder = path[0] == '/' || slash == NULL ? 0 : (size_t)(slash - scenario->path) + 1;
    char *joined = cosim_arena_alloc(scenario->places->arena, folder + strlen(path) + 1);
    if (joined != NULL) {
        memcpy(joined, scenario->path, folder);
        memcpy(joined + folder, path, strlen(path) + 1);
    }
    return joined;
}

int cosim_scenario_form(const cosim_scenario *scenario, const cosim_node *path, cosim_table *table,
                        cosim_diag *diag)
{
    const char *name = NULL;
    if (cosim_field_text(path, false, &name, diag) != 0 ||
        cosim_form_read(path->parent, &table->form, &table->form_stated, diag) != 0) {
        return -1;
    }
    table->path = beside(scenario, name);
    return table->path != NULL ? 0 : cosim_refuse_memory(path, diag);
}

int cosim_scenario_column(const cosim_node *map, const char *absent, const cosim_unit *unit,
                          cosim_table *table, cosim_diag *diag)
{
    cosim_table_column *column = &table->columns[table->column_count++];
    const cosim_node *node = cosim_node_child(map, "column");
    const size_t length = strlen(table->path);
    const bool array = length > 4 && strcmp(table->path + length - 4, ".npy") == 0;
    uint64_t number = 0;
    *column =
        (cosim_table_column){.name = array || table->form.no_header ? NULL : absent, .unit = unit};
    if (node == NULL) {
        const char *example = table->form.no_header ? "1" : "current";
        return array || column->name != NULL ||
                       cosim_field_need(map, "column", example, diag) != NULL
                   ? 0
                   : -1;
    }
    if (table->form.no_header && cosim_field_count(node, 1, 1000000, &number, diag) != 0) {
        return -1;
    }
    return cosim_field_text(node, false, &column->name, diag);
}

int cosim_scenario_table(const cosim_node *path, cosim_table *table, cosim_diag *diag)
{
    char reason[REASON_BYTES];
    if (cosim_table_read(table, reason, sizeof reason) == 0) {
        return 0;
    }
    cosim_refuse(path, diag, "%s", reason);
    diag->memory = strstr(reason, ": out of memory") != NULL; /* the words of every reader */
    diag->tool = table->no_tool;
    return -1;
}

typedef struct list {
    double *values;
    size_t count, room;
    uint64_t most;
    const char *why; /* there may not be more */
} list;

static int take_value(void *context, const double *values, double time, char *reason, size_t bytes)
{
    list *l = context;
    (void)time;
    if (l->count == l->most) {
        snprintf(reason, bytes, "the file has more than %llu rows; %s", (unsigned long long)l->most,
                 l->why);
        return -1;
    }
    if (l->count == l->room) {
        const size_t room = l->room == 0 ? 1024 : 2 * l->room;
        double *more =
            room > SIZE_MAX / sizeof *more ? NULL : realloc(l->values, room * sizeof *more);
        if (more == NULL) {
            snprintf(reason, bytes, "out of memory");
            return -1;
        }
        l->values = more;
        l->room = room;
    }
    l->values[l->count++] = values[0];
    return 0;
}

int cosim_scenario_values(cosim_scenario *scenario, const cosim_node *path,
                          const cosim_table *table, uint64_t most, const char *why,
                          const double **values, size_t *count, cosim_diag *diag)
{
    list l = {.most = most, .why = why};
    cosim_table own = *table;
    if (cosim_form_is_wave(table->path)) {
        return cosim_refuse(path, diag,
                            "is a waveform, which lists nothing; write a table with a row "
                            "for each");
    }
    own.take = take_value;
    own.context = &l;
    const int status = cosim_scenario_table(path, &own, diag);
    *values = cosim_arena_adopt(scenario->places->arena, l.values);
    *count = l.count;
    return status;
}

const cosim_node *cosim_scenario_form_key(const cosim_node *map)
{
    static const char *const keys[] = {"unit",   "column", "separator", "decimal", "comment",
                                       "header", "clock",  "edge",      "enable",  "reset"};
    const cosim_node *node = NULL;
    for (size_t i = 0; i < sizeof keys / sizeof *keys && node == NULL; i++) {
        node = cosim_node_child(map, keys[i]);
    }
    return node;
}
