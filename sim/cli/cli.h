// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* These files are the command line, one for each subcommand, and share this. Only they print and
 * exit. */
#ifndef COSIM_CLI_CLI_H
#define COSIM_CLI_CLI_H

#include "base/diag.h"
#include "circuit/dut.h"
#include "cli/tell.h"
#include "result/result.h"
#include "run/job.h"
#include "scenario/scenario.h"

#include <getopt.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Another simulator, in which `run` takes place instead of a circuit behind lif_dut.h: it shares
 * everything but the loop. */
typedef struct cosim_cli_platform {
    const char *help;         /* of its `run` */
    const struct option *own; /* its options instead of those for waveforms, from CLI_PLATFORM on */
    size_t own_count;
    const char *const *wave; /* where its option keeps the name of a waveform, or NULL */
    void *context;           /* for all of these; each returns an exit status after complaining */
    int (*take)(void *context, int option, const char *value);
    int (*open)(void *context, const char *name, const cosim_scenario *from, cosim_dut **dut);
    int (*check)(void *context, const cosim_job *jobs, size_t count); /* before the first run */
    /* This is called in place of cosim_job_run, and leaves its waveform (result->wave). */
    int (*run)(void *context, const cosim_job *job, const cosim_run_options *options,
               cosim_result *result, cosim_diag *diag);
} cosim_cli_platform;
enum { CLI_PLATFORM = 500 };

/* Every subcommand that reads a scenario takes these. */
typedef struct cosim_cli_inputs {
    const char **overrides; /* --set, in order */
    size_t override_count;
    const char **duts; /* --dut, split at commas; the array and its text are owned */
    char *dut_text;
    size_t dut_count;
    bool has_seed;
    uint64_t seed;
    bool no_expect; /* spikes that a scenario states are not judged */
    char **files;   /* the rest of the command line */
    size_t file_count;
} cosim_cli_inputs;

/* These are the options that all of these subcommands take, for their help. Own options start at
 * CLI_OWN. */
enum { CLI_OWN = 300, CLI_OWN_MOST = 16 };
#define CLI_INPUT_HELP                                                                             \
    "  --dut NAME|FILE.so   the circuit (several with commas); default: the scenario's\n"          \
    "                       model:q8_24 is the integer model, model:20/12/18r any format\n"        \
    "  --set KEY=VALUE      replace a scenario key, by its dotted path; repeatable\n"              \
    "  --seed N             base seed of the random stimuli\n"                                     \
    "  --no-expect          do not judge the spikes that the scenario states\n"                    \
    "  --help               this text\n"

#define CLI_MANIFEST "manifest; give a file as testbenches/foreign/q8_8_multiply.yaml"

typedef struct cosim_cli_syntax {
    const char *help;
    struct option own[CLI_OWN_MOST]; /* the subcommand's own options, ended by a NULL name */
    /* Returns CLI_OK or CLI_WRONG_INPUT; it is NULL without own options. */
    int (*take)(void *context, int option, const char *value);
    void *context;
    size_t most_files; /* 0: any number */
    const char *wants; /* what a file is, with an example; NULL: a scenario */
} cosim_cli_syntax;

/* Reads a command line into *inputs (free with cosim_cli_inputs_free in any case). Returns CLI_OK,
 * another status after complaining, or -1 after printing the help. */
int cosim_cli_inputs_read(cosim_cli_inputs *inputs, int argc, char **argv,
                          const cosim_cli_syntax *syntax);
void cosim_cli_inputs_free(cosim_cli_inputs *inputs);

/* Prints the warnings about a scenario to standard error. */
void cosim_cli_notes(const cosim_scenario *scenario);

/* Reads a scenario with the --set and --seed of inputs; reports what is wrong, and warns. */
int cosim_cli_scenario(const cosim_cli_inputs *inputs, const char *path, cosim_scenario **scenario);

/* Opens a circuit by name. A name that comes from a scenario (not NULL) is reported at its key. */
int cosim_cli_dut(const char *name, const cosim_scenario *from, cosim_dut **dut);

/* This is a scenario prepared on the integer model of the format that it runs in: that of the
 * --dut, or of its own circuit without one. */
typedef struct cosim_cli_model_job {
    cosim_scenario *scenario;
    cosim_dut *model;
    cosim_job job;
} cosim_cli_model_job;

/* Opens it, or reports what is wrong and returns the status; close in any case. */
int cosim_cli_model_job_open(cosim_cli_model_job *job, const cosim_cli_inputs *inputs,
                             const char *path);
void cosim_cli_model_job_close(cosim_cli_model_job *job);

#endif
