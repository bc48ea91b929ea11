// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "circuit/lanes_check.h"

#include "circuit/lif_conduct.h"
#include "lif_random.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHECK_ROUNDS = 2, CHECK_STEPS = 512, HOLD_BITS = 16 };

/* These tables serve one round, with a row a step. Below the rows of the lanes stands what the
 * circuit gets for one of them, and its answers. */
typedef struct tables {
    lif_words *words, *had;
    unsigned *lane;
    int32_t *drive, *before, *after, *stir_drive;
    uint32_t *hold, *stir_hold;
    uint8_t *spike;
} tables;

static void tables_free(tables *t)
{
    free(t->words);
    free(t->had);
    free(t->lane);
    free(t->drive);
    free(t->before);
    free(t->after);
    free(t->hold);
    free(t->spike);
    free(t->stir_drive);
    free(t->stir_hold);
}

static bool tables_new(tables *t, size_t lanes)
{
    const size_t steps = (lanes + 1) * CHECK_STEPS;
    *t = (tables){.words = calloc(lanes, sizeof *t->words),
                  .had = calloc(lanes, sizeof *t->had),
                  .lane = calloc(lanes, sizeof *t->lane),
                  .drive = calloc(steps, sizeof *t->drive),
                  .before = calloc(steps, sizeof *t->before),
                  .after = calloc(steps, sizeof *t->after),
                  .hold = calloc(steps, sizeof *t->hold),
                  .spike = calloc(steps, sizeof *t->spike),
                  .stir_drive = calloc(lanes, sizeof *t->stir_drive),
                  .stir_hold = calloc(lanes, sizeof *t->stir_hold)};
    return t->stir_drive != NULL && t->stir_hold != NULL && t->words != NULL && t->had != NULL &&
           t->lane != NULL && t->drive != NULL && t->before != NULL && t->after != NULL &&
           t->hold != NULL && t->spike != NULL;
}

static int64_t random_word(lif_random *random, unsigned width)
{
    return (int64_t)lif_random_below(random, (uint64_t)1 << width) - ((int64_t)1 << (width - 1));
}

/* Draws words over the whole of their ranges, so that the neuron spikes often. Every fourth lane
 * forgets its past (k = 1), so that its drives can meet the threshold exactly. */
static void fill(tables *t, const lif_format *f, unsigned lanes, lif_random *random)
{
    const uint64_t one = (uint64_t)1 << f->leak_fraction;
    for (unsigned l = 0; l < lanes; l++) {
        const bool ties = l % 4 == 0;
        lif_words *w = &t->words[l];
        t->lane[l] = l;
        *w = (lif_words){.leak_fx = (int64_t)(ties ? one : lif_random_below(random, one + 1)),
                         .threshold_fx = random_word(random, f->state_width) / 2,
                         .reset_fx = random_word(random, f->state_width) / 2,
                         .initial_fx = random_word(random, f->state_width),
                         .initial_hold = (uint32_t)lif_random_below(random, 4),
                         .compare_above = lif_random_below(random, 2) == 1,
                         .reset_by_subtract = lif_random_below(random, 2) == 1};
        for (size_t i = 0; i < CHECK_STEPS; i++) {
            const int64_t near = w->threshold_fx + (int64_t)lif_random_below(random, 3) - 1;
            const size_t here = i * lanes + l;
            t->drive[here] = (int32_t)(ties ? near : random_word(random, f->state_width));
            t->hold[here] = (uint32_t)lif_random_below(random, 4);
        }
    }
}

static bool same_words(const lif_words *a, const lif_words *b)
{
    return a->leak_fx == b->leak_fx && a->threshold_fx == b->threshold_fx &&
           a->reset_fx == b->reset_fx && a->initial_fx == b->initial_fx &&
           a->initial_hold == b->initial_hold && a->compare_above == b->compare_above &&
           a->reset_by_subtract == b->reset_by_subtract;
}

/* Resets every lane with its words, after a step with others, as the circuit's own configure
 * does. */
static int start(const cosim_lanes *batch, tables *t)
{
    const struct lif_batch_ops *ops = batch->ops;
    const lif_batch_block stir = {.n = 1,
                                  .drive_fx = t->stir_drive,
                                  .hold = t->stir_hold,
                                  .before_fx = t->before,
                                  .after_fx = t->after,
                                  .spike = t->spike};
    for (unsigned l = 0; l < ops->lanes; l++) {
        t->had[l] = lif_stir_words(&ops->format, &t->words[l]);
        t->stir_drive[l] = (int32_t)lif_stir_drive(&ops->format, &t->words[l]);
        t->stir_hold[l] = lif_stir_hold(&t->words[l], ops->hold_width);
    }
    return ops->configure(batch->instance, ops->lanes, t->lane, t->had) == 0 &&
                   ops->run(batch->instance, &stir) == 0
               ? ops->configure(batch->instance, ops->lanes, t->lane, t->words)
               : -1;
}

