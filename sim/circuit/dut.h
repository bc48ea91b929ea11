// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A circuit under test is a table of functions and an instance; a shared object becomes one here.
 */
#ifndef COSIM_CIRCUIT_DUT_H
#define COSIM_CIRCUIT_DUT_H

#include "base/diag.h"
#include "circuit/lif_dut.h"
#include "equations/declaration.h"

typedef struct cosim_dut {
    const struct lif_dut_ops *ops;
    lif_dut *instance;
    char *name;                              /* as given, for messages and reports */
    void *library;                           /* private */
    const cosim_eq_declaration *equations;   /* what it declares to compute by them, or NULL */
    const struct cosim_eq_emitted *emitted;  /* what was compiled of that with it, or NULL */
    const struct cosim_recording *recording; /* what it is, where it is a trace; or NULL */
    cosim_arena *arena;                      /* private: they are in it */
    struct lif_dut_ops model_ops;            /* private: the table of model:FORMAT */
    char *model_text;                        /* private: what model:NAME declares by equations */
    struct cosim_serial_dut *board;          /* private: of serial:DEVICE */
    struct cosim_lanes *lanes; /* private: the same circuit many times; see circuit/lanes.h */
    int lanes_known;           /* private: whether it has been looked for */
    int tried;                 /* private: whether it was, in a run of its own; see run/trial.h */
    lif_dut_breach trial;      /* private: and what came of it */
} cosim_dut;

/* The program exits with this status for a circuit that did not open. */
enum { COSIM_DUT_OK = 0, COSIM_DUT_UNKNOWN = 2, COSIM_DUT_UNUSABLE = 3 };

/* Names the folder of the shared objects: $LIFCOSIM_DUT_DIR, or "dut" beside the running program,
 * or, where the program is installed, lifcosim/dut in the user's cache. Returns text. */
const char *cosim_dut_folder(char *text, size_t bytes);

/* Finds the shared object of a circuit by its name: in that folder, or, where it is not there,
 * among those that came with an installed program. Returns text, also where it is in neither. */
const char *cosim_dut_path(const char *name, char *text, size_t bytes);

/* Checks the folder of the circuits, because a circuit is a program that is run. A folder that the
 * user names, or that is in his cache, must be one into which nobody else can put any. Returns 0,
 * or -1 with *diag. */
int cosim_dut_folder_check(cosim_diag *diag);

/* Writes the command that builds the circuit of a format, and with `lanes` its lanes too. Returns
 * text. */
const char *cosim_dut_command(const lif_format *format, bool lanes, char *text, size_t bytes);

/* Both of these are called in the child process that tries a shared object first, and then in the
 * program. Messages are the rest of a sentence that begins with the path. */

/* Opens a shared object and checks its table. Returns 0, or -1 with a message; in either case the
 * caller closes *library unless it is NULL. */
int cosim_dut_load(const char *path, void **library, const struct lif_dut_ops **ops, char *message,
                   size_t bytes);

/* Makes an instance whose table agrees with what the elaborated circuit reports. Returns NULL with
 * a message otherwise; message[0] must be NUL before. */
lif_dut *cosim_dut_instance(const struct lif_dut_ops *ops, char *message, size_t bytes);

/* Tells why dlopen could not open `path`, without the path that its own message begins with. It is
 * valid until the next dlopen. */
const char *cosim_dut_unopened(const char *path);

#endif
