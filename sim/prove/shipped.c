// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "prove/shipped.h"

#include "base/output.h"
#include "base/places.h"
#include "circuit/format.h"

#include <inttypes.h>
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
            "step: {valid: valid_i, ready: ready_o, result: valid_o, clocks: %u}\n"
            "membrane: {state: x, one: %" PRIu64 "}\ndrives: {u: current}\n",
            s->clocks, (uint64_t)1 << s->fraction);
}

static void put_equations(FILE *file, const shipped *s)
{
    const bool residual = strcmp(s->rounding, "residual") == 0;
    const uint64_t one = (uint64_t)1 << s->leak;
    fprintf(file,
            "equations: |\n"
            "  input  u: s%u = drive_i\n"
            "  param  k: u%u <= %" PRIu64 " = leak_i  real k * %" PRIu64 "\n"
            "  param  theta: s%u = threshold_i  real theta\n"
            "  param  r: s%u = reset_i  real reset\n"
            "  param  start: s%u = initial_i  real initial\n"
            "  param  wait: u%d = initial_hold_i  real 0\n"
            "  param  above: u1 = compare_above_i  real 0\n"
            "  param  subtract: u1 = reset_subtract_i  real 0\n"
            "  param  hold: u%d = hold_i  real hold\n"
            "  state  x: s%u = start\n"
            "  state  left: u%d = wait\n",
            s->state, s->leak + 1, one, one, s->state, s->state, s->state, HOLD_BITS, HOLD_BITS,
            s->state, HOLD_BITS);
    if (residual) {
        fprintf(file,
                "  state  rest_of: u%u\n"
                "  p = (u - x) * k + rest_of\n"
                "  y: s%u = x + (p >> %u)\n",
                s->leak, s->state, s->leak);
    } else {
        fprintf(file, "  y: s%u = x + round((u - x) * k, %u)\n", s->state, s->leak);
    }
    fputs("  held = left != 0\n"
          "  fire = not held and (y > theta or not above and y == theta)\n"
          "  x' = held ? x : fire ? (subtract ? y - r : r) : y\n"
          "  left' = held ? left - 1 : fire ? hold : 0\n",
          file);
    if (residual) {
        fprintf(file, "  rest_of' = held ? rest_of : fire and not subtract ? 0 : rest(p, %u)\n",
                s->leak);
    }
    fprintf(file,
            "  output spike_o @1 = fire\n  output membrane_o @1 = x'\n"
            "  output membrane_before_o: s%u @1 = held ? x : y\n",
            s->state);
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
    put_equations(cosim_output_file(output), &s);
    return cosim_output_commit(output, diag) == 0 ? 1 : -1;
}
