// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "sweep/network_picture.h"

#include "plot/svg.h"
#include "sweep/draw.h"
#include "sweep/parse.h"
#include "sweep/picture.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Gives a value as a number, and the unit behind it; false where it is no number. */
static bool number_of(const char *text, double *number, const char **unit)
{
    char *end;
    *number = strtod(text, &end);
    *unit = end + strspn(end, " ");
    return end != text && isfinite(*number) && strpbrk(*unit, " \"[]{},") == NULL;
}

/* Gives the unit of all values of the axis; NULL where they have none in common, or are no
 * numbers. */
static const char *unit_of(const cosim_axis *axis)
{
    const char *first = axis->unit != NULL ? axis->unit : "";
    for (uint64_t i = 0; axis->kind == COSIM_AXIS_LIST && i < axis->points; i++) {
        const char *unit;
        double number;
        if (!number_of(axis->values[i], &number, &unit) || (i > 0 && strcmp(unit, first) != 0)) {
            return NULL;
        }
        first = unit;
    }
    return first;
}

int cosim_sweep_network_plot_check(const cosim_sweep *sweep, cosim_diag *diag)
{
    cosim_place place;
    cosim_axis_place(&sweep->axes[sweep->axis_count - 1], &place);
    if (sweep->axis_count != 1) {
        return cosim_diag_set(diag, &place,
                              "axes: a picture is drawn over one axis, and here are %zu; give one, "
                              "or sweep without --plot",
                              sweep->axis_count);
    }
    return unit_of(&sweep->axes[0]) != NULL
               ? 0
               : cosim_diag_set(diag, &place,
                                "axes: a picture is drawn over numbers in one unit, and those of "
                                "%s are not; write all of them in one, or sweep without --plot",
                                sweep->axes[0].key);
}

/* A set has a point for each population. */
typedef struct curves {
    const cosim_sweep_plan *plan;
    const cosim_sweep_store *store;
    size_t cores, groups;
    size_t bad; /* sets that do not pass */
} curves;

static void put_rate(FILE *out, double rate_hz)
{
    if (isfinite(rate_hz)) {
        fprintf(out, " %.10g", rate_hz);
    } else {
        fputs(" NaN", out);
    }
}

/* Gives the rates of a population as the line of a set has them. */
static cosim_sweep_population find(const cosim_sweep_parsed *parsed, const char *name)
{
    for (size_t i = 0; i < parsed->population_count; i++) {
        if (strcmp(parsed->population[i].name, name) == 0) {
            return parsed->population[i];
        }
    }
    return (cosim_sweep_population){NULL, (double)NAN, (double)NAN};
}

/* Writes the point of a set: the value, the rates of each population in the circuit and by itself,
 * and whether it passes. */
static int put_set(FILE *out, const curves *c, size_t at, cosim_diag *diag)
{
    const cosim_sweep_record *r = &c->store->records[at];
    cosim_sweep_parsed parsed = {.reason = NULL};
    char text[COSIM_VALUE_BYTES];
    const char *unit;
    double x = 0.0;
    if (r->outcome == COSIM_OUTCOME_REFUSED ||
        !number_of(cosim_sweep_value(c->plan->sweep, r->index, 0, text), &x, &unit)) {
        return 0; /* a refused set has no rate */
    }
    if (cosim_sweep_store_parse(c->store, at, &parsed, diag) != 0) {
        cosim_sweep_parsed_free(&parsed);
        return -1;
    }
    fprintf(out, "%.10g", x);
    for (size_t p = 0; p < c->groups; p++) {
        const cosim_sweep_population found = find(&parsed, c->plan->network->population[p].name);
        put_rate(out, found.rate_hz);
        put_rate(out, found.reference_rate_hz);
    }
    fprintf(out, " %d\n", cosim_outcome_is_good(r->outcome));
    cosim_sweep_parsed_free(&parsed);
    return 0;
}

/* Writes a data block $coreN for each core. */
static int put_data(FILE *out, curves *c, cosim_diag *diag)
{
    int status = 0;
    for (size_t k = 0; k < c->cores && status == 0; k++) {
        fprintf(out, "$core%zu << END\n", k);
        for (size_t i = 0; i < c->store->count && status == 0; i++) {
            if (c->store->records[i].index / c->plan->sweep->per_dut == k) {
                status = put_set(out, c, i, diag);
                c->bad += !cosim_outcome_is_good(c->store->records[i].outcome);
            }
        }
        fputs("NaN", out); /* an empty block would be an error */
        for (size_t p = 0; p < 2 * c->groups + 1; p++) {
            fputs(" NaN", out);
        }
        fputs("\nEND\n", out);
    }
    return status;
}

