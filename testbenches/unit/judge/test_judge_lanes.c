// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Judges side by side in vectors end in the state, bit by bit, in which each by itself would have
 * ended, whichever kernel of this processor does it: on sound circuits, on faulty ones (whose steps
 * go back to the definition), with columns of any lengths, methods and holds, and without a judge.
 */
#include "batch_fixture.h"
#include "circuit/open.h"
#include "judge/judge.h"
#include "judge/lanes.h"
#include "judge/state.h"
#include "judge/vectors.h"
#include "result/train.h"
#include "run/job.h"
#include "scenario/current.h"

#include <stdio.h>
#include <string.h>

enum { COLUMNS = 2 * JUDGE_LANES + 3, LONGEST = 200, BLOCKS = 12, KERNELS_MOST = 8 };

/* This is one run, judged by itself, and in a table once for each kernel. */
typedef struct twin {
    cosim_current current;
    lif_dut *circuit;
    cosim_judge alone, among[KERNELS_MOST];
    cosim_train trains[KERNELS_MOST + 1][2];
    uint64_t done;
    double current_a[LONGEST];
    uint32_t hold[LONGEST];
    int32_t drive[LONGEST], before[LONGEST], after[LONGEST];
    uint8_t spike[LONGEST];
} twin;

/* This is the table of a block, with a row for each step. */
static struct {
    double current_a[LONGEST * COLUMNS];
    uint32_t hold[LONGEST * COLUMNS], hold_constant[COLUMNS];
    int32_t drive[LONGEST * COLUMNS], before[LONGEST * COLUMNS], after[LONGEST * COLUMNS];
    uint8_t spike[LONGEST * COLUMNS];
} rows;

static void twin_start(twin *t, const cosim_job *job)
{
    const struct lif_dut_ops *ops = job->dut->ops;
    char error[128] = "";
    memset(t, 0, sizeof *t);
    t->circuit = ops->open(ops, error, sizeof error);
    assert_non_null(t->circuit);
    assert_int_equal(ops->configure(t->circuit, &job->q.words, 1), 0);
    assert_int_equal(cosim_current_start(&t->current, job->scenario), 0);
    cosim_judge_start(&t->alone, &job->scenario->params, &job->q, ops->capabilities,
                      &t->trains[0][0], &t->trains[0][1]);
    for (unsigned k = 0; k <= cosim_judge_kernels(); k++) {
        memcpy(&t->among[k], &t->alone, sizeof t->alone);
        t->among[k].dut_spikes = &t->trains[k + 1][0];
        t->among[k].reference_spikes = &t->trains[k + 1][1];
    }
}

/* Changes one bit of what the circuit has answered; often in the last step, of which no later one
 * of the block can tell: that it was held, or which word it left. */
static void spoil(twin *t, size_t n, lif_random *random)
{
    const uint64_t kind = lif_random_below(random, 4);
    const bool last = kind == 3 || lif_random_below(random, 2) == 0;
    const size_t i = last ? n - 1 : lif_random_below(random, n);
    const int32_t bit = (int32_t)(1u << lif_random_below(random, 32));
    t->spike[i] ^= kind == 0 || kind == 3;
    t->before[i] ^= kind == 1 ? bit : 0;
    t->after[i] ^= kind == 2 ? bit : 0;
}

