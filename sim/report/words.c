// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

#include "report/words.h"

#include <math.h>

static cosim_word word_of(const char *name, int64_t word, unsigned bits, unsigned fraction,
                          double error)
{
    const double value = ldexp((double)word, -(int)fraction);
    return (cosim_word){.name = name,
                        .word = word,
                        .bits = bits,
                        .fraction = fraction,
                        .value = value,
                        .real = value - error,
                        .error_lsb = ldexp(error, (int)fraction)};
}

void cosim_words_of(const lif_quantised *q, cosim_word words[COSIM_WORDS])
{
    const lif_format *f = &q->format;
    words[0] =
        word_of("leak", q->words.leak_fx, f->leak_fraction + 1, f->leak_fraction, q->leak_error);
    words[0].is_leak = true;
    words[1] = word_of("threshold", q->words.threshold_fx, f->state_width, f->state_fraction,
                       q->threshold_error);
    words[2] = word_of(q->words.reset_by_subtract ? "subtract" : "reset", q->words.reset_fx,
                       f->state_width, f->state_fraction, q->reset_error);
    words[3] = word_of("initial", q->words.initial_fx, f->state_width, f->state_fraction,
                       q->initial_error);
}

const char *cosim_word_hex(const cosim_word *word, char text[COSIM_WORD_BYTES])
{
    const uint64_t mask = ((uint64_t)1 << word->bits) - 1; /* at most 62 bits: 16 digits */
    const size_t digits = (word->bits + 3) / 4;
    uint64_t rest = (uint64_t)word->word & mask;
    text[0] = '0';
    text[1] = 'x';
    for (size_t i = digits; i > 0; i--) {
        text[1 + i] = "0123456789abcdef"[rest & 15];
        rest >>= 4;
    }
    text[2 + digits] = '\0';
    return text;
}
