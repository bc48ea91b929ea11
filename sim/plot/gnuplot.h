// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* gnuplot as a child process, for any picture: a script in, a whole picture out, or a diagnostic.
 */
#ifndef COSIM_PLOT_DRAW_H
#define COSIM_PLOT_DRAW_H

#include "plot/plot.h"

#include <stdio.h>

typedef struct cosim_picture {
    char *bytes; /* NUL-terminated, to be freed; NULL before */
    size_t size;
} cosim_picture;

/* Runs a script that writes one picture of that kind to gnuplot's standard output. gnuplot
 * complains to standard error. 0, or -1 with *diag where it is missing, fails, or leaves no whole
 * picture; picture->bytes is to be freed in any case. */
int cosim_picture_draw(const char *script, cosim_plot_kind kind, cosim_picture *picture,
                       cosim_diag *diag);

/* Writes an SVG of gnuplot as an <svg> element without an XML declaration, with a title and a
 * description of its own for those who cannot see it, and identifiers that no other picture of a
 * page has. */
void cosim_picture_put_svg(FILE *out, const char *svg, const char *title, const char *description);

/* Writes a picture to an output: an SVG as a document of its own, with cosim_picture_put_svg. */
void cosim_picture_put(FILE *out, const cosim_picture *picture, cosim_plot_kind kind,
                       const char *title, const char *description);

/* Writes the script's first lines: the terminal of the kind for a picture of width x height [pixels
 * of the SVG], and the strings `title` and `small`, which name their sizes of text. */
void cosim_picture_put_terminal(FILE *out, cosim_plot_kind kind, int width, int height);

#endif
