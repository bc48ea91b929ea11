// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The integer model of a core is held against a literal example, and on small random networks
 * against its definition in exact rational numbers. */
#include "core_fixture.h"
#include "neuron_fixture.h"
#include "core_oracle.h"

#include "lif_core_integer.h"
#include "lif_core_noise.h"

enum { SETS = 1500 };

/* ---- by hand ---- */

/* Two neurons and one input, 8 bits, leaks of a quarter and a half of KF = 2. Input 0 excites
 * neuron 0 by 10 << 1 at once; neuron 0 excites neuron 1 by 40 two ticks later. */
static void by_hand(void **state)
{
    (void)state;
    const lif_core_format f = core_format(8, 4, 2, LIF_HALF_UP, 7);
    lif_core_image image;
    lif_core_integer m;
    lif_core_seen seen = core_seen_new(2);
    assert_int_equal(cosim_core_image_new(&image, 2, 1, NULL), LIF_OK);
    image.word[0] = (lif_core_words){.leak_fx = 4,
                                     .synapse_leak_fx = {2},
                                     .adaptation_leak_fx = 1,
                                     .threshold_fx = 16,
                                     .reset_fx = -3,
                                     .jump_fx = 9,
                                     .hold = 1,
                                     .weight_shift = {1}};
    image.word[1] = (lif_core_words){.leak_fx = 1,
                                     .synapse_leak_fx = {4},
                                     .threshold_fx = 100,
                                     .initial_fx = 5,
                                     .initial_hold = 1};
    image.row[0] = (lif_core_row){.delay = 0, .most = 1};
    image.row[1] = (lif_core_row){.delay = 2, .most = 1};
    image.row[2] = (lif_core_row){.delay = 1, .most = 1};
    image.weight_fx[0 * 2 + 0] = 10;
    image.weight_fx[1 * 2 + 1] = 40;
    assert_int_equal(cosim_core_integer_new(&m, &f, &image, NULL), LIF_OK);
    /* Half of 5 is 2.5: floor(2.5 + 1/2) = 3 is taken off, and 2 stays. */
    static const int32_t s0[] = {20, 10, 5, 2, 1}, before0[] = {20, -3, 5, 2, 1};
    static const int32_t after0[] = {-3, -3, 5, 2, 1}, a0[] = {0, 7, 5, 4, 3};
    static const int32_t s1[] = {0, 0, 40, 0, 0}, before1[] = {5, 4, 13, 10, 8};
    for (int t = 0; t < 5; t++) {
        if (t == 0) {
            lif_core_integer_event(&m, 0);
        }
        lif_core_integer_neurons(&m, &seen);
        assert_int_equal(seen.synapse_fx[0][0], s0[t]);
        assert_int_equal(seen.adaptation_fx[0], a0[t]);
        assert_int_equal(seen.before_fx[0], before0[t]);
        assert_int_equal(seen.after_fx[0], after0[t]);
        assert_int_equal(seen.spike[0], t == 0);
        assert_int_equal(seen.synapse_fx[0][1], s1[t]);
        assert_int_equal(seen.before_fx[1], before1[t]);
        assert_int_equal(seen.spike[1], 0);
        lif_core_integer_spikes(&m, seen.spike);
    }
    assert_int_equal(m.clips, 0);
    assert_int_equal(m.overflows, 0);
    cosim_core_integer_free(&m);
    cosim_core_image_free(&image);
    core_seen_free(&seen);
}

/* ---- exact rational numbers ---- */

typedef struct tally {
    uint64_t spikes, clips, held, sets;
} tally;

static void same_words(const oracle_shown *want, const lif_core_seen *seen, unsigned i,
                       unsigned receptors, unsigned tick)
{
    const bool same = want->s[0] == seen->synapse_fx[0][i] &&
                      (receptors == 1 || want->s[1] == seen->synapse_fx[1][i]) &&
                      want->a == seen->adaptation_fx[i] && want->before == seen->before_fx[i] &&
                      want->after == seen->after_fx[i] && want->spike == (seen->spike[i] != 0);
    if (!same) {
        fail_msg("tick %u neuron %u: the model shows S %d, A %d, membrane %d to %d, spike %d; the "
                 "definition says %ld, %ld, %ld to %ld, %d",
                 tick, i, seen->synapse_fx[0][i], seen->adaptation_fx[i], seen->before_fx[i],
                 seen->after_fx[i], seen->spike[i], want->s[0], want->a, want->before, want->after,
                 want->spike);
    }
}

