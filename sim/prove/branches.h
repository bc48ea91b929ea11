// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A proof of steps that never take a branch of the equations says nothing of that branch: these are
 * the conditions of the branches, each of which a trace should find true and false. */
#ifndef COSIM_PROVE_BRANCHES_H
#define COSIM_PROVE_BRANCHES_H

#include "foreign/manifest.h"

typedef struct cosim_branches {
    const cosim_eq_node **conditions;
    bool *holds; /* the condition is of states other than the membrane alone: a held step */
    size_t count;
} cosim_branches;

/* Finds the first conditions of what a step computes, `most` of them; free in any case. Returns 0,
 * or -1 without memory. */
int cosim_branches_find(const cosim_manifest *manifest, size_t most, cosim_branches *branches);
void cosim_branches_free(cosim_branches *branches);

#endif
