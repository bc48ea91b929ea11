// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A report points to a line of a source. */
#ifndef COSIM_RESULT_SOURCE_LINE_H
#define COSIM_RESULT_SOURCE_LINE_H

/* The place is where a register is declared that something concerns, or a key of the scenario. */
typedef struct cosim_source_line {
    char *file, *name; /* owned; name: of the register, "" for a key; NULL: not looked for */
    unsigned line;
} cosim_source_line;

void cosim_source_line_free(cosim_source_line *line);

#endif
