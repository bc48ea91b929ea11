// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The lanes of a circuit are compared with the circuit itself. */
#ifndef COSIM_CIRCUIT_LANES_CHECK_H
#define COSIM_CIRCUIT_LANES_CHECK_H

#include "circuit/lanes.h"

#include <stddef.h>

/* Compares every lane with an instance of the circuit: the words that both read back, random steps
 * over the whole of the ranges, and each bit of the hold. The steps are the same at every call.
 * Returns 0, or -1 with what differs in message[bytes]. */
int cosim_lanes_check(const cosim_dut *dut, const cosim_lanes *batch, char *message, size_t bytes);

/* Tells whether a run of the circuit by itself is the same when it is run again. A circuit that a
 * reset does not reset may give other answers each time: no lane could be compared with it, and
 * each of its runs fails. */
bool cosim_lanes_possible(const cosim_dut *dut);

#endif
