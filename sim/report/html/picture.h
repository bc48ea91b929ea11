// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Puts the picture of a run into its section. */
#ifndef COSIM_REPORT_HTML_PICTURE_H
#define COSIM_REPORT_HTML_PICTURE_H

#include <stddef.h>
#include <stdio.h>

/* Writes an <svg> element, which is trusted; NULL: nothing. `number` is that of the run. */
void cosim_html_picture(FILE *out, const char *picture, size_t number);

#endif
