// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* An arena gives its memory back all at once: everything a reader builds is freed by one call
 * wherever the reading ends. */
#ifndef COSIM_BASE_ARENA_H
#define COSIM_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

typedef struct cosim_arena cosim_arena;

/* An empty arena, or NULL without memory. */
cosim_arena *cosim_arena_new(void);

/* Frees the arena and all that it gave or adopted; NULL is allowed. */
void cosim_arena_free(cosim_arena *arena);

/* Zeroed memory of `bytes` bytes, aligned for any type; NULL without memory. */
void *cosim_arena_alloc(cosim_arena *arena, size_t bytes);

/* A NUL-terminated copy of text[length]; NULL without memory. */
char *cosim_arena_text(cosim_arena *arena, const char *text, size_t length);

/* Takes over a block of malloc. Returns it, or frees it and returns NULL without memory. NULL
 * gives NULL. */
void *cosim_arena_adopt(cosim_arena *arena, void *block);

/* Tells whether there is memory for that many bytes more: to be asked before a library is called
 * that crashes, or says something else, where an allocation fails. */
bool cosim_arena_room(size_t bytes);

#endif
