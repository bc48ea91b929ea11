// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "wave/gtkwave.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

#define EXTENSION "@20000"
#define COMMENT "@200"
#define CLOSED_BEGIN "@c00200"
#define CLOSED_END "@1401200"

/* The view fills a canvas of about 1045 pixels: GTKWave's zoom is the negative logarithm to the
 * base 2 of the ticks in a frame of 200 pixels. */
void cosim_gtkwave_head(FILE *file, const char *wave, double from, double to,
                        const double markers[COSIM_GTKWAVE_MARKERS])
{
    const char *slash = strrchr(wave, '/');
    fputs("[dumpfile] \"", file);
    cosim_put_visible(file, slash != NULL ? slash + 1 : wave, "");
    fputs("\"\n[size] 1600 840\n[pos] -1 -1\n[sst_width] 120\n[signals_width] 400\n"
          "[sst_expanded] 0\n",
          file);
    fprintf(file, "[timestart] %.0f\n*%.6f", from, -log2((to - from) * 200.0 / 1045.0));
    for (int i = 0; i < COSIM_GTKWAVE_MARKERS; i++) {
        fprintf(file, " %.0f", markers[i]);
    }
    fputc('\n', file);
}

void cosim_gtkwave_section(FILE *file, const char *title, bool closed)
{
    fprintf(file, "%s\n-%s\n", closed ? CLOSED_BEGIN : COMMENT, title);
}

void cosim_gtkwave_section_end(FILE *file, const char *title, bool closed)
{
    if (closed) {
        fprintf(file, "%s\n-%s\n", CLOSED_END, title);
    }
}

void cosim_gtkwave_trace(FILE *file, const char *flag, int colour)
{
    fprintf(file, "%s\n[color] %d\n", flag, colour);
}

void cosim_gtkwave_rows(FILE *file, int rows)
{
    for (int i = 0; i < rows; i++) {
        fputs(EXTENSION "\n-\n", file);
    }
}

/* Prints plain digits up to a million: 145253, not 1.453e+05. */
static void print(char *text, size_t bytes, double value, int digits)
{
    if (fabs(value) >= pow(10.0, digits) && fabs(value) < 1e7) {
        snprintf(text, bytes, "%.0f", value);
    } else {
        snprintf(text, bytes, "%.*g", digits, value + 0.0); /* + 0.0: not -0 */
    }
}

/* A name with a range is an escaped identifier, as in Verilog (`\name`): GTKWave would take what
 * stands before a decimal point for a scope, and hide it. */
void cosim_gtkwave_range(FILE *file, const char *name, double low, double high)
{
    char from[32], to[32];
    int digits = 4;
    fprintf(file, "+{\\%s", name);
    if (low <= high) {
        do {
            print(from, sizeof from, low, digits);
            print(to, sizeof to, high, digits);
        } while (low != high && strcmp(from, to) == 0 && digits++ < 9);
        if (strcmp(from, to) == 0) {
            fprintf(file, " [%s]", from);
        } else {
            fprintf(file, " [%s .. %s]", from, to);
        }
    }
    fputs("} ", file);
}

void cosim_gtkwave_end(FILE *file) { fputs("[pattern_trace] 1\n[pattern_trace] 0\n", file); }
