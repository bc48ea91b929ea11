// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "scenario/note.h"

#include "scenario/fill.h"

#include <stdarg.h>
#include <stdio.h>

void cosim_scenario_note(cosim_scenario *scenario, const cosim_node *node, const char *format, ...)
{
    cosim_note *note = cosim_arena_alloc(scenario->places->arena, sizeof *note);
    cosim_note **last = &scenario->notes;
    char reason[sizeof note->what.message - COSIM_PATH_BYTES - 16], path[COSIM_PATH_BYTES];
    cosim_place place;
    va_list args;
    if (note == NULL) {
        return;
    }
    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    cosim_node_key_place(node, &place);
    cosim_diag_set(&note->what, &place, "warning: %s: %s", cosim_node_path(node, path), reason);
    while (*last != NULL) {
        last = &(*last)->next;
    }
    *last = note;
}
