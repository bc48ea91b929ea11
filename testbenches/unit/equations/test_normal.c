// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* This tests the normal form, the list of what can wrap, formulas, and that equal expressions are
 * one node. That every form reads back is tested on many texts by testbenches/equations. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "equations/normal.h"
#include "equations/print.h"
#include "equations/reader.h"

static const cosim_equations *read_text(cosim_arena *arena, const char *text)
{
    cosim_place place = {"normal", 1, 1};
    cosim_diag diag = {.message = ""};
    const cosim_equations *e = cosim_equations_read(arena, text, strlen(text), &place, &diag);
    if (e == NULL) {
        fail_msg("%u:%u: %s", diag.place.line, diag.place.column, diag.message);
    }
    return e;
}

/* Returns the normal form, or what can wrap; it is to be freed. */
static char *printed(const cosim_equations *e, bool ranges, bool wraps)
{
    char *text = NULL;
    size_t length = 0, count = 0;
    FILE *file = open_memstream(&text, &length);
    assert_non_null(file);
    if (wraps) {
        assert_int_equal(cosim_eq_print_wraps(file, e, "- ", &count), 0);
        fprintf(file, "%zu\n", count);
    } else {
        assert_int_equal(cosim_eq_print(file, e, ranges), 0);
    }
    fclose(file);
    return text;
}

static const char source[] = "  # q8_8, as its author would write it\n"
                             "  input  i: s16 = bus.i_syn\n"
                             "  param  decay: u9 <= 256      real (1 - k) * 256\n"
                             "  param  theta: s16 = v_th     real theta\n"
                             "  param  shift = 3             real -log2(k) / (1 + 0.5)\n"
                             "  state  v: s16 = theta\n"
                             "  state  count: u8 = 7\n"
                             "  half(x, n) = (x + (1 << (n - 1))) >> n\n"
                             "  z: s16 = (v * decay >> 8)    # the leak\n"
                             "      + i - half(v, shift)\n"
                             "  held = count != 0\n"
                             "  fire = not held and z >= theta\n"
                             "  v' = held ? v : fire ? 0 : clamp(z, -9, 0x7f)\n"
                             "  count' = held ? count - 1 : fire ? 4 : 0\n"
                             "  output spike @1 = fire\n"
                             "  output top: u3 @0 = v'[6:4]\n"
                             "  output seen @2 = not held and z >= theta\n"
                             "  output v @1 = v'\n";

static void test_form(void **state)
{
    (void)state;
    cosim_arena *arena = cosim_arena_new();
    const cosim_equations *e = read_text(arena, source);
    char *plain = printed(e, false, false), *ranges = printed(e, true, false),
         *wraps = printed(e, false, true);
    assert_string_equal(plain,
                        "input i: s16 = bus.i_syn\n"
                        "param decay: u9 <= 256 = decay real (1 - k) * 256\n"
                        "param theta: s16 = v_th real theta\n"
                        "param shift = 3 real -log2(k) / (1 + 0.5)\n"
                        "state v: s16 = theta\n"
                        "state count: u8 = 7\n"
                        "z: s16 = (v * decay >> 8) + i - ((v + (1 << (shift - 1))) >> shift)\n"
                        "held = count != 0\n"
                        "fire = not held and z >= theta\n"
                        "v' = held ? v : fire ? 0 : max(min(z, 127), (-9))\n"
                        "count' = held ? count - 1 : fire ? 4 : 0\n"
                        "output spike: u1 @1 = fire\n"
                        "output top: u3 @0 = v' >> 4\n"
                        "output seen: u1 @2 = fire\n"
                        "output v: s16 @1 = v'\n");
    assert_non_null(strstr(ranges, "\nz: s16 = (v * decay >> 8) + i - ((v + (1 << (shift - 1))) >> "
                                   "shift)  # -32768 to 32767\n"));
    assert_non_null(strstr(ranges, "\nheld = count != 0\n"));
    assert_string_equal(
        wraps,
        "- (v * decay >> 8) + i - ((v + (1 << (shift - 1))) >> shift), from -69632 to 69630, "
        "is cut to s16\n"
        "- v' >> 4, from -2048 to 2047, is cut to u3\n2\n");
    free(plain);
    free(ranges);
    free(wraps);
    cosim_arena_free(arena);
}

