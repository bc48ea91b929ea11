// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Some sets of every sweep that runs in lanes also run on the circuit itself. */
#ifndef COSIM_SWEEP_AUDIT_H
#define COSIM_SWEEP_AUDIT_H

#include "result/result.h"
#include "run/job.h"

#include <stdbool.h>

/* Tells whether set `index` is one of them. The first one is, and one in 64 after it, whatever
 * shard or process runs it. */
bool cosim_sweep_is_audited(uint64_t index);

/* Runs a job of set `index` on the circuit itself and compares what was found in a lane. Returns 0,
 * or -1 with *diag where something differs (the lanes are not the circuit) or the circuit failed.
 */
int cosim_sweep_audit(const cosim_job *job, uint64_t index, const cosim_result *in_lane,
                      cosim_diag *diag);

#endif
