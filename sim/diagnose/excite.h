// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Drives that bring out what tells two neurons apart: levels, noise, silence, the ends of the
 * range, and words that take the membrane to its threshold, or to where fewer bits would end. */
#ifndef COSIM_DIAGNOSE_EXCITE_H
#define COSIM_DIAGNOSE_EXCITE_H

#include "diagnose/player.h"
#include "lif_random.h"

/* Fills the drives of a trace with words from low to high. The player tells where the membrane is;
 * it is left somewhere. */
void cosim_excite(lif_random *random, cosim_player *player, int32_t low, int32_t high,
                  cosim_trace *trace);

/* Gives the range of the drives of a trace, 0 included. */
void cosim_excite_range(const cosim_trace *trace, int32_t *low, int32_t *high);

#endif
