// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "base/grow.h"

#include <stdint.h>
#include <stdlib.h>

void *cosim_grow(void *block, size_t count, size_t bytes, bool *good)
{
    void *longer = count > SIZE_MAX / bytes ? NULL : realloc(block, count * bytes);
    if (longer == NULL) {
        *good = false;
        return block;
    }
    return longer;
}
