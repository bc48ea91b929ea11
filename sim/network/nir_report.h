// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A report says in sentences how faithful a network is to the NIR file that it was made from. */
#ifndef COSIM_NETWORK_NIR_REPORT_H
#define COSIM_NETWORK_NIR_REPORT_H

#include "base/arena.h"

#include <stddef.h>

typedef enum cosim_nir_fidelity {
    COSIM_NIR_TAKEN,   /* as the file says it */
    COSIM_NIR_ASSUMED, /* the file does not say it */
    COSIM_NIR_DIFFERS  /* what a tool that runs the file may do otherwise, or is lost */
} cosim_nir_fidelity;

typedef struct cosim_nir_line {
    cosim_nir_fidelity fidelity;
    const char *text;
    struct cosim_nir_line *next;
} cosim_nir_line;

typedef struct cosim_nir_report {
    cosim_arena *arena;
    cosim_nir_line *first, *last;
    size_t count;
} cosim_nir_report;

/* Makes an empty report; NULL without memory. */
cosim_nir_report *cosim_nir_report_new(cosim_arena *arena);

/* Appends a sentence; -1 without memory. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
int
cosim_nir_say(cosim_nir_report *report, cosim_nir_fidelity fidelity, const char *format, ...);

/* Gives the word of a kind: "taken", "assumed", "differs". */
const char *cosim_nir_fidelity_word(cosim_nir_fidelity fidelity);

#endif
