// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "prove/shipped.h"

#include "base/output.h"
#include "base/places.h"
#include "circuit/format.h"
#include "equations/shipped.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_BYTES = 4096, FIELD_BYTES = 64, HOLD_BITS = 16 };

typedef struct shipped {
    char name[FIELD_BYTES], module[FIELD_BYTES], rounding[FIELD_BYTES], coding[FIELD_BYTES];
    unsigned state, fraction, leak, clocks;
} shipped;

static bool is_format(const char *name, shipped *s)
{
    lif_format format;
    lif_error error;
    char text[40];
    if (!cosim_format_parse(name, &format) || format.rounding != LIF_HALF_UP ||
        format.leak_coding != LIF_CODING_ANY || lif_format_validate(&format, &error) != LIF_OK) {
        return false;
    }
    *s = (shipped){.module = "lif_neuron",
                   .rounding = "half-up",
                   .coding = "any",
                   .state = format.state_width,
                   .fraction = format.state_fraction,
                   .leak = format.leak_fraction,
                   .clocks = 1};
    snprintf(s->name, sizeof s->name, "%s", cosim_format_name(&format, text));
    return true;
}

/* Finds the line of rtl/variants.txt. */
static bool is_variant(const char *root, const char *name, shipped *s)
{
    char path[PATH_BYTES], line[400];
    bool found = false;
    snprintf(path, sizeof path, "%.4000s/rtl/variants.txt", root);
    FILE *file = fopen(path, "r");
    while (file != NULL && !found && fgets(line, sizeof line, file) != NULL) {
        found = line[0] != '#' &&
                sscanf(line, "%63s %63s %u %u %u %63s %63s %u", s->name, s->module, &s->state,
                       &s->fraction, &s->leak, s->rounding, s->coding, &s->clocks) == 8 &&
                strcmp(s->name, name) == 0;
    }
    if (file != NULL) {
        fclose(file);
    }
    return found;
}

/* ---- the manifest ---- */

static void put_head(FILE *file, const shipped *s, const char *root)
{
    const bool variant = strcmp(s->module, "lif_neuron") != 0;
    fprintf(file,
            "# What rtl/%s.v says of itself, as `lifcosim prove %s` wrote it.\n"
            "name: declared_%s\nabout: %s, as its header declares it\n"
            "sources: [%s%s%s\"%s/rtl/%s.v\"]\ntop: %s\n",
            s->module, s->name, s->name, s->module, variant ? "\"" : "", variant ? root : "",
            variant ? "/rtl/lif_fire.v\", " : "", root, s->module, s->module);
    fprintf(file, "parameters: {StateWidth: %u, LeakFraction: %u, HoldWidth: %d", s->state, s->leak,
            HOLD_BITS);
    if (variant) {
        fprintf(file, ", Residual: %d", strcmp(s->rounding, "residual") == 0);
    }
    fprintf(file,
            "}\nclock: clk_i\nreset: {port: rst_ni, active: low}\n"
            "step: {valid: valid_i, ready: ready_o, result: valid_o, clocks: %u}\n",
            s->clocks);
}

static lif_format format_of(const shipped *s)
{
    return (lif_format){.state_width = s->state,
                        .state_fraction = s->fraction,
                        .leak_fraction = s->leak,
                        .rounding =
                            strcmp(s->rounding, "residual") == 0 ? LIF_RESIDUAL : LIF_HALF_UP};
}

int cosim_shipped_manifest(const char *name, const char *folder, char *path, size_t bytes,
                           cosim_diag *diag)
{
    char root[PATH_BYTES], real[PATH_BYTES];
    shipped s = {.name = ""};
    if (strchr(name, '/') != NULL || strchr(name, '.') != NULL) {
        return 0;
    }
    if (cosim_sources_folder(root, sizeof root, diag) != 0) {
        return -1;
    }
    if (!is_format(name, &s) && !is_variant(root, name, &s)) {
        return 0;
    }
    if (strcmp(s.coding, "any") != 0) {
        return cosim_diag_set(diag, NULL,
                              "%s: its leak word is coded in several parts, and no equations say "
                              "that yet; `make formal-variants` proves its control",
                              name);
    }
    if (realpath(root, real) == NULL || strpbrk(real, "\"\\\n") != NULL) {
        return cosim_diag_set(diag, NULL, "%s: the path cannot stand in a manifest", root);
    }
    snprintf(path, bytes, "%.3800s/declared_%s.yaml", folder, s.name);
    cosim_output *output = cosim_output_open(path, diag);
    if (output == NULL) {
        return -1;
    }
    put_head(cosim_output_file(output), &s, real);
    const lif_format format = format_of(&s);
    cosim_eq_put_shipped_keys(cosim_output_file(output), &format);
    cosim_eq_put_shipped(cosim_output_file(output), &format, HOLD_BITS);
    return cosim_output_commit(output, diag) == 0 ? 1 : -1;
}

int cosim_shipped_module(const char *name, char module[64], char sources[2][COSIM_SHIPPED_BYTES],
                         cosim_diag *diag)
{
    char root[PATH_BYTES];
    shipped s = {.name = ""};
    if (strchr(name, '/') != NULL || strchr(name, '.') != NULL) {
        return 0;
    }
    if (cosim_sources_folder(root, sizeof root, diag) != 0) {
        return -1;
    }
    if (!is_format(name, &s) && !is_variant(root, name, &s)) {
        return 0;
    }
    snprintf(module, 64, "%s", s.module);
    snprintf(sources[0], COSIM_SHIPPED_BYTES, "%s/rtl/%s.v", root, s.module);
    sources[1][0] = '\0';
    if (strcmp(s.module, "lif_neuron") != 0) {
        snprintf(sources[1], COSIM_SHIPPED_BYTES, "%s/rtl/lif_fire.v", root);
    }
    return 1;
}
