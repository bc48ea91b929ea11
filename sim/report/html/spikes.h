// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes the spikes of circuit and reference side by side, and where they differ. */
#ifndef COSIM_REPORT_HTML_SPIKES_H
#define COSIM_REPORT_HTML_SPIKES_H

#include "result/result.h"

#include <stdio.h>

void cosim_html_spikes(FILE *out, const cosim_result *result);

/* Times are in milliseconds, the unit of the field, with the decimals that a step needs. */
typedef struct cosim_html_clock {
    const char *unit;
    double step; /* in that unit */
    int decimals;
} cosim_html_clock;

cosim_html_clock cosim_html_clock_of(double step_s);

#endif
