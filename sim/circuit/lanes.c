// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The batch object of a circuit: found beside it, tried in a child process, and believed only after
 * every lane has answered a few hundred random steps like the circuit itself (a file that was not
 * rebuilt with the circuit has the same format). */
#include "circuit/lanes.h"

#include "base/diag.h"
#include "circuit/format.h"
#include "circuit/probe.h"
#include "lif_random.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_BYTES = 4096, CHECK_ROUNDS = 2, CHECK_STEPS = 512, LANES_MOST = 4096 };

/* What every lane shows, and what the lanes of a circuit therefore must. */
static const uint32_t needed =
    LIF_DUT_SHOWS_MEMBRANE | LIF_DUT_SHOWS_BEFORE | LIF_DUT_READS_WORDS | LIF_DUT_INTEGER_MODEL;

/* Opens the file and one instance, and compares formats: the table's, the elaborated one, the
 * circuit's. Returns 0, or -1 with a message; what was opened is in *batch in either case. */
static int load(const cosim_dut *dut, const char *path, cosim_lanes *batch, char *message,
                size_t bytes)
{
    lif_format format = {0};
    unsigned hold_width = 0, lanes = 0;

    batch->library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (batch->library == NULL) {
        snprintf(message, bytes, "cannot be opened (%s); build it again", dlerror());
        return -1;
    }
    batch->ops = dlsym(batch->library, "lif_batch_ops");
    if (batch->ops == NULL || batch->ops->abi != LIF_BATCH_ABI ||
        batch->ops->ops_bytes != sizeof *batch->ops) {
        snprintf(message, bytes,
                 "exports no lif_batch_ops of version %u of sim/lif_batch.h; build it again",
                 LIF_BATCH_ABI);
        return -1;
    }
    const struct lif_batch_ops *ops = batch->ops;
    batch->instance = ops->open(message, bytes);
    if (batch->instance == NULL) {
        return -1;
    }
    if (ops->elaborated(batch->instance, &format, &hold_width, &lanes) != 0) {
        snprintf(message, bytes, "does not tell its format: %s", ops->message(batch->instance));
        return -1;
    }
    if (!cosim_format_equal(&format, &ops->format) ||
        !cosim_format_equal(&format, &dut->ops->format) || hold_width != ops->hold_width ||
        hold_width != dut->ops->hold_width || lanes != ops->lanes || lanes < 1 ||
        lanes > LANES_MOST) {
        snprintf(message, bytes,
                 "has %u lanes of %u/%u/%u with %u hold bits, not what its table or the circuit "
                 "says; build it again",
                 lanes, format.state_width, format.state_fraction, format.leak_fraction,
                 hold_width);
        return -1;
    }
    return 0;
}

/* ---- the comparison with the circuit ---- */

/* Tables for one round, a row a step; and below them what the circuit gets for one of the lanes,
 * and answers. */
typedef struct tables {
    lif_words *words, *had;
    unsigned *lane;
    int32_t *drive, *before, *after;
    uint32_t *hold;
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
                  .spike = calloc(steps, sizeof *t->spike)};
    return t->words != NULL && t->had != NULL && t->lane != NULL && t->drive != NULL &&
           t->before != NULL && t->after != NULL && t->hold != NULL && t->spike != NULL;
}

static int64_t random_word(lif_random *random, unsigned width)
{
    return (int64_t)lif_random_below(random, (uint64_t)1 << width) - ((int64_t)1 << (width - 1));
}

/* Words over the whole of their ranges, so that the neuron spikes often; every fourth lane forgets
 * its past (k = 1), so that its drives can meet the threshold exactly. */
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

/* Whether a lane has answered like the circuit, which gets the same. */
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
    bool same = same_words(&t->words[l], &t->had[l]);
    for (size_t i = 0; i < CHECK_STEPS; i++) {
        t->drive[own + i] = t->drive[i * lanes + l];
        t->hold[own + i] = t->hold[i * lanes + l];
    }
    same = same && dut->ops->configure(single, &t->words[l]) == 0 &&
           dut->ops->run(single, &block) == 0;
    for (size_t i = 0; i < CHECK_STEPS && same; i++) {
        const size_t here = i * lanes + l;
        same = t->before[here] == block.before_fx[i] && t->after[here] == block.after_fx[i] &&
               t->spike[here] == block.spike[i];
    }
    return same;
}

