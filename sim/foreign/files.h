// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A manifest may come from anywhere: what it names, and what its sources include, lies below its
 * folder, unless the user allows more, and its design runs no command and opens no file but memory
 * files. */
#ifndef COSIM_FOREIGN_FILES_H
#define COSIM_FOREIGN_FILES_H

#include "foreign/design.h"
#include "foreign/manifest.h"

#include <stdio.h>

enum { COSIM_FILES_BYTES = 4096 };

/* Gives the path of a file that a manifest names, as realpath does; NULL where there is none. */
const char *cosim_files_path(const cosim_manifest *manifest, const cosim_node *item,
                             char path[COSIM_FILES_BYTES]);

/* Gives the folder of source i, where what it includes is found, as realpath does; NULL where there
 * is none. */
const char *cosim_files_source_folder(const cosim_manifest *manifest, size_t i,
                                      char path[COSIM_FILES_BYTES]);

/* Tells whether a path, as realpath gives it, may be read: it is the manifest's folder or lies
 * below it, or any may be. */
bool cosim_files_inside(const cosim_manifest *manifest, const char *path);

/* Checks what Verilator has read for the design, beside the files of `folder`, and what the design
 * does. Returns 0, or -1 with *diag. */
int cosim_files_check(const cosim_manifest *manifest, const cosim_design *design,
                      const char *folder, cosim_diag *diag);

/* Refuses a circuit, built in `folder`, that calls functions in C of its own choice, for the C
 * library has some that run commands. Returns 0, or -1 with *diag. */
int cosim_files_check_built(const cosim_manifest *manifest, const char *folder, cosim_diag *diag);

/* Writes the folders where sim/verilator/files.hpp looks for memory files. */
void cosim_put_data_folders(FILE *file, const cosim_manifest *manifest);

#endif
