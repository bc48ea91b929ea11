// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/declaration_text.h"

#include "equations/departs.h"
#include "equations/drive_keys.h"
#include "equations/normal.h"
#include "equations/reader.h"
#include "input/fields.h"
#include "input/yaml.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

const cosim_eq_declaration *cosim_eq_declaration_read(cosim_arena *arena, const char *text,
                                                      cosim_diag *diag)
{
    static const char file[] = "the circuit's declaration";
    cosim_place place = {.line = 1, .column = 1};
    cosim_node *root = NULL;
    const char *lines;
    snprintf(place.file, sizeof place.file, "%s", file);
    if (cosim_yaml_parse(arena, file, text, strlen(text), &root, diag) != 0) {
        return NULL;
    }
    const cosim_node *node = cosim_field_need(root, "equations", "|", diag);
    if (node == NULL || cosim_field_text(node, true, &lines, diag) != 0) {
        return NULL;
    }
    const cosim_equations *e = cosim_equations_read(arena, lines, strlen(lines), &place, diag);
    return e == NULL ? NULL : cosim_eq_declare(arena, root, e, NULL, diag);
}

static int put_text(FILE *file, const cosim_eq_declaration *d)
{
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    if (memory == NULL) {
        return -1;
    }
    int status = cosim_eq_print(memory, d->equations, true);
    status = fclose(memory) != 0 ? -1 : status;
    fputs("equations: |\n", file);
    for (const char *line = text; status == 0 && *line != '\0';) {
        const size_t n = strcspn(line, "\n");
        fprintf(file, "  %.*s\n", (int)n, line);
        line += n + (line[n] == '\n');
    }
    free(text);
    return status;
}

static void put_phases(FILE *file, const cosim_eq_declaration *d)
{
    const cosim_equations *e = d->equations;
    fputs("phases:\n", file);
    for (size_t i = 0; i < d->phase_count; i++) {
        const cosim_eq_phase *p = &d->phases[i];
        const char *joint = "";
        fputs("  - {", file);
        for (size_t k = 0; k < e->input_count; k++) {
            if (d->roles[k] == COSIM_EQ_ROLE_NONE || p->fixed[k]) {
                fprintf(file, "%s%s: %" PRId64, joint, e->inputs[k].name, p->value[k]);
                joint = ", ";
            }
        }
        if (p->leak) {
            fprintf(file, "%sleak: true", joint);
        }
        fputs("}\n", file);
    }
}

/* Tells whether the evaluations say more than that there is one, in which all inputs drive. */
static bool has_phases(const cosim_eq_declaration *d)
{
    bool all_drive = true;
    for (size_t i = 0; i < d->equations->input_count; i++) {
        all_drive = all_drive && d->roles[i] != COSIM_EQ_ROLE_NONE && !d->phases[0].fixed[i];
    }
    return d->phase_count > 1 || d->phases[0].leak || !all_drive;
}

void cosim_eq_declaration_put_keys(FILE *file, const cosim_eq_declaration *d)
{
    const cosim_equations *e = d->equations;
    fprintf(file, "membrane: {state: %s, one: %.17g}\n", e->states[d->membrane].name, d->one);
    cosim_eq_put_drives(file, d);
    if (has_phases(d)) {
        put_phases(file, d);
    }
    cosim_eq_put_departs(file, d);
    fputs(d->unknown_rounding ? "rounding: unknown\n" : "", file);
}

int cosim_eq_declaration_put(FILE *file, const cosim_eq_declaration *d)
{
    if (put_text(file, d) != 0) {
        return -1;
    }
    cosim_eq_declaration_put_keys(file, d);
    return 0;
}
