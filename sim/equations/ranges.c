// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/ranges.h"

#include <stdio.h>

/* This is twice as wide as a value: what two values make has a range to print before it is refused.
 */
__extension__ typedef __int128 wide;

typedef struct range {
    wide low, high;
} range;

/* ---- numbers of 128 bits ---- */

static void put_wide(wide value, char text[48])
{
    char digits[48];
    size_t count = 0, at = 0;
    wide rest = value < 0 ? -value : value;
    do {
        digits[count++] = (char)('0' + (int)(rest % 10));
        rest /= 10;
    } while (rest > 0);
    if (value < 0) {
        text[at++] = '-';
    }
    while (count > 0) {
        text[at++] = digits[--count];
    }
    text[at] = '\0';
}

static wide power(int64_t n) { return (wide)1 << n; }

static unsigned bit_length(int64_t value)
{
    unsigned bits = 0;
    for (; value > 0; value >>= 1) {
        bits++;
    }
    return bits;
}

/* Returns the amount of a shift; a shift by more is the same on a value of 64 bits. */
static int64_t amount(int64_t n) { return n > 70 ? 70 : n; }

static wide shifted(cosim_eq_op op, int64_t value, int64_t by)
{
    const wide unit = power(amount(by)), v = value;
    const wide floored = v >= 0 ? v / unit : -((-v + unit - 1) / unit);
    const wide rest = v - floored * unit;
    switch ((int)op) {
    case COSIM_EQ_ROUND:
        return floored + (rest * 2 >= unit);
    case COSIM_EQ_TRUNC:
        return floored + (v < 0 && rest > 0);
    case COSIM_EQ_CEIL:
        return floored + (rest > 0);
    default:
        return floored;
    }
}

static wide corner(cosim_eq_op op, int64_t a, int64_t b)
{
    switch ((int)op) {
    case COSIM_EQ_ADD:
        return (wide)a + b;
    case COSIM_EQ_SUB:
        return (wide)a - b;
    case COSIM_EQ_MUL:
        return (wide)a * b;
    case COSIM_EQ_DIV:
        return (wide)a / b;
    case COSIM_EQ_SHIFT_LEFT:
        return (wide)a * power(b);
    case COSIM_EQ_MIN:
        return a < b ? a : b;
    case COSIM_EQ_MAX:
        return a > b ? a : b;
    default:
        return shifted(op, a, b);
    }
}

static range corners(const cosim_eq_node *node)
{
    const cosim_eq_node *a = node->of[0], *b = node->of[1];
    const wide all[4] = {corner(node->op, a->low, b->low), corner(node->op, a->low, b->high),
                         corner(node->op, a->high, b->low), corner(node->op, a->high, b->high)};
    range r = {all[0], all[0]};
    for (int i = 1; i < 4; i++) {
        r.low = all[i] < r.low ? all[i] : r.low;
        r.high = all[i] > r.high ? all[i] : r.high;
    }
    return r;
}

static range fitted(const cosim_eq_node *node)
{
    return cosim_eq_type_holds(node->type, node->of[0])
               ? (range){node->of[0]->low, node->of[0]->high}
               : (range){cosim_eq_type_low(node->type), cosim_eq_type_high(node->type)};
}

/* ---- the table ---- */

