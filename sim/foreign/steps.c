// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/steps.h"

#include "base/output.h"
#include "equations/declaration_text.h"
#include "equations/emit_bound.h"

#include <stdio.h>
#include <stdlib.h>

/* Reads the declaration as its circuit will say it. NULL without memory. */
static const cosim_eq_plan *plan_of(cosim_arena *arena, const cosim_eq_declaration *declaration)
{
    char *text = NULL;
    size_t length = 0;
    cosim_diag unused;
    FILE *memory = open_memstream(&text, &length);
    int status = memory == NULL ? -1 : cosim_eq_declaration_put(memory, declaration);
    if (memory != NULL && fclose(memory) != 0) {
        status = -1;
    }
    const cosim_eq_declaration *d =
        status == 0 ? cosim_eq_declaration_read(arena, text, &unused) : NULL;
    free(text);
    return d == NULL ? NULL : cosim_eq_plan_new(arena, d, NULL);
}

int cosim_steps_write(const cosim_manifest *m, const char *path, cosim_diag *diag)
{
    cosim_arena *arena = cosim_arena_new();
    const cosim_eq_plan *plan = arena == NULL ? NULL : plan_of(arena, m->declaration);
    cosim_output *output = plan == NULL ? NULL : cosim_output_open(path, diag);
    int status = -1;
    if (plan == NULL) {
        cosim_diag_memory(diag, NULL);
    } else if (output != NULL) {
        fputs("// Written by lifcosim build from a manifest.\n", cosim_output_file(output));
        if (!cosim_eq_emits(plan)) {
            fputs("// Its steps are too large to be compiled, and so are interpreted.\n",
                  cosim_output_file(output));
            status = cosim_output_commit(output, diag);
        } else if (cosim_eq_emit_bound(cosim_output_file(output), plan, "lif_dut_emitted") == 0) {
            status = cosim_output_commit(output, diag);
        } else {
            cosim_output_abandon(output);
            cosim_diag_memory(diag, NULL);
        }
    }
    if (arena != NULL) {
        cosim_arena_free(arena);
    }
    return status;
}
