// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Reads the keys beside the path of a data file that say what its text looks like. */
#ifndef COSIM_INPUT_FORM_H
#define COSIM_INPUT_FORM_H

#include "input/table.h"
#include "input/tree.h"

/* Reads `separator`, `decimal`, `comment` and `header` of a mapping (*stated: there is any), and,
 * for a waveform, `clock`, `edge`, `enable` and `reset: {signal, active}`. Returns 0, or -1 with
 * *diag. */
int cosim_form_read(const cosim_node *map, cosim_text_form *form, bool *stated, cosim_diag *diag);

/* Tells whether a path is that of a waveform: it ends in .vcd or .fst. */
bool cosim_form_is_wave(const char *path);

#endif
