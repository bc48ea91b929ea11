// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The words of a core are held against exact rational numbers, and everything that no word can hold
 * is refused by its name. */
#include "core_fixture.h"
#include "neuron_fixture.h"
#include "core_oracle.h"

#include "lif_core_proof.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

enum { SETS = 200, ROUNDED = 200000 };

/* ---- against exact rational numbers ---- */

/* Returns floor(value * 2^power + 1/2), exactly. */
static int64_t word_of(double value, int power)
{
    mpq_t q;
    mpq_init(q);
    oracle_scaled(q, value, power);
    oracle_round(q);
    const int64_t word = mpz_get_si(mpq_numref(q));
    mpq_clear(q);
    return word;
}

static void rounds_exactly(void **state)
{
    static const double edges[] = {
        0.49999999999999994, -0.49999999999999994, 0.5,      -0.5,   1.5, -1.5, -2.5,
        4503599627370495.5,  -4503599627370495.5,  -DBL_MIN, DBL_MIN};
    lif_random random;
    (void)state;
    lif_random_seed(&random, fixture_seed("rounding of words"));
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        assert_int_equal((int64_t)lif_core_round(edges[i]), word_of(edges[i], 0));
    }
    for (unsigned i = 0; i < ROUNDED; i++) {
        const double whole = (double)lif_random_below(&random, 1000) - 500.0;
        const double near = whole + 0.5 + ((double)lif_random_below(&random, 5) - 2.0) * 0x1p-44;
        assert_int_equal((int64_t)lif_core_round(near), word_of(near, 0));
    }
}

static void check_column(const core_random *made, const lif_core_image *image, unsigned i,
                         unsigned r, uint64_t *ties)
{
    const lif_core_net *net = &made->net;
    const int fraction = (int)made->format.state.state_fraction;
    const int shift = image->word[i].weight_shift[r];
    const int64_t limit = (1 << (made->format.weight_width - 1)) - 1;
    int64_t smaller = 0; /* the largest word that a shift less by one would need */
    for (size_t row = 0; row < (size_t)net->inputs + net->neurons; row++) {
        const size_t at = row * net->neurons + i;
        if (net->row[row].receptor != r) {
            continue;
        }
        const int64_t larger = word_of(fabs(net->weight[at]), fraction - shift + 1);
        smaller = larger > smaller ? larger : smaller;
        assert_int_equal(image->weight_fx[at], word_of(net->weight[at], fraction - shift));
        assert_true(word_of(fabs(net->weight[at]), fraction - shift) <= limit);
        *ties += word_of(net->weight[at], fraction - shift) !=
                 -word_of(-net->weight[at], fraction - shift);
    }
    assert_true(shift == 0 || smaller > limit);
}

static void check_words(const core_random *made, const lif_core_image *image, unsigned i)
{
    const lif_core_real *p = &made->neuron[i];
    const lif_core_words *w = &image->word[i];
    const int f = (int)made->format.state.state_fraction;
    const int k = (int)made->format.state.leak_fraction;
    assert_int_equal(w->leak_fx, word_of(p->leak, k));
    assert_int_equal(w->synapse_leak_fx[0], word_of(p->synapse_leak[0], k));
    assert_int_equal(w->adaptation_leak_fx, word_of(p->adaptation_leak, k));
    assert_int_equal(w->threshold_fx, word_of(p->threshold, f));
    assert_int_equal(w->reset_fx, word_of(p->reset, f));
    assert_int_equal(w->drive_fx, word_of(p->drive, f));
    assert_int_equal(w->jump_fx, word_of(p->jump, f));
    assert_int_equal(w->initial_fx, word_of(p->initial, f));
    assert_int_equal(w->hold, p->hold);
    assert_int_equal(w->initial_hold, p->initial_hold);
    assert_int_equal(w->above, p->above);
    assert_int_equal(w->subtract, p->subtract);
    assert_int_equal(w->freeze, p->freeze);
    assert_int_equal(w->noisy, p->noisy);
    assert_int_equal(w->noise_shift, p->noise_shift);
}

