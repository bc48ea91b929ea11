// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A tree that was read from YAML is written again, in a line: {key: [value, ...]}. */
#ifndef COSIM_INPUT_FLOW_H
#define COSIM_INPUT_FLOW_H

#include "input/tree.h"

#include <stdio.h>

/* Writes a scalar in double quotes, where all characters but the special ones stand for themselves;
 * a text from a source that was checked has no control characters but tab and line breaks. */
void cosim_flow_put_text(FILE *file, const char *text);

/* Writes a node and what is below it. */
void cosim_flow_put(FILE *file, const cosim_node *node);

#endif
