// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "circuit/core_model.h"

#include "circuit/core_memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct lif_core_dut {
    const struct lif_core_dut_ops *ops;
    lif_core_image image; /* the model's own copy: what it really has */
    lif_core_integer model;
    bool configured;
    char message[300];
};

static lif_core_dut *model_open(const struct lif_core_dut_ops *ops, char *error, size_t error_bytes)
{
    lif_core_dut *dut = calloc(1, sizeof *dut);
    if (dut == NULL) {
        snprintf(error, error_bytes, "out of memory");
        return NULL;
    }
    dut->ops = ops;
    return dut;
}

static void clear(lif_core_dut *dut)
{
    cosim_core_integer_free(&dut->model);
    cosim_core_image_free(&dut->image);
    dut->configured = false;
}

static void model_close(lif_core_dut *dut)
{
    if (dut != NULL) {
        clear(dut);
        free(dut);
    }
}

static const char *model_message(const lif_core_dut *dut) { return dut->message; }

static int failed(lif_core_dut *dut, const char *message)
{
    snprintf(dut->message, sizeof dut->message, "%s", message);
    return -1;
}

/* A model is what its table says, and of any size. */
static int model_elaborated(lif_core_dut *dut, lif_core_format *format, unsigned *neurons)
{
    *format = dut->ops->format;
    *neurons = dut->ops->neurons;
    return 0;
}

static void copy_image(lif_core_image *to, const lif_core_image *from)
{
    const size_t rows = (size_t)from->inputs + from->neurons;
    memcpy(to->word, from->word, from->neurons * sizeof *to->word);
    memcpy(to->row, from->row, rows * sizeof *to->row);
    memcpy(to->weight_fx, from->weight_fx, rows * from->neurons * sizeof *to->weight_fx);
    to->seed = from->seed;
}

/* A model has no state of before and no clocks: the seed chooses nothing. */
static int model_configure(lif_core_dut *dut, const lif_core_image *image, uint64_t seed)
{
    lif_error error;
    (void)seed;
    clear(dut);
    if (cosim_core_image_new(&dut->image, image->neurons, image->inputs, &error) != LIF_OK) {
        return failed(dut, error.message);
    }
    copy_image(&dut->image, image);
    if (cosim_core_integer_new(&dut->model, &dut->ops->format, &dut->image, &error) != LIF_OK) {
        return failed(dut, error.message);
    }
    dut->configured = true;
    return 0;
}

static int model_read_back(lif_core_dut *dut, lif_core_image *image)
{
    if (!dut->configured || image->neurons != dut->image.neurons ||
        image->inputs != dut->image.inputs) {
        return failed(dut, "the core has no image of this size; configure it first");
    }
    copy_image(image, &dut->image);
    return 0;
}

static int model_tick(lif_core_dut *dut, lif_core_tick *tick)
{
    lif_core_integer *m = &dut->model;
    const uint64_t clips = m->clips, overflows = m->overflows;
    if (!dut->configured) {
        return failed(dut, "the core has no words yet; configure it first");
    }
    tick->flags = 0;
    tick->clocks = 0;
    tick->spike_count = 0;
    for (size_t i = 0; i < tick->event_count; i++) {
        if (tick->events[i] < dut->image.inputs) {
            lif_core_integer_event(m, tick->events[i]);
        } else {
            tick->flags |= LIF_CORE_REFUSED_EVENT;
        }
    }
    lif_core_integer_neurons(m, tick->seen);
    for (unsigned i = 0; i < dut->image.neurons; i++) {
        tick->shown[i] = 1;
        if (tick->seen->spike[i] != 0) {
            tick->spikes[tick->spike_count++] = i;
        }
    }
    lif_core_integer_spikes(m, tick->seen->spike);
    tick->flags |= m->clips != clips ? LIF_CORE_SATURATED : 0u;
    tick->flags |= m->overflows != overflows ? LIF_CORE_OVERFLOWED : 0u;
    return 0;
}

const struct lif_core_dut_ops cosim_core_model_ops = {
    .abi = LIF_CORE_DUT_ABI,
    .ops_bytes = sizeof(struct lif_core_dut_ops),
    .name = "core model",
    .about = "integer model of a core, without Verilator",
    .format = {.state = {24, 18, 24, LIF_HALF_UP, LIF_CODING_ANY, 0},
               .weight_width = 8,
               .accumulator_width = 17,
               .hold_width = 8,
               .delay_bits = 3,
               .receptors = 1},
    .capabilities = LIF_CORE_SHOWS_STATE | LIF_CORE_READS_BACK | LIF_CORE_INTEGER_MODEL |
                    LIF_CORE_TELLS_SATURATION,
    .open = model_open,
    .close = model_close,
    .message = model_message,
    .elaborated = model_elaborated,
    .configure = model_configure,
    .read_back = model_read_back,
    .tick = model_tick};