static void check_losses(const core_random *made, const lif_core_image *image,
                         const lif_core_losses *losses)
{
    const size_t count = ((size_t)made->net.inputs + made->net.neurons) * made->net.neurons;
    lif_core_losses want = {0, 0};
    double *weight = calloc(count, sizeof *weight);
    assert_non_null(weight);
    lif_core_word_weights(&made->format, image, weight);
    for (size_t at = 0; at < count; at++) {
        const size_t row = at / made->net.neurons;
        const unsigned i = (unsigned)(at % made->net.neurons);
        const int shift = image->word[i].weight_shift[made->row[row].receptor];
        mpq_t q;
        mpq_init(q);
        oracle_scaled(q, image->weight_fx[at], shift - (int)made->format.state.state_fraction);
        assert_true(weight[at] <= mpq_get_d(q) && weight[at] >= mpq_get_d(q));
        mpq_clear(q);
        want.weights += fabs(made->weight[at]) > 0.0;
        want.lost += fabs(made->weight[at]) > 0.0 && image->weight_fx[at] == 0;
    }
    assert_int_equal(losses->weights, want.weights);
    assert_int_equal(losses->lost, want.lost);
    free(weight);
}

static void random_words(void **state)
{
    lif_random random;
    uint64_t sets = 0, ties = 0, lost = 0;
    (void)state;
    lif_random_seed(&random, fixture_seed("words of a core"));
    for (unsigned set = 0; set < SETS; set++) {
        const lif_core_format f = set % 2 == 0 ? core_format(24, 18, 24, LIF_HALF_UP, 8)
                                               : core_format(12, 5, 16, LIF_RESIDUAL, 4);
        const core_draw draw = {.neurons = 20, .dyadic = set % 3 == 0, .wild = set % 5 == 0};
        core_random made;
        lif_core_image image;
        lif_core_losses losses;
        lif_error error;
        core_random_new(&made, &random, &f, &draw);
        if (cosim_core_quantise(&made.net, &made.format, &image, &losses, &error) == LIF_OK) {
            assert_int_equal(image.seed, made.net.seed);
            for (unsigned i = 0; i < image.neurons; i++) {
                check_words(&made, &image, i);
                check_column(&made, &image, i, 0, &ties);
                if (made.format.receptors > 1) {
                    check_column(&made, &image, i, 1, &ties);
                }
            }
            check_losses(&made, &image, &losses);
            lost += losses.lost;
            cosim_core_image_free(&image);
            sets++;
        } else {
            assert_null(image.word); /* nothing to free */
        }
        core_random_free(&made);
    }
    print_message("# %llu networks, %llu weights on a tie, %llu lost\n", (unsigned long long)sets,
                  (unsigned long long)ties, (unsigned long long)lost);
    assert_true(sets > SETS / 2 && ties > 50 && lost > 50);
}

/* ---- what is refused ---- */

/* A network of one input and two neurons with weights that a test changes. */
typedef struct small {
    lif_core_real neuron[2];
    lif_core_row row[3];
    double weight[6];
    lif_core_net net;
    lif_core_format format;
} small;

static small *small_new(void)
{
    static small s;
    const lif_core_real p = {.leak = 0.1,
                             .keep = 0.9,
                             .synapse_leak = {0.2, 0.2},
                             .adaptation_keep = 1.0,
                             .threshold = 1.0,
                             .scale_v = 1.0};
    s = (small){.neuron = {p, p},
                .row = {{0, 0, 1}, {1, 0, 1}, {1, 0, 1}},
                .weight = {0.5, 0.25, 0.0, -0.5, 0.125, 0.0},
                .format = core_format(16, 10, 16, LIF_HALF_UP, 8)};
    s.format.accumulator_width = 10;
    s.net = (lif_core_net){2, 1, s.neuron, s.row, s.weight, 1};
    return &s;
}

static void expect(const small *s, lif_status want, const char *key, const char *text)
{
    lif_core_image image;
    lif_error error = {LIF_OK, "", ""};
    const lif_status got = cosim_core_quantise(&s->net, &s->format, &image, NULL, &error);
    if (got != want || (want != LIF_OK && strcmp(error.key, key) != 0) ||
        strstr(error.message, text) == NULL) {
        fail_msg("status %d, %s: %s; expected %d, %s: %s", (int)got, error.key, error.message,
                 (int)want, key, text);
    }
    cosim_core_image_free(&image);
}

