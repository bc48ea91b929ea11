// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* exhaustive CIRCUIT ...
 *
 * Compares circuits (NAME or FILE.so, as the program takes them) with the integer model, word for
 * word, on everything that can happen at their width. It prints TAP: one line a circuit.
 *
 * A circuit of at most 5 state and 3 hold bits takes one step from every combination of membrane,
 * hold left, drive, hold of the step, leak 0..2^KF, threshold, reset word, compare rule and reset
 * mode, and the steps after it until any hold has run out and the membrane has moved again.
 * A circuit of 6 to 8 state bits is compared in two parts:
 *   update  every membrane, drive and leak; for each the thresholds one below, at and one above
 *           the updated membrane, both compare rules, both reset modes
 *   reset   every updated membrane, threshold, reset word, compare rule and reset mode
 *
 * Status: 0 all equal, 1 a circuit differs, 2 usage, 3 a circuit cannot be used. */
#include "base/diag.h"
#include "circuit/dut.h"
#include "circuit/open.h"
#include "lif_integer.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WHOLE_WIDTH = 5, WHOLE_HOLD = 3, PARTS_WIDTH = 8, BLOCK = 1 << PARTS_WIDTH };

/* A range of words has both its ends in it. */
typedef struct range {
    int32_t low, high;
} range;

typedef struct comparison {
    cosim_dut *dut;
    range state;        /* of each word in the state's format */
    int64_t leak_one;   /* 2^KF */
    uint32_t hold_most; /* largest hold */
    uint64_t cases, steps, spikes;
    char failure[256]; /* the circuit's message, or the first difference; "" while there is none */
} comparison;

/* One case has these steps. */
typedef struct case_steps {
    size_t n;
    int32_t drive[BLOCK];
    uint32_t hold[BLOCK];
} case_steps;

static void differs(comparison *c, const lif_words *w, const case_steps *course, size_t step,
                    const char *expected)
{
    snprintf(c->failure, sizeof c->failure,
             "step %zu: %s (leak %" PRId64 ", threshold %" PRId64 ", reset %" PRId64
             ", membrane %" PRId64 ", hold %u, above %d, subtract %d, drive %d, its hold %u)",
             step, expected, w->leak_fx, w->threshold_fx, w->reset_fx, w->initial_fx,
             w->initial_hold, w->compare_above, w->reset_by_subtract, course->drive[0],
             course->hold[0]);
}

/* Runs the course from these words on the circuit and on the model. */
static void compare(comparison *c, const lif_words *words, const case_steps *course)
{
    int32_t before[2][BLOCK], after[2][BLOCK];
    uint8_t spike[2][BLOCK];
    const struct lif_dut_ops *ops = c->dut->ops;
    const lif_dut_block block = {.n = course->n,
                                 .drive_fx = course->drive,
                                 .hold = course->hold,
                                 .before_fx = before[0],
                                 .after_fx = after[0],
                                 .spike = spike[0]};
    lif_integer model;
    if (c->failure[0] != '\0') {
        return;
    }
    if (ops->configure(c->dut->instance, words, 0) != 0 ||
        ops->run(c->dut->instance, &block) != 0) {
        snprintf(c->failure, sizeof c->failure, "%s", ops->message(c->dut->instance));
        return;
    }
    lif_integer_start(&model, &ops->format, words);
    lif_integer_run(&model, course->n, course->drive, course->hold, 0, before[1], after[1],
                    spike[1]);
    for (size_t i = 0; i < course->n; i++) {
        if (before[0][i] != before[1][i] || after[0][i] != after[1][i] ||
            spike[0][i] != spike[1][i]) {
            char text[96];
            snprintf(text, sizeof text, "expected %d -> %d, spike %d; observed %d -> %d, spike %d",
                     before[1][i], after[1][i], spike[1][i], before[0][i], after[0][i],
                     spike[0][i]);
            differs(c, words, course, i, text);
            return;
        }
        c->spikes += spike[1][i];
    }
    c->cases++;
    c->steps += course->n;
}

/* ---- everything at once ---- */

/* Takes one step with every drive and hold, and the steps that follow: the longest hold, and one
 * step that moves. The drives that follow go from one end to the other: whichever the membrane is
 * near, a step that should have been held moves it. */
static void every_step(comparison *c, const lif_words *words)
{
    case_steps course = {.n = c->hold_most + 2};
    for (size_t i = 1; i < course.n; i++) {
        course.drive[i] = i % 2 == 0 ? c->state.high : c->state.low;
    }
    for (int32_t drive = c->state.low; drive <= c->state.high; drive++) {
        for (uint32_t hold = 0; hold <= c->hold_most; hold++) {
            course.drive[0] = drive;
            for (size_t i = 0; i < course.n; i++) {
                course.hold[i] = i % 2 == 0 ? hold : c->hold_most - hold;
            }
            compare(c, words, &course);
        }
    }
}

static void every_state(comparison *c, lif_words *words)
{
    for (words->initial_fx = c->state.low; words->initial_fx <= c->state.high;
         words->initial_fx++) {
        for (words->initial_hold = 0; words->initial_hold <= c->hold_most; words->initial_hold++) {
            every_step(c, words);
        }
    }
}

/* Calls `each` with every compare rule and reset mode. */
static void every_mode(comparison *c, lif_words *words, void (*each)(comparison *, lif_words *))
{
    for (int mode = 0; mode < 4; mode++) {
        words->compare_above = (mode & 1) != 0;
        words->reset_by_subtract = (mode & 2) != 0;
        each(c, words);
    }
}

