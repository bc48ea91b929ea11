// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "wave/layout.h"

#include "base/output.h"
#include "base/utf8.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* GTKWave's trace flags, as its save files write them. */
#define FLAG_HEX "@22"
#define FLAG_DECIMAL "@24"
#define FLAG_BINARY "@28"
#define FLAG_ANALOG "@8022"          /* real, analog, steps */
#define FLAG_FIXED_POINT "@40008420" /* signed, analog, with a binary point */
#define FLAG_EXTENSION "@20000"
#define FLAG_GROUP_BEGIN "@800200"
#define FLAG_GROUP_END "@1000200"

/* GTKWave's colour numbers. */
enum { NORMAL = 0, ORANGE = 2, YELLOW = 3, GREEN = 4, VIOLET = 7 };

/* One line of the layout. */
typedef struct trace {
    const char *group; /* scope of the signal, and its name in --wave-signals */
    const char *name;
    const char *title; /* of the group that this trace opens, else NULL */
    const char *flag;
    int colour, height; /* height: extra rows of an analog trace */
    enum { BIT, WORD, HOLD } width;
} trace;

static const trace traces[] = {
    {"spikes", "circuit", "Spikes", FLAG_BINARY, ORANGE, 0, BIT},
    {"spikes", "reference", NULL, FLAG_BINARY, YELLOW, 0, BIT},
    {"spikes", "ambiguous", NULL, FLAG_BINARY, VIOLET, 0, BIT},
    {"membrane", "word", "Membrane [|threshold - reset|]", FLAG_FIXED_POINT, ORANGE, 3, WORD},
    {"potential", "membrane_mv", "Membrane [mV]", FLAG_ANALOG, ORANGE, 3, BIT},
    {"reference", "reference_mv", NULL, FLAG_ANALOG, YELLOW, 3, BIT},
    {"reference", "overlay_mv", NULL, FLAG_ANALOG, VIOLET, 3, BIT},
    {"potential", "painted_mv", NULL, FLAG_ANALOG, ORANGE, 3, BIT},
    {"potential", "threshold_mv", NULL, FLAG_ANALOG, NORMAL, 0, BIT},
    {"potential", "reset_mv", NULL, FLAG_ANALOG, NORMAL, 0, BIT},
    {"membrane", "word", "Words", FLAG_HEX, NORMAL, 0, WORD},
    {"observation", "before_word", NULL, FLAG_HEX, NORMAL, 0, WORD},
    {"reference", "error_uv", "Error and its bound [uV]", FLAG_ANALOG, ORANGE, 2, BIT},
    {"reference", "bound_upper_uv", NULL, FLAG_ANALOG, NORMAL, 0, BIT},
    {"reference", "bound_lower_uv", NULL, FLAG_ANALOG, NORMAL, 0, BIT},
    {"reference", "usage_percent", NULL, FLAG_ANALOG, VIOLET, 2, BIT},
    {"drive", "current_na", "Drive", FLAG_ANALOG, GREEN, 2, BIT},
    {"drive", "drive_mv", NULL, FLAG_ANALOG, GREEN, 0, BIT},
    {"drive", "word", NULL, FLAG_HEX, NORMAL, 0, WORD},
    {"verdict", "exact_ok", "Verdict of the step", FLAG_BINARY, GREEN, 0, BIT},
    {"verdict", "bounded_ok", NULL, FLAG_BINARY, GREEN, 0, BIT},
    {"verdict", "explained", NULL, FLAG_BINARY, GREEN, 0, BIT},
    {"hold", "left", "Refractory", FLAG_DECIMAL, NORMAL, 0, HOLD},
    {"hold", "of_step", NULL, FLAG_DECIMAL, NORMAL, 0, HOLD},
    {"clock", "clk", "Clock and handshake", FLAG_BINARY, NORMAL, 0, BIT},
    {"clock", "rst_n", NULL, FLAG_BINARY, NORMAL, 0, BIT},
    {"handshake", "valid", NULL, FLAG_BINARY, NORMAL, 0, BIT},
    {"handshake", "ready", NULL, FLAG_BINARY, NORMAL, 0, BIT},
    {"handshake", "result", NULL, FLAG_BINARY, NORMAL, 0, BIT},
};
enum { TRACES = sizeof traces / sizeof traces[0] };

/* Whether a group stands in a comma-separated list. */
static bool listed(const char *groups, const char *group)
{
    const size_t length = strlen(group);
    for (const char *at = groups; at != NULL; at = strchr(at, ',')) {
        at += *at == ',';
        if (strncmp(at, group, length) == 0 && (at[length] == ',' || at[length] == '\0')) {
            return true;
        }
    }
    return false;
}

