// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Puts the configuration words of a circuit beside the real values that they stand for. */
#ifndef COSIM_REPORT_WORDS_H
#define COSIM_REPORT_WORDS_H

#include "lif_fixed.h"

typedef struct cosim_word {
    const char *name; /* "leak", "threshold", "reset" or "subtract", "initial" */
    bool is_leak;     /* a share of the distance each step; all others are potentials, in S */
    int64_t word;
    unsigned bits, fraction;
    double value;     /* word * 2^-fraction */
    double real;      /* the value that it was rounded from */
    double error_lsb; /* value - real, in steps of the word */
} cosim_word;

enum { COSIM_WORDS = 4, COSIM_WORD_BYTES = 24 };

/* Fills words[COSIM_WORDS] from what the quantiser made. */
void cosim_words_of(const lif_quantised *q, cosim_word words[COSIM_WORDS]);

/* Writes the word as 0x and the digits of its width, in two's complement. Returns text. */
const char *cosim_word_hex(const cosim_word *word, char text[COSIM_WORD_BYTES]);

#endif