static void refuses_values(void **state)
{
    (void)state;
    const double nan = strtod("nan", NULL);
    small *s = small_new();
    expect(s, LIF_OK, "", "");
    s->neuron[1].leak = 0.0;
    expect(s, LIF_BAD_PARAMETER, "neuron.time_constant", "neuron 1: a leak of 0");
    s->neuron[1].leak = 1e-6;
    expect(s, LIF_OUT_OF_RANGE, "neuron.time_constant", "rounds to 0");
    s = small_new();
    s->neuron[0].synapse_leak[0] = 1.5;
    expect(s, LIF_BAD_PARAMETER, "synapse.time_constant", "neuron 0: a leak of 1.5");
    s = small_new();
    s->neuron[0].adaptation_leak = 1e-7;
    expect(s, LIF_OUT_OF_RANGE, "adaptation.time_constant", "rounds to 0");
    s->neuron[0].adaptation_leak = nan;
    expect(s, LIF_BAD_PARAMETER, "adaptation.time_constant", "nan");
    s = small_new();
    s->neuron[1].threshold = 31.9996; /* rounds to 2^15 */
    expect(s, LIF_OUT_OF_RANGE, "neuron.threshold", "neuron 1: 31.9996");
    s->neuron[1].threshold = 31.9995;
    expect(s, LIF_OK, "", "");
    s->neuron[1].threshold = nan;
    expect(s, LIF_OUT_OF_RANGE, "neuron.threshold", "nan");
    s = small_new();
    s->neuron[0].jump = -0.5;
    expect(s, LIF_BAD_PARAMETER, "adaptation.jump", "below 0");
    s = small_new();
    s->neuron[0].drive = -33.0;
    expect(s, LIF_OUT_OF_RANGE, "drive", "-32 to 31.999");
    s = small_new();
    s->neuron[0].initial = 40.0;
    expect(s, LIF_OUT_OF_RANGE, "neuron.initial", "");
    s = small_new();
    s->neuron[0].subtract = true;
    s->neuron[0].reset = 0.0004;
    expect(s, LIF_OUT_OF_RANGE, "neuron.reset", "not above 0 in words");
    s->neuron[0].reset = 2.0;
    s->neuron[0].threshold = -31.0;
    expect(s, LIF_OUT_OF_RANGE, "neuron.reset", "below the smallest word");
    s->neuron[0].threshold = -30.0;
    expect(s, LIF_OK, "", "");
}

static void refuses_modes_and_rows(void **state)
{
    (void)state;
    small *s = small_new();
    s->neuron[1].hold = 256;
    expect(s, LIF_OUT_OF_RANGE, "neuron.refractory", "a hold of 256 ticks");
    s->neuron[1].hold = 255;
    expect(s, LIF_OK, "", "");
    s->neuron[1].initial_hold = 1000;
    expect(s, LIF_OUT_OF_RANGE, "neuron.initial_hold", "a hold of 1000 ticks");
    s = small_new();
    s->neuron[0].noise_shift = 7; /* not noisy: of no account */
    expect(s, LIF_OK, "", "");
    s->neuron[0].noisy = true;
    expect(s, LIF_OUT_OF_RANGE, "noise.deviation", "a shift of 7");
    s->neuron[0].noise_shift = 6;
    expect(s, LIF_OK, "", "");
    s = small_new();
    s->net.seed = 0;
    expect(s, LIF_BAD_PARAMETER, "seed", "stay 0");
    s = small_new();
    s->row[0].delay = 8;
    expect(s, LIF_OUT_OF_RANGE, "synapses.delay",
           "row 0: a delay of 8 ticks is not possible; give 0 to 7");
    s->row[0].delay = 7;
    s->row[2].delay = 0;
    expect(s, LIF_OUT_OF_RANGE, "synapses.delay",
           "row 2: a delay of 0 ticks is not possible; give 1 to 7");
    s = small_new();
    s->row[1].receptor = 1;
    expect(s, LIF_BAD_PARAMETER, "synapses.receptor", "row 1: there is no receptor 1");
    s->format.receptors = 2;
    expect(s, LIF_OK, "", "");
    s->row[1].most = 2;
    expect(s, LIF_BAD_PARAMETER, "sources.at_most", "row 1: 2 events");
    s->row[1].most = 1;
    s->row[0].most = 0;
    expect(s, LIF_BAD_PARAMETER, "sources.at_most", "row 0: 0 events");
}

static void refuses_weights(void **state)
{
    (void)state;
    small *s = small_new();
    s->weight[2] = 31.7; /* 127 << 8 is 31.75 */
    expect(s, LIF_OK, "", "");
    s->weight[2] = -31.9;
    expect(s, LIF_OUT_OF_RANGE, "synapses.weight", "neuron 0: a weight of 31.9");
    s->weight[2] = (double)INFINITY;
    expect(s, LIF_OUT_OF_RANGE, "synapses.weight", "neuron 0: a weight of inf");
    s = small_new();
    s->weight[0] = 0.0004;
    s->weight[4] = -0.0002;
    expect(s, LIF_OUT_OF_RANGE, "synapses.weight",
           "neuron 0: all weights of receptor 0 round to 0");
    s->weight[4] = -0.0005;
    expect(s, LIF_OK, "", "");
    s = small_new();
    s->row[0].most = 5; /* 5 * 128/2 + 64: column of neuron 0 is 64 and 16 */
    s->format.accumulator_width = 9;
    s->weight[0] = 0.0625; /* 64 steps: 5 * 64 + 16/... */
    s->weight[4] = 0.0;
    expect(s, LIF_OUT_OF_RANGE, "synapses.weight", "add up to 320 steps of its weights");
    s->format.accumulator_width = 10;
    expect(s, LIF_OK, "", "");
}

