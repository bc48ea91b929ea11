// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* lifcosim build: somebody else's circuit, from its manifest to --dut NAME. */
#include "cli.h"
#include "cosim_build.h"

#include <stdio.h>
#include <string.h>

static const char help[] =
    "usage: lifcosim build MANIFEST.yaml ...\n"
    "Checks each manifest against its elaborated design, generates a wrapper,\n"
    "verilates it, and leaves the circuit where --dut NAME finds it.\n"
    "testbenches/foreign/README.md has every key of a manifest.\n";

static const char *judged(const cosim_manifest *m)
{
    const bool exact = m->declared.rounding != LIF_ROUND_UNKNOWN;
    if (m->shows == COSIM_SHOWS_HIDDEN) {
        return exact ? "spikes alone, exactly and by the bound (its membrane is hidden)"
                     : "spikes alone, by the bound (its membrane is hidden)";
    }
    return exact ? "membrane and spikes, exactly and by the bound"
                 : "membrane and spikes, by the bound (its rounding is unknown)";
}

static int build(const char *path)
{
    cosim_manifest *manifest = NULL;
    cosim_diag diag;
    cosim_dut *dut = NULL;
    char so[4096];
    if (cosim_manifest_read(path, false, &manifest, &diag) != 0) {
        return cli_report(&diag, CLI_WRONG_INPUT);
    }
    int status = cosim_build(manifest, false, so, sizeof so, &diag);
    if (status != COSIM_BUILD_OK) {
        cli_report(&diag, status);
    } else {
        status = cli_dut(so, NULL, &dut);
    }
    if (status == CLI_OK) {
        printf("%s: built from %s, %u clocks a step; run it with --dut %s\n"
               "  judged: %s\n",
               manifest->name, manifest->top, dut->ops->clocks_per_step, manifest->name,
               judged(manifest));
    }
    cosim_dut_close(dut);
    cosim_manifest_free(manifest);
    return status;
}

int cli_build(int argc, char **argv)
{
    int status = CLI_OK;
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)) {
        fputs(help, stdout);
        return CLI_OK;
    }
    if (argc < 2) {
        return cli_usage_error("build: needs a manifest; give a file as "
                               "testbenches/foreign/q8_8_multiply.yaml");
    }
    for (int i = 1; i < argc; i++) {
        if (argv[i][0] == '-') {
            return cli_usage_error(
                "build: %s: an option that is unknown; see lifcosim build --help", argv[i]);
        }
    }
    for (int i = 1; i < argc; i++) {
        const int one = build(argv[i]);
        status = one > status ? one : status;
    }
    return status;
}