/* A text that a macro makes long is written in parts, not 2^n times. */
static void test_parts(void **state)
{
    char text[2000] = "input part1: u1\ns(x) = min(x + x, 9)\n";
    (void)state;
    cosim_arena *arena = cosim_arena_new();
    strcat(text, "z = ");
    for (int i = 0; i < 60; i++) {
        strcat(text, "s(");
    }
    strcat(text, "part1");
    for (int i = 0; i < 60; i++) {
        strcat(text, ")");
    }
    strcat(text, "\nfire = z > 3\n");
    const cosim_equations *e = read_text(arena, text);
    char *form = printed(e, false, false);
    assert_true(strlen(form) < 20000);
    assert_null(strstr(form, "\npart1 = ")); /* a name that is taken */
    assert_non_null(strstr(form, "\npart2 = "));
    const cosim_equations *again = read_text(arena, form);
    assert_int_equal(cosim_eq_tree_count(again->tree), cosim_eq_tree_count(e->tree));
    free(form);
    cosim_arena_free(arena);
}

/* No line names any of these 16,384 operations in a chain: neither the stack nor the time grows
 * with it. */
static void test_deep(void **state)
{
    char text[2000] = "input x: u8\nm0(a) = a + 1\n", shown[200];
    (void)state;
    cosim_arena *arena = cosim_arena_new();
    for (int k = 1; k <= 14; k++) {
        sprintf(text + strlen(text), "m%d(a) = m%d(m%d(a))\n", k, k - 1, k - 1);
    }
    strcat(text, "z: u3 = m14(x)\nfire = z > 0\n");
    const cosim_equations *e = read_text(arena, text);
    cosim_eq_text(e, 0, e->values[0].node, shown, sizeof shown);
    if (strlen(shown) > 150 || strstr(shown, "u3(... + 1 + 1 + 1") != shown) {
        fail_msg("%s", shown);
    }
    char *form = printed(e, false, false), *wraps = printed(e, false, true);
    assert_non_null(strstr(form, "\npart400 = "));
    assert_non_null(strstr(wraps, ", from 16384 to 16639, is cut to u3\n1\n"));
    free(form);
    free(wraps);
    cosim_arena_free(arena);
}

static void test_one_node(void **state)
{
    (void)state;
    cosim_arena *arena = cosim_arena_new();
    const cosim_equations *e =
        read_text(arena, "input a: s8\ninput b: s8\nx = a + b\ny = a + b\nw = b + a\np = a > b\n"
                         "q = b < a\nr: s20 = a\nt = 3 * 4 - 2\nu = 10\nfire = p\n");
    assert_ptr_equal(e->values[0].node, e->values[1].node);
    assert_ptr_not_equal(e->values[0].node, e->values[2].node);
    assert_ptr_equal(e->values[3].node, e->values[4].node);
    assert_int_equal(e->values[5].node->op,
                     COSIM_EQ_INPUT); /* a cut that changes nothing is none */
    assert_ptr_equal(e->values[6].node, e->values[7].node);
    assert_int_equal(e->values[6].node->op, COSIM_EQ_CONST);
    cosim_arena_free(arena);
}

static void test_text(void **state)
{
    (void)state;
    char text[24];
    cosim_arena *arena = cosim_arena_new();
    const cosim_equations *e =
        read_text(arena, "input a: s8\nx = max(a * a * a, 1000) - min(a, 3) - a\nfire = a > 0\n");
    assert_string_equal(cosim_eq_text(e, 0, e->values[0].node, text, sizeof text),
                        "max(a * a * a, 1000)...");
    cosim_arena_free(arena);
}

