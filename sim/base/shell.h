// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Words of a shell command that the program prints, so that it can be pasted. */
#ifndef COSIM_BASE_SHELL_H
#define COSIM_BASE_SHELL_H

#include <stdio.h>

/* Writes text as one word of a shell command: as it stands where the shell leaves it alone, else in
 * single quotes; and as $'...', which bash, zsh, ksh and POSIX 2024 know, where it has a character
 * that a reader would not see (base/utf8.h). */
void cosim_put_shell_word(FILE *out, const char *text);

/* The same word as a text to be freed; NULL without memory. */
char *cosim_shell_word(const char *text);

#endif
