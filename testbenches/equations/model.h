// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* C sees the Verilated model of write.c's batch.sv through these functions. */
#ifndef MODEL_H
#define MODEL_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct model {
    void *top;
    uint64_t *words;                  /* at the inputs, of all texts */
    const uint64_t *specs, *circuits; /* at the outputs of the specifications and of the circuits */
} model;

/* Makes a fresh instance, which is not evaluated yet. */
model model_new(void);
void model_free(model *m);

typedef struct model_pins {
    uint8_t clk, clk_every, clk_two, rst, en;
} model_pins;
void model_eval(model *m, const model_pins *pins);

#ifdef __cplusplus
}
#endif

#endif
