// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Boards of this project say what they are in the same way, a neuron (rtl/lif_serial.v) or a core
 * (rtl/lif_core_serial.v): eight bytes in answer to `?`. Nothing else is written to a device before
 * it has answered. */
#ifndef COSIM_CIRCUIT_SERIAL_HELLO_H
#define COSIM_CIRCUIT_SERIAL_HELLO_H

#include "circuit/serial_line.h"

enum {
    COSIM_SERIAL_HELLO = 8,  /* bytes of the answer */
    COSIM_SERIAL_SECONDS = 3 /* $LIFCOSIM_SERIAL_SECONDS: how long an answer may take */
};

/* Reads $LIFCOSIM_SERIAL_SECONDS. Returns 0, or -1 with a message. */
int cosim_serial_patience(double *seconds, char *message, size_t bytes);

/* Ends a command that is half sent, and asks what the board is, with an answer within so many
 * seconds. Returns 0, or -1 with a message: the rest of a sentence that begins with "it". */
int cosim_serial_hello(cosim_serial_line *line, double seconds, uint8_t answer[COSIM_SERIAL_HELLO],
                       char *message, size_t bytes);

#endif
