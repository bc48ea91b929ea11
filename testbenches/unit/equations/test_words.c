// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Tests what each operator computes, and the range that it is given: on all values of small types,
 * against definitions that are written here once more, in numbers of 128 bits, and on the ends of
 * 63 bits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "equations/interpret.h"
#include "equations/reader.h"
#include "splitmix.h"

__extension__ typedef __int128 wide;

/* ---- definitions ---- */

static wide two_to(int64_t n) { return (wide)1 << (n > 100 ? 100 : n); }
static wide down(wide x, wide by)
{
    wide q = x / by;
    return x - q * by < 0 ? q - 1 : q;
}
static wide d_add(int64_t a, int64_t b) { return (wide)a + b; }
static wide d_sub(int64_t a, int64_t b) { return (wide)a - b; }
static wide d_mul(int64_t a, int64_t b) { return (wide)a * b; }
static wide d_div(int64_t a, int64_t b)
{
    (void)b;
    return a / 3;
}
static wide d_left(int64_t a, int64_t b) { return a * two_to(b); }
static wide d_floor(int64_t a, int64_t b) { return down(a, two_to(b)); }
static wide d_round(int64_t a, int64_t b) { return down(2 * (wide)a + two_to(b), 2 * two_to(b)); }
static wide d_ceil(int64_t a, int64_t b) { return -down(-(wide)a, two_to(b)); }
static wide d_trunc(int64_t a, int64_t b) { return a / two_to(b); }
static wide d_rest(int64_t a, int64_t b) { return a - down(a, two_to(b)) * two_to(b); }
static wide d_min(int64_t a, int64_t b) { return a < b ? a : b; }
static wide d_max(int64_t a, int64_t b) { return a > b ? a : b; }
static wide d_abs(int64_t a, int64_t b)
{
    (void)b;
    return a < 0 ? -(wide)a : a;
}
static wide d_choice(int64_t a, int64_t b) { return a > b ? a : b + 7; }
static wide d_and(int64_t a, int64_t b) { return a & b; }
static wide d_or(int64_t a, int64_t b) { return a | b; }
static wide d_xor(int64_t a, int64_t b) { return a ^ b; }
static wide d_ones(int64_t a, int64_t b)
{
    wide ones = 0;
    (void)b;
    for (; a > 0; a /= 2) {
        ones += a % 2;
    }
    return ones;
}
static wide d_cut_signed(int64_t a, int64_t b)
{
    const wide low = down(a, 8) * 8, rest = a - low;
    (void)b;
    return rest > 3 ? rest - 8 : rest;
}
static wide d_cut_unsigned(int64_t a, int64_t b)
{
    (void)b;
    return a - down(a, 8) * 8;
}
static wide d_saturate(int64_t a, int64_t b)
{
    (void)b;
    return a < -4 ? -4 : a > 3 ? 3 : a;
}
static wide d_less(int64_t a, int64_t b) { return a < b; }
static wide d_at_least(int64_t a, int64_t b) { return a >= b; }
static wide d_equal(int64_t a, int64_t b) { return a == b; }
static wide d_logic(int64_t a, int64_t b) { return !(a > 1 && b <= 2) || a == b; }

/* ---- one operator on two inputs ---- */

typedef enum table {
    TIGHT,  /* the corners: some values have the ends */
    FROM_0, /* abs: from 0 to the largest value */
    AND,    /* 0 to the smaller highest value */
    OR,     /* 0 to the next 2^n - 1 */
    ONES,   /* 0 to the bits */
    REST,   /* 0 to 2^n - 1 */
    CUT,    /* that of s3 or u3, or the operand's */
    BIT,    /* 0 to 1 */
    HULL    /* not tight: b + 7 */
} table;

