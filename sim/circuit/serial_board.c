// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

#include "circuit/serial_board.h"

#include "circuit/serial_hello.h"
#include "lif_leak.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VERSION = 1, CORE_VERSION = 2, TERMS = 64, WORD_BYTES = 4, HOLD_MOST = 16, LEAK_MOST = 31 };

/* These are the addresses of the words. */
enum { LEAK, THRESHOLD, RESET, INITIAL, INITIAL_HOLD, MODES, WORDS };
enum { ABOVE = 1, SUBTRACT = 2 };

static int ask(cosim_serial_board *board, const uint8_t *sent, size_t count, uint8_t *answer,
               size_t wanted, char *message, size_t bytes)
{
    return cosim_serial_ask(&board->line, sent, count, answer, wanted, board->patience_s, message,
                            bytes);
}

static void put_word(uint8_t *data, uint32_t word)
{
    for (unsigned i = 0; i < WORD_BYTES; i++) {
        data[i] = (uint8_t)(word >> (8 * i));
    }
}

static uint32_t get_word(const uint8_t *data)
{
    uint32_t word = 0;
    for (unsigned i = 0; i < WORD_BYTES; i++) {
        word |= (uint32_t)data[i] << (8 * i);
    }
    return word;
}

/* Reads a state word; the board extends its sign. */
static bool get_state(const cosim_serial_board *board, const uint8_t *data, int32_t *state_fx)
{
    const int64_t word = (int32_t)get_word(data);
    const int64_t half = (int64_t)1 << (board->format.state_width - 1);
    *state_fx = (int32_t)word;
    return word >= -half && word < half;
}

/* ---- what it is ---- */

int cosim_serial_identify(cosim_serial_board *board, char *message, size_t bytes)
{
    uint8_t a[COSIM_SERIAL_HELLO] = {0};
    char shown[64], why[300];
    lif_error error;
    if (cosim_serial_hello(&board->line, board->patience_s, a, why, sizeof why) != 0) {
        snprintf(message, bytes,
                 "does not say what it is: it %s; see that lif_top is on it, that the rate is that "
                 "of its Divider, and that nothing else talks to it",
                 why);
        return -1;
    }
    cosim_serial_shown(a, sizeof a, shown, sizeof shown);
    if (a[0] == 'L' && a[1] == CORE_VERSION) {
        snprintf(message, bytes,
                 "has a core on it (lif_core_top), and the scenario is of one neuron; run a "
                 "network on it, or put lif_top on it");
        return -1;
    }
    if (a[0] != 'L' || a[1] != VERSION) {
        snprintf(message, bytes,
                 "answers %s to the question what it is, where lif_top answers 4c 01 and its "
                 "format; put the bitstream of `make synth` on it",
                 shown);
        return -1;
    }
    board->format = (lif_format){.state_width = a[2],
                                 .state_fraction = a[3],
                                 .leak_fraction = a[4],
                                 .rounding = a[6] == 1 ? LIF_RESIDUAL : LIF_HALF_UP,
                                 .leak_coding = a[7] == 0      ? LIF_CODING_ANY
                                                : a[7] < TERMS ? LIF_CODING_MANTISSA
                                                               : LIF_CODING_TERMS,
                                 .leak_digits = a[7] % TERMS};
    board->hold_width = a[5];
    if (lif_format_validate(&board->format, &error) != LIF_OK || a[5] < 1 || a[5] > HOLD_MOST ||
        a[6] > 1 || a[4] > LEAK_MOST) {
        snprintf(message, bytes,
                 "answers %s to the question what it is, which no board has: its line is damaged, "
                 "or its bitstream is",
                 shown);
        return -1;
    }
    return 0;
}

int cosim_serial_board_open(cosim_serial_board *board, const char *device, unsigned baud,
                            char *message, size_t bytes)
{
    *board = (cosim_serial_board){.line.fd = -1};
    if (cosim_serial_patience(&board->patience_s, message, bytes) != 0 ||
        cosim_serial_open(&board->line, device, baud, message, bytes) != 0) {
        return -1;
    }
    if (cosim_serial_identify(board, message, bytes) != 0) {
        cosim_serial_close(&board->line);
        return -1;
    }
    return 0;
}

