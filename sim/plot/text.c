// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "plot/text.h"

#include "base/si.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

const char *cosim_plot_heading(const cosim_result *result, char *text, size_t bytes)
{
    snprintf(text, bytes, "%s on %s", result->scenario, result->dut);
    return text;
}

static const char *plural(uint64_t count) { return count == 1 ? "" : "s"; }

const char *cosim_plot_summary(const cosim_result *result, char *text, size_t bytes)
{
    const cosim_prefix step = cosim_prefix_of(result->step_s);
    const double error = result->bounded.max_error_v, bound = result->bounded.max_bound_v;
    const cosim_prefix e = cosim_prefix_of(error), b = cosim_prefix_of(bound);
    char judged[128] = "error not judged", ambiguous[64] = "";

    if (result->bounded.verdict != COSIM_NOT_APPLICABLE) {
        snprintf(judged, sizeof judged, "largest error %.3g %sV of bound %.3g %sV",
                 error * e.factor, e.symbol, bound * b.factor, b.symbol);
    }
    if (result->bounded.ambiguous_steps > 0) {
        snprintf(ambiguous, sizeof ambiguous, "; %" PRIu64 " ambiguous step%s",
                 result->bounded.ambiguous_steps, plural(result->bounded.ambiguous_steps));
    }
    snprintf(text, bytes,
             "%" PRIu64 " step%s of %.4g %ss; %" PRIu64 " spike%s, reference %" PRIu64 "; %s%s",
             result->steps, plural(result->steps), result->step_s * step.factor, step.symbol,
             result->free_running.dut_spikes, plural(result->free_running.dut_spikes),
             result->free_running.reference_spikes, judged, ambiguous);
    return text;
}

double cosim_plot_tick(double range, unsigned most)
{
    const double least = range / most;
    const double power = pow(10, floor(log10(least)));
    const double factors[] = {1, 2, 5};
    for (size_t i = 0; i < sizeof factors / sizeof factors[0]; i++) {
        if (factors[i] * power >= least * (1 - 1e-12)) {
            return factors[i] * power;
        }
    }
    return 10 * power;
}
