// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* What the files of the sweep reader share. */
#ifndef COSIM_SWEEP_INTERNAL_H
#define COSIM_SWEEP_INTERNAL_H

#include "sweep/sweep.h"

/* Reads one axis; `draws`: random values are allowed. 0, or -1 with *diag. */
int cosim_sweep_axis_read(cosim_arena *arena, const cosim_node *node, bool draws, cosim_axis *axis,
                          cosim_diag *diag);

/* Point `index` of a list or range. Returns text or a text of the axis. */
const char *cosim_axis_point(const cosim_axis *axis, uint64_t index, char text[COSIM_VALUE_BYTES]);

/* Draw number `draw` of an axis. Returns as above. */
const char *cosim_axis_draw(const cosim_axis *axis, uint64_t seed, uint64_t draw,
                            char text[COSIM_VALUE_BYTES]);

/* A node as --set takes it: a scalar as it stands, anything else as YAML flow text. NULL without
 * memory. */
const char *cosim_axis_flow(cosim_arena *arena, const cosim_node *node);

#endif
