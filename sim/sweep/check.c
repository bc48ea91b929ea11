// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "sweep/check.h"

#include <inttypes.h>
#include <stdint.h>
#include <string.h>

enum { ENDING_BYTES = sizeof ",\"check\":\"0123456789abcdef\"}" - 1 };

/* Computes FNV-1a of 64 bits: every change of a single byte changes it. */
static uint64_t checksum(const char *text, size_t length)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (unsigned char)text[i]) * 0x100000001b3u;
    }
    return hash;
}

static void ending_of(const char *text, size_t length, char ending[ENDING_BYTES + 1])
{
    snprintf(ending, ENDING_BYTES + 1, ",\"check\":\"%016" PRIx64 "\"}", checksum(text, length));
}

void cosim_sweep_check_put(FILE *out, const char *text, size_t length)
{
    char ending[ENDING_BYTES + 1];
    ending_of(text, length, ending);
    fwrite(text, 1, length, out);
    fputs(ending, out);
    fputc('\n', out);
}

bool cosim_sweep_check_holds(const char *text, size_t length)
{
    char ending[ENDING_BYTES + 1];
    if (length < ENDING_BYTES) {
        return false;
    }
    ending_of(text, length - ENDING_BYTES, ending);
    return memcmp(text + length - ENDING_BYTES, ending, ENDING_BYTES) == 0;
}
