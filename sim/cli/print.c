// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/print.h"

#include "base/output.h"
#include "cli/cli.h"
#include "cli/tell.h"
#include "equations/declaration_text.h"
#include "equations/emit_c.h"
#include "equations/emit_verilog.h"
#include "equations/normal.h"
#include "foreign/build.h"

#include <stdio.h>
#include <string.h>

int cosim_cli_form_read(const char *name, cosim_cli_form *form)
{
    static const char *const names[] = {"", "text", "c", "verilog", "declaration"};
    *form = CLI_FORM_TEXT;
    for (unsigned i = 1; name != NULL && i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], name) == 0) {
            *form = (cosim_cli_form)i;
            return 0;
        }
    }
    return name == NULL ? 0 : -1;
}

/* `keys`: the manifest has keys, and those that equations would have beside them are shown too. */
static int put_text(FILE *file, const cosim_manifest *m, bool keys)
{
    const cosim_equations *e = m->equations;
    size_t count = 0;
    if (cosim_eq_print(file, e, true) != 0) {
        return -1;
    }
    fputs("\n", file);
    if (keys) {
        cosim_eq_declaration_put_keys(file, m->declaration);
        fputs("\n", file);
    }
    if (cosim_eq_print_wraps(file, e, "# can wrap: ", &count) != 0) {
        return -1;
    }
    fputs(count == 0 ? "# nothing can wrap\n" : "", file);
    return 0;
}

static int put_c(FILE *file, const cosim_manifest *m)
{
    char name[128];
    snprintf(name, sizeof name, "%s", m->name);
    for (char *c = name; *c != '\0'; c++) {
        *c = *c == '-' ? '_' : *c;
    }
    fprintf(file, "// The equations of %s, as lifcosim build --print=c wrote them.\n", m->name);
    cosim_eq_emit_c_head(file);
    return cosim_eq_emit_c(file, m->equations, name);
}

static int put_verilog(FILE *file, const cosim_manifest *m)
{
    fprintf(file,
            "// The equations of %s, as lifcosim build --print=verilog wrote them.\n"
            "`default_nettype none\n\n",
            m->name);
    if (cosim_eq_emit_verilog(file, m->equations, &m->outside) != 0) {
        return -1;
    }
    fputs("\n`default_nettype wire\n", file);
    return 0;
}

int cosim_cli_print_equations(cosim_manifest *manifest, cosim_cli_form form)
{
    FILE *file = cosim_output_standard();
    const bool keys = manifest->equations == NULL;
    cosim_diag diag;
    int status = keys ? cosim_build_expand(manifest, &diag) : COSIM_BUILD_OK;
    if (status != COSIM_BUILD_OK) {
        return cosim_cli_report(&diag, status);
    }
    status = form == CLI_FORM_C             ? put_c(file, manifest)
             : form == CLI_FORM_VERILOG     ? put_verilog(file, manifest)
             : form == CLI_FORM_DECLARATION ? cosim_eq_declaration_put(file, manifest->declaration)
                                            : put_text(file, manifest, keys);
    if (status != 0) {
        cosim_diag_memory(&diag, NULL);
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    return CLI_OK;
}
