// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Where a core is proven not to saturate, nothing makes it: its formulas are held against exact
 * rational numbers, and every row fires as often as it may, in the sense that drives a word
 * furthest. Where nothing is proven, such events do saturate. */
#include "core_fixture.h"
#include "neuron_fixture.h"
#include "core_oracle.h"

#include "lif_core_integer.h"
#include "lif_core_proof.h"

#include <math.h>
#include <stdlib.h>

enum { SETS = 400, TICKS = 3000 };

/* ---- the formulas, in exact rational numbers ---- */

/* q = 1 - (1-k)^(hold+1) */
static void lost(mpq_t q, const mpq_t k, uint32_t hold)
{
    mpq_t keep;
    mpq_init(keep);
    mpq_set_ui(keep, 1, 1);
    mpq_sub(keep, keep, k);
    mpq_set_ui(q, 1, 1);
    for (uint32_t i = 0; i <= hold; i++) {
        mpq_mul(q, q, keep);
    }
    mpq_set_ui(keep, 1, 1);
    mpq_sub(q, keep, q);
    mpq_clear(keep);
}

/* sum += q(k) */
static void add_settled(mpq_t sum, const mpq_t k, lif_rounding rounding)
{
    mpq_t q;
    mpq_init(q);
    mpq_set_ui(q, 1, 2);
    mpq_div(q, q, k);
    if (rounding == LIF_RESIDUAL && mpq_cmp_ui(q, 1, 1) < 0) {
        mpq_set_ui(q, 1, 1);
    }
    mpq_add(sum, sum, q);
    mpq_clear(q);
}

static void synapse_reach(mpq_t reach, const lif_core_format *f, const lif_core_image *image,
                          unsigned i, unsigned r)
{
    const lif_core_words *w = &image->word[i];
    mpq_t k, t, l;
    mpq_inits(k, t, l, NULL);
    oracle_scaled(k, (double)w->synapse_leak_fx[r], -(int)f->state.leak_fraction);
    mpq_set_ui(reach, 0, 1);
    for (unsigned row = 0; row < image->inputs + image->neurons; row++) {
        if (image->row[row].receptor != r) {
            continue;
        }
        const double weight = fabs((double)image->weight_fx[row * image->neurons + i]);
        oracle_scaled(t, weight * image->row[row].most, w->weight_shift[r]);
        if (w->freeze) {
            mpq_set_ui(l, 1 + (w->hold > w->initial_hold ? w->hold : w->initial_hold), 1);
            mpq_mul(t, t, l);
            mpq_div(t, t, k);
        } else {
            lost(l, k, row < image->inputs ? 0 : image->word[row - image->inputs].hold);
            mpq_div(t, t, l);
        }
        mpq_add(reach, reach, t);
    }
    add_settled(reach, k, f->state.rounding);
    mpq_clears(k, t, l, NULL);
}

/* Returns whether the conditions hold, all of them; *close tells that one is nearer to its limit
 * than the doubles may tell. */
static bool conditions_hold(const lif_core_format *f, const lif_core_image *image, bool *close)
{
    const double limit = ldexp(1.0, (int)f->state.state_width - 1);
    bool hold = true;
    mpq_t reach, drive, k;
    mpq_inits(reach, drive, k, NULL);
    *close = false;
    for (unsigned i = 0; i < image->neurons; i++) {
        const lif_core_words *w = &image->word[i];
        mpq_set_si(drive, w->drive_fx < 0 ? -w->drive_fx : w->drive_fx, 1);
        for (unsigned r = 0; r < f->receptors; r++) {
            synapse_reach(reach, f, image, i, r);
            hold = hold && mpq_get_d(reach) < limit;
            *close |= fabs(mpq_get_d(reach) / limit - 1.0) < 1e-6;
            mpq_add(drive, drive, reach);
        }
        oracle_scaled(k, w->noisy ? 512.0 : 0.0, w->noise_shift);
        mpq_add(drive, drive, k);
        hold = hold && mpq_get_d(drive) < limit;
        *close |= fabs(mpq_get_d(drive) / limit - 1.0) < 1e-6;
        if (w->jump_fx != 0 && w->adaptation_leak_fx != 0) {
            oracle_scaled(k, (double)w->adaptation_leak_fx, -(int)f->state.leak_fraction);
            lost(reach, k, w->hold);
            mpq_set_si(drive, w->jump_fx, 1);
            mpq_div(reach, drive, reach);
            add_settled(reach, k, f->state.rounding);
            hold = hold && mpq_get_d(reach) < limit;
            *close |= fabs(mpq_get_d(reach) / limit - 1.0) < 1e-6;
        } else if (w->jump_fx != 0) {
            hold = false;
        }
    }
    mpq_clears(reach, drive, k, NULL);
    return hold;
}

/* ---- the worst that can happen ---- */

/* Runs an image whose rows fire as often as they may. The neurons' own spikes are not asked: each
 * fires when it may, once in hold + 1 ticks. With sign 1 only the rows fire that excite neuron 0,
 * with -1 those that inhibit it. Returns how many values saturated. */
