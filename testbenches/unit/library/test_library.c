// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The library's handle: what is refused, when, and that it is as before afterwards; drives of the
 * bench's own; and the same verdict in any block. What it says of circuits is compared with the
 * program by testbenches/cli/test_library.sh. */
#include "neuron_fixture.h"
#include "library/lifcosim.h"
#include "lif_integer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char text[] = "name: here\n"
                           "step: 0.1 ms\n"
                           "steps: 400\n"
                           "neuron:\n"
                           "  method: exponential\n"
                           "  resistance: 1 kOhm\n"
                           "  time_constant: 5 ms\n"
                           "  rest: -70 mV\n"
                           "  threshold: -40 mV\n"
                           "  refractory: 1 ms\n"
                           "stimulus:\n"
                           "  - triangle: {peak: 0.2 mA, samples: 402}\n";
enum { STEPS = 400 };
static const lifcosim_circuit_info both = {
    .format = "q8_24", .shows = LIFCOSIM_SHOWS_MEMBRANE | LIFCOSIM_SHOWS_BEFORE};

static lifcosim *open_run(const lifcosim_circuit_info *circuit)
{
    lifcosim *j = lifcosim_new();
    assert_non_null(j);
    assert_int_equal(lifcosim_read_text(j, text, strlen(text), "here.yaml", NULL, 0), LIFCOSIM_OK);
    assert_int_equal(lifcosim_circuit(j, circuit), LIFCOSIM_OK);
    assert_string_equal(lifcosim_error(j), "");
    return j;
}

typedef struct answers {
    int32_t drive[STEPS], before[STEPS], after[STEPS];
    uint32_t hold[STEPS];
    uint8_t spike[STEPS];
} answers;

static void answer(lifcosim *j, answers *a)
{
    assert_int_equal(lifcosim_drives(j, STEPS, a->drive, a->hold), LIFCOSIM_OK);
    assert_int_equal(lifcosim_model(j, STEPS, a->drive, a->hold, a->before, a->after, a->spike),
                     LIFCOSIM_OK);
}

/* A call that is refused says what would be right. */
static void refused(lifcosim *j, int status, int expected, const char *says)
{
    if (status != expected || strstr(lifcosim_error(j), says) == NULL) {
        fail_msg("status %d, \"%s\"; expected %d and \"%s\"", status, lifcosim_error(j), expected,
                 says);
    }
}

