// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The fate of the mutants is told as a text and as JSON. */
#ifndef COSIM_MUTATE_REPORT_H
#define COSIM_MUTATE_REPORT_H

#include "mutate/mutate.h"

/* Writes the counts, by which level they were killed, and each survivor with its source line and
 * what kills it. */
void cosim_mutate_text(FILE *file, const cosim_mutate *mutate);

/* Writes one document with every mutant. Its keys are those of docs/STRENGTH.md. */
void cosim_mutate_json(FILE *file, const cosim_mutate *mutate);

#endif
