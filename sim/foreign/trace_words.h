// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A trace whose arithmetic is declared by equations: its columns are the words of their ports. */
#ifndef COSIM_FOREIGN_TRACE_WORDS_H
#define COSIM_FOREIGN_TRACE_WORDS_H

#include "foreign/trace_column.h"

/* Reads the declaration of a manifest, whose bytes are source, and a column for its drive and each
 * of its outputs. *equations: the text of the declaration. Returns 0, or -1 with *diag. */
int cosim_trace_words(const cosim_trace_reader *reader, const cosim_node *root, const char *source,
                      cosim_recording *recording, const char **equations, cosim_diag *diag);

#endif
