// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/trace.h"

#include "foreign/calibrated.h"
#include "foreign/trace_words.h"
#include "foreign/trace_column.h"
#include "foreign/trace_volts.h"
#include "input/fields.h"
#include "input/source.h"
#include "input/yaml.h"

#include <libgen.h>
#include <stdio.h>
#include <string.h>

bool cosim_trace_is_manifest(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot != NULL && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0);
}

static int load(cosim_arena *arena, const char *path, cosim_node **root, char **bytes,
                cosim_diag *diag)
{
    size_t size = 0;
    return cosim_source_read(arena, path, bytes, &size, diag) == 0 &&
                   cosim_source_check(path, *bytes, size, diag) == 0
               ? cosim_yaml_parse(arena, path, *bytes, size, root, diag)
               : -1;
}

/* Finds the file of the trace; a manifest of somebody's circuit is told apart first. */
static int read_file(const cosim_node *root, const char *file, cosim_trace_reader *r,
                     cosim_diag *diag)
{
    static const char *const keys[] = {"file",  "separator", "decimal", "comment", "header",
                                       "clock", "edge",      "enable",  "reset"};
    const cosim_node *trace = cosim_node_child(root, "trace");
    cosim_place place;
    cosim_node_place(root, &place);
    if (trace == NULL && cosim_node_child(root, "sources") != NULL) {
        return cosim_diag_set(diag, &place,
                              "this is the manifest of a circuit; build it with `lifcosim build`, "
                              "and give its name");
    }
    if (trace == NULL) {
        return cosim_diag_set(diag, &place,
                              "no trace is named; add \"trace: run.csv\", or name a circuit that "
                              "`lifcosim duts` lists");
    }
    if (trace->kind == COSIM_MAP &&
        cosim_fields_known(trace, keys, sizeof keys / sizeof *keys, diag) != 0) {
        return -1;
    }
    r->has_file = true;
    if (cosim_trace_file_read(r, trace, &r->file, diag) != 0) {
        return -1;
    }
    if (file != NULL) {
        r->file.path = cosim_arena_text(r->arena, file, strlen(file));
    }
    return r->file.path != NULL ? 0 : cosim_diag_memory(diag, NULL);
}

static int read_order(const cosim_trace_reader *r, const cosim_node *root, cosim_recording *t,
                      cosim_diag *diag)
{
    static const char *const time_keys[] = {"unit", COSIM_TRACE_COLUMN_KEYS};
    static const cosim_trace_usual usual_time = {.name = "time"}, usual_step = {.name = "step"};
    static const char *const step_keys[] = {COSIM_TRACE_COLUMN_KEYS};
    const cosim_node *time = cosim_node_child(root, "time"), *step = cosim_node_child(root, "step");
    cosim_unit unit = {1.0, 1, 0};
    if (time != NULL) {
        const cosim_node *node;
        if (cosim_fields_known(time, time_keys, sizeof time_keys / sizeof *time_keys, diag) != 0 ||
            (node = cosim_field_need(time, "unit", "ms", diag)) == NULL ||
            cosim_field_unit(node, COSIM_TIME, &unit, diag) != 0 ||
            cosim_trace_column(r, time, &usual_time, &t->time, diag) != 0) {
            return -1;
        }
        t->time_s = unit.factor;
    }
    return step == NULL || ((step->kind != COSIM_MAP ||
                             cosim_fields_known(step, step_keys,
                                                sizeof step_keys / sizeof *step_keys, diag) == 0) &&
                            cosim_trace_column(r, step, &usual_step, &t->step, diag) == 0)
               ? 0
               : -1;
}

static int read(cosim_arena *arena, const char *path, const char *file, bool calibrating,
                cosim_recording *t, const char **equations, cosim_diag *diag)
{
    cosim_node *root = NULL;
    char *bytes = NULL, *copy = cosim_arena_text(arena, path, strlen(path));
    cosim_trace_reader r = {.arena = arena, .calibrating = calibrating};
    t->manifest = cosim_arena_text(arena, path, strlen(path));
    if (copy == NULL || t->manifest == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    r.folder = dirname(copy);
    if (load(arena, t->manifest, &root, &bytes, diag) != 0 ||
        cosim_calibrated_merge(arena, root, calibrating, diag) != 0 ||
        read_file(root, file, &r, diag) != 0) {
        return -1;
    }
    const bool words =
        cosim_node_child(root, "equations") != NULL || cosim_node_child(root, "arithmetic") != NULL;
    if ((words ? cosim_trace_words(&r, root, bytes, t, equations, diag)
               : cosim_trace_volts(&r, root, t, diag)) != 0) {
        return -1;
    }
    return read_order(&r, root, t, diag);
}

int cosim_trace_open(const char *path, const char *file, bool calibrating, cosim_dut **dut,
                     cosim_diag *diag)
{
    cosim_arena *arena = cosim_arena_new();
    cosim_recording *t = arena == NULL ? NULL : cosim_arena_alloc(arena, sizeof *t);
    const char *equations = NULL;
    if (t == NULL) {
        cosim_arena_free(arena);
        cosim_diag_memory(diag, NULL);
        return COSIM_DUT_UNUSABLE;
    }
    if (read(arena, path, file, calibrating, t, &equations, diag) != 0) {
        cosim_arena_free(arena);
        return diag->memory || diag->tool ? COSIM_DUT_UNUSABLE : COSIM_DUT_UNKNOWN;
    }
    return cosim_dut_of_recording(arena, path, t, equations, dut, diag);
}
