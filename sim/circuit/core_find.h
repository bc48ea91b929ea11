// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A core is found by its name. The shipped ones stand in rtl/cores.txt, and a name stands for all
 * that it begins: c24 for c24_16, c24_64, c24 and c24_two, of which the smallest that will do is
 * taken. */
#ifndef COSIM_CIRCUIT_CORE_FIND_H
#define COSIM_CIRCUIT_CORE_FIND_H

#include "circuit/core_open.h"

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

/* Writes the path of the shared object that cosim_core_find would open, whether it is there or not;
 * "" for a model or a board. Returns path. */
const char *cosim_core_path(const cosim_core_choice *choice, const cosim_core_kind *kind,
                            const char *name, char *path, size_t bytes);

/* Opens a core of a choice: the model, or the shared object, which is tried first in a child
 * process. kind: NULL for a file or a board, whose name is `name`. Returns COSIM_DUT_OK, and the
 * core is then to be closed; or another status with *diag (no place). */
int cosim_core_find(const cosim_core_choice *choice, const cosim_core_kind *kind, const char *name,
                    cosim_core_dut *dut, cosim_diag *diag);

#endif
