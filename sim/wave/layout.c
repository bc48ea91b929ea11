// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "wave/layout.h"

#include "base/output.h"
#include "base/utf8.h"
#include "circuit/lif_conduct.h"
#include "equations/case.h"
#include "wave/gtkwave.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The table is narrower with short names. */
#define HEX COSIM_GTKWAVE_HEX
#define DECIMAL COSIM_GTKWAVE_DECIMAL
#define BINARY COSIM_GTKWAVE_BINARY
#define ANALOG COSIM_GTKWAVE_ANALOG
#define FIXED_POINT COSIM_GTKWAVE_FIXED_POINT
enum {
    NORMAL = COSIM_GTKWAVE_NORMAL,
    ORANGE = COSIM_GTKWAVE_ORANGE,
    YELLOW = COSIM_GTKWAVE_YELLOW,
    GREEN = COSIM_GTKWAVE_GREEN,
    VIOLET = COSIM_GTKWAVE_VIOLET
};

typedef enum section {
    NO_SECTION,
    SPIKES,
    MEMBRANE,
    OVERLAY,
    PAINTED,
    ERRORS,
    INPUT,
    VERDICT,
    WORDS,
    LIMITS,
    CLOCKS
} section;
static const struct {
    const char *title;
    bool closed;
} sections[] = {
    [SPIKES] = {"Spikes", false},
    [MEMBRANE] = {"Membrane after the reset [mV]", false},
    [OVERLAY] = {"Overlay of both, filled between [mV]", false},
    [PAINTED] = {"Painted: spikes drawn up to the peak [mV]", false},
    [ERRORS] = {"Error [uV], and in percent of its bound", false},
    [INPUT] = {"Input current [nA]", false},
    [VERDICT] = {"Verdict of the step", false},
    [WORDS] = {"Words; before: before the reset", true},
    [LIMITS] = {"Threshold, reset, bound", true},
    [CLOCKS] = {"Refractory steps, clock, handshake", true},
};

/* A trace is one line of the layout. */
typedef struct trace {
    section section;
    const char *group; /* scope of the signal, and its name in --wave-signals */
    const char *name;
    const char *flag;
    int colour, height; /* height: extra rows of an analog trace */
    enum { BIT, WORD, HOLD } width;
    cosim_curve curve; /* whose range stands beside the name */
    uint32_t needs;    /* LIF_DUT_SHOWS_* that the circuit must have, BOUND: an error bound */
} trace;

enum {
    AFTER = LIF_DUT_SHOWS_MEMBRANE,
    BEFORE = LIF_DUT_SHOWS_BEFORE,
    BOUND = 1 << 30,
    USAGE = AFTER | BOUND
};

