// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The integer model of a declaration by equations can be the circuit under test, without
 * Verilator. */
#ifndef COSIM_CIRCUIT_MODEL_EQUATIONS_H
#define COSIM_CIRCUIT_MODEL_EQUATIONS_H

#include "circuit/lif_dut.h"

/* Fills *ops for the circuit that is what `text` declares (equations/declaration.h); text and name
 * are kept by reference. Its instance reads the text when it is opened. */
void cosim_dut_model_equations(struct lif_dut_ops *ops, const char *text, const char *name);

#endif
