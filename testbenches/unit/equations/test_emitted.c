// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Compiled steps are taken where they are of the very plan, and of no other; what they compute is
 * compared by testbenches/equations/steps.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "equations/case.h"
#include "equations/declaration_text.h"
#include "equations/emit_bound.h"

#define TEXT(leak, type)                                                                           \
    "equations: |\n  input i: s16\n  state v: " type "\n  z: s16 = v - (v >> " leak ") + i\n"      \
    "  fire = z >= 1024\n  v' = fire ? 0 : z\n  output spike @1 = fire\n  output v @1 = v'\n"      \
    "membrane: {state: v, one: 1024}\ndrives: {i: current}\n"

static const lif_params neuron = {.method = LIF_EULER,
                                  .dt_s = 1e-3,
                                  .tau_s = 16e-3,
                                  .r_ohm = 10e6,
                                  .v_rest_v = -70e-3,
                                  .v_threshold_v = -50e-3,
                                  .v_reset_v = -70e-3,
                                  .v_initial_v = -70e-3};

static cosim_eq_case *make(cosim_arena *arena, const char *text)
{
    cosim_diag diag;
    lif_error error = {.message = ""};
    cosim_eq_case *c = NULL;
    const cosim_eq_declaration *d = cosim_eq_declaration_read(arena, text, &diag);
    if (d == NULL) {
        fail_msg("%s", diag.message);
    }
    if (cosim_eq_case_new(arena, d, &neuron, 0.0, &c, &error) != LIF_OK) {
        fail_msg("%s", error.message);
    }
    return c;
}

static bool words(int64_t *word, const int64_t *input, const int64_t *param, const int64_t *state,
                  bool *cut)
{
    (void)word;
    (void)input;
    (void)param;
    (void)state;
    *cut = false;
    return false;
}

static void step(cosim_eq_bound *bound, const cosim_eq_given *given, int fired)
{
    (void)bound;
    (void)given;
    (void)fired;
}

static void taken_for_their_plan_alone(void **state)
{
    (void)state;
    cosim_arena *arena = cosim_arena_new();
    cosim_eq_case *c = make(arena, TEXT("4", "s16")), *same = make(arena, TEXT("4", "s16"));
    static const char *const others[] = {TEXT("4", "s15"), TEXT("4", "s16") "rounding: unknown\n"};
    struct cosim_eq_emitted emitted = {cosim_eq_fingerprint(c->plan), cosim_eq_kernels(), words,
                                       step};
    assert_true(cosim_eq_case_take(same, &emitted));
    assert_ptr_equal(same->bound.emitted, step);
    assert_ptr_equal(same->model.emitted, words);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        cosim_eq_case *other = make(arena, others[i]);
        assert_false(cosim_eq_case_take(other, &emitted));
        assert_null(other->bound.emitted);
        assert_null(other->model.emitted);
    }
    assert_false(cosim_eq_case_take(same, NULL));
    assert_null(same->bound.emitted);
    emitted.fingerprint ^= 1;
    assert_false(cosim_eq_case_take(c, &emitted));
    cosim_arena_free(arena);
}

/* Headers that are newer than this program may have compiled what it wrote. */
static void taken_of_the_same_kernels_alone(void **state)
{
    (void)state;
    cosim_arena *arena = cosim_arena_new();
    cosim_eq_case *c = make(arena, TEXT("4", "s16"));
    struct cosim_eq_emitted emitted = {cosim_eq_fingerprint(c->plan), cosim_eq_kernels(), words,
                                       step};
    assert_int_not_equal(cosim_eq_kernels(), 0);
    assert_true(cosim_eq_case_take(c, &emitted));
    emitted.kernels ^= 1;
    assert_false(cosim_eq_case_take(c, &emitted));
    assert_null(c->bound.emitted);
    assert_null(c->model.emitted);
    cosim_arena_free(arena);
}

/* A constant changes what is emitted, and so the plan has another fingerprint. */
static void a_constant_is_another_plan(void **state)
{
    (void)state;
    cosim_arena *arena = cosim_arena_new();
    cosim_diag diag;
    const cosim_eq_declaration *a = cosim_eq_declaration_read(arena, TEXT("4", "s16"), &diag);
    const cosim_eq_declaration *b = cosim_eq_declaration_read(arena, TEXT("3", "s16"), &diag);
    const cosim_eq_plan *pa = cosim_eq_plan_new(arena, a, NULL);
    const cosim_eq_plan *pb = cosim_eq_plan_new(arena, b, NULL);
    assert_true(cosim_eq_fingerprint(pa) != cosim_eq_fingerprint(pb));
    cosim_arena_free(arena);
}

/* The file has the fingerprint, the kernels that it is compiled with, and a name of the caller's.
 */
static void emitted_with_its_fingerprint(void **state)
{
    (void)state;
    cosim_arena *arena = cosim_arena_new();
    const cosim_eq_case *c = make(arena, TEXT("4", "s16"));
    char *text = NULL, wanted[120];
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);
    assert_non_null(file);
    assert_int_equal(cosim_eq_emit_bound(file, c->plan, "of_mine"), 0);
    fclose(file);
    snprintf(wanted, sizeof wanted,
             "const struct cosim_eq_emitted of_mine = {UINT64_C(0x%llx), COSIM_EQ_KERNELS, "
             "step_words, step_bound};",
             (unsigned long long)cosim_eq_fingerprint(c->plan));
    assert_non_null(strstr(text, wanted));
    free(text);
    cosim_arena_free(arena);
}

/* Writes the declaration of a chain of so many roundings, each of the one before. */
static const cosim_eq_declaration *chain(cosim_arena *arena, unsigned roundings)
{
    char *text = NULL;
    size_t length = 0;
    cosim_diag diag;
    FILE *file = open_memstream(&text, &length);
    assert_non_null(file);
    fputs("equations: |\n  input i: s16\n  state v: s16\n  a0: s16 = v\n", file);
    for (unsigned k = 1; k <= roundings; k++) {
        fprintf(file, "  a%u: s16 = (a%u >> 1) + i\n", k, k - 1);
    }
    fprintf(file,
            "  z: s16 = v - (a%u >> 4) + i\n  fire = z >= 1024\n  v' = fire ? 0 : z\n"
            "  output spike @1 = fire\n  output v @1 = v'\nmembrane: {state: v, one: 1024}\n"
            "drives: {i: current}\n",
            roundings);
    fclose(file);
    const cosim_eq_declaration *d =
        cosim_eq_declaration_read(arena, cosim_arena_adopt(arena, text), &diag);
    if (d == NULL) {
        fail_msg("%s", diag.message);
    }
    return d;
}

/* No build takes minutes, and no step has megabytes on its stack. */
static void emitted_where_it_is_not_too_large(void **state)
{
    (void)state;
    cosim_arena *arena = cosim_arena_new();
    assert_true(cosim_eq_emits(cosim_eq_plan_new(arena, chain(arena, 1), NULL)));
    assert_true(cosim_eq_emits(cosim_eq_plan_new(arena, chain(arena, 20), NULL)));
    assert_false(cosim_eq_emits(cosim_eq_plan_new(arena, chain(arena, 60), NULL)));
    assert_false(cosim_eq_emits(cosim_eq_plan_new(arena, chain(arena, 500), NULL)));
    cosim_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(taken_for_their_plan_alone),
        cmocka_unit_test(taken_of_the_same_kernels_alone),
        cmocka_unit_test(a_constant_is_another_plan),
        cmocka_unit_test(emitted_with_its_fingerprint),
        cmocka_unit_test(emitted_where_it_is_not_too_large),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