static void calls_out_of_order(void **state)
{
    (void)state;
    answers a;
    int verdict = -1;
    lifcosim_port_words w;
    int64_t told = 0;
    lifcosim *j = lifcosim_new();
    refused(j, lifcosim_circuit(j, &both), LIFCOSIM_MISUSE, "call lifcosim_read first");
    refused(j, lifcosim_words(j, &w), LIFCOSIM_MISUSE, "lifcosim_circuit");
    refused(j, lifcosim_finish(j, &verdict), LIFCOSIM_MISUSE, "lifcosim_circuit");
    refused(j, lifcosim_read(j, NULL, NULL, 0), LIFCOSIM_MISUSE, "NULL");
    assert_int_equal(lifcosim_steps(j), 0);
    assert_null(lifcosim_text(j));
    assert_null(lifcosim_json(j));
    assert_string_equal(lifcosim_first_mismatch(j), "");
    lifcosim_free(j);

    j = open_run(&both);
    refused(j, lifcosim_read(j, "x.yaml", NULL, 0), LIFCOSIM_MISUSE, "a new handle");
    refused(j, lifcosim_circuit(j, &both), LIFCOSIM_MISUSE, "a new handle");
    refused(j, lifcosim_told(j, &told, 1), LIFCOSIM_MISUSE, "0 told params");
    refused(j, lifcosim_told_are(j, &told, 0), LIFCOSIM_MISUSE, "lifcosim_words_are");
    refused(j, lifcosim_judge_outputs(j, 1, &told), LIFCOSIM_MISUSE, "lifcosim_judge");
    refused(j, lifcosim_finish(j, &verdict), LIFCOSIM_MISUSE, "0 of 400 steps were judged");
    answer(j, &a);
    refused(j, lifcosim_drives(j, 1, a.drive, NULL), LIFCOSIM_MISUSE, "0 steps are left");
    refused(j, lifcosim_judge(j, STEPS + 1, NULL, a.before, a.after, a.spike), LIFCOSIM_MISUSE,
            "400 are left");
    refused(j, lifcosim_judge(j, 1, a.drive, NULL, a.after, a.spike), LIFCOSIM_MISUSE, "is NULL");
    refused(j, lifcosim_judge(j, 1, a.drive, a.before, NULL, a.spike), LIFCOSIM_MISUSE, "is NULL");
    refused(j, lifcosim_judge(j, 1, a.drive, a.before, a.after, NULL), LIFCOSIM_MISUSE, "is NULL");
    assert_int_equal(lifcosim_done(j), 0);
    assert_int_equal(lifcosim_judge(j, STEPS, a.drive, a.before, a.after, a.spike), LIFCOSIM_OK);
    refused(j, lifcosim_words(j, &w), LIFCOSIM_OK, "");
    refused(j, lifcosim_words_are(j, &w), LIFCOSIM_MISUSE, "before the first step");
    refused(j, lifcosim_own_drives(j), LIFCOSIM_MISUSE, "before the first step");
    assert_null(lifcosim_json(j));
    assert_int_equal(lifcosim_finish(j, &verdict), LIFCOSIM_OK);
    assert_int_equal(verdict, LIFCOSIM_PASS);
    refused(j, lifcosim_finish(j, &verdict), LIFCOSIM_MISUSE, "has its verdict");
    refused(j, lifcosim_judge(j, 0, NULL, a.before, a.after, a.spike), LIFCOSIM_MISUSE,
            "has its verdict");
    assert_ptr_equal(lifcosim_json(j), lifcosim_json(j));
    lifcosim_free(j);
}

static void no_handle(void **state)
{
    (void)state;
    int32_t word = 0;
    uint8_t spike = 0;
    lifcosim_free(NULL);
    assert_int_equal(lifcosim_read(NULL, "x", NULL, 0), LIFCOSIM_MISUSE);
    assert_int_equal(lifcosim_read_text(NULL, "x", 1, "x", NULL, 0), LIFCOSIM_MISUSE);
    assert_int_equal(lifcosim_circuit(NULL, &both), LIFCOSIM_MISUSE);
    assert_int_equal(lifcosim_words(NULL, NULL), LIFCOSIM_MISUSE);
    assert_int_equal(lifcosim_told(NULL, NULL, 0), LIFCOSIM_MISUSE);
    assert_int_equal(lifcosim_drives(NULL, 1, &word, NULL), LIFCOSIM_MISUSE);
    assert_int_equal(lifcosim_own_drives(NULL), LIFCOSIM_MISUSE);
    assert_int_equal(lifcosim_words_are(NULL, NULL), LIFCOSIM_MISUSE);
    assert_int_equal(lifcosim_told_are(NULL, NULL, 0), LIFCOSIM_MISUSE);
    assert_int_equal(lifcosim_judge(NULL, 1, NULL, &word, &word, &spike), LIFCOSIM_MISUSE);
    assert_int_equal(lifcosim_judge_outputs(NULL, 1, NULL), LIFCOSIM_MISUSE);
    assert_int_equal(lifcosim_breach(NULL, 1, "x", 0, 0, 0), LIFCOSIM_MISUSE);
    assert_int_equal(lifcosim_model(NULL, 1, &word, NULL, NULL, NULL, NULL), LIFCOSIM_MISUSE);
    assert_int_equal(lifcosim_finish(NULL, NULL), LIFCOSIM_MISUSE);
    assert_int_equal(lifcosim_steps(NULL) + lifcosim_done(NULL) + lifcosim_mismatches(NULL) +
                         lifcosim_told_count(NULL) + lifcosim_output_count(NULL),
                     0);
    assert_null(lifcosim_text(NULL));
    assert_null(lifcosim_json(NULL));
    assert_string_equal(lifcosim_first_mismatch(NULL), "");
    assert_non_null(strstr(lifcosim_error(NULL), "lifcosim_new"));
}

