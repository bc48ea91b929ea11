// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "wave/traces.h"

#include "circuit/lif_conduct.h"
#include "equations/case.h"

#include <string.h>

/* The table is narrower with short names. */
#define HEX COSIM_FORM_HEX
#define DECIMAL COSIM_FORM_DECIMAL
#define BINARY COSIM_FORM_BINARY
#define ANALOG COSIM_FORM_CURVE
#define FIXED_POINT COSIM_FORM_WORD
#define NORMAL COSIM_TRACE_NORMAL
#define ORANGE COSIM_TRACE_ORANGE
#define YELLOW COSIM_TRACE_YELLOW
#define GREEN COSIM_TRACE_GREEN
#define VIOLET COSIM_TRACE_VIOLET
#define BIT COSIM_TRACE_BIT
#define WORD COSIM_TRACE_STATE
#define HOLD COSIM_TRACE_HOLD

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
static const cosim_trace_section sections[] = {
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

enum {
    AFTER = LIF_DUT_SHOWS_MEMBRANE,
    BEFORE = LIF_DUT_SHOWS_BEFORE,
    BOUND = 1 << 30,
    USAGE = AFTER | BOUND
};

/* clang-format off */
static const cosim_trace traces[] = {
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
static bool is_shown(const cosim_recorder *r, const cosim_trace *t)
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

const cosim_trace *cosim_trace_next(const cosim_recorder *recorder, const cosim_trace *after)
{
    const cosim_trace *t = after == NULL ? traces : after + 1;
    while (t < traces + TRACES && !is_shown(recorder, t)) {
        t++;
    }
    return t < traces + TRACES ? t : NULL;
}

cosim_trace_section cosim_trace_section_of(const cosim_recorder *recorder, const cosim_trace *trace)
{
    cosim_trace_section at = sections[trace->section];
    at.closed = at.closed && recorder->request.groups == NULL;
    return at;
}

unsigned cosim_trace_high_bit(const cosim_recorder *recorder, const cosim_trace *trace)
{
    const struct lif_dut_ops *ops = recorder->job->dut->ops;
    return trace->width == COSIM_TRACE_BIT    ? 0
           : trace->width == COSIM_TRACE_HOLD ? ops->hold_width - 1
                                              : ops->format.state_width - 1;
}

double cosim_trace_time(const cosim_recorder *r, uint64_t step)
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

double cosim_trace_mismatch(const cosim_recorder *r, const cosim_result *result)
{
    const cosim_mismatch *m = &result->first_mismatch;
    return m->present && m->has_step && m->step >= r->from && m->step < r->to
               ? cosim_trace_time(r, m->step)
               : -1.0;
}
