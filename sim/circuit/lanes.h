// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* One model can hold the same circuit many times (lif_batch.h), with a lane for each run. */
#ifndef COSIM_CIRCUIT_LANES_H
#define COSIM_CIRCUIT_LANES_H

#include "base/diag.h"
#include "circuit/dut.h"
#include "circuit/lif_batch.h"

/* Lanes are an opened batch object that was compared with the circuit. */
typedef struct cosim_lanes {
    void *library;
    const struct lif_batch_ops *ops;
    lif_batch *instance; /* NULL: to be opened again */
} cosim_lanes;

/* Looks once for the batch of a circuit and puts it into dut->lanes, which stays NULL where the
 * circuit has none. Returns 0, or -1 with *diag. */
int cosim_lanes_find(cosim_dut *dut, cosim_diag *diag);

/* Opens an instance of the circuit's batch if none is open; the circuit must have a batch. Returns
 * 0, or -1 with *diag. */
int cosim_lanes_enter(cosim_dut *dut, cosim_diag *diag);

/* NULL is allowed. */
void cosim_lanes_close(cosim_lanes *batch);

/* Tells how many runs of this circuit go side by side: the lanes of build/dut/batch/NAME.so, where
 * NAME is the circuit's, a format. It is 1 where there is no such file (`make batch FORMAT=...`
 * builds it) or the circuit is a model or somebody's own file. The first call looks for the file,
 * tries it in a child process and compares it with the circuit itself, lane by lane. Returns 0 with
 * *diag where the file is there but cannot be used, or is not the same circuit. */
unsigned cosim_lanes_count(cosim_dut *dut, cosim_diag *diag);

/* Closes the lanes of a circuit, if it has any; the next run opens others. A process that starts
 * others calls this, so that each of them has lanes of its own. */
void cosim_lanes_leave(cosim_dut *dut);

#endif
