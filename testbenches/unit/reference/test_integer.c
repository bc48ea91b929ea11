// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* lif_integer is held against a literal example, against an independent program of the same
 * definition, and against the theorems that the definition promises. */
#include "integer_oracle.h"
#include "neuron_fixture.h"

#include <string.h>

enum { BLOCK = 1000, SETS = 2500, LONG_RUN = 200000 };

/* ---- ten steps by hand: W = 8, KF = 2, K = 1 (a quarter) ---- */

enum { TEN = 10 };
static const int32_t ten_drives[TEN] = {32, 32, 32, -7, 40, 40, 9, 9, -30, 24};
static const uint32_t ten_holds[TEN] = {5, 7, 7, 7, 7, 2, 9, 9, 9, 9};

static void expect_ten(lif_rounding rounding, const lif_words *words, const int32_t *before,
                       const int32_t *after, int64_t residual)
{
    const lif_format f = {8, 4, 2, rounding, LIF_CODING_ANY, 0};
    int32_t ours_before[TEN], ours_after[TEN];
    uint8_t ours_spike[TEN];
    lif_integer m;
    lif_integer_start(&m, &f, words);
    lif_integer_run(&m, TEN, ten_drives, ten_holds, 0, ours_before, ours_after, ours_spike);
    for (int i = 0; i < TEN; i++) {
        assert_int_equal(ours_before[i], before[i]);
        assert_int_equal(ours_after[i], after[i]);
        assert_int_equal(ours_spike[i], i == 5);
    }
    assert_int_equal(m.state_fx, after[TEN - 1]);
    assert_int_equal(m.residual, residual);
    assert_int_equal(m.hold, 0);
}

static void ten_steps_by_hand(void **state)
{
    (void)state;
    /* half-up, to the value 2: quotients held, 8.5, 6.5, -4.75, 8.25, 6.25 (spike), 2 held, -7.5,
     * 8 rounded down after the half was added */
    const lif_words to_value = {.leak_fx = 1, .threshold_fx = 20, .reset_fx = 2, .initial_hold = 1};
    const int32_t before[TEN] = {0, 8, 14, 9, 17, 23, 2, 2, -6, 2};
    const int32_t after[TEN] = {0, 8, 14, 9, 17, 2, 2, 2, -6, 2};
    expect_ten(LIF_HALF_UP, &to_value, before, after, 0);
    /* residual, minus 16: p = 32, 24, -21 (R 3), 35 (3), 27 (3, spike), 2 held, -33 (3), 30 (2) */
    const lif_words subtract = {.leak_fx = 1,
                                .threshold_fx = 22,
                                .reset_fx = 16,
                                .initial_hold = 1,
                                .reset_by_subtract = true};
    const int32_t before_r[TEN] = {0, 8, 14, 8, 16, 22, 6, 6, -3, 4};
    const int32_t after_r[TEN] = {0, 8, 14, 8, 16, 6, 6, 6, -3, 4};
    expect_ten(LIF_RESIDUAL, &subtract, before_r, after_r, 2);
}

static void comparison_at_equality(void **state)
{
    (void)state;
    const lif_format f = {8, 4, 2, LIF_HALF_UP, LIF_CODING_ANY, 0};
    const int32_t drive[3] = {5, 6, 5};
    for (int above = 0; above < 2; above++) {
        lif_words w = {.leak_fx = 4, .threshold_fx = 5, .reset_fx = -1, .compare_above = above};
        uint8_t spike[3];
        lif_integer m;
        lif_integer_start(&m, &f, &w);
        lif_integer_run(&m, 3, drive, NULL, 0, NULL, NULL, spike);
        assert_int_equal(spike[0], above == 0);
        assert_int_equal(spike[1], 1);
        assert_int_equal(spike[2], above == 0);
    }
}

/* ---- against the independent program ---- */

static int32_t drive[BLOCK], before[BLOCK], after[BLOCK];
static uint32_t hold[BLOCK];
static uint8_t spike[BLOCK];

/* Any words, a subtraction that wraps included, are tried against the program above. */
static void equals_the_independent_program(void **state)
{
    (void)state;
    lif_random random;
    size_t steps = 0, spikes = 0, of_mode[2][2][2] = {{{0}}};
    lif_random_seed(&random, fixture_seed("equals the independent program"));
    for (size_t set = 0; set < SETS; set++) {
        const lif_format f = random_format(&random);
        const lif_words w = random_words(&random, &f, set % 4 != 0);
        lif_integer m;
        oracle o = {.format = f, .words = w, .x = w.initial_fx, .hold = w.initial_hold};
        lif_integer_start(&m, &f, &w);
        random_inputs(&random, &f, BLOCK, drive, hold);
        lif_integer_run(&m, BLOCK, drive, hold, 0, before, after, spike);
        for (size_t i = 0; i < BLOCK; i++) {
            int32_t y, x;
            const bool fires = oracle_step(&o, drive[i], hold[i], &y, &x);
            if (y != before[i] || x != after[i] || fires != spike[i]) {
                fail_msg("set %zu (%u/%u, rounding %d) step %zu: expected %d %d %d, observed %d %d "
                         "%d",
                         set, f.state_width, f.leak_fraction, (int)f.rounding, i, y, x, fires,
                         before[i], after[i], spike[i]);
            }
            spikes += fires;
        }
        assert_true(m.state_fx == o.x && m.residual == o.r && m.hold == o.hold);
        of_mode[f.rounding][w.compare_above][w.reset_by_subtract]++;
        steps += BLOCK;
    }
    print_message("# %zu steps, %zu spikes\n", steps, spikes);
    assert_true(steps >= 2000000 && spikes > steps / 20 && spikes < steps * 19 / 20);
    for (int i = 0; i < 8; i++) {
        assert_true(of_mode[i & 1][i >> 1 & 1][i >> 2] > SETS / 16);
    }
}

