// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Files are read twice: first in a process of its own, with a bound on its memory, because the
 * libraries that read YAML, units and JSON crash where an allocation fails. */
#ifndef COSIM_CLI_READING_H
#define COSIM_CLI_READING_H

#include <stdbool.h>

/* Tries `read` on what `context` points to, in a process of its own. What `read` makes and what it
 * finds wrong is lost; it returns only whether memory was short. Returns CLI_OK, or CLI_UNUSABLE
 * after complaining of PATH. */
int cosim_cli_try_reading(bool (*read)(void *context), void *context, const char *path);

/* Asks something of what `context` points to, in such a process. Returns the answer, and false
 * where that process ended early: whoever reads the file then says why. */
bool cosim_cli_ask(bool (*ask)(void *context), void *context);

#endif
