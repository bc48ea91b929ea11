// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A finding says what is wrong with a circuit: words, and the shortest drive that shows it. */
#ifndef COSIM_RESULT_FINDING_H
#define COSIM_RESULT_FINDING_H

#include "result/source_line.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { COSIM_FINDINGS = 4 }; /* the most of one run */

typedef struct cosim_finding {
    char kind[32];     /* "wraps", "refractory", "sticks" ... for programs */
    char text[400];    /* what the circuit does */
    uint64_t step;     /* of the run where it first shows */
    bool whole;        /* the text explains every answer of the run */
    int32_t *drive_fx; /* the shortest drive; NULL: of a trace, which cannot be run again */
    size_t count;
    unsigned tries;
    char *scenario, *wave, *layout; /* files of it, owned; NULL: none */
    cosim_source_line at;           /* the register that it concerns */
} cosim_finding;

struct cosim_findings {
    cosim_finding items[COSIM_FINDINGS];
    size_t count;
};

void cosim_findings_free(struct cosim_findings *findings); /* NULL is allowed */

/* Writes the drive in words: "3 steps of 0x0100, 1 of 0", cut to fit; returns text. */
const char *cosim_finding_drive(const cosim_finding *finding, char *text, size_t bytes);

#endif
