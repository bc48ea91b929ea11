// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "lif_core_format.h"

#include <math.h>

static lif_status check_range(const char *what, unsigned value, unsigned low, unsigned high,
                              lif_error *error)
{
    if (value >= low && value <= high) {
        return LIF_OK;
    }
    return lif_fail(error, LIF_BAD_PARAMETER, "core", "%s of %u is not possible; give %u to %u",
                    what, value, low, high);
}

lif_status lif_core_format_validate(const lif_core_format *format, lif_error *error)
{
    const lif_format *state = &format->state;
    const unsigned widest = state->state_width < 16 ? state->state_width : 16;
    lif_status status = lif_format_validate(state, error);
    if (status != LIF_OK && error != NULL) {
        error->key = "core";
    }
    const struct {
        const char *what;
        unsigned value, low, high;
    } ranges[] = {
        {"a state width", state->state_width, 2, 32},
        {"a weight width", format->weight_width, 2, widest},
        {"an accumulator width", format->accumulator_width, format->weight_width, 32},
        {"a hold width", format->hold_width, 1, 32},
        {"a number of delay bits", format->delay_bits, 1, 8},
        {"a number of receptors", format->receptors, 1, LIF_CORE_RECEPTORS},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges && status == LIF_OK; i++) {
        status = check_range(ranges[i].what, ranges[i].value, ranges[i].low, ranges[i].high, error);
    }
    if (status == LIF_OK && state->leak_coding != LIF_CODING_ANY) {
        status = lif_fail(error, LIF_BAD_PARAMETER, "core",
                          "a core has one multiplier for all its leaks and no other coding of "
                          "them; leave the coding of the leak out of the format");
    }
    return status;
}

static void reach_to(lif_core_reach *reach, unsigned i)
{
    reach->first = reach->end == 0 ? i : reach->first;
    reach->end = i + 1;
}

lif_core_reach lif_core_reach_of_words(const int32_t *weight_fx, unsigned neurons)
{
    lif_core_reach reach = {0, 0};
    for (unsigned i = 0; i < neurons; i++) {
        if (weight_fx[i] != 0) {
            reach_to(&reach, i);
        }
    }
    return reach;
}

lif_core_reach lif_core_reach_of_reals(const double *weight, unsigned neurons)
{
    lif_core_reach reach = {0, 0};
    for (unsigned i = 0; i < neurons; i++) {
        if (!(fabs(weight[i]) <= 0.0)) {
            reach_to(&reach, i);
        }
    }
    return reach;
}
