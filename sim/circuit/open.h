// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A circuit is found by its name, and shown to be what it says before anything relies on it.
 */
#ifndef COSIM_CIRCUIT_OPEN_H
#define COSIM_CIRCUIT_OPEN_H

#include "base/diag.h"
#include "circuit/dut.h"

/* Opens a circuit:
 *   model:FORMAT   the integer model (see cosim_format_parse)
 *   model:NAME     the integer model of what a built circuit declares
 *   serial:DEVICE  a board on a serial line, also as serial:DEVICE@BAUD (circuit/serial_dut.h)
 *   FILE.so        a shared object, any path that ends so
 *   NAME           build/dut/NAME.so beside the program; 20/12/18 is read as w20f12k18
 * A shared object is first opened, configured and run in a child process, because a damaged one can
 * kill the process that opens it; it has 20 s, or $LIFCOSIM_PROBE_SECONDS. A circuit whose table is
 * incomplete, or disagrees with its elaborated constants, is refused. Returns COSIM_DUT_OK with
 * *dut, or another status with *diag (no place). */
int cosim_dut_open(const char *name, cosim_dut **dut, cosim_diag *diag);

/* Opens the integer model of a declaration, whose text is copied, as a circuit of that name.
 * Returns COSIM_DUT_OK, or another status with *diag. */
int cosim_dut_open_equations(const char *name, const char *text, cosim_dut **dut, cosim_diag *diag);

/* NULL is allowed. */
void cosim_dut_close(cosim_dut *dut);

#endif
