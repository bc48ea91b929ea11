// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Restricted leak words are tested: the nearest one against a list of all of them, the port's code
 * both ways, and the constants level, which must take the nearest word and no other. */
#include "neuron_fixture.h"
#include "circuit/format.h"
#include "judge/constants.h"
#include "judge/state.h"
#include "result/result.h"
#include "lif_leak.h"

#include <math.h>
#include <string.h>

static const lif_format small[] = {{8, 4, 12, LIF_HALF_UP, LIF_CODING_MANTISSA, 2},
                                   {8, 4, 12, LIF_HALF_UP, LIF_CODING_MANTISSA, 5},
                                   {8, 4, 12, LIF_RESIDUAL, LIF_CODING_TERMS, 1},
                                   {8, 4, 12, LIF_HALF_UP, LIF_CODING_TERMS, 2},
                                   {8, 4, 18, LIF_HALF_UP, LIF_CODING_TERMS, 2},
                                   {8, 4, 24, LIF_HALF_UP, LIF_CODING_TERMS, 3}};
enum { SMALL = sizeof small / sizeof small[0] };

/* Tells whether there are `digits` or fewer nonzero digits in the non-adjacent form, or significant
 * bits. */
static bool representable(const lif_format *f, uint64_t word)
{
    if (f->leak_coding == LIF_CODING_TERMS) {
        return (unsigned)__builtin_popcountll((3 * word ^ word) >> 1) <= f->leak_digits;
    }
    while (word != 0 && (word & 1) == 0) {
        word >>= 1;
    }
    return word >> f->leak_digits == 0;
}

static void nearest_of_all(void **state)
{
    lif_random random;
    (void)state;
    lif_random_seed(&random, fixture_seed("nearest_of_all"));
    for (size_t i = 0; i < SMALL; i++) {
        const lif_format *f = &small[i];
        const uint64_t one = (uint64_t)1 << f->leak_fraction;
        assert_int_equal(lif_leak_validate(f, &(lif_error){0}), LIF_OK);
        for (int n = 0; n < 300; n++) {
            const double real =
                ldexp(lif_random_uniform(&random), (int)lif_random_below(&random, 24)) *
                (double)one / 8388608.0;
            const double least = fmin(real, (double)one);
            const double word = lif_leak_nearest(f, least);
            const uint64_t reach = (uint64_t)fabs(word - least), from = (uint64_t)least;
            assert_true(representable(f, (uint64_t)word));
            assert_true(word >= 0.0 && word <= (double)one);
            /* There is no representable word in between: all are looked at. */
            for (uint64_t d = 0; d < reach; d++) {
                assert_false(d <= from && representable(f, from - d) &&
                             fabs((double)(from - d) - least) < fabs(word - least));
                assert_false(from + d <= one && representable(f, from + d) &&
                             fabs((double)(from + d) - least) < fabs(word - least));
            }
        }
    }
}

static void codes_both_ways(void **state)
{
    size_t words = 0;
    (void)state;
    for (size_t i = 0; i < SMALL; i++) {
        const lif_format *f = &small[i];
        const uint64_t one = (uint64_t)1 << f->leak_fraction;
        for (uint64_t word = 0; word <= one; word += one > 5000 && word > 5000 ? 257 : 1) {
            uint64_t code = 77;
            const bool fits = lif_leak_encode(f, (int64_t)word, &code);
            assert_int_equal(fits, representable(f, word));
            assert_true(fits || code == 77);
            if (fits) {
                assert_true(code < 2 * one);
                assert_int_equal(lif_leak_decode(f, code), word);
                words++;
            }
        }
    }
    assert_in_range(words, 500, 100000);
    const lif_format any = {8, 4, 7, LIF_HALF_UP, LIF_CODING_ANY, 0};
    uint64_t code;
    assert_true(lif_leak_encode(&any, 93, &code));
    assert_int_equal(code, 93);
    assert_int_equal(lif_leak_decode(&any, 93), 93);
}

/* 0.3 of 2^12 is 1228.8; each coding makes its own of it, by hand. */
static void by_hand(void **state)
{
    uint64_t code;
    (void)state;
    assert_true(lif_leak_nearest(&small[0], 1228.8) == 1024.0); /* 2 bits: 1024, 1536 */
    assert_true(lif_leak_nearest(&small[1], 1228.8) == 1216.0); /* 19 << 6 */
    assert_true(lif_leak_nearest(&small[2], 1228.8) == 1024.0);
    assert_true(lif_leak_nearest(&small[3], 1228.8) == 1280.0); /* 1024 + 256; 1152 is farther */
    assert_true(lif_leak_nearest(&small[3], 3900.0) == 3840.0); /* 4096 - 256; 4096 - 128 = 3968 */
    assert_true(lif_leak_encode(&small[1], 1216, &code));
    assert_int_equal(code, 19 | 6 << 5);
    assert_true(lif_leak_encode(&small[3], 3840, &code)); /* n = 0 plus, n = 4 minus */
    assert_int_equal(code, (0 | 1 << 4) | (4 | 3 << 4) << 6);
}

