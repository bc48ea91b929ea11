// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* exp and log are computed from + - * / alone. The libm may return another last bit on another
 * machine (it chooses its code by the processor); these return the same bits wherever double is
 * IEEE 754, which is what a reproducible random stream needs. They are good to about 2 ulp. */
#ifndef LIF_ELEMENTARY_H
#define LIF_ELEMENTARY_H

/* Returns exp(-x) for x >= 0, infinity included. */
double lif_exp_minus(double x);

/* Returns 1 - exp(-x) for x >= 0, without cancellation for small x. */
double lif_one_minus_exp(double x);

/* Returns log(a/b) for finite a, b > 0, without cancellation for a close to b. */
double lif_log_ratio(double a, double b);

#endif
