// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes a stimulus in words. */
#ifndef COSIM_REPORT_STIMULUS_H
#define COSIM_REPORT_STIMULUS_H

#include "lif_stimulus.h"

/* Writes one line with every figure of a stimulus and its unit, as "triangle: peak 200 uA, 502
 * samples, from 20 ms, until 70 ms". Returns text. */
const char *cosim_stimulus_text(const lif_stimulus *stimulus, char *text, size_t bytes);

/* Does the same for limits: "at least 0 A, at most 2 nA", or nothing. */
const char *cosim_limits_text(const lif_limits *limits, char *text, size_t bytes);

#endif
