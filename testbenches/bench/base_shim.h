// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* This is the shim of row `base`: the Verilated textbook circuit takes a step with each call. */
#ifndef BASE_SHIM_H
#define BASE_SHIM_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Resets the circuit; the words stand in the order of bench_table.h. */
void base_configure(const int64_t *words);
/* Takes one step. Returns its spike, and gives the membrane after it. */
int base_step(int32_t drive_fx, int32_t *membrane_fx);

#ifdef __cplusplus
}
#endif

#endif
