// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Between circuit/dut.c and circuit/probe.c: how a shared object becomes an instance, in the child
 * process that tries it first and then in the program. Messages are the rest of a sentence that
 * begins with the path. */
#ifndef COSIM_DUT_PRIVATE_H
#define COSIM_DUT_PRIVATE_H

#include "circuit/lif_dut.h"

#include <stddef.h>

/* Opens a shared object and checks its table. Returns 0, or -1 with a message; *library is to be
 * closed in either case unless it is NULL. */
int cosim_dut_load(const char *path, void **library, const struct lif_dut_ops **ops, char *message,
                   size_t bytes);

/* A new instance whose table agrees with what the elaborated circuit reports, or NULL with a
 * message; message[0] must be NUL before. */
lif_dut *cosim_dut_instance(const struct lif_dut_ops *ops, char *message, size_t bytes);

/* What a child process tries with a shared object: leaves a message where it does not work. */
typedef void (*cosim_attempt)(void *context, const char *path, char *message, size_t bytes);

/* Makes the attempt in a child process that may be killed by it, for at most
 * $LIFCOSIM_PROBE_SECONDS (20). Returns 0, or -1 with a message. */
int cosim_dut_probe_with(cosim_attempt attempt, void *context, const char *path, char *message,
                         size_t bytes);

/* Opens, configures and runs the shared object so. */
int cosim_dut_probe(const char *path, char *message, size_t bytes);

#endif
