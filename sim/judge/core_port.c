// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "judge/core_port.h"

#include <limits.h>
#include <string.h>

static void note(cosim_core_finding *finding, uint64_t number, unsigned neuron,
                 const char *quantity, double expected, double observed)
{
    const cosim_core_mismatch m = {.tick = number,
                                   .neuron = neuron,
                                   .row = UINT_MAX,
                                   .quantity = quantity,
                                   .expected = expected,
                                   .observed = observed};
    cosim_core_note(finding, &m);
}

/* Holds the spikes that left against those that were shown. */
static void compare_lists(const lif_core_tick *tick, uint64_t number, unsigned neurons,
                          const uint8_t *spike, cosim_core_finding *finding)
{
    size_t at = 0;
    for (unsigned i = 0; i < neurons; i++) {
        if (spike[i] == 0) {
            continue;
        }
        if (at >= tick->spike_count || tick->spikes[at] != i) {
            note(finding, number, i, "next spike at the port", i,
                 at < tick->spike_count ? (double)tick->spikes[at] : -1.0);
            return;
        }
        at++;
    }
    if (at < tick->spike_count) {
        note(finding, number, at < neurons ? tick->spikes[at] : UINT_MAX,
             "spike at the port that no neuron shows", 0.0, 1.0);
    }
}

/* Takes the spikes from the port alone: they must be neurons, in ascending order. */
static void take_list(const lif_core_tick *tick, uint64_t number, unsigned neurons, uint8_t *spike,
                      cosim_core_finding *finding)
{
    const size_t count = tick->spike_count < neurons ? tick->spike_count : neurons;
    int64_t last = -1;
    bool failed = tick->spike_count > neurons;
    for (size_t i = 0; i < count; i++) {
        const uint32_t neuron = tick->spikes[i];
        failed |= neuron >= neurons || neuron <= last;
        last = neuron;
        if (neuron < neurons) {
            spike[neuron] = 1;
        }
    }
    if (failed) {
        note(finding, number, UINT_MAX, "spikes at the port, each once and ascending", 1.0, 0.0);
    }
}

void cosim_core_port_judge(const lif_core_tick *tick, uint64_t number, unsigned neurons,
                           bool shows_state, uint8_t *spike, cosim_core_finding *finding)
{
    memset(spike, 0, neurons);
    finding->compared++;
    if ((tick->flags & LIF_CORE_LATE) != 0) {
        note(finding, number, UINT_MAX, "end of the tick within its clocks", 1.0, 0.0);
    }
    if (tick->breach != NULL && tick->breach->count > 0) {
        note(finding, number, UINT_MAX, tick->breach->quantity, (double)tick->breach->expected,
             (double)tick->breach->observed);
        tick->breach->count = 0; /* judged */
    }
    if (!shows_state) {
        take_list(tick, number, neurons, spike, finding);
        return;
    }
    for (unsigned i = 0; i < neurons; i++) {
        spike[i] = tick->seen->spike[i] != 0;
        if (tick->shown[i] != 1) {
            note(finding, number, i, "times shown", 1.0, tick->shown[i]);
        }
    }
    compare_lists(tick, number, neurons, spike, finding);
}

void cosim_core_clip_judge(uint32_t flags, uint64_t number, const cosim_core_clips *clips,
                           cosim_core_finding *finding)
{
    static const struct {
        uint32_t flag;
        const char *quantity;
    } failures[] = {{LIF_CORE_OVERFLOWED, "accumulators that overflowed"},
                    {LIF_CORE_REFUSED_EVENT, "events that were refused"},
                    {LIF_CORE_LOST_EVENT, "events or spikes that were lost"}};
    const bool told = (flags & LIF_CORE_SATURATED) != 0;
    finding->compared++;
    for (size_t i = 0; i < sizeof failures / sizeof *failures; i++) {
        if ((flags & failures[i].flag) != 0) {
            note(finding, number, UINT_MAX, failures[i].quantity, 0.0, 1.0);
        }
    }
    if (!clips->declared && (told || clips->model > 0)) {
        note(finding, number, UINT_MAX, "values that saturated", 0.0,
             clips->model > 0 ? (double)clips->model : 1.0);
    }
    if (clips->tells && clips->exact && told != (clips->model > 0)) {
        note(finding, number, UINT_MAX, "saturation told", clips->model > 0, told);
    }
}
