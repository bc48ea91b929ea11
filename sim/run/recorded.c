// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "run/recorded.h"

#include "base/si.h"
#include "equations/case.h"
#include "judge/judge.h"
#include "run/recorded_drive.h"
#include "run/recorded_rows.h"
#include "scenario/place.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { SHOWN_FRACTION = 24 }; /* of the words that stand for potentials where there are none */

static int32_t shown_word(double value)
{
    const double word = rint(ldexp(value, SHOWN_FRACTION));
    return word < INT32_MIN ? INT32_MIN : word > INT32_MAX ? INT32_MAX : (int32_t)word;
}

/* ---- values in volts ---- */

/* Gives the volts of a value of the membrane's column, and what it counts from. */
static double membrane_unit(const cosim_job *job)
{
    const cosim_recording *t = job->dut->recording;
    return t->membrane_v > 0.0 ? t->membrane_v : job->scenario->written_scale_v / t->one;
}

static double membrane_zero(const cosim_job *job)
{
    return job->dut->recording->from_rest ? job->scenario->params.v_rest_v : 0.0;
}

/* Fills the membranes, and what each may be off by: half of its last printed place, its conversion
 * to the source's numbers (and to those here), and the uncertainty of who measured it. */
static void fill_membranes(const cosim_job *job, cosim_recorded *r)
{
    const cosim_recording *t = job->dut->recording;
    const double unit = membrane_unit(job), zero = membrane_zero(job);
    for (uint64_t n = 0; n < job->scenario->steps; n++) {
        r->view_v[n] = t->uncertainty_v;
        if (r->observed_v == NULL) {
            continue;
        }
        const double value = t->membrane.values[n + t->membrane.latency];
        const bool hides = t->shows == COSIM_RECORDED_BETWEEN && r->spike[n] != 0;
        r->observed_v[n] = hides ? (double)NAN : zero + value * unit;
        r->view_v[n] += cosim_digits_half(&t->membrane.digits, value) * unit +
                        (r->source.unit + 0x1p-51) * (fabs(value) * unit + fabs(zero));
    }
}

static void fill_slack(const cosim_job *job, cosim_recorded *r)
{
    const cosim_recorded_column *c = &job->dut->recording->input;
    for (uint64_t n = 0; n < job->scenario->steps; n++) {
        r->slack_a[n] = c->path == NULL || !r->printed_input
                            ? 0.0
                            : cosim_digits_half(&c->digits, c->values[n + c->latency]) *
                                  job->dut->recording->input_a;
    }
}

/* ---- words ---- */

static int fill_outputs(const cosim_job *job, cosim_recorded *r, cosim_diag *diag)
{
    const cosim_equations *e = job->dut->equations->equations;
    for (size_t k = 0; k < e->output_count; k++) {
        const cosim_recorded_column *c = &job->dut->recording->outputs[k];
        const cosim_eq_type type = e->outputs[k].type;
        const double high = ldexp(1.0, (int)type.bits - type.is_signed);
        const double low = type.is_signed ? -high : 0.0;
        for (uint64_t n = 0; n < job->scenario->steps; n++) {
            const uint64_t row = n + c->latency;
            const double value = c->values[row];
            if (value != rint(value) || !(value >= low && value < high) || fabs(value) > 0x1p53) {
                return cosim_recorded_refuse(
                    c, row, diag, "%.17g is no word of output %s; write a whole number of %s%u",
                    value, e->outputs[k].port, type.is_signed ? "s" : "u", type.bits);
            }
            r->outputs[n * e->output_count + k] = (int64_t)value;
        }
    }
    return 0;
}

/* ---- the whole ---- */

