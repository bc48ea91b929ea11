// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Tells when a wrapped circuit answers: what follows from its manifest. */
#ifndef COSIM_FOREIGN_TIMING_H
#define COSIM_FOREIGN_TIMING_H

#include "foreign/manifest.h"

/* Returns the steps after which an answer is there, for a circuit that takes a step on every clock.
 */
unsigned cosim_wrapper_late(const cosim_manifest *manifest, uint64_t latency);

/* These return the clocks after which an answer of this latency is read, and those after which the
 * last answer is. No clock runs between the steps of an every-clock circuit. */
unsigned cosim_wrapper_phase(const cosim_manifest *manifest, uint64_t latency);
unsigned cosim_wrapper_last_phase(const cosim_manifest *manifest, bool calibrating);

/* Returns the clocks that the wrapper takes for a step. */
unsigned cosim_wrapper_clocks(const cosim_manifest *manifest, bool calibrating);

/* Returns the bits of a hold that the circuit can be told. */
unsigned cosim_wrapper_hold_width(const cosim_manifest *manifest);

#endif
