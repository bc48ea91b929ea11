// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A file of numbers is read row by row: text as tools write it (input/csv.h), a NumPy array
 * (input/npy.h), or a waveform at the edges of a clock (input/vcd.h). Only the rows are handed on,
 * so that memory does not grow with the file. */
#ifndef COSIM_INPUT_TABLE_H
#define COSIM_INPUT_TABLE_H

#include "input/digits.h"
#include "input/units.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The rows of a waveform are edges of a clock, by the names of signals. */
typedef struct cosim_clocking {
    const char *clock; /* NULL: the file is no waveform */
    bool falling;
    const char *enable, *reset; /* NULL: each edge is a row; there is no reset */
    bool reset_high;            /* it is active at 1 */
} cosim_clocking;

/* The form of a text file says how its columns are written. */
typedef struct cosim_text_form {
    char separator;      /* between fields; ' ' stands for runs of blanks and tabs */
    char decimal;        /* '.' or ',' */
    const char *comment; /* lines that begin with it, after blanks, are skipped; NULL: none */
    bool no_header;      /* else the first line names the columns */
    cosim_clocking clocking;
} cosim_text_form;

/* This is one wanted column, by its name in the header, or by its number from 1 where there is
 * none. A name of NULL stands for the only column of an array of one dimension. */
typedef struct cosim_table_column {
    const char *name;
    const cosim_unit *unit;
    cosim_digits *digits;     /* how the column is printed is noted here; NULL: nobody asks */
    unsigned late;            /* of a waveform: clocks after the edge, at most COSIM_TABLE_LATE */
    bool is_signed;           /* of a waveform */
    bool truth;               /* True and False, in any case of letters, are 1 and 0 */
    bool optional;            /* by its name: NaN in each row where the header has none */
    const char *const *names; /* the fields are words: one of these, whose number is the value */
    size_t name_count;
} cosim_table_column;

enum { COSIM_TABLE_COLUMNS = 4, COSIM_TABLE_NAME = 48, COSIM_TABLE_LATE = 8 };

typedef struct cosim_table {
    const char *path;
    cosim_text_form form;
    bool form_stated; /* which an array, having one of its own, refuses */
    cosim_table_column columns[COSIM_TABLE_COLUMNS];
    size_t column_count;
    /* Takes one row: the columns in their unit's SI unit, and the time that nobody asked for (see
     * below), NaN where there is none. Returns 0, or -1 with a reason in reason[bytes]. */
    int (*take)(void *context, const double *values, double time, char *reason, size_t bytes);
    void *context;
    /* The reader fills this: with the name of a column named time or t that the header has and
     * nobody wants, else with "". A unit behind the name, as in time_ms or "t (s)", belongs to it.
     */
    char time_name[COSIM_TABLE_NAME];
    bool no_tool;       /* the reader fills this: the tool that reads the form is not there */
    unsigned long line; /* of the file, where the row that is taken ends; of an array, its row */
} cosim_table;

/* Reads every row. Returns 0, or -1 with a message in message[bytes] that begins with "PATH:LINE: "
 * or "PATH: ". An array is recognised by its first bytes, a waveform by the end of its name (.vcd,
 * .fst). */
int cosim_table_read(cosim_table *table, char *message, size_t bytes);

#endif