static void test_formulas(void **state)
{
    static const struct {
        const char *text, *form;
        double value;
    } cases[] = {{"(1 - k) * 256", "(1 - k) * 256", 192.0},
                 {"1 - k * 256", "1 - k * 256", -63.0},
                 {"-log2(k)", "-log2(k)", 2.0},
                 {"theta - reset - rest", "theta - reset - rest", 60.0},
                 {"theta - (reset - rest)", "theta - (reset - rest)", 120.0},
                 {"hold - 1", "hold - 1", 4.0},
                 {"one / gain / 2", "one / gain / 2", 64.0},
                 {"one / (gain / 2)", "one / (gain / 2)", 256.0},
                 {"k / (1 - k) * event", "k / (1 - k) * event", 9.0},
                 {"-(k + 1) * -2", "-(k + 1) * -2", 2.5},
                 {"1.50 + 2e1 + 1e-3", "1.5 + 20 + 0.001", 21.501},
                 {"((k))", "k", 0.25}};
    static const double values[COSIM_EQ_QUANTITIES] = {0.25, 100.0, 10.0, 30.0,
                                                       5.0,  256.0, 2.0,  27.0};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[200], *form, *value;
        cosim_arena *arena = cosim_arena_new();
        snprintf(text, sizeof text, "param p: u8 real %s\nfire = p > 1\n", cases[i].text);
        const cosim_equations *e = read_text(arena, text);
        form = printed(e, false, false);
        value = strstr(form, " real ") + 6;
        value[strcspn(value, "\n")] = '\0';
        assert_string_equal(value, cases[i].form);
        const double observed = cosim_eq_formula_value(e->params[0].real, values);
        if (fabs(observed - cases[i].value) > 1e-12 * fabs(cases[i].value)) {
            fail_msg("%s: expected %.17g, observed %.17g", cases[i].text, cases[i].value, observed);
        }
        free(form);
        cosim_arena_free(arena);
    }
}

/* The next value of a counter n of 3 bits, and whether that can wrap. */
static const struct {
    const char *next;
    bool wraps;
} counters[] = {
    {"n != 0 ? n - 1 : 5", false},
    {"n > 0 ? n - 1 : 7", false},
    {"n == 0 ? 4 : n - 1", false},
    {"not (n == 0) and go ? n - 1 : n", false},
    {"n < 7 ? n + 1 : 0", false},
    {"n <= 6 and go ? n + 1 : n", false},
    {"n >= 2 ? (go ? n - 2 : n - 1) : n", false},
    {"n != 7 ? n + go : 0", false},
    {"n != 0 ? n - 2 : 5", true},
    {"n != 0 ? n - 1 : 8", true},
    {"n == 0 or go ? n - 1 : n", true},
    {"n != 0 ? n : n - 1", true},
    {"n <= 7 ? n + 1 : n", true},
    {"n > 1 ? n - 1 : go ? n - 1 : n", true},
    {"n - 1", true},
};

static void what_a_condition_keeps_from_wrapping(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof counters / sizeof *counters; i++) {
        cosim_arena *arena = cosim_arena_new();
        char text[200];
        snprintf(text, sizeof text,
                 "input go: u1\nstate n: u3\nfire = n == 3\nn' = %s\noutput spike @1 = fire\n",
                 counters[i].next);
        char *wraps = printed(read_text(arena, text), false, true);
        if ((strcmp(wraps, "0\n") != 0) != counters[i].wraps) {
            fail_msg("%s: %s", counters[i].next, wraps);
        }
        free(wraps);
        cosim_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_a_condition_keeps_from_wrapping),
                                       cmocka_unit_test(test_form),
                                       cmocka_unit_test(test_parts),
                                       cmocka_unit_test(test_deep),
                                       cmocka_unit_test(test_one_node),
                                       cmocka_unit_test(test_text),
                                       cmocka_unit_test(test_formulas)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
