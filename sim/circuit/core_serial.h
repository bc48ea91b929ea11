// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A board with a core (rtl/lif_core_top.v) on a serial line is a core under test: its words go over
 * the line and are read back, and so do events, ticks, spikes, and what the neurons showed where
 * the board keeps that. Commands and answers have checksums: a byte that is lost or damaged is an
 * error of the line, and never a verdict. */
#ifndef COSIM_CIRCUIT_CORE_SERIAL_H
#define COSIM_CIRCUIT_CORE_SERIAL_H

#include "circuit/core_open.h"

/* Asks the board at DEVICE or DEVICE@BAUD (115,200 where it is not said) what it is, and makes it a
 * core that is started. name is what messages call it, as "serial:/dev/ttyUSB0". Returns 0, and the
 * core is to be closed; or -1 with *diag: `wrong` says whether the name is (true), or the board
 * cannot be used. */
int cosim_core_serial_open(cosim_core_dut *dut, const char *name, const char *spec, bool *wrong,
                           cosim_diag *diag);

#endif
