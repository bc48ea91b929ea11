// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The CSV of sweeps has fields that may hold anything (RFC 4180), and numbers. */
#ifndef COSIM_SWEEP_FIELD_H
#define COSIM_SWEEP_FIELD_H

#include <stdio.h>

/* Writes a field of CSV, quoted where it has to be. */
void cosim_sweep_put_field(FILE *out, const char *text);

/* Writes a comma and the shortest text that reads as this value; nothing behind it where the value
 * is not finite. */
void cosim_sweep_put_number(FILE *out, double value);

#endif
