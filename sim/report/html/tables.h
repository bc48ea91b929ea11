// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes the tables of a section: parameters, words, error bound. */
#ifndef COSIM_REPORT_HTML_TABLES_H
#define COSIM_REPORT_HTML_TABLES_H

#include "result/result.h"
#include "run/job.h"

#include <stdio.h>

void cosim_html_parameters(FILE *out, const cosim_job *job);

void cosim_html_words(FILE *out, const cosim_job *job);

void cosim_html_bound(FILE *out, const cosim_job *job, const cosim_result *result);

#endif
