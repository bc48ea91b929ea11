// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Several judges at once end in the state, bit by bit, in which each by itself would have ended: on
 * sound circuits, on faulty ones (whose stretches go back to the definition), on blocks of any
 * lengths, and where the rows are asked for. */
#include "batch_fixture.h"

#include "cosim_current.h"

#include <stdio.h>
#include <string.h>

enum { JUDGES = 11, LONGEST = 300, BLOCKS = 12 };

/* One run, judged twice; the arrays hold one block. */
typedef struct twin {
    cosim_current current;
    lif_dut *circuit;
    cosim_judge alone, among;
    cosim_train trains[4];
    uint64_t done;
    double current_a[LONGEST];
    uint32_t hold[LONGEST];
    int32_t drive[LONGEST], before[LONGEST], after[LONGEST];
    uint8_t spike[LONGEST];
} twin;

static void twin_start(twin *t, const cosim_job *job)
{
    const struct lif_dut_ops *ops = job->dut->ops;
    char error[128] = "";
    memset(t, 0, sizeof *t);
    t->circuit = ops->open(ops, error, sizeof error);
    assert_non_null(t->circuit);
    assert_int_equal(ops->configure(t->circuit, &job->q.words), 0);
    assert_int_equal(cosim_current_start(&t->current, job->scenario), 0);
    cosim_judge_start(&t->alone, &job->scenario->params, &job->q, ops->capabilities, &t->trains[0],
                      &t->trains[1]);
    memcpy(&t->among, &t->alone, sizeof t->alone);
    t->among.dut_spikes = &t->trains[2];
    t->among.reference_spikes = &t->trains[3];
}

/* n steps of the circuit, as a block to be judged. */
static cosim_judge_block twin_run(twin *t, const cosim_job *job, size_t n)
{
    const cosim_judge_block judged = {.n = n,
                                      .current_a = t->current_a,
                                      .drive_fx = t->drive,
                                      .hold = t->hold,
                                      .before_fx = t->before,
                                      .after_fx = t->after,
                                      .spike = t->spike};
    const lif_dut_block steps = {.n = n,
                                 .drive_fx = t->drive,
                                 .hold = t->hold,
                                 .before_fx = t->before,
                                 .after_fx = t->after,
                                 .spike = t->spike};
    if (n > 0) {
        cosim_current_next(&t->current, n, t->current_a);
        lif_quantise_drives(&job->q, t->current_a, n, t->drive);
        lif_hold_fill(&job->scenario->params, t->done, n, t->hold);
        assert_int_equal(job->dut->ops->run(t->circuit, &steps), 0);
        t->done += n;
    }
    return judged;
}

static void twin_compare(const twin *t, size_t number)
{
    static cosim_judge a, b;
    memcpy(&a, &t->alone, sizeof a);
    memcpy(&b, &t->among, sizeof b);
    batch_assert_same_train(&t->trains[0], &t->trains[2]);
    batch_assert_same_train(&t->trains[1], &t->trains[3]);
    assert_memory_equal(&a.free.v, &b.free.v, sizeof a.free.v);
    assert_int_equal(a.free.hold, b.free.hold);
    /* the rest byte by byte, but for the trains' addresses and the padding of a copied state */
    memset(&a.free, 0, sizeof a.free);
    memset(&b.free, 0, sizeof b.free);
    b.dut_spikes = a.dut_spikes;
    b.reference_spikes = a.reference_spikes;
    if (memcmp(&a, &b, sizeof a) != 0) {
        fail_msg("judge %zu ends in another state", number);
    }
}

static void twin_end(twin *t, const cosim_job *job)
{
    cosim_current_free(&t->current);
    job->dut->ops->close(t->circuit);
    for (int k = 0; k < 4; k++) {
        cosim_train_free(&t->trains[k]);
    }
}

static void equals_one_by_one(void **state)
{
    static twin twins[JUDGES];
    static double reference_v[2][LONGEST], bound_v[2][LONGEST];
    static uint8_t flags[2][3][LONGEST];
    cosim_dut *dut = fixture_dut(*state);
    cosim_judge *judges[JUDGES];
    cosim_judge_block blocks[JUDGES];
    uint64_t spikes = 0, failures = 0;
    lif_random random;
    lif_random_seed(&random, fixture_seed(*state));
    for (int round = 0; round < 12; round++) {
        batch_set *set = batch_set_new(dut, JUDGES, 1, &random);
        for (size_t k = 0; k < JUDGES; k++) {
            set->scenarios[k].steps = LONGEST * BLOCKS;
            twin_start(&twins[k], &set->jobs[k]);
            twins[k].alone.plain = twins[k].among.plain = lif_random_below(&random, 16) == 0;
        }
        for (int block = 0; block < BLOCKS; block++) {
            const size_t rows = lif_random_below(&random, 2 * JUDGES); /* whose rows are wanted */
            for (size_t k = 0; k < JUDGES; k++) {
                blocks[k] =
                    twin_run(&twins[k], &set->jobs[k], lif_random_below(&random, LONGEST + 1));
                cosim_judge_block single = blocks[k];
                if (k == rows) {
                    for (int m = 0; m < 2; m++) {
                        cosim_judge_block *b = m == 0 ? &single : &blocks[k];
                        b->reference_v = reference_v[m];
                        b->bound_v = bound_v[m];
                        b->reference_spike = flags[m][0];
                        b->ambiguous = flags[m][1];
                        b->failed = flags[m][2];
                    }
                }
                judges[k] = &twins[k].among;
                if (single.n > 0) {
                    cosim_judge_run(&twins[k].alone, &single);
                }
            }
            cosim_judge_run_many(judges, blocks, JUDGES);
            assert_memory_equal(reference_v[0], reference_v[1], sizeof reference_v[0]);
            assert_memory_equal(bound_v[0], bound_v[1], sizeof bound_v[0]);
            assert_memory_equal(flags[0], flags[1], sizeof flags[0]);
            for (size_t k = 0; k < JUDGES; k++) {
                twin_compare(&twins[k], k);
            }
        }
        for (size_t k = 0; k < JUDGES; k++) {
            spikes += twins[k].alone.dut_spike_count;
            failures += twins[k].alone.exact_mismatches + twins[k].alone.bounded_mismatches;
            twin_end(&twins[k], &set->jobs[k]);
        }
        batch_set_free(set);
    }
    assert_true(spikes > 1000);
    assert_int_equal(failures > 0, strstr(*state, "faults") != NULL);
    cosim_dut_close(dut);
}

int main(void)
{
    static char q8_24[] = "q8_24", q4_12[] = "q4_12", q4_4[] = "q4_4";
    static char residual[] = "model:24/18/24r", late[] = "build/faults/input-late.so";
    static char truncation[] = "build/faults/truncation.so";
    static char lost[] = "build/faults/spike-lost.so", held[] = "build/faults/held-integrates.so";
    const struct CMUnitTest tests[] = {{"q8_24", equals_one_by_one, NULL, NULL, q8_24},
                                       {"q4_12", equals_one_by_one, NULL, NULL, q4_12},
                                       {"q4_4", equals_one_by_one, NULL, NULL, q4_4},
                                       {"residual model", equals_one_by_one, NULL, NULL, residual},
                                       {"input late", equals_one_by_one, NULL, NULL, late},
                                       {"truncation", equals_one_by_one, NULL, NULL, truncation},
                                       {"spike lost", equals_one_by_one, NULL, NULL, lost},
                                       {"held integrates", equals_one_by_one, NULL, NULL, held}};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