static uint64_t clips_at_worst(const lif_core_format *format, const lif_core_image *image, int sign)
{
    lif_core_integer m;
    lif_core_seen seen = core_seen_new(image->neurons);
    uint8_t *spike = calloc(image->neurons, 1);
    assert_non_null(spike);
    assert_int_equal(cosim_core_integer_new(&m, format, image, NULL), LIF_OK);
    for (unsigned t = 0; t < TICKS; t++) {
        for (unsigned row = 0; row < image->inputs; row++) {
            const bool fires = image->weight_fx[row * image->neurons] * sign > 0;
            for (unsigned k = 0; fires && k < image->row[row].most; k++) {
                lif_core_integer_event(&m, row);
            }
        }
        lif_core_integer_neurons(&m, &seen);
        for (unsigned i = 0; i < image->neurons; i++) {
            const int32_t weight = image->weight_fx[(image->inputs + i) * image->neurons];
            spike[i] = t % (image->word[i].hold + 1) == 0 && weight * sign > 0;
        }
        lif_core_integer_spikes(&m, spike);
    }
    assert_int_equal(m.overflows, 0);
    const uint64_t clips = m.clips;
    cosim_core_integer_free(&m);
    core_seen_free(&seen);
    free(spike);
    return clips;
}

static void proofs_hold(void **state)
{
    lif_random random;
    uint64_t proven = 0, not_proven = 0, saturated = 0;
    (void)state;
    lif_random_seed(&random, fixture_seed("proof that a core does not saturate"));
    for (unsigned set = 0; set < SETS; set++) {
        const lif_core_format f =
            core_format(16 + set % 3, 8, 14, set % 2 == 0 ? LIF_HALF_UP : LIF_RESIDUAL, 6);
        const core_draw draw = {.neurons = 3, .inputs = 2, .wild = set % 4 == 0};
        core_random made;
        lif_core_image image;
        bool close;
        core_random_new(&made, &random, &f, &draw);
        if (cosim_core_quantise(&made.net, &made.format, &image, NULL, NULL) == LIF_OK) {
            const lif_core_proof proof = lif_core_prove(&made.format, &image);
            const bool hold = conditions_hold(&made.format, &image, &close);
            const uint64_t clips =
                clips_at_worst(&made.format, &image, 1) + clips_at_worst(&made.format, &image, -1);
            assert_true(proof.proven == hold || close);
            assert_int_equal(proof.proven, proof.word == NULL);
            if (proof.proven) {
                assert_int_equal(clips, 0);
            } else {
                saturated += clips > 0;
            }
            proven += proof.proven;
            not_proven += !proof.proven;
            cosim_core_image_free(&image);
        }
        core_random_free(&made);
    }
    print_message("# %llu proven, %llu not, of which %llu saturate at their worst\n",
                  (unsigned long long)proven, (unsigned long long)not_proven,
                  (unsigned long long)saturated);
    assert_true(proven > 50 && not_proven > 50 && saturated > 20);
}

/* ---- what it says ---- */

static void names_the_word(void **state)
{
    (void)state;
    const lif_core_format f = core_format(12, 6, 8, LIF_HALF_UP, 6);
    lif_core_image image;
    lif_core_proof proof;
    assert_int_equal(cosim_core_image_new(&image, 2, 1, NULL), LIF_OK);
    for (int i = 0; i < 2; i++) {
        image.word[i] = (lif_core_words){.leak_fx = 16, .synapse_leak_fx = {64}, .hold = 3};
    }
    for (int row = 0; row < 3; row++) {
        image.row[row] = (lif_core_row){.delay = 1, .most = 1};
    }
    assert_true(lif_core_prove(&f, &image).proven);
    image.weight_fx[1] = 31; /* of the input to neuron 1: 31*4 << 4 = 1984, and 2 of rounding */
    image.word[1].weight_shift[0] = 4;
    proof = lif_core_prove(&f, &image);
    assert_true(proof.proven);
    image.word[1].drive_fx = -62; /* 1986 + 62 = 2048 */
    proof = lif_core_prove(&f, &image);
    assert_false(proof.proven);
    assert_int_equal(proof.neuron, 1);
    assert_string_equal(proof.word, "drive");
    assert_true(fabs(proof.reach - 2048.0) < 1e-3);
    image.word[1].drive_fx = -61;
    assert_true(lif_core_prove(&f, &image).proven);
    image.word[1].freeze = true; /* 4 times as much */
    proof = lif_core_prove(&f, &image);
    assert_string_equal(proof.word, "synaptic current");
    assert_true(fabs(proof.reach - 7938.0) < 1e-2);
    image.word[1].freeze = false;
    image.word[0].jump_fx = 100;
    proof = lif_core_prove(&f, &image);
    assert_string_equal(proof.word, "adaptation");
    assert_int_equal(proof.neuron, 0);
    assert_true(isinf(proof.reach));
    image.word[0].adaptation_leak_fx = 128; /* 100 / (1 - 1/16) + 1 */
    assert_true(lif_core_prove(&f, &image).proven);
    cosim_core_image_free(&image);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(proofs_hold),
                                       cmocka_unit_test(names_the_word)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
