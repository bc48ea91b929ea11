// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "result/result.h"
#include "diagnose/findings.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int cosim_train_add(cosim_train *train, uint64_t step)
{
    if (train->count == train->room) {
        size_t room = train->room == 0 ? 64 : 2 * train->room;
        if (room > SIZE_MAX / sizeof *train->steps) {
            return -1;
        }
        uint64_t *steps = realloc(train->steps, room * sizeof *steps);
        if (steps == NULL) {
            return -1;
        }
        train->steps = steps;
        train->room = room;
    }
    train->steps[train->count++] = step;
    return 0;
}

void cosim_train_free(cosim_train *train)
{
    free(train->steps);
    *train = (cosim_train){NULL, 0, 0};
}

void cosim_result_free(cosim_result *result)
{
    cosim_findings_free(result->findings);
    result->findings = NULL;
    free(result->wave);
    free(result->layout);
    result->wave = result->layout = NULL;
    cosim_train_free(&result->dut_spikes);
    cosim_train_free(&result->reference_spikes);
}

const char *cosim_verdict_name(cosim_verdict verdict)
{
    switch (verdict) {
    case COSIM_NOT_APPLICABLE:
        return "not-applicable";
    case COSIM_PASS:
        return "pass";
    case COSIM_VACUOUS:
        return "vacuous";
    case COSIM_FAIL:
        return "fail";
    }
    return "unknown";
}

const char *cosim_level_name(cosim_level level)
{
    switch (level) {
    case COSIM_LEVEL_CONSTANTS:
        return "constants";
    case COSIM_LEVEL_EXACT:
        return "exact";
    case COSIM_LEVEL_BOUNDED:
        return "bounded";
    case COSIM_LEVEL_FREE_RUNNING:
        return "free_running";
    case COSIM_LEVEL_EXPECT:
        return "expect";
    case COSIM_LEVEL_CLIP:
        return "clip";
    }
    return "unknown";
}

/* Text that is put together piece by piece and cut at the end of its room. */
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

/* Bits of a word of this quantity; 0: a count or a flag, which reads better as a decimal. */
static unsigned word_bits(const cosim_result *result, const char *quantity)
{
    static const char *const counts[] = {"spike",  "hold",  "compare", "mode",
                                         "result", "valid", "in reset"};
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
        bool is_signed = strstr(m->quantity, "leak") == NULL;
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
