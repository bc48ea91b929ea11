// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* cosim_equations_read makes every refusal of the language, with its line, its column and what
 * would be right; and the same text, mended as it was told, is accepted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "equations/reader.h"

/* This stands before each text, so that its own lines are from 6 on. */
static const char head[] = "input i: s16\nparam p: u8\nparam c = 4\nstate v: s16\nstate b: u1\n";
static const char tail[] = "\nfire = v > 100\n";

static const struct {
    const char *text;
    unsigned line, column; /* of the text alone */
    const char *said;      /* part of the message */
    const char *mended;
} cases[] = {
    /* A shift stands beside + or -. */
    {"z = v - v >> 4", 1, 11, "a shift beside + or -; write parentheses, a + (b >> n)",
     "z = v - (v >> 4)"},
    {"z = v >> 4 + 1", 1, 7, "a shift beside + or -; write parentheses", "z = v >> (4 + 1)"},
    {"z = -v >> 4", 1, 8, "a shift beside + or -; write parentheses", "z = (-v) >> 4"},
    {"z = v >> -c", 1, 7, "a shift beside + or -; write parentheses", "z = v >> (c)"},
    {"z = v * -p >>> 2", 1, 12, "a shift beside + or -", "z = (v * -p) >>> 2"},
    {"z = v + (p << 2) << 1", 1, 18, "a shift beside + or -", "z = (v + (p << 2)) << 1"},
    {"z = v >> 2 >> 1", 1, 12, "two shifts; write parentheses, (a >> n) >> m", "z = (v >> 2) >> 1"},
    {"z = v << 2 >>> 1", 1, 12, "two shifts; write parentheses", "z = (v << 2) >>> 1"},
    /* & | ^ */
    {"z = p & p | p", 1, 11, "two different ones of & | ^; write parentheses, (a & b) | c",
     "z = (p & p) | p"},
    {"z = p ^ p & p", 1, 11, "two different ones of & | ^; write parentheses", "z = (p ^ p) & p"},
    {"z = p & 7 == 3", 1, 11, "a comparison beside & | ^; write parentheses, (a & b) == c",
     "z = (p & 7) == 3"},
    {"z = 3 == p & 7", 1, 12, "a comparison beside & | ^; write parentheses", "z = 3 == (p & 7)"},
    /* comparisons */
    {"z = 1 < v < 3", 1, 11, "two comparisons in a row; write a < b and b < c",
     "z = 1 < v and v < 3"},
    {"z = 1 < v <= 3", 1, 11, "two comparisons in a row; write a < b and b < c",
     "z = 1 < v and v <= 3"},
    {"z = v == p == 1", 1, 12, "two comparisons in a row", "z = (v == p) == 1"},
    {"z = not not v > 1", 1, 9, "two times not; leave both out", "z = v > 1"},
    {"z = - -v", 1, 7, "a second \"-\" stands before it; write parentheses", "z = -(-v)"},
    {"z = v - - -p", 1, 11, "a second \"-\" stands before it; write parentheses", "z = v - -(-p)"},
    /* conditions and numbers */
    {"z = v ? 1 : 0", 1, 5, "v is a number where a condition is expected; write != 0",
     "z = (v != 0) ? 1 : 0"},
    {"z = v > 1 and p", 1, 15, "p is a number where a condition is expected; write != 0",
     "z = v > 1 and (p != 0)"},
    {"z = not p", 1, 9, "p is a number where a condition is expected; write != 0",
     "z = not (p != 0)"},
    {"z = p or b", 1, 5, "p is a number where a condition is expected", "z = (p != 0) or b"},
    {"z = (v > 1 ? b : 0) ? 1 : 2", 1, 12, "is a number where a condition is expected",
     "z = ((v > 1 ? b : 0) != 0) ? 1 : 2"},
    {"z = v[3:2] ? 1 : 0", 1, 6, "is a number where a condition is expected",
     "z = (v[3:2] != 0) ? 1 : 0"},
    {"q: u2 = v > 1\nz = q ? 1 : 0", 2, 5, "is a number where a condition is expected",
     "q: u1 = v > 1\nz = q ? 1 : 0"},
    {"q = min(b, 1)\nz = q ? 1 : 0", 2, 5, "is a number where a condition is expected",
     "q = min(b, 1)\nz = (q != 0) ? 1 : 0"},
    {"z = sat(u1, v) ? 1 : 0", 1, 5, "is a number where a condition is expected",
     "z = (sat(u1, v) != 0) ? 1 : 0"},
    /* ranges */
    {"z: s63 = v * v * v * v\ny = z * v", 2, 7,
     "z * v can be from -37778931862957161709568 to 37777778941452554862592, which is beyond 63 "
     "bits; give an operand a narrower type",
     "z: s40 = v * v * v * v\ny = z * v"},
    {"param k: u32\ninput d: u32\nz = (d + 1) * k * 2", 3, 13,
     "beyond 63 bits; give an operand a narrower type, or a told param its largest word with "
     "\"<=\"",
     "param k: u32 <= 1073741823\ninput d: u32\nz = (d + 1) * k * 2"},
    {"z = v << 41", 1, 7,
     "v << 41 shifts to the left by up to 41, and 40 is the most; give the amount a narrower type",
     "z = v << 40"},
    {"z = v << p", 1, 7, "v << p shifts to the left by up to 255, and 40 is the most",
     "z = v << min(p, 40)"},
    {"z = v >> i", 1, 7,
     "v >> i shifts by an amount that can be -32768; use an amount of a type without sign, or "
     "max(amount, 0)",
     "z = v >> max(i, 0)"},
    {"z = round(v, i)", 1, 5, "round(v, i) shifts by an amount that can be -32768; use",
     "z = round(v, u4(i))"},
    {"z = rest(v, 64)", 1, 5,
     "rest(v, 64) can be from 0 to 18446744073709551615, which is beyond 63 bits",
     "z = rest(v, 63)"},
    {"z = v & 3", 1, 7,
     "v & 3 takes the bits of a number that can be -32768, and such a number has no end of them; "
     "write u16(...)",
     "z = u16(v) & 3"},
    {"z = 3 | i", 1, 7, "3 | i takes the bits of a number that can be -32768", "z = 3 | u16(i)"},
    {"z = p ^ -p", 1, 7, "p ^ 0 - p takes the bits of a number that can be -255",
     "z = p ^ u16(-p)"},
    {"z = ones(v)", 1, 5, "ones(v) takes the bits of a number that can be -32768",
     "z = ones(u16(v))"},
    {"z = v / p", 1, 7,
     "v / p divides by what is no constant above 0; write the divisor as a number", "z = v / 3"},
    {"z = v / 0", 1, 7, "v / 0 divides by what is no constant above 0", "z = v / 1"},
    {"z = v / -2", 1, 7, "divides by what is no constant above 0", "z = -(v / 2)"},
    {"z = v / c", 1, 7, "v / c divides by what is no constant above 0", "z = v / 4"},
    {"z = clamp(v, 5, 3)", 1, 5,
     "clamp has a lower limit of at least 5 above its upper one of at most 3; write clamp(x, low, "
     "high)",
     "z = clamp(v, 3, 5)"},
    {"z = 9223372036854775808", 1, 5, "an integer beyond 63 bits; use at most 9223372036854775807",
     "z = 9223372036854775807"},
    {"z = abs(-9223372036854775807 - 1)", 1, 5, "can be from 0 to 9223372036854775808",
     "z = abs(-9223372036854775807)"},
    /* bits */
    {"z = p[0:3]", 1, 6, "the bits [0:3] run backwards; write [3:0]", "z = p[3:0]"},
    {"z = p[c]", 1, 7, "a bit is chosen by an integer; write u1(x >> n)", "z = u1(p >> c)"},
    {"z = p[63:0]", 1, 6, "the bits [63:0] are more than 63; write fewer", "z = p[62:0]"},
    {"z = p[3", 1, 8, "\"]\" is expected, not the end of the statement; close the bracket",
     "z = p[3]"},
    /* types */
    {"z: s0 = v", 1, 4, "\"s0\" is no type; give it 1 to 63 bits", "z: s1 = v"},
    {"z = s64(v)", 1, 5, "\"s64\" is no type; give it 1 to 63 bits", "z = s63(v)"},
    {"z = u08(v)", 1, 5, "\"u08\" is no type; give it 1 to 63 bits", "z = u8(v)"},
    {"z: int = v", 1, 4, "a type is expected, not \"int\"; write s16 or u8", "z: s16 = v"},
    {"z = sat(v, s16)", 1, 9, "a type is expected, not \"v\"; write s16 or u8", "z = sat(s16, v)"},
    {"z = sat v", 1, 9, "\"(\" behind sat is expected, not \"v\"; write sat(s16, x)",
     "z = sat(s16, v)"},
    {"z = sat(s16 v)", 1, 13, "\",\" is expected, not \"v\"; write sat(s16, x)", "z = sat(s16, v)"},
    /* functions */
    {"z = min(v)", 1, 8, "min has 1 operand here; give it 2 or more", "z = min(v, 3)"},
    {"z = abs(v, p)", 1, 8, "abs has 2 operands here; give it 1", "z = abs(v)"},
    {"z = round(v)", 1, 10, "round has 1 operand here; give it 2", "z = round(v, 1)"},
    {"z = clamp(v, 3)", 1, 10, "clamp has 2 operands here; give it 3", "z = clamp(v, 3, 4)"},
    {"z = s16(v, p)", 1, 8, "a type has 2 operands here; give it 1", "z = s16(v)"},
    {"z = abs v", 1, 9,
     "\"(\" behind abs is expected, not \"v\"; write what it is of, in parentheses", "z = abs(v)"},
    {"z = max(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17)", 1, 64,
     "more than 16 operands; write two calls",
     "z = max(max(1, 2, 3, 4, 5, 6, 7, 8), 9, 10, 11, 12, 13, 14, 15, 16, 17)"},
    {"z = v(3)", 1, 6, "v is no function; write an operator before the parenthesis", "z = v * (3)"},
    /* names */
    {"v: s16 = 3", 1, 1, "v is given twice; give one of them another name", "w: s16 = 3"},
    {"state i: s16", 1, 7, "i is given twice; give one of them another name", "state w: s16"},
    {"z = 1\nz(a) = a", 2, 1, "z is given twice; give one of them another name", "z = 1\ny(a) = a"},
    {"v' = 1\nv' = 2", 2, 1, "the next value of v is given twice; keep one of them", "v' = 1"},
    {"z = y\ny = 3", 1, 5, "y is used before it is given, which is in line 7; move that line up",
     "y = 3\nz = y"},
    {"z = z + 1", 1, 5, "z is used before it is given, which is in line 6; move that line up",
     "z = v + 1"},
    {"z = v'\nv' = 3", 1, 5, "v' is used before it is given, which is in line 7; move that line up",
     "v' = 3\nz = v'"},
    {"z = fire ? 1 : 0", 1, 5,
     "fire is used before it is given, which is in line 7; move that line up",
     "fire2 = v > 100\nz = fire2 ? 1 : 0"},
    {"z = thetta", 1, 5, "thetta is not known; give it in a line before this one",
     "thetta = 1\nz = thetta"},
    {"theta = 3\nz = thetta", 2, 5, "thetta is not known; did you mean \"theta\"; else give it",
     "theta = 3\nz = theta"},
    {"z = i'", 1, 5, "i is no state, and only a state has a value after the step; write i alone",
     "z = i"},
    {"z = w'", 1, 5, "w is not known; give it in a line before this one", "state w: u8\nz = w'"},
    {"z' = 3", 1, 1,
     "z is no state, and only a state has a next value; give it in a line before this one, as "
     "state z: s16",
     "state z: s16\nz' = 3"},
    {"max = 3", 1, 1,
     "\"max\" is a word of the language and no name of a value; write another name", "most = 3"},
    {"input s8: u8", 1, 7,
     "\"s8\" is a word of the language and no name of an input; write another name",
     "input s_8: u8"},
    {"input real: u8", 1, 7, "\"real\" is a word of the language", "input real_: u8"},
    {"input 3: u8", 1, 7, "the name of an input is expected, not \"3\"; write a name",
     "input i3: u8"},
    {"param fire: u8", 1, 7,
     "fire is the decision to spike, and no name of a param; write another name",
     "param fires: u8"},
    {"rest(a, b) = a + b", 1, 1, "rest has a meaning of its own; give the macro another name",
     "sum(a, b) = a + b"},
    {"fire(a) = a", 1, 1, "fire has a meaning of its own; give the macro another name",
     "fires(a) = a"},
    /* macros */
    {"m(a) = v - a >> 2\nz = 1", 1, 14, "a shift beside + or -", "m(a) = v - (a >> 2)\nz = 1"},
    {"m(a) = a + later\nlater = 3", 1, 12, "later is used before it is given, which is in line 7",
     "later = 3\nm(a) = a + later"},
    {"m(a) = m(a)", 1, 8, "m is used before it is given", "m(a) = a"},
    {"m(a) = a + 1\nz = m(1, 2)", 2, 6, "m has 2 operands here; give it 1",
     "m(a) = a + 1\nz = m(1)"},
    {"m(a) = a + 1\nz = m + 1", 2, 7, "\"(\" behind m is expected, not \"+\"; write what it is of",
     "m(a) = a + 1\nz = m(v) + 1"},
    {"m(a) = a & 1\nz = m(v)", 1, 10,
     "v & 1 (in macro m, which line 7 uses) takes the bits of a number",
     "m(a) = a & 1\nz = m(u16(v))"},
    {"m(a, a) = a", 1, 6, "a is an argument twice; give one of them another name", "m(a, z) = a"},
    {"m(a = 3", 1, 5, "\")\" or \",\" is expected, not \"=\"; write name(a, b) = a + b",
     "m(a) = 3"},
    {"m(a) 3", 1, 6, "\"=\" is expected, not \"3\"; write name(a, b) = a + b", "m(a) = 3"},
    {"m() = 3", 1, 3, "the name of an argument is expected, not \")\"", "m(a) = 3"},
    /* statements */
    {"input d s16", 1, 9, "\":\" and a type is expected, not \"s16\"; write input i: s16",
     "input d: s16"},
    {"state d s16", 1, 9, "\":\" and a type is expected, not \"s16\"; write state v: s16",
     "state d: s16"},
    {"input d: s16 = 3", 1, 16, "a port is expected, not \"3\"; write its name",
     "input d: s16 = d3"},
    {"input d: s16 = i", 1, 16, "port i is named twice; name each port once", "input d: s16 = i2"},
    {"output p @1 = b", 1, 8, "port p is named twice; name each port once", "output o @1 = b"},
    {"input d: s16 port d", 1, 14, "\"port\" stands behind an input; write one statement a line",
     "input d: s16 = d"},
    {"state d: s16, e: s16", 1, 13, "\",\" stands behind a state; write one statement a line",
     "state d: s16\nstate e: s16"},
    {"param d", 1, 8,
     "d has neither type nor integer; write param d: u8 for one that a port tells, or param d = 4",
     "param d = 4"},
    {"param d = port_d", 1, 11, "d has neither type nor integer", "param d: u8 = port_d"},
    {"param d: u8 = 256", 1, 15, "256 does not fit the type of d, 0 to 255; give it a wider type",
     "param d: u9 = 256"},
    {"param d: u8 = -1", 1, 15, "-1 does not fit the type of d, 0 to 255; give it a wider type",
     "param d: s8 = -1"},
    {"param d: u8 <= 256", 1, 16,
     "256 is outside of the type of d, 0 to 255; write a word that it holds", "param d: u8 <= 255"},
    {"param d: u8 <= 9 = 3", 1, 20,
     "d is built in, and a largest word is for one that a port tells; leave \"<=\" out",
     "param d: u8 = 3"},
    {"param d: u8 <= p", 1, 16, "an integer is expected, not \"p\"; write a number",
     "param d: u8 <= 7"},
    {"state d: u8 = 256", 1, 15,
     "the value after reset can be from 256 to 256, and the type of d holds 0 to 255; give it a "
     "wider type",
     "state d: u9 = 256"},
    {"param q: s16\nstate d: u8 = q", 2, 15, "the value after reset can be from -32768 to 32767",
     "param q: s16\nstate d: s16 = q"},
    {"state d: u8 = v", 1, 15,
     "v is no param of a line before this one; give a state an integer or a param",
     "state d: u8 = p"},
    {"output o = b", 1, 10, "\"@\" and clocks is expected, not \"=\"; write @1", "output o @1 = b"},
    {"output o @8 = b", 1, 11, "an output 8 clocks late; give it 0 to 7", "output o @7 = b"},
    {"output o @1 = v + 1", 1, 8,
     "o shows what has no type of its own; write its type, as output o: s16 @1",
     "output o: s16 @1 = v + 1"},
    {"z = v + 1\noutput o @1 = z", 2, 8, "o shows what has no type of its own; write its type",
     "z: s16 = v + 1\noutput o @1 = z"},
    {"output o @1 = c", 1, 8, "o shows what has no type of its own", "output o: u3 @1 = c"},
    {"output o @1 = u8(v)", 1, 8, "o shows what has no type of its own", "output o: u8 @1 = v"},
    {"output o @1", 1, 12,
     "\"=\" is expected, not the end of the statement; write output port @1 =", "output o @1 = b"},
    {"output 3 @1 = b", 1, 8, "a port is expected, not \"3\"", "output o @1 = b"},
    {"+ 3", 1, 1,
     "\"+\" begins no statement; write input, param, state, output, or a name with =", "z = 3"},
    {"z + 3", 1, 3, "\"=\" is expected, not \"+\"; write name = and what it is", "z = 3"},
    {"v' + 3", 1, 4, "\"=\" is expected, not \"+\"; write v' = and its next value", "v' = 3"},
    {"z =", 1, 4,
     "an operand is expected, not the end of the statement; write a name, an integer or \"(\"",
     "z = 3"},
    {"z = (v", 1, 7,
     "\")\" or an operator is expected, not the end of the statement; close the parenthesis",
     "z = (v)"},
    {"z = v)", 1, 6, "a \")\" closes nothing; delete it, or write its \"(\"", "z = v"},
    {"z = v = 3 ? 1 : 0", 1, 7,
     "\"=\" gives a value; write == to compare, and one statement a line", "z = v == 3 ? 1 : 0"},
    {"z = v > 3 ? 1", 1, 14,
     "\":\" is expected, not the end of the statement; write condition ? a : b",
     "z = v > 3 ? 1 : 0"},
    {"z = v 3", 1, 7, "\"3\" stands behind a whole expression; write one statement a line",
     "z = v * 3"},
    {"z = v % 3", 1, 7, "the character % is no part of equations; write + - * /",
     "z = v - v / 3 * 3"},
    {"z = v + \xc3\xa9", 1, 9, "is no part of equations", "z = v + p"},
    {"z = 1__0", 1, 5, "\"1__0\" is no integer; write it like 1000, 1_000, 0x3e8 or 0b101",
     "z = 1_0"},
    {"z = 12ab", 1, 5, "\"12ab\" is no integer", "z = 0x12ab"},
    {"z = 0b12", 1, 5, "\"0b12\" is no integer", "z = 0b11"},
    {"z = 0.5", 1, 6, "\".\" stands behind a whole expression", "z = 0"},
    {"z = v\n  + 3\n# a comment between\n  +", 4, 4, "an operand is expected",
     "z = v\n  + 3\n# a comment between\n  + 2"},
    /* the decision */
    {"fire: u2 = v > 3", 1, 1, "fire is a condition; leave its type out", "fires: u2 = v > 3"},
    {"fire = v", 1, 8, "v is a number where a condition is expected; write != 0", "fires = v"},
    {"fire = v > 3", 2, 1, "fire is given twice; give one of them another name", "fires = v > 3"},
    /* formulas */
    {"param d: u8 real tau", 1, 18,
     "a number or a value of the scenario is expected, not \"tau\"; write k, theta, reset, rest, "
     "hold, one, gain, event, initial or log2(...)",
     "param d: u8 real k"},
    {"param d: u8 real (k", 1, 20,
     "\")\" is expected, not the end of the statement; close the parenthesis of the formula",
     "param d: u8 real (k)"},
    {"param d: u8 real log2 k", 1, 23, "\"(\" is expected, not \"k\"; write log2(k)",
     "param d: u8 real log2(k)"},
    {"param d: u8 real 0x10", 1, 18, "is no number of a formula; write it like 256, 0.5 or 1e-3",
     "param d: u8 real 16"},
    {"param d: u8 real - -k", 1, 20, "a number or a value of the scenario is expected, not \"-\"",
     "param d: u8 real -(-k)"},
    {"param d: u8 real k k", 1, 20, "\"k\" stands behind a param", "param d: u8 real k * k"},
};