static int compare(const cosim_dut *dut, lif_dut *single, const cosim_lanes *batch, const tables *t,
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
    if (ops->configure(batch->instance, lanes, t->lane, t->words) != 0 ||
        ops->read_words(batch->instance, lanes, t->lane, t->had) != 0 ||
        ops->run(batch->instance, &block) != 0) {
        snprintf(message, bytes, "does not run: %s", ops->message(batch->instance));
        return -1;
    }
    for (unsigned l = 0; l < lanes; l++) {
        if (!same_lane(dut, single, t, lanes, l)) {
            snprintf(message, bytes,
                     "is not the circuit %s: lane %u answers otherwise; build both again",
                     dut->name, l);
            return -1;
        }
    }
    return 0;
}

/* The seed is fixed: a file is the same circuit today and tomorrow. */
static int verify(const cosim_dut *dut, const cosim_lanes *batch, char *message, size_t bytes)
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
    dut->ops->close(single);
    tables_free(&t);
    return status;
}

/* ---- finding it ---- */

static void attempt(void *context, const char *path, char *message, size_t bytes)
{
    const cosim_dut *dut = context;
    cosim_lanes batch = {0};
    if (load(dut, path, &batch, message, bytes) == 0) {
        (void)verify(dut, &batch, message, bytes);
    }
}

/* The batch object's path, if the circuit can have one: its name is a format, not a file. */
static bool find_path(const cosim_dut *dut, char path[PATH_BYTES])
{
    char folder[PATH_BYTES - 256], canonical[40];
    lif_format format;
    if (dut->library == NULL || (dut->ops->capabilities & needed) != needed ||
        !cosim_format_parse(dut->name, &format) ||
        !cosim_format_equal(&format, &dut->ops->format)) {
        return false;
    }
    snprintf(path, PATH_BYTES, "%s/batch/%s.so", cosim_dut_folder(folder, sizeof folder),
             cosim_format_name(&format, canonical));
    return access(path, F_OK) == 0;
}

int cosim_lanes_find(cosim_dut *dut, cosim_diag *diag)
{
    char path[PATH_BYTES], message[512] = "";
    cosim_lanes *batch;

    if (dut->lanes_known || !find_path(dut, path)) {
        dut->lanes_known = 1;
        return 0;
    }
    batch = calloc(1, sizeof *batch);
    if (batch == NULL) {
        return cosim_diag_set(diag, NULL, "out of memory");
    }
    if (cosim_dut_probe_with(attempt, dut, path, message, sizeof message) != 0 ||
        load(dut, path, batch, message, sizeof message) != 0) {
        cosim_lanes_close(batch);
        return cosim_diag_set(diag, NULL, "lanes of circuit %s: %s %s", dut->name, path, message);
    }
    dut->lanes = batch;
    dut->lanes_known = 1;
    return 0;
}

void cosim_lanes_close(cosim_lanes *batch)
{
    if (batch == NULL) {
        return;
    }
    if (batch->instance != NULL) {
        batch->ops->close(batch->instance);
    }
    if (batch->library != NULL) {
        dlclose(batch->library);
    }
    free(batch);
}

void cosim_lanes_leave(cosim_dut *dut)
{
    if (dut->lanes != NULL && dut->lanes->instance != NULL) {
        dut->lanes->ops->close(dut->lanes->instance);
        dut->lanes->instance = NULL;
    }
}

int cosim_lanes_enter(cosim_dut *dut, cosim_diag *diag)
{
    char message[512] = "";
    if (dut->lanes->instance == NULL) {
        dut->lanes->instance = dut->lanes->ops->open(message, sizeof message);
    }
    return dut->lanes->instance != NULL
               ? 0
               : cosim_diag_set(diag, NULL, "lanes of circuit %s cannot be opened again: %s",
                                dut->name, message);
}

unsigned cosim_lanes_count(cosim_dut *dut, cosim_diag *diag)
{
    if (cosim_lanes_find(dut, diag) != 0) {
        return 0;
    }
    return dut->lanes != NULL ? dut->lanes->ops->lanes : 1;
}
