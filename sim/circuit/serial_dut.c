// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

#include "circuit/serial_dut.h"

#include "circuit/format.h"
#include "circuit/lif_conduct.h"
#include "circuit/serial_board.h"
#include "circuit/serial_record.h"
#include "lif_integer.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WHY_BYTES = 480, MESSAGE_BYTES = 512 };

struct cosim_serial_dut {
    struct lif_dut_ops ops; /* the first member: open is given no more than this */
    char *device;
    unsigned baud;
    cosim_serial_board board;
    unsigned users;  /* instances; the line is open before the first, and while there are any */
    lif_dut *has_it; /* the instance that configured the board last */
};

struct lif_dut {
    cosim_serial_dut *shared;
    lif_integer model;
    bool follows; /* every answer was the model's */
    cosim_serial_record record;
    char message[MESSAGE_BYTES];
};

/* ---- opening ---- */

static void leave(cosim_serial_dut *shared)
{
    if (--shared->users == 0) {
        cosim_serial_close(&shared->board.line);
    }
}

static lif_dut *serial_open(const struct lif_dut_ops *ops, char *error, size_t error_bytes)
{
    cosim_serial_dut *shared = (void *)(uintptr_t)ops;
    char why[WHY_BYTES];
    lif_dut *dut = calloc(1, sizeof *dut);
    if (dut == NULL) {
        snprintf(error, error_bytes, "out of memory");
        return NULL;
    }
    if (shared->board.line.fd < 0 && cosim_serial_board_open(&shared->board, shared->device,
                                                             shared->baud, why, sizeof why) != 0) {
        snprintf(error, error_bytes, "the board %s", why);
        free(dut);
        return NULL;
    }
    shared->users++;
    dut->shared = shared;
    return dut;
}

static void serial_close(lif_dut *dut)
{
    if (dut != NULL) {
        if (dut->shared->has_it == dut) {
            dut->shared->has_it = NULL;
        }
        leave(dut->shared);
        cosim_serial_record_free(&dut->record);
        free(dut);
    }
}

static const char *serial_message(const lif_dut *dut) { return dut->message; }

static int serial_elaborated(lif_dut *dut, lif_format *format, unsigned *hold_width)
{
    *format = dut->shared->board.format;
    *hold_width = dut->shared->board.hold_width;
    return 0;
}

/* ---- the words ---- */

/* Completes the message of a call to the board. */
static int failed(lif_dut *dut, const char *why)
{
    snprintf(dut->message, sizeof dut->message, "the board %s", why);
    return -1;
}

static int out_of_memory(lif_dut *dut)
{
    snprintf(dut->message, sizeof dut->message, "out of memory for the steps of the run");
    return -1;
}

/* Takes a step with other words, so that nothing is at its reset value by chance. */
static int stir(lif_dut *dut, const lif_words *words, char *why, size_t bytes)
{
    cosim_serial_board *board = &dut->shared->board;
    const lif_words other = lif_stir_words(&board->format, words);
    cosim_serial_step step;
    return cosim_serial_put_words(board, &other, why, bytes) == 0 &&
                   cosim_serial_reset(board, why, bytes) == 0 &&
                   cosim_serial_take_step(board, (int32_t)lif_stir_drive(&board->format, words),
                                          lif_stir_hold(words, board->hold_width), &step, why,
                                          bytes) == 0
               ? 0
               : -1;
}

static int serial_configure(lif_dut *dut, const lif_words *words, uint64_t seed)
{
    cosim_serial_board *board = &dut->shared->board;
    const lif_format format = board->format;
    const unsigned hold_width = board->hold_width;
    char why[WHY_BYTES];
    (void)seed; /* the clocks between two commands are the line's, and never the same */
    dut->shared->has_it = dut;
    cosim_serial_record_clear(&dut->record);
    dut->follows = true;
    if (cosim_serial_record_words(&dut->record, words) != 0) {
        return out_of_memory(dut);
    }
    if (cosim_serial_identify(board, why, sizeof why) != 0) {
        return failed(dut, why);
    }
    if (!cosim_format_equal(&format, &board->format) || hold_width != board->hold_width) {
        return failed(dut, "says that its format is another one than before; was its bitstream "
                           "replaced? Begin the run again");
    }
    if (stir(dut, words, why, sizeof why) != 0 ||
        cosim_serial_put_words(board, words, why, sizeof why) != 0 ||
        cosim_serial_reset(board, why, sizeof why) != 0) {
        return failed(dut, why);
    }
    lif_integer_start(&dut->model, &board->format, words);
    return 0;
}

