// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "random_text.h"

#include "equations/reader.h"
#include "splitmix.h"

#include <stdarg.h>
#include <string.h>

typedef struct writer {
    uint64_t *seed;
    char *text;
    size_t length, bytes;
    unsigned inputs, params, states, values, macros; /* named i0, p0, v0, x0, m0 and so on */
    unsigned nexts;                                  /* next values so far */
    bool bits; /* bits of words too, and amounts of any kind, which have no bound */
} writer;

static unsigned below(writer *w, unsigned bound)
{
    return (unsigned)splitmix_below(w->seed, bound);
}

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
static void
say(writer *w, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int written = vsnprintf(w->text + w->length, w->bytes - w->length, format, arguments);
    va_end(arguments);
    w->length += (size_t)written < w->bytes - w->length ? (size_t)written : 0;
    w->text[w->length] = '\0';
}

static void say_type(writer *w, unsigned most)
{
    say(w, "%c%u", "su"[below(w, 2)], 1 + below(w, most));
}

static void say_integer(writer *w)
{
    const unsigned kind = below(w, 6);
    const uint64_t word = splitmix_bits(w->seed) >> (1 + below(w, 63));
    if (kind == 0) {
        say(w, "0x%llx", (unsigned long long)(word >> 20));
    } else if (kind == 1) {
        say(w, "0b1_0%u", below(w, 2));
    } else {
        say(w, "%llu", (unsigned long long)(kind < 5 ? word % 20 : word >> 30));
    }
}

static void say_leaf(writer *w)
{
    switch (below(w, 7)) {
    case 0:
        say(w, "i%u", below(w, w->inputs));
        break;
    case 1:
        say(w, "p%u", below(w, w->params));
        break;
    case 2:
    case 3:
        say(w, "v%u", below(w, w->states));
        break;
    case 4:
        say_integer(w);
        break;
    default:
        if (w->values > 0) {
            say(w, "x%u", below(w, w->values));
        } else if (w->nexts > 0) {
            say(w, "v%u'", below(w, w->nexts));
        } else {
            say(w, "v0");
        }
    }
}

static void say_number(writer *w, unsigned depth);

static void say_condition(writer *w, unsigned depth)
{
    static const char *const signs[] = {"<", "<=", ">", ">=", "==", "!="};
    const unsigned kind = depth == 0 ? 0 : below(w, 6);
    if (kind == 1) {
        say(w, "not (");
        say_condition(w, depth - 1);
        say(w, ")");
    } else if (kind == 2) {
        say(w, "u1(");
        say_number(w, depth - 1);
        say(w, ")");
    } else if (kind <= 4 && depth > 0) {
        say(w, "(");
        say_condition(w, depth - 1);
        say(w, kind == 3 ? ") and (" : ") or (");
        say_condition(w, depth - 1);
        say(w, ")");
    } else {
        say(w, "(");
        say_number(w, depth == 0 ? 0 : depth - 1);
        say(w, ") %s (", signs[below(w, 6)]);
        say_number(w, depth == 0 ? 0 : depth - 1);
        say(w, ")");
    }
}

/* Writes name(a, b) of numbers. */
static void say_call(writer *w, const char *name, unsigned operands, unsigned depth)
{
    say(w, "%s(", name);
    for (unsigned i = 0; i < operands; i++) {
        say(w, i > 0 ? ", " : "");
        say_number(w, depth);
    }
    say(w, ")");
}

/* Draws the amount of a shift: mostly small, at times of any size. */
static void say_amount(writer *w)
{
    const unsigned kind = below(w, 6);
    if (kind < 3 || (kind > 3 && !w->bits)) {
        say(w, "%u", below(w, 12));
    } else if (kind == 3) {
        say(w, "%u", below(w, 90));
    } else {
        say(w, "u%u(", 1 + below(w, kind == 4 ? 4 : 40));
        say_leaf(w);
        say(w, ")");
    }
}

