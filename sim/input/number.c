// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "input/number.h"

#include <stdio.h>
#include <string.h>

static size_t digits(const char *text) { return strspn(text, "0123456789"); }

bool cosim_number_strict(const char *text, char decimal, char *strict, size_t bytes)
{
    const char *minus = text[0] == '-' ? "-" : "";
    text += text[0] == '-' || text[0] == '+';
    const char *whole = text;
    size_t whole_length = digits(text);
    text += whole_length;
    const char *part = text[0] == decimal ? text + 1 : text;
    const size_t part_length = text[0] == decimal ? digits(part) : 0;
    if (whole_length + part_length == 0) {
        return false;
    }
    text = part + part_length;
    const char *exponent = text, *sign = "";
    size_t exponent_length = 0;
    if (text[0] != '\0' && strchr("eEdD", text[0]) != NULL) {
        sign = text[1] == '-' ? "-" : "";
        exponent = text + 1 + (text[1] == '-' || text[1] == '+');
        exponent_length = digits(exponent);
        text = exponent + exponent_length;
        if (exponent_length == 0) {
            return false;
        }
    }
    while (whole_length > 1 && whole[0] == '0') {
        whole++;
        whole_length--;
    }
    const int length =
        snprintf(strict, bytes, "%s%s%.*s%s%.*s%s%s%.*s", minus, whole_length == 0 ? "0" : "",
                 (int)whole_length, whole, part_length > 0 ? "." : "", (int)part_length, part,
                 exponent_length > 0 ? "e" : "", sign, (int)exponent_length, exponent);
    return text[0] == '\0' && length > 0 && (size_t)length < bytes;
}
