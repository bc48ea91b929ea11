// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A core that was chosen by its name is found and opened. */
#ifndef COSIM_CIRCUIT_CORE_FIND_H
#define COSIM_CIRCUIT_CORE_FIND_H

#include "circuit/core_choose.h"
#include "circuit/core_open.h"

/* Writes the path of the shared object that cosim_core_find would open, whether it is there or not;
 * "" for a model or a board. Returns path. */
const char *cosim_core_path(const cosim_core_choice *choice, const cosim_core_kind *kind,
                            const char *name, char *path, size_t bytes);

/* Opens a core of a choice: the model, or the shared object, which is tried first in a child
 * process. kind: NULL for a file or a board, whose name is `name`. Returns COSIM_DUT_OK, and the
 * core is then to be closed; or another status with *diag (no place). */
int cosim_core_find(const cosim_core_choice *choice, const cosim_core_kind *kind, const char *name,
                    cosim_core_dut *dut, cosim_diag *diag);

#endif