static void say_number(writer *w, unsigned depth)
{
    static const char *const two[] = {"+", "-", "*", "*", "&", "|", "^"};
    static const char *const shifts[] = {">>", ">>>", "<<"};
    static const char *const cuts[] = {"floor", "round", "trunc", "ceil", "rest"};
    const unsigned kind = depth == 0 ? 0 : 1 + below(w, 14);
    if (kind == 0) {
        say_leaf(w);
    } else if (kind <= 4) {
        const unsigned sign = below(w, w->bits ? 7 : 4);
        say(w, sign >= 4 ? "u20(" : "(");
        say_number(w, depth - 1);
        say(w, sign >= 4 ? ") %s u13(" : ") %s (", two[sign]);
        say_number(w, depth - 1);
        say(w, ")");
    } else if (kind == 5) {
        say(w, "(");
        say_number(w, depth - 1);
        say(w, ") %s ", shifts[below(w, 3)]);
        say_amount(w);
    } else if (kind == 6) {
        say(w, "%s(", cuts[below(w, 5)]);
        say_number(w, depth - 1);
        say(w, ", ");
        say_amount(w);
        say(w, ")");
    } else if (kind == 7) {
        say(w, "(");
        say_number(w, depth - 1);
        say(w, ") / %u", 1 + below(w, 300));
    } else if (kind == 8) {
        say_call(w, below(w, 2) ? "min" : "max", 2 + below(w, 2), depth - 1);
    } else if (kind == 9) {
        say_call(w, below(w, 3) ? "abs" : "-", 1, depth - 1);
    } else if (kind == 10) {
        say_condition(w, depth - 1);
        say(w, " ? ");
        say_number(w, depth - 1);
        say(w, " : ");
        say_number(w, depth - 1);
    } else if (kind == 11) {
        say(w, below(w, 2) ? "sat(" : "clamp(");
        if (w->text[w->length - 2] == 't') {
            say_type(w, 40);
            say(w, ", ");
            say_number(w, depth - 1);
            say(w, ")");
        } else {
            say_number(w, depth - 1);
            say(w, ", -%u, %u)", below(w, 5000), below(w, 90000));
        }
    } else if (kind == 12 && w->bits) {
        say(w, "ones(u%u(", 1 + below(w, 63));
        say_number(w, depth - 1);
        say(w, "))");
    } else if (kind == 13 && w->macros > 0) {
        say(w, "m%u", below(w, w->macros));
        say_call(w, "", 2, depth - 1);
    } else {
        say_type(w, 63);
        say(w, "(");
        say_number(w, depth - 1);
        say(w, ")");
        if (below(w, 3) == 0) {
            const unsigned low = below(w, 20);
            say(w, "[%u:%u]", low + below(w, 20), low);
        }
    }
}

/* ---- lines ---- */

static void draw_line(writer *w, unsigned kind)
{
    if (kind == 0) {
        say(w, "x%u", w->values);
        say(w, below(w, 2) ? ": " : "");
        if (w->text[w->length - 1] == ' ') {
            say_type(w, 63);
        }
        say(w, " = ");
        if (below(w, 5) == 0) {
            say_condition(w, 2);
        } else {
            say_number(w, 1 + below(w, 3));
        }
    } else if (kind == 1) {
        say(w, "m%u(a, b) = (a %c b) %s %u", w->macros, "+-*"[below(w, 3)],
            below(w, 2) ? ">>" : "<<", below(w, 6));
    } else if (kind == 2) {
        say(w, "v%u' = ", w->nexts);
        say_number(w, 1 + below(w, 3));
    } else if (kind == 3) {
        say(w, "fire = ");
        say_condition(w, 2);
    } else {
        say(w, "output o%u: ", kind - 4);
        say_type(w, 63);
        say(w, " @%u = ", below(w, 4));
        if (below(w, 3) == 0) {
            say(w, "v%u'", below(w, w->states));
        } else {
            say_number(w, 1 + below(w, 2));
        }
    }
    say(w, "\n");
}

static int accepted(const writer *w)
{
    cosim_arena *arena = cosim_arena_new();
    cosim_place place = {"random", 1, 1};
    cosim_diag diag = {.message = ""};
    const char *fire = strstr(w->text, "fire =");
    char whole[RANDOM_TEXT_BYTES + 32];
    snprintf(whole, sizeof whole, "%s%s", w->text, fire == NULL ? "fire = 1 > 0\n" : "");
    const cosim_equations *e =
        arena == NULL ? NULL : cosim_equations_read(arena, whole, strlen(whole), &place, &diag);
    cosim_arena_free(arena);
    if (e == NULL && getenv("RANDOM_TEXT_SHOW") != NULL) {
        fprintf(stderr, "%s\n  %s\n", strrchr(w->text, '=') != NULL ? w->text : "", diag.message);
    }
    return e != NULL;
}

size_t random_text(uint64_t *seed, char *text, bool bits)
{
    /* The lines are values, macros, next values, the decision and outputs. */
    static const unsigned plan[] = {1, 0, 0, 1, 0, 0, 3, 2, 0, 2, 2, 0, 4, 5, 6, 7};
    writer w = {.seed = seed, .text = text, .bytes = RANDOM_TEXT_BYTES, .bits = bits};
    size_t refused = 0;
    text[0] = '\0';
    w.inputs = 1 + below(&w, 3);
    w.params = 2 + below(&w, 2);
    w.states = 3;
    for (unsigned i = 0; i < w.inputs; i++) {
        say(&w, "input i%u: ", i);
        say_type(&w, below(&w, 2) ? 63 : 16);
        say(&w, "\n");
    }
    for (unsigned i = 0; i + 1 < w.params; i++) {
        say(&w, "param p%u: u%u <= %u\n", i, 10 + below(&w, 22), below(&w, 1000));
    }
    say(&w, "param p%u = %d real -log2(k)\n", w.params - 1, (int)below(&w, 200) - 100);
    say(&w, "state v0: s%u = p0\nstate v1: ", 11 + below(&w, 25));
    say_type(&w, 24);
    say(&w, "\nstate v2: s%u = -%u\n", 9 + below(&w, 55), below(&w, 200));
    for (size_t i = 0; i < sizeof plan / sizeof *plan; i++) {
        const size_t before = w.length;
        for (draw_line(&w, plan[i]); !accepted(&w); draw_line(&w, plan[i])) {
            refused++;
            text[w.length = before] = '\0';
        }
        w.values += plan[i] == 0;
        w.macros += plan[i] == 1;
        w.nexts += plan[i] == 2;
    }
    return refused;
}