static void wrong_input_keeps_the_handle(void **state)
{
    (void)state;
    static const struct {
        lifcosim_circuit_info circuit;
        int status;
        const char *says;
    } cases[] = {
        {{.format = "q9"}, LIFCOSIM_WRONG_INPUT, "20/12/18"},
        {{.format = "33/12/18"}, LIFCOSIM_WRONG_INPUT, "2 to 32"},
        {{.format = "q8_24", .shows = 8}, LIFCOSIM_WRONG_INPUT, "LIFCOSIM_SHOWS_MEMBRANE"},
        {{.format = "q8_24", .hold_width = 33}, LIFCOSIM_WRONG_INPUT, "1 to 32"},
        {{.format = "q8_24", .hold_width = 3}, LIFCOSIM_WRONG_INPUT, "a refractory time of 10"},
        {{.declaration = "equations: |\n  nonsense"}, LIFCOSIM_WRONG_INPUT, ""},
        {{.declaration = "equations: x", .format = "q8_24"}, LIFCOSIM_MISUSE, "give one"},
        {{.name = "neither"}, LIFCOSIM_MISUSE, "give one"},
    };
    int verdict = LIFCOSIM_OPEN;
    answers a;
    lifcosim *j = lifcosim_new();
    refused(j, lifcosim_read(j, "not-there.yaml", NULL, 0), LIFCOSIM_WRONG_INPUT,
            "not-there.yaml: cannot be read");
    refused(j, lifcosim_read_text(j, "name: [", 7, "bad.yaml", NULL, 0), LIFCOSIM_WRONG_INPUT,
            "bad.yaml:1:");
    assert_int_equal(lifcosim_read_text(j, text, strlen(text), NULL, NULL, 0), LIFCOSIM_OK);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        refused(j, lifcosim_circuit(j, &cases[i].circuit), cases[i].status, cases[i].says);
    }
    assert_int_equal(lifcosim_circuit(j, &both), LIFCOSIM_OK);
    answer(j, &a);
    a.drive[5]++;
    refused(j, lifcosim_judge(j, STEPS, a.drive, a.before, a.after, a.spike), LIFCOSIM_WRONG_INPUT,
            "step 5: the circuit was given the drive");
    a.drive[5]--;
    assert_int_equal(lifcosim_done(j), 0);
    assert_int_equal(lifcosim_judge(j, 3, a.drive, a.before, a.after, a.spike), LIFCOSIM_OK);
    assert_int_equal(
        lifcosim_judge(j, STEPS - 3, a.drive + 3, a.before + 3, a.after + 3, a.spike + 3),
        LIFCOSIM_OK);
    assert_int_equal(lifcosim_finish(j, &verdict), LIFCOSIM_OK);
    assert_int_equal(verdict, LIFCOSIM_PASS);
    lifcosim_free(j);
}