static int make_room(const cosim_job *job, cosim_recorded *r)
{
    const cosim_scenario *s = job->scenario;
    cosim_arena *arena = cosim_scenario_arena(s);
    const size_t steps = (size_t)s->steps;
    if (s->steps > SIZE_MAX / sizeof(double)) {
        return -1;
    }
    r->spike = cosim_arena_alloc(arena, steps);
    if (job->dut->equations != NULL) {
        const size_t outputs = job->dut->equations->equations->output_count;
        r->outputs = cosim_arena_alloc(arena, steps * outputs * sizeof *r->outputs);
        return r->spike != NULL && r->outputs != NULL ? 0 : -1;
    }
    const bool hidden = job->dut->recording->shows == COSIM_RECORDED_HIDDEN;
    r->observed_v = hidden ? NULL : cosim_arena_alloc(arena, steps * sizeof *r->observed_v);
    r->view_v = cosim_arena_alloc(arena, steps * sizeof *r->view_v);
    r->slack_a = cosim_arena_alloc(arena, steps * sizeof *r->slack_a);
    return r->spike != NULL && r->view_v != NULL && r->slack_a != NULL &&
                   (hidden || r->observed_v != NULL)
               ? 0
               : -1;
}

static void quantise(cosim_job *job)
{
    const lif_params *p = &job->scenario->params;
    const double scale = lif_params_scale(p), rest = p->v_rest_v;
    job->q = (lif_quantised){.format = job->dut->ops->format,
                             .scale_v = scale,
                             .zero_v = rest,
                             .lsb = ldexp(1.0, -SHOWN_FRACTION),
                             .drive_fx_per_a = ldexp(p->r_ohm / scale, SHOWN_FRACTION),
                             .source = &job->recorded->source};
    job->q.words = (lif_words){.threshold_fx = shown_word((p->v_threshold_v - rest) / scale),
                               .reset_fx = shown_word(p->reset_mode == LIF_RESET_BY_SUBTRACTION
                                                          ? 1.0
                                                          : (p->v_reset_v - rest) / scale),
                               .initial_fx = shown_word((p->v_initial_v - rest) / scale),
                               .initial_hold = p->initial_hold,
                               .compare_above = p->compare == LIF_ABOVE,
                               .reset_by_subtract = p->reset_mode == LIF_RESET_BY_SUBTRACTION};
}

/* Judges all rows once, with the rounding that is set. Returns whether every row is explained. */
static int explains(const cosim_job *job, bool *all, cosim_diag *diag)
{
    const uint64_t steps = job->scenario->steps;
    double current_a[COSIM_BLOCK_STEPS];
    int32_t drive_fx[COSIM_BLOCK_STEPS];
    uint32_t hold[COSIM_BLOCK_STEPS], constant = 0;
    const bool one_hold = lif_hold_is_constant(&job->scenario->params, &constant);
    cosim_judge judge;
    cosim_current current;
    if (cosim_current_start(&current, job->scenario) != 0) {
        return cosim_diag_memory(diag, NULL);
    }
    memset(drive_fx, 0, sizeof drive_fx);
    cosim_judge_start(&judge, &job->scenario->params, &job->q, job->dut->ops->capabilities, NULL,
                      NULL);
    for (uint64_t first = 0; first < steps; first += COSIM_BLOCK_STEPS) {
        const uint64_t left = steps - first;
        const size_t n = left < COSIM_BLOCK_STEPS ? (size_t)left : COSIM_BLOCK_STEPS;
        cosim_judge_block block = {.n = n,
                                   .current_a = current_a,
                                   .drive_fx = drive_fx,
                                   .hold = one_hold ? NULL : hold,
                                   .hold_constant = constant,
                                   .spike = job->recorded->spike + first};
        cosim_current_next(&current, n, current_a);
        if (!one_hold) {
            lif_hold_fill(&job->scenario->params, first, n, hold);
        }
        cosim_recorded_add(job, first, &block);
        cosim_judge_run(&judge, &block);
    }
    cosim_current_free(&current);
    *all = judge.bounded_mismatches == 0;
    return 0;
}

void cosim_recorded_round(const cosim_job *job, unsigned rounding)
{
    const cosim_recording *t = job->dut->recording;
    cosim_recorded *r = job->recorded;
    lif_source_start(&r->source, &job->scenario->params,
                     rounding / 2 == 0 ? LIF_SOURCE_FLOAT64 : LIF_SOURCE_FLOAT32);
    r->source.unknown_start = t->unknown_start;
    r->printed_input = rounding % 2 == 1;
    fill_membranes(job, r);
    fill_slack(job, r);
}