/* Painted spikes have a trace of their own only where the scenario has a peak, and the word is
 * drawn as a curve only where no potential is there to be drawn. */
static bool is_shown(const cosim_recorder *r, const trace *t)
{
    const char *groups = r->request.groups;
    if (groups != NULL && !listed(groups, t->group)) {
        return false;
    }
    if (strcmp(t->flag, FLAG_FIXED_POINT) == 0) {
        return groups != NULL && !listed(groups, "potential");
    }
    return strcmp(t->name, "painted_mv") != 0 || r->job->scenario->has_spike_peak;
}

static void write_trace(FILE *file, const cosim_recorder *r, const trace *t)
{
    const struct lif_dut_ops *ops = r->job->dut->ops;
    fprintf(file, "%s\n[color] %d\n", t->flag, t->colour);
    if (strcmp(t->flag, FLAG_FIXED_POINT) == 0) {
        fprintf(file, "[fpshift_count] %u\n", ops->format.state_fraction);
    }
    fprintf(file, "lif_sim.%s.%s", t->group, t->name);
    if (t->width != BIT) {
        fprintf(file, "[%u:0]", (t->width == HOLD ? ops->hold_width : ops->format.state_width) - 1);
    }
    fputc('\n', file);
    for (int i = 0; i < t->height; i++) {
        fprintf(file, "%s\n-\n", FLAG_EXTENSION);
    }
}

static void write_traces(FILE *file, const cosim_recorder *r)
{
    const char *open = NULL, *title = NULL;
    for (size_t i = 0; i < TRACES; i++) {
        title = traces[i].title != NULL ? traces[i].title : title;
        if (!is_shown(r, &traces[i])) {
            continue;
        }
        if (title != open) {
            if (open != NULL) {
                fprintf(file, "%s\n-%s\n", FLAG_GROUP_END, open);
            }
            fprintf(file, "%s\n-%s\n", FLAG_GROUP_BEGIN, title);
            open = title;
        }
        write_trace(file, r, &traces[i]);
    }
    if (open != NULL) {
        fprintf(file, "%s\n-%s\n", FLAG_GROUP_END, open);
    }
}

/* Zoom so that the window fills a canvas of about 1050 pixels (GTKWave's zoom is the negative
 * logarithm to the base 2 of the ticks in a frame of 200 pixels); the first mismatch, or -1, under
 * the primary marker, and the unexplained spikes under A, B, C ... */
static void write_zoom(FILE *file, const cosim_recorder *r, const cosim_result *result)
{
    const lif_dut_wave wave = {.clocks = r->request.clocks,
                               .step_s = r->job->scenario->params.dt_s};
    const double ticks = lif_dut_wave_ticks(&wave);
    const cosim_mismatch *m = &result->first_mismatch;
    const bool marked = m->present && m->has_step && m->step >= r->from && m->step < r->to;

    fprintf(file, "[timestart] %.0f\n", (double)r->from * ticks);
    fprintf(file, "*%.6f %.0f", -log2((double)(r->to - r->from) * ticks * 200.0 / 1050.0),
            marked ? (double)m->step * ticks : -1.0);
    for (size_t i = 0; i < 26; i++) {
        fprintf(file, " %.0f", i < r->marker_count ? (double)r->markers[i] * ticks : -1.0);
    }
    fputc('\n', file);
}

int cosim_layout_write(const cosim_recorder *recorder, const cosim_result *result, const char *wave,
                       const char *path, cosim_diag *diag)
{
    const char *slash = strrchr(wave, '/');
    cosim_output *output = cosim_output_open(path, diag);
    if (output == NULL) {
        return -1;
    }
    FILE *file = cosim_output_file(output);
    fputs("[*] ", file);
    cosim_put_visible(file, result->scenario, "");
    fputs(" on ", file);
    cosim_put_visible(file, result->dut, "");
    fputs(": written by lifcosim for GTKWave\n[dumpfile] \"", file);
    cosim_put_visible(file, slash != NULL ? slash + 1 : wave, "");
    fputs("\"\n", file);
    fprintf(file, "[size] 1600 1100\n[pos] -1 -1\n[sst_width] 200\n[signals_width] 300\n"
                  "[sst_expanded] 0\n");
    write_zoom(file, recorder, result);
    write_traces(file, recorder);
    fprintf(file, "[pattern_trace] 1\n[pattern_trace] 0\n");
    return cosim_output_commit(output, diag);
}
