// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "wave/window.h"

int cosim_window_find(const cosim_wave_request *request, const cosim_result *result, uint64_t *from,
                      uint64_t *to, cosim_diag *diag)
{
    const cosim_wave_request *q = request;
    uint64_t centre = result->first_mismatch.has_step ? result->first_mismatch.step : 0;
    if (q->whole) {
        *from = 0;
        *to = result->steps;
        return 0;
    }
    if (q->has_window) {
        *from = q->from;
        *to = q->to < result->steps ? q->to : result->steps;
        return *from < *to ? 0
                           : cosim_diag_set(diag, NULL,
                                            "--window %llu:%llu: the run has %llu steps; give a "
                                            "window within them",
                                            (unsigned long long)q->from, (unsigned long long)q->to,
                                            (unsigned long long)result->steps);
    }
    if (q->around_spike) {
        if (q->spike >= result->dut_spikes.count) {
            return cosim_diag_set(diag, NULL,
                                  "--wave-around spike:%llu: the circuit spiked %zu times; spikes "
                                  "count from 0",
                                  (unsigned long long)q->spike, result->dut_spikes.count);
        }
        centre = result->dut_spikes.steps[q->spike];
    }
    *from = centre > COSIM_WINDOW_BEFORE ? centre - COSIM_WINDOW_BEFORE : 0;
    *to = centre + COSIM_WINDOW_AFTER < result->steps ? centre + COSIM_WINDOW_AFTER : result->steps;
    return 0;
}