/* Judges with `wrong` added to a membrane; returns the JSON without its times. */
static char *report_of(size_t block, int32_t wrong, int expected)
{
    answers a;
    int verdict = LIFCOSIM_OPEN;
    lifcosim *j = open_run(&both);
    answer(j, &a);
    a.after[77] += wrong;
    for (size_t at = 0; at < STEPS; at += block) {
        const size_t n = STEPS - at < block ? STEPS - at : block;
        assert_int_equal(
            lifcosim_judge(j, n, a.drive + at, a.before + at, a.after + at, a.spike + at),
            LIFCOSIM_OK);
        if (wrong != 0) {
            assert_int_equal(lifcosim_mismatches(j) > 0, lifcosim_done(j) > 77);
        }
    }
    assert_int_equal(lifcosim_finish(j, &verdict), LIFCOSIM_OK);
    assert_int_equal(verdict, expected);
    char *json = strdup(lifcosim_json(j));
    assert_non_null(json);
    char *times = strstr(json, "\"seconds\"");
    assert_non_null(times);
    *times = '\0';
    lifcosim_free(j);
    return json;
}

static void blocks_do_not_matter(void **state)
{
    (void)state;
    for (int wrong = 0; wrong < 2; wrong++) {
        const int expected = wrong != 0 ? LIFCOSIM_FAIL : LIFCOSIM_PASS;
        char *whole = report_of(STEPS, wrong, expected);
        for (size_t block = 1; block < STEPS; block = 3 * block + 1) {
            char *parts = report_of(block, wrong, expected);
            assert_string_equal(whole, parts);
            free(parts);
        }
        free(whole);
    }
}

static void drives_of_the_bench(void **state)
{
    (void)state;
    enum { N = 3000 };
    static int32_t drive[N], before[N], after[N];
    static uint8_t spike[N];
    for (int wrong = 0; wrong < 2; wrong++) {
        int verdict = LIFCOSIM_OPEN;
        uint32_t random = 1;
        lifcosim *j = open_run(&both);
        assert_int_equal(lifcosim_own_drives(j), LIFCOSIM_OK);
        for (size_t i = 0; i < N; i++) {
            random = random * 1664525u + 1013904223u;
            drive[i] = (int32_t)(random >> 5) - (1 << 25);
        }
        assert_int_equal(lifcosim_model(j, N, drive, NULL, before, after, spike), LIFCOSIM_OK);
        spike[2000] ^= (uint8_t)wrong;
        refused(j, lifcosim_judge(j, N, NULL, before, after, spike), LIFCOSIM_MISUSE, "NULL");
        assert_int_equal(lifcosim_judge(j, N, drive, before, after, spike), LIFCOSIM_OK);
        assert_int_equal(lifcosim_finish(j, &verdict), LIFCOSIM_OK);
        assert_int_equal(verdict, wrong ? LIFCOSIM_FAIL : LIFCOSIM_PASS);
        assert_int_equal(lifcosim_done(j), N);
        lifcosim_free(j);
    }
    /* no step shows nothing */
    int verdict = LIFCOSIM_OPEN;
    lifcosim *j = open_run(&both);
    assert_int_equal(lifcosim_own_drives(j), LIFCOSIM_OK);
    assert_int_equal(lifcosim_finish(j, &verdict), LIFCOSIM_OK);
    assert_int_not_equal(verdict, LIFCOSIM_PASS);
    lifcosim_free(j);
    /* a word that the circuit cannot have */
    lifcosim_circuit_info small = both;
    small.format = "q4_12";
    j = open_run(&small);
    assert_int_equal(lifcosim_own_drives(j), LIFCOSIM_OK);
    drive[0] = 1 << 20;
    refused(j, lifcosim_judge(j, 1, drive, before, after, spike), LIFCOSIM_WRONG_INPUT,
            "does not fit the 16 bits");
    lifcosim_free(j);
}

static void a_breach_fails(void **state)
{
    (void)state;
    answers a;
    int verdict = LIFCOSIM_OPEN;
    lifcosim *j = open_run(&both);
    answer(j, &a);
    assert_int_equal(lifcosim_judge(j, STEPS, a.drive, a.before, a.after, a.spike), LIFCOSIM_OK);
    refused(j, lifcosim_breach(j, 1, NULL, 3, 0, 1), LIFCOSIM_MISUSE, "NULL");
    assert_int_equal(lifcosim_breach(j, 2, "spike in an idle clock", 3, 0, 1), LIFCOSIM_OK);
    assert_non_null(strstr(lifcosim_first_mismatch(j), "step 3 spike in an idle clock"));
    assert_int_equal(lifcosim_finish(j, &verdict), LIFCOSIM_OK);
    assert_int_equal(verdict, LIFCOSIM_FAIL);
    lifcosim_free(j);
}

