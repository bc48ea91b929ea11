// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A drive that the search found counts once a scenario with it has been written, read back, and run
 * on the sound circuit: it must pass, and reach its corner. */
#ifndef COSIM_STRENGTH_CONFIRM_H
#define COSIM_STRENGTH_CONFIRM_H

#include "strength/strength.h"

/* Confirms the drive of corner number `corner` on the job that it was found on. The scenario is
 * left in `folder` (NULL: nowhere), and corner->file names it. A scenario that does not pass is not
 * left: the corner is REFUSED then, with the verdict as its reason. Returns 0, or -1 with *diag
 * where a file cannot be written, or what was written does not reach the corner. */
int cosim_confirm(cosim_strength *strength, size_t corner, const cosim_job *job, const char *folder,
                  cosim_diag *diag);

#endif
