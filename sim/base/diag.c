// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "base/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int cosim_diag_set(cosim_diag *diag, const cosim_place *place, const char *format, ...)
{
    va_list args;
    if (place != NULL) {
        diag->place = *place;
    } else {
        memset(&diag->place, 0, sizeof diag->place);
    }
    diag->memory = diag->tool = false;
    va_start(args, format);
    vsnprintf(diag->message, sizeof diag->message, format, args);
    va_end(args);
    return -1;
}

int cosim_diag_memory(cosim_diag *diag, const cosim_place *place)
{
    cosim_diag_set(diag, place, "out of memory");
    diag->memory = true;
    return -1;
}

const char *cosim_diag_text(const cosim_diag *diag, char *text, unsigned long bytes)
{
    const cosim_place *p = &diag->place;
    if (p->file[0] == '\0') {
        snprintf(text, bytes, "%s", diag->message);
    } else if (p->line == 0) {
        snprintf(text, bytes, "%s: %s", p->file, diag->message);
    } else if (p->column == 0) {
        snprintf(text, bytes, "%s:%u: %s", p->file, p->line, diag->message);
    } else {
        snprintf(text, bytes, "%s:%u:%u: %s", p->file, p->line, p->column, diag->message);
    }
    return text;
}
