// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A diagnostic is one message with its place, and the program alone prints it.
 * `FILE:LINE:COLUMN: what is wrong, and what would be right`. */
#ifndef COSIM_BASE_DIAG_H
#define COSIM_BASE_DIAG_H

#include <stdbool.h>

typedef struct cosim_place {
    char file[512];  /* a path, or "--set KEY" for a value given on the command line */
    unsigned line;   /* 1-based; 0: the file as a whole */
    unsigned column; /* 1-based, in bytes; 0: the line as a whole */
} cosim_place;

typedef struct cosim_diag {
    cosim_place place;
    char message[768];
    bool memory; /* memory was short: what was read may be right */
    bool tool;   /* a tool that reads it, or a circuit, could not be used */
} cosim_diag;

/* Fills *diag; place may be NULL (no file). Always returns -1, for `return cosim_diag_set(...)`. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
int
cosim_diag_set(cosim_diag *diag, const cosim_place *place, const char *format, ...);

/* Says the same for an allocation that failed: "out of memory". */
int cosim_diag_memory(cosim_diag *diag, const cosim_place *place);

/* Writes "FILE:LINE:COLUMN: MESSAGE" (without what is not known) into text[bytes]; returns text. */
const char *cosim_diag_text(const cosim_diag *diag, char *text, unsigned long bytes);

#endif
