// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A handle of the library is one run: scenario, circuit, session and result, as far as they are. */
#ifndef COSIM_LIBRARY_HANDLE_H
#define COSIM_LIBRARY_HANDLE_H

#include "library/lifcosim.h"
#include "run/session.h"

#include <locale.h>

enum { COSIM_LIBRARY_LINE = 1400 };

struct lifcosim {
    locale_t c; /* numbers are read and written with a point, whatever the user's locale is */
    char error[COSIM_LIBRARY_LINE];
    char line[COSIM_LIBRARY_LINE]; /* of the last call that gave a text */
    cosim_scenario *scenario;      /* NULL: none is read */
    /* what stands for the circuit: a table that runs nothing, with what the circuit shows */
    cosim_arena *arena;
    struct lif_dut_ops ops;
    cosim_dut dut;
    cosim_job job;
    cosim_run_options options;
    cosim_session *session; /* NULL: no circuit yet */
    cosim_result result;
    /* the streams of drives and of the integer model, which are beside the judge */
    cosim_current ahead;
    uint64_t ahead_done;
    lif_integer model;
    uint64_t model_done;
    bool own;      /* the bench makes the drives */
    bool told;     /* the words of the circuit are known */
    bool finished; /* the result is whole */
    char *text, *json;
    int32_t before_fx[COSIM_BLOCK_STEPS], after_fx[COSIM_BLOCK_STEPS];
    uint8_t spike[COSIM_BLOCK_STEPS];
};

/* Keep a message of the program's, or one of the library's, as the handle's error. They return the
 * status. */
int cosim_library_refuse(lifcosim *handle, int status, const cosim_diag *diag);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
int cosim_library_misuse(lifcosim *handle, const char *format, ...);

/* Refuses a call before the circuit is known, or after the verdict. Returns LIFCOSIM_OK or
 * LIFCOSIM_MISUSE. */
int cosim_library_is_open(lifcosim *handle);

#endif
