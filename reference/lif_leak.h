// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* clang-format off */
/* A circuit can have some leak words or all, and its port carries one in a coding:
 *
 *   LIF_CODING_ANY       the port (KF+1 bits) carries the word K itself
 *   LIF_CODING_MANTISSA  K = m << s: m, of leak_digits bits, in the low bits of the port, s above
 *   LIF_CODING_TERMS     K = sum of +-2^(KF-n): one field a term, that of the largest lowest;
 *                        a field holds n, in as many bits as KF needs, and above it two bits:
 *                        00 no term, 01 plus, 11 minus
 */
/* clang-format on */
#ifndef LIF_LEAK_H
#define LIF_LEAK_H

#include "lif_fixed.h"

enum { LIF_LEAK_MOST_TERMS = 4 };

/* Checks that the coding has digits within its range and fits the port of KF+1 bits (the other
 * fields must be valid). Returns LIF_BAD_PARAMETER with key "dut" otherwise. */
lif_status lif_leak_validate(const lif_format *format, lif_error *error);

/* Returns the representable word nearest to `real`, 0 <= real <= 2^KF (k * 2^KF). Of two that are
 * equally near it is the even one with LIF_CODING_ANY, else either. It is 0 where 0 is the nearest.
 */
double lif_leak_nearest(const lif_format *format, double real);

/* Gives the bits that the port carries for a word in 0..2^KF. Returns false, *code untouched, for a
 * word that is not representable. */
bool lif_leak_encode(const lif_format *format, int64_t word, uint64_t *code);

/* Returns the word that a port's bits stand for: any bits, as a circuit takes them. */
int64_t lif_leak_decode(const lif_format *format, uint64_t code);

#endif
