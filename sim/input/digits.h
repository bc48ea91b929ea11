// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A printed number is a rounded one. How far it may be from what was meant follows from how the
 * column is printed: with so many decimals ("%.4f"), or with so many digits ("%.6g", or as many as
 * a double needs). A file shows the most of each, and tools leave zeros at the end out; so the last
 * place of a number is the larger one of what the two would have printed. */
#ifndef COSIM_INPUT_DIGITS_H
#define COSIM_INPUT_DIGITS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct cosim_digits {
    int decimals; /* the most behind the point; negative where tens are the last place */
    int digits;   /* the most from the first that is not 0 on */
    bool any;     /* a number was noted */
    bool binary;  /* the numbers are binary, as in an array: nothing was printed */
    bool single;  /* each number that was noted is one of 32 bits */
} cosim_digits;

/* Starts without any number. */
void cosim_digits_start(cosim_digits *digits);

/* Notes a number, in the strict form of base/decimal.h, and the value that it was read as. */
void cosim_digits_note(cosim_digits *digits, const char *strict, double value);

/* Notes a number of an array; NULL is allowed. */
void cosim_digits_note_binary(cosim_digits *digits, double value);

/* Returns half a unit of the last printed place of a number of the column, as it is written in the
 * file: the most by which it was rounded. 0 where nothing was printed. */
double cosim_digits_half(const cosim_digits *digits, double number);

/* Tells whether numbers[count] of the column can be numbers of 32 bits: each is one, or what one
 * would have been printed as, in the places of the column or in as few digits as tell it apart. */
bool cosim_digits_may_be_single(const cosim_digits *digits, const double *numbers, size_t count);

#endif
