// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* clang-format off */
/* Networks have a small text form of the project's own, for its tests and benchmarks. A line is one
 * statement of words between blanks; `#` begins a comment. The numbers are SI units, ticks or counts.
 *
 *   network NEURONS INPUTS RECEPTORS       first; everything else may come in any order after it
 *   ticks N        seed N
 *   neuron A..B KEY VALUE                  A..B neurons, or A for one; KEY is one of
 *     step time_constant resistance rest threshold reset initial refractory (ticks) initial_hold
 *     drive jump adaptation (its time constant) noise; method (exponential euler)
 *     adaptation_method; refractory_rule (steps brian2); compare (above at-or-above)
 *     reset_mode (to-value by-subtraction); freeze (yes no)
 *   synapse A..B RECEPTOR KEY VALUE        time_constant; method; coupling (step euler exact unit)
 *   row J DELAY RECEPTOR MOST              J counts inputs first, then neurons
 *   weight J I VALUE volts|amperes         from row J to neuron I; two of one pair add
 *   event TICK INPUT     spike TICK NEURON    in the order of ticks; a spike is what must come of it */
/* clang-format on */
#ifndef COSIM_NETWORK_TEXT_H
#define COSIM_NETWORK_TEXT_H

#include "network/network.h"

/* Reads a network, which is not finished yet. NULL with *diag, which names the line, where the file
 * cannot be read, a statement is none, or a number is out of range. */
cosim_network *cosim_network_read_text(const char *path, cosim_diag *diag);

#endif
