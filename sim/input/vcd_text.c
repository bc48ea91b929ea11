// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "input/vcd_text.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static bool is_blank(int byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f' ||
           byte == '\v';
}

bool cosim_vcd_next(cosim_vcd_text *t)
{
    size_t length = 0;
    int byte = t->last;
    if (t->too_long || t->nul) {
        return false;
    }
    t->line += byte == '\n';
    do {
        byte = getc_unlocked(t->file);
        t->line += byte == '\n';
    } while (is_blank(byte));
    for (; byte != EOF && !is_blank(byte); byte = getc_unlocked(t->file)) {
        t->nul = t->nul || byte == '\0';
        if (length == COSIM_VCD_WORD || t->nul) {
            t->too_long = !t->nul;
            return false;
        }
        t->word[length++] = (char)byte;
    }
    t->word[length] = '\0';
    t->last = byte;
    return length > 0;
}

bool cosim_vcd_skip(cosim_vcd_text *t)
{
    while (cosim_vcd_next(t)) {
        if (strcmp(t->word, "$end") == 0) {
            return true;
        }
    }
    return false;
}

bool cosim_vcd_vector(const char *bits, unsigned width, bool is_signed, double *value)
{
    const size_t length = strlen(bits);
    uint64_t word = 0;
    if (length == 0 || width > 64 || length > width) {
        return false;
    }
    for (size_t i = 0; i < length; i++) { /* fewer bits than the width begin with zeros */
        if (bits[i] != '0' && bits[i] != '1') {
            return false;
        }
        word = word << 1 | (uint64_t)(bits[i] == '1');
    }
    const bool negative = is_signed && width > 0 && (word >> (width - 1) & 1) != 0;
    const uint64_t size = negative ? (width < 64 ? (uint64_t)1 << width : 0) - word : word;
    *value = negative ? -(double)size : (double)size;
    return size <= (uint64_t)1 << 53;
}
