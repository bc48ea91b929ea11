// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* gnuplot runs as a child process, for any picture: a script goes in, and a whole picture comes
 * out, or a diagnostic.
 */
#ifndef COSIM_PLOT_GNUPLOT_H
#define COSIM_PLOT_GNUPLOT_H

#include "base/diag.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef enum cosim_plot_kind { COSIM_PLOT_SVG, COSIM_PLOT_PNG } cosim_plot_kind;

typedef struct cosim_picture {
    char *bytes; /* NUL-terminated, to be freed; NULL before */
    size_t size;
} cosim_picture;

/* Runs a script that writes one picture of that kind to gnuplot's standard output. gnuplot
 * complains to standard error. Returns 0, or -1 with *diag where gnuplot is missing, fails, or
 * leaves no whole picture. The caller frees picture->bytes in any case. */
int cosim_picture_draw(const char *script, cosim_plot_kind kind, cosim_picture *picture,
                       cosim_diag *diag);

/* Writes the script's first lines: the terminal of the kind for a picture of width x height [pixels
 * of the SVG], and the strings `title` and `small`, which name their sizes of text. */
void cosim_picture_put_terminal(FILE *out, cosim_plot_kind kind, int width, int height);

/* Finds the kind of picture that a file's name ends in (.svg, .png). Returns 0, or -1 with
 * *diag. */
int cosim_plot_kind_of(const char *path, cosim_plot_kind *kind, cosim_diag *diag);

/* Tells whether gnuplot can be started; this is asked before a run, so that no long one is in vain.
 * Returns 0, or -1 with *diag and the remedy. */
int cosim_plot_ready(cosim_diag *diag);

typedef struct cosim_plot_panel {
    double top, bottom;
} cosim_plot_panel;

/* Sizes are in pixels of the SVG; places are fractions of it, from the lower left corner. */
typedef struct cosim_plot_layout {
    int width, height;
    double png_scale;
    double text, small_text, title_text;
    double left, right, legend; /* the data are between the first two */
    double title, first_note, note_step;
    cosim_plot_panel current, membrane, spikes, error;
    double time_margin;  /* empty at both ends of the time axis, in its length */
    double value_margin; /* the same of the other axes */
    size_t title_characters, note_characters;
    uint64_t most_peaks;    /* more spikes than that are not painted, they would be a wall */
    size_t fewest_for_line; /* fewer points are marked each */
    double smear;   /* mean extent of a bucket, in that of the axis, from which on it is outlined */
    size_t outline; /* buckets that a point of an outline sums up */
} cosim_plot_layout;
extern const cosim_plot_layout cosim_plot_places;

/* Writes text as a gnuplot string in single quotes, where nothing but the quote is special. It
 * writes at most that many characters, and `?` for what is no character of XML (a line feed, a
 * damaged byte). */
void cosim_plot_quote(FILE *out, const char *text, size_t characters);

/* Writes text as the content of an XML element, with the same replacements. */
void cosim_plot_xml(FILE *out, const char *text);

#endif
