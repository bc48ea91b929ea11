// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Prints what was made of a network for a core: rows, columns, memory and clocks; and every word
 * with its error. */
#ifndef COSIM_REPORT_NETWORK_WORDS_H
#define COSIM_REPORT_NETWORK_WORDS_H

#include "run/network_job.h"

#include <stdio.h>

/* Prints the sizes of what was made, a line each, indented by 4. */
void cosim_network_put_made(FILE *out, const cosim_network_job *job);

/* Prints the words of the neurons, those that are alike together, and then every weight that is not
 * 0. The errors are in LSB of the word; of a weight in steps of its column. */
void cosim_network_put_words(FILE *out, const cosim_network_job *job);

#endif