/* Gives what half-up rounding of the leak is not: a circuit that rounds down. */
static void round_down(lifcosim *j, answers *a)
{
    lifcosim_port_words w;
    assert_int_equal(lifcosim_words(j, &w), LIFCOSIM_OK);
    assert_int_equal(lifcosim_drives(j, STEPS, a->drive, a->hold), LIFCOSIM_OK);
    int64_t v = w.initial, left = w.initial_hold;
    for (size_t i = 0; i < STEPS; i++) {
        const int64_t z = v + (((int64_t)a->drive[i] - v) * w.leak >> 31);
        a->spike[i] = left == 0 && z >= w.threshold;
        a->before[i] = (int32_t)(left > 0 ? v : z);
        a->after[i] = a->spike[i] ? w.reset : a->before[i];
        left = left > 0 ? left - 1 : a->spike[i] ? a->hold[i] : 0;
        v = a->after[i];
    }
}

static void what_is_wrong_is_named(void **state)
{
    (void)state;
    static const char name[] = "rounds down, and not half-up: round((i - v) * leak, 31)";
    answers a;
    int verdict = LIFCOSIM_OPEN;
    for (int own = 0; own < 2; own++) {
        size_t count = 99;
        lifcosim *helper = open_run(&both), *j = open_run(&both);
        round_down(helper, &a);
        lifcosim_free(helper);
        assert_int_equal(own ? lifcosim_own_drives(j) : LIFCOSIM_OK, LIFCOSIM_OK);
        for (size_t at = 0; at < STEPS; at += 50) {
            assert_int_equal(
                lifcosim_judge(j, 50, a.drive + at, a.before + at, a.after + at, a.spike + at),
                LIFCOSIM_OK);
        }
        refused(j, lifcosim_find(j, &count), LIFCOSIM_MISUSE, "call lifcosim_finish first");
        assert_int_equal(lifcosim_finish(j, &verdict), LIFCOSIM_OK);
        assert_int_equal(verdict, LIFCOSIM_FAIL);
        assert_string_equal(lifcosim_finding(j, 0), "");
        assert_int_equal(lifcosim_find(j, &count), LIFCOSIM_OK);
        assert_int_equal(count, 1);
        assert_string_equal(lifcosim_finding(j, 0), name);
        assert_string_equal(lifcosim_finding(j, 1), "");
        assert_non_null(strstr(lifcosim_text(j), name));
        assert_non_null(strstr(lifcosim_json(j), name));
        refused(j, lifcosim_find(j, &count), LIFCOSIM_MISUSE, "before it");
        lifcosim_free(j);
    }
    /* a run that passes has none */
    size_t count = 99;
    lifcosim *j = open_run(&both);
    answer(j, &a);
    assert_int_equal(lifcosim_judge(j, STEPS, NULL, a.before, a.after, a.spike), LIFCOSIM_OK);
    assert_int_equal(lifcosim_finish(j, &verdict), LIFCOSIM_OK);
    assert_int_equal(lifcosim_find(j, &count), LIFCOSIM_OK);
    assert_int_equal(count, 0);
    lifcosim_free(j);
    assert_int_equal(lifcosim_find(NULL, &count), LIFCOSIM_MISUSE);
    assert_string_equal(lifcosim_finding(NULL, 0), "");
}

