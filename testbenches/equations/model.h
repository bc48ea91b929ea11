// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The verilated model of write.c's batch.v, for C. */
#ifndef MODEL_H
#define MODEL_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct model {
    void *top;
    uint32_t *words;                  /* two for each word of 64 bits, the lower one first */
    const uint32_t *specs, *circuits; /* the same */
} model;

/* A fresh instance, not evaluated yet. */
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
