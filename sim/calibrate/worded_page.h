// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes what was found of a trace in words as a page for a browser, with rows that can be computed
 * again by hand. */
#ifndef COSIM_CALIBRATE_WORDED_PAGE_H
#define COSIM_CALIBRATE_WORDED_PAGE_H

#include "calibrate/worded.h"

#include <stdio.h>

/* Returns 0, or -1 without memory. `path` is that of the manifest. */
int cosim_worded_page(FILE *out, cosim_worded *worded, const char *path);

#endif
