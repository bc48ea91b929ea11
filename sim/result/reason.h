// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Says why a result is what it is, in one line. */
#ifndef COSIM_RESULT_REASON_H
#define COSIM_RESULT_REASON_H

#include "result/result.h"

/* Says why a result is not a pass, in one line without a line feed; "" for a pass. Returns text. */
const char *cosim_result_reason(const cosim_result *result, char *text, size_t bytes);

#endif
