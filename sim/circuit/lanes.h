// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Between circuit/lanes.c, run/batch.c and the circuit that owns a batch. */
#ifndef COSIM_BATCH_PRIVATE_H
#define COSIM_BATCH_PRIVATE_H

#include "circuit/dut.h"
#include "circuit/lif_batch.h"

/* An opened batch object, compared with the circuit. */
typedef struct cosim_lanes {
    void *library;
    const struct lif_batch_ops *ops;
    lif_batch *instance; /* NULL: to be opened again */
} cosim_lanes;

/* The batch of a circuit into dut->lanes, looked for once; NULL there: the circuit has none.
 * Returns 0, or -1 with *diag. */
int cosim_lanes_find(cosim_dut *dut, cosim_diag *diag);

/* Opens an instance of the circuit's batch, which it has, if there is none. 0, or -1 with *diag. */
int cosim_lanes_enter(cosim_dut *dut, cosim_diag *diag);

/* NULL is allowed. */
void cosim_lanes_close(cosim_lanes *batch);

#endif
