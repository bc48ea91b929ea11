// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "sweep/field.h"

#include "base/decimal.h"

#include <math.h>
#include <string.h>

void cosim_sweep_put_field(FILE *out, const char *text)
{
    if (strpbrk(text, ",\"\r\n") == NULL) {
        fputs(text, out);
        return;
    }
    fputc('"', out);
    for (; *text != '\0'; text++) {
        fputs(*text == '"' ? "\"" : "", out);
        fputc(*text, out);
    }
    fputc('"', out);
}

void cosim_sweep_put_number(FILE *out, double value)
{
    char text[32];
    fprintf(out, ",%s", isfinite(value) ? cosim_number(value, text) : "");
}
