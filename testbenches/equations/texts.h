// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The program that writes the C and the Verilog of texts and the one that runs them both know the
 * texts from here: same arguments, same texts, same places of their words. */
#ifndef TEXTS_H
#define TEXTS_H

#include "equations/emit_verilog.h"

#include <stdint.h>

typedef struct text_entry {
    char name[64]; /* of the file, or r0, r1 and so on */
    char *source;
    const cosim_equations *equations;
    const cosim_equations *again; /* the same, read from their normal form */
    bool circuit;                 /* there is a module rtl_NAME beside the specification */
    cosim_eq_outside outside;
    size_t input_at, param_at, state_at; /* words at the ports of the model */
    size_t result_at, result_count; /* outputs, fire, and next values where states are outside */
} text_entry;

typedef struct texts {
    cosim_arena *arena;
    text_entry *all;
    size_t count, word_count, result_count;
    size_t refused; /* lines of random texts */
} texts;

/* Reads ARGUMENTS: a file NAME.txt of equations (with a line "# combinational" where its states
 * come in at NAME_in), rtl:FILE for one with a circuit (with a line "# asynchronous reset" where it
 * has one), random:SEED:COUNT, or
 * smooth:SEED:COUNT for random texts that take no bits of words. Ends the process with status 2 and
 * a message where that is not possible, or where a normal form is not read back as itself. */
texts texts_read(char **arguments, size_t count);
void texts_free(const texts *all);

#endif
