// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The dead zone of a declaration: its rounding holds the membrane below the threshold with drives
 * that fire the scenario's neuron. It follows from the declaration alone, with constant drives. */
#ifndef COSIM_DIAGNOSE_DEAD_ZONE_H
#define COSIM_DIAGNOSE_DEAD_ZONE_H

#include "run/job.h"

/* Says in text[bytes] where a circuit that is what it declares sticks, and which drives fire it and
 * the reference. drive_fx, membrane: what drove it, and what it showed, when it stuck; the latter
 * is said where the declaration leaves its rounding open, and then nothing is known of other
 * drives. Returns 1, 0 where it has no dead zone, or -1 without memory. */
int cosim_dead_zone(const cosim_job *job, int32_t drive_fx, int64_t membrane, char *text,
                    size_t bytes);

#endif
