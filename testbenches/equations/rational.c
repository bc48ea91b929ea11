// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "rational.h"

#include <stdlib.h>

enum { CHUNK = 1024, CHUNKS = 4096 };

/* Numbers are made in chunks, which stay where they are, and are used again after a step. */
static mpq_t *chunks[CHUNKS];
static size_t made, used;

void rationals_begin(void) { used = 0; }

static mpq_ptr fresh(void)
{
    if (used == made) {
        mpq_t *chunk = made / CHUNK < CHUNKS ? malloc(CHUNK * sizeof *chunk) : NULL;
        if (chunk == NULL) {
            abort();
        }
        for (size_t i = 0; i < CHUNK; i++) {
            mpq_init(chunk[i]);
        }
        chunks[made / CHUNK] = chunk;
        made += CHUNK;
    }
    const size_t at = used++;
    return chunks[at / CHUNK][at % CHUNK];
}

rational zero(void)
{
    static mpq_t nothing;
    static int there;
    if (!there) {
        mpq_init(nothing);
        there = 1;
    }
    return nothing;
}

rational integer(int64_t value)
{
    const mpq_ptr q = fresh();
    _Static_assert(sizeof(long) == sizeof value, "a long holds every word");
    mpq_set_si(q, value, 1);
    return q;
}

rational from_double(double value)
{
    const mpq_ptr q = fresh();
    mpq_set_d(q, value);
    return q;
}

rational power_of_two(int64_t n)
{
    const mpq_ptr q = fresh();
    mpq_set_si(q, 1, 1);
    mpq_mul_2exp(q, q, (mp_bitcnt_t)n);
    return q;
}

rational add(rational a, rational b)
{
    if (mpq_sgn(a) == 0 || mpq_sgn(b) == 0) {
        return mpq_sgn(a) == 0 ? b : a;
    }
    const mpq_ptr q = fresh();
    mpq_add(q, a, b);
    return q;
}

rational subtract(rational a, rational b)
{
    if (mpq_sgn(b) == 0) {
        return a;
    }
    const mpq_ptr q = fresh();
    mpq_sub(q, a, b);
    return q;
}

rational multiply(rational a, rational b)
{
    if (mpq_sgn(a) == 0 || mpq_sgn(b) == 0) {
        return zero();
    }
    const mpq_ptr q = fresh();
    mpq_mul(q, a, b);
    return q;
}

rational divide(rational a, rational b)
{
    const mpq_ptr q = fresh();
    mpq_div(q, a, b);
    return q;
}

rational lesser(rational a, rational b) { return mpq_cmp(a, b) <= 0 ? a : b; }
rational greater(rational a, rational b) { return mpq_cmp(a, b) >= 0 ? a : b; }
int compare(rational a, rational b) { return mpq_cmp(a, b); }
int sign(rational a) { return mpq_sgn(a); }
double to_double(rational a) { return mpq_get_d(a); }

size_t bits_of(rational a)
{
    return mpz_sizeinbase(mpq_numref(a), 2) + mpz_sizeinbase(mpq_denref(a), 2);
}

kept_rational *kept_new(size_t count)
{
    kept_rational *all = calloc(count + 1, sizeof *all);
    if (all == NULL) {
        abort();
    }
    for (size_t i = 0; i < count; i++) {
        mpq_init(&all[i]);
    }
    return all;
}

void kept_free(kept_rational *all, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        mpq_clear(&all[i]);
    }
    free(all);
}

void keep(kept_rational *where, rational value) { mpq_set(where, value); }

rational kept(const kept_rational *where)
{
    const mpq_ptr q = fresh();
    mpq_set(q, where);
    return q;
}
