// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Finding a circuit by name, and making sure that it is what it says before anything relies on it.
 */
#ifndef COSIM_DUT_H
#define COSIM_DUT_H

#include "base/diag.h"
#include "lif_declared.h"
#include "circuit/lif_dut.h"

typedef struct cosim_dut {
    const struct lif_dut_ops *ops;
    lif_dut *instance;
    char *name;                   /* as given, for messages and reports */
    void *library;                /* private */
    struct lif_dut_ops model_ops; /* private: the table of model:FORMAT */
    lif_declared model_declared;  /* private: what model:NAME declares */
    struct cosim_lanes *lanes;    /* private: the same circuit many times; see run/batch.h */
    int lanes_known;              /* private: whether it has been looked for */
} cosim_dut;

/* Exit status of the program for a circuit that did not open. */
enum { COSIM_DUT_OK = 0, COSIM_DUT_UNKNOWN = 2, COSIM_DUT_UNUSABLE = 3 };

/* Opens a circuit:
 *   model:FORMAT   the integer model (see cosim_format_parse)
 *   model:NAME     the integer model of what a built circuit declares
 *   FILE.so        a shared object, any path that ends so
 *   NAME           build/dut/NAME.so beside the program; 20/12/18 is read as w20f12k18
 * A shared object is first opened, configured and run in a child process, because a damaged one can
 * kill the process that opens it; it has 20 s, or $LIFCOSIM_PROBE_SECONDS. A circuit whose table is
 * incomplete, or disagrees with its elaborated constants, is refused. Returns COSIM_DUT_OK with
 * *dut, or another status with *diag (no place). */
int cosim_dut_open(const char *name, cosim_dut **dut, cosim_diag *diag);

/* NULL is allowed. */
void cosim_dut_close(cosim_dut *dut);

/* The folder of the shared objects: "dut" beside the running program, or $LIFCOSIM_DUT_DIR. Returns
 * text. */
const char *cosim_dut_folder(char *text, size_t bytes);

/* How the circuit rounds, as a manifest and `lifcosim duts` name it: "half-up", "floor" ... */
const char *cosim_dut_rounding(const struct lif_dut_ops *ops);

/* The integer model behind the table: fills *ops for a valid format (name is kept by reference). */
void cosim_dut_model(struct lif_dut_ops *ops, const lif_format *format, const char *name);

#endif
