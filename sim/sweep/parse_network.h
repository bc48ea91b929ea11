// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A line of a sweep (sweep/line.h) whose set is a network. */
#ifndef COSIM_SWEEP_PARSE_NETWORK_H
#define COSIM_SWEEP_PARSE_NETWORK_H

#include "sweep/parse.h"
#include "sweep/parse_value.h"

/* Reads the record, the core and the populations; what is wrong is remembered in *p. */
void cosim_sweep_parse_network(cosim_sweep_parser *p, cosim_sweep_parsed *parsed);

/* Tells whether the line's verdict can be what came of its levels (judge/core_judge.c,
 * run/network_run.c): a bound that shows too little passes only with the spikes of the network by
 * itself, and one that shows enough is vacuous only where nothing happened. */
bool cosim_sweep_network_follows(cosim_sweep_parser *p, const cosim_sweep_record *record);

#endif
