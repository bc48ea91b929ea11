// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Every page has the same frame: it is complete in itself, loads nothing and runs no script, and
 * its markup is HTML and well-formed XML at once. */
#ifndef COSIM_REPORT_HTML_FRAME_H
#define COSIM_REPORT_HTML_FRAME_H

#include <stdio.h>

/* Writes a page up to the beginning of its body. `title` may come from anywhere. */
void cosim_html_open(FILE *out, const char *title);

/* Writes its end, with the program that made it. */
void cosim_html_close(FILE *out);

#endif
