// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Says how faithful a network is to the NIR file that it was made from: what was taken as it is,
 * what the file does not say and the scenario does, and what a tool that runs the file may do
 * otherwise. */
#ifndef COSIM_NETWORK_NIR_TELL_H
#define COSIM_NETWORK_NIR_TELL_H

#include "network/nir.h"
#include "network/nir_paths.h"

/* Fills the report of a network that is made. Returns -1 without memory. */
int cosim_nir_tell(const cosim_nir_paths *paths, const cosim_nir_options *options,
                   const cosim_network *network, cosim_nir_report *report);

#endif
