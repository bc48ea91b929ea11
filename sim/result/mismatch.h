// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes in words how the first mismatch of a result differs. */
#ifndef COSIM_RESULT_MISMATCH_H
#define COSIM_RESULT_MISMATCH_H

#include "result/result.h"

/* The mismatch as one line that can be grepped:
 * "step 123 membrane: expected 0x00ab12, observed 0x00ab13 (drive 0x...)"; returns text.
 * Words are two's complement in the width of the format (a leak word: KF+1 bits), or decimal where
 * they are counts or do not fit; volts have 12 digits. Without an expected value (NaN) only the
 * observed one is named. "" where no mismatch is present. */
const char *cosim_mismatch_text(const cosim_result *result, char *text, size_t bytes);

enum { COSIM_LIF_APART_BYTES = 80 };

/* Says how equations differ from the scenario's LIF step: "22, not 25" of membranes, "it fires, and
 * should not" of decisions. Numbers have as many digits as tell them apart. Returns text. */
const char *cosim_lif_apart_text(const cosim_lif_apart *apart, char text[COSIM_LIF_APART_BYTES]);

#endif
