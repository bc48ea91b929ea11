// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A core under test is a table of functions and an instance; a shared object becomes one here. */
#ifndef COSIM_CIRCUIT_CORE_OPEN_H
#define COSIM_CIRCUIT_CORE_OPEN_H

#include "base/diag.h"
#include "circuit/lif_core_dut.h"

typedef struct cosim_core_dut {
    struct lif_core_dut_ops ops; /* a copy of its table: of a model the format may be changed */
    lif_core_dut *instance;      /* NULL until cosim_core_dut_start */
    void *library;               /* of dlopen; what else a core for tests exports is found in it */
} cosim_core_dut;

/* Opens a shared object and checks its table. Returns 0; or -1 with *diag, and there is then
 * nothing to close: it is none, was built for another version of lif_core_dut.h, or lacks a
 * function. */
int cosim_core_dut_open(cosim_core_dut *dut, const char *path, cosim_diag *diag);

/* Makes the instance. Returns 0, or -1 with *diag; the core is to be closed in either case. */
int cosim_core_dut_start(cosim_core_dut *dut, cosim_diag *diag);

/* Closes the instance and the shared object. */
void cosim_core_dut_close(cosim_core_dut *dut);

#endif