static const char *heading(const curves *c, char *text, size_t bytes)
{
    const char *slash = strrchr(c->plan->sweep->path, '/');
    char judged[64] = "all pass";
    if (c->bad > 0) {
        snprintf(judged, sizeof judged, "%zu do not pass", c->bad);
    }
    snprintf(text, bytes, "%s: rates of %s, %zu sets, %s",
             slash != NULL ? slash + 1 : c->plan->sweep->path, c->plan->network->name,
             c->store->count, judged);
    return text;
}

static void put_plot(FILE *out, const curves *c)
{
    static const char *const colours[COSIM_SWEEP_PLOT_GROUPS] = {"#0072B2", "#D55E00", "#007A5A",
                                                                 "#B0508A", "#8A6000", "#3A9AD0"};
    static const int marks[] = {6, 4, 8, 12};
    const cosim_sweep *sweep = c->plan->sweep;
    const char *unit = unit_of(&sweep->axes[0]), *joint = "plot ";
    char text[1024];
    fputs("set title ", out);
    cosim_plot_quote(out, heading(c, text, sizeof text), 120);
    fputs(" noenhanced\nset xlabel ", out);
    snprintf(text, sizeof text, unit[0] != '\0' ? "%s (%s)" : "%s", sweep->axes[0].key, unit);
    cosim_plot_quote(out, text, 120);
    fputs(" noenhanced\nset ylabel 'rate of a neuron (Hz)'\nset key noenhanced\n", out);
    for (size_t k = 0; k < c->cores; k++) {
        for (size_t p = 0; p < c->groups; p++) {
            snprintf(text, sizeof text, "%s on %s", c->plan->network->population[p].name,
                     sweep->dut_count > 0 ? sweep->duts[k] : c->plan->network->core);
            fprintf(out,
                    "%s$core%zu using 1:%zu with points lc rgb '%s' lw 1.4 pt %d ps 1.1 title ",
                    joint, k, 2 * p + 2, colours[p], marks[k % 4]);
            cosim_plot_quote(out, text, 60);
            joint = ", \\\n  ";
            if (c->bad > 0) {
                fprintf(out,
                        "%s$core%zu using 1:($%zu == 0 ? $%zu : NaN) with points lc rgb 'black' "
                        "lw 1.6 pt 2 ps 1.3 %s",
                        joint, k, 2 * c->groups + 2, 2 * p + 2,
                        k + 1 == c->cores && p + 1 == c->groups ? "title 'does not pass'"
                                                                : "notitle");
            }
        }
    }
    for (size_t k = 0; k < c->cores; k++) { /* each has weights of its own words */
        for (size_t p = 0; p < c->groups; p++) {
            fprintf(out, "%s$core%zu using 1:%zu with points lc rgb 'black' pt 7 ps 0.35 %s", joint,
                    k, 2 * p + 3, k + p == 0 ? "title 'each by itself'" : "notitle");
        }
    }
    fputc('\n', out);
}

/* Writes the script, whose picture goes to gnuplot's standard output. The caller frees it; NULL
 * with *diag. */
static char *script_of(curves *c, cosim_plot_kind kind, cosim_diag *diag)
{
    char *text = NULL;
    size_t bytes = 0;
    FILE *out = open_memstream(&text, &bytes);
    if (out == NULL) {
        cosim_diag_set(diag, NULL, "out of memory for the picture");
        return NULL;
    }
    cosim_sweep_plot_put_head(out, kind);
    const int status = put_data(out, c, diag);
    put_plot(out, c);
    const bool failed = ferror(out) != 0;
    if (fclose(out) == 0 && !failed && status == 0 && text != NULL) {
        return text;
    }
    if (status == 0) {
        cosim_diag_set(diag, NULL, "out of memory for the picture");
    }
    free(text);
    return NULL;
}

int cosim_sweep_network_plot_write(const cosim_sweep_plan *plan, const cosim_sweep_store *store,
                                   cosim_plot_kind kind, cosim_output *output, cosim_diag *diag)
{
    const size_t most = COSIM_SWEEP_PLOT_GROUPS, all = plan->network->population_count;
    curves c = {.plan = plan,
                .store = store,
                .cores = plan->sweep->dut_count > 0 ? plan->sweep->dut_count : 1,
                .groups = all < most ? all : most};
    cosim_picture picture = {NULL, 0};
    char *script = script_of(&c, kind, diag);
    char name[1024], about[200] = "Rates of the populations in the circuits and by themselves.";
    const int status = script == NULL ? -1 : cosim_picture_draw(script, kind, &picture, diag);
    if (all > most) {
        snprintf(about, sizeof about,
                 "Rates of the first %zu of %zu populations in the circuits and by themselves.",
                 most, all);
    }
    if (status == 0) {
        cosim_picture_put(cosim_output_file(output), &picture, kind, heading(&c, name, sizeof name),
                          about);
    }
    free(picture.bytes);
    free(script);
    return status;
}
