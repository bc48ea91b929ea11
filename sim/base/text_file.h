// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A file is read whole, as text. */
#ifndef COSIM_BASE_TEXT_FILE_H
#define COSIM_BASE_TEXT_FILE_H

/* Reads a file up to its end, or to a byte 0. Returns text from malloc, or NULL where the file
 * cannot be read or is empty. */
char *cosim_text_file_read(const char *path);

#endif
