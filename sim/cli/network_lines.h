// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Finds the lines to which the reports of a network's run point: of a shipped core, where its RTL
 * declares the register that a level failed at; of any other, and of what the network itself says,
 * a key of its file. */
#ifndef COSIM_CLI_NETWORK_LINES_H
#define COSIM_CLI_NETWORK_LINES_H

#include "report/network_text.h"
#include "report/problems.h"

/* Adds a problem for each level that failed in each of outcomes[count], or for why a run shows
 * nothing; *whole tells whether all of them could be. Where the RTL could not be read, that is
 * reported, and they point to the network. Returns CLI_OK or CLI_UNUSABLE. */
int cosim_cli_network_problems(const cosim_network_outcome *outcomes, size_t count,
                               cosim_problems *problems, bool *whole);

#endif
