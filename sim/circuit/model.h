// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The integer model can be the circuit under test, without Verilator, in any format and both
 * roundings. */
#ifndef COSIM_CIRCUIT_MODEL_H
#define COSIM_CIRCUIT_MODEL_H

#include "circuit/lif_dut.h"

/* Puts the integer model behind the table: fills *ops for a valid format (name is kept by
 * reference). */
void cosim_dut_model(struct lif_dut_ops *ops, const lif_format *format, const char *name);

#endif
