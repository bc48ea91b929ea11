// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A text as a declaration: its first state is the membrane, of 1000 words, and every input drives.
 */
#ifndef DECLARED_H
#define DECLARED_H

#include "equations/declaration.h"
#include "texts.h"

/* Reads `source`, which is that of the text or a changed one. Ends the process with status 2 and a
 * message where that is not possible. */
const cosim_eq_declaration *declared_read(cosim_arena *arena, const text_entry *text,
                                          const char *source);

/* Narrows the words of an input or param to those of the text's line "# range NAME LOW HIGH", or to
 * those from -1024 to 1024. */
void declared_range(const text_entry *text, const char *name, int64_t *low, int64_t *high);

#endif
