// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "result/distances.h"

#include "lif_metrics.h"

#include <math.h>
#include <stdlib.h>

static void to_seconds(const cosim_train *train, double step_s, double *time_s)
{
    for (size_t i = 0; i < train->count; i++) {
        time_s[i] = (double)train->steps[i] * step_s;
    }
}

static void name_parameters(cosim_result *result)
{
    result->free_running.coincidence_window_s = COSIM_COINCIDENCE_WINDOW_S;
    result->free_running.victor_purpura_q_per_s = COSIM_VICTOR_PURPURA_Q_PER_S;
    result->free_running.van_rossum_tau_s = COSIM_VAN_ROSSUM_TAU_S;
}

void cosim_trains_skip(cosim_result *result)
{
    name_parameters(result);
    result->free_running.coincidence = (double)NAN;
    result->free_running.victor_purpura = (double)NAN;
    result->free_running.van_rossum = (double)NAN;
}

int cosim_trains_compare(cosim_result *result, cosim_diag *diag)
{
    const size_t na = result->dut_spikes.count, nb = result->reference_spikes.count;
    name_parameters(result);
    result->free_running.coincidence = 1.0;
    result->free_running.victor_purpura = 0.0;
    result->free_running.van_rossum = 0.0;
    if (result->free_running.identical) {
        return 0;
    }
    /* both trains, and what the Victor-Purpura distance needs */
    double *a = calloc(na + 2 * nb + 1, sizeof *a);
    if (a == NULL) {
        return cosim_diag_set(diag, NULL, "out of memory for the distances of the spike trains");
    }
    double *b = a + na, *room = b + nb;
    to_seconds(&result->dut_spikes, result->step_s, a);
    to_seconds(&result->reference_spikes, result->step_s, b);
    result->free_running.coincidence = lif_coincidence_factor(
        a, na, b, nb, COSIM_COINCIDENCE_WINDOW_S, (double)result->steps * result->step_s);
    result->free_running.van_rossum = lif_van_rossum(a, na, b, nb, COSIM_VAN_ROSSUM_TAU_S);
    result->free_running.victor_purpura =
        na > COSIM_VICTOR_PURPURA_SPIKES || nb > COSIM_VICTOR_PURPURA_SPIKES
            ? (double)NAN
            : lif_victor_purpura(a, na, b, nb, COSIM_VICTOR_PURPURA_Q_PER_S, room);
    free(a);
    return 0;
}