/* Takes n steps of the circuit, judged alone and put into column c. */
static void twin_run(twin *t, const cosim_job *job, size_t n, size_t c, bool constant,
                     lif_random *spoiled)
{
    lif_hold_fill(&job->scenario->params, t->done, n, t->hold);
    const lif_dut_block steps = {.n = n,
                                 .drive_fx = t->drive,
                                 .hold = t->hold,
                                 .before_fx = t->before,
                                 .after_fx = t->after,
                                 .spike = t->spike};
    const cosim_judge_block block = {.n = n,
                                     .current_a = t->current_a,
                                     .drive_fx = t->drive,
                                     .hold = constant ? NULL : t->hold,
                                     .hold_constant = t->hold[0],
                                     .before_fx = t->before,
                                     .after_fx = t->after,
                                     .spike = t->spike};
    cosim_current_next(&t->current, n, t->current_a);
    lif_quantise_drives(&job->q, t->current_a, n, t->drive);
    assert_int_equal(job->dut->ops->run(t->circuit, &steps), 0);
    if (spoiled != NULL && lif_random_below(spoiled, 10) == 0) {
        spoil(t, n, spoiled);
    }
    cosim_judge_run(&t->alone, &block);
    t->done += n;
    rows.hold_constant[c] = t->hold[0];
    for (size_t i = 0; i < n; i++) {
        const size_t here = i * COLUMNS + c;
        rows.current_a[here] = t->current_a[i];
        rows.hold[here] = t->hold[i];
        rows.drive[here] = t->drive[i];
        rows.before[here] = t->before[i];
        rows.after[here] = t->after[i];
        rows.spike[here] = t->spike[i];
    }
}

static void judge_compare(const twin *t, unsigned kernel, size_t column)
{
    static cosim_judge a, b;
    memcpy(&a, &t->alone, sizeof a);
    memcpy(&b, &t->among[kernel], sizeof b);
    batch_assert_same_train(&t->trains[0][0], &t->trains[kernel + 1][0]);
    batch_assert_same_train(&t->trains[0][1], &t->trains[kernel + 1][1]);
    assert_memory_equal(&a.free.v, &b.free.v, sizeof a.free.v);
    assert_int_equal(a.free.hold, b.free.hold);
    /* The rest is compared byte by byte, but for the trains' addresses and the padding of a copied
     * state. */
    memset(&a.free, 0, sizeof a.free);
    memset(&b.free, 0, sizeof b.free);
    b.dut_spikes = a.dut_spikes;
    b.reference_spikes = a.reference_spikes;
    if (memcmp(&a, &b, sizeof a) != 0) {
        fail_msg("kernel %u: the judge of column %zu ends in another state", kernel, column);
    }
}

/* Runs one block of all twins: mostly of one length, as in a sweep. */
static void run_block(twin *twins, const batch_set *set, lif_random *random, bool constant,
                      bool spoiled)
{
    static double current_a[LONGEST];
    static uint32_t hold[LONGEST];
    static int32_t drive[LONGEST], before[LONGEST], after[LONGEST];
    static uint8_t spike[LONGEST];
    const cosim_judge_room room = {current_a, drive, before, after, spike, hold};
    const cosim_judge_table table = {.columns = COLUMNS,
                                     .current_a = rows.current_a,
                                     .drive_fx = rows.drive,
                                     .before_fx = rows.before,
                                     .after_fx = rows.after,
                                     .spike = rows.spike,
                                     .hold = constant ? NULL : rows.hold,
                                     .hold_constant = rows.hold_constant};
    const size_t most = 1 + lif_random_below(random, LONGEST);
    const size_t absent = lif_random_below(random, 2 * COLUMNS);
    size_t n[COLUMNS];
    for (size_t c = 0; c < COLUMNS; c++) {
        n[c] = lif_random_below(random, 6) == 0 ? 1 + lif_random_below(random, most) : most;
        n[c] = c == absent ? 0 : n[c];
        if (n[c] > 0) {
            twin_run(&twins[c], &set->jobs[c], n[c], c, constant, spoiled ? random : NULL);
        }
    }
    for (unsigned k = 0; k <= cosim_judge_kernels(); k++) {
        cosim_judge *judges[COLUMNS];
        for (size_t c = 0; c < COLUMNS; c++) {
            judges[c] = c == absent ? NULL : &twins[c].among[k];
        }
        cosim_judge_lanes(judges, n, &table, &room, k);
        for (size_t c = 0; c < COLUMNS; c++) {
            judge_compare(&twins[c], k, c);
        }
    }
}

