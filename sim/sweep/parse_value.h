// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The values of a line of a sweep (sweep/line.h), one by one. The first that is missing or wrong is
 * remembered, and so a reader goes on, and asks once. */
#ifndef COSIM_SWEEP_PARSE_VALUE_H
#define COSIM_SWEEP_PARSE_VALUE_H

#include "judge/verdict.h"
#include "sweep/record.h"

#include <yajl/yajl_tree.h>

typedef struct cosim_sweep_parser {
    yajl_val root;
    const char *bad; /* the first key that is missing or wrong */
} cosim_sweep_parser;

/* Remembers a key that is missing or wrong. */
void cosim_sweep_parse_wrong(cosim_sweep_parser *p, const char *key);

/* Return the value of a key of the line: of any kind, or NULL; a count; a number, null being NaN;
 * a text, which is the line's. What is no such value is 0, NaN or "". */
yajl_val cosim_sweep_parse_value(cosim_sweep_parser *p, const char *key);
uint64_t cosim_sweep_parse_count(cosim_sweep_parser *p, const char *key);
double cosim_sweep_parse_number(cosim_sweep_parser *p, const char *key);
const char *cosim_sweep_parse_text(cosim_sweep_parser *p, const char *key);

/* Return what a value, which may be NULL, is as a count or a text of `key`. */
uint64_t cosim_sweep_parse_count_in(cosim_sweep_parser *p, const char *key, yajl_val value);
const char *cosim_sweep_parse_text_at(cosim_sweep_parser *p, const char *key, yajl_val value);

/* Returns the verdict of a level. */
cosim_verdict cosim_sweep_parse_level(cosim_sweep_parser *p, const char *name);

/* Reads what lines of neurons and of networks have. */
void cosim_sweep_parse_counts(cosim_sweep_parser *p, cosim_sweep_record *record);

#endif
