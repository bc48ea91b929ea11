// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Names what is wrong with a trace in volts: the neurons that explain every row of it, and that
 * differ from the scenario's in one thing, or in two where no single one does. */
#ifndef COSIM_DIAGNOSE_RIVALS_H
#define COSIM_DIAGNOSE_RIVALS_H

#include "diagnose/rival.h"
#include "result/finding.h"

enum { COSIM_RIVALS = 64 };

/* Writes all neurons that differ in one thing into list[COSIM_RIVALS]; returns how many. */
size_t cosim_rivals_make(const cosim_rival_rows *rows, cosim_rival *list);

/* Says what an order of the step does; NULL for the usual one. */
const char *cosim_rival_order_words(cosim_rival_order order);

/* Adds a finding for what explains all rows of a job that is a trace in volts and that failed.
 * Returns 0, or -1 with *diag. */
int cosim_findings_of_rivals(const cosim_job *job, struct cosim_findings *findings,
                             cosim_diag *diag);

#endif
