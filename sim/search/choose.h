// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Chooses the format to take: order, front and goal. */
#ifndef COSIM_SEARCH_CHOOSE_H
#define COSIM_SEARCH_CHOOSE_H

#include "search/search.h"

/* Orders points by multiplier bits, then register bits, then bound, then format. It is for
 * qsort. */
int cosim_search_compare(const void *a, const void *b);

/* Marks the front of cost (multiplier bits) and accuracy (max_bound) among point[count], which are
 * in the order of cosim_search_compare. Points that are equal are all on it. */
void cosim_search_front(cosim_search_point *point, size_t count);

/* Tells whether a result, of a scenario with steps of step_s [s], meets a goal. */
bool cosim_goal_met(const cosim_goal *goal, const cosim_search_result *result, double step_s);

#endif
