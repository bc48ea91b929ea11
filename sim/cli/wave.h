// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* These are the waveform options of `lifcosim run`: they are read here, and the files they ask for
 * are written. */
#ifndef COSIM_CLI_WAVE_H
#define COSIM_CLI_WAVE_H

#include "wave/recorder.h"

/* CLI_WAVE is the first of the option values that cosim_cli_wave_take understands. */
enum { CLI_WAVE = 400, CLI_WAVE_WINDOW, CLI_WAVE_AROUND, CLI_WAVE_SIGNALS, CLI_WAVE_TIME };
/* clang-format off */
#define CLI_WAVE_OPTIONS                                                                           \
    {"wave", "FILE.fst", CLI_WAVE,                                                                 \
     "a waveform of the whole run (or FILE.vcd), and beside it FILE.gtkw, its\n"                                 \
     "GTKWave layout, and FILE.sucl, that of Surfer"},                                             \
    {"window", "A:B", CLI_WAVE_WINDOW, "only the steps A to B-1"},                                 \
    {"wave-around", "spike:K", CLI_WAVE_AROUND,                                                    \
     "only a window around spike K of the circuit, from 0"},                                       \
    {"wave-signals", "LIST", CLI_WAVE_SIGNALS,                                                     \
     "signal groups: clock,handshake,drive,membrane (its word),\n"                                 \
     "potential (in mV),observation (before the reset),reference,\n"                               \
     "spikes,hold,verdict,neuron (internals); default: all but neuron"},                           \
    {"wave-time", "MODE", CLI_WAVE_TIME,                                                           \
     "biological (default: a step takes dt) or clocks (10 ns each)"}
/* clang-format on */
#define CLI_WAVE_AFTER                                                                             \
    "A run that fails leaves a waveform around its first mismatch; where it cannot, it\n"          \
    "warns, and its verdict and reports stay."

typedef struct cosim_cli_wave {
    const char *path; /* NULL: none was named */
    bool asked;       /* by any of the options */
    cosim_wave_request request;
} cosim_cli_wave;

/* Takes one of the options. Returns CLI_OK or CLI_WRONG_INPUT. */
int cosim_cli_wave_take(cosim_cli_wave *wave, int option, const char *value);

/* Checks what was asked for against the runs. Returns CLI_OK or CLI_WRONG_INPUT. */
int cosim_cli_wave_check(const cosim_cli_wave *wave, const cosim_job *jobs, size_t count);

/* Records after a run what was asked for, or what a failing run leaves under `name` (cli/beside.h),
 * and its layout; the paths of what could be written go into *result and belong to it. Returns the
 * exit status of what was asked for; it only warns of the rest. */
int cosim_cli_wave_write(const cosim_cli_wave *wave, cosim_recorder *recorder, const char *name,
                         cosim_result *result);

#endif
