// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/constant.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static const char hex_digits[] = "0123456789abcdefABCDEF_", decimal_digits[] = "0123456789_";

/* Tells whether a text is one or more of these digits, and begins with none of `_`. */
static bool is_all(const char *text, const char *digits)
{
    return text[0] != '\0' && text[0] != '_' && text[strspn(text, digits)] == '\0';
}

const char *cosim_constant_verilog(cosim_arena *arena, const char *text)
{
    const bool minus = text[0] == '-';
    const char *digits = text + minus + 2;
    const bool hex = strncmp(digits - 2, "0x", 2) == 0 || strncmp(digits - 2, "0X", 2) == 0;
    const bool binary = strncmp(digits - 2, "0b", 2) == 0 || strncmp(digits - 2, "0B", 2) == 0;
    if ((!hex && !binary) || !is_all(digits, hex ? hex_digits : "01_")) {
        return text;
    }
    const size_t room = strlen(text) + 32;
    char *written = cosim_arena_alloc(arena, room);
    unsigned bits = 0;
    uint64_t value = 0;
    for (const char *p = digits; *p != '\0'; p++) {
        const unsigned digit = *p <= '9' ? (unsigned)(*p - '0') : (unsigned)(*p & 7) + 9;
        if (*p != '_') {
            value = value << (hex ? 4 : 1) | digit;
            bits += hex ? 4 : 1;
        }
    }
    if (written == NULL) {
        return NULL;
    }
    if (bits <= 64 && value <= INT32_MAX) { /* a number, and no word of some width */
        snprintf(written, room, "%s%" PRIu64, minus ? "-" : "", value);
    } else {
        snprintf(written, room, "%s%u'%c%s", minus ? "-" : "", bits, hex ? 'h' : 'b', digits);
    }
    return written;
}

bool cosim_constant_is_number(const char *text)
{
    static const char bases[] = "bBoOdDhH", filled[] = "01xXzZ";
    const char *p = text + (text[0] == '-');
    const char *quote = strchr(p, '\'');
    if (quote == NULL) {
        return is_all(p, decimal_digits);
    }
    if (p + strspn(p, decimal_digits) != quote) {
        return false;
    }
    p = quote + 1;
    if (p == text + 1 && p[0] != '\0' && strchr(filled, p[0]) != NULL && p[1] == '\0') {
        return true; /* SystemVerilog's '0 and '1 */
    }
    p += *p == 's' || *p == 'S';
    return *p != '\0' && strchr(bases, *p) != NULL && is_all(p + 1, hex_digits);
}