/* clang-format off */
static const trace traces[] = {
    {SPIKES, "spikes", "circuit", BINARY, ORANGE, 0, BIT, COSIM_NO_CURVE, 0},
    {SPIKES, "spikes", "reference", BINARY, YELLOW, 0, BIT, COSIM_NO_CURVE, 0},
    {SPIKES, "spikes", "ambiguous", BINARY, VIOLET, 0, BIT, COSIM_NO_CURVE, 0},
    {MEMBRANE, "membrane", "word", FIXED_POINT, ORANGE, 3, WORD, COSIM_WORD, AFTER},
    {MEMBRANE, "potential", "membrane_mv", ANALOG, ORANGE, 2, BIT, COSIM_MEMBRANE_MV, AFTER},
    {MEMBRANE, "reference", "reference_mv", ANALOG, YELLOW, 2, BIT, COSIM_REFERENCE_MV, 0},
    {OVERLAY, "reference", "overlay_mv", ANALOG, VIOLET, 2, BIT, COSIM_OVERLAY_MV, AFTER},
    {PAINTED, "potential", "painted_mv", ANALOG, ORANGE, 1, BIT, COSIM_PAINTED_MV, AFTER},
    {ERRORS, "reference", "error_uv", ANALOG, ORANGE, 1, BIT, COSIM_ERROR_UV, AFTER},
    {ERRORS, "reference", "usage_percent", ANALOG, VIOLET, 0, BIT, COSIM_USAGE_PERCENT, USAGE},
    {INPUT, "drive", "current_na", ANALOG, GREEN, 0, BIT, COSIM_CURRENT_NA, 0},
    {VERDICT, "verdict", "exact_ok", BINARY, GREEN, 0, BIT, COSIM_NO_CURVE, 0},
    {VERDICT, "verdict", "bounded_ok", BINARY, GREEN, 0, BIT, COSIM_NO_CURVE, BOUND},
    {VERDICT, "verdict", "explained", BINARY, GREEN, 0, BIT, COSIM_NO_CURVE, 0},
    {WORDS, "membrane", "word", HEX, NORMAL, 0, WORD, COSIM_NO_CURVE, AFTER},
    {WORDS, "observation", "before_word", HEX, NORMAL, 0, WORD, COSIM_NO_CURVE, BEFORE},
    {WORDS, "drive", "word", HEX, NORMAL, 0, WORD, COSIM_NO_CURVE, 0},
    {LIMITS, "drive", "drive_mv", ANALOG, GREEN, 0, BIT, COSIM_DRIVE_MV, 0},
    {LIMITS, "potential", "threshold_mv", ANALOG, NORMAL, 0, BIT, COSIM_THRESHOLD_MV, 0},
    {LIMITS, "potential", "reset_mv", ANALOG, NORMAL, 0, BIT, COSIM_RESET_MV, 0},
    {LIMITS, "reference", "bound_upper_uv", ANALOG, NORMAL, 0, BIT, COSIM_BOUND_UPPER_UV, BOUND},
    {LIMITS, "reference", "bound_lower_uv", ANALOG, NORMAL, 0, BIT, COSIM_BOUND_LOWER_UV, BOUND},
    {CLOCKS, "hold", "left", DECIMAL, NORMAL, 0, HOLD, COSIM_NO_CURVE, 0},
    {CLOCKS, "hold", "of_step", DECIMAL, NORMAL, 0, HOLD, COSIM_NO_CURVE, 0},
    {CLOCKS, "clock", "clk", BINARY, NORMAL, 0, BIT, COSIM_NO_CURVE, 0},
    {CLOCKS, "clock", "rst_n", BINARY, NORMAL, 0, BIT, COSIM_NO_CURVE, 0},
    {CLOCKS, "handshake", "valid", BINARY, NORMAL, 0, BIT, COSIM_NO_CURVE, 0},
    {CLOCKS, "handshake", "ready", BINARY, NORMAL, 0, BIT, COSIM_NO_CURVE, 0},
    {CLOCKS, "handshake", "result", BINARY, NORMAL, 0, BIT, COSIM_NO_CURVE, 0},
};
/* clang-format on */
enum { TRACES = sizeof traces / sizeof traces[0] };

/* Tells whether a group stands in a comma-separated list. */
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

/* Tells whether a trace is shown. A circuit that hides its membrane has no curve of it. Painted
 * spikes have one only where the scenario has a peak, and the word is drawn as a curve only where
 * there is no potential to draw. */
static bool is_shown(const cosim_recorder *r, const trace *t)
{
    const char *groups = r->request.groups;
    const cosim_eq_case *c = r->job->q.equations;
    const uint32_t bound = c != NULL && c->plan->unbounded != NULL ? 0 : BOUND;
    if ((groups != NULL && !listed(groups, t->group)) ||
        ((r->job->dut->ops->capabilities | bound) & t->needs) != t->needs) {
        return false;
    }
    if (t->curve == COSIM_WORD) {
        return groups != NULL && !listed(groups, "potential");
    }
    return t->curve != COSIM_PAINTED_MV || r->job->scenario->has_spike_peak;
}

