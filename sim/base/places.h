// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* These are the folders in which the program finds what it was made with, and in which it leaves
 * files that nobody named.
 *
 * In a source tree everything lies in the tree. An installed program finds its files relative to
 * itself, so that an installation can be moved as a whole, and leaves its own in the user's folders
 * (XDG Base Directory Specification). A user without a home folder that can be written gets one of
 * his own in $TMPDIR. */
#ifndef COSIM_BASE_PLACES_H
#define COSIM_BASE_PLACES_H

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

/* Tells whether the program is installed, as PREFIX/bin/lifcosim with PREFIX/share/lifcosim beside
 * it. */
bool cosim_is_installed(void);

/* Finds the folder of the sources that circuits are built from: $LIFCOSIM_ROOT,
 * PREFIX/share/lifcosim, or the nearest folder above the program that has sim/circuits.mk. Returns
 * 0, or -1 with *diag. */
int cosim_sources_folder(char *text, size_t bytes, cosim_diag *diag);

/* Gives PREFIX/lib/lifcosim of an installed program, which holds the circuits that came with it.
 * Returns text. */
const char *cosim_library_folder(char *text, size_t bytes);

/* These give the user's folders of an installed program, one for what can be made again (circuits)
 * and one for what cannot (waveforms and findings of failing runs). The folders need not exist.
 * Both return text. */
const char *cosim_cache_folder(char *text, size_t bytes);
const char *cosim_state_folder(char *text, size_t bytes);

/* Makes a folder and those above it that are missing, for the user alone. Returns 0, or -1 with
 * *diag. */
int cosim_make_folders(const char *path, cosim_diag *diag);

/* Tells whether only the user (or root) can put a file into that folder: it belongs to one of them,
 * and nobody else may write to it, or put another one in its place. Returns 0, or -1 with *diag,
 * also where it is not there. */
int cosim_folder_is_own(const char *path, cosim_diag *diag);

#endif
