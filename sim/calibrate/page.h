// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes a calibration as a page for a browser: what was asked, the text that takes effect at the
 * end of the manifest or the nearest one, its evidence, the experiments with their words, and rows
 * of them that can be computed again by hand. */
#ifndef COSIM_CALIBRATE_PAGE_H
#define COSIM_CALIBRATE_PAGE_H

#include "calibrate/json.h"

/* Writes the whole; `path` is that of the manifest. Returns 0, or -1 without memory. */
int cosim_calibration_page(FILE *out, cosim_calibration *calibration,
                           const cosim_calibration_cost *cost, const char *path);

/* A page about one circuit or trace begins with this: its verdict, its name and the file that says
 * what was asked, the result in a sentence. The caller writes the rest of the section, and then the
 * end. */
typedef struct cosim_calibration_page_head {
    bool fits;
    const char *name, *on, *about; /* from anywhere; about: "" where there is none */
    const char *result;            /* from anywhere */
} cosim_calibration_page_head;

void cosim_calibration_page_open(FILE *out, const cosim_calibration_page_head *head);
void cosim_calibration_page_close(FILE *out);

/* Writes the lines of a manifest below a heading, which is static text. */
void cosim_calibration_page_text(FILE *out, const char *title, const char *lines);

#endif
