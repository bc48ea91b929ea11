// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "base/version.h"

#ifndef COSIM_VERSION
#define COSIM_VERSION "0.1.0"
#endif
#ifndef COSIM_COMMIT
#define COSIM_COMMIT "unknown"
#endif

const char *cosim_version(void) { return COSIM_VERSION; }

const char *cosim_commit(void) { return COSIM_COMMIT; }