static const cosim_equations *read_text(cosim_arena *arena, const char *text, cosim_diag *diag)
{
    cosim_place place = {"refusals", 1, 1};
    return cosim_equations_read(arena, text, strlen(text), &place, diag);
}

static void test_cases(void **state)
{
    (void)state;
    char text[2000], shown[1400];
    unsigned failed = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cosim_arena *arena = cosim_arena_new();
        cosim_diag diag = {.message = "accepted"};
        snprintf(text, sizeof text, "%s%s%s", head, cases[i].text, tail);
        const bool refused = read_text(arena, text, &diag) == NULL;
        cosim_diag_text(&diag, shown, sizeof shown);
        if (!refused || diag.place.line != cases[i].line + 5 ||
            diag.place.column != cases[i].column || strstr(diag.message, cases[i].said) == NULL) {
            print_error("%s\n  expected %u:%u: %s\n  observed %s\n", cases[i].text,
                        cases[i].line + 5, cases[i].column, cases[i].said, shown);
            failed++;
        }
        snprintf(text, sizeof text, "%s%s%s", head, cases[i].mended, tail);
        if (read_text(arena, text, &diag) == NULL) {
            print_error("mended as it was told, and refused: %s\n  %s\n", cases[i].mended,
                        cosim_diag_text(&diag, shown, sizeof shown));
            failed++;
        }
        cosim_arena_free(arena);
    }
    assert_int_equal(failed, 0);
}

