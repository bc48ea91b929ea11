// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Turns YAML text into a tree, by the events of libfyaml. It refuses, each with its place, whatever
 * libfyaml refuses, more than one document, aliases, anchors, tags, merge keys, keys that are no
 * scalar, duplicate keys, nesting deeper than COSIM_YAML_DEPTH, and more than COSIM_YAML_NODES
 * values. It prints nothing. */
#ifndef COSIM_INPUT_YAML_H
#define COSIM_INPUT_YAML_H

#include "input/tree.h"

#define COSIM_YAML_DEPTH 64
#define COSIM_YAML_NODES 1000000 /* a node is some 50 times as large as its shortest text */

/* Parses bytes[size], checked before by cosim_source_check; `file` names it in places and must
 * outlive the tree. Returns 0 with *root in the arena, or -1 with *diag. */
int cosim_yaml_parse(cosim_arena *arena, const char *file, const char *bytes, size_t size,
                     cosim_node **root, cosim_diag *diag);

#endif
