// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The program knows a core under test through one table.
 *
 * A shared object exports `const struct lif_core_dut_ops lif_core_dut_ops`. Behind it may stand the
 * Verilated core, the integer model, a faulty core, a netlist or somebody else's core. It stands
 * beside lif_dut.h and does not extend it, since a core has no drive and no hold of a step: it is
 * told an image, takes events, and has ticks (docs/decisions/core-table.md). Functions return 0 on
 * success; on failure another value, with a one-line message from `message`. No function prints,
 * exits or throws. Instances are independent; one instance is used by one thread at a time. */
#ifndef LIF_CORE_DUT_H
#define LIF_CORE_DUT_H

#include "circuit/lif_dut.h"
#include "lif_core_format.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Every change of this header that an older shared object would misread raises this number. */
#define LIF_CORE_DUT_ABI 1u

/* A core says with these what it can do. */
enum {
    LIF_CORE_SHOWS_STATE = 1u << 0,   /* the words of each neuron-tick are observed */
    LIF_CORE_READS_BACK = 1u << 1,    /* read_back returns what the core really has */
    LIF_CORE_INTEGER_MODEL = 1u << 2, /* lif_core_integer with this format is its specification */
    LIF_CORE_TELLS_SATURATION = 1u
                                << 3 /* LIF_CORE_SATURATED is told of each tick that had a clip */
};

/* A tick may end with these flags. */
enum {
    LIF_CORE_SATURATED = 1u << 0,     /* a value was clipped in this tick */
    LIF_CORE_OVERFLOWED = 1u << 1,    /* an accumulator was exceeded */
    LIF_CORE_REFUSED_EVENT = 1u << 2, /* an event was not taken */
    LIF_CORE_LOST_EVENT = 1u << 3,    /* a queue was full, and an event or a spike is gone */
    LIF_CORE_LATE = 1u << 4           /* the tick did not end within its bound of clocks */
};

typedef struct lif_core_dut lif_core_dut; /* one instance, owned by the shared object */

/* One tick. The arrays belong to the caller. */
typedef struct lif_core_tick {
    const uint32_t *events; /* in: the input rows that have an event in this tick, in any order; a
                               row as often as it has events */
    size_t event_count;
    const lif_core_seen *seen; /* out: of each neuron (LIF_CORE_SHOWS_STATE; else left alone) */
    uint8_t *shown;     /* out: how often each neuron was shown, at most 255 [neurons] (the same) */
    uint32_t *spikes;   /* out: the neurons that left at the port, in that order [neurons] */
    size_t spike_count; /* out: how many left; the first `neurons` of them are in spikes */
    uint32_t flags;     /* out: LIF_CORE_* of this tick */
    uint64_t clocks;    /* out: clocks that it took, 0 where there are none */
    lif_dut_breach *breach; /* in and out: where the core broke its handshakes beside its ticks (an
                               output that did not stand still, a spike without a tick): added to;
                               NULL: nobody asks */
} lif_core_tick;

struct lif_core_dut_ops {
    uint32_t abi;       /* LIF_CORE_DUT_ABI */
    uint32_t ops_bytes; /* sizeof(struct lif_core_dut_ops) */
    const char *name;
    const char *about; /* one line: what it is */
    lif_core_format format;
    unsigned neurons, inputs; /* of the core; an image has these sizes. 0: it takes any image */
    uint32_t capabilities;

    /* Makes an instance, or returns NULL with a message in error[error_bytes]. ops is this very
     * table, so that one function can serve several. */
    lif_core_dut *(*open)(const struct lif_core_dut_ops *ops, char *error, size_t error_bytes);
    void (*close)(lif_core_dut *dut); /* NULL is allowed */
    /* Gives the message of the last failed call; "" when none failed. It is valid until the next
     * call. */
    const char *(*message)(const lif_core_dut *dut);

    /* Gives the format and the number of neurons that the elaborated core itself reports, which the
     * table must agree with. */
    int (*elaborated)(lif_core_dut *dut, lif_core_format *format, unsigned *neurons);

    /* Resets the core and gives it every word of the image: its next tick is tick 0. Before that
     * reset the core runs ticks with other words and events and is left in the middle of one, so
     * that nothing is at its start by chance, and what ran before does not matter. The seed also
     * chooses the idle clocks of the run, and when the port is not ready. */
    int (*configure)(lif_core_dut *dut, const lif_core_image *image, uint64_t seed);
    /* Reads all words back after configure into an image of this size (LIF_CORE_READS_BACK). What
     * only the tool knows (`most` of a row) is left alone. */
    int (*read_back)(lif_core_dut *dut, lif_core_image *image);

    /* Runs one tick to its end, until all its spikes have left. */
    int (*tick)(lif_core_dut *dut, lif_core_tick *tick);
};

#ifdef __cplusplus
}
#endif

#endif
