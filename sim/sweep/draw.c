// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "sweep/draw.h"

#include "base/decimal.h"
#include "lif_random.h"

#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const char *number_text(const cosim_axis *axis, double value, char text[COSIM_VALUE_BYTES])
{
    char number[32];
    snprintf(text, COSIM_VALUE_BYTES, "%s%s%s", cosim_number(value, number),
             axis->unit[0] != '\0' ? " " : "", axis->unit);
    return text;
}

/* Returns low * (high/low)^share, never outside of the two. */
static double geometric(const cosim_axis *axis, double share)
{
    const double value = axis->low * pow(axis->high / axis->low, share);
    return fmin(fmax(value, fmin(axis->low, axis->high)), fmax(axis->low, axis->high));
}

/* Makes a point of a range a decimal of 15 digits where rounding alone parts the two: 0.2 mA, and
 * not 0.19999999999999998 mA. */
static double decimal(double value)
{
    char text[32];
    snprintf(text, sizeof text, "%.15g", value);
    const double rounded = strtod(text, NULL);
    return fabs(rounded - value) <= 2.0 * DBL_EPSILON * fabs(value) ? rounded : value;
}

const char *cosim_axis_point(const cosim_axis *axis, uint64_t index, char text[COSIM_VALUE_BYTES])
{
    if (axis->kind == COSIM_AXIS_LIST) {
        return axis->values[index];
    }
    if (index == 0 || index + 1 == axis->points) {
        return axis->ends[index != 0];
    }
    const double last = (double)(axis->points - 1), i = (double)index;
    const double value = axis->kind == COSIM_AXIS_LOG
                             ? geometric(axis, i / last)
                             : (axis->low * (last - i) + axis->high * i) / last;
    return number_text(axis, decimal(value), text);
}

/* Hashes a key with FNV-1a. An axis is known by its key, so that another axis beside it changes
 * nothing. */
static uint64_t key_hash(const char *key)
{
    uint64_t hash = 14695981039346656037u;
    for (; *key != '\0'; key++) {
        hash = (hash ^ (unsigned char)*key) * 1099511628211u;
    }
    return hash;
}

const char *cosim_axis_draw(const cosim_axis *axis, uint64_t seed, uint64_t draw,
                            char text[COSIM_VALUE_BYTES])
{
    lif_random random;
    double share;
    lif_random_seed(&random, lif_random_mix(lif_random_mix(seed, key_hash(axis->key)), draw));
    switch (axis->kind) {
    case COSIM_AXIS_UNIFORM:
        share = lif_random_uniform(&random);
        return number_text(axis, axis->low * (1.0 - share) + axis->high * share, text);
    case COSIM_AXIS_LOG_UNIFORM:
        return number_text(axis, geometric(axis, lif_random_uniform(&random)), text);
    case COSIM_AXIS_NORMAL:
        return number_text(axis, axis->low + axis->high * lif_random_normal(&random), text);
    case COSIM_AXIS_INTEGERS:
        snprintf(text, COSIM_VALUE_BYTES, "%" PRIu64,
                 axis->first + lif_random_below(&random, axis->last - axis->first + 1));
        return text;
    case COSIM_AXIS_LIST:
    case COSIM_AXIS_LINEAR:
    case COSIM_AXIS_LOG:
    default:
        return cosim_axis_point(axis, lif_random_below(&random, axis->points), text);
    }
}

const char *cosim_sweep_value(const cosim_sweep *sweep, uint64_t set, size_t axis,
                              char text[COSIM_VALUE_BYTES])
{
    uint64_t at = set % sweep->per_dut;
    if (sweep->draws > 0) {
        return cosim_axis_draw(&sweep->axes[axis], sweep->seed, at, text);
    }
    for (size_t k = sweep->axis_count - 1; k > axis; k--) { /* the last axis varies fastest */
        at /= sweep->axes[k].points;
    }
    return cosim_axis_point(&sweep->axes[axis], at % sweep->axes[axis].points, text);
}
