// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Layouts of a trace's waveform, for GTKWave and for Surfer, made from the one table of its signals
 * (wave/rows_vcd.c). */
#ifndef COSIM_WAVE_ROWS_LAYOUT_H
#define COSIM_WAVE_ROWS_LAYOUT_H

#include "base/diag.h"
#include "result/result.h"

/* One signal, trace.NAME. Those of one section stand together and have the same title. */
typedef struct cosim_rows_signal {
    const char *title;
    const char *name;
    int bits;   /* 0: a real one, which is drawn as a curve */
    int colour; /* of GTKWave (wave/gtkwave.h) */
    const char *surfer;
    double low, high; /* what a curve was seen to have; low > high: nothing */
} cosim_rows_signal;

typedef struct cosim_rows_shown {
    const char *wave; /* the waveform, beside which the layouts stand: FILE.vcd or FILE.fst */
    const cosim_result *result;
    const cosim_rows_signal *signal;
    size_t count;
    double from, to, mismatch; /* [units of time of the file]; mismatch < 0: none is shown */
} cosim_rows_shown;

/* Write PATH. Return 0, or -1 with *diag. */
int cosim_rows_gtkwave(const cosim_rows_shown *shown, const char *path, cosim_diag *diag);
int cosim_rows_surfer(const cosim_rows_shown *shown, const char *path, cosim_diag *diag);

#endif
