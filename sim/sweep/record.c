// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A result becomes a record here. */
#include "sweep/record.h"

#include "lif_model.h"

#include <math.h>

const char *cosim_outcome_name(cosim_outcome outcome)
{
    switch (outcome) {
    case COSIM_OUTCOME_PASS:
        return "pass";
    case COSIM_OUTCOME_CONFORMS:
        return "conforms";
    case COSIM_OUTCOME_VACUOUS:
        return "vacuous";
    case COSIM_OUTCOME_FAIL:
        return "fail";
    case COSIM_OUTCOME_REFUSED:
        return "refused";
    }
    return "unknown";
}

/* Returns 1 / mean interval, or NaN below two spikes [Hz]. */
static double interval_rate(const cosim_train *train, double dt_s)
{
    if (train->count < 2) {
        return (double)NAN;
    }
    const uint64_t span = train->steps[train->count - 1] - train->steps[0];
    return (double)(train->count - 1) / ((double)span * dt_s);
}

/* Returns the rate of a constant current without end [Hz]; NaN where the form does not apply or
 * double rounding decides. */
static double closed_form(const cosim_scenario *s)
{
    double current_a = 0.0, margin = 0.0;
    uint64_t first = 0, interval = 0;
    uint32_t hold = 0;
    for (size_t i = 0; i < s->stimulus_count; i++) {
        const lif_stimulus *one = &s->stimuli[i];
        if (one->kind != LIF_STIMULUS_CONSTANT || one->start_s > 0.0 || !isinf(one->stop_s)) {
            return (double)NAN;
        }
        current_a += lif_limited(&one->limits, one->u.constant.amplitude_a);
    }
    current_a = lif_limited(&s->limits, current_a);
    if (s->stimulus_count == 0 || !lif_hold_is_constant(&s->params, &hold)) {
        return (double)NAN;
    }
    const bool fires =
        lif_model_closed_form(&s->params, current_a, hold, &first, &interval, &margin);
    if (!(margin >= 1e-9)) {
        return (double)NAN;
    }
    return fires ? 1.0 / ((double)interval * s->params.dt_s) : 0.0;
}

static void note_shifts(cosim_sweep_record *record, const cosim_train *a, const cosim_train *b)
{
    const size_t pairs = a->count < b->count ? a->count : b->count;
    for (size_t i = 0; i < pairs; i++) {
        const uint64_t shift =
            a->steps[i] > b->steps[i] ? a->steps[i] - b->steps[i] : b->steps[i] - a->steps[i];
        record->shifts[shift < COSIM_SHIFTS - 1 ? shift : COSIM_SHIFTS - 1]++;
    }
    record->unpaired = a->count + b->count - 2 * pairs;
}

void cosim_sweep_record_refused(cosim_sweep_record *record, uint64_t index)
{
    *record = (cosim_sweep_record){.index = index,
                                   .outcome = COSIM_OUTCOME_REFUSED,
                                   .max_error_v = (double)NAN,
                                   .max_bound_v = (double)NAN,
                                   .max_usage = (double)NAN,
                                   .rate_hz = (double)NAN,
                                   .reference_rate_hz = (double)NAN,
                                   .interval_hz = (double)NAN,
                                   .reference_interval_hz = (double)NAN,
                                   .closed_form_hz = (double)NAN};
}

void cosim_sweep_record_of(cosim_sweep_record *record, uint64_t index,
                           const cosim_scenario *scenario, const cosim_result *r)
{
    const double duration_s = (double)r->steps * r->step_s;
    const bool bounded = r->bounded.verdict != COSIM_NOT_APPLICABLE;
    *record = (cosim_sweep_record){
        .index = index,
        .outcome = r->verdict == COSIM_PASS       ? COSIM_OUTCOME_PASS
                   : r->verdict == COSIM_CONFORMS ? COSIM_OUTCOME_CONFORMS
                   : r->verdict == COSIM_VACUOUS  ? COSIM_OUTCOME_VACUOUS
                                                  : COSIM_OUTCOME_FAIL,
        .steps = r->steps,
        .ambiguous_steps = r->bounded.ambiguous_steps,
        .max_error_v = bounded ? r->bounded.max_error_v : (double)NAN,
        .max_bound_v = bounded ? r->bounded.max_bound_v : (double)NAN,
        .max_usage = bounded ? r->bounded.max_usage : (double)NAN,
        .dut_spikes = r->dut_spikes.count,
        .reference_spikes = r->reference_spikes.count,
        .rate_hz = (double)r->dut_spikes.count / duration_s, /* NaN for a clip at step 0 */
        .reference_rate_hz = (double)r->reference_spikes.count / duration_s,
        .interval_hz = interval_rate(&r->dut_spikes, r->step_s),
        .reference_interval_hz = interval_rate(&r->reference_spikes, r->step_s),
        .closed_form_hz = closed_form(scenario)};
    note_shifts(record, &r->dut_spikes, &r->reference_spikes);
}

bool cosim_sweep_is_identical(const cosim_sweep_record *r)
{
    return r->network ? r->identical : r->unpaired == 0 && r->shifts[0] == r->dut_spikes;
}
