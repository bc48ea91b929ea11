// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* `formats --prove` runs the format that it recommends on its circuit. */
#ifndef COSIM_CLI_FORMATS_PROVE_H
#define COSIM_CLI_FORMATS_PROVE_H

#include "search/search.h"

#include <stdio.h>

/* Runs the recommended format (not NULL) on its circuit, on every scenario with all levels judged,
 * prints the verdicts, and compares the figures with those of the grid. The published lists of the
 * scenarios are only judged where the goal asks for identical spikes, and are dropped otherwise.
 * Returns the exit status; without the circuit it prints the command that builds it and returns
 * CLI_UNUSABLE. */
int cosim_cli_formats_prove(const cosim_search *search, cosim_scenario *const *scenarios,
                            FILE *text);

#endif