static void write_trace(FILE *file, const cosim_recorder *r, const trace *t)
{
    const struct lif_dut_ops *ops = r->job->dut->ops;
    cosim_gtkwave_trace(file, t->flag, t->colour);
    if (t->curve == COSIM_WORD) {
        fprintf(file, "[fpshift_count] %u\n", ops->format.state_fraction);
    }
    if (t->curve != COSIM_NO_CURVE) {
        cosim_gtkwave_range(file, t->name, r->ranges.low[t->curve], r->ranges.high[t->curve]);
    }
    fprintf(file, "lif_sim.%s.%s", t->group, t->name);
    if (t->width != BIT) {
        fprintf(file, "[%u:0]", (t->width == HOLD ? ops->hold_width : ops->format.state_width) - 1);
    }
    fputc('\n', file);
    cosim_gtkwave_rows(file, t->height);
}

/* Where signals were chosen, all sections are open. */
static bool is_closed(const cosim_recorder *r, section at)
{
    return sections[at].closed && r->request.groups == NULL;
}

static void end_section(FILE *file, const cosim_recorder *r, section at)
{
    if (at != NO_SECTION) {
        cosim_gtkwave_section_end(file, sections[at].title, is_closed(r, at));
    }
}

static void write_traces(FILE *file, const cosim_recorder *r)
{
    section open = NO_SECTION;
    for (size_t i = 0; i < TRACES; i++) {
        const section at = traces[i].section;
        if (!is_shown(r, &traces[i])) {
            continue;
        }
        if (at != open) {
            end_section(file, r, open);
            cosim_gtkwave_section(file, sections[at].title, is_closed(r, at));
            open = at;
        }
        write_trace(file, r, &traces[i]);
    }
    end_section(file, r, open);
}

/* Tells when the first clock of a step stands in the file [ticks]. A file that counts clocks has
 * the idle clocks before it, too, and as many clocks of each step as the circuit needs at the
 * least. */
static double time_of(const cosim_recorder *r, uint64_t step)
{
    const struct lif_dut_ops *ops = r->job->dut->ops;
    const lif_dut_wave wave = {.clocks = r->request.clocks,
                               .step_s = r->job->scenario->params.dt_s};
    uint64_t clocks = step;
    if (wave.clocks) {
        const uint64_t seed = (ops->capabilities & LIF_DUT_IDLES) != 0 ? LIF_CONDUCT_SEED : 0;
        unsigned idle = 0;
        clocks = step * ops->clocks_per_step;
        for (uint64_t at = 0; (at = lif_idle_next(seed, at, &idle)) <= step; at++) {
            clocks += idle;
        }
    }
    return (double)clocks * lif_dut_wave_ticks(&wave);
}

/* The view is the window. The first mismatch gets the primary marker, and the unexplained spikes
 * get A, B, C ... */
static void write_head(FILE *file, const cosim_recorder *r, const cosim_result *result,
                       const char *wave)
{
    const cosim_mismatch *m = &result->first_mismatch;
    double markers[COSIM_GTKWAVE_MARKERS] = {-1.0};
    if (m->present && m->has_step && m->step >= r->from && m->step < r->to) {
        markers[0] = time_of(r, m->step);
    }
    for (size_t i = 1; i < COSIM_GTKWAVE_MARKERS; i++) {
        markers[i] = i <= r->marker_count ? time_of(r, r->markers[i - 1]) : -1.0;
    }
    cosim_gtkwave_head(file, wave, time_of(r, r->from), time_of(r, r->to), markers);
}

int cosim_layout_write(const cosim_recorder *recorder, const cosim_result *result, const char *wave,
                       const char *path, cosim_diag *diag)
{
    cosim_output *output = cosim_output_open(path, diag);
    if (output == NULL) {
        return -1;
    }
    FILE *file = cosim_output_file(output);
    fputs("[*] ", file);
    cosim_put_visible(file, result->scenario, "");
    fputs(" on ", file);
    cosim_put_visible(file, result->dut, "");
    fputs(": written by lifcosim for GTKWave\n", file);
    write_head(file, recorder, result, wave);
    write_traces(file, recorder);
    cosim_gtkwave_end(file);
    return cosim_output_commit(output, diag);
}
