// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "mutate/junit.h"

#include "report/cases.h"

#include <stdio.h>
#include <stdlib.h>

enum { NAME_BYTES = 600 };

static void tell(const cosim_mutate *m, const cosim_mutant *mutant, char name[NAME_BYTES],
                 cosim_case *c)
{
    const bool survives =
        mutant->state == COSIM_MUTANT_SURVIVED || mutant->state == COSIM_MUTANT_UNDECIDED;
    snprintf(name, NAME_BYTES, "mutant %u: %s:%u: %s", mutant->number,
             mutant->file != NULL ? mutant->file : "", mutant->line, mutant->what);
    *c = (cosim_case){.group = m->manifest->name,
                      .name = name,
                      .type = survives ? cosim_mutant_state_name(mutant->state) : NULL,
                      .seconds = -1.0};
    snprintf(c->message, sizeof c->message, "no scenario fails on it%s%.400s",
             mutant->kept != NULL ? "; add " : "", mutant->kept != NULL ? mutant->kept : "");
}

int cosim_mutate_junit(cosim_output *output, const cosim_mutate *m, cosim_diag *diag)
{
    const size_t count = m->mutants.count;
    cosim_case *cases = calloc(count + 1, sizeof *cases);
    char(*names)[NAME_BYTES] = calloc(count + 1, sizeof *names);
    int status = -1;
    if (cases == NULL || names == NULL) {
        cosim_diag_memory(diag, NULL);
    } else {
        for (size_t i = 0; i < count; i++) {
            tell(m, &m->mutants.items[i], names[i], &cases[i]);
        }
        status = cosim_cases_write(output, "lifcosim mutate", cases, count, diag);
    }
    free(names);
    free(cases);
    return status;
}
