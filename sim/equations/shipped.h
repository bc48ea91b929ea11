// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A shipped neuron says by equations what the headers of rtl/lif_neuron.v and of its variants say.
 */
#ifndef COSIM_EQUATIONS_SHIPPED_H
#define COSIM_EQUATIONS_SHIPPED_H

#include "lif_fixed.h"

#include <stdio.h>

/* The params of the text, in its order. */
enum {
    COSIM_EQ_SHIPPED_LEAK,
    COSIM_EQ_SHIPPED_THRESHOLD,
    COSIM_EQ_SHIPPED_RESET, /* the value after a spike, or by subtraction the amount */
    COSIM_EQ_SHIPPED_INITIAL,
    COSIM_EQ_SHIPPED_WAIT, /* the initial hold */
    COSIM_EQ_SHIPPED_ABOVE,
    COSIM_EQ_SHIPPED_SUBTRACT,
    COSIM_EQ_SHIPPED_HOLD,
    COSIM_EQ_SHIPPED_PARAMS
};

/* Writes the key `equations` for a neuron of this format whose hold has so many bits. */
void cosim_eq_put_shipped(FILE *file, const lif_format *format, unsigned hold_bits);

/* Writes the keys `membrane` and `drives` that go with it. */
void cosim_eq_put_shipped_keys(FILE *file, const lif_format *format);

#endif
