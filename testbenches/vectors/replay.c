// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* This replays the C header of `lifcosim vectors` through the integer model, as a user of that
 * header would write it. It prints one line, PASS or FAIL; the status is 0 or 1. */
#include "lif_integer.h"
#include "lif_vectors.h"

#include <stdio.h>

int main(void)
{
    const lif_format format = {.state_width = LIF_VECTORS_STATE_WIDTH,
                               .state_fraction = LIF_VECTORS_STATE_FRACTION,
                               .leak_fraction = LIF_VECTORS_LEAK_FRACTION,
                               .rounding = LIF_VECTORS_RESIDUAL ? LIF_RESIDUAL : LIF_HALF_UP};
    const lif_words words = {.leak_fx = LIF_VECTORS_LEAK,
                             .threshold_fx = LIF_VECTORS_THRESHOLD,
                             .reset_fx = LIF_VECTORS_RESET,
                             .initial_fx = LIF_VECTORS_INITIAL,
                             .initial_hold = LIF_VECTORS_INITIAL_HOLD,
                             .compare_above = LIF_VECTORS_COMPARE_ABOVE,
                             .reset_by_subtract = LIF_VECTORS_RESET_SUBTRACT};
    const unsigned steps = LIF_VECTORS_STEPS;
    unsigned spikes = 0;
    lif_integer model;

    lif_integer_start(&model, &format, &words);
    for (unsigned n = 0; n < steps; n++) {
        const struct lif_vector *v = &lif_vectors[n];
        const int32_t drive = (int32_t)v->drive;
        int32_t before, membrane;
        uint8_t spike;
        lif_integer_run(&model, 1, &drive, &v->hold, 0, &before, &membrane, &spike);
        if (before != v->before || membrane != v->membrane || spike != v->spike) {
            printf("FAIL: step %u of %u differs\n", n, steps);
            return 1;
        }
        spikes += spike;
    }
    printf("PASS: %u steps compared, %u spikes\n", steps, spikes);
    return 0;
}
