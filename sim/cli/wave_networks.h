// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Waveforms of networks: what --wave asks for, and what a run that fails leaves. */
#ifndef COSIM_CLI_WAVE_NETWORKS_H
#define COSIM_CLI_WAVE_NETWORKS_H

#include "cli/beside.h"
#include "cli/wave.h"
#include "run/network_run.h"

/* Checks what was asked for against the runs. Returns CLI_OK or CLI_WRONG_INPUT. */
int cosim_cli_network_wave_check(const cosim_cli_wave *wave, const cosim_network_job *jobs,
                                 size_t count);

/* Runs a network again after its run, and draws what was asked for, of the neurons that are chosen
 * (NULL: the first of each population); or, of a run that failed, the ticks around the first
 * mismatch, of its neuron besides. The path of the file is left in path, "" where there is none.
 * Returns the exit status of what was asked for; it only warns of the rest. */
int cosim_cli_network_wave_write(const cosim_cli_wave *wave, const cosim_network_job *job,
                                 const bool *chosen, const cosim_network_result *result,
                                 char path[CLI_PATH_BYTES]);

#endif
