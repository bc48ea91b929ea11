// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "result/mismatch.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A line is put together piece by piece and cut at the end of its room. */
typedef struct line {
    char *text;
    size_t bytes, used;
} line;

__attribute__((format(printf, 2, 3))) static void append(line *l, const char *format, ...)
{
    if (l->used < l->bytes) {
        va_list args;
        va_start(args, format);
        int n = vsnprintf(l->text + l->used, l->bytes - l->used, format, args);
        va_end(args);
        l->used += n > 0 ? (size_t)n : 0;
    }
}

/* Returns the bits of a word of this quantity; 0 for a count or a flag, which reads better as a
 * decimal. */
static unsigned word_bits(const cosim_result *result, const char *quantity)
{
    static const char *const counts[] = {"spike",  "hold",  "compare", "mode",
                                         "result", "valid", "in reset"};
    if (strncmp(quantity, "membrane", strlen("membrane")) == 0) {
        return result->format.state_width;
    }
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        if (strstr(quantity, counts[i]) != NULL) {
            return 0;
        }
    }
    return strstr(quantity, "leak") != NULL ? result->format.leak_fraction + 1
                                            : result->format.state_width;
}

/* A leak word is not signed, all others are. */
static void append_word(line *l, int64_t word, unsigned bits, bool is_signed)
{
    bool hex = bits > 0 && bits < 63;
    if (hex) {
        int64_t span = (int64_t)1 << bits;
        hex = is_signed ? word >= -span / 2 && word < span / 2 : word >= 0 && word < span;
    }
    if (hex) {
        uint64_t mask = ((uint64_t)1 << bits) - 1;
        append(l, "0x%0*" PRIx64, (int)((bits + 3) / 4), (uint64_t)word & mask);
    } else {
        append(l, "%" PRId64, word);
    }
}

const char *cosim_mismatch_text(const cosim_result *result, char *text, size_t bytes)
{
    const cosim_mismatch *m = &result->first_mismatch;
    line l = {text, bytes, 0};
    append(&l, "%s", "");
    if (!m->present) {
        return text;
    }
    if (m->has_step) {
        append(&l, "step %" PRIu64 " ", m->step);
    }
    append(&l, "%s: ", m->quantity);
    if (m->is_word) {
        unsigned bits = word_bits(result, m->quantity);
        bool is_signed = strncmp(m->quantity, "leak", strlen("leak")) != 0;
        append(&l, "expected ");
        append_word(&l, m->expected_fx, bits, is_signed);
        append(&l, ", observed ");
        append_word(&l, m->observed_fx, bits, is_signed);
    } else {
        if (!isnan(m->expected_v)) {
            append(&l, "expected %.12g V", m->expected_v);
            if (m->level == COSIM_LEVEL_BOUNDED) {
                append(&l, " +- %.2g", m->bound_v);
            }
            append(&l, ", ");
        }
        append(&l, "observed %.12g V", m->observed_v);
    }
    if (m->has_drive) {
        append(&l, " (drive ");
        append_word(&l, m->drive_fx, result->format.state_width, true);
        append(&l, ")");
    }
    return text;
}

const char *cosim_lif_apart_text(const cosim_lif_apart *apart, char text[COSIM_LIF_APART_BYTES])
{
    static const int digits[] = {6, 9, 17};
    char declared[32] = "", lif[32] = "";
    for (size_t i = 0; i < sizeof digits / sizeof *digits && strcmp(declared, lif) == 0; i++) {
        snprintf(declared, sizeof declared, "%.*g", digits[i], apart->declared);
        snprintf(lif, sizeof lif, "%.*g", digits[i], apart->lif);
    }
    if (apart->decides) {
        snprintf(text, COSIM_LIF_APART_BYTES, "%s",
                 apart->declared > 0.0 ? "it fires, and should not"
                                       : "it does not fire, and should");
    } else {
        snprintf(text, COSIM_LIF_APART_BYTES, "%s, not %s", declared, lif);
    }
    return text;
}
