// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The words of a VCD file stand between blanks and ends of lines. */
#ifndef COSIM_INPUT_VCD_TEXT_H
#define COSIM_INPUT_VCD_TEXT_H

#include <stdbool.h>
#include <stdio.h>

enum { COSIM_VCD_WORD = 65536 }; /* bytes; a longer one is an error */

typedef struct cosim_vcd_text {
    FILE *file;
    unsigned long line; /* where the present word stands, from 1 */
    bool too_long, nul;
    int last; /* the byte behind the present word */
    char word[COSIM_VCD_WORD + 1];
} cosim_vcd_text;

/* Reads the next word; false at the end of the file, or where it is too long or has a NUL byte. */
bool cosim_vcd_next(cosim_vcd_text *text);

/* Goes behind the next $end; false where there is none. */
bool cosim_vcd_skip(cosim_vcd_text *text);

/* Reads the value of a vector ("1x0") of so many bits, with or without a sign. Returns false where
 * a bit is x or z, or anything else, or where a double does not hold it. */
bool cosim_vcd_vector(const char *bits, unsigned width, bool is_signed, double *value);

#endif
