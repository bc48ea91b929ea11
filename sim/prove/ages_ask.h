// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A circuit is asked about in a comparison by age (prove/ages.h). */
#ifndef COSIM_PROVE_AGES_ASK_H
#define COSIM_PROVE_AGES_ASK_H

#include "prove/engine.h"
#include "prove/miter.h"

/* Writes FOLDER/ages.v, a miter of these options that keeps the last step, and its graphs, and
 * asks whether its output, "differs" or "hangs", is never 1. The answer is COSIM_ENGINE_PROVEN or
 * COSIM_ENGINE_UNKNOWN; a trace of it is not looked for. Free the result in either case. Returns 0,
 * or -1 with *diag. */
int cosim_ages_ask(const cosim_manifest *manifest, const cosim_miter_options *miter,
                   const cosim_engine *engine, const char *output, double seconds,
                   cosim_engine_result *result, cosim_diag *diag);

#endif
