// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "circuit/core_choose.h"

#include "circuit/dut.h"

#include <stdio.h>
#include <string.h>

static const cosim_core_kind kinds[] = {
#include "lif_core_kinds.inc"
};
_Static_assert(sizeof kinds / sizeof *kinds <= COSIM_CORE_KINDS,
               "a name may stand for all of them");

static bool ends_with(const char *text, const char *end)
{
    const size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

static bool is_smaller(const cosim_core_kind *a, const cosim_core_kind *b)
{
    return a->neurons != b->neurons ? a->neurons < b->neurons
                                    : a->format.receptors < b->format.receptors;
}

int cosim_core_choose(const char *name, cosim_core_choice *choice, cosim_diag *diag)
{
    const bool model = strncmp(name, "model:", 6) == 0;
    const char *base = model ? name + 6 : name;
    const size_t length = strlen(base);
    *choice = (cosim_core_choice){.form = model ? COSIM_CORE_MODEL : COSIM_CORE_SHIPPED};
    if (strncmp(name, "serial:", 7) == 0) {
        choice->form = COSIM_CORE_BOARD;
        return COSIM_DUT_OK;
    }
    if (!model && ends_with(name, ".so")) {
        choice->form = COSIM_CORE_FILE;
        return COSIM_DUT_OK;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const cosim_core_kind *kind = &kinds[i];
        if (strncmp(kind->name, base, length) != 0 ||
            (kind->name[length] != '\0' && kind->name[length] != '_')) {
            continue;
        }
        size_t at = choice->count++;
        for (; at > 0 && is_smaller(kind, choice->kind[at - 1]); at--) {
            choice->kind[at] = choice->kind[at - 1];
        }
        choice->kind[at] = kind;
    }
    if (choice->count > 0) {
        return COSIM_DUT_OK;
    }
    char names[300] = "";
    for (size_t i = 0, used = 0; i < sizeof kinds / sizeof *kinds && used < sizeof names; i++) {
        used += (size_t)snprintf(names + used, sizeof names - used, "%s%s", i > 0 ? ", " : "",
                                 kinds[i].name);
    }
    cosim_diag_set(diag, NULL,
                   "core %.80s: unknown; the cores are %s (and model:NAME for their integer "
                   "models), a path must end in .so, and a board is serial:/dev/ttyUSB0",
                   name, names);
    return COSIM_DUT_UNKNOWN;
}
