// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes what was found of a trace in volts as a page for a browser. */
#ifndef COSIM_CALIBRATE_TRACED_PAGE_H
#define COSIM_CALIBRATE_TRACED_PAGE_H

#include "calibrate/traced.h"

#include <stdio.h>

/* Returns 0, or -1 without memory. `path` is that of the manifest. */
int cosim_traced_page(FILE *out, cosim_traced *traced, const char *path);

/* Writes a row about another neuron, excluded by a row of a trace, or open as `why` says. */
typedef struct cosim_traced_page_other {
    const char *words; /* what it does otherwise */
    const char *why;   /* NULL: it is excluded here: */
    const char *file;
    unsigned long line;
    size_t step;
} cosim_traced_page_other;

/* Opens the table of other neurons; close it as any (report/html/text.h). */
void cosim_traced_page_others_open(FILE *out);
void cosim_traced_page_put_other(FILE *out, const cosim_traced_page_other *other);

/* Opens the list of steps that are not explained, and writes one of them. */
void cosim_traced_page_misses_open(FILE *out, size_t missed);
void cosim_traced_page_put_miss(FILE *out, const char *file, unsigned long line, size_t step);

#endif
