// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The judge runs what a prover says is wrong, and has to see it too. */
#ifndef COSIM_CLI_PROVE_REPLAY_H
#define COSIM_CLI_PROVE_REPLAY_H

#include "cli/cli.h"
#include "equations/case.h"
#include "foreign/manifest.h"
#include "prove/prove.h"

typedef struct cosim_cli_replay {
    char why[1400];                 /* why the judge has no run that fails; "": it has one */
    size_t steps;                   /* of the shortest run that differs; 0: the trace needs more
                                       than a scenario can say, or there is no run */
    bool steady;                    /* the run is that of a steady current, and not of the trace */
    char *scenario, *wave, *layout; /* files, owned; NULL: none */
    char level[20];                 /* of the judge, that fails; this and what follows: of a run */
    uint64_t step;                  /* at which the judge sees it */
    char quantity[80];
    int64_t expected, observed;
} cosim_cli_replay;

/* Writes the scenario of a refuted proof, builds the circuit, and runs it; `with` is the scenario
 * whose words were fixed, or NULL. Leaves what was found in *replay, to be freed in any case.
 * Returns CLI_OK, or with replay->why another status after complaining: CLI_UNUSABLE where no
 * neuron fits the circuit, or the judge passes it. The refutation can be told in any case. */
int cosim_cli_prove_replay(const cosim_cli_inputs *inputs, const cosim_manifest *manifest,
                           const cosim_proof *proof, const cosim_scenario *with,
                           const cosim_eq_case *of_with, const char *folder, double seconds,
                           cosim_cli_replay *replay);
void cosim_cli_replay_free(cosim_cli_replay *replay);

#endif
