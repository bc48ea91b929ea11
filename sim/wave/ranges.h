// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Keeps how far each curve of a waveform goes, so that a layout can write it beside the curve:
 * GTKWave draws no scale. */
#ifndef COSIM_WAVE_RANGES_H
#define COSIM_WAVE_RANGES_H

#include "run/job.h"

/* These are the curves, named as in the waveform, each in the unit of its name there. */
typedef enum cosim_curve {
    COSIM_NO_CURVE,
    COSIM_WORD, /* a membrane word as a share of |threshold - reset| */
    COSIM_MEMBRANE_MV,
    COSIM_PAINTED_MV,
    COSIM_REFERENCE_MV,
    COSIM_OVERLAY_MV,
    COSIM_THRESHOLD_MV,
    COSIM_RESET_MV,
    COSIM_ERROR_UV,
    COSIM_BOUND_UPPER_UV,
    COSIM_BOUND_LOWER_UV,
    COSIM_USAGE_PERCENT,
    COSIM_CURRENT_NA,
    COSIM_DRIVE_MV,
    COSIM_CURVES
} cosim_curve;

typedef struct cosim_ranges {
    double low[COSIM_CURVES], high[COSIM_CURVES]; /* low > high: no value yet */
} cosim_ranges;

/* Tells what a drive word stands for, *zero_v + word * *lsb_v [V]: the potential at which the
 * membrane would come to rest under this drive. A membrane without leak, or with a linear one,
 * comes to no rest, and there it is what a step adds to it. */
void cosim_drive_volts(const cosim_job *job, double *zero_v, double *lsb_v);

/* Starts with the membrane word that the circuit shows before the first result of the window, or
 * with none where the first thing in the window is a result (`waits` false). */
void cosim_ranges_start(cosim_ranges *ranges, const cosim_job *job, bool waits, int64_t word);

/* Takes n steps of the window: their drives, membranes after the reset and spikes, and what the
 * judge said of them. */
void cosim_ranges_add(cosim_ranges *ranges, const cosim_job *job, size_t n,
                      const lif_dut_view *view, const int32_t *drive_fx, const int32_t *after_fx,
                      const uint8_t *spike);

#endif
