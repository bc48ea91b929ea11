// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Prints results on a terminal: a table of many, or one in full with its raster of spikes. The text
 * is plain ASCII but for names, and has at most 80 columns where the names allow. */
#ifndef COSIM_REPORT_TEXT_H
#define COSIM_REPORT_TEXT_H

#include "result/result.h"

#include <stdio.h>

/* Says where the text goes and how it is laid out; belongs to the caller. */
typedef struct cosim_text {
    FILE *out;
    bool colour;                                      /* verdict words in colour */
    int scenario_width, dut_width, steps_width;       /* columns of the table, in characters */
    size_t rows, passed, vacuous, failed, conforming; /* of the table so far */
} cosim_text;

/* Tells whether verdicts may be coloured: on a terminal only, never with NO_COLOR (no_color: its
 * value, NULL or "" when unset) and not where TERM (term, NULL when unset) is "dumb". */
bool cosim_text_may_colour(bool terminal, const char *no_color, const char *term);

/* Starts a text whose columns are as narrow as their headings. */
void cosim_text_start(cosim_text *text, FILE *out, bool colour);

/* Makes room for a run that will be in the table; it is called before the first row. */
void cosim_text_measure(cosim_text *text, const char *scenario, const char *dut, uint64_t steps);

/* Prints a row, under a line of headings if it is the first, with the lines that explain it:
 *   verdict, scenario, dut, steps, spikes of the circuit, the largest error as a share of its bound
 *   (- where the level was not judged), ambiguous steps. */
void cosim_text_row(cosim_text *text, const cosim_result *result);

/* Prints the line that says why a result is no pass, with the first mismatch if there is one, and
 * the line that opens its waveform; a pass without a waveform gets neither. */
void cosim_text_reason(FILE *out, const cosim_result *result);

/* Prints as a last line how many rows there were of each verdict; prints nothing without a row. */
void cosim_text_total(const cosim_text *text);

/* Writes a name for a terminal: what a reader would not see is shown (base/utf8.h). It is padded to
 * a width in characters. */
void cosim_text_name(FILE *out, const char *name, int width);

/* Writes the verdict in capitals ("PASS", "FAIL", "VACUOUS", "NONE") or as it is named (`n/a` for
 * what does not apply), padded to 7 characters, in colour where the text has any. */
void cosim_text_verdict(const cosim_text *text, cosim_verdict verdict, bool capitals);

#endif
