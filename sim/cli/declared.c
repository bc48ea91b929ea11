// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/declared.h"

#include "circuit/open.h"
#include "cli/build.h"
#include "equations/declaration_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool cosim_cli_is_manifest(const char *name)
{
    const char *end = strrchr(name, '.');
    return end != NULL && (strcmp(end, ".yaml") == 0 || strcmp(end, ".yml") == 0);
}

int cosim_cli_declaration(const char *path, bool outside, bool elaborate, cosim_manifest **manifest)
{
    const cosim_cli_inputs nothing_set = {.override_count = 0};
    cosim_diag diag;
    int status = cosim_cli_manifest(&nothing_set, path, false, manifest);
    if (status != CLI_OK) {
        return status;
    }
    (*manifest)->anywhere = outside;
    if (elaborate || (*manifest)->declaration == NULL) {
        status = cosim_build_expand(*manifest, &diag);
    }
    return status == COSIM_BUILD_OK ? CLI_OK : cosim_cli_report(&diag, status);
}

int cosim_cli_declared(const cosim_manifest *manifest, cosim_dut **model)
{
    char *text = NULL;
    size_t length = 0;
    cosim_diag diag;
    FILE *memory = open_memstream(&text, &length);
    int status = memory != NULL ? cosim_eq_declaration_put(memory, manifest->declaration) : -1;
    if (memory == NULL || fclose(memory) != 0 || status != 0) {
        cosim_diag_memory(&diag, NULL);
        status = CLI_UNUSABLE;
    } else {
        status = cosim_dut_open_equations(manifest->name, text, model, &diag);
    }
    free(text);
    return status == CLI_OK ? CLI_OK : cosim_cli_report(&diag, status);
}
