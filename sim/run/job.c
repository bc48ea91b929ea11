// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "run/job.h"

#include "circuit/format.h"
#include "equations/case.h"
#include "run/coding.h"
#include "run/recorded.h"
#include "scenario/place.h"

#include <math.h>
#include <stdlib.h>
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
        if (cosim_job_drives(job, current_a, n, drive_fx) == 0) {
            continue;
        }
        for (size_t i = 0; i < n && status == 0; i++) {
            if (cosim_job_drives(job, &current_a[i], 1, drive_fx) > 0) {
                status = cosim_job_refuse_clip(job, first + i, current_a[i], diag);
            }
        }
    }
    cosim_current_free(&current);
    return status;
}

/* ---- circuits that are declared by equations ---- */

int cosim_job_event(const cosim_scenario *s, double *event_a, cosim_diag *diag)
{
    double current_a[COSIM_BLOCK_STEPS];
    cosim_current current;
    *event_a = 0.0;
    if (cosim_current_start(&current, s) != 0) {
        return cosim_diag_memory(diag, NULL);
    }
    for (uint64_t first = 0; first < s->steps; first += COSIM_BLOCK_STEPS) {
        const uint64_t left = s->steps - first;
        const size_t n = left < COSIM_BLOCK_STEPS ? (size_t)left : COSIM_BLOCK_STEPS;
        cosim_current_next(&current, n, current_a);
        for (size_t i = 0; i < n; i++) {
            *event_a = fmax(*event_a, current_a[i]);
        }
    }
    cosim_current_free(&current);
    return 0;
}

/* Has what was compiled of a declaration take its steps. A test asks for one way: "interpreted", or
 * "emitted", and then it is an error where the interpreter would have to do it. */
static int take_emitted(const cosim_job *job, cosim_eq_case *c, cosim_diag *diag)
{
    const char *asked = getenv("LIFCOSIM_STEPS");
    const bool interprets = asked != NULL && strcmp(asked, "interpreted") == 0;
    const bool taken = cosim_eq_case_take(c, interprets ? NULL : job->dut->emitted);
    if (taken || asked == NULL || strcmp(asked, "emitted") != 0) {
        return 0;
    }
    cosim_diag_set(
        diag, NULL,
        "circuit %s: fails with LIFCOSIM_STEPS=emitted: it has no compiled steps of this "
        "program's; build it again",
        job->dut->name);
    diag->tool = true; /* nothing is wrong with the input */
    return -1;
}

/* Makes the case of a job; q has of it what all circuits have. */
static int prepare_case(cosim_job *job, cosim_diag *diag)
{
    const cosim_scenario *s = job->scenario;
    const cosim_eq_declaration *d = job->dut->equations;
    lif_error error = {.key = ""};
    cosim_eq_case *c = NULL;
    double event_a = d->unit_a[d->drive];
    if (cosim_job_drives_events(job) && event_a == 0.0 && cosim_job_event(s, &event_a, diag) != 0) {
        return -1;
    }
    if (cosim_eq_case_new(cosim_scenario_arena(s), d, &s->params, event_a, &c, &error) != LIF_OK) {
        cosim_place place;
        cosim_scenario_place(s, error.key, &place);
        return cosim_diag_set(diag, &place, "%s: %s (circuit %s)", error.key, error.message,
                              job->dut->name);
    }
    if (take_emitted(job, c, diag) != 0) {
        return -1;
    }
    const double *v = c->words.values;
    job->q = (lif_quantised){.format = job->dut->ops->format,
                             .scale_v = c->words.scale_v,
                             .zero_v = c->words.zero_v,
                             .lsb = 1.0 / d->one,
                             .drive_fx_per_a = c->drives.per_a[d->drive] *
                                               (d->event_count > 0 ? 1.0 : d->share[d->drive]),
                             .equations = c};
    job->q.words = (lif_words){.threshold_fx = llrint(v[COSIM_EQ_THETA]),
                               .reset_fx = llrint(c->lif.subtract ? c->lif.amount : c->lif.reset),
                               .initial_fx = llrint(c->words.initial),
                               .compare_above = c->lif.above,
                               .reset_by_subtract = c->lif.subtract};
    return 0;
}

static int quantise(cosim_job *job, cosim_diag *diag)
{
    const struct lif_dut_ops *ops = job->dut->ops;
    lif_error error = {.key = ""};
    const lif_status status = lif_quantise(&job->scenario->params, &ops->format, &job->q, &error);
    if (status != LIF_OK) {
        cosim_place place;
        cosim_scenario_place(job->scenario, error.key, &place);
        return cosim_diag_set(diag, &place, "%s: %s (circuit %s)", error.key, error.message,
                              job->dut->name);
    }
    return check_holds(job, diag);
}

int cosim_job_prepare(cosim_job *job, const cosim_scenario *scenario, cosim_dut *dut,
                      cosim_diag *diag)
{
    double low, high, least, most;

    *job = (cosim_job){.scenario = scenario, .dut = dut};
    if (scenario->waits_for_trace && dut->recording == NULL) {
        cosim_place place;
        cosim_scenario_place(scenario, "stimulus", &place);
        return cosim_diag_set(diag, &place,
                              "stimulus: what drove a trace is known from the trace alone; add it "
                              "with --dut MANIFEST.yaml, or write a list of stimuli");
    }
    if (dut->recording != NULL && dut->equations == NULL) {
        return cosim_recorded_prepare(job, diag);
    }
    if ((dut->equations != NULL ? prepare_case(job, diag) : quantise(job, diag)) != 0) {
        return -1;
    }
    const bool events = cosim_job_drives_events(job);
    least = most = 0.0;
    if (!events) {
        cosim_job_current_range(job, &least, &most);
    }
    if (cosim_current_range(scenario, &low, &high) && (events || !(low > least && high < most))) {
        if (find_clip(job, diag) != 0) {
            return -1;
        }
    }
    return dut->recording != NULL ? cosim_recorded_prepare(job, diag) : 0;
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
        .rounding = job->q.source != NULL ? "none" : cosim_dut_rounding(ops),
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
        .hidden = job->dut->equations != NULL && job->recorded == NULL
                      ? job->dut->equations->shown < 0
                      : (ops->capabilities & (LIF_DUT_SHOWS_MEMBRANE | LIF_DUT_SHOWS_BEFORE)) == 0,
        .never_reset = (ops->capabilities & LIF_DUT_NO_RESET) != 0,
        .tolerance = s->tolerance};
    cosim_recorded_describe(job, r->trace, sizeof r->trace);
    r->expect.stated = s->expect.stated;
    r->expect.knife_edge = s->expect.knife_edge;
    r->expect.count_only = s->expect.count_only;
    r->expect.dropped_by = s->expect.dropped_by;
}