/* These refusals take more than a line to write. */
static void test_limits(void **state)
{
    (void)state;
    enum { BYTES = 40000 };
    char *text = malloc(BYTES);
    const char *const parts[][2] = {
        {"(", "brackets in too many brackets; give a part of it a name"},
        {"-(", "brackets in too many brackets; give a part of it a name"},
        {"abs(", "brackets in too many brackets; give a part"},
        {"sat(s16, ", "brackets in too many brackets; give a part"},
        {"1 > 2 ? 3 : ", "choices in too many choices; give a part of it"},
        {"1 + ", "an expression of too many operations; give a part of it"}};
    assert_non_null(text);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        cosim_arena *arena = cosim_arena_new();
        cosim_diag diag = {.message = "accepted"};
        strcpy(text, "z = ");
        for (int k = 0; k < 1000; k++) {
            strcat(text, parts[i][0]);
        }
        assert_null(read_text(arena, text, &diag));
        if (strstr(diag.message, parts[i][1]) == NULL) {
            fail_msg("%s: %s", parts[i][0], diag.message);
        }
        cosim_arena_free(arena);
    }
    cosim_arena *arena = cosim_arena_new();
    cosim_diag diag = {.message = "accepted"};
    memset(text, '\n', BYTES);
    text[BYTES - 1] = '\0';
    assert_null(read_text(arena, text, &diag));
    assert_non_null(
        strstr(diag.message, "32768 are the most; leave out what the step does not need"));
    assert_null(read_text(arena, "state v: s16\n", &diag));
    assert_non_null(strstr(diag.message, "write a line \"fire = \" with its condition"));
    strcpy(text, "m(");
    for (int k = 0; k < 17; k++) {
        sprintf(text + strlen(text), "%sa%d", k > 0 ? ", " : "", k);
    }
    strcat(text, ") = a1\n");
    assert_null(read_text(arena, text, &diag));
    assert_non_null(strstr(diag.message, "a macro of more than 16 arguments; write two macros"));
    strcpy(text, "param p: u8 real k");
    for (int k = 0; k < 80; k++) {
        strcat(text, " + 1");
    }
    assert_null(read_text(arena, text, &diag));
    assert_non_null(strstr(diag.message, "a formula of more than 60 terms; write a shorter one"));
    strcpy(text, "param p: u8 real ");
    for (int k = 0; k < 80; k++) {
        strcat(text, "(");
    }
    assert_null(read_text(arena, text, &diag));
    assert_non_null(strstr(diag.message, "a formula nested deeper than 60; write a simpler one"));
    static const char *const macros[][2] = {
        {"u8(max(a * 3 + 2, (a * 5) >> 1))",
         "is one operation of more than 20000; use fewer macros"},
        {"a", "more than 100000 operations (in macro m"}}; /* in macros: 2^20 of them */
    for (size_t i = 0; i < 2; i++) {
        sprintf(text, "input x: u8\nm0(a) = %s\n", macros[i][0]);
        for (int k = 1; k <= 20; k++) {
            sprintf(text + strlen(text), "m%d(a) = m%d(m%d(a))\n", k, k - 1, k - 1);
        }
        strcat(text, "z = m20(x)\nfire = z > 0\n");
        assert_null(read_text(arena, text, &diag));
        if (strstr(diag.message, macros[i][1]) == NULL) {
            fail_msg("%s", diag.message);
        }
    }
    strcpy(text, "input x: u8\nm0(a) = a\n");
    for (int k = 1; k <= 1400; k++) {
        sprintf(text + strlen(text), "m%d(a) = m%d(a) + 1\n", k, k - 1);
    }
    strcat(text, "z = m1400(x)\nfire = z > 0\n");
    assert_null(read_text(arena, text, &diag));
    assert_non_null(
        strstr(diag.message, "macros in macros nest deeper than 1000 operations (in macro"));
    cosim_arena_free(arena);
    free(text);
}

/* Lines and columns are those where the text stands in a file: in a block of YAML, every line is
 * indented. */
static void test_place(void **state)
{
    (void)state;
    cosim_arena *arena = cosim_arena_new();
    cosim_diag diag;
    cosim_place place = {"manifest.yaml", 12, 3};
    const char *text = "# one\r\nz = 1\r\n\r\n  + v\r\n";
    assert_null(cosim_equations_read(arena, text, strlen(text), &place, &diag));
    assert_string_equal(diag.place.file, "manifest.yaml");
    assert_int_equal(diag.place.line, 15);
    assert_int_equal(diag.place.column, 7);
    cosim_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases), cmocka_unit_test(test_limits),
                                       cmocka_unit_test(test_place)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
