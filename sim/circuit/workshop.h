// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* make builds circuits in the workshop. It is the source tree, or, for an installed program, a
 * folder in the user's cache that has links to the installed sources and a build/ of its own. So
 * one set of rules serves both, and an installation need not be writable. */
#ifndef COSIM_CIRCUIT_WORKSHOP_H
#define COSIM_CIRCUIT_WORKSHOP_H

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

enum { COSIM_INSTALLATION_BYTES = 65 };

/* Tells who the installation is, by a hash of all files that circuits are built from; "" in a
 * source tree. */
const char *cosim_installation(char text[COSIM_INSTALLATION_BYTES]);

/* Gives the path of the workshop, which exists then; a workshop of another installation is made
 * anew. Returns 0, or -1 with *diag. */
int cosim_workshop(char *text, size_t bytes, cosim_diag *diag);

/* Builds the shipped circuit NAME (a format's canonical name, or a variant's), with its lanes if
 * asked, and puts it into the folder of circuits (cosim_dut_folder); its path goes to so[bytes]. A
 * circuit that is up to date is left as it is. Returns 0, or -1 with *diag. */
int cosim_workshop_build(const char *name, bool lanes, char *so, size_t bytes, cosim_diag *diag);

/* Tells whether the circuit `so` was built by this installation; true also for one that no workshop
 * has built (somebody else's, or of a source tree). */
bool cosim_workshop_is_current(const char *so);

#endif
