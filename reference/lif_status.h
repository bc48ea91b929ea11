// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Every function in reference/ has a status and an error: the caller owns the message, and nothing
 * is printed. */
#ifndef LIF_STATUS_H
#define LIF_STATUS_H

typedef enum lif_status {
    LIF_OK = 0,
    LIF_BAD_PARAMETER, /* a value has no meaning (negative time constant, NaN, k > 1 ...) */
    LIF_OUT_OF_RANGE,  /* a value has a meaning, but the fixed-point format cannot hold it */
    LIF_NO_MEMORY
} lif_status;

/* key      the parameter at fault, named as in a scenario ("neuron.threshold"), a static string;
 *          "" when no single one is
 * message  what is wrong and what would be right, one line without a full stop, NUL-terminated */
typedef struct lif_error {
    lif_status status;
    const char *key;
    char message[240];
} lif_error;

/* Fills *error (may be NULL) from a printf format and returns `status`, so that a function can
 * `return lif_fail(...)`. A message that is too long is cut. */
#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
lif_status
lif_fail(lif_error *error, lif_status status, const char *key, const char *format, ...);

#endif
