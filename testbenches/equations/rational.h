// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Rational numbers of any size, as values: what these functions give stays until rationals_begin,
 * and is never changed. A kept_rational outlives that. Memory that runs out ends the program. */
#ifndef RATIONAL_H
#define RATIONAL_H

#include <gmp.h>
#include <stdint.h>

typedef mpq_srcptr rational;
typedef __mpq_struct kept_rational;

/* Forgets every number that is not kept. */
void rationals_begin(void);

rational zero(void);
rational integer(int64_t value);
rational from_double(double value); /* exactly */
rational power_of_two(int64_t n);   /* n from 0 */
rational add(rational a, rational b);
rational subtract(rational a, rational b);
rational multiply(rational a, rational b);
rational divide(rational a, rational b); /* b is not 0 */
rational lesser(rational a, rational b);
rational greater(rational a, rational b);
int compare(rational a, rational b); /* below 0, 0, above 0 */
int sign(rational a);
double to_double(rational a);
size_t bits_of(rational a); /* of numerator and denominator together */

kept_rational *kept_new(size_t count); /* all are 0 */
void kept_free(kept_rational *kept, size_t count);
void keep(kept_rational *where, rational value);
rational kept(const kept_rational *where);

#endif
