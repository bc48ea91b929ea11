// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A witness of the prover becomes a scenario that anybody can run: the neuron has the parameters
 * whose words the trace has, and a file has the currents whose words are its drives.
 *
 * For a scenario the witness has to come from a miter with `run` and the words of that neuron
 * (prove/miter.h). */
#ifndef COSIM_PROVE_COUNTEREXAMPLE_H
#define COSIM_PROVE_COUNTEREXAMPLE_H

#include "equations/case.h"
#include "prove/witness.h"
#include "scenario/scenario.h"

/* Gives the words of the told params of a case, told[told_count], for cosim_miter_options. */
void cosim_counterexample_words(const cosim_eq_case *c, int64_t *told);

/* Writes the scenario FOLDER/NAME.yaml with its currents in NAME.csv: the neuron and the step of
 * `like`, the drives of the witness, and after them `more` steps without a current. `about` is the
 * comment at its top, a line. Returns 0, or -1 with *diag. */
int cosim_counterexample_write(const cosim_witness *witness, const cosim_eq_case *c,
                               const lif_params *like, double tolerance, size_t more,
                               const char *about, const char *folder, const char *name,
                               cosim_diag *diag);

/* Returns the drive (equations/drives.h) of a step of the witness, of the phases that leave it to
 * the step. */
int64_t cosim_counterexample_drive(const cosim_eq_declaration *declaration,
                                   const cosim_witness *witness, size_t step);

/* Returns the steps of the witness: evaluations, divided by the phases of a step. */
size_t cosim_counterexample_steps(const cosim_eq_declaration *declaration,
                                  const cosim_witness *witness);

/* Gives neuron number `number` of some that a circuit can be: its leak, hold, threshold, resets and
 * where it begins are those that the circuit has built in, and what ports tell is chosen. Makes its
 * case in the arena; *event_a is the current of an event [A]. Returns 1, 0 where that neuron does
 * not fit the circuit (*error says why), or -1 where there are no more. */
int cosim_counterexample_neuron(cosim_arena *arena, const cosim_eq_declaration *declaration,
                                unsigned number, lif_params *params, cosim_eq_case **c,
                                lif_error *error);

#endif
