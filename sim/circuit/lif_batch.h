// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The lanes of a batch, many instances of one circuit in one model, stand behind this table.
 *
 * A shared object build/dut/batch/NAME.so exports `const struct lif_batch_ops lif_batch_ops`: the
 * RTL of the circuit NAME, `lanes` times, each lane with words, drives and a reset of its own, all
 * on one clock. Conventions are those of lif_dut.h; the rounding is half-up, and every lane shows
 * its membrane before and after the reset. There are no waveforms and no saved states: a run that
 * is worth a look is run again alone. */
#ifndef LIF_BATCH_H
#define LIF_BATCH_H

#include <stddef.h>
#include <stdint.h>

#include "lif_fixed.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Every change of this header that an older shared object would misread raises this number. */
#define LIF_BATCH_ABI 3u

typedef struct lif_batch lif_batch; /* one instance of all lanes, owned by the shared object */

/* A block has n >= 1 steps of every lane. Tables belong to the caller and have a row a step:
 * element i of lane l is table[i * lanes + l], so that the same step of all lanes stands side by
 * side. */
typedef struct lif_batch_block {
    size_t n;
    const int32_t *drive_fx;       /* in: U of each step */
    const uint32_t *hold;          /* in: H of each step; NULL: constant in every lane */
    const uint32_t *hold_constant; /* in: H of each lane, where hold is NULL */
    const uint8_t *idle;           /* in: idle clocks before each row (lif_conduct.h), the same for
                                      all lanes; NULL: none */
    int32_t *before_fx;            /* out: membrane before the reset */
    int32_t *after_fx;             /* out: membrane after the reset */
    uint8_t *spike;                /* out: 1 for a spike, else 0 */
    uint8_t *broken; /* in and out: 1 for a lane that broke its contract in an idle clock, or in the
                        reset before the block; NULL: nobody asks */
} lif_batch_block;

struct lif_batch_ops {
    uint32_t abi;       /* LIF_BATCH_ABI */
    uint32_t ops_bytes; /* sizeof(struct lif_batch_ops) */
    const char *name;   /* of the circuit that stands in every lane */
    unsigned lanes;
    lif_format format;   /* as built; `elaborated` must agree with it */
    unsigned hold_width; /* bits of a hold value */

    /* Makes an instance with every lane in reset, or returns NULL with a message in
     * error[error_bytes]. */
    lif_batch *(*open)(char *error, size_t error_bytes);
    void (*close)(lif_batch *batch); /* NULL is allowed */
    /* Gives the message of the last failed call; "" when none failed. It is valid until the next
     * call. */
    const char *(*message)(const lif_batch *batch);

    /* Gives the format that the elaborated circuit itself reports (its wrapper's constant outputs).
     */
    int (*elaborated)(lif_batch *batch, lif_format *format, unsigned *hold_width, unsigned *lanes);

    /* Resets `count` lanes, lane[i] with words[i]: their next step is step 0. The other lanes stand
     * still meanwhile. A lane that was never configured stays in reset, whatever is run. The caller
     * The caller runs the steps that go before a reset (lif_stir_words), because all lanes have
     * one valid_i. */
    int (*configure)(lif_batch *batch, size_t count, const unsigned *lane, const lif_words *words);
    /* Reads the words that `count` lanes have, lane[i] into words[i]; the initial ones are those of
     * the reset. */
    int (*read_words)(lif_batch *batch, size_t count, const unsigned *lane, lif_words *words);

    /* Runs a block; the steps of each lane follow those that it ran before. */
    int (*run)(lif_batch *batch, const lif_batch_block *block);

    /* The circuit whose lanes these are has the same identity (lif_dut.h); lanes with another one
     * are of another circuit. */
    const char *identity;
};

#ifdef __cplusplus
}
#endif

#endif
