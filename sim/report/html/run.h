// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes the section of a run: what was found, at which level, and how to see it again. */
#ifndef COSIM_REPORT_HTML_RUN_H
#define COSIM_REPORT_HTML_RUN_H

#include "report/html/page.h"
#include "result/result.h"
#include "run/job.h"

#include <stdio.h>

/* Each of these writes a part of a section. */
void cosim_html_levels(FILE *out, const cosim_result *result);

void cosim_html_reproduce(FILE *out, const cosim_job *job, const cosim_result *result);

/* Writes a whole section; its id is run-NUMBER. */
void cosim_html_put_run(FILE *out, const cosim_html_run *run, size_t number);

#endif