static range range_of(const cosim_eq_node *node)
{
    const cosim_eq_node *a = node->of[0], *b = node->of[1], *c = node->of[2];
    switch (node->op) {
    case COSIM_EQ_CONST:
    case COSIM_EQ_INPUT:
    case COSIM_EQ_PARAM:
    case COSIM_EQ_STATE:
        return (range){node->low, node->high};
    case COSIM_EQ_ADD:
    case COSIM_EQ_SUB:
    case COSIM_EQ_MUL:
    case COSIM_EQ_DIV:
    case COSIM_EQ_SHIFT_LEFT:
    case COSIM_EQ_FLOOR:
    case COSIM_EQ_ROUND:
    case COSIM_EQ_TRUNC:
    case COSIM_EQ_CEIL:
    case COSIM_EQ_MIN:
    case COSIM_EQ_MAX:
        return corners(node);
    case COSIM_EQ_REST:
        return (range){0, power(amount(b->high)) - 1};
    case COSIM_EQ_ABS: {
        const wide low = -(wide)a->low, high = a->high;
        const wide other = high < 0 ? -high : high, one = low < 0 ? -low : low;
        return (range){0, one > other ? one : other};
    }
    case COSIM_EQ_CUT:
    case COSIM_EQ_SATURATE:
        return fitted(node);
    case COSIM_EQ_BITS_AND:
        return (range){0, a->high < b->high ? a->high : b->high};
    case COSIM_EQ_BITS_OR:
    case COSIM_EQ_BITS_XOR:
        return (range){0, power(bit_length(a->high > b->high ? a->high : b->high)) - 1};
    case COSIM_EQ_ONES:
        return (range){0, bit_length(a->high)};
    case COSIM_EQ_CHOICE:
        return (range){b->low < c->low ? b->low : c->low, b->high > c->high ? b->high : c->high};
    case COSIM_EQ_LESS:
    case COSIM_EQ_AT_MOST:
    case COSIM_EQ_EQUAL:
    case COSIM_EQ_DIFFERENT:
    case COSIM_EQ_AND:
    case COSIM_EQ_OR:
    case COSIM_EQ_NOT:
    case COSIM_EQ_OPS:
    default:
        return (range){0, 1};
    }
}

/* ---- what the language does not allow ---- */

static int check_operands(const cosim_eq_node *node, char *text, size_t bytes)
{
    const cosim_eq_node *a = node->of[0], *b = node->of[1];
    const bool shift =
        (node->op >= COSIM_EQ_SHIFT_LEFT && node->op <= COSIM_EQ_CEIL) || node->op == COSIM_EQ_REST;
    const bool bits = node->op >= COSIM_EQ_BITS_AND && node->op <= COSIM_EQ_BITS_XOR;
    if (node->op == COSIM_EQ_DIV && (b->op != COSIM_EQ_CONST || b->value < 1)) {
        snprintf(text, bytes,
                 "divides by what is no constant above 0; write the divisor as a number, or use a "
                 "shift");
        return -1;
    }
    if (shift && b->low < 0) {
        snprintf(text, bytes,
                 "shifts by an amount that can be %lld; use an amount of a type without sign, or "
                 "max(amount, 0)",
                 (long long)b->low);
        return -1;
    }
    if (node->op == COSIM_EQ_SHIFT_LEFT && b->high > COSIM_EQ_SHIFT_LEFT_MOST) {
        snprintf(text, bytes,
                 "shifts to the left by up to %lld, and %d is the most; give the amount a "
                 "narrower type, or min(amount, %d)",
                 (long long)b->high, COSIM_EQ_SHIFT_LEFT_MOST, COSIM_EQ_SHIFT_LEFT_MOST);
        return -1;
    }
    if ((bits && (a->low < 0 || b->low < 0)) || (node->op == COSIM_EQ_ONES && a->low < 0)) {
        snprintf(text, bytes,
                 "takes the bits of a number that can be %lld, and such a number has no end of "
                 "them; write u16(...) of the width that is meant",
                 (long long)(a->low < 0 ? a->low : b->low));
        return -1;
    }
    return 0;
}

int cosim_eq_range(cosim_eq_node *node, char *text, size_t bytes)
{
    char low[48], high[48];
    if (check_operands(node, text, bytes) != 0) {
        return -1;
    }
    const range r = range_of(node);
    if (r.low < INT64_MIN || r.high > INT64_MAX) {
        put_wide(r.low, low);
        put_wide(r.high, high);
        snprintf(text, bytes,
                 "can be from %s to %s, which is beyond 63 bits; give an operand a narrower type, "
                 "or a told param its largest word with \"<=\"",
                 low, high);
        return -1;
    }
    node->low = (int64_t)r.low;
    node->high = (int64_t)r.high;
    return 0;
}
