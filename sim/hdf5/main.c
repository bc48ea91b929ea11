// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* lifcosim-hdf5 read FILE    sends what an HDF5 file holds on standard output (input/nir/hdf.h)
 * lifcosim-hdf5 write FILE   makes an HDF5 file of what comes on standard input
 *
 * lifcosim starts it (input/nir/file.h), so that a damaged file can harm this process alone, and
 * lifcosim itself needs no HDF5 library. Its memory, its time and the size of the file are limited.
 * Status: 0, also where the stream is a message that says what is wrong; 2 wrong use; 3 the stream
 * could not be written. */
#include "hdf5/read.h"
#include "hdf5/write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SECONDS = 10, WALL_SECONDS = 60, FILE_MEGABYTES = 256, MEMORY_MEGABYTES = 2048 };

static void limit(void)
{
    const struct rlimit none = {0, 0}, seconds = {SECONDS, SECONDS};
    (void)!setrlimit(RLIMIT_CORE, &none);
    (void)!setrlimit(RLIMIT_CPU, &seconds);
#ifndef __SANITIZE_ADDRESS__ /* it reserves far more than it uses */
    const struct rlimit memory = {(rlim_t)MEMORY_MEGABYTES << 20, (rlim_t)MEMORY_MEGABYTES << 20};
    (void)!setrlimit(RLIMIT_AS, &memory);
#endif
    (void)setenv("HDF5_USE_FILE_LOCKING", "FALSE", 1); /* a file that cannot be written is read */
    (void)alarm(WALL_SECONDS);
}

static int send_file(cosim_arena *arena, const char *path)
{
    struct stat state;
    cosim_diag diag = {.message = ""};
    cosim_hdf *root = NULL;
    if (stat(path, &state) != 0 || !S_ISREG(state.st_mode)) {
        cosim_diag_set(&diag, NULL, "is no file; name a NIR file");
    } else if (state.st_size > ((off_t)FILE_MEGABYTES << 20)) {
        cosim_diag_set(&diag, NULL, "has more than %d MB; no network of a core is so large",
                       FILE_MEGABYTES);
    } else {
        root = cosim_hdf5_read(arena, path, &diag);
    }
    return root != NULL ? cosim_hdf_send(stdout, root) : cosim_hdf_complain(stdout, diag.message);
}

static int make_file(cosim_arena *arena, const char *path)
{
    cosim_diag diag = {.message = ""};
    const cosim_hdf *root = cosim_hdf_receive(arena, stdin, &diag);
    if (root != NULL && cosim_hdf5_write(root, path, &diag) == 0) {
        cosim_hdf *nothing = cosim_hdf_root(arena);
        return nothing != NULL ? cosim_hdf_send(stdout, nothing) : -1;
    }
    return cosim_hdf_complain(stdout, diag.message);
}

int main(int argc, char **argv)
{
    if (argc != 3 || (strcmp(argv[1], "read") != 0 && strcmp(argv[1], "write") != 0)) {
        fprintf(stderr, "usage: lifcosim-hdf5 read|write FILE; lifcosim starts it\n");
        return 2;
    }
    limit();
    cosim_arena *arena = cosim_arena_new();
    if (arena == NULL) {
        return 3;
    }
    const int status = argv[1][0] == 'r' ? send_file(arena, argv[2]) : make_file(arena, argv[2]);
    cosim_arena_free(arena);
    return status == 0 ? 0 : 3;
}
