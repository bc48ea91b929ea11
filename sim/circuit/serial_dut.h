// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A board on a serial line is a circuit under test: its words are written and read back, and every
 * step goes over the line.
 *
 * The line has no checksum. So an answer that is not the integer model's is asked again: the run is
 * repeated from its reset, and an answer that is another then is an error of the line or of the
 * board, and no verdict about the circuit. An answer that stays is the circuit's, and is passed on.
 */
#ifndef COSIM_CIRCUIT_SERIAL_DUT_H
#define COSIM_CIRCUIT_SERIAL_DUT_H

#include "base/diag.h"
#include "circuit/lif_dut.h"

typedef struct cosim_serial_dut cosim_serial_dut;

/* Asks the board at DEVICE or DEVICE@BAUD (115,200 where it is not said) what it is. Returns its
 * table, which is valid until it is closed; the instances of the table share the board, and the one
 * that was configured last has it. NULL with *diag: `wrong` says whether the name is (true), or the
 * board cannot be used. */
cosim_serial_dut *cosim_serial_dut_new(const char *name, const char *spec, bool *wrong,
                                       cosim_diag *diag);
const struct lif_dut_ops *cosim_serial_dut_ops(const cosim_serial_dut *board);

/* Instances must be closed before. NULL is allowed. */
void cosim_serial_dut_free(cosim_serial_dut *board);

#endif
