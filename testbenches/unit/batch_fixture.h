// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The tests of batches share this: sets of random jobs, and the comparison of two results. */
#ifndef BATCH_FIXTURE_H
#define BATCH_FIXTURE_H

#include "neuron_fixture.h"
#include "base/diag.h"
#include "result/result.h"
#include "result/train.h"
#include "run/job.h"
#include "scenario/scenario.h"
#include "lif_stimulus.h"

#include <stdlib.h>
#include <string.h>

static const cosim_run_options batch_no_options = {.sinks = NULL};

typedef struct batch_set {
    size_t count;
    cosim_scenario *scenarios;
    lif_stimulus *stimuli;
    cosim_job *jobs;
} batch_set;

static inline void batch_set_free(batch_set *set)
{
    free(set->scenarios);
    free(set->stimuli);
    free(set->jobs);
    free(set);
}

/* Draws random parameters, refractory rules included, under noise, of 1 to `longest` steps each;
 * those that the circuit's format cannot hold are drawn again. */
static inline batch_set *batch_set_new(cosim_dut *dut, size_t count, uint64_t longest,
                                       lif_random *random)
{
    batch_set *set = calloc(1, sizeof *set);
    assert_non_null(set);
    set->count = count;
    set->scenarios = calloc(count, sizeof *set->scenarios);
    set->stimuli = calloc(count, sizeof *set->stimuli);
    set->jobs = calloc(count, sizeof *set->jobs);
    assert_true(set->scenarios != NULL && set->stimuli != NULL && set->jobs != NULL);
    for (size_t i = 0, drawn = 0; i < count; drawn++) {
        lif_params params = fixture_random_params(random);
        lif_error error;
        cosim_diag diag;
        lif_quantised q;
        assert_true(drawn < 1000 * count);
        params.refractory_rule = (lif_refractory_rule)lif_random_below(random, 4);
        set->stimuli[i] = fixture_random_noise(random, &params);
        set->scenarios[i] =
            fixture_scenario(&params, &set->stimuli[i], 1, 1 + lif_random_below(random, longest));
        if (lif_params_validate(&params, &error) == LIF_OK &&
            lif_quantise(&params, &dut->ops->format, &q, &error) == LIF_OK) {
            assert_int_equal(cosim_job_prepare(&set->jobs[i], &set->scenarios[i], dut, &diag), 0);
            i++;
        }
    }
    return set;
}

static inline void batch_assert_same_words(const lif_words *a, const lif_words *b)
{
    assert_int_equal(a->leak_fx, b->leak_fx);
    assert_int_equal(a->threshold_fx, b->threshold_fx);
    assert_int_equal(a->reset_fx, b->reset_fx);
    assert_int_equal(a->initial_fx, b->initial_fx);
    assert_int_equal(a->initial_hold, b->initial_hold);
    assert_int_equal(a->compare_above, b->compare_above);
    assert_int_equal(a->reset_by_subtract, b->reset_by_subtract);
}

static inline void batch_assert_same_train(const cosim_train *a, const cosim_train *b)
{
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        assert_int_equal(a->steps[i], b->steps[i]);
    }
}

/* Compares a member of a result bit by bit: a NaN equals itself. */
typedef struct batch_field {
    const char *name;
    size_t offset, bytes;
} batch_field;

