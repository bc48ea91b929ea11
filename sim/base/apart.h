// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Work that may kill its process is done in a process of its own. */
#ifndef COSIM_BASE_APART_H
#define COSIM_BASE_APART_H

#include "base/diag.h"

#include <stddef.h>

/* Copies `bytes` of *data to a child process, calls work(data) there, and copies what it made of
 * them back; all else that it does to memory is lost. A crash leaves no core file. Returns 0, or -1
 * with *diag and *data as it was: there was no child, or it ended before work returned. The message
 * is the rest of a sentence, as "was killed (Bus error)". */
int cosim_apart(void (*work)(void *data), void *data, size_t bytes, cosim_diag *diag);

#endif