static const struct {
    const char *text;
    wide (*definition)(int64_t a, int64_t b);
    table table;
    bool amount, unsigned_only;
} operators[] = {{"a + b", d_add, TIGHT, false, false},
                 {"a - b", d_sub, TIGHT, false, false},
                 {"a * b", d_mul, TIGHT, false, false},
                 {"a / 3", d_div, TIGHT, false, false},
                 {"a << b", d_left, TIGHT, true, false},
                 {"a >> b", d_floor, TIGHT, true, false},
                 {"a >>> b", d_floor, TIGHT, true, false},
                 {"floor(a, b)", d_floor, TIGHT, true, false},
                 {"round(a, b)", d_round, TIGHT, true, false},
                 {"trunc(a, b)", d_trunc, TIGHT, true, false},
                 {"ceil(a, b)", d_ceil, TIGHT, true, false},
                 {"rest(a, b)", d_rest, REST, true, false},
                 {"min(a, b)", d_min, TIGHT, false, false},
                 {"max(a, b)", d_max, TIGHT, false, false},
                 {"abs(a)", d_abs, FROM_0, false, false},
                 {"a > b ? a : b + 7", d_choice, HULL, false, false},
                 {"a & b", d_and, AND, false, true},
                 {"a | b", d_or, OR, false, true},
                 {"a ^ b", d_xor, OR, false, true},
                 {"ones(a)", d_ones, ONES, false, true},
                 {"s3(a)", d_cut_signed, CUT, false, false},
                 {"u3(a)", d_cut_unsigned, CUT, false, false},
                 {"a[2:0]", d_cut_unsigned, CUT, false, false},
                 {"sat(s3, a)", d_saturate, CUT, false, false},
                 {"a < b", d_less, BIT, false, false},
                 {"a >= b", d_at_least, BIT, false, false},
                 {"a == b", d_equal, BIT, false, false},
                 {"not (a > 1 and b <= 2) or a == b", d_logic, BIT, false, false}};
enum { OPERATORS = sizeof operators / sizeof *operators };

typedef struct bench {
    cosim_arena *arena;
    const cosim_equations *equations;
    cosim_eq_program *program;
    const cosim_eq_node *node;
} bench;

/* Applies the operator to inputs a and b of these types; `out` is a type that holds the result. */
static bench open_bench(const char *operator_text, const char *a, const char *b, const char *out)
{
    char text[400];
    cosim_place place = {"words", 1, 1};
    cosim_diag diag = {.message = ""};
    bench t = {.arena = cosim_arena_new()};
    snprintf(text, sizeof text,
             "input a: %s\ninput b: %s\nz = %s\nfire = a > 0\noutput o: %s @0 = z\n", a, b,
             operator_text, out);
    t.equations = cosim_equations_read(t.arena, text, strlen(text), &place, &diag);
    if (t.equations == NULL) {
        fail_msg("%s: %s", text, diag.message);
    }
    t.program = cosim_eq_program_new(t.arena, t.equations);
    t.node = t.equations->values[0].node;
    return t;
}

static int64_t value_of(const bench *t, int64_t a, int64_t b)
{
    const int64_t input[2] = {a, b};
    int64_t output[2] = {0, 0}, unused = 0;
    cosim_eq_step(t->program, &unused, input, &unused, output);
    return output[0];
}

/* Compares a range with the table of the language, from the types and the values that there are. */
static void check_range(const bench *t, table rule, const char *text, cosim_eq_type a,
                        cosim_eq_type b, wide low, wide high)
{
    const int64_t a_high = cosim_eq_type_high(a), b_high = cosim_eq_type_high(b);
    const int64_t more = a_high > b_high ? a_high : b_high;
    wide from = 0, to = 0;
    switch (rule) {
    case TIGHT:
        from = low;
        to = high;
        break;
    case FROM_0:
        to = high;
        break;
    case AND:
        to = a_high < b_high ? a_high : b_high;
        break;
    case OR: /* of types without sign it is the wider type's highest */
        to = more;
        break;
    case ONES:
        to = a.bits;
        break;
    case REST:
        to = two_to(b_high) - 1;
        break;
    case CUT: {
        const bool is_signed = text[0] == 's'; /* s3, sat(s3 */
        from = is_signed ? -4 : 0;
        to = is_signed ? 3 : 7;
        if (cosim_eq_type_low(a) >= from && a_high <= to) {
            from = cosim_eq_type_low(a);
            to = a_high;
        }
        break;
    }
    case BIT:
        to = 1;
        break;
    case HULL:
    default:
        from = cosim_eq_type_low(a) < cosim_eq_type_low(b) + 7 ? cosim_eq_type_low(a)
                                                               : cosim_eq_type_low(b) + 7;
        to = a_high > b_high + 7 ? a_high : b_high + 7;
    }
    if (t->node->low != (int64_t)from || t->node->high != (int64_t)to || low < from || high > to) {
        fail_msg("%s: expected %lld to %lld, observed %lld to %lld; values %lld to %lld", text,
                 (long long)from, (long long)to, (long long)t->node->low, (long long)t->node->high,
                 (long long)low, (long long)high);
    }
}

