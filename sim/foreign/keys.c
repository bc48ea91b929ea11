// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Refuses arithmetic that no circuit can have. */
#include "foreign/keys.h"

#include <math.h>

static lif_status bad(lif_error *error, const char *key, const char *what)
{
    return lif_fail(error, LIF_BAD_PARAMETER, key, "%s", what);
}

lif_status cosim_keys_validate(const cosim_keys *d, const lif_format *format, lif_error *error)
{
    const lif_status status = lif_format_validate(format, error);
    if (status != LIF_OK) {
        return status;
    }
    if (!(d->one >= 1.0 && d->one <= 0x1p31)) {
        return bad(error, "membrane.one", "is not from 1 to 2^31 steps of the membrane");
    }
    if (d->low_fx < INT32_MIN || d->high_fx > INT32_MAX || !(d->low_fx < d->high_fx) ||
        d->low_fx > 0 || d->high_fx < 0) {
        return bad(error, "membrane", "has a range without rest (0), or beyond 32 signed bits");
    }
    if (d->drive_shift > 31 || d->drive_low_fx > 0 || d->drive_high_fx < 1 ||
        d->drive_low_fx < INT32_MIN || d->drive_high_fx > INT32_MAX) {
        return bad(error, "drive", "has a range without 0 and 1, or beyond 32 signed bits");
    }
    if (d->gains && (d->events || d->drive_shift != 0 || d->gain_fraction > 31 ||
                     d->gain_most < 1 || d->gain_most > INT32_MAX || !(d->drive_unit_a > 0.0))) {
        return bad(error, "constants.gain",
                   "goes with a drive of a unit, without shift, fraction or weight");
    }
    if (d->leak == COSIM_LEAK_LINEAR && d->input == COSIM_INPUT_POTENTIAL) {
        return bad(error, "arithmetic.input",
                   "a linear leak has no drive potential; give after-leak or before-leak");
    }
    if (d->decay && (d->input == COSIM_INPUT_POTENTIAL || d->leak == COSIM_LEAK_LINEAR ||
                     d->leak == COSIM_LEAK_SHIFTS)) {
        return bad(error, "arithmetic.leak",
                   "a product with 1 - k goes with leak: multiply and an input after or before it");
    }
    if (d->leak == COSIM_LEAK_SHIFTS) {
        if (d->rounding == COSIM_ROUND_RESIDUAL || d->term_count < 1 ||
            d->term_count > COSIM_TERMS) {
            return bad(error, "arithmetic.terms", "needs 1 to 8 shifts and no residual rounding");
        }
        for (unsigned i = 0; i < d->term_count; i++) {
            const int t = d->terms[i] < 0 ? -d->terms[i] : d->terms[i];
            if (t < 1 || t > (int)format->leak_fraction) {
                return bad(error, "arithmetic.terms", "has a shift outside of 1 to 30");
            }
        }
    }
    return LIF_OK;
}
