// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The program prints shell commands that can be pasted; these write their words. */
#ifndef COSIM_BASE_SHELL_H
#define COSIM_BASE_SHELL_H

#include <stdio.h>

/* Writes text as one word of a shell command. It stands as it is where the shell leaves it alone,
 * else in single quotes. Where it has a character that a reader would not see (base/utf8.h) it is
 * written as $'...', which bash, zsh, ksh and POSIX 2024 know. */
void cosim_put_shell_word(FILE *out, const char *text);

/* Gives the same word as a text that the caller frees; NULL without memory. */
char *cosim_shell_word(const char *text);

#endif