static void check_pair(size_t o, cosim_eq_type a, cosim_eq_type b)
{
    char a_text[8], b_text[8];
    wide low = 0, high = 0;
    bool first = true;
    snprintf(a_text, sizeof a_text, "%c%u", a.is_signed ? 's' : 'u', a.bits);
    snprintf(b_text, sizeof b_text, "%c%u", b.is_signed ? 's' : 'u', b.bits);
    bench t = open_bench(operators[o].text, a_text, b_text, "s63");
    for (int64_t x = cosim_eq_type_low(a); x <= cosim_eq_type_high(a); x++) {
        for (int64_t y = cosim_eq_type_low(b); y <= cosim_eq_type_high(b); y++) {
            const wide expected = operators[o].definition(x, y);
            if (value_of(&t, x, y) != (int64_t)expected) {
                fail_msg("%s, a = %lld, b = %lld: expected %lld, observed %lld", operators[o].text,
                         (long long)x, (long long)y, (long long)expected,
                         (long long)value_of(&t, x, y));
            }
            low = first || expected < low ? expected : low;
            high = first || expected > high ? expected : high;
            first = false;
        }
    }
    check_range(&t, operators[o].table, operators[o].text, a, b, low, high);
    cosim_arena_free(t.arena);
}

static void test_small(void **state)
{
    static const cosim_eq_type types[] = {{true, 1}, {false, 1}, {true, 2}, {false, 2},
                                          {true, 3}, {false, 3}, {true, 4}, {false, 4},
                                          {true, 5}, {false, 5}, {true, 7}, {false, 6}};
    enum { TYPES = sizeof types / sizeof *types };
    unsigned pairs = 0;
    (void)state;
    for (size_t o = 0; o < OPERATORS; o++) {
        for (size_t a = 0; a < TYPES; a++) {
            for (size_t b = 0; b < TYPES; b++) {
                const bool left = strcmp(operators[o].text, "a << b") == 0;
                const bool rest = operators[o].table == REST;
                if ((operators[o].unsigned_only && (types[a].is_signed || types[b].is_signed)) ||
                    (operators[o].amount && (types[b].is_signed || types[b].bits > 6)) ||
                    ((left || rest) && types[b].bits > 5)) {
                    continue;
                }
                check_pair(o, types[a], types[b]);
                pairs++;
            }
        }
    }
    assert_true(pairs > 2000);
}

/* ---- the ends ---- */

