// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Arrays that belong together become longer one after the other, and stay whole where memory ends.
 */
#ifndef COSIM_BASE_GROW_H
#define COSIM_BASE_GROW_H

#include <stdbool.h>
#include <stddef.h>

/* Makes a block of malloc (NULL: none yet) long enough for `count` elements of `bytes` bytes, both
 * above 0; what is new is not set. Returns it, which may have moved. Without memory, or where the
 * size does not fit a size_t, the block stays as it was and is returned, and *good becomes false;
 * else *good is left alone, so that one answer serves for several arrays. */
void *cosim_grow(void *block, size_t count, size_t bytes, bool *good);

#endif
