// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The fuzz targets share this. Each target is one file with the entry that libFuzzer calls;
 * replay.c calls the same entry for the kept corpus, without clang. */
#ifndef FUZZ_H
#define FUZZ_H

#include "base/diag.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* Takes one input. Returns 0, or ends the process by abort() where something is wrong. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The condition must hold for every input; libFuzzer and replay.c take abort() for a finding. */
#define FUZZ_CHECK(condition)                                                                      \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);         \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* Returns a folder of its own below $TMPDIR, made by the first call and removed at the end of the
 * process with the files that fuzz_write wrote. */
const char *fuzz_folder(void);

/* Writes a file of that folder and returns its path, valid until the fourth next call. */
const char *fuzz_write(const char *name, const void *bytes, size_t size);

/* Checks what a refusal of a file at `path` must say: a reason, and the place of it in that file.
 */
void fuzz_check_refusal(const cosim_diag *diag, const char *path);

/* Returns data[size] as a text of malloc; it ends at the first NUL. */
char *fuzz_text(const uint8_t *data, size_t size);

#endif
