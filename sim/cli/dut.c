// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/dut.h"

#include "base/places.h"
#include "circuit/dut.h"
#include "circuit/format.h"
#include "circuit/open.h"
#include "circuit/workshop.h"
#include "cli/cli.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_BYTES = 200, VARIANTS_BYTES = 1024 };

/* Writes the names of rtl/variants.txt, with commas, into `all`; tells whether `name` is one of
 * them. */
static bool find_variant(const char *name, char all[VARIANTS_BYTES], cosim_diag *diag)
{
    char folder[4096], path[4096 + 32], line[400], first[NAME_BYTES];
    bool found = false;
    all[0] = '\0';
    if (cosim_sources_folder(folder, sizeof folder, diag) != 0) {
        return false;
    }
    snprintf(path, sizeof path, "%s/rtl/variants.txt", folder);
    FILE *file = fopen(path, "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        if (line[0] != '#' && sscanf(line, "%199s", first) == 1) {
            const size_t length = strlen(all);
            snprintf(all + length, VARIANTS_BYTES - length, "%s%s", length > 0 ? ", " : "", first);
            found = found || strcmp(first, name) == 0;
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    return found;
}

/* Finds what make calls the circuit that is meant. Returns CLI_OK or CLI_WRONG_INPUT. */
static int canonical_name(const char *given, bool lanes, char name[NAME_BYTES])
{
    char variants[VARIANTS_BYTES];
    lif_format format;
    lif_error error;
    cosim_diag diag;
    if (cosim_format_parse(given, &format) && format.rounding == LIF_HALF_UP &&
        format.leak_coding == LIF_CODING_ANY) {
        char text[40];
        if (lif_format_validate(&format, &error) != LIF_OK) {
            return cosim_cli_usage_error("dut: %s: %s", given, error.message);
        }
        snprintf(name, NAME_BYTES, "%s", cosim_format_name(&format, text));
        return CLI_OK;
    }
    if (!find_variant(given, variants, &diag)) {
        return cosim_cli_usage_error("dut: %s: is no circuit of the shipped RTL; give a format, as "
                                     "q6_18 or 20/12/18, or one of %s",
                                     given, variants);
    }
    if (lanes) {
        return cosim_cli_usage_error("dut: %s: has no lanes; leave --lanes out", given);
    }
    snprintf(name, NAME_BYTES, "%s", given);
    return CLI_OK;
}

static int build(const char *name, bool lanes)
{
    char so[4096 + 300];
    cosim_dut *dut = NULL;
    cosim_diag diag;
    if (cosim_workshop_build(name, lanes, so, sizeof so, &diag) != 0) {
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    const int status = cosim_cli_dut(so, NULL, &dut);
    if (status == CLI_OK) {
        const unsigned clocks = dut->ops->clocks_per_step;
        cosim_cli_print("%s: built%s, %u clock%s a step; run it with --dut %s\n", name,
                        lanes ? " with its lanes" : "", clocks, clocks == 1 ? "" : "s", name);
    }
    cosim_dut_close(dut);
    return status;
}

enum { LANES = CLI_OWN, OUT };

static int take(void *context, int option, const char *value)
{
    if (option == LANES) {
        *(bool *)context = true;
        return CLI_OK;
    }
    return value[0] != '\0' && setenv("LIFCOSIM_DUT_DIR", value, 1) == 0
               ? CLI_OK
               : cosim_cli_usage_error("dut: --out: give a folder");
}

/* All names are looked at before the first is built. */
static int build_all(char **names, size_t count, bool lanes)
{
    char name[NAME_BYTES];
    int status = CLI_OK;
    for (size_t i = 0; i < count; i++) {
        status = canonical_name(names[i], lanes, name);
        if (status != CLI_OK) {
            return status;
        }
    }
    for (size_t i = 0; i < count; i++) {
        canonical_name(names[i], lanes, name);
        const int one = build(name, lanes);
        status = one > status ? one : status;
    }
    return status;
}

int cosim_cli_dut_command(int argc, char **argv)
{
    bool lanes = false;
    const cosim_cli_syntax syntax = {
        .words = {"lifcosim dut [options] FORMAT|VARIANT ...",
                  "Builds circuits of the shipped neuron, so that --dut NAME finds them. It takes\n"
                  "Verilator, g++ and make. A FORMAT is a named one (q6_18), or bits of state,\n"
                  "fraction and leak (20/12/18); a VARIANT is a neuron of rtl/variants.txt\n"
                  "(q6_18_serial).",
                  NULL, "lifcosim dut --lanes q6_18"},
        .sharing = CLI_KNOWS_NONE,
        .own = {{"lanes", NULL, LANES,
                 "also 32 copies in one model, in which sweeps run faster (formats only)"},
                {"out", "DIR", OUT, "put them there, and not into the folder of circuits"}},
        .take = take,
        .context = &lanes,
        .wants = "format or variant; give one, as in `lifcosim dut q6_18`"};
    cosim_cli_inputs inputs;
    int status = cosim_cli_inputs_read(&inputs, argc, argv, &syntax);
    if (status == CLI_OK) {
        status = build_all(inputs.files, inputs.file_count, lanes);
    }
    cosim_cli_inputs_free(&inputs);
    return status < 0 ? CLI_OK : status;
}