/* Tells whether a lane has answered like the circuit, which gets the same. */
static bool same_lane(const cosim_dut *dut, lif_dut *single, const tables *t, unsigned lanes,
                      unsigned l)
{
    const size_t own = (size_t)lanes * CHECK_STEPS;
    const lif_dut_block block = {.n = CHECK_STEPS,
                                 .drive_fx = t->drive + own,
                                 .hold = t->hold + own,
                                 .before_fx = t->before + own,
                                 .after_fx = t->after + own,
                                 .spike = t->spike + own};
    lif_words told;
    bool same = same_words(&t->words[l], &t->had[l]);
    for (size_t i = 0; i < CHECK_STEPS; i++) {
        t->drive[own + i] = t->drive[i * lanes + l];
        t->hold[own + i] = t->hold[i * lanes + l];
    }
    same = same && dut->ops->configure(single, &t->words[l], 0) == 0 &&
           dut->ops->read_words(single, &told) == 0 && same_words(&told, &t->had[l]) &&
           dut->ops->run(single, &block) == 0;
    for (size_t i = 0; i < CHECK_STEPS && same; i++) {
        const size_t here = i * lanes + l;
        same = t->before[here] == block.before_fx[i] && t->after[here] == block.after_fx[i] &&
               t->spike[here] == block.spike[i];
    }
    return same;
}

static int compare(const cosim_dut *dut, lif_dut *single, const cosim_lanes *batch, tables *t,
                   char *message, size_t bytes)
{
    const struct lif_batch_ops *ops = batch->ops;
    const unsigned lanes = ops->lanes;
    const lif_batch_block block = {.n = CHECK_STEPS,
                                   .drive_fx = t->drive,
                                   .hold = t->hold,
                                   .before_fx = t->before,
                                   .after_fx = t->after,
                                   .spike = t->spike};
    if (start(batch, t) != 0 || ops->read_words(batch->instance, lanes, t->lane, t->had) != 0 ||
        ops->run(batch->instance, &block) != 0) {
        snprintf(message, bytes, "does not run: %s", ops->message(batch->instance));
        return -1;
    }
    for (unsigned l = 0; l < lanes; l++) {
        if (!same_lane(dut, single, t, lanes, l)) {
            snprintf(message, bytes,
                     "is not the circuit %s: the answers of lane %u differ; build both again",
                     dut->name, l);
            return -1;
        }
    }
    return 0;
}

/* ---- every bit of the hold ---- */

/* A case has words and drives that show when a hold is over: the membrane is the drive of the step
 * before (k = 1), and never the same twice. The hold has one bit set; it is the initial one, or
 * that of a spike in step 0. */
typedef struct hold_case {
    lif_words words;
    uint32_t hold;
} hold_case;

static hold_case hold_of_bit(const lif_format *f, bool initial, unsigned bit)
{
    const uint32_t hold = (uint32_t)1 << bit;
    return (hold_case){.words = {.leak_fx = (int64_t)1 << f->leak_fraction,
                                 .threshold_fx = 1,
                                 .reset_fx = 0,
                                 .initial_fx = 0,
                                 .initial_hold = initial ? hold : 0},
                       .hold = initial ? 0 : hold};
}

static int32_t hold_drive(const hold_case *c, uint64_t step)
{
    const bool spikes = step == 0 && c->hold != 0;
    return spikes ? 1 : step % 2 == 0 ? -1 : -2;
}

/* All that a neuron answered, step for step, becomes one number. */
static uint64_t mixed(uint64_t sum, int32_t before, int32_t after, uint8_t spike)
{
    sum ^= (uint64_t)(uint32_t)before | (uint64_t)(uint32_t)after << 32;
    sum = (sum ^ (sum >> 29)) * 0xbf58476d1ce4e5b9u;
    return sum + spike;
}

/* Returns the steps until every hold of the lowest HOLD_BITS bits is over; a longer hold must last
 * through them all. */
static uint64_t hold_steps(unsigned width)
{
    return ((uint64_t)1 << (width < HOLD_BITS ? width : HOLD_BITS)) + 4;
}

/* Runs `count` cases, each lane with a case of its own. */
static int run_lanes(const cosim_lanes *batch, tables *t, const hold_case *cases, size_t count,
                     uint64_t *sums)
{
    const struct lif_batch_ops *ops = batch->ops;
    const unsigned lanes = ops->lanes;
    const uint64_t steps = hold_steps(ops->hold_width);
    for (unsigned l = 0; l < lanes; l++) {
        t->words[l] = cases[l % count].words;
        sums[l] = 0;
    }
    if (start(batch, t) != 0) {
        return -1;
    }
    for (uint64_t at = 0; at < steps; at += CHECK_STEPS) {
        const size_t n = steps - at < CHECK_STEPS ? (size_t)(steps - at) : CHECK_STEPS;
        const lif_batch_block block = {.n = n,
                                       .drive_fx = t->drive,
                                       .hold = t->hold,
                                       .before_fx = t->before,
                                       .after_fx = t->after,
                                       .spike = t->spike};
        for (size_t i = 0; i < n * lanes; i++) {
            t->drive[i] = hold_drive(&cases[i % lanes % count], at + i / lanes);
            t->hold[i] = cases[i % lanes % count].hold;
        }
        if (ops->run(batch->instance, &block) != 0) {
            return -1;
        }
        for (size_t i = 0; i < n * lanes; i++) {
            sums[i % lanes] = mixed(sums[i % lanes], t->before[i], t->after[i], t->spike[i]);
        }
    }
    return 0;
}

