// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/build.h"

#include "circuit/open.h"
#include "cli/cli.h"
#include "cli/kind.h"
#include "cli/print.h"
#include "cli/reading.h"
#include "equations/plan.h"
#include "foreign/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Tells whether a bound is known for what the circuit declares, which no scenario changes. */
static bool has_bound(const cosim_manifest *m)
{
    const cosim_eq_plan *plan =
        m->declaration != NULL ? cosim_eq_plan_new(m->arena, m->declaration, NULL) : NULL;
    return plan == NULL || plan->unbounded == NULL;
}

static const char *judged(const cosim_manifest *m)
{
    const bool exact = m->declared.rounding != COSIM_ROUND_UNKNOWN;
    const bool hidden =
        m->declaration != NULL ? m->declaration->shown < 0 : m->shows == COSIM_SHOWS_HIDDEN;
    if (!has_bound(m)) {
        return hidden ? "spikes alone, exactly: no bound is known for a shift by a state"
                      : "membrane and spikes, exactly: no bound is known for a shift by a state";
    }
    if (hidden) {
        return exact ? "spikes alone, exactly and by the bound (its membrane is hidden)"
                     : "spikes alone, by the bound (its membrane is hidden)";
    }
    return exact ? "membrane and spikes, exactly and by the bound"
                 : "membrane and spikes, by the bound (its rounding is unknown)";
}

typedef struct manifest_source {
    const cosim_cli_inputs *inputs;
    const char *path;
    bool calibrating;
    cosim_manifest **manifest;
    cosim_diag *diag;
    int status;
} manifest_source;

static bool read_manifest(void *context)
{
    manifest_source *s = context;
    s->status = cosim_manifest_read(s->path, s->inputs->overrides, s->inputs->override_count,
                                    s->calibrating, s->manifest, s->diag);
    return s->status != 0 && s->diag->memory;
}

int cosim_cli_manifest(const cosim_cli_inputs *inputs, const char *path, bool calibrating,
                       cosim_manifest **manifest)
{
    cosim_diag diag;
    manifest_source source = {inputs, path, calibrating, manifest, &diag, -1};
    if (cosim_cli_try_reading(read_manifest, &source, path) != CLI_OK) {
        return CLI_UNUSABLE;
    }
    read_manifest(&source);
    return source.status == 0 ? CLI_OK : cosim_cli_report_file(path, CLI_MANIFEST_FILE, &diag);
}

/* Warns of each line of `notes`. */
static void warn(char *notes)
{
    for (char *line = strtok(notes, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        cosim_diag warning = {.message = ""};
        snprintf(warning.message, sizeof warning.message, "warning: %.600s", line);
        cosim_cli_report(&warning, CLI_OK);
    }
}

int cosim_cli_build_circuit(cosim_manifest *manifest, cosim_build_kind kind, cosim_build_look *look,
                            void *context, char *so, size_t bytes)
{
    char *text = NULL;
    size_t length = 0;
    cosim_diag diag;
    FILE *notes = open_memstream(&text, &length);
    int status = COSIM_BUILD_UNUSABLE;
    if (notes == NULL) {
        cosim_diag_memory(&diag, NULL);
    } else {
        status = cosim_build(manifest, kind, look, context, so, bytes, notes, &diag);
        if (fclose(notes) != 0 && status == COSIM_BUILD_OK) {
            cosim_diag_memory(&diag, NULL);
            status = COSIM_BUILD_UNUSABLE;
        }
        if (text != NULL) {
            warn(text);
        }
    }
    free(text);
    return status == COSIM_BUILD_OK ? CLI_OK : cosim_cli_report(&diag, status);
}

typedef struct choices {
    bool replacing, outside;
    cosim_cli_form form; /* to be printed, and nothing built */
} choices;

static int build(const cosim_cli_inputs *inputs, const choices *chosen, const char *path)
{
    cosim_manifest *manifest = NULL;
    cosim_dut *dut = NULL;
    char so[4096];
    int status = cosim_cli_manifest(inputs, path, false, &manifest);
    if (status != CLI_OK) {
        return status;
    }
    if (chosen->form != CLI_FORM_NONE) {
        status = cosim_cli_print_equations(manifest, chosen->form);
        cosim_manifest_free(manifest);
        return status;
    }
    manifest->anywhere = chosen->outside;
    status = cosim_cli_build_circuit(manifest,
                                     chosen->replacing ? COSIM_BUILD_REPLACING : COSIM_BUILD_NEW,
                                     NULL, NULL, so, sizeof so);
    status = status == CLI_OK ? cosim_cli_dut(so, NULL, &dut) : status;
    if (status == CLI_OK) {
        cosim_cli_print("%s: built from %s, %u clocks a step; run it with --dut %s\n"
                        "  judged: %s\n",
                        cosim_cli_shown(manifest->name), cosim_cli_shown(manifest->top),
                        dut->ops->clocks_per_step, cosim_cli_shown(manifest->name),
                        judged(manifest));
    }
    cosim_dut_close(dut);
    cosim_manifest_free(manifest);
    return status;
}

enum { REPLACE = CLI_OWN, OUTSIDE, PRINT };

static int take(void *context, int option, const char *value)
{
    choices *chosen = context;
    if (option == REPLACE) {
        chosen->replacing = true;
        return CLI_OK;
    }
    if (option == OUTSIDE) {
        chosen->outside = true;
        return CLI_OK;
    }
    return cosim_cli_form_read(value, &chosen->form) == 0
               ? CLI_OK
               : cosim_cli_usage_error("--print=%s: no form; give text, c, verilog or declaration",
                                       value);
}

int cosim_cli_build(int argc, char **argv)
{
    choices chosen = {.form = CLI_FORM_NONE};
    const cosim_cli_syntax syntax = {
        .words = {"lifcosim build [options] MANIFEST.yaml ...",
                  "Checks each manifest against its elaborated design, generates a wrapper,\n"
                  "verilates it, and leaves the circuit where --dut NAME finds it.\n"
                  "lifcosim-manifest(5), made from testbenches/foreign/README.md, has its keys.",
                  NULL, "lifcosim build foreign/shift_leak.yaml"},
        .sharing = CLI_REFUSES,
        .own = {CLI_SET_MANIFEST,
                {"replace", NULL, REPLACE,
                 "even a circuit that came from other sources, or is shipped"},
                {"allow-outside", NULL, OUTSIDE,
                 "files of the manifest may lie outside of its folder"},
                {"print", "[=FORM]", PRINT,
                 "build nothing; print the equations of the manifest in normal form\n"
                 "with the range of each and what can wrap (text), as a function in C\n"
                 "(c), as a module with the circuit's ports (verilog), or the whole\n"
                 "declaration as a bench with lifcosim.h takes it (declaration)"}},
        .take = take,
        .context = &chosen,
        .wants = CLI_MANIFEST};
    cosim_cli_inputs inputs;
    int status = cosim_cli_inputs_read(&inputs, argc, argv, &syntax);
    if (status == CLI_OK && (inputs.dut_count > 0 || inputs.has_seed)) {
        status = cosim_cli_usage_error("build: this subcommand makes a circuit, and takes none and "
                                       "no seed; leave --dut and --seed out");
    }
    const size_t count = status == CLI_OK ? inputs.file_count : 0;
    for (size_t i = 0; i < count; i++) {
        const int one = build(&inputs, &chosen, inputs.files[i]);
        status = one > status ? one : status;
    }
    cosim_cli_inputs_free(&inputs);
    return status < 0 ? CLI_OK : status;
}
