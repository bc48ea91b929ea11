// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_BYTES 16384u

/* A chunk is what requests are cut from, or the record of an adopted block. */
typedef struct chunk {
    struct chunk *next;
    void *adopted;
    size_t used, bytes;
    alignas(max_align_t) unsigned char data[];
} chunk;

struct cosim_arena {
    chunk *chunks; /* the first one is the one in use */
};

cosim_arena *cosim_arena_new(void) { return calloc(1, sizeof(cosim_arena)); }

void cosim_arena_free(cosim_arena *arena)
{
    if (arena == NULL) {
        return;
    }
    for (chunk *c = arena->chunks; c != NULL;) {
        chunk *next = c->next;
        free(c->adopted);
        free(c);
        c = next;
    }
    free(arena);
}

static chunk *new_chunk(cosim_arena *arena, size_t bytes)
{
    chunk *c = bytes > SIZE_MAX - sizeof *c ? NULL : calloc(1, sizeof *c + bytes);
    if (c == NULL) {
        return NULL;
    }
    c->bytes = bytes;
    /* A large block leaves the rest of the present chunk in use. */
    if (arena->chunks != NULL && bytes != CHUNK_BYTES) {
        c->next = arena->chunks->next;
        arena->chunks->next = c;
    } else {
        c->next = arena->chunks;
        arena->chunks = c;
    }
    return c;
}

void *cosim_arena_alloc(cosim_arena *arena, size_t bytes)
{
    const size_t grain = alignof(max_align_t);
    chunk *c = arena->chunks;
    if (bytes > SIZE_MAX - grain) {
        return NULL;
    }
    bytes = (bytes + grain - 1) / grain * grain;
    if (c == NULL || bytes > c->bytes - c->used) {
        c = new_chunk(arena, bytes > CHUNK_BYTES / 4 ? bytes : CHUNK_BYTES);
        if (c == NULL) {
            return NULL;
        }
    }
    void *block = c->data + c->used;
    c->used += bytes;
    return block;
}

char *cosim_arena_text(cosim_arena *arena, const char *text, size_t length)
{
    char *copy = cosim_arena_alloc(arena, length + 1);
    if (copy != NULL && length > 0) {
        memcpy(copy, text, length);
    }
    return copy;
}

void *cosim_arena_adopt(cosim_arena *arena, void *block)
{
    chunk *c = block == NULL ? NULL : new_chunk(arena, 0);
    if (c == NULL) {
        free(block);
        return NULL;
    }
    c->adopted = block;
    return block;
}

bool cosim_arena_room(size_t bytes)
{
    void *volatile room = malloc(bytes); /* which nobody may leave out */
    const bool there = room != NULL;
    free(room);
    return there;
}
