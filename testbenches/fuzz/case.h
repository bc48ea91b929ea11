// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A random scenario of the differential fuzz is generated, written as YAML, and made smaller. */
#ifndef CASE_H
#define CASE_H

#include "lif_fixed.h"
#include "lif_random.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CASE_FIELDS = 24, CASE_STIMULUS_FIELDS = 10, CASE_STIMULI = 4, CASE_YAML_BYTES = 8192 };

/* Says how the rows of a file stimulus are written. */
typedef enum case_csv_form { CASE_CSV_PLAIN, CASE_CSV_HELD, CASE_CSV_SEMICOLON } case_csv_form;

/* A field is one "key: value"; an optional one may be left out. */
typedef struct case_field {
    bool neuron; /* below `neuron` */
    const char *key;
    char value[160];
    bool optional, present;
} case_field;

typedef struct case_stimulus {
    const char *kind;
    case_field fields[CASE_STIMULUS_FIELDS];
    size_t count;
} case_stimulus;

typedef struct fuzz_case {
    uint64_t steps;
    case_field fields[CASE_FIELDS];
    size_t field_count;
    case_stimulus stimuli[CASE_STIMULI];
    size_t stimulus_count;
    lif_format odd;     /* a format that no circuit is shipped in */
    uint64_t csv_seed;  /* of the rows of the file stimulus */
    double csv_peak_na; /* their largest magnitude; 0: no such stimulus */
    case_csv_form csv_form;
    double csv_gap_ms; /* from one row's time to the next one's */
} fuzz_case;

/* Makes a valid scenario: most are within a format of four integer bits, but for rare clips of a
 * noise; one in nine needs eight. */
void case_random(fuzz_case *c, lif_random *random);

/* Writes the YAML text. Returns text. */
const char *case_yaml(const fuzz_case *c, char text[CASE_YAML_BYTES]);

/* Returns the rows of the file stimulus as CSV, in memory of malloc, and their *size in bytes. */
char *case_csv(const fuzz_case *c, size_t *size);

/* Applies move number `move` towards a smaller case to *c. Returns 1 if it changed the case, 0 if
 * it has no effect here, -1 if there is no such move. */
int case_shrink(fuzz_case *c, unsigned move);

#endif
