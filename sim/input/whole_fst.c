// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "input/whole_fst.h"

#include <stdint.h>
#include <stdio.h>

enum { HEADER = 0, HIERARCHY = 4, HIERARCHY_LZ4 = 6, HIERARCHY_LZ4_TWICE = 7, LENGTH_BYTES = 8 };

/* Checks the blocks of a file of `size` bytes, from its start. */
static bool blocks_fit(FILE *file, long size)
{
    bool header = false, hierarchy = false;
    long at = 0;
    while (at < size) {
        unsigned char bytes[1 + LENGTH_BYTES];
        uint64_t length = 0;
        if (fseek(file, at, SEEK_SET) != 0 || fread(bytes, 1, sizeof bytes, file) != sizeof bytes) {
            return false;
        }
        for (int i = 1; i <= LENGTH_BYTES; i++) {
            length = length << 8 | bytes[i];
        }
        if (length < LENGTH_BYTES || length > (uint64_t)(size - at - 1)) {
            return false;
        }
        header |= bytes[0] == HEADER && at == 0;
        hierarchy |=
            bytes[0] == HIERARCHY || bytes[0] == HIERARCHY_LZ4 || bytes[0] == HIERARCHY_LZ4_TWICE;
        at += 1 + (long)length;
    }
    return header && hierarchy;
}

bool cosim_fst_is_whole(const char *path)
{
    FILE *file = fopen(path, "rb");
    bool whole = false;
    if (file != NULL) {
        const long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
        whole = size > 0 && blocks_fit(file, size);
        fclose(file);
    }
    return whole;
}
