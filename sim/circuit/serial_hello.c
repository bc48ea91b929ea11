// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "circuit/serial_hello.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum { COMMAND_BYTES = 7 }; /* of the longest command of a neuron */

#define HASTE_S 0.25 /* [s] for an answer, where the question can be put again */

static int question(cosim_serial_line *line, double seconds, uint8_t answer[COSIM_SERIAL_HELLO],
                    char *why, size_t bytes)
{
    return cosim_serial_ask(line, (const uint8_t *)"?", 1, answer, COSIM_SERIAL_HELLO, seconds, why,
                            bytes);
}

/* Brings the board to where it waits for a command. A break ends one that somebody left half sent;
 * where the device has none, as many questions end it as it has bytes. */
static void gather(cosim_serial_line *line)
{
    uint8_t answer[COSIM_SERIAL_HELLO];
    char why[300];
    bool heard = false;
    cosim_serial_break(line);
    for (int i = 0; !heard && i < COMMAND_BYTES; i++) {
        heard = question(line, HASTE_S, answer, why, sizeof why) == 0 && answer[0] == 'L';
        if (!heard || i > 0) { /* what was late must not be taken for the next answer */
            cosim_serial_settle(line, HASTE_S);
        }
    }
}

int cosim_serial_patience(double *seconds, char *message, size_t bytes)
{
    const char *given = getenv("LIFCOSIM_SERIAL_SECONDS");
    char *end = NULL;
    *seconds = given != NULL ? strtod(given, &end) : COSIM_SERIAL_SECONDS;
    if (given != NULL && (end == given || *end != '\0' || !(*seconds >= 0.1 && *seconds <= 600))) {
        snprintf(message, bytes,
                 "cannot be asked: LIFCOSIM_SERIAL_SECONDS is \"%.40s\"; give 0.1 to 600", given);
        return -1;
    }
    return 0;
}

int cosim_serial_hello(cosim_serial_line *line, double seconds, uint8_t answer[COSIM_SERIAL_HELLO],
                       char *message, size_t bytes)
{
    gather(line);
    return question(line, seconds, answer, message, bytes);
}
