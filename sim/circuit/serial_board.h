// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A board with lif_top (rtl/lif_top.v) speaks this over its serial line: the commands of
 * rtl/lif_serial.v. Functions return 0, or -1 with a message that says what the board sent; it is
 * the rest of a sentence that begins with the board. */
#ifndef COSIM_CIRCUIT_SERIAL_BOARD_H
#define COSIM_CIRCUIT_SERIAL_BOARD_H

#include "circuit/serial_line.h"
#include "lif_fixed.h"

enum {
    COSIM_SERIAL_SENT = 7,    /* bytes of a step's command */
    COSIM_SERIAL_ANSWERED = 9 /* bytes of its answer */
};

typedef struct cosim_serial_board {
    cosim_serial_line line;
    lif_format format;   /* as the board says */
    unsigned hold_width; /* bits, 1..16 */
    double patience_s;   /* private */
} cosim_serial_board;

/* One step as the board answered it. */
typedef struct cosim_serial_step {
    int32_t before_fx, after_fx; /* membrane before and after the reset */
    uint8_t spike;
} cosim_serial_step;

/* Opens the line and has the board say what it is, before anything else is written to it. */
int cosim_serial_board_open(cosim_serial_board *board, const char *device, unsigned baud,
                            char *message, size_t bytes);

/* Ends a command that is half sent, and asks again what the board is. */
int cosim_serial_identify(cosim_serial_board *board, char *message, size_t bytes);

int cosim_serial_put_words(cosim_serial_board *board, const lif_words *words, char *message,
                           size_t bytes);
int cosim_serial_get_words(cosim_serial_board *board, lif_words *words, char *message,
                           size_t bytes);

/* Resets the neuron: its next step is step 0. */
int cosim_serial_reset(cosim_serial_board *board, char *message, size_t bytes);

/* Takes a step. An answer that no board of this format gives is an error. */
int cosim_serial_take_step(cosim_serial_board *board, int32_t drive_fx, uint32_t hold,
                           cosim_serial_step *step, char *message, size_t bytes);

#endif
