// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* This is a circuit in plain C, as somebody else would write it against lif_dut.h (with
 * lif_integer.c for the arithmetic). Each macro on the command line of the compiler damages it:
 *
 *   CONSTRUCTOR=statement   runs when the shared object is opened
 *   HANG                    the first step never ends, and no alarm can end it
 *   ABI=number              it says that it was built with another header
 *   OPS_BYTES=number        it says that its table has another size
 *   TOLD_WIDTH=bits         the elaborated circuit reports another state width
 *   TOLD_HOLD=bits          ... or another width of the hold
 *   WIDTH=bits              the format has this state width
 *   HOLD_WIDTH=bits         the table says this of the hold
 *   NO_RUN, NO_WORDS        a function is missing in the table
 *   NO_OPS                  there is no table
 *   REFUSE_OPEN, REFUSE_RUN a function fails, with a message
 *   PRINTS                  it prints, in every way there is, when it is opened and in every block
 *   NO_SAVE                 it can write waveforms and save its state, as it says, and does neither
 *   SICK_HOLD=steps         with this hold, run fails while a file `refuses` is there, and kills
 *                           the process while a file `dies` is */
#include "circuit/lif_dut.h"
#include "lif_integer.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef ABI
#define ABI LIF_DUT_ABI
#endif
#ifndef OPS_BYTES
#define OPS_BYTES sizeof(struct lif_dut_ops)
#endif
#ifndef WIDTH
#define WIDTH 32
#endif
#ifndef TOLD_WIDTH
#define TOLD_WIDTH WIDTH
#endif
#ifndef HOLD_WIDTH
#define HOLD_WIDTH 16
#endif
#ifndef TOLD_HOLD
#define TOLD_HOLD HOLD_WIDTH
#endif
#ifdef REFUSE_OPEN
#define REFUSES_OPEN 1
#else
#define REFUSES_OPEN 0
#endif
#ifdef REFUSE_RUN
#define REFUSES_RUN 1
#else
#define REFUSES_RUN 0
#endif

#ifdef NO_SAVE
#define MORE_CAPABILITIES | LIF_DUT_SAVES | LIF_DUT_WAVES
#else
#define MORE_CAPABILITIES
#endif

struct lif_dut {
    lif_integer model;
};

static void talk(void)
{
#ifdef PRINTS
    static const char line[] = "a word\n";
    printf("a printed word\nhalf a line, ");
    fputs("a word of a stream\n", stdout);
    (void)!write(STDOUT_FILENO, line, sizeof line - 1);
#endif
}

#ifdef CONSTRUCTOR
__attribute__((constructor)) static void on_load(void) { CONSTRUCTOR; }
#endif

static lif_dut *circuit_open(const struct lif_dut_ops *ops, char *error, size_t bytes)
{
    (void)ops;
    if (REFUSES_OPEN) {
        snprintf(error, bytes, "has no licence today");
        return NULL;
    }
    talk();
    return calloc(1, sizeof(lif_dut));
}

static void circuit_close(lif_dut *dut) { free(dut); }

static const char *circuit_message(const lif_dut *dut)
{
    (void)dut;
    return "the clock stands still";
}

static int circuit_elaborated(lif_dut *dut, lif_format *format, unsigned *hold_width)
{
    (void)dut;
    *format = (lif_format){TOLD_WIDTH, 24, 31, LIF_HALF_UP, LIF_CODING_ANY, 0};
    *hold_width = TOLD_HOLD;
    return 0;
}

static int circuit_configure(lif_dut *dut, const lif_words *words, uint64_t seed)
{
    (void)seed; /* it has no clocks */
    const lif_format format = {WIDTH, 24, 31, LIF_HALF_UP, LIF_CODING_ANY, 0};
    lif_integer_start(&dut->model, &format, words);
    return 0;
}

static int circuit_words(lif_dut *dut, lif_words *words)
{
    *words = dut->model.words;
    return 0;
}

static int circuit_run(lif_dut *dut, const lif_dut_block *b)
{
#ifdef HANG
    signal(SIGALRM, SIG_IGN);
    for (;;) {
        sleep(1);
    }
#endif
#ifdef SICK_HOLD
    if (b->hold == NULL && b->hold_constant == SICK_HOLD) {
        if (access("refuses", F_OK) == 0) {
            return 1;
        }
        if (access("dies", F_OK) == 0) {
            raise(SIGSEGV);
        }
    }
#endif
    talk();
    lif_integer_run(&dut->model, b->n, b->drive_fx, b->hold, b->hold_constant, b->before_fx,
                    b->after_fx, b->spike);
    return REFUSES_RUN;
}

#ifdef NO_SAVE
static size_t circuit_state_bytes(lif_dut *dut) { return sizeof *dut; }
static int circuit_save(lif_dut *dut, void *state) { return dut == NULL || state != NULL; }
static int circuit_restore(lif_dut *dut, const void *state) { return dut == NULL || state != NULL; }
static int circuit_wave_open(lif_dut *dut, const lif_dut_wave *w)
{
    return dut == NULL || w != NULL;
}
static int circuit_wave_window(lif_dut *dut, int on) { return dut == NULL || on >= 0; }
static int circuit_wave_close(lif_dut *dut) { return dut == NULL; }
#endif

#ifndef NO_OPS
extern const struct lif_dut_ops lif_dut_ops;
const struct lif_dut_ops lif_dut_ops = {
    .abi = ABI,
    .ops_bytes = OPS_BYTES,
    .name = "circuit",
    .about = "a circuit in C",
    .format = {WIDTH, 24, 31, LIF_HALF_UP, LIF_CODING_ANY, 0},
    .hold_width = HOLD_WIDTH,
    .clocks_per_step = 1,
    .capabilities = LIF_DUT_SHOWS_MEMBRANE | LIF_DUT_SHOWS_BEFORE | LIF_DUT_READS_WORDS |
                    LIF_DUT_INTEGER_MODEL MORE_CAPABILITIES,
    .open = circuit_open,
    .close = circuit_close,
    .message = circuit_message,
    .elaborated = circuit_elaborated,
    .configure = circuit_configure,
#ifndef NO_WORDS
    .read_words = circuit_words,
#endif
#ifndef NO_RUN
    .run = circuit_run,
#endif
#ifdef NO_SAVE
    .state_bytes = circuit_state_bytes,
    .save = circuit_save,
    .restore = circuit_restore,
    .wave_open = circuit_wave_open,
    .wave_window = circuit_wave_window,
    .wave_close = circuit_wave_close,
#endif
};
#endif
