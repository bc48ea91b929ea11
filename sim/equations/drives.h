// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The word of a current is not declared: it follows. A current adds k*G*I to the membrane of the
 * scenario's neuron in a step, and a word of an input adds a coefficient, which experiments on the
 * ideal find. */
#ifndef COSIM_EQUATIONS_DRIVES_H
#define COSIM_EQUATIONS_DRIVES_H

#include "equations/bound.h"

typedef struct cosim_eq_drives {
    double *per_a;      /* of each input: words of a current [1/A] */
    double added_per_a; /* what a current adds to the membrane, in words [1/A] */
    double event_a;     /* the current of an event of the first drive [A] */
    double apart; /* where an event is refused: it adds so many times what its current would */
} cosim_eq_drives;

/* A drive is one number a step, of which the words of all inputs that take part are made: where
 * events do, a bit for each of them (the first one is the lowest); else the word of the first
 * drive, to which those of the others are in proportion. */

/* Finds the coefficients by experiments on the bound's ideal, which is left at its reset. Refuses,
 * with the reason in why[bytes] (the rest of a sentence that begins with the input's name), an
 * input that adds nothing, or not in proportion to its word. Returns 0, or -1. */
int cosim_eq_drives_find(cosim_arena *arena, cosim_eq_bound *bound, double event_a,
                         cosim_eq_drives *drives, unsigned *input, char *why, size_t bytes);

/* Gives the drive that is nearest to a scenario's current [A]; a word outside its input's type is
 * the nearest that it holds. Returns whether the current fits: all words do, or it is that of
 * events. */
bool cosim_eq_drive_of(const cosim_eq_declaration *declaration, const cosim_eq_drives *drives,
                       double current_a, int64_t *drive);

/* Writes the words of the inputs that take part into a row of all inputs. */
void cosim_eq_drive_row(const cosim_eq_declaration *declaration, const cosim_eq_drives *drives,
                        int64_t drive, int64_t *row);

/* Gives the scenario's current [A] that a drive stands for. */
double cosim_eq_drive_current(const cosim_eq_declaration *declaration,
                              const cosim_eq_drives *drives, int64_t drive);

/* Gives the current [A] of one event of an input. */
double cosim_eq_event_current(const cosim_eq_declaration *declaration,
                              const cosim_eq_drives *drives, unsigned input);

/* Gives the lowest and the highest drive with which all words fit, as far as 32 bits hold them.
 * drives: NULL where only the first input counts. */
void cosim_eq_drive_limits(const cosim_eq_declaration *declaration, const cosim_eq_drives *drives,
                           int32_t *low, int32_t *high);

/* Gives the limits [A] outside of which a scenario's current does not fit. */
void cosim_eq_drive_range(const cosim_eq_declaration *declaration, const cosim_eq_drives *drives,
                          double *low_a, double *high_a);

#endif