/* Releases 14 and 19 of the formatter lay out a macro of braces differently. */
/* clang-format off */
#define BATCH_FIELD(member)                                                                        \
    {#member, offsetof(cosim_result, member), sizeof(((cosim_result *)NULL)->member)}
/* clang-format on */

static inline void batch_assert_same_fields(const cosim_result *a, const cosim_result *b,
                                            const batch_field *fields, size_t count, size_t job)
{
    for (size_t i = 0; i < count; i++) {
        const batch_field *f = &fields[i];
        if (memcmp((const char *)a + f->offset, (const char *)b + f->offset, f->bytes) != 0) {
            fail_msg("job %zu: %s differs", job, f->name);
        }
    }
}

/* Compares every field of two results but `seconds`. */
static inline void batch_assert_same(const cosim_result *a, const cosim_result *b, size_t job)
{
    static const batch_field fields[] = {
        BATCH_FIELD(scenario),
        BATCH_FIELD(file),
        BATCH_FIELD(sha256),
        BATCH_FIELD(overrides),
        BATCH_FIELD(override_count),
        BATCH_FIELD(has_seed),
        BATCH_FIELD(seed),
        BATCH_FIELD(dut),
        BATCH_FIELD(dut_about),
        BATCH_FIELD(format.state_width),
        BATCH_FIELD(format.state_fraction),
        BATCH_FIELD(format.leak_fraction),
        BATCH_FIELD(format.rounding),
        BATCH_FIELD(hold_width),
        BATCH_FIELD(clocks_per_step),
        BATCH_FIELD(steps),
        BATCH_FIELD(step_s),
        BATCH_FIELD(scale_v),
        BATCH_FIELD(neuron.rest_v),
        BATCH_FIELD(neuron.threshold_v),
        BATCH_FIELD(neuron.reset_v),
        BATCH_FIELD(neuron.has_spike_peak),
        BATCH_FIELD(neuron.spike_peak_v),
        BATCH_FIELD(tolerance),
        BATCH_FIELD(verdict),
        BATCH_FIELD(clipped_steps),
        BATCH_FIELD(constants.verdict),
        BATCH_FIELD(exact.verdict),
        BATCH_FIELD(exact.compared),
        BATCH_FIELD(exact.mismatches),
        BATCH_FIELD(bounded.verdict),
        BATCH_FIELD(bounded.compared),
        BATCH_FIELD(bounded.decided),
        BATCH_FIELD(bounded.mismatches),
        BATCH_FIELD(bounded.ambiguous_steps),
        BATCH_FIELD(bounded.unexplained_steps),
        BATCH_FIELD(bounded.max_error_v),
        BATCH_FIELD(bounded.max_bound_v),
        BATCH_FIELD(bounded.max_usage),
        BATCH_FIELD(bounded.sticks),
        BATCH_FIELD(bounded.stuck_step),
        BATCH_FIELD(free_running.verdict),
        BATCH_FIELD(free_running.outcome),
        BATCH_FIELD(free_running.identical),
        BATCH_FIELD(free_running.dut_spikes),
        BATCH_FIELD(free_running.reference_spikes),
        BATCH_FIELD(free_running.has_first_difference),
        BATCH_FIELD(free_running.first_difference),
        BATCH_FIELD(free_running.max_shift_steps),
        BATCH_FIELD(free_running.coincidence),
        BATCH_FIELD(free_running.victor_purpura),
        BATCH_FIELD(free_running.van_rossum),
        BATCH_FIELD(free_running.coincidence_window_s),
        BATCH_FIELD(free_running.victor_purpura_q_per_s),
        BATCH_FIELD(free_running.van_rossum_tau_s),
        BATCH_FIELD(expect.verdict),
        BATCH_FIELD(expect.stated),
        BATCH_FIELD(expect.knife_edge),
        BATCH_FIELD(expect.reference_equal),
        BATCH_FIELD(expect.dut_equal),
        BATCH_FIELD(expect.expected_spikes),
        BATCH_FIELD(first_mismatch.present),
        BATCH_FIELD(wave),
        BATCH_FIELD(layout),
    };
    static const batch_field mismatch[] = {
        BATCH_FIELD(first_mismatch.level),       BATCH_FIELD(first_mismatch.step),
        BATCH_FIELD(first_mismatch.has_step),    BATCH_FIELD(first_mismatch.is_word),
        BATCH_FIELD(first_mismatch.expected_fx), BATCH_FIELD(first_mismatch.observed_fx),
        BATCH_FIELD(first_mismatch.expected_v),  BATCH_FIELD(first_mismatch.observed_v),
        BATCH_FIELD(first_mismatch.bound_v),     BATCH_FIELD(first_mismatch.has_drive),
        BATCH_FIELD(first_mismatch.drive_fx),
    };
    batch_assert_same_fields(a, b, fields, sizeof fields / sizeof fields[0], job);
    if (a->first_mismatch.present) {
        batch_assert_same_fields(a, b, mismatch, sizeof mismatch / sizeof mismatch[0], job);
        assert_string_equal(a->first_mismatch.quantity, b->first_mismatch.quantity);
    }
    batch_assert_same_words(&a->words, &b->words);
    batch_assert_same_train(&a->dut_spikes, &b->dut_spikes);
    batch_assert_same_train(&a->reference_spikes, &b->reference_spikes);
}

#endif
