// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A serial line carries bytes to a device and back: 8 bits, no parity, one stop bit, no flow
 * control. It belongs to this process alone while it is open, and its settings are those from
 * before afterwards, also where SIGINT, SIGTERM or SIGHUP ends the process. */
#ifndef COSIM_CIRCUIT_SERIAL_LINE_H
#define COSIM_CIRCUIT_SERIAL_LINE_H

#include "base/cleanup.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <termios.h>

typedef struct cosim_serial_line {
    cosim_cleanup cleanup; /* private */
    int fd;                /* private; -1: not open */
    unsigned baud;         /* bits a second */
    struct termios before; /* private: the settings from before */
} cosim_serial_line;

/* Opens a device at a baud rate, and writes nothing to it. Returns 0, or -1 with a message, which
 * is the rest of a sentence that begins with the device: it cannot be opened, is no serial line,
 * does not know the rate, or is in use. The line stays where it is until it is closed. */
int cosim_serial_open(cosim_serial_line *line, const char *device, unsigned baud, char *message,
                      size_t bytes);

/* Puts the settings back. A line that is not open may be closed. */
void cosim_serial_close(cosim_serial_line *line);

/* Holds the line low for a quarter of a second at least, where the device can do that, and forgets
 * what was received. */
void cosim_serial_break(cosim_serial_line *line);

/* Forgets what is received, until nothing is for so many seconds. A device that never stops is left
 * after a hundred times as long. */
void cosim_serial_settle(cosim_serial_line *line, double seconds);

/* Sends `count` bytes, and receives the `wanted` bytes of their answer within the time that the
 * line takes and `seconds` more. Returns 0, or -1 with a message that says what was received: bytes
 * before there was a question, fewer than wanted, or that the device is gone. */
int cosim_serial_ask(cosim_serial_line *line, const uint8_t *sent, size_t count, uint8_t *answer,
                     size_t wanted, double seconds, char *message, size_t bytes);

/* Receives the next `wanted` bytes of an answer that cosim_serial_ask has the first ones of.
 * Returns the same. */
int cosim_serial_more(cosim_serial_line *line, uint8_t *answer, size_t wanted, double seconds,
                      char *message, size_t bytes);

/* Reads DEVICE or DEVICE@BAUD, where 115,200 is the default. Returns the device, to be freed, with
 * its rate; NULL with *wrong where there is no device or the rate is no number, and without it
 * where there is no memory. */
char *cosim_serial_device(const char *spec, unsigned *baud, bool *wrong);

/* Writes bytes in hexadecimal, the first 12 of them; "nothing" where there are none. Returns text.
 */
const char *cosim_serial_shown(const uint8_t *data, size_t count, char *text, size_t bytes);

#endif
