// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "circuit/core_words.h"

lif_status cosim_core_quantise(const lif_core_net *net, const lif_core_format *format,
                               lif_core_image *image, lif_core_losses *losses, lif_error *error)
{
    lif_status status = cosim_core_image_new(image, net->neurons, net->inputs, error);
    if (status == LIF_OK) {
        status = lif_core_quantise(net, format, image, losses, error);
        if (status != LIF_OK) {
            cosim_core_image_free(image);
        }
    }
    return status;
}
