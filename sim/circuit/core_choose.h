// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A core goes by its name. The shipped ones stand in rtl/cores.txt, and a name stands for all
 * that it begins: c24 for c24_16, c24_64, c24 and c24_two, of which the smallest that will do is
 * taken. */
#ifndef COSIM_CIRCUIT_CORE_CHOOSE_H
#define COSIM_CIRCUIT_CORE_CHOOSE_H

#include "base/diag.h"
#include "lif_core_format.h"

#include <stddef.h>

/* A shipped core; it has as many inputs as neurons. */
typedef struct cosim_core_kind {
    const char *name;
    unsigned neurons;
    lif_core_format format;
    unsigned lane_bits; /* a row is walked 2^lane_bits weights a clock */
} cosim_core_kind;

/* A name stands for one of these. */
typedef enum cosim_core_form {
    COSIM_CORE_SHIPPED, /* NAME: the Verilated circuit */
    COSIM_CORE_MODEL,   /* model:NAME: the integer model of the same size and format */
    COSIM_CORE_FILE,    /* FILE.so */
    COSIM_CORE_BOARD    /* serial:DEVICE[@BAUD]: a board on a serial line */
} cosim_core_form;

enum { COSIM_CORE_KINDS = 32 };

/* The cores that a name stands for, the smallest first. */
typedef struct cosim_core_choice {
    cosim_core_form form;
    const cosim_core_kind *kind[COSIM_CORE_KINDS];
    size_t count; /* 0 for a file or a board, which say themselves what they are */
} cosim_core_choice;

/* Finds what a name stands for. Returns COSIM_DUT_OK, or COSIM_DUT_UNKNOWN with *diag. */
int cosim_core_choose(const char *name, cosim_core_choice *choice, cosim_diag *diag);

#endif
