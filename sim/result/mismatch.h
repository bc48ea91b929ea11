// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes the first mismatch of a result in words. */
#ifndef COSIM_RESULT_MISMATCH_H
#define COSIM_RESULT_MISMATCH_H

#include "result/result.h"

/* The mismatch as one line that can be grepped:
 * "step 123 membrane: expected 0x00ab12, observed 0x00ab13 (drive 0x...)"; returns text.
 * Words are two's complement in the width of the format (a leak word: KF+1 bits), or decimal where
 * they are counts or do not fit; volts have 12 digits. Without an expected value (NaN) only the
 * observed one is named. "" where no mismatch is present. */
const char *cosim_mismatch_text(const cosim_result *result, char *text, size_t bytes);

#endif
