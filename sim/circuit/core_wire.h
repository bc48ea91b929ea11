// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The commands of a core on a serial line (rtl/lif_core_serial.v), with their checksums. Functions
 * return 0, or -1 with a message that says what the board sent; it is the rest of a sentence that
 * begins with the board. */
#ifndef COSIM_CIRCUIT_CORE_WIRE_H
#define COSIM_CIRCUIT_CORE_WIRE_H

#include "circuit/serial_hello.h"

typedef struct cosim_core_wire {
    cosim_serial_line line;
    unsigned baud;
    double patience_s; /* private */
    size_t most;       /* private: spikes of a tick, after which it does not end */
} cosim_core_wire;

/* Opens the line at wire->baud, and gives what the board told of itself. */
int cosim_core_wire_open(cosim_core_wire *wire, const char *device,
                         uint8_t told[COSIM_SERIAL_HELLO], char *message, size_t bytes);

/* Writes or reads words from a byte address on. */
int cosim_core_wire_write(cosim_core_wire *wire, uint32_t address, const uint32_t *words,
                          unsigned count, char *message, size_t bytes);
int cosim_core_wire_read(cosim_core_wire *wire, uint32_t address, uint32_t *words, unsigned count,
                         char *message, size_t bytes);

/* Gives a command with at most 2 bytes of data whose answer is K. */
int cosim_core_wire_act(cosim_core_wire *wire, char command, const uint8_t *data, size_t count,
                        char *message, size_t bytes);

/* Runs a tick: the spikes that left, of which the first `room` are kept, and the byte of flags.
 * More than two of each neuron are an error. */
int cosim_core_wire_tick(cosim_core_wire *wire, uint32_t *spikes, size_t room, size_t *count,
                         uint8_t *flags, char *message, size_t bytes);

/* Gives the `count` bytes that the neurons of the last tick showed. */
int cosim_core_wire_show(cosim_core_wire *wire, uint8_t *answer, size_t count, char *message,
                         size_t bytes);

/* Gives the word of four bytes, the lowest first. */
uint32_t cosim_core_wire_word(const uint8_t *data);

#endif