static void test_ends(void **state)
{
    static const char *const texts[] = {"a >> b",     "round(a, b)", "trunc(a, b)", "ceil(a, b)",
                                        "min(a, b)",  "max(a, b)",   "s3(a)",       "u3(a)",
                                        "sat(s3, a)", "a / 3",       "a < b",       "a == b"};
    static const char *const types[] = {"s63", "u63", "s62", "u40"};
    uint64_t seed = splitmix_seed(1);
    unsigned compared = 0;
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        size_t o = 0;
        while (strcmp(operators[o].text, texts[i]) != 0) {
            o++;
        }
        for (size_t k = 0; k < 4; k++) {
            const bool amount = operators[o].amount;
            bench t = open_bench(texts[i], types[k], amount ? "u8" : types[k],
                                 types[k][0] == 'u' && i != 6 && i != 8 ? "u63" : "s63");
            const cosim_eq_type type = t.equations->inputs[0].type;
            const int64_t low = cosim_eq_type_low(type), high = cosim_eq_type_high(type);
            for (int n = 0; n < 20000; n++) {
                const int64_t span =
                    (int64_t)(splitmix_bits(&seed) >> (1 + splitmix_below(&seed, 63)));
                const int64_t far = span > high ? high : span;
                const int64_t a = n % 3 == 0   ? high - far
                                  : n % 3 == 1 ? far
                                  : low < 0    ? low + far
                                               : far;
                const int64_t b = amount ? (int64_t)splitmix_below(&seed, n % 2 ? 70 : 256)
                                         : high - (int64_t)splitmix_below(&seed, 9);
                const wide expected = operators[o].definition(a, b);
                if (value_of(&t, a, b) != (int64_t)expected) {
                    fail_msg("%s of %s, a = %lld, b = %lld: expected %lld, observed %lld", texts[i],
                             types[k], (long long)a, (long long)b, (long long)expected,
                             (long long)value_of(&t, a, b));
                }
                assert_true(expected >= t.node->low && expected <= t.node->high);
                compared++;
            }
            cosim_arena_free(t.arena);
        }
    }
    assert_true(compared > 900000);
}

/* This is -2^63, which no type holds, and all of 63 bits left over. */
static void test_last_bit(void **state)
{
    static const struct {
        const char *text, *type;
        wide (*definition)(int64_t a, int64_t b);
    } cases[] = {{"(-a - 1) >> b", "u63", d_floor},    {"round(-a - 1, b)", "u63", d_round},
                 {"trunc(-a - 1, b)", "u63", d_trunc}, {"ceil(-a - 1, b)", "u63", d_ceil},
                 {"max(-a - 1, -b)", "u63", NULL},     {"rest(a, 63)", "s63", NULL}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const bool rest = cases[i].type[0] == 's';
        bench t = open_bench(cases[i].text, cases[i].type, "u8", rest ? "u63" : "s63");
        for (int64_t far = 0; far < 3; far++) {
            for (int64_t b = 0; b < 256; b++) {
                const int64_t high = cosim_eq_type_high(t.equations->inputs[0].type) - far;
                const int64_t a = rest ? -1 - far : high, x = rest ? a : -high - 1;
                const wide wanted = rest                          ? d_rest(a, 63)
                                    : cases[i].definition == NULL ? d_max(x, -b)
                                                                  : cases[i].definition(x, b);
                const int64_t type_low = -((int64_t)1 << 62);
                if (!rest && (wanted < type_low || wanted >= -(wide)type_low)) {
                    continue; /* the output would cut it; b = 0 alone */
                }
                if (value_of(&t, a, b) != (int64_t)wanted) {
                    fail_msg("%s, a = %lld, b = %lld: expected %lld, observed %lld", cases[i].text,
                             (long long)a, (long long)b, (long long)wanted,
                             (long long)value_of(&t, a, b));
                }
            }
        }
        cosim_arena_free(t.arena);
    }
}

/* ---- precedence ---- */

