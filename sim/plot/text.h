// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The plot says something about a result in words. */
#ifndef COSIM_PLOT_TEXT_H
#define COSIM_PLOT_TEXT_H

#include "result/result.h"

#include <stddef.h>

/* Both return text[bytes]. This one writes "book-triangle on q8_24". */
const char *cosim_plot_heading(const cosim_result *result, char *text, size_t bytes);
/* Writes "500 steps of 100 µs; 15 spikes, reference 15; largest error 4.39 nV of bound 36.1 nV". */
const char *cosim_plot_summary(const cosim_result *result, char *text, size_t bytes);

/* Returns the distance of ticks, 1, 2 or 5 times a power of ten, that gives at most so many to a
 * range. */
double cosim_plot_tick(double range, unsigned most);

#endif