static int check_owner(lif_dut *dut)
{
    if (dut->shared->has_it != dut) {
        return failed(dut, "was configured for another run since");
    }
    return 0;
}

static bool same_words(const lif_words *a, const lif_words *b)
{
    return a->leak_fx == b->leak_fx && a->threshold_fx == b->threshold_fx &&
           a->reset_fx == b->reset_fx && a->initial_fx == b->initial_fx &&
           a->initial_hold == b->initial_hold && a->compare_above == b->compare_above &&
           a->reset_by_subtract == b->reset_by_subtract;
}

/* Words that are not those that were sent are sent and read once more: where the board has others
 * then, it was the line. */
static int serial_read_words(lif_dut *dut, lif_words *words)
{
    cosim_serial_board *board = &dut->shared->board;
    const lif_words *sent = &dut->model.words;
    char why[WHY_BYTES];
    lif_words again;
    if (check_owner(dut) != 0) {
        return -1;
    }
    if (cosim_serial_get_words(board, words, why, sizeof why) != 0) {
        return failed(dut, why);
    }
    if (same_words(words, sent)) {
        return 0;
    }
    if (cosim_serial_put_words(board, sent, why, sizeof why) != 0 ||
        cosim_serial_get_words(board, &again, why, sizeof why) != 0) {
        return failed(dut, why);
    }
    return same_words(words, &again)
               ? 0
               : failed(dut,
                        "has other words than were sent to it, and others again when they were "
                        "sent once more: its line is not reliable, and nothing is said about "
                        "the circuit; try a shorter cable or a lower rate");
}

static int serial_set_words(lif_dut *dut, const lif_words *words)
{
    char why[WHY_BYTES];
    if (check_owner(dut) != 0) {
        return -1;
    }
    if (cosim_serial_record_words(&dut->record, words) != 0) {
        return out_of_memory(dut);
    }
    dut->model.words = *words;
    return cosim_serial_put_words(&dut->shared->board, words, why, sizeof why) == 0
               ? 0
               : failed(dut, why);
}

/* ---- the steps ---- */

static bool same(const cosim_serial_step *a, const cosim_serial_step *b)
{
    return a->before_fx == b->before_fx && a->after_fx == b->after_fx && a->spike == b->spike;
}

static int differs(lif_dut *dut, uint64_t step, const cosim_serial_step *first,
                   const cosim_serial_step *second)
{
    snprintf(dut->message, sizeof dut->message,
             "the board answered step %" PRIu64 " with membrane %" PRId32
             ", after the reset %" PRId32
             " and spike %u, and when the run was repeated with %" PRId32 ", %" PRId32
             " and %u: its line or the board is not reliable, and nothing is said about the "
             "circuit; try a shorter cable or a lower rate",
             step, first->before_fx, first->after_fx, first->spike, second->before_fx,
             second->after_fx, second->spike);
    return -1;
}

/* Runs all that was asked again, from the reset; the last step is to be answered as before, and the
 * others as the model does. */
static int repeat(lif_dut *dut, const cosim_serial_step *last)
{
    cosim_serial_board *board = &dut->shared->board;
    char why[WHY_BYTES];
    const cosim_serial_record *r = &dut->record;
    lif_integer model;
    size_t change = 1;
    lif_integer_start(&model, &board->format, &r->words[0].words);
    if (cosim_serial_identify(board, why, sizeof why) != 0 ||
        cosim_serial_put_words(board, &r->words[0].words, why, sizeof why) != 0 ||
        cosim_serial_reset(board, why, sizeof why) != 0) {
        return failed(dut, why);
    }
    for (uint64_t i = 0; i < r->count; i++) {
        const cosim_serial_asked *a = &r->steps[i];
        cosim_serial_step due, is;
        for (; change < r->changes && r->words[change].step == i; change++) {
            model.words = r->words[change].words;
            if (cosim_serial_put_words(board, &model.words, why, sizeof why) != 0) {
                return failed(dut, why);
            }
        }
        lif_integer_run(&model, 1, &a->drive_fx, &a->hold, 0, &due.before_fx, &due.after_fx,
                        &due.spike);
        due = i + 1 == r->count ? *last : due;
        if (cosim_serial_take_step(board, a->drive_fx, a->hold, &is, why, sizeof why) != 0) {
            return failed(dut, why);
        }
        if (!same(&due, &is)) {
            return differs(dut, i, &due, &is);
        }
    }
    return 0;
}

