// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A grid is run in processes: each takes every n-th format and writes into shared memory. */
#ifndef COSIM_SEARCH_RUN_H
#define COSIM_SEARCH_RUN_H

#include "search/search.h"

/* Runs all, and finds front and recommendation. Returns 0, or -1 with *diag. */
int cosim_search_run(cosim_search *search, const cosim_goal *goal,
                     const cosim_search_options *options, cosim_diag *diag);

#endif
