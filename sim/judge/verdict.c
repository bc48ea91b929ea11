// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The verdict of each level, and of the run, follows from a judge's findings. */
#include "judge/verdict.h"

#include "judge/equations_result.h"

#include <string.h>

static bool same_list(const cosim_train *train, const uint64_t *expected, size_t count)
{
    return train->count == count &&
           (count == 0 || memcmp(train->steps, expected, count * sizeof *expected) == 0);
}

/* Returns the first step at which two lists differ; they must differ. */
static uint64_t first_difference(const cosim_train *train, const uint64_t *expected, size_t count)
{
    size_t i = 0;
    while (i < train->count && i < count && train->steps[i] == expected[i]) {
        i++;
    }
    if (i == train->count) {
        return expected[i];
    }
    return i == count || train->steps[i] < expected[i] ? train->steps[i] : expected[i];
}

static void finish_expect(const uint64_t *expected, size_t count, cosim_result *r,
                          cosim_mismatch *first)
{
    r->expect.verdict = COSIM_NOT_APPLICABLE;
    r->expect.expected_spikes = count;
    if (!r->expect.stated) {
        return;
    }
    if (r->expect.count_only) {
        r->expect.reference_equal = r->reference_spikes.count == count;
        r->expect.dut_equal = r->dut_spikes.count == count;
        if (!r->expect.knife_edge) {
            r->expect.verdict =
                r->expect.reference_equal && r->expect.dut_equal ? COSIM_PASS : COSIM_FAIL;
        }
        return;
    }
    r->expect.reference_equal = same_list(&r->reference_spikes, expected, count);
    r->expect.dut_equal = same_list(&r->dut_spikes, expected, count);
    if (r->expect.knife_edge) {
        return;
    }
    r->expect.verdict = r->expect.reference_equal && r->expect.dut_equal ? COSIM_PASS : COSIM_FAIL;
    if (r->expect.verdict == COSIM_FAIL) {
        const bool dut = !r->expect.dut_equal;
        const cosim_train *train = dut ? &r->dut_spikes : &r->reference_spikes;
        const uint64_t step = first_difference(train, expected, count);
        bool published = false;
        for (size_t i = 0; i < count; i++) {
            published |= expected[i] == step;
        }
        *first = (cosim_mismatch){.present = true,
                                  .level = COSIM_LEVEL_EXPECT,
                                  .has_step = true,
                                  .step = step,
                                  .quantity = dut ? "spike" : "reference spike",
                                  .is_word = true,
                                  .expected_fx = published,
                                  .observed_fx = !published};
    }
}

static cosim_verdict of_outcome(cosim_free_outcome outcome)
{
    return outcome == COSIM_FREE_FAIL           ? COSIM_FAIL
           : outcome == COSIM_FREE_SAYS_NOTHING ? COSIM_NOT_APPLICABLE
                                                : COSIM_PASS;
}

static void finish_free(const cosim_judge *j, cosim_result *r)
{
    r->free_running.dut_spikes = j->dut_spike_count;
    r->free_running.reference_spikes = j->reference_spike_count;
    r->free_running.identical = !j->free_differs;
    r->free_running.has_first_difference = j->free_differs;
    r->free_running.first_difference = j->free_difference;
    r->free_running.outcome = j->step == 0                          ? COSIM_FREE_SAYS_NOTHING
                              : !j->free_differs                    ? COSIM_FREE_IDENTICAL
                              : j->ambiguous == 0                   ? COSIM_FREE_FAIL
                              : r->bounded.verdict == COSIM_VACUOUS ? COSIM_FREE_SAYS_NOTHING
                                                                    : COSIM_FREE_EXPLAINED;
    r->free_running.verdict = of_outcome(r->free_running.outcome);
    r->free_running.max_shift_steps = 0;
    for (size_t i = 0; i < r->dut_spikes.count && i < r->reference_spikes.count; i++) {
        const uint64_t a = r->dut_spikes.steps[i], b = r->reference_spikes.steps[i];
        const uint64_t shift = a > b ? a - b : b - a;
        if (shift > r->free_running.max_shift_steps) {
            r->free_running.max_shift_steps = shift;
        }
    }
}

