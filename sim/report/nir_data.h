// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A run of a network becomes NIRData (nir 1.0): for each population, `spikes` as
 * EventData (the spike of tick n has the time (n+1)*step, as nir counts steps that end with their
 * spikes) and `v` as TimeGriddedData (the membrane after the reset, [V], one sample of all ticks).
 */
#ifndef COSIM_REPORT_NIR_DATA_H
#define COSIM_REPORT_NIR_DATA_H

#include "input/nir/hdf.h"
#include "run/core_run.h"
#include "run/network_job.h"

typedef struct cosim_nir_data {
    cosim_arena *arena;
    const cosim_network_job *job;
    double *membrane; /* [ticks][neurons] [V] */
    uint8_t *spike;   /* [ticks][neurons], 0 or 1 */
    bool shows;       /* the core shows its membranes */
} cosim_nir_data;

/* Makes room for a job whose core is open. Returns -1 with *diag where the membranes are too many
 * for a file, or without memory. */
int cosim_nir_data_start(cosim_nir_data *data, cosim_arena *arena, const cosim_network_job *job,
                         cosim_diag *diag);

/* A `take` of run/core_run.h, whose context is the data. */
int cosim_nir_data_take(void *data, uint64_t tick, const lif_core_tick *shown,
                        const cosim_core_view *view, cosim_diag *diag);

/* Makes the tree of the file when the run is over. NULL with *diag without memory. */
cosim_hdf *cosim_nir_data_tree(const cosim_nir_data *data, cosim_diag *diag);

#endif
