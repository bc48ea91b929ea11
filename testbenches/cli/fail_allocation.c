// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A program that preloads this has every allocation fail from number FAIL_AT on, counted from 0. */
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>

extern void *__libc_malloc(size_t bytes);
extern void *__libc_calloc(size_t count, size_t bytes);
extern void *__libc_realloc(void *block, size_t bytes);

static long left = -2; /* -2: not asked yet, -1: none fails */

static int fails(void)
{
    if (left == -2) {
        const char *at = getenv("FAIL_AT");
        left = at != NULL ? atol(at) : -1;
    }
    if (left == 0) {
        errno = ENOMEM;
        return 1;
    }
    left -= left > 0;
    return 0;
}

void *malloc(size_t bytes) { return fails() ? NULL : __libc_malloc(bytes); }
void *calloc(size_t count, size_t bytes) { return fails() ? NULL : __libc_calloc(count, bytes); }
void *realloc(void *block, size_t bytes) { return fails() ? NULL : __libc_realloc(block, bytes); }
