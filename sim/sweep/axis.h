// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Reads an axis of a sweep: a list, a range or a distribution. */
#ifndef COSIM_SWEEP_AXIS_H
#define COSIM_SWEEP_AXIS_H

#include "sweep/sweep.h"

/* Reads one axis; `draws`: random values are allowed. Returns 0, or -1 with *diag. */
int cosim_sweep_axis_read(cosim_arena *arena, const cosim_node *node, bool draws, cosim_axis *axis,
                          cosim_diag *diag);

/* Writes a node as --set takes it: a scalar as it stands, anything else as YAML flow text. Returns
 * NULL without memory. */
const char *cosim_axis_flow(cosim_arena *arena, const cosim_node *node);

#endif
