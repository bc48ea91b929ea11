// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* An axis gives its values, points and random draws, as text. */
#ifndef COSIM_SWEEP_DRAW_H
#define COSIM_SWEEP_DRAW_H

#include "sweep/sweep.h"

/* Gives point `index` of a list or range. Returns text or a text of the axis. */
const char *cosim_axis_point(const cosim_axis *axis, uint64_t index, char text[COSIM_VALUE_BYTES]);

/* Gives draw number `draw` of an axis. Returns text or a text of the axis. */
const char *cosim_axis_draw(const cosim_axis *axis, uint64_t seed, uint64_t draw,
                            char text[COSIM_VALUE_BYTES]);

const char *cosim_sweep_value(const cosim_sweep *sweep, uint64_t set, size_t axis,
                              char text[COSIM_VALUE_BYTES]);

#endif