bool cosim_recorded_may_round(const cosim_job *job, unsigned rounding)
{
    const cosim_recording *t = job->dut->recording;
    const bool printed = rounding % 2 == 1, single = rounding / 2 == 1;
    return (!printed || job->scenario->driven_by_trace) &&
           (single ? t->precision == COSIM_RECORDED_FLOAT32 ||
                         (t->precision == COSIM_RECORDED_UNSTATED && job->recorded->may_be_single)
                   : t->precision != COSIM_RECORDED_FLOAT32);
}

/* Takes the narrowest rounding that explains the rows, or, where none does, the widest that they
 * may have: a trace is refused only if none explains it. */
static int choose_rounding(const cosim_job *job, cosim_recorded *r, cosim_diag *diag)
{
    const cosim_recorded_column *c = &job->dut->recording->membrane;
    bool all = false;
    r->may_be_single = cosim_digits_may_be_single(&c->digits, c->values, (size_t)c->count);
    for (unsigned i = 0; i < COSIM_RECORDED_ROUNDINGS && !all; i++) {
        if (cosim_recorded_may_round(job, i)) {
            cosim_recorded_round(job, i);
            if (explains(job, &all, diag) != 0) {
                return -1;
            }
        }
    }
    return 0;
}

/* Refuses what the scenario says and the recording cannot be judged by. */
static int check_start(const cosim_job *job, cosim_diag *diag)
{
    const cosim_recording *t = job->dut->recording;
    const bool blind = t->shows == COSIM_RECORDED_HIDDEN || t->shows == COSIM_RECORDED_BETWEEN;
    cosim_place place;
    if (!t->unknown_start || !blind ||
        job->scenario->params.reset_mode != LIF_RESET_BY_SUBTRACTION) {
        return 0;
    }
    cosim_scenario_place(job->scenario, "neuron.reset_mode", &place);
    return cosim_diag_set(
        diag, &place,
        "neuron.reset_mode: the start of the trace is unknown, and with a reset by "
        "subtraction no row tells its membrane; write \"initial: known\" in the "
        "manifest, or what it shows at a spike");
}

/* A membrane that comes rows later shows the initial one first. */
static int check_initial(const cosim_job *job, const cosim_recorded *r, cosim_diag *diag)
{
    const cosim_recording *t = job->dut->recording;
    const double initial_v = job->scenario->params.v_initial_v, unit = membrane_unit(job);
    char found[COSIM_SI_BYTES], stated[COSIM_SI_BYTES];
    if (t->membrane.path == NULL || t->membrane.latency == 0 || t->unknown_start) {
        return 0;
    }
    const uint64_t row = t->membrane.latency - 1;
    const double value = t->membrane.values[row], v = membrane_zero(job) + value * unit;
    const double most =
        r->source.initial_v + t->uncertainty_v +
        cosim_digits_half(&t->membrane.digits, value) * unit +
        (r->source.unit + 0x1p-51) * (fabs(value) * unit + fabs(membrane_zero(job)));
    return fabs(v - initial_v) <= most
               ? 0
               : cosim_recorded_refuse(
                     &t->membrane, row, diag,
                     "the trace starts with a membrane of %s, and the scenario with %s; write its "
                     "initial membrane in the scenario, or \"initial: unknown\" in the manifest",
                     cosim_si(v, "V", 9, found), cosim_si(initial_v, "V", 9, stated));
}

static int prepare_words(const cosim_job *job, cosim_recorded *r, cosim_diag *diag)
{
    const cosim_eq_declaration *d = job->dut->equations;
    if (fill_outputs(job, r, diag) != 0) {
        return -1;
    }
    for (uint64_t n = 0; n < job->scenario->steps; n++) {
        r->spike[n] = r->outputs[n * d->equations->output_count + d->spike] != 0;
    }
    return 0;
}

