// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Any bytes are a sweep, which is read or refused with a place and a reason. What is read has as
 * many sets as it says, each of which has a value for each axis, twice the same. */
#include "fuzz.h"
#include "input/units.h"
#include "sweep/draw.h"
#include "sweep/sweep.h"

#include <math.h>
#include <string.h>

static void check_axis(const cosim_sweep *s, const cosim_axis *axis)
{
    cosim_place place;
    cosim_axis_place(axis, &place);
    FUZZ_CHECK(place.line > 0 && place.column > 0);
    FUZZ_CHECK(axis->key != NULL && axis->key[0] != '\0');
    FUZZ_CHECK(axis->points > 0 || s->draws > 0);
    if (axis->kind == COSIM_AXIS_LIST) {
        FUZZ_CHECK(axis->values != NULL && axis->points > 0);
    } else if (axis->kind == COSIM_AXIS_INTEGERS) {
        FUZZ_CHECK(axis->first <= axis->last);
    } else {
        FUZZ_CHECK(axis->ends[0] != NULL && axis->ends[1] != NULL);
        FUZZ_CHECK(isfinite(axis->low) && isfinite(axis->high));
    }
    for (const cosim_axis *other = s->axes; other < axis; other++) {
        FUZZ_CHECK(strcmp(other->key, axis->key) != 0);
    }
}

/* Looks at the first, the last and a set between them. */
static void check_values(const cosim_sweep *s)
{
    const uint64_t count = cosim_sweep_count(s), sets[] = {0, count / 2, count - 1};
    for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++) {
        for (size_t a = 0; a < s->axis_count; a++) {
            char text[COSIM_VALUE_BYTES], again[COSIM_VALUE_BYTES];
            const char *value = cosim_sweep_value(s, sets[i], a, text);
            FUZZ_CHECK(value != NULL);
            FUZZ_CHECK(strcmp(value, cosim_sweep_value(s, sets[i], a, again)) == 0);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static int begun;
    char path[600];
    cosim_sweep *sweep = NULL;
    cosim_diag diag;
    if (!begun) {
        begun = 1;
        atexit(cosim_units_release);
    }
    strcpy(path, fuzz_write("sweep.yaml", data, size));
    memset(&diag, 0xA5, sizeof diag); /* a refusal must fill it */
    if (cosim_sweep_read(path, &sweep, &diag) != 0) {
        fuzz_check_refusal(&diag, path);
        return 0;
    }
    FUZZ_CHECK(strlen(sweep->sha256) == 64 && sweep->base != NULL && sweep->base[0] != '\0');
    FUZZ_CHECK(sweep->per_dut > 0 && sweep->per_dut <= COSIM_SWEEP_MOST_SETS);
    FUZZ_CHECK(sweep->draws == 0 || sweep->has_seed);
    const uint64_t circuits = sweep->dut_count > 0 ? sweep->dut_count : 1;
    FUZZ_CHECK(cosim_sweep_count(sweep) == sweep->per_dut * circuits);
    for (size_t i = 0; i < sweep->axis_count; i++) {
        check_axis(sweep, &sweep->axes[i]);
    }
    check_values(sweep);
    cosim_sweep_free(sweep);
    return 0;
}
