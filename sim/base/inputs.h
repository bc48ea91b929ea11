// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The regular files that this process has read are kept by device and inode, so that no output
 * takes the place of one (base/output.h looks here). Readers note what they open. */
#ifndef COSIM_BASE_INPUTS_H
#define COSIM_BASE_INPUTS_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/stat.h>

/* Notes an open file, or one that another program will open by its name. It notes regular files
 * only, and none where memory is short. */
void cosim_inputs_note(FILE *file);
void cosim_inputs_note_path(const char *path);

/* A process that reads only to see whether it can calls this: it leaves what can be read only once
 * (a pipe) to the process that really reads. From then on may_open is false for such a file. */
void cosim_inputs_rehearse(void);
bool cosim_inputs_may_open(const char *path);

/* Tells whether a file was noted, under whatever name. */
bool cosim_inputs_have(const struct stat *state);

#endif
