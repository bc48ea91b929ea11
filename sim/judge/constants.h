// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The constants level asks whether each word that the circuit has is within half an LSB of its real
 * value. */
#ifndef COSIM_JUDGE_CONSTANTS_H
#define COSIM_JUDGE_CONSTANTS_H

#include "judge/state.h"

/* Judges the words that the circuit really has. It is not called for a circuit that cannot tell
 * them. */
void cosim_judge_constants(cosim_judge *judge, const lif_words *words);

#endif
