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

/* A drive that tells more than the run did. */
typedef enum cosim_telling {
    COSIM_TELLS_NOTHING, /* none is known */
    COSIM_TELLS_MORE, /* the circuit does not answer it as the text says: that is not all of it */
    COSIM_TELLS_APART /* two of those that answer the run alike answer it otherwise */
} cosim_telling;

typedef struct cosim_finding {
    char kind[32];     /* "wraps", "refractory", "sticks" ... for programs */
    char text[400];    /* what the circuit does */
    uint64_t step;     /* of the run where it first shows */
    bool whole;        /* the text explains every answer of the run */
    int32_t *drive_fx; /* the shortest drive; NULL: of a trace, which cannot be run again */
    size_t count;
    unsigned tries;
    char **also; /* each of the others that answer the run alike, owned; of some the text speaks */
    size_t also_count;
    cosim_telling telling;
    int32_t *telling_fx; /* that drive, owned */
    size_t telling_count;
    char *scenario, *wave, *layout; /* files of it, owned; NULL: none */
    cosim_source_line at;           /* the register that it concerns */
} cosim_finding;

struct cosim_findings {
    cosim_finding items[COSIM_FINDINGS];
    size_t count;
};

void cosim_findings_free(struct cosim_findings *findings); /* NULL is allowed */

/* Adds words to the others that answer alike. Returns 0, or -1 without memory. */
int cosim_finding_add(cosim_finding *finding, const char *words);

/* Writes a drive in words: "3 of 256, 1 of 0", cut to fit; returns text. */
const char *cosim_finding_drive(const int32_t *drive_fx, size_t count, char *text, size_t bytes);

/* Says of the drive that tells more what it tells: "answers otherwise to 3 steps:
 * 2 of 256, 1 of 0", cut to fit; "" where there is none. Returns text. */
const char *cosim_finding_telling(const cosim_finding *finding, char *text, size_t bytes);

/* Names what a drive tells, for programs: "not-all", "apart"; NULL: nothing. */
const char *cosim_telling_name(cosim_telling telling);

#endif
