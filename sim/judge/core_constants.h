// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The level of the constants of a core: every word that it really has, read back, is within half a
 * step of its real value (either word at an exact half), each shift of a column is the smallest,
 * and modes, holds, delays, receptors and the seed are those of the network. It is computed from
 * doubles and uses nothing of the quantiser. */
#ifndef COSIM_JUDGE_CORE_CONSTANTS_H
#define COSIM_JUDGE_CORE_CONSTANTS_H

#include "result/core_result.h"
#include "lif_core_params.h"

/* Judges the words that were read back, which have the sizes of the network. */
void cosim_core_constants_judge(const lif_core_net *net, const lif_core_format *format,
                                const lif_core_image *read, cosim_core_finding *finding);

#endif
