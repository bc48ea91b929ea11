// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A miter may keep the last step beside the circuit, for a comparison by age (prove/ages.h).
 *
 * Module prove_last computes all nodes of the equations once more, from the inputs, words and
 * states that the last step had, and has its products as sums of rows (equations/rows.h). The age
 * of a step is the number of clocks since it was taken: 1 in the first clock behind it, 0 where
 * there was none since the reset, and the last age stays.
 *
 * Further outputs of prove_miter: `ages_is`, a bit for each age; `ages_held`, whether a branch that
 * holds the neuron was taken in that step; `ages_taken`, whether a step is taken now; and
 * `ages_outside`, a bit for each word that a port tells, and for its copy: it is above its `<=`, or
 * below the lowest word that is ever told. */
#ifndef COSIM_PROVE_AGES_MITER_H
#define COSIM_PROVE_AGES_MITER_H

#include "equations/emit_verilog.h"
#include "prove/branches.h"
#include "prove/miter.h"

/* Tells whether a step takes several clocks, up to 64, so that a comparison by age may help. */
bool cosim_ages_helps(const cosim_manifest *manifest);

/* Returns the number of ages, the one before any step included. */
unsigned cosim_ages_count(const cosim_manifest *manifest);

/* Writes module prove_last. Returns 0, or -1 without memory. */
int cosim_ages_put_last(FILE *file, const cosim_manifest *manifest, const cosim_branches *branches);

/* Writes for module prove_miter the outputs, each behind a comma; */
void cosim_ages_ports(FILE *file, const cosim_manifest *manifest,
                      const cosim_miter_options *options);

/* and the copies of the last step, the age, and the instance. */
void cosim_ages_put(FILE *file, const cosim_manifest *manifest, const cosim_miter_options *options,
                    const cosim_branches *branches);

#endif
