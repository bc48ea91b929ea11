// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A handle of the library is one run: scenario, circuit, session and result, as far as they are. */
#ifndef COSIM_LIBRARY_HANDLE_H
#define COSIM_LIBRARY_HANDLE_H

#include "diagnose/answered.h"
#include "library/lifcosim.h"
#include "run/session.h"
#include "run/trial.h"

#include <locale.h>

enum { COSIM_LIBRARY_LINE = 1400 };

struct lifcosim {
    locale_t c; /* numbers are read and written with a point, whatever the user's locale is */
    char error[COSIM_LIBRARY_LINE];
    char line[COSIM_LIBRARY_LINE];  /* of the last call that gave a text */
    cosim_diag diag;                /* what was wrong, with its place */
    cosim_scenario *owned;          /* that was read */
    const cosim_scenario *scenario; /* this, or the program's; NULL: none */
    bool has_seed;                  /* the scenario is read with this one */
    uint64_t seed;
    cosim_arena *arena;
    /* what stands for the circuit: a table that runs nothing, with what the circuit shows */
    struct lif_dut_ops ops;
    cosim_dut described;
    cosim_job prepared;
    /* these, or what the program hosts (library/host.h) */
    cosim_dut *dut;
    const cosim_job *job;
    cosim_run_options options;
    cosim_session *session; /* NULL: no circuit yet */
    cosim_result result;
    /* the streams of drives and of the integer model, which are beside the judge */
    cosim_current ahead;
    uint64_t ahead_done, ahead_at; /* steps that were given; where the stream stands */
    lif_integer model;
    uint64_t model_done;
    cosim_trace answered; /* the first steps that were judged, for findings */
    /* a trial after the last step */
    cosim_trial trial;
    cosim_trial_part part;
    size_t part_given, part_done; /* steps of the part that were given, and answered */
    lif_dut_breach part_breach;
    bool tried;    /* a trial began */
    bool own;      /* the bench makes the drives */
    bool told;     /* the words of the circuit are known */
    bool finished; /* the result is whole */
    char *text, *json;
    int32_t before_fx[COSIM_TRIAL_STEPS], after_fx[COSIM_TRIAL_STEPS]; /* of a part of a trial */
    uint8_t spike[COSIM_BLOCK_STEPS];
    int32_t hidden[COSIM_BLOCK_STEPS]; /* in place of a membrane that is not shown: 0 */
};

/* Keep a message of the program's, or one of the library's, as the handle's error. They return the
 * status. */
int cosim_library_refuse(lifcosim *handle, int status, const cosim_diag *diag);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
int cosim_library_misuse(lifcosim *handle, const char *format, ...);

/* Gives a verdict as lifcosim.h numbers it. */
int cosim_library_verdict(cosim_verdict verdict);

/* Tells whether a part of a trial is being run. */
static inline bool cosim_library_tries(const lifcosim *handle)
{
    return handle->part_done < handle->part.n;
}

/* Refuses a drive that is not the scenario's. Returns LIFCOSIM_WRONG_INPUT. */
int cosim_library_drive_differs(lifcosim *handle, uint64_t step, int32_t drive, int32_t due);

/* Do in a part of a trial what the functions of their names do in a run. */
int cosim_library_trial_drives(lifcosim *handle, size_t n, int32_t *drive, uint32_t *hold);
int cosim_library_trial_judge(lifcosim *handle, size_t n, const int32_t *drive,
                              const int32_t *before, const int32_t *after, const uint8_t *spike);

/* Keeps what the circuit answers to the n steps that wait, as far as findings look; the arrays are
 * those of cosim_session_take. Called before it. Returns 0, or -1 without memory. */
int cosim_library_keep(lifcosim *handle, size_t n, const int32_t *before, const int32_t *after,
                       const uint8_t *spike);

/* Starts the run of a prepared job: session and streams. Returns 0, or -1 with *diag. The second
 * frees what it made; either may be called again. */
int cosim_library_start(lifcosim *handle, const cosim_job *job, cosim_dut *dut, cosim_diag *diag);
void cosim_library_stop(lifcosim *handle);

/* Refuses a call before the circuit is known, or after the verdict. Returns LIFCOSIM_OK or
 * LIFCOSIM_MISUSE. */
int cosim_library_is_open(lifcosim *handle);

#endif