static void whole(comparison *c)
{
    lif_words w = {0};
    for (w.leak_fx = 0; w.leak_fx <= c->leak_one; w.leak_fx++) {
        for (w.threshold_fx = c->state.low; w.threshold_fx <= c->state.high; w.threshold_fx++) {
            for (w.reset_fx = c->state.low; w.reset_fx <= c->state.high; w.reset_fx++) {
                every_mode(c, &w, every_state);
            }
        }
    }
}

/* ---- in two parts ---- */

static void one_step(comparison *c, lif_words *words, int32_t drive)
{
    const case_steps course = {.n = 1, .drive = {drive}};
    lif_integer model;
    int32_t updated;
    lif_integer_start(&model, &c->dut->ops->format, words);
    lif_integer_run(&model, 1, &drive, NULL, 0, &updated, NULL, NULL);
    for (int32_t t = updated - 1; t <= updated + 1; t++) {
        if (t < c->state.low || t > c->state.high) {
            continue;
        }
        words->threshold_fx = t;
        words->reset_fx = drive; /* some word: the other part has them all */
        for (int mode = 0; mode < 4; mode++) {
            words->compare_above = (mode & 1) != 0;
            words->reset_by_subtract = (mode & 2) != 0;
            compare(c, words, &course);
        }
    }
}

static void every_update(comparison *c)
{
    lif_words w = {0};
    for (w.leak_fx = 0; w.leak_fx <= c->leak_one; w.leak_fx++) {
        for (w.initial_fx = c->state.low; w.initial_fx <= c->state.high; w.initial_fx++) {
            for (int32_t drive = c->state.low; drive <= c->state.high; drive++) {
                one_step(c, &w, drive);
            }
        }
    }
}

/* With a leak of 1 the updated membrane is the drive: a block goes through them all. */
static void every_drive(comparison *c, lif_words *words)
{
    case_steps course = {.n = (size_t)(c->state.high - c->state.low) + 1};
    for (size_t i = 0; i < course.n; i++) {
        course.drive[i] = c->state.low + (int32_t)i;
    }
    compare(c, words, &course);
}

static void every_reset(comparison *c)
{
    lif_words w = {.leak_fx = c->leak_one};
    for (w.threshold_fx = c->state.low; w.threshold_fx <= c->state.high; w.threshold_fx++) {
        for (w.reset_fx = c->state.low; w.reset_fx <= c->state.high; w.reset_fx++) {
            every_mode(c, &w, every_drive);
        }
    }
}

/* ---- a circuit ---- */

/* Returns 0 if it is equal, 1 if it is different, 3 if it is not usable. */
static int judge(size_t number, const char *name)
{
    comparison c = {.cases = 0};
    cosim_diag diag;
    if (cosim_dut_open(name, &c.dut, &diag) != COSIM_DUT_OK) {
        printf("not ok %zu - %s\n# %s\n", number, name, diag.message);
        return 3;
    }
    const struct lif_dut_ops *ops = c.dut->ops;
    const unsigned width = ops->format.state_width;
    const bool in_whole = width <= WHOLE_WIDTH && ops->hold_width <= WHOLE_HOLD;
    if ((!in_whole && (width <= WHOLE_WIDTH || width > PARTS_WIDTH)) ||
        !(ops->capabilities & LIF_DUT_INTEGER_MODEL)) {
        printf("not ok %zu - %s\n# too wide for every word, or without an integer model\n", number,
               name);
        cosim_dut_close(c.dut);
        return 3;
    }
    c.state.high = (int32_t)(((uint32_t)1 << (width - 1)) - 1);
    c.state.low = -c.state.high - 1;
    c.leak_one = (int64_t)1 << ops->format.leak_fraction;
    c.hold_most = ((uint32_t)1 << (ops->hold_width % 32)) - 1;
    if (in_whole) {
        whole(&c);
    } else {
        every_update(&c);
        every_reset(&c);
    }
    /* A circuit that never spikes, or always, would have been compared on nothing. */
    if (c.failure[0] == '\0' && (c.spikes == 0 || c.spikes == c.steps)) {
        snprintf(c.failure, sizeof c.failure, "%" PRIu64 " spikes in all", c.spikes);
    }
    printf("%sok %zu - %s (%u/%u/%u), %s: %" PRIu64 " cases, %" PRIu64 " steps, %" PRIu64
           " spikes as in the integer model%s%s\n",
           c.failure[0] == '\0' ? "" : "not ", number, ops->name, width, ops->format.state_fraction,
           ops->format.leak_fraction, in_whole ? "whole" : "update and reset", c.cases, c.steps,
           c.spikes, c.failure[0] == '\0' ? "" : "; then ", c.failure);
    cosim_dut_close(c.dut);
    return c.failure[0] == '\0' ? 0 : 1;
}

int main(int argc, char **argv)
{
    int status = 0;
    if (argc < 2 || argv[1][0] == '-') {
        fputs("usage: exhaustive CIRCUIT ...\n", stderr);
        return 2;
    }
    printf("1..%d\n", argc - 1);
    for (int i = 1; i < argc; i++) {
        const int found = judge((size_t)i, argv[i]);
        status = found > status ? found : status;
        if (fflush(stdout) != 0) {
            perror("exhaustive");
            return 3;
        }
    }
    return status;
}
