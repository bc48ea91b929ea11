// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A network that was read becomes the real numbers of a core here. */
#ifndef COSIM_NETWORK_FINISH_H
#define COSIM_NETWORK_FINISH_H

#include "network/network.h"

/* Makes network->net for a core of this format with so many neurons and inputs, at least those of
 * the network; neurons that it does not use never spike. Returns -1 with *diag where the core is
 * too small or too large, has fewer receptors, or a parameter has no meaning. */
int cosim_network_finish(cosim_network *network, const lif_core_format *format, unsigned neurons,
                         unsigned inputs, cosim_diag *diag);

/* Says in the names of the network, at its place, what the reference refused of network->net
 * (lif_core_quantise): *diag. Returns -1. */
int cosim_network_refuse(const cosim_network *network, const lif_error *error, cosim_diag *diag);

#endif