static void test_precedence(void **state)
{
    /* Here a = 5 and b = -3. */
    static const struct {
        const char *text;
        int64_t value;
    } cases[] = {{"1 + 2 * 3", 7},
                 {"(1 + 2) * 3", 9},
                 {"7 - 2 - 1", 4},
                 {"100 / 7 / 2", 7},
                 {"7 / 2 * 2", 6},
                 {"-7 / 2", -3},
                 {"-a * b", 15},
                 {"a * -b", 15},
                 {"a - -b", 2},
                 {"-a[0]", -1},
                 {"-a[2:1]", -2},
                 {"a * 3 >> 1", 7},
                 {"b * 3 >> 1", -5},
                 {"trunc(b * 3, 1)", -4},
                 {"round(b * 3, 1)", -4},
                 {"ceil(b * 3, 1)", -4},
                 {"1 << 2 * 2", 16},
                 {"a + (b << 1)", -1},
                 {"u8(b) >> 1", 126},
                 {"b >> 1", -2},
                 {"b >>> 1", -2},
                 {"a > 1 and b > 1 or a == 5", 1},
                 {"a > 1 or b > 1 and a == 6", 1},
                 {"a == 6 and b > 1 or b < 0", 1},
                 {"not a == 5", 0},
                 {"not a == 5 or b < 0", 1},
                 {"a > 1 ? b > 1 ? 1 : 2 : 3", 2},
                 {"a < 1 ? 1 : b > 1 ? 2 : 3", 3},
                 {"a > 1 ? a + 1 : b", 6},
                 {"(a > 1) + (b < 0) + (a == b)", 2},
                 {"clamp(a, -2, 2)", 2},
                 {"clamp(b, -2, 2)", -2},
                 {"clamp(a, 4, 3 + (b < 0))", 4},
                 {"min(a, b, 7, -9)", -9},
                 {"max(a, b, 7, -9)", 7},
                 {"u4(a) & 6 & 4", 4},
                 {"u4(a) | 8 | 2", 15},
                 {"u4(a) ^ 1", 4},
                 {"s3(a)", -3},
                 {"s1(a)", -1},
                 {"a[7:0]", 5},
                 {"b[7:4]", 15},
                 {"b[200]", 1},
                 {"a[200]", 0},
                 {"rest(b, 3)", 5},
                 {"0xfF + 0b1_01 + 1_000", 1260}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bench t = open_bench(cases[i].text, "s8", "s8", "s63");
        if (value_of(&t, 5, -3) != cases[i].value) {
            fail_msg("%s: expected %lld, observed %lld", cases[i].text, (long long)cases[i].value,
                     (long long)value_of(&t, 5, -3));
        }
        cosim_arena_free(t.arena);
    }
}

/* ---- a step ---- */

/* Next values are taken at once, v' is the value after the step, a state without one keeps its own,
 * and fire is what its expression is, wherever that stands again. */
static void test_step(void **state)
{
    static const char text[] =
        "input i: u4\nparam r: u4\nparam c: s8 = -3\n"
        "state v: u8 = r\nstate w: s8 = c\nstate k: u4 = 9\n"
        "add(x, y) = x + y + i\n"
        "fire = v > 20\n"
        "v' = fire ? 0 : add(v, 1)\n"
        "w' = v\n"
        "output o: u8 @1 = v'\noutput p: s9 @0 = w' + k'\noutput q @2 = v > 20\n";
    cosim_place place = {"step", 1, 1};
    cosim_diag diag = {.message = ""};
    cosim_arena *arena = cosim_arena_new();
    const cosim_equations *e = cosim_equations_read(arena, text, sizeof text - 1, &place, &diag);
    (void)state;
    if (e == NULL) {
        fail_msg("%s", diag.message);
    }
    cosim_eq_program *program = cosim_eq_program_new(arena, e);
    int64_t states[3], params[2] = {15, 99}, output[4], input = 8;
    cosim_eq_start(e, params, states);
    assert_int_equal(states[0], 15);
    assert_int_equal(states[1], -3);
    assert_int_equal(states[2], 9);
    cosim_eq_step(program, states, &input, params, output);
    assert_int_equal(states[0], 24);
    assert_int_equal(states[1], 15);
    assert_int_equal(states[2], 9);
    assert_int_equal(output[0], 24);
    assert_int_equal(output[1], 24);
    assert_int_equal(output[2], 0);
    assert_int_equal(output[3], 0);
    cosim_eq_step(program, states, &input, params, output);
    assert_int_equal(states[0], 0);
    assert_int_equal(states[1], 24);
    assert_int_equal(output[2], 1);
    assert_int_equal(output[3], 1);
    assert_ptr_equal(e->outputs[2].node, e->fire);
    assert_int_equal(e->outputs[2].clocks, 2);
    cosim_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small), cmocka_unit_test(test_ends), cmocka_unit_test(test_last_bit),
        cmocka_unit_test(test_precedence), cmocka_unit_test(test_step)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
