// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "network/nir_report.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { LINE_BYTES = 1024 };

cosim_nir_report *cosim_nir_report_new(cosim_arena *arena)
{
    cosim_nir_report *report = cosim_arena_alloc(arena, sizeof *report);
    if (report != NULL) {
        report->arena = arena;
    }
    return report;
}

int cosim_nir_say(cosim_nir_report *report, cosim_nir_fidelity fidelity, const char *format, ...)
{
    char text[LINE_BYTES];
    va_list rest;
    va_start(rest, format);
    vsnprintf(text, sizeof text, format, rest);
    va_end(rest);
    cosim_nir_line *line = cosim_arena_alloc(report->arena, sizeof *line);
    const char *copy = cosim_arena_text(report->arena, text, strlen(text));
    if (line == NULL || copy == NULL) {
        return -1;
    }
    line->fidelity = fidelity;
    line->text = copy;
    *(report->last != NULL ? &report->last->next : &report->first) = line;
    report->last = line;
    report->count++;
    return 0;
}

const char *cosim_nir_fidelity_word(cosim_nir_fidelity fidelity)
{
    return fidelity == COSIM_NIR_TAKEN     ? "taken"
           : fidelity == COSIM_NIR_ASSUMED ? "assumed"
                                           : "differs";
}
