// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The integer model of a core can be the core under test, without Verilator, in any format. */
#ifndef COSIM_CIRCUIT_CORE_MODEL_H
#define COSIM_CIRCUIT_CORE_MODEL_H

#include "circuit/lif_core_dut.h"

/* Puts the integer model behind the table: fills *ops for a valid format (name is kept by
 * reference). The core takes images of any size. */
void cosim_core_model(struct lif_core_dut_ops *ops, const lif_core_format *format,
                      const char *name);

#endif
