// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* An arena gives its memory back all at once: everything a reader builds is freed by one call
 * wherever the reading ends. */
#ifndef COSIM_BASE_ARENA_H
#define COSIM_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

typedef struct cosim_arena cosim_arena;

/* Makes an empty arena; NULL without memory. */
cosim_arena *cosim_arena_new(void);

/* Frees the arena and all that it gave or adopted; NULL is allowed. */
void cosim_arena_free(cosim_arena *arena);

/* Gives `bytes` bytes of zeroed memory, aligned for any type; NULL without memory. */
void *cosim_arena_alloc(cosim_arena *arena, size_t bytes);

/* Gives a NUL-terminated copy of text[length]; NULL without memory. */
char *cosim_arena_text(cosim_arena *arena, const char *text, size_t length);

/* Takes over a block that malloc gave, and returns it. Without memory it frees the block and
 * returns NULL. A NULL block gives NULL. */
void *cosim_arena_adopt(cosim_arena *arena, void *block);

/* Tells whether there is memory for that many bytes more. Ask before you call a library that
 * crashes, or gives a wrong reason, when an allocation fails. */
bool cosim_arena_room(size_t bytes);

#endif
