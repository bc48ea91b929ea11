// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes the spikes of circuit and reference side by side, and where they differ. */
#ifndef COSIM_REPORT_HTML_SPIKES_H
#define COSIM_REPORT_HTML_SPIKES_H

#include "result/result.h"

#include <stdio.h>

void cosim_html_spikes(FILE *out, const cosim_result *result);

#endif
