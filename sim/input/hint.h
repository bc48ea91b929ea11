// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Says why a line of a text file cannot be read in its form: what it looks like, and the key that
 * would say so. */
#ifndef COSIM_INPUT_HINT_H
#define COSIM_INPUT_HINT_H

#include "input/table.h"

/* Writes "; this looks separated by ';': add \"separator: semicolon\"", or "" where the line looks
 * like its form, into text[bytes]; returns text. header: the line should name the columns. */
const char *cosim_hint(const char *line, const cosim_text_form *form, bool header, char *text,
                       size_t bytes);

#endif
