// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "run/job.h"

#include "circuit/format.h"
#include "scenario/place.h"
#include "lif_declared.h"

#include <math.h>
#include <string.h>

static int check_holds(const cosim_job *job, cosim_diag *diag)
{
    const lif_params *p = &job->scenario->params;
    const unsigned bits = job->dut->ops->hold_width;
    const uint64_t limit = ((uint64_t)1 << bits) - 1;
    cosim_place place;
    uint32_t hold;
    if (p->initial_hold > limit) {
        cosim_scenario_place(job->scenario, "neuron.initial_hold", &place);
        return cosim_diag_set(diag, &place,
                              "an initial hold of %u steps does not fit the %u bits of circuit %s; "
                              "give at most %llu",
                              p->initial_hold, bits, job->dut->name, (unsigned long long)limit);
    }
    /* the rules by float time add at most one step to N */
    if (!lif_hold_is_constant(p, &hold)) {
        hold = p->refractory_steps + 1;
    }
    if (hold > limit) {
        cosim_scenario_place(job->scenario, "neuron.refractory", &place);
        return cosim_diag_set(diag, &place,
                              "a refractory time of %u steps does not fit the %u bits of circuit "
                              "%s; give at most %llu steps, or a longer step",
                              hold, bits, job->dut->name, (unsigned long long)limit);
    }
    return 0;
}

int cosim_job_refuse_clip(const cosim_job *job, uint64_t step, double current_a, cosim_diag *diag)
{
    const cosim_scenario *s = job->scenario;
    double low, high;
    cosim_place place;
    cosim_scenario_place(s, s->stimulus_count == 1 ? "stimulus.0" : "stimulus", &place);
    lif_quantise_current_range(&job->q, &low, &high);
    if (job->q.declared != NULL && job->q.declared->events) {
        return cosim_diag_set(
            diag, &place,
            "the current of step %llu, %.6g A, cannot be coded: the input of "
            "circuit %s is an event of %.9g A or nothing; give pulses of one step, "
            "or events with \"current: sample\" that decay at once, with that "
            "amplitude",
            (unsigned long long)step, current_a, job->dut->name,
            (double)job->q.event_fx / job->q.drive_fx_per_a);
    }
    return cosim_diag_set(
        diag, &place,
        "the current of step %llu, %.6g A, is outside of what circuit %s can take (%.6g to %.6g "
        "A); give a smaller current or a format with more integer bits",
        (unsigned long long)step, current_a, job->dut->name, low, high);
}

/* Runs through a deterministic drive without the circuit, to find the first step that clips. */
static int find_clip(const cosim_job *job, cosim_diag *diag)
{
    const cosim_scenario *s = job->scenario;
    double current_a[COSIM_BLOCK_STEPS];
    int32_t drive_fx[COSIM_BLOCK_STEPS];
    cosim_current current;
    int status = 0;

    if (cosim_current_start(&current, s) != 0) {
        return cosim_diag_memory(diag, NULL);
    }
    for (uint64_t first = 0; first < s->steps && status == 0; first += COSIM_BLOCK_STEPS) {
        const uint64_t left = s->steps - first;
        const size_t n = left < COSIM_BLOCK_STEPS ? (size_t)left : COSIM_BLOCK_STEPS;
        cosim_current_next(&current, n, current_a);
        if (lif_quantise_drives(&job->q, current_a, n, drive_fx) == 0) {
            continue;
        }
        for (size_t i = 0; i < n && status == 0; i++) {
            if (lif_quantise_drives(&job->q, &current_a[i], 1, drive_fx) > 0) {
                status = cosim_job_refuse_clip(job, first + i, current_a[i], diag);
            }
        }
    }
    cosim_current_free(&current);
    return status;
}

int cosim_job_prepare(cosim_job *job, const cosim_scenario *scenario, cosim_dut *dut,
                      cosim_diag *diag)
{
    lif_error error = {.key = ""};
    double low, high, least, most;

    *job = (cosim_job){.scenario = scenario, .dut = dut};
    const struct lif_dut_ops *ops = dut->ops;
    const lif_status status = ops->declared == NULL
                                  ? lif_quantise(&scenario->params, &ops->format, &job->q, &error)
                                  : lif_declared_quantise(&scenario->params, &ops->format,
                                                          ops->declared, &job->q, &error);
    if (status != LIF_OK) {
        cosim_place place;
        cosim_scenario_place(scenario, error.key, &place);
        return cosim_diag_set(diag, &place, "%s: %s (circuit %s)", error.key, error.message,
                              dut->name);
    }
    if (check_holds(job, diag) != 0) {
        return -1;
    }
    lif_quantise_current_range(&job->q, &least, &most);
    const bool events = ops->declared != NULL && ops->declared->events;
    if (cosim_current_range(scenario, &low, &high) && (events || !(low > least && high < most))) {
        return find_clip(job, diag);
    }
    return 0;
}

void cosim_run_describe(const cosim_job *job, const cosim_run_options *options, cosim_result *r)
{
    const cosim_scenario *s = job->scenario;
    const struct lif_dut_ops *ops = job->dut->ops;
    *r = (cosim_result){
        .scenario = s->name,
        .file = s->path,
        .sha256 = s->sha256,
        .overrides = (const char *const *)s->overrides,
        .override_count = s->override_count,
        .has_seed = options->has_seed,
        .seed = options->seed,
        .dut = job->dut->name,
        .dut_about = ops->about,
        .rounding = cosim_dut_rounding(ops),
        .format = ops->format,
        .hold_width = ops->hold_width,
        .clocks_per_step = ops->clocks_per_step,
        .words = job->q.words,
        .step_s = s->params.dt_s,
        .scale_v = job->q.scale_v,
        .neuron = {.rest_v = s->params.v_rest_v,
                   .threshold_v = s->params.v_threshold_v,
                   .reset_v = s->params.v_reset_v,
                   .has_spike_peak = s->has_spike_peak,
                   .spike_peak_v = s->spike_peak_v},
        .hidden = (ops->capabilities & (LIF_DUT_SHOWS_MEMBRANE | LIF_DUT_SHOWS_BEFORE)) == 0,
        .never_reset = (ops->capabilities & LIF_DUT_NO_RESET) != 0,
        .tolerance = s->tolerance};
    r->expect.stated = s->expect.stated;
    r->expect.knife_edge = s->expect.knife_edge;
    r->expect.count_only = s->expect.count_only;
    r->expect.dropped_by = s->expect.dropped_by;
}
