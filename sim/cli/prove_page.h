// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The page of `lifcosim prove` says what a proof is worth, to somebody who was not there. */
#ifndef COSIM_CLI_PROVE_PAGE_H
#define COSIM_CLI_PROVE_PAGE_H

#include "cli/prove_report.h"

/* Writes the page; `narrow` is the proof with other keys, or NULL. */
void cosim_cli_prove_page(FILE *out, const cosim_cli_proof *whole, const cosim_cli_proof *narrow,
                          const char *const *keys, size_t count);

#endif
