// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The width of the bound that a judge reports of equations is the wider side of the widest step,
 * whatever is no number in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "equations/case.h"
#include "equations/declaration_text.h"
#include "judge/equations_bounded.h"
#include "judge/state.h"

#include <math.h>

enum { LSB = 2 };

static const char text[] =
    "equations: |\n  input i: s16\n  state v: s16\n  z: s16 = v - (v >> 4) + i\n"
    "  fire = z >= 1024\n  v' = fire ? 0 : z\n  output spike @1 = fire\n  output v @1 = v'\n"
    "membrane: {state: v, one: 1024}\ndrives: {i: current}\n";

static const lif_params neuron = {.method = LIF_EULER,
                                  .dt_s = 1e-3,
                                  .tau_s = 16e-3,
                                  .r_ohm = 10e6,
                                  .v_rest_v = -70e-3,
                                  .v_threshold_v = -50e-3,
                                  .v_reset_v = -70e-3,
                                  .v_initial_v = -70e-3};

typedef struct bench {
    cosim_arena *arena;
    cosim_judge judge;
} bench;

static int start(void **state)
{
    static bench b;
    cosim_diag diag;
    lif_error error;
    cosim_eq_case *c = NULL;
    b.arena = cosim_arena_new();
    const cosim_eq_declaration *d = cosim_eq_declaration_read(b.arena, text, &diag);
    assert_non_null(d);
    assert_int_equal(cosim_eq_case_new(b.arena, d, &neuron, 0.0, &c, &error), LIF_OK);
    b.judge = (cosim_judge){.lsb = LSB};
    b.judge.q.equations = c;
    *state = &b;
    return 0;
}

static int end(void **state)
{
    cosim_arena_free(((bench *)*state)->arena);
    return 0;
}

/* Gives the width after one more step whose membrane is in this interval. */
static double after(bench *b, double low, double high)
{
    cosim_eq_case *c = b->judge.q.equations;
    c->bound.is_taken = true; /* what it then hands over is seen[] */
    c->bound.seen[c->plan->update->id] = (cosim_eq_interval){low, high};
    cosim_judge_eq_widest(&b->judge, false);
    return b->judge.max_bound;
}

static void the_wider_side_of_the_widest_step(void **state)
{
    assert_true(after(*state, -1.0, 3.0) == 3.0 * LSB);
    assert_true(after(*state, -4.0, 3.0) == 4.0 * LSB);
    assert_true(after(*state, -1.0, 1.0) == 4.0 * LSB);
}

/* One side that is no number does not hide the other. */
static void a_side_that_is_no_number(void **state)
{
    assert_true(after(*state, (double)NAN, 3.0) == 3.0 * LSB);
    assert_true(after(*state, -5.0, (double)NAN) == 5.0 * LSB);
}

/* Nothing is known of such a step: its bound is not within any tolerance, nor is that forgotten. */
static void no_side_is_a_number(void **state)
{
    assert_true(isinf(after(*state, (double)NAN, (double)NAN)));
    assert_true(isinf(after(*state, -1.0, 1.0)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_wider_side_of_the_widest_step, start, end),
        cmocka_unit_test_setup_teardown(a_side_that_is_no_number, start, end),
        cmocka_unit_test_setup_teardown(no_side_is_a_number, start, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
