// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Quantises the leak word of declared arithmetic, as a part of lif_declared_quantise. */
#ifndef LIF_DECLARED_LEAK_H
#define LIF_DECLARED_LEAK_H

#include "lif_declared.h"

/* Returns k of a step, 0 without leak; a linear leak goes by dt/tau. */
double lif_declared_share(const lif_params *params);

/* Makes the leak word of q, whose format and scale are known, and its error; k: the share above.
 * LIF_OUT_OF_RANGE or LIF_BAD_PARAMETER with the key of the scenario, and what would be right. */
lif_status lif_declared_quantise_leak(const lif_params *params, const lif_declared *declared,
                                      lif_quantised *q, double k, lif_error *error);

#endif
