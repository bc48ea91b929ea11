// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/annotate.h"

#include <string.h>

/* Writes a text as the commands escape it; a property also has its two separators escaped. */
static void put(FILE *out, const char *text, bool property)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '%' || *at == '\r' || *at == '\n' || (property && (*at == ':' || *at == ','))) {
            fprintf(out, "%%%02X", (unsigned char)*at);
        } else {
            fputc(*at, out);
        }
    }
}

void cosim_annotate_github(FILE *out, const cosim_problems *problems, const char *root)
{
    const size_t length = strlen(root);
    for (size_t i = 0; i < problems->count; i++) {
        const cosim_problem *p = &problems->items[i];
        const bool below = strncmp(p->file, root, length) == 0 && p->file[length] == '/';
        fprintf(out, "::%s file=", p->vacuous ? "warning" : "error");
        put(out, below ? p->file + length + 1 : p->file, true);
        fprintf(out, ",line=%u,title=lifcosim ", p->line);
        put(out, p->kind, true);
        fputs("::", out);
        put(out, p->text, false);
        fputc('\n', out);
    }
}
