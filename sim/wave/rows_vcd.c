// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "wave/rows_vcd.h"

#include "base/output.h"
#include "base/tool.h"
#include "wave/gtkwave.h"
#include "wave/rows_layout.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SIGNALS = 10, WORDS = 2, PATH_ROOM = 4200 };

struct cosim_rows_vcd {
    cosim_output *output;
    char *path, *text; /* text: the VCD file that becomes the FST file; NULL for none */
    uint64_t from, to;
    double per_step; /* units of time */
    bool words;
    bool begun;
    double last[SIGNALS];
    double low[SIGNALS], high[SIGNALS];
};

static const char membranes[] = "Membrane of trace and reference, with its bound [mV]";
static const char spikes[] = "Spikes";
static const char words[] = "Words";
/* The signals in their order; each has a letter. */
static const cosim_rows_signal signals[SIGNALS] = {
    {membranes, "membrane_mV", 0, COSIM_GTKWAVE_ORANGE, "Orange", 0.0, 0.0},
    {membranes, "reference_mV", 0, COSIM_GTKWAVE_YELLOW, "Yellow", 0.0, 0.0},
    {membranes, "lower_mV", 0, COSIM_GTKWAVE_VIOLET, "Violet", 0.0, 0.0},
    {membranes, "upper_mV", 0, COSIM_GTKWAVE_VIOLET, "Violet", 0.0, 0.0},
    {spikes, "spike", 1, COSIM_GTKWAVE_ORANGE, "Orange", 0.0, 0.0},
    {spikes, "reference_spike", 1, COSIM_GTKWAVE_YELLOW, "Yellow", 0.0, 0.0},
    {spikes, "ambiguous", 1, COSIM_GTKWAVE_VIOLET, "Violet", 0.0, 0.0},
    {"Current [nA]", "current_nA", 0, COSIM_GTKWAVE_GREEN, "Green", 0.0, 0.0},
    {words, "drive_word", 32, COSIM_GTKWAVE_GREEN, "Green", 0.0, 0.0},
    {words, "membrane_word", 32, COSIM_GTKWAVE_ORANGE, "Orange", 0.0, 0.0}};

/* A trace in volts has none. */
static size_t count(const cosim_rows_vcd *v) { return v->words ? SIGNALS : SIGNALS - WORDS; }

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
    for (size_t i = 0; i < count(v); i++) {
        const int bits = signals[i].bits;
        fprintf(file, "$var %s %d %c %s", bits == 0 ? "real" : "wire", bits == 0 ? 64 : bits,
                'a' + (int)i, signals[i].name);
        fprintf(file, bits > 1 ? " [%d:0] $end\n" : " $end\n", bits - 1);
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
    v->to = to < job->scenario->steps ? to : job->scenario->steps;
    for (int i = 0; i < SIGNALS; i++) {
        v->low[i] = (double)INFINITY;
        v->high[i] = -(double)INFINITY;
    }
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
    if (same || signal >= (int)count(v)) {
        return;
    }
    v->last[signal] = value;
    v->low[signal] = fmin(v->low[signal], value);
    v->high[signal] = fmax(v->high[signal], value);
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
        put_value(v, 0, 1e3 * membrane);
        put_value(v, 1, 1e3 * r->reference_v[i]);
        put_value(v, 2, bounded ? 1e3 * (r->reference_v[i] - r->bound_v[i]) : (double)NAN);
        put_value(v, 3, bounded ? 1e3 * (r->reference_v[i] + r->bound_v[i]) : (double)NAN);
        put_value(v, 4, r->spike[i]);
        put_value(v, 5, r->reference_spike[i]);
        put_value(v, 6, r->ambiguous[i]);
        put_value(v, 7, 1e9 * r->current_a[i]);
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

/* Writes the layouts beside the waveform, and names both in the result. */
static int lay_out(const cosim_rows_vcd *v, cosim_result *result, cosim_diag *diag)
{
    cosim_rows_signal shown[SIGNALS];
    char commands[PATH_ROOM];
    const int stem = (int)strlen(v->path) - 4;
    const cosim_mismatch *first = &result->first_mismatch;
    const bool marked = first->has_step && first->step >= v->from && first->step < v->to;
    for (int i = 0; i < SIGNALS; i++) {
        shown[i] = signals[i];
        shown[i].low = v->low[i];
        shown[i].high = v->high[i];
    }
    const cosim_rows_shown all = {.wave = v->path,
                                  .result = result,
                                  .signal = shown,
                                  .count = count(v),
                                  .from = (double)v->from * v->per_step,
                                  .to = (double)v->to * v->per_step,
                                  .mismatch = marked ? (double)first->step * v->per_step : -1.0};
    char *layout;
    if (asprintf(&layout, "%.*s.gtkw", stem, v->path) < 0) {
        return cosim_diag_memory(diag, NULL);
    }
    snprintf(commands, sizeof commands, "%.*s.sucl", stem, v->path);
    if (cosim_rows_gtkwave(&all, layout, diag) != 0 ||
        cosim_rows_surfer(&all, commands, diag) != 0) {
        free(layout);
        return -1;
    }
    result->layout = layout;
    result->wave = strdup(v->path);
    return result->wave != NULL ? 0 : cosim_diag_memory(diag, NULL);
}

int cosim_rows_vcd_close(cosim_rows_vcd *v, cosim_result *result, cosim_diag *diag)
{
    int status = 0;
    if (v == NULL) {
        return 0;
    }
    if (result != NULL) {
        status = cosim_output_commit(v->output, diag);
    } else {
        cosim_output_abandon(v->output);
    }
    if (v->text != NULL) {
        status = result != NULL && status == 0 ? convert(v, diag) : status;
        (void)unlink(v->text);
    }
    if (result != NULL && status == 0) {
        status = lay_out(v, result, diag);
    }
    free(v->text);
    free(v->path);
    free(v);
    return status;
}
