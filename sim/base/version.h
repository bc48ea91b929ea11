// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Tells which program this is. make gives COSIM_VERSION and COSIM_COMMIT, as string literals, to
 * base/version.c alone, so that a commit rebuilds nothing else. */
#ifndef COSIM_BASE_VERSION_H
#define COSIM_BASE_VERSION_H

/* Gives the version, "0.1.0". */
const char *cosim_version(void);

/* Gives the commit that was built, or "unknown" outside a repository. */
const char *cosim_commit(void);

#endif
