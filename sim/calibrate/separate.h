// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Theories that answer all experiments alike are told apart by a drive that is made for them. */
#ifndef COSIM_CALIBRATE_SEPARATE_H
#define COSIM_CALIBRATE_SEPARATE_H

#include "calibrate/theory.h"

/* Looks for a drive, and words, to which two theories answer otherwise, for a bounded time. Returns
 * it as a new experiment that has not been run; NULL where none was found or there is no room. */
cosim_experiment *cosim_separate(cosim_bench *bench, cosim_theory *one, cosim_theory *other,
                                 uint64_t seed);

#endif
