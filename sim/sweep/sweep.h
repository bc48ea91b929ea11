// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A sweep is one YAML file that names a base scenario and the keys of it that vary. A set is one
 * choice of all values on one circuit; it is written as overrides "KEY=VALUE" of the base, so that
 * a set alone is `lifcosim run` with as many --set.
 *
 *   base: ../scenarios/book-triangle.yaml     relative to the folder of the sweep
 *   dut: [q8_24, q6_18]                       one or a list; default: the scenario's own
 *   seed: 1                                   needed with draws
 *   draws: 10000                              random draws; without it, the product of the axes
 *   axes:                                     any scenario key by its dotted path
 *     KEY: [VALUE, ...]                       a list of any values
 *     KEY: {linear: [a, b], points: n}        n >= 2 values, both ends exact; also log
 *     KEY: {uniform: [a, b]}                  with draws: a random value; also log-uniform,
 *                                             normal: [mean, deviation], and integers: [a, b],
 *                                             whole numbers from a to b
 *
 * With draws, lists and ranges give one of their points at random. Draw i of an axis depends on the
 * seed, i and the key alone: any part of a sweep, and a sweep with more axes, draws the same. */
#ifndef COSIM_SWEEP_SWEEP_H
#define COSIM_SWEEP_SWEEP_H

#include "base/diag.h"
#include "input/tree.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define COSIM_SWEEP_MOST_SETS ((uint64_t)100000000)

typedef enum cosim_axis_kind {
    COSIM_AXIS_LIST,
    COSIM_AXIS_LINEAR,
    COSIM_AXIS_LOG,
    COSIM_AXIS_UNIFORM,
    COSIM_AXIS_LOG_UNIFORM,
    COSIM_AXIS_NORMAL,
    COSIM_AXIS_INTEGERS
} cosim_axis_kind;

typedef struct cosim_axis {
    const char *key;
    const cosim_node *node; /* for places */
    cosim_axis_kind kind;
    uint64_t points;      /* of a list or range; 0: random values */
    const char **values;  /* of a list: texts as --set takes them */
    const char *ends[2];  /* of all others: as written */
    double low, high;     /* the ends as numbers in `unit` (normal: mean and deviation) */
    const char *unit;     /* "" for a plain number */
    uint64_t first, last; /* integers */
} cosim_axis;

typedef struct cosim_sweep {
    const char *path; /* as given */
    char sha256[65];  /* of the file's bytes */
    const char *base; /* path of the base scenario */
    const char **duts;
    size_t dut_count;                       /* 0: the scenario's own circuit */
    const cosim_node *dut_node, *base_node; /* for places; dut_node is NULL where absent */
    bool has_seed;
    uint64_t seed;
    uint64_t draws; /* 0: the product of the axes */
    cosim_axis *axes;
    size_t axis_count;
    uint64_t per_dut;   /* sets on each circuit */
    cosim_arena *arena; /* owner of everything */
} cosim_sweep;

/* Reads and validates PATH, as strictly as a scenario; the base is not read. Returns 0 with *sweep,
 * which the caller frees, or -1 with *diag, which has the place of what is wrong. */
int cosim_sweep_read(const char *path, cosim_sweep **sweep, cosim_diag *diag);

/* NULL is allowed. */
void cosim_sweep_free(cosim_sweep *sweep);

/* Returns the number of sets: per_dut on each circuit. Set i is on circuit i / per_dut. */
uint64_t cosim_sweep_count(const cosim_sweep *sweep);

/* Values are written as --set takes them: numbers have the 15 to 17 digits that read back as the
 * same double. */
enum { COSIM_VALUE_BYTES = 96 };

/* Tells whether a later override of the key `second` would undo one of the key `first`: an
 * alternative, another kind of the same stimulus, or the same key or a mapping around it. */
bool cosim_sweep_undoes(const char *first, const char *second);

/* Tells whether a key of the base is the name of the circuit: that of a network is its core. */
static inline bool cosim_sweep_names_circuit(bool network, const char *key)
{
    return strcmp(key, network ? "core" : "dut") == 0;
}

/* Gives the place of an axis, for messages. */
void cosim_axis_place(const cosim_axis *axis, cosim_place *place);

#endif
