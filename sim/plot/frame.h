// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The pictures of runs share their styles, and the lines above the first panel. */
#ifndef COSIM_PLOT_FRAME_H
#define COSIM_PLOT_FRAME_H

#include "result/result.h"

#include <stdio.h>

/* Writes colours and line styles: 1 circuit, 2 reference, 3 current, 4 threshold, 5 reset, 6 error,
 * 7 first mismatch; marks: 8 circuit, 9 reference, 10 ambiguous. The colours have names: circuit,
 * reference, stimulus, unsure, faint, band, grey, grid. */
void cosim_plot_put_styles(FILE *out);

/* Writes the verdict, and the heading beside it, which may come from anywhere. */
void cosim_plot_put_title(FILE *out, cosim_verdict verdict, const char *heading);

/* Writes a line below it, at *y of the screen, and moves *y down; "" writes nothing. */
void cosim_plot_put_note(FILE *out, double *y, const char *text, const char *colour);

#endif
