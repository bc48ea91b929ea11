// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Tells when a circuit in the wrapper of calibration answers: what follows from its manifest. */
#ifndef COSIM_FOREIGN_TIMING_H
#define COSIM_FOREIGN_TIMING_H

#include "foreign/manifest.h"

/* Returns the clocks after which the last answer of a step is read. Calibration looks for answers
 * up to the longest latency; no clock runs between the steps of an every-clock circuit. */
unsigned cosim_wrapper_last_phase(const cosim_manifest *manifest);

/* Returns the clocks that the wrapper takes for a step. */
unsigned cosim_wrapper_clocks(const cosim_manifest *manifest);

/* Returns the bits of a hold that the circuit can be told. */
unsigned cosim_wrapper_hold_width(const cosim_manifest *manifest);

#endif