static int serial_run(lif_dut *dut, const lif_dut_block *b)
{
    char why[WHY_BYTES];
    if (check_owner(dut) != 0) {
        return -1;
    }
    for (size_t i = 0; i < b->n; i++) {
        const uint32_t hold = b->hold != NULL ? b->hold[i] : b->hold_constant;
        cosim_serial_step due, is;
        if (dut->follows && cosim_serial_record_step(&dut->record, b->drive_fx[i], hold) != 0) {
            return out_of_memory(dut);
        }
        if (cosim_serial_take_step(&dut->shared->board, b->drive_fx[i], hold, &is, why,
                                   sizeof why) != 0) {
            return failed(dut, why);
        }
        if (dut->follows) {
            lif_integer_run(&dut->model, 1, &b->drive_fx[i], &hold, 0, &due.before_fx,
                            &due.after_fx, &due.spike);
            if (!same(&due, &is)) {
                if (repeat(dut, &is) != 0) {
                    return -1;
                }
                dut->follows = false;
            }
        }
        b->before_fx[i] = is.before_fx;
        b->after_fx[i] = is.after_fx;
        b->spike[i] = is.spike;
    }
    return 0;
}

/* ---- the table ---- */

cosim_serial_dut *cosim_serial_dut_new(const char *name, const char *spec, bool *wrong,
                                       cosim_diag *diag)
{
    char why[WHY_BYTES];
    cosim_serial_dut *board = calloc(1, sizeof *board);
    *wrong = false;
    if (board == NULL) {
        cosim_diag_memory(diag, NULL);
        return NULL;
    }
    board->board.line.fd = -1;
    board->device = cosim_serial_device(spec, &board->baud, wrong);
    if (board->device == NULL) {
        if (*wrong) {
            cosim_diag_set(diag, NULL,
                           "circuit %s: no device, or a rate that is no number; give it as "
                           "serial:/dev/ttyUSB0 or serial:/dev/ttyUSB0@115200",
                           name);
        } else {
            cosim_diag_memory(diag, NULL);
        }
        cosim_serial_dut_free(board);
        return NULL;
    }
    if (cosim_serial_board_open(&board->board, board->device, board->baud, why, sizeof why) != 0) {
        cosim_diag_set(diag, NULL, "circuit %s: the board %s", name, why);
        cosim_serial_dut_free(board);
        return NULL;
    }
    board->ops = (struct lif_dut_ops){
        .abi = LIF_DUT_ABI,
        .ops_bytes = sizeof board->ops,
        .name = name,
        .about = "a board on a serial line",
        .format = board->board.format,
        .hold_width = board->board.hold_width,
        .clocks_per_step = 1,
        .capabilities = LIF_DUT_SHOWS_MEMBRANE | LIF_DUT_SHOWS_BEFORE | LIF_DUT_READS_WORDS |
                        LIF_DUT_INTEGER_MODEL | LIF_DUT_CHANGES_WORDS,
        .open = serial_open,
        .close = serial_close,
        .message = serial_message,
        .elaborated = serial_elaborated,
        .configure = serial_configure,
        .read_words = serial_read_words,
        .set_words = serial_set_words,
        .run = serial_run,
    };
    return board;
}

const struct lif_dut_ops *cosim_serial_dut_ops(const cosim_serial_dut *board)
{
    return &board->ops;
}

void cosim_serial_dut_free(cosim_serial_dut *board)
{
    if (board != NULL) {
        cosim_serial_close(&board->board.line);
        free(board->device);
        free(board);
    }
}
