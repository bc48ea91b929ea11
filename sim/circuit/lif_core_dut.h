// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* draft */
#ifndef LIF_CORE_DUT_H
#define LIF_CORE_DUT_H

#include "circuit/lif_dut.h"
#include "lif_core_format.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define LIF_CORE_DUT_ABI 1u

typedef struct lif_core_dut lif_core_dut;

typedef struct lif_core_dut_tick {
    const uint32_t *row; /* in: input rows of the events of this tick, in order */
    size_t rows;
    lif_core_seen seen; /* out: what it shows */
    uint32_t *left;     /* out: neurons in the order in which they left, room for 2 * neurons */
    size_t left_count;
    uint8_t saturated;      /* out: a value was clipped in the tick */
    lif_dut_breach *breach; /* in and out */
} lif_core_dut_tick;

struct lif_core_dut_ops {
    uint32_t abi, ops_bytes;
    const char *name, *about;
    lif_core_format format;
    unsigned neurons, inputs;
    lif_core_dut *(*open)(const struct lif_core_dut_ops *ops, char *error, size_t error_bytes);
    void (*close)(lif_core_dut *dut);
    const char *(*message)(const lif_core_dut *dut);
    int (*elaborated)(lif_core_dut *dut, lif_core_format *format, unsigned *neurons);
    int (*configure)(lif_core_dut *dut, const lif_core_image *image, uint64_t seed);
    int (*read_image)(lif_core_dut *dut, lif_core_image *image);
    int (*tick)(lif_core_dut *dut, lif_core_dut_tick *tick);
    unsigned (*flags)(lif_core_dut *dut); /* STATUS bits since configure */
    uint64_t (*clocks)(const lif_core_dut *dut);
};

#ifdef __cplusplus
}
#endif

#endif