/* ---- its words ---- */

/* Sends a command whose answer is one byte, K. */
static int command(cosim_serial_board *board, const uint8_t *sent, size_t count, char *message,
                   size_t bytes)
{
    uint8_t answer = 0;
    if (ask(board, sent, count, &answer, 1, message, bytes) != 0) {
        return -1;
    }
    if (answer != 'K') {
        snprintf(message, bytes, "answers %02x to the command %c, where 4b is due", answer,
                 sent[0]);
        return -1;
    }
    return 0;
}

int cosim_serial_put_words(cosim_serial_board *board, const lif_words *words, char *message,
                           size_t bytes)
{
    uint64_t leak = (uint64_t)words->leak_fx;
    if (board->format.leak_coding != LIF_CODING_ANY &&
        !lif_leak_encode(&board->format, words->leak_fx, &leak)) {
        snprintf(message, bytes, "does not have the leak word %lld", (long long)words->leak_fx);
        return -1;
    }
    const uint32_t values[WORDS] = {[LEAK] = (uint32_t)leak,
                                    [THRESHOLD] = (uint32_t)words->threshold_fx,
                                    [RESET] = (uint32_t)words->reset_fx,
                                    [INITIAL] = (uint32_t)words->initial_fx,
                                    [INITIAL_HOLD] = words->initial_hold,
                                    [MODES] = (words->compare_above ? ABOVE : 0u) |
                                              (words->reset_by_subtract ? SUBTRACT : 0u)};
    for (uint8_t i = 0; i < WORDS; i++) {
        uint8_t sent[2 + WORD_BYTES] = {'W', i};
        put_word(sent + 2, values[i]);
        if (command(board, sent, sizeof sent, message, bytes) != 0) {
            return -1;
        }
    }
    return 0;
}

int cosim_serial_get_words(cosim_serial_board *board, lif_words *words, char *message, size_t bytes)
{
    uint32_t values[WORDS];
    for (uint8_t i = 0; i < WORDS; i++) {
        uint8_t answer[WORD_BYTES];
        if (ask(board, (const uint8_t[]){'R', i}, 2, answer, sizeof answer, message, bytes) != 0) {
            return -1;
        }
        values[i] = get_word(answer);
    }
    *words = (lif_words){.leak_fx = board->format.leak_coding == LIF_CODING_ANY
                                        ? (int64_t)values[LEAK]
                                        : lif_leak_decode(&board->format, values[LEAK]),
                         .threshold_fx = (int32_t)values[THRESHOLD],
                         .reset_fx = (int32_t)values[RESET],
                         .initial_fx = (int32_t)values[INITIAL],
                         .initial_hold = values[INITIAL_HOLD],
                         .compare_above = (values[MODES] & ABOVE) != 0,
                         .reset_by_subtract = (values[MODES] & SUBTRACT) != 0};
    return 0;
}

/* ---- its steps ---- */

int cosim_serial_reset(cosim_serial_board *board, char *message, size_t bytes)
{
    return command(board, (const uint8_t *)"I", 1, message, bytes);
}

int cosim_serial_take_step(cosim_serial_board *board, int32_t drive_fx, uint32_t hold,
                           cosim_serial_step *step, char *message, size_t bytes)
{
    uint8_t sent[COSIM_SERIAL_SENT] = {'S'}, a[COSIM_SERIAL_ANSWERED];
    char shown[64];
    put_word(sent + 1, (uint32_t)drive_fx);
    sent[5] = (uint8_t)hold;
    sent[6] = (uint8_t)(hold >> 8);
    if (ask(board, sent, sizeof sent, a, sizeof a, message, bytes) != 0) {
        return -1;
    }
    step->spike = a[0] & 1;
    if ((a[0] & ~1u) != 2 || !get_state(board, a + 1, &step->before_fx) ||
        !get_state(board, a + 5, &step->after_fx)) {
        snprintf(message, bytes, "answers %s to a step, which no neuron of %u bits does",
                 cosim_serial_shown(a, sizeof a, shown, sizeof shown), board->format.state_width);
        return -1;
    }
    return 0;
}
