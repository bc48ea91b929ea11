// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Some neurons of a network are named as "exc[3],inh,exc[8..11]". */
#ifndef COSIM_NETWORK_CHOOSE_H
#define COSIM_NETWORK_CHOOSE_H

#include "network/network.h"

/* Sets chosen[neurons] for those that the text names, and clears the others. Returns 0, or -1 with
 * *diag where it names no population or neuron. */
int cosim_network_choose(const cosim_network *network, const char *text, bool *chosen,
                         cosim_diag *diag);

#endif
