// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes a search for a format for programs, as JSON and CSV. */
#ifndef COSIM_SEARCH_JSON_H
#define COSIM_SEARCH_JSON_H

#include "base/output.h"
#include "search/search.h"

/* Writes everything, as one JSON document. An error is left to cosim_output_commit. */
void cosim_search_json(cosim_output *output, const cosim_search *search);

/* Writes one line a format, the worst of all scenarios, under a header line; what is not known is
 * empty. */
void cosim_search_csv(cosim_output *output, const cosim_search *search);

#endif
