// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The integer model of a core can be the core under test, without Verilator, in any format. */
#ifndef COSIM_CIRCUIT_CORE_MODEL_H
#define COSIM_CIRCUIT_CORE_MODEL_H

#include "circuit/lif_core_dut.h"

/* This is the table of the integer model. The core takes images of any size, and its table may be
 * copied and given another valid format and name. */
extern const struct lif_core_dut_ops cosim_core_model_ops;

#endif
