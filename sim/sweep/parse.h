// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Reads a line of a sweep again, for a sweep that goes on and for parts that are joined. */
#ifndef COSIM_SWEEP_PARSE_H
#define COSIM_SWEEP_PARSE_H

#include "sweep/record.h"

/* Reads text[length], a line without its line feed, that this program wrote: of its version and
 * commit, with its checksum, and with a verdict that follows from its levels. Returns 0 with
 * *parsed (free with cosim_sweep_parsed_free), or -1 with what is wrong in message[bytes]. */
enum { COSIM_SWEEP_MESSAGE = 240 }; /* room for every message */
int cosim_sweep_parse_line(const char *text, size_t length, cosim_sweep_parsed *parsed,
                           char *message, size_t bytes);

void cosim_sweep_parsed_free(cosim_sweep_parsed *parsed);

#endif