static void impossible_codings(void **state)
{
    static const lif_format bad[] = {{8, 4, 7, LIF_HALF_UP, LIF_CODING_ANY, 3},
                                     {8, 4, 7, LIF_HALF_UP, LIF_CODING_MANTISSA, 1},
                                     {8, 4, 7, LIF_HALF_UP, LIF_CODING_MANTISSA, 8},
                                     {8, 4, 7, LIF_HALF_UP, LIF_CODING_TERMS, 0},
                                     {8, 4, 7, LIF_HALF_UP, LIF_CODING_TERMS, 2},
                                     {8, 4, 53, LIF_HALF_UP, LIF_CODING_TERMS, 1},
                                     {8, 4, 40, LIF_HALF_UP, LIF_CODING_TERMS, 5}};
    lif_format f;
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        lif_error error;
        assert_int_equal(lif_format_validate(&bad[i], &error), LIF_BAD_PARAMETER);
        assert_string_equal(error.key, "dut");
    }
    lif_error error = {LIF_OK, "", ""};
    const lif_format unknown = {8, 4, 7, LIF_HALF_UP, (lif_leak_coding)(LIF_CODING_TERMS + 1), 1};
    assert_int_equal(lif_leak_validate(&unknown, &error), LIF_BAD_PARAMETER);
    assert_string_equal(error.key, "dut");
    assert_string_equal(error.message, "unknown leak coding");
    assert_true(cosim_format_parse("24/18/24rs3", &f));
    assert_true(f.rounding == LIF_RESIDUAL && f.leak_coding == LIF_CODING_TERMS);
    assert_int_equal(f.leak_digits, 3);
    assert_true(cosim_format_parse("w22f16k28m16", &f));
    assert_true(f.leak_coding == LIF_CODING_MANTISSA && f.leak_digits == 16);
    char text[40];
    assert_string_equal(cosim_format_name(&f, text), "w22f16k28m16");
    assert_string_equal(cosim_format_make_name(&f, text), "22/16/28m16");
    assert_false(cosim_format_parse("24/18/24s", &f));
    assert_false(cosim_format_parse("24/18/24m16r", &f));
}

/* The quantiser's word passes the constants level on random parameters; its neighbours among the
 * representable words, and words that are not representable, do not. */
static void constants_level(void **state)
{
    lif_random random;
    size_t judged = 0, refused = 0;
    (void)state;
    lif_random_seed(&random, fixture_seed("constants_level"));
    for (int n = 0; n < 400; n++) {
        const lif_format *f = &small[n % SMALL];
        const lif_params p = fixture_random_params(&random);
        const lif_format wide = {
            20, 12, f->leak_fraction, f->rounding, f->leak_coding, f->leak_digits};
        lif_quantised q;
        lif_error error;
        static cosim_judge judge;
        if (lif_quantise(&p, &wide, &q, &error) != LIF_OK) {
            continue;
        }
        judge = (cosim_judge){.params = p, .q = q};
        cosim_judge_constants(&judge, &q.words);
        assert_int_equal(judge.constants, COSIM_PASS);
        assert_true(fabs(q.leak_error) <= 1.0);
        judged++;
        const int64_t one = (int64_t)1 << f->leak_fraction;
        for (int64_t step = -1; step <= 1; step += 2) {
            lif_words words = q.words;
            words.leak_fx += step; /* not representable, or the next one */
            cosim_judge_constants(&judge, &words);
            const double real = (double)q.words.leak_fx - q.leak_error * (double)one;
            const bool farther = fabs((double)words.leak_fx - real) >
                                 fabs((double)q.words.leak_fx - real) + 1e-6 * real;
            if (farther || !representable(f, (uint64_t)words.leak_fx)) {
                assert_int_equal(judge.constants, COSIM_FAIL);
                refused++;
            }
        }
    }
    assert_true(judged > 200 && refused > judged);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nearest_of_all),  cmocka_unit_test(codes_both_ways),
        cmocka_unit_test(by_hand),         cmocka_unit_test(impossible_codings),
        cmocka_unit_test(constants_level),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
