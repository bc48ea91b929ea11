// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes workflow commands of GitHub, which it shows at the lines of a change. */
#ifndef COSIM_REPORT_ANNOTATE_H
#define COSIM_REPORT_ANNOTATE_H

#include "report/problems.h"

#include <stdio.h>

/* Writes a line `::error file=FILE,line=LINE,title=TITLE::TEXT` (warning: a vacuous run) for each
 * problem. Files below the folder `root` are named from there. */
void cosim_annotate_github(FILE *out, const cosim_problems *problems, const char *root);

#endif