static void words_that_differ_fail(void **state)
{
    (void)state;
    answers a;
    int verdict = LIFCOSIM_OPEN;
    lifcosim_port_words w;
    lifcosim *j = open_run(&both);
    assert_int_equal(lifcosim_words(j, &w), LIFCOSIM_OK);
    w.leak++;
    assert_int_equal(lifcosim_words_are(j, &w), LIFCOSIM_OK);
    answer(j, &a);
    assert_int_equal(lifcosim_judge(j, STEPS, a.drive, a.before, a.after, a.spike), LIFCOSIM_OK);
    assert_int_equal(lifcosim_finish(j, &verdict), LIFCOSIM_OK);
    assert_int_equal(verdict, LIFCOSIM_FAIL);
    assert_non_null(strstr(lifcosim_text(j), "leak"));
    lifcosim_free(j);
}

/* Runs the parts of a trial on the integer model, or on one that keeps the threshold of its reset.
 */
static size_t try_model(lifcosim *j, bool keeps)
{
    const lif_format format = {.state_width = 32, .state_fraction = 24, .leak_fraction = 31};
    lif_integer model = {.words = {0}};
    lifcosim_part part;
    size_t parts = 0;
    for (;;) {
        lifcosim_port_words w;
        int32_t drive[32], before[32], after[32];
        uint32_t hold[32];
        uint8_t spike[32];
        assert_int_equal(lifcosim_trial(j, 1, &part), LIFCOSIM_OK);
        if (part.steps == 0) {
            return parts;
        }
        assert_int_equal(lifcosim_words(j, &w), LIFCOSIM_OK);
        const lif_words words = {.leak_fx = w.leak,
                                 .threshold_fx =
                                     keeps && !part.resets ? model.words.threshold_fx : w.threshold,
                                 .reset_fx = w.reset,
                                 .initial_fx = w.initial,
                                 .initial_hold = w.initial_hold,
                                 .compare_above = w.compare_above,
                                 .reset_by_subtract = w.reset_by_subtract};
        if (part.resets) {
            lif_integer_start(&model, &format, &words);
        }
        model.words = words;
        refused(j, lifcosim_drives(j, part.steps + 1, drive, hold), LIFCOSIM_MISUSE, "are left");
        assert_int_equal(lifcosim_drives(j, part.steps, drive, hold), LIFCOSIM_OK);
        lif_integer_run(&model, part.steps, drive, hold, 0, before, after, spike);
        drive[2]++;
        refused(j, lifcosim_judge(j, part.steps, drive, before, after, spike), LIFCOSIM_WRONG_INPUT,
                "step 2: the circuit was given the drive");
        drive[2]--;
        assert_int_equal(lifcosim_judge(j, 1, drive, before, after, spike), LIFCOSIM_OK);
        refused(j, lifcosim_trial(j, 1, &part), LIFCOSIM_MISUSE, "1 of ");
        refused(j, lifcosim_finish(j, NULL), LIFCOSIM_MISUSE, "of a trial's part");
        refused(j, lifcosim_judge(j, part.steps, NULL, before, after, spike), LIFCOSIM_MISUSE,
                "of the part are left");
        assert_int_equal(
            lifcosim_judge(j, part.steps - 1, drive + 1, before + 1, after + 1, spike + 1),
            LIFCOSIM_OK);
        parts++;
    }
}

static void words_that_change_in_a_run(void **state)
{
    (void)state;
    for (int keeps = 0; keeps < 2; keeps++) {
        int verdict = LIFCOSIM_OPEN;
        answers a;
        lifcosim_part part;
        lifcosim *j = open_run(&both);
        refused(j, lifcosim_trial(j, 1, &part), LIFCOSIM_MISUSE, "after the last step");
        answer(j, &a);
        assert_int_equal(lifcosim_judge(j, STEPS, a.drive, a.before, a.after, a.spike),
                         LIFCOSIM_OK);
        refused(j, lifcosim_trial(j, 1, NULL), LIFCOSIM_MISUSE, "NULL");
        assert_in_range(try_model(j, keeps != 0), keeps ? 1 : 4 * 7 * 4, keeps ? 40 : 4 * 7 * 4);
        assert_int_equal(lifcosim_finish(j, &verdict), LIFCOSIM_OK);
        assert_int_equal(verdict, keeps ? LIFCOSIM_FAIL : LIFCOSIM_PASS);
        assert_int_equal(strstr(lifcosim_text(j), "after the threshold changed in a run") != NULL,
                         keeps);
        lifcosim_free(j);
    }
}

