// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes the parts of a save file of GTKWave: a head, then sections with their traces, then an end.
 * An error of the stream stays in the stream (ferror). */
#ifndef COSIM_WAVE_GTKWAVE_H
#define COSIM_WAVE_GTKWAVE_H

#include <stdbool.h>
#include <stdio.h>

/* These are GTKWave's trace flags, as its save files write them. Curves keep the scale of the whole
 * file, so that the range in their names stays true when one zooms. */
#define COSIM_GTKWAVE_HEX "@22"
#define COSIM_GTKWAVE_DECIMAL "@24"
#define COSIM_GTKWAVE_BINARY "@28"
#define COSIM_GTKWAVE_ANALOG "@88022"         /* real, analog, steps */
#define COSIM_GTKWAVE_FIXED_POINT "@40088420" /* signed, analog, with a binary point */

/* These are GTKWave's colour numbers. */
enum {
    COSIM_GTKWAVE_NORMAL = 0,
    COSIM_GTKWAVE_ORANGE = 2,
    COSIM_GTKWAVE_YELLOW = 3,
    COSIM_GTKWAVE_GREEN = 4,
    COSIM_GTKWAVE_VIOLET = 7
};

/* GTKWave has a primary marker and those of the letters A to Z. */
enum { COSIM_GTKWAVE_MARKERS = 27 };

/* Writes the head: the waveform's file, which stands beside the save file and is named without its
 * folder; a window of 1600 x 840 pixels, whose canvas holds 32 rows of 23 pixels, the row of the
 * time included; a view from one time to another [ticks], and the times of the markers, -1 for
 * none. */
void cosim_gtkwave_head(FILE *file, const char *wave, double from, double to,
                        const double markers[COSIM_GTKWAVE_MARKERS]);

/* Begin and end a section, which begins with a row of its title. A closed one takes no other row,
 * and opens when its title is double-clicked. */
void cosim_gtkwave_section(FILE *file, const char *title, bool closed);
void cosim_gtkwave_section_end(FILE *file, const char *title, bool closed);

/* Writes what stands before a signal's name and after it: its flag and colour, and the rows that it
 * takes beyond its own. */
void cosim_gtkwave_trace(FILE *file, const char *flag, int colour);
void cosim_gtkwave_rows(FILE *file, int rows);

/* Gives the signal that follows the name "NAME [LOW .. HIGH]", in as many digits as tell the two
 * apart, or "NAME [VALUE]" for a curve that does not move; NAME alone where low > high, which means
 * no value. GTKWave draws no scale beside a curve. */
void cosim_gtkwave_range(FILE *file, const char *name, double low, double high);

void cosim_gtkwave_end(FILE *file);

#endif
