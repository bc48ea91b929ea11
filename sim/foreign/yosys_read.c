// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/yosys_read.h"

#include "foreign/files.h"
#include "foreign/vhdl_source.h"

#include <string.h>

/* Writes a text for Yosys, or nothing where Yosys would read it otherwise. It is in quotes, which
 * Yosys takes off a file and leaves on an option. */
static bool put_quoted(FILE *file, const char *before, const char *text)
{
    if (strpbrk(text, "\"\\\n") != NULL) {
        return false;
    }
    if (before[0] != '\0' && strpbrk(text, " \t;#") != NULL) {
        return false;
    }
    fprintf(file, before[0] != '\0' ? " %s%s" : " %s\"%s\"", before, text);
    return true;
}

static bool put_path(FILE *file, const cosim_manifest *m, const char *before,
                     const cosim_node *item)
{
    char path[COSIM_FILES_BYTES];
    return cosim_files_path(m, item, path) != NULL && put_quoted(file, before, path);
}

bool cosim_put_yosys_read(FILE *file, const cosim_manifest *m)
{
    bool right = true;
    fputs("read_verilog -sv -defer", file);
    for (size_t i = 0; i < m->define_count; i++) {
        fprintf(file, " -D%s=%s", m->defines[i].name, m->defines[i].value);
    }
    for (size_t i = 0; m->includes != NULL && i < m->includes->count; i++) {
        right = put_path(file, m, "-I", m->includes->items[i]) && right;
    }
    for (size_t i = 0; i < m->sources->count; i++) {
        const cosim_node *item = m->sources->items[i];
        right = (cosim_vhdl_source_is(item->text) || put_path(file, m, "", item)) && right;
    }
    for (size_t i = 0; i < m->converted_count; i++) {
        right = put_quoted(file, "", m->converted[i]) && right;
    }
    fputs("\n", file);
    return right;
}

bool cosim_put_yosys_top(FILE *file, const cosim_manifest *m)
{
    bool right = true;
    fprintf(file, "hierarchy -check -top %s", m->top);
    for (size_t i = 0; i < m->parameter_count; i++) {
        right = right && strpbrk(m->parameters[i].value, " \t\r\n\"#") == NULL;
        fprintf(file, " -chparam %s %s", m->parameters[i].name, m->parameters[i].value);
    }
    fputs("\n", file);
    return right;
}
