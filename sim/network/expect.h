// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* `expect`: the spikes that a file states. */
#ifndef COSIM_NETWORK_EXPECT_H
#define COSIM_NETWORK_EXPECT_H

#include "network/internal.h"

/* Reads `expect` into network->spike, sorted. */
int cosim_network_read_expect(reading *r);

#endif