/* Drives that were asked for are those that are judged, however both are cut into calls. */
static void cuts_do_not_matter(void **state)
{
    (void)state;
    answers a;
    lifcosim *whole = open_run(&both), *cut = open_run(&both);
    answer(whole, &a);
    size_t given = 0, done = 0;
    int32_t drive[STEPS];
    uint32_t hold[STEPS];
    for (size_t k = 1; done < STEPS; k = k * 5 % 97) {
        const size_t ahead = STEPS - given < k ? STEPS - given : k;
        assert_int_equal(lifcosim_drives(cut, ahead, drive + given, hold + given), LIFCOSIM_OK);
        given += ahead;
        const size_t n = given - done < k / 2 + 1 ? given - done : k / 2 + 1;
        assert_int_equal(
            lifcosim_judge(cut, n, drive + done, a.before + done, a.after + done, a.spike + done),
            LIFCOSIM_OK);
        done += n;
        assert_int_equal(lifcosim_done(cut), done);
    }
    assert_memory_equal(drive, a.drive, sizeof drive);
    assert_memory_equal(hold, a.hold, sizeof hold);
    int verdict = LIFCOSIM_OPEN;
    assert_int_equal(lifcosim_finish(cut, &verdict), LIFCOSIM_OK);
    assert_int_equal(verdict, LIFCOSIM_PASS);
    lifcosim_free(whole);
    lifcosim_free(cut);
}

/* A base seed changes the noise, and belongs before the scenario. */
static void a_base_seed(void **state)
{
    (void)state;
    static const char noisy[] = "name: noisy\nstep: 0.1 ms\nsteps: 40\n"
                                "neuron: {method: euler, resistance: 1 kOhm, time_constant: 5 ms, "
                                "rest: -70 mV, threshold: -40 mV}\n"
                                "stimulus: [{noise: {mean: 1 uA, deviation: 1 uA, "
                                "correlation_time: 1 ms, seed: 1}}]\n";
    int32_t drive[3][40];
    for (int i = 0; i < 3; i++) {
        lifcosim *j = lifcosim_new();
        if (i > 0) {
            assert_int_equal(lifcosim_seed(j, 7), LIFCOSIM_OK);
        }
        assert_int_equal(lifcosim_read_text(j, noisy, strlen(noisy), NULL, NULL, 0), LIFCOSIM_OK);
        refused(j, lifcosim_seed(j, 7), LIFCOSIM_MISUSE, "read already");
        assert_int_equal(lifcosim_circuit(j, &both), LIFCOSIM_OK);
        assert_int_equal(lifcosim_drives(j, 40, drive[i], NULL), LIFCOSIM_OK);
        lifcosim_free(j);
    }
    assert_memory_equal(drive[1], drive[2], sizeof drive[1]);
    assert_memory_not_equal(drive[0], drive[1], sizeof drive[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_out_of_order),
        cmocka_unit_test(no_handle),
        cmocka_unit_test(wrong_input_keeps_the_handle),
        cmocka_unit_test(blocks_do_not_matter),
        cmocka_unit_test(drives_of_the_bench),
        cmocka_unit_test(a_breach_fails),
        cmocka_unit_test(what_is_wrong_is_named),
        cmocka_unit_test(words_that_differ_fail),
        cmocka_unit_test(words_that_change_in_a_run),
        cmocka_unit_test(cuts_do_not_matter),
        cmocka_unit_test(a_base_seed),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
