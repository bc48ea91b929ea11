// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A journal keeps what long work has come to, line by line, so that work that was ended goes on.
 *
 * Its first line says whose it is. Each other line begins with a checksum of itself and of all
 * before it: a line that was changed, taken out or brought from another journal is found. A last
 * line without its end was torn when the program ended, and is left out. */
#ifndef COSIM_BASE_JOURNAL_H
#define COSIM_BASE_JOURNAL_H

#include "base/diag.h"

#include <stdbool.h>
#include <stdio.h>

enum { COSIM_JOURNAL_SUM = 65, COSIM_JOURNAL_PATH = 4096 };

typedef struct cosim_journal {
    FILE *file;
    char path[COSIM_JOURNAL_PATH];
    char sum[COSIM_JOURNAL_SUM]; /* of all lines so far; private */
} cosim_journal;

/* Whose journal it is. */
typedef struct cosim_journal_owner {
    const char *what;     /* a word, as "mutants" */
    const char *identity; /* a hash, in hexadecimal, of all that the lines follow from */
    const char *of;       /* what else it could be of, as "of another circuit or other mutants" */
} cosim_journal_owner;

/* Takes a line over, without its end. Returns 0, or -1: the line says nothing that it may. */
typedef int (*cosim_journal_take)(void *context, char *line);

/* Opens the journal at `path`. With `resume` it hands what stands there to `take`, in its order,
 * and goes on behind it; else it begins anew. The program has a lock of the folder. Returns 0, or
 * -1 with *diag: there is nothing to resume, it is of something else, or it is damaged; the file is
 * as it was then. Close it in either case. */
int cosim_journal_open(cosim_journal *journal, const char *path, const cosim_journal_owner *owner,
                       bool resume, cosim_journal_take take, void *context, cosim_diag *diag);

/* Adds a line, a text without a line feed, which stands in the file when this returns. Returns 0,
 * or -1 with *diag. */
int cosim_journal_put(cosim_journal *journal, const char *line, cosim_diag *diag);
void cosim_journal_close(cosim_journal *journal);

#endif
