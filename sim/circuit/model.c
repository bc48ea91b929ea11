// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

#include "circuit/model.h"

#include "lif_integer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct lif_dut {
    lif_format format;
    lif_integer model;
};

static lif_dut *model_open(const struct lif_dut_ops *ops, char *error, size_t error_bytes)
{
    lif_dut *dut = calloc(1, sizeof *dut);
    if (dut == NULL) {
        snprintf(error, error_bytes, "out of memory");
        return NULL;
    }
    dut->format = ops->format;
    return dut;
}

static void model_close(lif_dut *dut) { free(dut); }

static const char *model_message(const lif_dut *dut)
{
    (void)dut;
    return "";
}

static int model_elaborated(lif_dut *dut, lif_format *format, unsigned *hold_width)
{
    *format = dut->format;
    *hold_width = 32;
    return 0;
}

static int model_configure(lif_dut *dut, const lif_words *words, uint64_t seed)
{
    (void)seed; /* no clock is ever idle here */
    lif_integer_start(&dut->model, &dut->format, words);
    return 0;
}

static int model_read_words(lif_dut *dut, lif_words *words)
{
    *words = dut->model.words;
    return 0;
}

static int model_run(lif_dut *dut, const lif_dut_block *b)
{
    lif_integer_run(&dut->model, b->n, b->drive_fx, b->hold, b->hold_constant, b->before_fx,
                    b->after_fx, b->spike);
    return 0;
}

static size_t model_state_bytes(lif_dut *dut) { return sizeof dut->model; }

static int model_save(lif_dut *dut, void *state)
{
    memcpy(state, &dut->model, sizeof dut->model);
    return 0;
}

static int model_restore(lif_dut *dut, const void *state)
{
    memcpy(&dut->model, state, sizeof dut->model);
    return 0;
}

void cosim_dut_model(struct lif_dut_ops *ops, const lif_format *format, const char *name)
{
    *ops = (struct lif_dut_ops){
        .abi = LIF_DUT_ABI,
        .ops_bytes = sizeof *ops,
        .name = name,
        .about = "integer model",
        .format = *format,
        .hold_width = 32,
        .clocks_per_step = 1,
        .capabilities = LIF_DUT_SHOWS_MEMBRANE | LIF_DUT_SHOWS_BEFORE | LIF_DUT_READS_WORDS |
                        LIF_DUT_INTEGER_MODEL | LIF_DUT_SAVES,
        .open = model_open,
        .close = model_close,
        .message = model_message,
        .elaborated = model_elaborated,
        .configure = model_configure,
        .read_words = model_read_words,
        .run = model_run,
        .state_bytes = model_state_bytes,
        .save = model_save,
        .restore = model_restore,
    };
}