/* This is the largest product: every bit of 63 is used, with K = 1, and the residual of a K just
 * below. */
static void the_largest_product_fits(void **state)
{
    (void)state;
    for (unsigned width = 2; width <= 32; width++) {
        for (int64_t minus = 0; minus < 2; minus++) {
            for (int r = 0; r < 2; r++) {
                const lif_format f = {width,          0, 63 - width, r ? LIF_RESIDUAL : LIF_HALF_UP,
                                      LIF_CODING_ANY, 0};
                const int64_t limit = (int64_t)1 << (width - 1);
                const lif_words w = {.leak_fx = ((int64_t)1 << f.leak_fraction) - minus,
                                     .threshold_fx = limit - 1,
                                     .compare_above = true,
                                     .initial_fx = -limit};
                lif_integer m;
                oracle o = {.format = f, .words = w, .x = -limit};
                lif_integer_start(&m, &f, &w);
                o.r = r ? ((wide)1 << f.leak_fraction) - 1 : 0; /* the largest there is */
                m.residual = (int64_t)o.r;
                for (int i = 0; i < 8; i++) {
                    const int32_t u = (int32_t)(i % 2 ? -limit : limit - 1);
                    int32_t y[2], x[2];
                    lif_integer_run(&m, 1, &u, NULL, 0, &y[0], &x[0], NULL);
                    oracle_step(&o, u, 0, &y[1], &x[1]);
                    assert_true(y[0] == y[1] && x[0] == x[1] && m.residual == o.r);
                }
            }
        }
    }
}

/* ---- theorems ---- */

/* A new membrane lies between the old one and the drive; so the state stays in the hull of
 * {initial, reset or threshold - amount, drives}. */
static void no_overflow(void **state)
{
    (void)state;
    lif_random random;
    size_t spikes = 0;
    lif_random_seed(&random, fixture_seed("no overflow"));
    for (size_t set = 0; set < SETS / 4; set++) {
        const lif_format f = random_format(&random);
        const lif_words w = random_words(&random, &f, true);
        lif_integer m;
        int64_t x = w.initial_fx, low = x, high = x;
        uint64_t held = w.initial_hold;
        lif_integer_start(&m, &f, &w);
        random_inputs(&random, &f, BLOCK, drive, hold);
        lif_integer_run(&m, BLOCK, drive, hold, 0, before, after, spike);
        for (size_t i = 0; i < BLOCK; i++) {
            if (held > 0) {
                held--;
                assert_true(before[i] == x && after[i] == x && !spike[i]);
                continue;
            }
            const int64_t u = drive[i], y = before[i];
            assert_true(x <= u ? x <= y && y <= u : u <= y && y <= x);
            low = u < low ? u : low;
            high = u > high ? u : high;
            if (spike[i]) {
                const int64_t reset =
                    w.reset_by_subtract ? w.threshold_fx - w.reset_fx : w.reset_fx;
                low = reset < low ? reset : low;
                high = reset > high ? reset : high;
                held = hold[i];
                spikes++;
            }
            x = after[i];
            assert_true(low <= x && x <= high);
        }
    }
    assert_true(spikes > SETS);
}

/* Takes one step at a time, so that R can be seen. */
static void when_the_residual_is_kept(void **state)
{
    (void)state;
    lif_random random;
    size_t held_with_rest = 0, subtracted_with_rest = 0, cleared = 0;
    lif_random_seed(&random, fixture_seed("when the residual is kept"));
    for (size_t set = 0; set < SETS / 5; set++) {
        lif_format f = random_format(&random);
        f.rounding = LIF_RESIDUAL;
        const lif_words w = random_words(&random, &f, true);
        const wide one = (wide)1 << f.leak_fraction;
        lif_integer m;
        lif_integer_start(&m, &f, &w);
        assert_int_equal(m.residual, 0);
        random_inputs(&random, &f, BLOCK, drive, hold);
        for (size_t i = 0; i < BLOCK; i++) {
            const lif_integer old = m;
            const wide p = (wide)w.leak_fx * ((wide)drive[i] - old.state_fx) + old.residual;
            const int64_t updated = (int64_t)(p - floor_divide(p, one) * one);
            lif_integer_run(&m, 1, &drive[i], NULL, hold[i], NULL, NULL, spike);
            if (old.hold > 0) {
                assert_int_equal(m.residual, old.residual);
                held_with_rest += old.residual != 0;
            } else if (spike[0] && !w.reset_by_subtract) {
                assert_int_equal(m.residual, 0);
                cleared += updated != 0;
            } else {
                assert_int_equal(m.residual, updated);
                subtracted_with_rest += spike[0] && updated != 0;
            }
        }
    }
    assert_true(held_with_rest > SETS && subtracted_with_rest > SETS && cleared > SETS);
}

