// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "wave/rows_vcd.h"

#include "base/output.h"
#include "base/tool.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SIGNALS = 10, PATH_ROOM = 4200 };

struct cosim_rows_vcd {
    cosim_output *output;
    char *path, *text; /* text: the VCD file that becomes the FST file; NULL for none */
    uint64_t from, to;
    double per_step; /* units of time */
    bool words;
    bool begun;
    double last[SIGNALS];
};

/* The signals in their order; each has a letter. */
static const struct {
    const char *name;
    int bits; /* 0: a real one */
    bool words;
} signals[SIGNALS] = {{"current_nA", 0, false},      {"membrane_mV", 0, false},
                      {"reference_mV", 0, false},    {"lower_mV", 0, false},
                      {"upper_mV", 0, false},        {"spike", 1, false},
                      {"reference_spike", 1, false}, {"ambiguous", 1, false},
                      {"drive_word", 32, true},      {"membrane_word", 32, true}};

static void put_header(cosim_rows_vcd *v, double step_s)
{
    static const struct {
        const char *name;
        double unit_s;
    } units[] = {{"1 ms", 1e-3}, {"1 us", 1e-6}, {"1 ns", 1e-9}, {"1 ps", 1e-12}};
    FILE *file = cosim_output_file(v->output);
    size_t unit = 0;
    while (unit + 1 < sizeof units / sizeof *units &&
           (step_s / units[unit].unit_s < 1.0 ||
            fabs(step_s / units[unit].unit_s - rint(step_s / units[unit].unit_s)) > 1e-6)) {
        unit++;
    }
    v->per_step = step_s / units[unit].unit_s;
    fprintf(file, "$timescale %s $end\n$scope module trace $end\n", units[unit].name);
    for (int i = 0; i < SIGNALS; i++) {
        if (v->words || !signals[i].words) {
            fprintf(file, "$var %s %d %c %s $end\n", signals[i].bits == 0 ? "real" : "wire",
                    signals[i].bits == 0 ? 64 : signals[i].bits, 'a' + i, signals[i].name);
        }
    }
    fputs("$upscope $end\n$enddefinitions $end\n", file);
}

cosim_rows_vcd *cosim_rows_vcd_open(const char *path, const cosim_job *job, uint64_t from,
                                    uint64_t to, cosim_diag *diag)
{
    cosim_rows_vcd *v = calloc(1, sizeof *v);
    const size_t length = strlen(path);
    if (v == NULL || (v->path = strdup(path)) == NULL) {
        free(v);
        cosim_diag_memory(diag, NULL);
        return NULL;
    }
    v->from = from;
    v->to = to;
    v->words = job->dut->equations != NULL;
    if (length > 4 && strcmp(path + length - 4, ".fst") == 0 &&
        asprintf(&v->text, "%s.partial.vcd", path) < 0) {
        v->text = NULL;
        free(v->path);
        free(v);
        cosim_diag_memory(diag, NULL);
        return NULL;
    }
    v->output = cosim_output_open(v->text != NULL ? v->text : path, diag);
    if (v->output == NULL) {
        free(v->text);
        free(v->path);
        free(v);
        return NULL;
    }
    put_header(v, job->scenario->params.dt_s);
    return v;
}

/* Writes a value where it is another one than before. */
static void put_value(cosim_rows_vcd *v, int signal, double value)
{
    FILE *file = cosim_output_file(v->output);
    const bool same =
        v->begun && (value == v->last[signal] || (isnan(value) && isnan(v->last[signal])));
    if (same || (signals[signal].words && !v->words)) {
        return;
    }
    v->last[signal] = value;
    if (signals[signal].bits == 1) {
        fprintf(file, "%d%c\n", value != 0.0, 'a' + signal);
    } else if (signals[signal].bits == 0) {
        fprintf(file, "r%.16g %c\n", value, 'a' + signal);
    } else {
        const uint32_t word = (uint32_t)(int32_t)value;
        fputc('b', file);
        for (int bit = 31; bit >= 0; bit--) {
            fputc((word >> bit & 1) != 0 ? '1' : '0', file);
        }
        fprintf(file, " %c\n", 'a' + signal);
    }
}

int cosim_rows_vcd_take(void *context, const cosim_rows *r, cosim_diag *diag)
{
    cosim_rows_vcd *v = context;
    const int32_t *shown = r->after_fx != NULL ? r->after_fx : r->before_fx;
    (void)diag; /* an error of the file is told when it is closed */
    for (size_t i = 0; i < r->n; i++) {
        const uint64_t step = r->first + i;
        if (step < v->from || step >= v->to) {
            continue;
        }
        fprintf(cosim_output_file(v->output), "#%.0f\n", rint((double)step * v->per_step));
        const double membrane = r->in_volts
                                    ? (r->observed_v != NULL ? r->observed_v[i] : (double)NAN)
                                : shown != NULL ? r->rest_v + shown[i] * r->lsb_v
                                                : (double)NAN;
        const bool bounded = isfinite(r->bound_v[i]);
        put_value(v, 0, 1e9 * r->current_a[i]);
        put_value(v, 1, 1e3 * membrane);
        put_value(v, 2, 1e3 * r->reference_v[i]);
        put_value(v, 3, bounded ? 1e3 * (r->reference_v[i] - r->bound_v[i]) : (double)NAN);
        put_value(v, 4, bounded ? 1e3 * (r->reference_v[i] + r->bound_v[i]) : (double)NAN);
        put_value(v, 5, r->spike[i]);
        put_value(v, 6, r->reference_spike[i]);
        put_value(v, 7, r->ambiguous[i]);
        put_value(v, 8, r->drive_fx[i]);
        put_value(v, 9, shown != NULL ? shown[i] : 0);
        v->begun = true;
    }
    return 0;
}

/* Turns the text into the FST file. */
static int convert(const cosim_rows_vcd *v, cosim_diag *diag)
{
    char log[PATH_ROOM], part[PATH_ROOM];
    snprintf(log, sizeof log, "%s.partial.log", v->path);
    snprintf(part, sizeof part, "%s.partial", v->path);
    const char *const argv[] = {"vcd2fst", "-v", v->text, "-f", part, NULL};
    const int tool = cosim_tool_run(argv, log, diag);
    int status = 0;
    if (tool != 0) {
        status = cosim_diag_set(diag, NULL,
                                "%s: vcd2fst, which comes with gtkwave, did not write it; install "
                                "gtkwave, or give a name that ends in .vcd",
                                v->path);
    } else if (rename(part, v->path) != 0) {
        status = cosim_diag_set(diag, NULL, "%s: cannot be put into its place", v->path);
    }
    (void)unlink(part);
    (void)unlink(log);
    return status;
}

int cosim_rows_vcd_close(cosim_rows_vcd *v, bool whole, cosim_diag *diag)
{
    int status = 0;
    if (v == NULL) {
        return 0;
    }
    if (whole) {
        status = cosim_output_commit(v->output, diag);
    } else {
        cosim_output_abandon(v->output);
    }
    if (v->text != NULL) {
        status = whole && status == 0 ? convert(v, diag) : status;
        (void)unlink(v->text);
    }
    free(v->text);
    free(v->path);
    free(v);
    return status;
}
