// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The shipped circuits are held against the integer model, bit for bit: random words, holds and
 * drives for each named format, including words that no scenario would give. $TEST_FILTER chooses
 * the tests of that name, with * and ? in it. */
#include "neuron_fixture.h"
#include "random_words.h"
#include "circuit/format.h"
#include "circuit/open.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { SETS = 330 }; /* four formats: 1.08e7 steps in all */

static void equals_the_model(void **state)
{
    const char *name = *state;
    cosim_dut *dut = fixture_dut(name);
    const uint64_t sets = fixture_setting("RTL_SETS", SETS);
    uint64_t spikes = 0;
    lif_random random;
    lif_random_seed(&random, fixture_seed(name));
    for (uint64_t i = 0; i < sets; i++) {
        spikes += compare_set(dut, &random);
    }
    print_message("# %s: %" PRIu64 " steps, %" PRIu64 " spikes\n", name,
                  sets * BLOCK * BLOCKS_A_SET, spikes);
    /* Nothing would be compared if nothing ever spiked, or everything did. */
    assert_in_range(spikes, sets * BLOCK * BLOCKS_A_SET / 100,
                    sets * BLOCK * BLOCKS_A_SET * 9 / 10);
    cosim_dut_close(dut);
}

/* The hold counter is tried in its whole width: from the start, and after a spike. */
static void long_holds(void **state)
{
    const char *name = *state;
    cosim_dut *dut = fixture_dut(name);
    uint64_t spikes = 0;
    lif_random random;
    lif_random_seed(&random, fixture_seed(name));
    for (unsigned bit = 0; bit < dut->ops->hold_width; bit++) {
        const uint32_t all = ((uint32_t)1 << dut->ops->hold_width) - 1;
        const uint32_t hold = lif_random_below(&random, 2) ? all - (1u << bit) : 1u << bit;
        spikes += compare_holds(dut, bit == 0 ? all : hold, hold, &random);
    }
    assert_in_range(spikes, dut->ops->hold_width, 16 * 1024 * dut->ops->hold_width);
    cosim_dut_close(dut);
}

static void read_back_what_was_given(void **state)
{
    cosim_dut *dut = fixture_dut(*state);
    lif_random random;
    lif_random_seed(&random, fixture_seed("read-back"));
    for (int i = 0; i < 200; i++) {
        const lif_words given = random_words(&random, &dut->ops->format);
        lif_words read = {0};
        assert_int_equal(dut->ops->configure(dut->instance, &given, 1), 0);
        assert_int_equal(dut->ops->read_words(dut->instance, &read), 0);
        assert_int_equal(read.leak_fx, given.leak_fx);
        assert_int_equal(read.threshold_fx, given.threshold_fx);
        assert_int_equal(read.reset_fx, given.reset_fx);
        assert_int_equal(read.initial_fx, given.initial_fx);
        assert_int_equal(read.initial_hold, given.initial_hold);
        assert_int_equal(read.compare_above, given.compare_above);
        assert_int_equal(read.reset_by_subtract, given.reset_by_subtract);
    }
    cosim_dut_close(dut);
}

/* A state saved by one instance continues in another exactly as in the first. */
static void saved_state_continues(void **state)
{
    cosim_dut *first = fixture_dut(*state), *second = fixture_dut(*state);
    const struct lif_dut_ops *ops = first->ops;
    int32_t drive[BLOCK], before[3][BLOCK], after[3][BLOCK];
    uint8_t spike[3][BLOCK];
    lif_random random;
    lif_random_seed(&random, fixture_seed("save"));
    const lif_words words = {.leak_fx = (int64_t)1 << (ops->format.leak_fraction - 3),
                             .threshold_fx = 40,
                             .reset_fx = -3,
                             .initial_fx = 1,
                             .initial_hold = 2};
    const lif_words other = {.leak_fx = 1, .threshold_fx = 1};
    char *saved = test_malloc(ops->state_bytes(first->instance));

    for (int i = 0; i < BLOCK; i++) {
        drive[i] = (int32_t)lif_random_below(&random, 128) - 10;
    }
    assert_int_equal(ops->configure(first->instance, &words, 1), 0);
    assert_int_equal(ops->configure(second->instance, &other, 1), 0);
    for (int k = 0; k < 3; k++) {
        const lif_dut_block block = {.n = BLOCK,
                                     .drive_fx = drive,
                                     .hold_constant = 3,
                                     .before_fx = before[k],
                                     .after_fx = after[k],
                                     .spike = spike[k]};
        lif_dut *instance = k == 2 ? second->instance : first->instance;
        if (k == 2) {
            assert_int_equal(ops->restore(instance, saved), 0);
        }
        assert_int_equal(ops->run(instance, &block), 0);
        if (k == 0) {
            assert_int_equal(ops->save(instance, saved), 0);
        }
    }
    assert_memory_equal(before[1], before[2], sizeof before[1]);
    assert_memory_equal(after[1], after[2], sizeof after[1]);
    assert_memory_equal(spike[1], spike[2], sizeof spike[1]);
    assert_memory_not_equal(before[0], before[1], sizeof before[0]);
    test_free(saved);
    cosim_dut_close(first);
    cosim_dut_close(second);
}

int main(void)
{
    static char q8_24[] = "q8_24", q6_18[] = "q6_18", q4_12[] = "q4_12", q4_4[] = "q4_4";
    static char model[] = "model:q4_4";
    const struct CMUnitTest tests[] = {
        {"q8_24 equals the integer model", equals_the_model, NULL, NULL, q8_24},
        {"q6_18 equals the integer model", equals_the_model, NULL, NULL, q6_18},
        {"q4_12 equals the integer model", equals_the_model, NULL, NULL, q4_12},
        {"q4_4 equals the integer model", equals_the_model, NULL, NULL, q4_4},
        {"q8_24 with long holds equals the integer model", long_holds, NULL, NULL, q8_24},
        {"q6_18 with long holds equals the integer model", long_holds, NULL, NULL, q6_18},
        {"q4_12 with long holds equals the integer model", long_holds, NULL, NULL, q4_12},
        {"q4_4 with long holds equals the integer model", long_holds, NULL, NULL, q4_4},
        {"q8_24 tells the words it was given", read_back_what_was_given, NULL, NULL, q8_24},
        {"q4_4 tells the words it was given", read_back_what_was_given, NULL, NULL, q4_4},
        {"q8_24 continues from a saved state", saved_state_continues, NULL, NULL, q8_24},
        {"q4_4 continues from a saved state", saved_state_continues, NULL, NULL, q4_4},
        {"the model continues from a saved state", saved_state_continues, NULL, NULL, model}};
    size_t named;
    /* Every named format must stand above. */
    cosim_formats(&named);
    if (named != 4) {
        print_error("a format of rtl/formats.txt has no test here\n");
        return 1;
    }
    cmocka_set_test_filter(getenv("TEST_FILTER")); /* NULL: all */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
