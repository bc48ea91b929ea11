// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Only one process of the machine has a lock at a time. */
#ifndef COSIM_BASE_LOCK_H
#define COSIM_BASE_LOCK_H

#include "base/diag.h"

/* Waits for the lock of a file, which is made if it is not there. Returns a descriptor; closing it,
 * or the end of the process, gives the lock back. Returns -1 with *diag where the file cannot be
 * locked. */
int cosim_lock_take(const char *path, cosim_diag *diag);

#endif