static int prepare_volts(cosim_job *job, cosim_recorded *r, cosim_diag *diag)
{
    quantise(job);
    return check_start(job, diag) == 0 && cosim_recorded_spikes(job, r->spike, diag) == 0 &&
                   choose_rounding(job, r, diag) == 0
               ? check_initial(job, r, diag)
               : -1;
}

int cosim_recorded_prepare(cosim_job *job, cosim_diag *diag)
{
    cosim_recorded *r = cosim_arena_alloc(cosim_scenario_arena(job->scenario), sizeof *r);
    if (r == NULL || make_room(job, r) != 0) {
        return cosim_diag_memory(diag, NULL);
    }
    job->recorded = r;
    return cosim_recorded_rows(job, diag) == 0 &&
                   (job->scenario->waits_for_trace || cosim_recorded_check(job, diag) == 0)
               ? (job->dut->equations != NULL ? prepare_words(job, r, diag)
                                              : prepare_volts(job, r, diag))
               : -1;
}

/* ---- what a run asks for ---- */

void cosim_recorded_answer(const cosim_job *job, uint64_t first, size_t n, int32_t *before_fx,
                           int32_t *after_fx, uint8_t *spike, int64_t *outputs)
{
    const cosim_recorded *r = job->recorded;
    if (job->dut->equations != NULL) {
        const size_t count = job->dut->equations->equations->output_count;
        memcpy(outputs, r->outputs + first * count, n * count * sizeof *outputs);
        return;
    }
    memcpy(spike, r->spike + first, n);
    for (size_t i = 0; i < n && r->observed_v != NULL; i++) {
        const double v = r->observed_v[first + i];
        const int32_t word = isnan(v) ? 0 : shown_word((v - job->q.zero_v) / job->q.scale_v);
        before_fx[i] = after_fx[i] = word;
    }
}

void cosim_recorded_add(const cosim_job *job, uint64_t first, cosim_judge_block *block)
{
    const cosim_recorded *r = job->recorded;
    if (r != NULL && r->view_v != NULL) {
        block->observed_v = r->observed_v != NULL ? r->observed_v + first : NULL;
        block->view_v = r->view_v + first;
        block->slack_a = r->slack_a + first;
    }
}

void cosim_recorded_describe(const cosim_job *job, char *text, size_t bytes)
{
    const cosim_recorded *r = job->recorded;
    const cosim_recording *t = job->dut->recording;
    char printed[COSIM_SI_BYTES + 40] = "", uncertain[COSIM_SI_BYTES + 40] = "";
    char si[COSIM_SI_BYTES];
    text[0] = '\0';
    if (r == NULL) {
        return;
    }
    if (r->view_v == NULL) {
        snprintf(text, bytes, "in words, as declared");
        return;
    }
    if (r->observed_v != NULL) {
        const double half =
            cosim_digits_half(&t->membrane.digits,
                              (job->scenario->params.v_threshold_v - membrane_zero(job)) /
                                  membrane_unit(job)) *
            membrane_unit(job);
        if (half > 0x1p-50 * fabs(job->scenario->params.v_threshold_v)) {
            snprintf(printed, sizeof printed, ", printed to %s", cosim_si(2.0 * half, "V", 3, si));
        }
    }
    if (t->uncertainty_v > 0.0) {
        snprintf(uncertain, sizeof uncertain, ", measured within %s",
                 cosim_si(t->uncertainty_v, "V", 3, si));
    }
    snprintf(text, bytes, "in volts, of a source that rounds as %s%s%s%s%s%s",
             r->source.unit != LIF_SOURCE_FLOAT32      ? "float64"
             : t->precision == COSIM_RECORDED_UNSTATED ? "float32 at the most"
                                                       : "float32",
             printed, uncertain,
             r->printed_input ? ", driven with currents that were rounded where they were printed"
                              : "",
             t->input.path == NULL ? "; its input is not in the trace" : "",
             t->unknown_start ? "; its start is unknown" : "");
}
