// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Other neurons beside the one that was found of a trace in words: which row excludes each, or what
 * the rows lack to do so. */
#ifndef COSIM_CALIBRATE_WORDED_OTHERS_H
#define COSIM_CALIBRATE_WORDED_OTHERS_H

#include "calibrate/evidence.h"
#include "calibrate/worded.h"

/* Gives what was found, or the nearest; without a theory there is none. */
const cosim_found *cosim_worded_best(const cosim_worded *worded);

/* Another value of a trait, and where it departs. */
typedef struct cosim_worded_other {
    cosim_trait trait; /* COSIM_TRAIT_COUNTS: another hold */
    cosim_guess guess;
    bool departs;
    size_t trace, step;
} cosim_worded_other;

typedef void cosim_worded_other_taker(void *context, cosim_worded *worded,
                                      const cosim_worded_other *other);

/* Gives each to `take`, those that depart first. */
void cosim_worded_others(cosim_worded *worded, cosim_worded_other_taker *take, void *context);

enum { COSIM_WORDED_VALUE = 40 };

/* Names it as a manifest does. The first returns text, or a constant. */
const char *cosim_worded_other_value(const cosim_worded_other *other,
                                     char text[COSIM_WORDED_VALUE]);
const char *cosim_worded_other_key(cosim_trait trait);

/* Says what the rows would have to have for another value of a trait to be excluded. */
const char *cosim_worded_why_open(const cosim_worded *worded, cosim_trait trait);

#endif
