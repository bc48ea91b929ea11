// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* One current drives several inputs: it is split between currents, or it is the sum of those of
 * events. Each current becomes the words that a row has, and stands for the current again; what
 * cannot be told apart, or is not what the text adds, is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "equations/case.h"
#include "equations/declaration_text.h"

#define EVENTS                                                                                     \
    "equations: |\n  input a: u1\n  input b: u1\n  input c: u1\n  state v: s16\n"                  \
    "  z: s16 = v - (v >> 4) + (a ? 100 : 0) + (b ? 40 : 0) - (c ? 30 : 0)\n"                      \
    "  fire = z >= 1024\n  v' = fire ? 0 : z\n  output spike @1 = fire\n  output v @1 = v'\n"      \
    "membrane: {state: v, one: 1024}\n"
#define CURRENTS                                                                                   \
    "equations: |\n  input a: s16\n  input b: s8\n  input c: s12\n  state v: s16\n"                \
    "  z: s16 = v - (v >> 4) + a + (b << 3) - c\n  fire = z >= 1024\n  v' = fire ? 0 : z\n"        \
    "  output spike @1 = fire\n  output v @1 = v'\nmembrane: {state: v, one: 1024}\n"

/* A word of the membrane is 20 mV / 1024, and 1 nA adds 10 mV / 16 = 32 words. */
static const lif_params neuron = {.method = LIF_EULER,
                                  .dt_s = 1e-3,
                                  .tau_s = 16e-3,
                                  .r_ohm = 10e6,
                                  .v_rest_v = -70e-3,
                                  .v_threshold_v = -50e-3,
                                  .v_reset_v = -70e-3,
                                  .v_initial_v = -70e-3};

static cosim_eq_case *make(cosim_arena *arena, const char *text, const char *drives, char *message,
                           size_t bytes)
{
    char all[2000];
    cosim_diag diag;
    lif_error error = {.message = ""};
    cosim_eq_case *c = NULL;
    snprintf(all, sizeof all, "%sdrives: %s\n", text, drives);
    const cosim_eq_declaration *d = cosim_eq_declaration_read(arena, all, &diag);
    if (d == NULL) {
        snprintf(message, bytes, "%s", diag.message);
        return NULL;
    }
    if (cosim_eq_case_new(arena, d, &neuron, d->unit_a[d->drive], &c, &error) != LIF_OK) {
        snprintf(message, bytes, "%s", error.message);
        return NULL;
    }
    return c;
}

static void a_current_tells_its_events(void **state)
{
    (void)state;
    char message[800] = "";
    cosim_arena *arena = cosim_arena_new();
    cosim_eq_case *c =
        make(arena, EVENTS, "{a: 3.125 nA, b: 1.25 nA, c: -0.9375 nA}", message, sizeof message);
    if (c == NULL) {
        fail_msg("%s", message);
    }
    const cosim_eq_declaration *d = c->declaration;
    assert_int_equal(d->event_count, 3);
    static const double of[] = {3.125e-9, 1.25e-9, -0.9375e-9};
    for (int set = 0; set < 8; set++) {
        double current_a = 0.0;
        int64_t drive = -1, row[3] = {-1, -1, -1};
        for (int k = 0; k < 3; k++) {
            current_a += (set >> k & 1) * of[k];
        }
        assert_true(cosim_eq_drive_of(d, &c->drives, current_a, &drive));
        assert_int_equal(drive, set);
        cosim_eq_drive_row(d, &c->drives, drive, row);
        for (int k = 0; k < 3; k++) {
            assert_int_equal(row[k], set >> k & 1);
        }
        assert_true(cosim_eq_drive_current(d, &c->drives, set) == current_a);
        assert_false(cosim_eq_drive_of(d, &c->drives, current_a + 0.1e-9, &drive));
    }
    int32_t low, high;
    cosim_eq_drive_limits(d, &c->drives, &low, &high);
    assert_true(low == 0 && high == 7);
    cosim_arena_free(arena);
}