static int run_single(const cosim_dut *dut, lif_dut *single, tables *t, const hold_case *c,
                      uint64_t *sum)
{
    const uint64_t steps = hold_steps(dut->ops->hold_width);
    *sum = 0;
    if (dut->ops->configure(single, &c->words, 0) != 0) {
        return -1;
    }
    for (uint64_t at = 0; at < steps; at += CHECK_STEPS) {
        const size_t n = steps - at < CHECK_STEPS ? (size_t)(steps - at) : CHECK_STEPS;
        const lif_dut_block block = {.n = n,
                                     .drive_fx = t->drive,
                                     .hold_constant = c->hold,
                                     .before_fx = t->before,
                                     .after_fx = t->after,
                                     .spike = t->spike};
        for (size_t i = 0; i < n; i++) {
            t->drive[i] = hold_drive(c, at + i);
        }
        if (dut->ops->run(single, &block) != 0) {
            return -1;
        }
        for (size_t i = 0; i < n; i++) {
            *sum = mixed(*sum, t->before[i], t->after[i], t->spike[i]);
        }
    }
    return 0;
}

/* A hold that loses a bit ends too soon, and one with a bit too many ends too late. Lanes and
 * circuit are compared for each bit of the initial hold and of the hold after a spike. */
static int compare_holds(const cosim_dut *dut, lif_dut *single, const cosim_lanes *batch, tables *t,
                         char *message, size_t bytes)
{
    const unsigned lanes = batch->ops->lanes, width = batch->ops->hold_width;
    uint64_t *sums = calloc(lanes, sizeof *sums), sum;
    hold_case *cases = calloc(lanes, sizeof *cases);
    int status = sums == NULL || cases == NULL ? -1 : 0;
    if (status != 0) {
        snprintf(message, bytes, "could not be compared with the circuit: out of memory");
    }
    for (unsigned first = 0; first < 2 * width && status == 0; first += lanes) {
        const unsigned count = 2 * width - first < lanes ? 2 * width - first : lanes;
        for (unsigned i = 0; i < count; i++) {
            cases[i] = hold_of_bit(&batch->ops->format, first + i < width, (first + i) % width);
        }
        status = run_lanes(batch, t, cases, count, sums);
        if (status != 0) {
            snprintf(message, bytes, "does not run: %s", batch->ops->message(batch->instance));
        }
        for (unsigned l = 0; l < lanes && status == 0; l++) {
            if (run_single(dut, single, t, &cases[l % count], &sum) != 0 || sum != sums[l]) {
                char command[100];
                snprintf(message, bytes,
                         "is not the circuit %s: lane %u differs with bit %u of the %s hold; type "
                         "`%s`",
                         dut->name, l, (first + l % count) % width,
                         first + l % count < width ? "initial" : "refractory",
                         cosim_dut_command(&dut->ops->format, true, command, sizeof command));
                status = -1;
            }
        }
    }
    free(sums);
    free(cases);
    return status;
}

/* ---- the whole ---- */

/* The seed is fixed: a file is the same circuit today and tomorrow. */
int cosim_lanes_check(const cosim_dut *dut, const cosim_lanes *batch, char *message, size_t bytes)
{
    lif_random random;
    tables t;
    int status = 0;
    lif_dut *single = cosim_dut_instance(dut->ops, message, bytes);
    lif_random_seed(&random, 1);
    if (!tables_new(&t, batch->ops->lanes)) {
        snprintf(message, bytes, "could not be compared with the circuit: out of memory");
        status = -1;
    }
    status = single == NULL ? -1 : status;
    for (int round = 0; round < CHECK_ROUNDS && status == 0; round++) {
        fill(&t, &batch->ops->format, batch->ops->lanes, &random);
        status = compare(dut, single, batch, &t, message, bytes);
    }
    if (status == 0) {
        status = compare_holds(dut, single, batch, &t, message, bytes);
    }
    dut->ops->close(single);
    tables_free(&t);
    return status;
}

bool cosim_lanes_possible(const cosim_dut *dut)
{
    const hold_case c = hold_of_bit(&dut->ops->format, true, 0);
    char message[128] = "";
    uint64_t sum[2] = {0, 0};
    tables t;
    lif_dut *single = cosim_dut_instance(dut->ops, message, sizeof message);
    bool possible = tables_new(&t, 1);
    for (int i = 0; i < 2 && possible && single != NULL; i++) {
        possible = run_single(dut, single, &t, &c, &sum[i]) == 0;
    }
    dut->ops->close(single);
    tables_free(&t);
    return possible && sum[0] == sum[1];
}
