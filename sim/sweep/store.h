// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A store keeps the finished sets of a sweep: lines in a file, in the order in which they came, and
 * their records in memory. Lines are appended whole, so that whatever stops the program loses at
 * most the last one. */
#ifndef COSIM_SWEEP_STORE_H
#define COSIM_SWEEP_STORE_H

#include "sweep/record.h"

typedef struct cosim_sweep_store {
    int fd;
    char *path;    /* NULL: a temporary file */
    uint64_t size; /* of all lines, pending ones included */
    char *pending; /* lines that are not in the file yet */
    size_t pending_size, pending_room;
    cosim_sweep_record *records;
    size_t count, room;
} cosim_sweep_store;

/* The lines of a store must have this identity. */
typedef struct cosim_sweep_identity {
    char sweep[33];
    uint64_t sets;
    uint64_t shard, shards; /* every set with index % shards == shard */
} cosim_sweep_identity;

/* Opens the file PATH (NULL: a temporary one), which nobody else may have open. With `resume` the
 * lines that are there are read, and a torn last one is cut off; each must be of that sweep and
 * shard, and there once. Without `resume`, a file that has lines is refused. Returns 0, or -1 with
 * *diag. */
int cosim_sweep_store_open(cosim_sweep_store *store, const char *path, bool resume,
                           const cosim_sweep_identity *identity, cosim_diag *diag);

/* Appends a line with its line feed; it is in the file after the next save. Returns 0, or -1 with
 * *diag. */
int cosim_sweep_store_add(cosim_sweep_store *store, const cosim_sweep_record *record,
                          const char *line, size_t length, cosim_diag *diag);

/* Writes what is pending into the file: what the system has then outlives the program. Returns 0,
 * or -1 with *diag. */
int cosim_sweep_store_save(cosim_sweep_store *store, cosim_diag *diag);

/* Asks the system to put everything on the disk. */
void cosim_sweep_store_flush(cosim_sweep_store *store);

/* Sorts the records by index. */
void cosim_sweep_store_sort(cosim_sweep_store *store);

/* Reads the line of record i again. Returns 0 with *parsed, or -1 with *diag. */
int cosim_sweep_store_parse(const cosim_sweep_store *store, size_t i, cosim_sweep_parsed *parsed,
                            cosim_diag *diag);

/* Writes all lines in the order of the records. Returns 0, or -1 with *diag where one cannot be
 * read. */
int cosim_sweep_store_write(const cosim_sweep_store *store, FILE *out, cosim_diag *diag);

/* Closes the store; with `keep` the file stays. */
void cosim_sweep_store_close(cosim_sweep_store *store, bool keep);

#endif
