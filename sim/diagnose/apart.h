// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Candidates that answer the run alike are told apart: where there is a drive to which they answer
 * otherwise, the circuit is asked, and only those that answer as it does stay. A recording cannot
 * be asked: the drive is kept. */
#ifndef COSIM_DIAGNOSE_APART_H
#define COSIM_DIAGNOSE_APART_H

#include "diagnose/inquiry.h"

/* Drops of the inquiry's alike what is the same tree as an earlier one, and what a drive that was
 * found is against. Drives are searched for a bounded time, so that what stays may still differ
 * somewhere. Returns 0, or -1 with *diag. */
int cosim_tell_apart(cosim_inquiry *inquiry, cosim_diag *diag);

#endif
