// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* An HDF5 file is a tree in memory here: groups, and arrays of numbers or texts in them. The
 * library that reads and writes such files lives in a program of its own (sim/hdf5), and the tree
 * goes between the two as a stream of bytes. */
#ifndef COSIM_INPUT_NIR_HDF_H
#define COSIM_INPUT_NIR_HDF_H

#include "base/arena.h"
#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef enum cosim_hdf_kind {
    COSIM_HDF_GROUP,
    COSIM_HDF_REAL,  /* floating-point numbers */
    COSIM_HDF_WHOLE, /* whole numbers */
    COSIM_HDF_TRUTH, /* 0 or 1 */
    COSIM_HDF_TEXT,
    COSIM_HDF_OTHER /* a type that none of these holds: its values are not read */
} cosim_hdf_kind;

/* Limits, which the reader of files keeps before it allocates, and the receiver again. */
enum {
    COSIM_HDF_RANK = 8,         /* dimensions of an array */
    COSIM_HDF_NAME = 255,       /* bytes of a name */
    COSIM_HDF_TEXT_MOST = 4096, /* bytes of a text */
    COSIM_HDF_DEPTH = 32,       /* groups within groups */
    COSIM_HDF_ITEMS = 65536,    /* groups and arrays */
    COSIM_HDF_VALUES = 1 << 24  /* numbers and texts, of all arrays together */
};

/* A group or an array. */
typedef struct cosim_hdf {
    const char *name; /* "" for the root */
    cosim_hdf_kind kind;
    bool attribute; /* of the group that it is in, rather than an array in it */
    unsigned bits;  /* of a number in the file: 32 or 64 (a truth value: 8) */
    unsigned rank;  /* 0: one value without a dimension */
    uint64_t dims[COSIM_HDF_RANK];
    size_t count;            /* the product of dims */
    double *number;          /* [count] of REAL, WHOLE and TRUTH, else NULL */
    const char **text;       /* [count] of TEXT, else NULL */
    struct cosim_hdf *first; /* in a group, in the order of the file */
    struct cosim_hdf *last;  /* private */
    struct cosim_hdf *next;  /* in the same group */
} cosim_hdf;

/* Makes the root of an empty tree; NULL without memory. */
cosim_hdf *cosim_hdf_root(cosim_arena *arena);

/* These append to a group (NULL gives NULL, so that a chain of them is checked once) and return
 * what they made; NULL without memory. An array's values are zeroed. Names and texts are copied. */
cosim_hdf *cosim_hdf_group(cosim_arena *arena, cosim_hdf *group, const char *name);
cosim_hdf *cosim_hdf_array(cosim_arena *arena, cosim_hdf *group, const char *name,
                           cosim_hdf_kind kind, unsigned rank, const uint64_t *dims);
cosim_hdf *cosim_hdf_number(cosim_arena *arena, cosim_hdf *group, const char *name,
                            cosim_hdf_kind kind, double value);
cosim_hdf *cosim_hdf_word(cosim_arena *arena, cosim_hdf *group, const char *name, const char *text);

/* Finds an array or group (no attribute) by its name; NULL if there is none. */
const cosim_hdf *cosim_hdf_find(const cosim_hdf *group, const char *name);

/* Gives the text of an array that is one text; NULL if it is none. */
const char *cosim_hdf_is_word(const cosim_hdf *item);

/* The stream of a whole tree. send returns -1 where it could not be written. receive returns the
 * root, or NULL with *diag: the other side's own message (cosim_hdf_complain), or that the stream
 * ends early (diag->tool) or breaks a limit. */
int cosim_hdf_send(FILE *file, const cosim_hdf *root);
cosim_hdf *cosim_hdf_receive(cosim_arena *arena, FILE *file, cosim_diag *diag);
/* Ends a stream, at any place between two items, with a message instead. */
int cosim_hdf_complain(FILE *file, const char *message);

#endif