static void one_network(lif_random *random, const core_random *made, const lif_core_image *image,
                        tally *t)
{
    static oracle_history h;
    oracle_words o[ORACLE_NEURONS];
    lif_core_integer m;
    lif_core_seen seen = core_seen_new(image->neurons);
    uint32_t noise = image->seed;
    uint64_t clips = 0;
    memset(&h, 0, sizeof h);
    assert_int_equal(cosim_core_integer_new(&m, &made->format, image, NULL), LIF_OK);
    lif_core_reach reach[ORACLE_ROWS];
    assert_true(image->inputs + image->neurons <= sizeof reach / sizeof *reach);
    for (size_t row = 0; row < image->inputs + image->neurons; row++) {
        reach[row] =
            lif_core_reach_of_words(image->weight_fx + row * image->neurons, image->neurons);
    }
    m.reach = lif_random_below(random, 2) == 0 ? reach : NULL;
    for (unsigned i = 0; i < image->neurons; i++) {
        oracle_words_new(&o[i]);
        mpq_set_si(o[i].x, image->word[i].initial_fx, 1);
        o[i].hold = image->word[i].initial_hold;
    }
    for (unsigned tick = 0; tick < ORACLE_TICKS; tick++) {
        for (unsigned row = 0; row < image->inputs; row++) {
            h.times[tick][row] = core_random_events(made, random, row);
            for (unsigned k = 0; k < h.times[tick][row]; k++) {
                lif_core_integer_event(&m, row);
            }
        }
        lif_core_integer_neurons(&m, &seen);
        for (unsigned i = 0; i < image->neurons; i++) {
            const long events[2] = {oracle_events(image, &h, tick, i, 0),
                                    oracle_events(image, &h, tick, i, 1)};
            noise ^= noise << 13;
            noise ^= noise >> 17;
            noise ^= noise << 5;
            t->held += o[i].hold > 0;
            const oracle_shown want =
                oracle_words_tick(&o[i], &made->format, &image->word[i], events, noise);
            same_words(&want, &seen, i, made->format.receptors, tick);
            clips += want.clips;
            t->spikes += want.spike;
            h.times[tick][image->inputs + i] = want.spike;
        }
        lif_core_integer_spikes(&m, seen.spike);
        assert_int_equal(m.clips, clips);
    }
    assert_int_equal(m.overflows, 0);
    t->clips += clips;
    for (unsigned i = 0; i < image->neurons; i++) {
        oracle_words_free(&o[i]);
    }
    core_seen_free(&seen);
    cosim_core_integer_free(&m);
}

static void random_networks(void **state)
{
    static const struct {
        unsigned width, fraction, leak, weight;
    } formats[] = {
        {8, 4, 7, 4}, {12, 8, 12, 6}, {16, 11, 16, 8}, {24, 18, 24, 8}, {32, 24, 31, 16}};
    lif_random random;
    tally t = {0};
    (void)state;
    lif_random_seed(&random, fixture_seed("integer model of a core"));
    for (unsigned set = 0; set < SETS; set++) {
        const unsigned k = (unsigned)lif_random_below(&random, sizeof formats / sizeof *formats);
        const lif_core_format f =
            core_format(formats[k].width, formats[k].fraction, formats[k].leak,
                        set % 2 == 0 ? LIF_HALF_UP : LIF_RESIDUAL, formats[k].weight);
        const core_draw draw = {.neurons = 1 + (unsigned)lif_random_below(&random, ORACLE_NEURONS),
                                .inputs = 1 + (unsigned)lif_random_below(&random, 4),
                                .wild = set % 3 == 0,
                                .dyadic = set % 5 == 0};
        core_random made;
        lif_core_image image;
        core_random_new(&made, &random, &f, &draw);
        if (cosim_core_quantise(&made.net, &made.format, &image, NULL, NULL) == LIF_OK) {
            one_network(&random, &made, &image, &t);
            cosim_core_image_free(&image);
            t.sets++;
        }
        core_random_free(&made);
    }
    print_message("# %llu networks, %llu spikes, %llu clips, %llu held neuron-ticks\n",
                  (unsigned long long)t.sets, (unsigned long long)t.spikes,
                  (unsigned long long)t.clips, (unsigned long long)t.held);
    assert_true(t.sets > SETS / 2 && t.spikes > 3000 && t.clips > 200 && t.held > 3000);
}

/* ---- an accumulator that overflows, and the state of a circuit ---- */

