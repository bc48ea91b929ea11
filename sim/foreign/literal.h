// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A circuit has texts of its manifest compiled into it. */
#ifndef COSIM_FOREIGN_LITERAL_H
#define COSIM_FOREIGN_LITERAL_H

#include <stdio.h>

/* Writes a text as a literal of C, within one line. */
void cosim_put_literal(FILE *file, const char *text);

#endif
