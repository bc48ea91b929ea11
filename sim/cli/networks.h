// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Subcommands that take scenarios take networks, too: a file that has `populations` or `network`.
 */
#ifndef COSIM_CLI_NETWORKS_H
#define COSIM_CLI_NETWORKS_H

#include "cli/cli.h"
#include "network/network.h"
#include "run/network_job.h"

/* Tells whether a file is a network; one that cannot be read twice, or is no YAML, is none. */
bool cosim_cli_is_network(const char *path);

/* Tells how many of the files are networks: none or all. Returns CLI_OK with *all, or
 * CLI_WRONG_INPUT after complaining where only some are. */
int cosim_cli_are_networks(const char *command, const cosim_cli_inputs *inputs, bool *all);

/* Reads a network with the --set, --seed and --no-expect of inputs; reports what is wrong, and
 * warns. */
int cosim_cli_network(const cosim_cli_inputs *inputs, const char *path, cosim_network **network);

/* Gives the core that the command line names, NULL where it names none. Returns CLI_OK, or
 * CLI_WRONG_INPUT after complaining where it names several. */
int cosim_cli_one_core(const cosim_cli_inputs *inputs, const char **name);

/* Prepares it on a core by name, or on its own (NULL); reports what is wrong. */
int cosim_cli_network_job(cosim_network_job *job, cosim_network *network, const char *name,
                          bool open);

#endif
