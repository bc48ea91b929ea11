// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "circuit/core_memory.h"

#include <stdint.h>
#include <stdlib.h>

lif_status cosim_core_image_new(lif_core_image *image, unsigned neurons, unsigned inputs,
                                lif_error *error)
{
    const size_t rows = (size_t)neurons + inputs;
    *image = (lif_core_image){.neurons = neurons, .inputs = inputs, .seed = 1};
    image->word = calloc(neurons, sizeof *image->word);
    image->row = calloc(rows, sizeof *image->row);
    image->weight_fx = rows < SIZE_MAX / neurons ? calloc(rows * neurons, sizeof(int32_t)) : NULL;
    if (image->word == NULL || image->row == NULL || image->weight_fx == NULL) {
        cosim_core_image_free(image);
        return lif_fail(error, LIF_NO_MEMORY, "core", "no memory for %u neurons and %u inputs",
                        neurons, inputs);
    }
    return LIF_OK;
}

void cosim_core_image_free(lif_core_image *image)
{
    free(image->word);
    free(image->row);
    free(image->weight_fx);
    *image = (lif_core_image){.neurons = 0};
}

lif_status cosim_core_integer_new(lif_core_integer *model, const lif_core_format *format,
                                  const lif_core_image *image, lif_error *error)
{
    model->state = calloc(image->neurons, sizeof *model->state);
    model->ring = calloc(lif_core_ring_size(format, image->neurons), sizeof *model->ring);
    if (model->state == NULL || model->ring == NULL) {
        cosim_core_integer_free(model);
        return lif_fail(error, LIF_NO_MEMORY, "core", "no memory for a model of %u neurons",
                        image->neurons);
    }
    lif_core_integer_start(model, format, image);
    return LIF_OK;
}

void cosim_core_integer_free(lif_core_integer *model)
{
    free(model->state);
    free(model->ring);
    model->state = NULL;
    model->ring = NULL;
}
