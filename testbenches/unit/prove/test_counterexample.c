// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Tests what drive of a scenario a step of a prover's trace becomes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "equations/declaration_text.h"
#include "prove/counterexample.h"

static const char one[] = "equations: |\n  input i: s8\n  state v: s12\n  v' = v + i\n"
                          "  fire = v >= 1000\n  output spike @1 = fire\n  output v @1 = v'\n"
                          "membrane: {state: v, one: 256}\ndrives: {i: current}\n";

/* A tick without a drive, then two evaluations with it. */
static const char three[] =
    "equations: |\n  input tick: u1\n  input i: s8\n  state v: s12\n"
    "  z: s12 = tick ? v - (v >> 3) : v + i\n  fire = z >= 1000\n  v' = fire ? 0 : z\n"
    "  output spike @1 = fire\n  output v @1 = v'\n"
    "phases: [{tick: 1, i: 0}, {tick: 0}, {tick: 0}]\n"
    "membrane: {state: v, one: 256}\ndrives: {i: current}\ndeparts: [phases]\n";

static const cosim_eq_declaration *read_text(cosim_arena *arena, const char *text)
{
    cosim_diag diag;
    const cosim_eq_declaration *d = cosim_eq_declaration_read(arena, text, &diag);
    if (d == NULL) {
        fail_msg("%s", diag.message);
    }
    return d;
}

static void a_step_of_one_evaluation(void **state)
{
    (void)state;
    int64_t inputs[] = {7, -8, 0};
    cosim_arena *arena = cosim_arena_new();
    const cosim_eq_declaration *d = read_text(arena, one);
    const cosim_witness w = {.count = 3, .inputs = inputs};
    assert_int_equal(cosim_counterexample_steps(d, &w), 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(cosim_counterexample_drive(d, &w, i), inputs[i]);
    }
    cosim_arena_free(arena);
}

/* The word is that of a phase that leaves it to the step, and not what another phase states. */
static void a_step_of_phases(void **state)
{
    (void)state;
    int64_t inputs[] = {1, 0, 0, -120, 0, -120, 1, 0, 0, 5, 0, 5, 1, 0};
    cosim_arena *arena = cosim_arena_new();
    const cosim_eq_declaration *d = read_text(arena, three);
    const cosim_witness w = {.count = 7, .inputs = inputs};
    assert_int_equal(cosim_counterexample_steps(d, &w), 3);
    assert_int_equal(cosim_counterexample_drive(d, &w, 0), -120);
    assert_int_equal(cosim_counterexample_drive(d, &w, 1), 5);
    /* the trace ends before its drive is told */
    assert_int_equal(cosim_counterexample_drive(d, &w, 2), 0);
    cosim_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_step_of_one_evaluation),
                                       cmocka_unit_test(a_step_of_phases)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
