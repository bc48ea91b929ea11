// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A line of templates.txt: a random manifest by keys, the neuron that it is judged as, a drive, and
 * what the judge of keys found of it. */
#ifndef TEMPLATE_LINE_H
#define TEMPLATE_LINE_H

#include "foreign/manifest.h"
#include "result/result.h"
#include "lif_params.h"

#include <stdbool.h>
#include <stdint.h>

enum { POINTS = 4 };

/* The circuit is SOUND, or has another convention than its manifest declares. */
typedef enum defect { SOUND, OTHER_ROUNDING, LONGER_HOLD, OTHER_INPUT } defect;

/* The judge of keys found this of a step. */
typedef struct point {
    int step;
    double reference_v, bound_v;
} point;

/* A line has these after the manifest and the neuron: a drive, and what was found. */
typedef struct record {
    defect defect;
    uint64_t drive_seed;
    double mean, spread, low_a, high_a; /* of the currents */
    int64_t leak, threshold, reset, initial, gain, event;
    uint64_t drives, answers, spikes; /* the first two are hashes */
    cosim_verdict verdict;
    bool differs; /* from what it declares */
    uint64_t first;
    int point_count;
    point points[POINTS];
} record;

/* Reads a line into a manifest that has an arena alone, the parameters of the neuron, and what was
 * found. A number that is missing, or too much at the end, fails the test. */
void template_line_read(char *line, cosim_manifest *m, lif_params *params, record *found);

#endif