/* The holds of all runs are constant in every other round. */
static bool same_holds(const batch_set *set, int round)
{
    bool constant = round % 2 == 1;
    for (size_t c = 0; c < COLUMNS && constant; c++) {
        cosim_diag diag;
        uint32_t hold;
        set->scenarios[c].params.refractory_rule = LIF_REFRACTORY_STEPS;
        assert_int_equal(
            cosim_job_prepare(&set->jobs[c], &set->scenarios[c], set->jobs[c].dut, &diag), 0);
        constant = lif_hold_is_constant(&set->scenarios[c].params, &hold);
    }
    return constant;
}

static void compare_all(const char *circuit, bool spoiled)
{
    static twin twins[COLUMNS];
    cosim_dut *dut = fixture_dut(circuit);
    uint64_t spikes = 0, failures = 0, ambiguous = 0;
    lif_random random;
    lif_random_seed(&random, fixture_seed(circuit));
    assert_true(cosim_judge_kernels() < KERNELS_MOST);
    for (int round = 0; round < 8; round++) {
        batch_set *set = batch_set_new(dut, COLUMNS, 1, &random);
        const bool constant = same_holds(set, round);
        for (size_t c = 0; c < COLUMNS; c++) {
            set->scenarios[c].steps = LONGEST * BLOCKS;
            twin_start(&twins[c], &set->jobs[c]);
            for (unsigned k = 0; k <= cosim_judge_kernels(); k++) {
                twins[c].among[k].plain = twins[c].alone.plain = c == (size_t)round;
            }
        }
        for (int block = 0; block < BLOCKS; block++) {
            run_block(twins, set, &random, constant, spoiled);
        }
        for (size_t c = 0; c < COLUMNS; c++) {
            const cosim_judge *j = &twins[c].alone;
            spikes += j->dut_spike_count;
            ambiguous += j->ambiguous;
            failures += j->exact_mismatches + j->bounded_mismatches;
            cosim_current_free(&twins[c].current);
            dut->ops->close(twins[c].circuit);
            for (unsigned k = 0; k <= cosim_judge_kernels() + 1; k++) {
                cosim_train_free(&twins[c].trains[k][0]);
                cosim_train_free(&twins[c].trains[k][1]);
            }
        }
        batch_set_free(set);
    }
    print_message("# %llu spikes, %llu mismatches, %llu ambiguous steps\n",
                  (unsigned long long)spikes, (unsigned long long)failures,
                  (unsigned long long)ambiguous);
    assert_true(spikes > 1000);
    assert_int_equal(failures > 0, spoiled || strstr(circuit, "faults") != NULL);
    cosim_dut_close(dut);
}

static void equals_one_by_one(void **state) { compare_all(*state, false); }
static void equals_when_spoiled(void **state) { compare_all(*state, true); }

int main(void)
{
    static char q8_24[] = "q8_24", q6_18[] = "q6_18", q4_12[] = "q4_12", q4_4[] = "q4_4";
    static char residual[] = "model:24/18/24r", late[] = "build/faults/input-late.so";
    static char truncation[] = "build/faults/truncation.so";
    static char lost[] = "build/faults/spike-lost.so", held[] = "build/faults/held-integrates.so";
    const struct CMUnitTest tests[] = {{"q8_24", equals_one_by_one, NULL, NULL, q8_24},
                                       {"q6_18", equals_one_by_one, NULL, NULL, q6_18},
                                       {"q4_12", equals_one_by_one, NULL, NULL, q4_12},
                                       {"q4_4", equals_one_by_one, NULL, NULL, q4_4},
                                       {"spoiled q8_24", equals_when_spoiled, NULL, NULL, q8_24},
                                       {"spoiled q4_12", equals_when_spoiled, NULL, NULL, q4_12},
                                       {"residual model", equals_one_by_one, NULL, NULL, residual},
                                       {"input late", equals_one_by_one, NULL, NULL, late},
                                       {"truncation", equals_one_by_one, NULL, NULL, truncation},
                                       {"spike lost", equals_one_by_one, NULL, NULL, lost},
                                       {"held integrates", equals_one_by_one, NULL, NULL, held}};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