/* The limit of an accumulator itself: 255 steps fit 9 bits, 256 do not. */
static void accumulators_at_the_limit(void **state)
{
    (void)state;
    small *s = small_new();
    s->format.accumulator_width = 9;
    memset(s->weight, 0, sizeof s->weight);
    s->weight[0] = 0.125 - 0.0009765625; /* 127 steps of 2^-10 */
    s->weight[2] = -0.125 + 0.0009765625;
    s->weight[4] = 0.0009765625;
    expect(s, LIF_OK, "", "");
    s->weight[4] = 0.001953125;
    expect(s, LIF_OUT_OF_RANGE, "synapses.weight", "add up to 256 steps");
    assert_int_equal(lif_core_accumulator_width(8, 1), 8);
    assert_int_equal(lif_core_accumulator_width(8, 256), 16);
    assert_int_equal(lif_core_accumulator_width(8, 257), 17);
}

static void chooses_noise(void **state)
{
    (void)state;
    const lif_core_format f = core_format(16, 10, 16, LIF_HALF_UP, 8);
    const double one = 147.80054127099805 / 1024.0;
    unsigned shift = 99;
    double real = 0.0;
    lif_error error;
    assert_int_equal(lif_core_noise_shift(&f, one * 0.71, &shift, &real, NULL), LIF_OK);
    assert_int_equal(shift, 0);
    assert_true(fabs(real / one - 1.0) < 1e-12);
    assert_int_equal(lif_core_noise_shift(&f, one * 5.0, &shift, &real, NULL), LIF_OK);
    assert_int_equal(shift, 2);
    assert_true(fabs(real / one - 4.0) < 1e-12);
    assert_int_equal(lif_core_noise_shift(&f, one * 0.7, &shift, &real, &error), LIF_OUT_OF_RANGE);
    assert_string_equal(error.key, "noise.deviation");
    assert_int_equal(lif_core_noise_shift(&f, one * 91.0, &shift, &real, &error), LIF_OUT_OF_RANGE);
}

static void refuses_formats(void **state)
{
    static const struct {
        lif_core_format format;
        const char *text;
    } bad[] = {
        {{{33, 4, 8, LIF_HALF_UP, LIF_CODING_ANY, 0}, 8, 12, 8, 3, 1}, "33 bits"},
        {{{4, 1, 8, LIF_HALF_UP, LIF_CODING_ANY, 0}, 5, 12, 8, 3, 1}, "a weight width of 5"},
        {{{16, 4, 8, LIF_HALF_UP, LIF_CODING_ANY, 0}, 17, 20, 8, 3, 1}, "a weight width of 17"},
        {{{16, 4, 8, LIF_HALF_UP, LIF_CODING_ANY, 0}, 8, 7, 8, 3, 1}, "an accumulator width of 7"},
        {{{16, 4, 8, LIF_HALF_UP, LIF_CODING_ANY, 0}, 8, 12, 0, 3, 1}, "a hold width of 0"},
        {{{16, 4, 8, LIF_HALF_UP, LIF_CODING_ANY, 0}, 8, 12, 8, 9, 1}, "delay bits of 9"},
        {{{16, 4, 8, LIF_HALF_UP, LIF_CODING_ANY, 0}, 8, 12, 8, 3, 3}, "receptors of 3"},
        {{{16, 4, 8, LIF_HALF_UP, LIF_CODING_MANTISSA, 4}, 8, 12, 8, 3, 1}, "no other coding"}};
    const lif_core_format good = core_format(24, 18, 24, LIF_RESIDUAL, 8);
    (void)state;
    assert_int_equal(lif_core_format_validate(&good, NULL), LIF_OK);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        lif_error error;
        assert_int_equal(lif_core_format_validate(&bad[i].format, &error), LIF_BAD_PARAMETER);
        assert_string_equal(error.key, "core");
        if (strstr(error.message, bad[i].text) == NULL) {
            fail_msg("\"%s\" is not in \"%s\"", bad[i].text, error.message);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rounds_exactly),  cmocka_unit_test(random_words),
        cmocka_unit_test(refuses_values),  cmocka_unit_test(refuses_modes_and_rows),
        cmocka_unit_test(refuses_weights), cmocka_unit_test(accumulators_at_the_limit),
        cmocka_unit_test(chooses_noise),   cmocka_unit_test(refuses_formats)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
