// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "search/numbers.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Reads digits at *text, and moves *text behind them. A number that is too large stays so, and its
 * range refuses it. */
static bool take_number(const char **text, unsigned *number)
{
    const char *begin = *text;
    *number = 0;
    for (; **text >= '0' && **text <= '9'; (*text)++) {
        *number = *number > 999 ? *number : *number * 10 + (unsigned)(**text - '0');
    }
    return *text > begin && !(*begin == '0' && *text > begin + 1); /* no leading zero */
}

static bool take_text(const char **text, const char *expected)
{
    const size_t length = strlen(expected);
    if (strncmp(*text, expected, length) != 0) {
        return false;
    }
    *text += length;
    return true;
}

int cosim_numbers_read(const char *text, unsigned least, unsigned most, cosim_numbers *axis,
                       char *message, size_t bytes)
{
    const char *at = text;
    *axis = 0;
    do {
        unsigned from, to, step = 1;
        bool read = take_number(&at, &from);
        to = from;
        if (read && take_text(&at, "..")) {
            read = take_number(&at, &to) && (!take_text(&at, ":") || take_number(&at, &step));
        }
        if (!read || (*at != '\0' && *at != ',')) {
            snprintf(message, bytes,
                     "this is not a list of numbers; give them like %u,%u or %u..%u", least, most,
                     least, most);
            return -1;
        }
        if (from < least || from > most || to < least || to > most) {
            snprintf(message, bytes, "%u is not possible; give %u to %u",
                     from < least || from > most ? from : to, least, most);
            return -1;
        }
        if (from > to || step == 0) {
            snprintf(message, bytes,
                     from > to ? "a range from %u down to %u is empty; give %u..%u"
                               : "a step of 0 leads nowhere; leave it out, or give 1 or more",
                     from, to, to, from);
            return -1;
        }
        for (unsigned n = from; n <= to; n += step) {
            *axis |= (cosim_numbers)1 << n;
        }
    } while (take_text(&at, ","));
    return 0;
}

const char *cosim_numbers_text(cosim_numbers axis, char text[COSIM_NUMBERS_BYTES])
{
    size_t used = 0;
    text[0] = '\0';
    for (unsigned n = 0; n < 64; n++) {
        unsigned last = n;
        if ((axis >> n & 1) == 0) {
            continue;
        }
        while (last < 63 && (axis >> (last + 1) & 1) != 0) {
            last++;
        }
        used +=
            (size_t)snprintf(text + used, COSIM_NUMBERS_BYTES - used, "%s%u", used ? "," : "", n);
        if (last > n) {
            used += (size_t)snprintf(text + used, COSIM_NUMBERS_BYTES - used, "%s%u",
                                     last > n + 1 ? ".." : ",", last);
        }
        n = last;
    }
    return text;
}
