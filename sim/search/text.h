// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Prints a finished search as a table, and in words. */
#ifndef COSIM_SEARCH_TEXT_H
#define COSIM_SEARCH_TEXT_H

#include "search/search.h"

#include <stdio.h>

/* Writes "20/12/18", or "20/12/18r" with residual rounding, as --dut model:... takes it. Returns
 * text. */
enum { COSIM_SEARCH_NAME_BYTES = 40 };
const char *cosim_search_name(const lif_format *format, char text[COSIM_SEARCH_NAME_BYTES]);

/* Writes what the goal asks for: "the spike list of the reference". Returns text. */
enum { COSIM_GOAL_BYTES = 160 };
const char *cosim_goal_text(const cosim_goal *goal, char text[COSIM_GOAL_BYTES]);

/* Prints what was tried, and one line a format, by cost; with `front` it prints only those of the
 * front and the recommended one. */
void cosim_search_table(FILE *out, const cosim_search *search, bool front);

/* Prints the recommended format with the reason, or why there is none. */
void cosim_search_advice(FILE *out, const cosim_search *search);

#endif
