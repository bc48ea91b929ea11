// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A shared object is tried in a child process, which it may kill. Messages are the rest of a
 * sentence that begins with the path. */
#ifndef COSIM_CIRCUIT_PROBE_H
#define COSIM_CIRCUIT_PROBE_H

#include <stddef.h>

/* A child process tries this with a shared object. The attempt leaves a message where it does not
 * work. */
typedef void (*cosim_attempt)(void *context, const char *path, char *message, size_t bytes);

/* Makes the attempt in a child process, which it may kill, for at most $LIFCOSIM_PROBE_SECONDS
 * (20). Returns 0, or -1 with a message. */
int cosim_dut_probe_with(cosim_attempt attempt, void *context, const char *path, char *message,
                         size_t bytes);

/* Opens, configures and runs the shared object in such a child process. */
int cosim_dut_probe(const char *path, char *message, size_t bytes);

#endif