static void finish_bounded(const cosim_judge *j, cosim_result *r)
{
    r->bounded.compared = j->bounded_compared;
    r->bounded.decided = j->decided;
    r->bounded.mismatches = j->bounded_mismatches;
    r->bounded.ambiguous_steps = j->ambiguous;
    r->bounded.unexplained_steps = j->unexplained;
    r->bounded.max_error_v = j->max_error * j->q.scale_v;
    r->bounded.max_bound_v = j->max_bound * j->q.scale_v;
    r->bounded.max_usage = j->max_usage;
    r->bounded.sticks = j->sticks;
    r->bounded.stuck_step = j->stuck_step;
    r->bounded.verdict = j->bounded_mismatches > 0     ? COSIM_FAIL
                         : j->step == 0                ? COSIM_NOT_APPLICABLE
                         : j->unbounded                ? COSIM_NOT_APPLICABLE
                         : j->max_bound > r->tolerance ? COSIM_VACUOUS
                                                       : COSIM_PASS;
}

/* A run that one level refuses cannot pass by the others. */
static bool any_fails(const cosim_result *r)
{
    bool fails = r->clipped_steps > 0;
    fails = fails || r->lif.cut_steps > 0;
    fails = fails || r->constants.verdict == COSIM_FAIL;
    fails = fails || r->exact.verdict == COSIM_FAIL;
    fails = fails || r->lif.verdict == COSIM_FAIL;
    fails = fails || r->bounded.verdict == COSIM_FAIL;
    fails = fails || r->free_running.verdict == COSIM_FAIL;
    fails = fails || r->expect.verdict == COSIM_FAIL;
    return fails;
}

bool cosim_verdict_follows(const cosim_result *r)
{
    if (r->free_running.verdict != of_outcome(r->free_running.outcome) ||
        (r->verdict == COSIM_FAIL) != any_fails(r)) {
        return false;
    }
    if (cosim_verdict_is_good(r->verdict) &&
        (r->verdict == COSIM_CONFORMS) != (r->lif.declared && r->lif.own)) {
        return false;
    }
    return !cosim_verdict_is_good(r->verdict) || r->bounded.verdict == COSIM_PASS ||
           r->exact.verdict == COSIM_PASS;
}

/* PASS needs something that was really compared: a membrane, or, where it is hidden, a spike that
 * had to happen or an exact level with a spike. And the circuit must have been shown to be this
 * neuron, by a bound that says something. Where the circuit is bit for bit what it declares, two
 * other things show it: the same spikes as the reference, or a spike that had to happen while its
 * rounding never held it back (for a time constant, which a neuron without leak does not have). */
static cosim_verdict overall(const cosim_judge *j, const cosim_result *r)
{
    const bool hidden = !j->shows_before && !j->shows_membrane;
    const bool exact = r->exact.verdict == COSIM_PASS;
    const bool compared = hidden ? r->bounded.decided > 0 || (exact && j->dut_spike_count > 0)
                                 : r->exact.compared + r->bounded.compared > 0;
    const bool moves = r->bounded.decided > 0 && !r->bounded.sticks;
    const bool fine = lif_params_leaks(&j->params) && r->lif.rho <= COSIM_RHO_MOST;
    const bool neuron = r->bounded.verdict == COSIM_PASS ||
                        (exact && (r->free_running.identical || (moves && fine)));
    const bool is_lif = !r->lif.declared || r->lif.own || r->lif.verdict == COSIM_PASS;
    if (any_fails(r)) {
        return COSIM_FAIL;
    }
    return !compared || !neuron || !is_lif ? COSIM_VACUOUS
           : r->lif.own                    ? COSIM_CONFORMS
                                           : COSIM_PASS;
}

void cosim_judge_finish(const cosim_judge *judge, const uint64_t *expected, size_t count,
                        cosim_result *result)
{
    cosim_mismatch first[COSIM_LEVELS];
    memcpy(first, judge->first, sizeof first);

    result->constants.verdict = judge->constants;
    result->exact.compared = judge->exact_compared;
    result->exact.mismatches = judge->exact_mismatches;
    /* a handshake can be broken by a circuit that has no integer model */
    result->exact.verdict = judge->exact_mismatches > 0 ? COSIM_FAIL
                            : judge->exact_compared > 0 ? COSIM_PASS
                                                        : COSIM_NOT_APPLICABLE;
    if (judge->q.equations != NULL) {
        cosim_judge_equations_finish(judge, result);
    }
    finish_bounded(judge, result);
    finish_free(judge, result);
    finish_expect(expected, count, result, &first[COSIM_LEVEL_EXPECT]);
    if (result->free_running.verdict != COSIM_FAIL) {
        first[COSIM_LEVEL_FREE_RUNNING].present = false;
    }
    result->verdict = overall(judge, result);
    result->first_mismatch.present = false;
    for (int level = 0; level < COSIM_LEVELS && !result->first_mismatch.present; level++) {
        result->first_mismatch = first[level];
    }
}