/* Nothing is lost: 2^KF X + R grows by exactly K (U - X) a step, over the whole of a long run. */
static void residual_accounts_for_everything(void **state)
{
    (void)state;
    static int32_t u[LONG_RUN], x[LONG_RUN];
    const lif_format formats[] = {{32, 24, 31, LIF_RESIDUAL, LIF_CODING_ANY, 0},
                                  {24, 18, 39, LIF_RESIDUAL, LIF_CODING_ANY, 0},
                                  {8, 4, 7, LIF_RESIDUAL, LIF_CODING_ANY, 0},
                                  {2, 0, 61, LIF_RESIDUAL, LIF_CODING_ANY, 0}};
    lif_random random;
    lif_random_seed(&random, fixture_seed("the residual accounts for everything"));
    for (size_t k = 0; k < sizeof formats / sizeof formats[0]; k++) {
        const lif_format *f = &formats[k];
        const uint64_t one = (uint64_t)1 << f->leak_fraction;
        const int32_t limit = (int32_t)(((int64_t)1 << (f->state_width - 1)) - 1);
        const lif_words w = {.leak_fx = 1 + (int64_t)lif_random_below(&random, one / 8),
                             .threshold_fx = limit,
                             .compare_above = true, /* no word is above the largest */
                             .initial_fx = random_word(&random, f->state_width)};
        wide sum = 0, previous = w.initial_fx;
        lif_integer m;
        lif_integer_start(&m, f, &w);
        for (size_t i = 0; i < LONG_RUN; i++) {
            u[i] = random_word(&random, f->state_width);
        }
        lif_integer_run(&m, LONG_RUN, u, NULL, 0, x, NULL, NULL);
        for (size_t i = 0; i < LONG_RUN; i++) {
            sum += (wide)w.leak_fx * (u[i] - previous);
            previous = x[i];
            /* X is the whole part at every step, R the rest at the last. */
            assert_true(floor_divide((wide)w.initial_fx * (wide)one + sum, (wide)one) == x[i]);
        }
        assert_true((wide)m.state_fx * (wide)one + m.residual ==
                    (wide)w.initial_fx * (wide)one + sum);
        assert_true(m.residual >= 0 && (uint64_t)m.residual < one);
    }
}

/* ---- how it is called ---- */

static void blocks_and_outputs_do_not_matter(void **state)
{
    (void)state;
    static int32_t cut_before[BLOCK], cut_after[BLOCK];
    static uint8_t cut_spike[BLOCK];
    lif_random random;
    lif_random_seed(&random, fixture_seed("blocks and outputs"));
    for (size_t set = 0; set < SETS / 5; set++) {
        const lif_format f = random_format(&random);
        const lif_words w = random_words(&random, &f, true);
        const bool constant = set % 3 == 0;
        const uint32_t every = (uint32_t)lif_random_below(&random, 4);
        lif_integer whole, cut;
        random_inputs(&random, &f, BLOCK, drive, hold);
        for (size_t i = 0; constant && i < BLOCK; i++) {
            hold[i] = every;
        }
        lif_integer_start(&whole, &f, &w);
        lif_integer_run(&whole, BLOCK, drive, hold, 99, before, after, spike);
        memset(cut_before, 0x5a, sizeof cut_before);
        memset(cut_after, 0x5a, sizeof cut_after);
        memset(cut_spike, 0x5a, sizeof cut_spike);
        lif_integer_start(&cut, &f, &w);
        for (size_t i = 0, n; i < BLOCK; i += n) {
            n = (size_t)lif_random_below(&random, 40); /* none at all, too */
            n = n < BLOCK - i ? n : BLOCK - i;
            lif_integer_run(&cut, n, drive + i, constant ? NULL : hold + i, every,
                            set & 1 ? cut_before + i : NULL, set & 2 ? cut_after + i : NULL,
                            set & 4 ? cut_spike + i : NULL);
        }
        if (set & 1) {
            assert_memory_equal(cut_before, before, sizeof before);
        }
        if (set & 2) {
            assert_memory_equal(cut_after, after, sizeof after);
        }
        if (set & 4) {
            assert_memory_equal(cut_spike, spike, sizeof spike);
        }
        assert_true(cut.state_fx == whole.state_fx && cut.residual == whole.residual &&
                    cut.hold == whole.hold);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ten_steps_by_hand),
        cmocka_unit_test(comparison_at_equality),
        cmocka_unit_test(equals_the_independent_program),
        cmocka_unit_test(the_largest_product_fits),
        cmocka_unit_test(no_overflow),
        cmocka_unit_test(when_the_residual_is_kept),
        cmocka_unit_test(residual_accounts_for_everything),
        cmocka_unit_test(blocks_and_outputs_do_not_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
