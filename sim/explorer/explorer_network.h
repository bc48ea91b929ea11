// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The page's networks: a tree that the page wrote becomes a network by the program's own reader,
 * runs on a core that Yosys turned into C++, and is judged by the judge of cores. */
#ifndef EXPLORER_NETWORK_H
#define EXPLORER_NETWORK_H

#include "base/json.h"
#include "run/network_result.h"
#include "explorer.h"

/* A page is for looking: longer runs belong to the program. Each neuron-tick has 33 bytes. */
enum { EXPLORER_MOST_NEURON_TICKS = 1000000 };

/* clang-format off */
/* The page is told of a run what its JSON (report/network_json.h) does not say: explorer_about.c.
 *
 *   {"reason", "report": as `lifcosim run` prints it, "made": as `lifcosim check` does, "notes": [],
 *    "about": of the network, "receptors": that it uses,
 *    "populations": [{"name", "first", "count"}],
 *    "neurons": [{"name", "spikes", "reference", "usage"}],
 *    "rows": [{"name", "delay", "receptor"}], those of inputs first,
 *    "weights": [[row, neuron, word, volts that the word means, volts asked for]], those not 0}
 */
/* clang-format on */
void explorer_put_about(FILE *out, const cosim_network_job *job,
                        const cosim_network_result *result);

#endif