static void a_current_is_split(void **state)
{
    (void)state;
    char message[800] = "";
    cosim_arena *arena = cosim_arena_new();
    cosim_eq_case *c =
        make(arena, CURRENTS, "{a: 50 %, b: 37.5 %, c: 12.5 %}", message, sizeof message);
    if (c == NULL) {
        fail_msg("%s", message);
    }
    const cosim_eq_declaration *d = c->declaration;
    int64_t drive, row[3];
    /* 64 words, of which the first has 32; b counts 8 times, and c down */
    assert_true(cosim_eq_drive_of(d, &c->drives, 2e-9, &drive));
    assert_int_equal(drive, 32);
    cosim_eq_drive_row(d, &c->drives, drive, row);
    assert_true(row[0] == 32 && row[1] == 3 && row[2] == -8);
    assert_true(fabs(cosim_eq_drive_current(d, &c->drives, 32) - 2e-9) < 1e-18);
    /* b holds up to 127: 127.5 * 8 / 0.375 words of a whole of 32 words an nA */
    double low_a, high_a;
    int32_t low, high;
    cosim_eq_drive_range(d, &c->drives, &low_a, &high_a);
    assert_true(fabs(high_a - 1e-9 * 127.5 * 8 / 0.375 / 32) < 1e-15);
    assert_false(cosim_eq_drive_of(d, &c->drives, 1.01 * high_a, &drive));
    assert_true(cosim_eq_drive_of(d, &c->drives, 0.99 * high_a, &drive));
    cosim_eq_drive_limits(d, &c->drives, &low, &high);
    cosim_eq_drive_row(d, &c->drives, high, row);
    assert_int_equal(row[1], 127);
    cosim_eq_drive_row(d, &c->drives, low, row);
    assert_int_equal(row[1], -128);
    cosim_arena_free(arena);
}

static void a_declaration_reads_back(void **state)
{
    static const char *const drives[] = {"{a: 50 %, b: 37.5 %, c: 12.5 %}",
                                         "{a: 3.125 nA, b: 1.25 nA, c: -0.9375 nA}"};
    static const char *const texts[] = {CURRENTS, EVENTS};
    (void)state;
    for (int i = 0; i < 2; i++) {
        char message[800] = "", *text = NULL, *again = NULL;
        size_t length = 0;
        cosim_diag diag;
        cosim_arena *arena = cosim_arena_new();
        cosim_eq_case *c = make(arena, texts[i], drives[i], message, sizeof message);
        assert_non_null(c);
        FILE *file = open_memstream(&text, &length);
        assert_int_equal(cosim_eq_declaration_put(file, c->declaration), 0);
        fclose(file);
        const cosim_eq_declaration *d = cosim_eq_declaration_read(arena, text, &diag);
        assert_non_null(d);
        file = open_memstream(&again, &length);
        assert_int_equal(cosim_eq_declaration_put(file, d), 0);
        fclose(file);
        assert_string_equal(text, again);
        assert_memory_equal(d->share, c->declaration->share, 3 * sizeof *d->share);
        assert_memory_equal(d->unit_a, c->declaration->unit_a, 3 * sizeof *d->unit_a);
        assert_int_equal(d->event_count, c->declaration->event_count);
        free(text);
        free(again);
        cosim_arena_free(arena);
    }
}

/* Each of these is refused, and this is said of it. */
static void what_is_refused(void **state)
{
    static const struct {
        const char *text, *drives, *message;
    } all[] = {
        {EVENTS, "{a: 3.125 nA, b: 3.125 nA}", "two sets of events with the same current"},
        {EVENTS, "{a: event, b: 1.25 nA}", "say what an event of b is, and not of a"},
        {EVENTS, "{a: -3.125 nA, b: 1.25 nA}", "needs a current above 0 then"},
        {EVENTS, "{a: -3.125 nA}", "begin with an event of -3.125e-09 A"},
        {EVENTS, "{a: 3.125 nA, b: 2.5 nA}",
         "its input b adds 40 words in an event, and 2.5e-09 A would add 80; write drives: {b: "
         "1.25e-09 A}"},
        {CURRENTS, "{a: 50 %, b: current, c: current}", "split the current, and b has no part"},
        {CURRENTS, "{a: 50 %, b: 30 %, c: 10 %}", "into parts of 90 % together"},
        {CURRENTS, "{a: -50 %, b: 50 %, c: 100 %}", "-50 % is no part"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        char message[800] = "";
        cosim_arena *arena = cosim_arena_new();
        if (make(arena, all[i].text, all[i].drives, message, sizeof message) != NULL ||
            strstr(message, all[i].message) == NULL) {
            fail_msg("%s: \"%s\", and not \"%s\"", all[i].drives, message, all[i].message);
        }
        cosim_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_current_tells_its_events),
        cmocka_unit_test(a_current_is_split),
        cmocka_unit_test(a_declaration_reads_back),
        cmocka_unit_test(what_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
