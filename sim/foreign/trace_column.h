// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The manifest of a trace names columns of files; each is read here, row by row. */
#ifndef COSIM_FOREIGN_TRACE_COLUMN_H
#define COSIM_FOREIGN_TRACE_COLUMN_H

#include "circuit/recording.h"
#include "input/table.h"
#include "input/tree.h"

/* A trace file: where it is and what it looks like. */
typedef struct cosim_trace_file {
    const char *path; /* as it is opened */
    cosim_text_form form;
    bool form_stated;
} cosim_trace_file;

typedef struct cosim_trace_reader {
    cosim_arena *arena;
    const char *folder; /* of the manifest: its paths are relative to it */
    cosim_trace_file file;
    bool has_file;
    bool calibrating; /* what calibration finds may be missing */
} cosim_trace_reader;

/* The keys that a column can have, beside those of its own file. */
#define COSIM_TRACE_COLUMN_KEYS                                                                    \
    "column", "latency", "signed", "file", "separator", "decimal", "comment", "header", "clock",   \
        "edge", "enable", "reset"

/* Reads a file: its path, or a mapping with `file` and the form of the text. Returns 0, or -1 with
 * *diag. */
int cosim_trace_file_read(const cosim_trace_reader *reader, const cosim_node *node,
                          cosim_trace_file *file, cosim_diag *diag);

/* A column is this where its mapping does not say it. */
typedef struct cosim_trace_usual {
    const char *name;         /* NULL: the mapping must name it */
    bool truth;               /* True and False are 1 and 0 */
    unsigned late;            /* in a waveform: clocks after the edge of its step */
    bool is_signed;           /* in a waveform */
    const cosim_node *sender; /* {column, is}: only rows with that value count; NULL: all rows */
} cosim_trace_usual;

/* Reads all rows of a column. node: its mapping, or its name alone. Returns 0, or -1 with *diag. */
int cosim_trace_column(const cosim_trace_reader *reader, const cosim_node *node,
                       const cosim_trace_usual *usual, cosim_recorded_column *column,
                       cosim_diag *diag);

#endif