static void overflow_is_counted(void **state)
{
    (void)state;
    lif_core_format f = core_format(8, 4, 2, LIF_HALF_UP, 4);
    lif_core_image image;
    lif_core_integer m;
    lif_core_seen seen = core_seen_new(1);
    f.accumulator_width = 5; /* -16..15 */
    assert_int_equal(cosim_core_image_new(&image, 1, 1, NULL), LIF_OK);
    image.word[0] = (lif_core_words){.leak_fx = 4, .synapse_leak_fx = {4}, .threshold_fx = 127};
    image.row[0].most = 3;
    image.weight_fx[0] = 7;
    assert_int_equal(cosim_core_integer_new(&m, &f, &image, NULL), LIF_OK);
    for (unsigned t = 1; t <= 3; t++) {
        for (unsigned k = 0; k < t; k++) {
            lif_core_integer_event(&m, 0);
        }
        lif_core_integer_neurons(&m, &seen);
        assert_int_equal(m.overflows, t == 3);
        lif_core_integer_spikes(&m, seen.spike);
    }
    cosim_core_integer_free(&m);
    cosim_core_image_free(&image);
    core_seen_free(&seen);
}

static void adopts_a_circuit(void **state)
{
    (void)state;
    const lif_core_format f = core_format(8, 4, 4, LIF_RESIDUAL, 4);
    lif_core_image image;
    lif_core_integer m;
    lif_core_seen seen = core_seen_new(2);
    assert_int_equal(cosim_core_image_new(&image, 2, 0, NULL), LIF_OK);
    image.word[0] = image.word[1] = (lif_core_words){.leak_fx = 5,
                                                     .synapse_leak_fx = {4},
                                                     .threshold_fx = 20,
                                                     .drive_fx = 30,
                                                     .reset_fx = 3,
                                                     .jump_fx = 100,
                                                     .hold = 7};
    assert_int_equal(cosim_core_integer_new(&m, &f, &image, NULL), LIF_OK);
    lif_core_integer_neurons(&m, &seen);
    assert_true(m.state[0].membrane_rest != 0 && m.state[1].membrane_rest != 0);
    /* The circuit spiked with words of its own, one of them beyond 8 bits. */
    seen.spike[0] = 1;
    seen.synapse_fx[0][0] = 500;
    seen.adaptation_fx[0] = 50;
    seen.after_fx[0] = -9;
    lif_core_integer_adopt(&m, 0, &seen, false);
    assert_int_equal(m.state[0].synapse_fx[0], 127);
    assert_int_equal(m.state[0].adaptation_fx, 127); /* 50 + 100, saturated */
    assert_int_equal(m.state[0].membrane_fx, -9);
    assert_int_equal(m.state[0].membrane_rest, 0);
    assert_int_equal(m.state[0].hold, 7);
    /* The model alone spiked: the circuit integrates on. */
    m.state[1].hold = 7;
    seen.after_fx[1] = 11;
    lif_core_integer_adopt(&m, 1, &seen, true);
    assert_int_equal(m.state[1].hold, 0);
    assert_int_equal(m.state[1].membrane_fx, 11);
    assert_true(m.state[1].membrane_rest != 0);
    cosim_core_integer_free(&m);
    cosim_core_image_free(&image);
    core_seen_free(&seen);
}

static void rows_reach(void **state)
{
    (void)state;
    static const struct {
        int32_t weight_fx[4];
        unsigned first, end;
    } rows[] = {{{0, 0, 0, 0}, 0, 0},
                {{0, 5, 0, 0}, 1, 2},
                {{-1, 0, 0, 7}, 0, 4},
                {{0, 0, 0, 9}, 3, 4},
                {{0, -3, 3, 0}, 1, 3}};
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        double weight[4];
        for (unsigned i = 0; i < 4; i++) {
            weight[i] = 1e-300 * rows[k].weight_fx[i];
        }
        const lif_core_reach words = lif_core_reach_of_words(rows[k].weight_fx, 4);
        const lif_core_reach reals = lif_core_reach_of_reals(weight, 4);
        assert_int_equal(words.first, rows[k].first);
        assert_int_equal(words.end, rows[k].end);
        assert_int_equal(reals.first, rows[k].first);
        assert_int_equal(reals.end, rows[k].end);
    }
}

static void noise_words(void **state)
{
    (void)state;
    uint32_t word = 1;
    int64_t sum = 0;
    assert_int_equal(lif_core_noise_next(1), 270369); /* Marsaglia's shifts, by hand */
    for (unsigned i = 0; i < 1000000; i++) {
        word = lif_core_noise_next(word);
        assert_int_equal(lif_core_noise_sum(word), oracle_noise(word));
        sum += lif_core_noise_sum(word);
    }
    assert_true(sum > -3000000 && sum < -1000000); /* the mean is -2 */
    assert_int_equal(lif_core_noise_sum(0x80808080u), -LIF_CORE_NOISE_MOST);
    assert_int_equal(lif_core_noise_sum(0x7f7f7f7fu), 508);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(by_hand),
                                       cmocka_unit_test(random_networks),
                                       cmocka_unit_test(overflow_is_counted),
                                       cmocka_unit_test(adopts_a_circuit),
                                       cmocka_unit_test(rows_reach),
                                       cmocka_unit_test(noise_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
