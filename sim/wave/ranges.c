// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "wave/ranges.h"

#include "equations/case.h"

#include <math.h>

static void take(cosim_ranges *r, cosim_curve curve, double value)
{
    if (isfinite(value)) {
        r->low[curve] = fmin(r->low[curve], value);
        r->high[curve] = fmax(r->high[curve], value);
    }
}

static double potential_mv(const cosim_job *job, int64_t word)
{
    return 1e3 * (job->q.zero_v + (double)word * job->q.lsb * job->q.scale_v);
}

/* The drive word of somebody else's circuit may be a share of this potential, count a current, or
 * tell an event: the current that it stands for is what they have in common. */
void cosim_drive_volts(const cosim_job *job, double *zero_v, double *lsb_v)
{
    const lif_params *params = &job->scenario->params;
    const bool leaks = lif_params_leaks(params);
    const cosim_eq_case *c = job->q.equations;
    const bool linear = c != NULL && c->lif.of[COSIM_EQ_LINEAR_LEAK] != NULL;
    *zero_v = leaks && !linear ? params->v_rest_v : 0.0;
    *lsb_v = params->r_ohm / job->q.drive_fx_per_a;
    if (leaks && linear) {
        *lsb_v *= c->lif.k;
    }
}

static void take_membrane(cosim_ranges *r, const cosim_job *job, int64_t word)
{
    const double mv = potential_mv(job, word);
    take(r, COSIM_WORD, ldexp((double)word, -(int)job->dut->ops->format.state_fraction));
    take(r, COSIM_MEMBRANE_MV, mv);
    take(r, COSIM_OVERLAY_MV, mv);
}

static void take_reference(cosim_ranges *r, double mv)
{
    take(r, COSIM_REFERENCE_MV, mv);
    take(r, COSIM_OVERLAY_MV, mv);
}

static void take_error(cosim_ranges *r, double error_uv, double bound_uv)
{
    take(r, COSIM_ERROR_UV, error_uv);
    take(r, COSIM_BOUND_UPPER_UV, bound_uv);
    take(r, COSIM_BOUND_LOWER_UV, -bound_uv);
    take(r, COSIM_USAGE_PERCENT, bound_uv > 0.0 ? 100.0 * error_uv / bound_uv : 0.0);
}

void cosim_ranges_start(cosim_ranges *ranges, const cosim_job *job, bool waits, int64_t word)
{
    const lif_params *params = &job->scenario->params;
    for (int i = 0; i < COSIM_CURVES; i++) {
        ranges->low[i] = (double)INFINITY;
        ranges->high[i] = -(double)INFINITY;
    }
    take(ranges, COSIM_THRESHOLD_MV, 1e3 * params->v_threshold_v);
    take(ranges, COSIM_RESET_MV, 1e3 * params->v_reset_v);
    if (waits) {
        take_membrane(ranges, job, word);
        take(ranges, COSIM_PAINTED_MV, potential_mv(job, word));
        take_reference(ranges, potential_mv(job, word));
        take_error(ranges, 0.0, 0.0);
    }
}

void cosim_ranges_add(cosim_ranges *ranges, const cosim_job *job, size_t n,
                      const lif_dut_view *view, const int32_t *drive_fx, const int32_t *after_fx,
                      const uint8_t *spike)
{
    const cosim_scenario *scenario = job->scenario;
    double zero_v, lsb_v;
    cosim_drive_volts(job, &zero_v, &lsb_v);
    for (size_t i = 0; i < n; i++) {
        const double membrane_mv = potential_mv(job, after_fx[i]);
        const double reference_mv = 1e3 * view->reference_v[i];
        const bool painted = spike[i] != 0 && scenario->has_spike_peak;
        take(ranges, COSIM_CURRENT_NA, 1e9 * view->current_a[i]);
        take(ranges, COSIM_DRIVE_MV, 1e3 * (zero_v + (double)drive_fx[i] * lsb_v));
        take_membrane(ranges, job, after_fx[i]);
        take(ranges, COSIM_PAINTED_MV, painted ? 1e3 * scenario->spike_peak_v : membrane_mv);
        take_reference(ranges, reference_mv);
        take_error(ranges, 1e3 * (membrane_mv - reference_mv), 1e6 * view->bound_v[i]);
    }
}
