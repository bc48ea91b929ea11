// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "base/inputs.h"

#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/types.h>

typedef struct input {
    dev_t device;
    ino_t inode;
} input;

/* The list belongs to the process, as its open files do; two handles of the library may read at a
 * time. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static input *inputs;
static size_t input_count, input_room;
static bool rehearsing;

static bool has(const struct stat *state)
{
    for (size_t i = input_count; i > 0; i--) { /* the last one is the likeliest */
        if (inputs[i - 1].inode == state->st_ino && inputs[i - 1].device == state->st_dev) {
            return true;
        }
    }
    return false;
}

bool cosim_inputs_have(const struct stat *state)
{
    pthread_mutex_lock(&lock);
    const bool found = has(state);
    pthread_mutex_unlock(&lock);
    return found;
}

static void add(const struct stat *state)
{
    if (!S_ISREG(state->st_mode) || has(state)) {
        return;
    }
    if (input_count == input_room) {
        const size_t room = input_room == 0 ? 16 : 2 * input_room;
        input *more = realloc(inputs, room * sizeof *more);
        if (more == NULL) {
            return;
        }
        inputs = more;
        input_room = room;
    }
    inputs[input_count++] = (input){.device = state->st_dev, .inode = state->st_ino};
}

static void note(const struct stat *state)
{
    pthread_mutex_lock(&lock);
    add(state);
    pthread_mutex_unlock(&lock);
}

void cosim_inputs_rehearse(void) { rehearsing = true; }

bool cosim_inputs_may_open(const char *path)
{
    struct stat state;
    return !rehearsing || stat(path, &state) != 0 || S_ISREG(state.st_mode);
}

void cosim_inputs_note(FILE *file)
{
    struct stat state;
    if (fstat(fileno(file), &state) == 0) {
        note(&state);
    }
}

void cosim_inputs_note_path(const char *path)
{
    struct stat state;
    if (stat(path, &state) == 0) {
        note(&state);
    }
}
